"""Our own slim base document, built from nothing: no template's leftovers can be in it.

It holds the styles, the numbering, one header and one footer, settings and properties, all empty of content. A house
style (`dress`) puts other styles and another page in. Sizes are in half points (type) and twentieths of a point.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from services.documents.word.page import Page, own_page
from services.documents.word.runs import clean
from services.documents.word.styles import numbering, styles
from services.documents.word.theme import theme

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_NEVER = datetime(1980, 1, 1, tzinfo=UTC)
_WORD_PARTS = ("styles", "numbering", "settings", "fontTable", "header", "footer")

_NEWER = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
"""Boxes to tick came after the standard; what does not know them passes them by."""


def base_parts(language: str, sheet_points: int, *, form: bool = False) -> dict[str, str]:
    """The parts of an empty document in `language` ('nl' or 'en'), by name; `sheet_points` as in `Layout`.
    A `form` may only be filled in, until somebody who wants to lifts that: there is no password on it."""
    parts = {
        CONTENT_TYPES: _content_types(),
        "_rels/.rels": _package_relationships(),
        "docProps/core.xml": core("", "", language, _NEVER),
        "docProps/app.xml": _app(),
        "docProps/custom.xml": custom_properties(()),
        "word/document.xml": document("", section(own_page(sheet_points)), form=form),
        "word/_rels/document.xml.rels": _document_relationships(),
        "word/styles.xml": styles(locale(language), sheet_points),
        "word/numbering.xml": numbering(),
        "word/settings.xml": _settings(locale(language), form),
        "word/fontTable.xml": _fonts(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}"><w:p/></w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}"><w:p/></w:ftr>',
    }
    return {name: xml if xml.startswith("<?xml") else HEAD + xml for name, xml in parts.items()}


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Parts as the bytes of a file, always the same for the same: in a fixed order, with a fixed time stamp."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, members[name])
    return packed.getvalue()


@lru_cache(maxsize=16)
def base_document(language: str, sheet_points: int, *, form: bool = False) -> bytes:
    """The empty document as the bytes of a file."""
    return zipped(base_parts(language, sheet_points, form=form))


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


def core(author: str, title: str, language: str, made_at: datetime) -> str:
    """The properties that a file tells of itself: no person, no place, one moment."""
    moment = f"{made_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{clean(title)}</dc:title><dc:creator>{clean(author)}</dc:creator>"
        f"<dc:language>{locale(language)}</dc:language><cp:revision>1</cp:revision>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'<Properties xmlns="{namespace}"><DocSecurity>0</DocSecurity></Properties>'


def document(blocks: str, last: str, *, form: bool = False) -> str:
    """The main part: what stands in it, and its `section`."""
    newer = _NEWER if form else ""
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"{newer}><w:body>{blocks}{last}</w:body></w:document>'


def section(page: Page) -> str:
    """The section properties: header, footer, page and margins."""
    header, footer = (_WORD_PARTS.index(name) + 1 for name in ("header", "footer"))
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId{header}"/>'
        f'<w:footerReference w:type="default" r:id="rId{footer}"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}" '
        f'w:header="{page.header}" w:footer="425" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
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
