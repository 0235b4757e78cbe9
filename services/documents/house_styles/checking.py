"""From a Word document out of somebody's hands to a base document of ours in that style. Pure over bytes.

The package is opened as a form from outside is (`forms.opening`): counted, really inflated, without macros, controls,
embedded files, links to elsewhere, a template or a DOCTYPE. Then a new base document is written, and only the looks of
the styles that we use, faces of the theme and the page are put in (`looks`). No text, header, name or property of
the uploaded document is in it: nothing of it was copied. Runs in a limited process (`apart`).
"""

from collections.abc import Mapping

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.opening import Package, opened
from services.documents.forms.reader import HEAVY_FAULTS, OTHER_FAULTS, SHAPE_FAULTS
from services.documents.forms.wiring import parsed
from services.documents.house_styles.faults import StyleFault, StyleRefused
from services.documents.house_styles.legible import check_legible
from services.documents.house_styles.looks import FACE
from services.documents.house_styles.names import name_of, names_by_id, same_name
from services.documents.house_styles.styles_taken import StylesTaken
from services.documents.word.base import HEAD, W, base_parts, document, section, zipped
from services.documents.word.dress import MAIN, STYLES
from services.documents.word.page import PLAN_PAGE, Page
from services.documents.word.theme import theme

_W = f"{{{W}}}"
_STYLES, _THEME = "word/styles.xml", "word/theme/theme1.xml"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_NARROWEST, _WIDEST, _LEAST_MARGIN, _MOST_MARGIN, _LOWEST = 8_000, 10_800, 560, 2_300, 10_000
_HIGHEST = 20_000
"""Text widths on which the tables of a plan fit, and margins that a printer can print, in twentieths of a point."""
_SIDES = ("top", "right", "bottom", "left")


def checked(content: bytes) -> bytes:
    """The base document in the style of an uploaded one. The same input gives the same bytes.

    Raises StyleRefused and nothing else, whatever the file holds.
    """
    try:
        return _checked(opened(content))
    except StyleRefused:
        raise
    except FormRefused as refused:
        fault = FormFault(refused.fields["reason"])
    except HEAVY_FAULTS:
        fault = FormFault.TOO_HEAVY
    except (*SHAPE_FAULTS, *OTHER_FAULTS):
        fault = FormFault.DAMAGED
    raise StyleRefused(reason=fault)  # outside the handler: a cause would carry what stands in the file


def _checked(package: Package) -> bytes:
    styles, main = _part(package.parts, _STYLES), parsed(package.parts[package.main])
    if main.tag == f"{{{_STRICT}}}document":
        raise StyleRefused(reason=FormFault.OTHER_KIND)
    there = {same_name(name_of(style)) for style in styles.iter(f"{_W}style")}
    missing = tuple(name for name in names_by_id().values() if same_name(name) not in there)
    if missing:
        raise StyleRefused(reason=StyleFault.MISSING, styles=missing)
    page = _page(main)
    found = StylesTaken(styles, _faces(package.parts))
    check_legible(found)
    parts: dict[str, str | bytes] = dict(base_parts("nl", 0))
    parts[STYLES] = HEAD + found.xml()
    parts["word/fontTable.xml"] = HEAD + _font_table(found.faces())
    parts["word/theme/theme1.xml"] = HEAD + theme(*_theme_faces(package.parts))
    parts[MAIN] = HEAD + document("", section(page))
    return zipped(parts)


def _part(parts: Mapping[str, bytes], name: str) -> etree._Element:
    if name not in parts:
        raise StyleRefused(reason=StyleFault.MISSING, styles=tuple(names_by_id().values()))
    return parsed(parts[name])


def _page(main: etree._Element) -> Page:
    """The page of the document's last section. Raises StyleRefused for one on which the tables do not fit."""
    sections = list(main.iter(f"{_W}sectPr"))
    if not sections:
        return PLAN_PAGE
    size, margins = sections[-1].find(f"{_W}pgSz"), sections[-1].find(f"{_W}pgMar")
    if size is None or margins is None:
        return PLAN_PAGE
    measures = {side: abs(int(margins.get(f"{_W}{side}") or 0)) for side in _SIDES}
    page = Page(int(size.get(f"{_W}w") or 0), int(size.get(f"{_W}h") or 0), **measures)
    fits = (
        _NARROWEST <= page.text_width <= _WIDEST and page.text_height >= _LOWEST and page.width < page.height < 20_000
    )
    if not fits or any(not _LEAST_MARGIN <= measure <= _MOST_MARGIN for measure in measures.values()):
        raise StyleRefused(reason=StyleFault.PAGE)
    return page


def _theme_faces(parts: Mapping[str, bytes]) -> tuple[str, str]:
    """The faces of headings and of running text that the document's theme names, empty where it names none."""
    if _THEME not in parts:
        return "", ""
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    root = parsed(parts[_THEME])
    told = [next(root.iter(f"{space}{kind}"), None) for kind in ("majorFont", "minorFont")]
    faces = [one.find(f"{space}latin") if one is not None else None for one in told]
    named = [(face.get("typeface") or "") if face is not None else "" for face in faces]
    major, minor = (name if FACE.fullmatch(name) else "" for name in named)
    return major, minor


def _faces(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The faces of the theme by the names that styles call them."""
    major, minor = _theme_faces(parts)
    uses = ("Ascii", "HAnsi", "EastAsia", "Bidi")
    return {f"major{use}": major for use in uses} | {f"minor{use}": minor for use in uses}


def _font_table(faces: tuple[str, ...]) -> str:
    rows = "".join(f'<w:font w:name="{face}"><w:family w:val="auto"/></w:font>' for face in faces)
    return f'<w:fonts xmlns:w="{W}">{rows}</w:fonts>'
