"""What a document is dressed in: the parts of our own base document, or those of a house style with the same names.

A house style gives faces, colours, lines, room and the page. A one-page sheet and a form keep our sizes, our room and
our page, because they must fit; the styles of the form's rows stay ours.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import HEAD, W, base_parts, locale
from services.documents.word.page import Page, own_page
from services.documents.word.styles import NAVY

_W = f"{{{W}}}"
STYLES, NUMBERING, MAIN = "word/styles.xml", "word/numbering.xml", "word/document.xml"
_TAKEN = (NUMBERING, "word/theme/theme1.xml", "word/fontTable.xml")
OURS_ALWAYS = frozenset(
    ("FormLabel", "FormText", "FormTable", "PlaceholderText", "DefaultParagraphFont", "TableNormal")
)
"""Styles that no house style changes: a form must fit its page and be read back."""
_SIZES = ("sz", "szCs")


@dataclass(frozen=True)
class Dress:
    """The parts of an empty document by name, its page, and the ground of the heads of its tables (RRGGBB)."""

    parts: Mapping[str, str]
    page: Page
    head_ground: str = NAVY


@lru_cache(maxsize=32)
def dressed(language: str, sheet_points: int, *, form: bool, house: bytes | None) -> Dress:
    """The dress of a kind of document. `house` is a base document as `house_styles` keeps it, already checked."""
    ours = base_parts(language, sheet_points, form=form)
    if house is None:
        return Dress(ours, own_page(sheet_points))
    with ZipFile(BytesIO(house)) as archive:
        theirs = {name: archive.read(name) for name in (*_TAKEN, STYLES, MAIN)}
    fits = bool(sheet_points) or form
    styles = _merged(etree.fromstring(theirs[STYLES]), _root(ours[STYLES]), locale(language), ours_fits=fits)
    parts = ours | {name: theirs[name].decode() for name in _TAKEN}
    parts[STYLES] = HEAD + etree.tostring(styles, encoding="unicode")
    return Dress(parts, own_page(sheet_points) if fits else _page(theirs[MAIN]), _head_ground(styles))


def _merged(house: etree._Element, ours: etree._Element, tag: str, *, ours_fits: bool) -> etree._Element:
    """The house style in this language; where all must fit a page, in our sizes and with our room."""
    for lang in house.iter(f"{_W}lang"):
        lang.set(f"{_W}val", tag)
        lang.set(f"{_W}eastAsia", tag)
    own = {style.get(f"{_W}styleId"): style for style in ours.iter(f"{_W}style")}
    for style in list(house.iter(f"{_W}style")):
        key = style.get(f"{_W}styleId")
        if key in OURS_ALWAYS and key in own:
            house.replace(style, deepcopy(own[key]))
        elif ours_fits and key in own:
            _fitted(style, own[key])
    if ours_fits:
        for mine, of_house in zip(ours.iter(f"{_W}docDefaults"), house.iter(f"{_W}docDefaults"), strict=True):
            _fitted_part(of_house.find(f"{_W}rPrDefault/{_W}rPr"), mine.find(f"{_W}rPrDefault/{_W}rPr"), _SIZES)
            _fitted_part(of_house.find(f"{_W}pPrDefault/{_W}pPr"), mine.find(f"{_W}pPrDefault/{_W}pPr"), ("spacing",))
    return house


def _fitted(style: etree._Element, own: etree._Element) -> None:
    _fitted_part(style.find(f"{_W}rPr"), own.find(f"{_W}rPr"), _SIZES)
    _fitted_part(style.find(f"{_W}pPr"), own.find(f"{_W}pPr"), ("spacing",))
    margins = own.find(f"{_W}tblPr/{_W}tblCellMar")
    theirs = style.find(f"{_W}tblPr/{_W}tblCellMar")
    if margins is not None and theirs is not None:
        theirs.getparent().replace(theirs, deepcopy(margins))


def _fitted_part(theirs: etree._Element | None, ours: etree._Element | None, names: tuple[str, ...]) -> None:
    """Takes over measures that both have; what only one of them says is left out, and so inherited."""
    if theirs is None:
        return
    for name in names:
        old = theirs.find(f"{_W}{name}")
        new = ours.find(f"{_W}{name}") if ours is not None else None
        if old is not None and new is not None:
            theirs.replace(old, deepcopy(new))
        elif old is not None:
            theirs.remove(old)


def _page(main: bytes) -> Page:
    last = etree.fromstring(main).find(f"{_W}body/{_W}sectPr")
    size, margins = last.find(f"{_W}pgSz"), last.find(f"{_W}pgMar")
    measures = {side: int(margins.get(f"{_W}{side}")) for side in ("top", "right", "bottom", "left")}
    return Page(int(size.get(f"{_W}w")), int(size.get(f"{_W}h")), **measures)


def _head_ground(styles: etree._Element) -> str:
    shades = styles.xpath(
        'w:style[@w:styleId="PlanTable"]/w:tblStylePr[@w:type="firstRow"]/w:tcPr/w:shd', namespaces={"w": W}
    )
    return shades[0].get(f"{_W}fill") if shades else "FFFFFF"


def _root(xml: str) -> etree._Element:
    return etree.fromstring(xml.encode())
