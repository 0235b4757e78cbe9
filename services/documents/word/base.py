"""Our own slim base document, built from nothing: no template's leftovers can be in it.

It holds the styles, the numbering, one header and one footer, settings and properties, all empty of content. A house
style is another base document with the same style names. Sizes are in half points (type) and twentieths of a point.
"""

from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from services.documents.word.styles import numbering, styles
from services.documents.word.theme import theme

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
_WORD_PARTS = ("styles", "numbering", "settings", "fontTable", "header", "footer")

_NEWER = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
"""Boxes to tick came after the standard; what does not know them passes them by."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838


def margin(sheet_points: int) -> int:
    """Left and right margin in twentieths of a point."""
    return 964 if sheet_points else 1134


def text_width(sheet_points: int) -> int:
    """Width between the margins in twentieths of a point."""
    return PAGE_WIDTH - 2 * margin(sheet_points)


@lru_cache(maxsize=16)
def base_document(language: str, sheet_points: int, *, form: bool = False) -> bytes:
    """An empty document in `language` ('nl' or 'en'); `sheet_points` above 0 makes it a one-page sheet in that size.
    A `form` may only be filled in, until somebody who wants to lifts that: there is no password on it."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": _core(),
        "docProps/app.xml": _app(),
        "docProps/custom.xml": custom_properties(()),
        "word/document.xml": _document(sheet_points, form),
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/styles.xml": styles(locale(language), sheet_points),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(locale(language), form),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p/></w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}"><w:p/></w:ftr>',
    }
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml if xml.startswith("<?xml") else HEAD + xml)
    return packed.getvalue()


def locale(language: str) -> str:
    """The language tag that is written into the file."""
    return "en-GB" if language == "en" else "nl-NL"


def custom_properties(properties: tuple[tuple[str, str], ...]) -> str:
    """The part with custom properties; values must be escaped already."""
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties, start=2)
    )
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    return f'{HEAD}<Properties xmlns="{namespace}" xmlns:vt="{types}">{rows}</Properties>'


def _content_types() -> str:
    kinds = {f"/word/{_file(name)}": f"{_WORD_TYPE}{name}+xml" for name in _WORD_PARTS}
    kinds |= {
        "/word/document.xml": f"{_WORD_TYPE}document.main+xml",
        "/word/theme/theme1.xml": f"{_OFFICE_TYPE}theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": f"{_OFFICE_TYPE}extended-properties+xml",
        "/docProps/custom.xml": f"{_OFFICE_TYPE}custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _file(part: str) -> str:
    return f"{part}1.xml" if part in ("header", "footer") else f"{part}.xml"


def _package_relationships() -> str:
    targets = (
        (f"{R}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{R}/extended-properties", "docProps/app.xml"),
        (f"{R}/custom-properties", "docProps/custom.xml"),
    )
    return _relationships(targets)


def _document_relationships() -> str:
    parts = tuple((f"{R}/{name}", _file(name)) for name in _WORD_PARTS)
    return _relationships((*parts, (f"{R}/theme", "theme/theme1.xml")))


def _relationships(targets: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><DocSecurity>0</DocSecurity></Properties>'


def _document(sheet_points: int, form: bool) -> str:
    side = margin(sheet_points)
    top = 1020 if sheet_points else 1361
    header, footer = (_WORD_PARTS.index(name) + 1 for name in ("header", "footer"))
    return (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"{_NEWER if form else ""}><w:body><w:sectPr>'
        f'<w:headerReference w:type="default" r:id="rId{header}"/>'
        f'<w:footerReference w:type="default" r:id="rId{footer}"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{top - 170}" w:left="{side}" '
        'w:header="482" w:footer="425" w:gutter="0"/><w:cols w:space="708"/></w:sectPr></w:body></w:document>'
    )


def _settings(tag: str, form: bool) -> str:
    protection = '<w:documentProtection w:edit="forms" w:enforcement="1"/>' if form else ""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{protection}'
        '<w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
        '<w:consecutiveHyphenLimit w:val="2"/><w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'<w:fonts xmlns:w="{W}"><w:font w:name="Calibri"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )
