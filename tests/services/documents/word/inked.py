"""Every style that is used, on the ground it is used on: dark enough to read, and large enough."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tests.services.documents.reading import W

LEAST_CONTRAST = 4.5
LEAST_SIZE = 16
"""Half points: nothing is smaller than 8 points."""
_WHITE = "FFFFFF"


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours (RRGGBB) by WCAG 2."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Inked:
    """Follows styles as Word does: what is said nearest to the words holds."""

    def __init__(self, styles: Element) -> None:
        self._styles = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        normal = [key for key, style in self._styles.items() if style.get(f"{W}default") == "1"]
        self._normal = next(key for key in normal if self._styles[key].get(f"{W}type") == "paragraph")
        defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = defaults

    def findings(self, roots: Iterable[Element]) -> Iterator[str]:
        """Pairs of style and ground that cannot be read, each said once."""
        said = set()
        for root in roots:
            for paragraph, grounds in _in_place(self, root):
                key = self._named(paragraph, "pPr", "pStyle") or self._normal
                for run in paragraph.iter(f"{W}r"):
                    chain = (run.find(f"{W}rPr"), *self._chain(self._named(run, "rPr", "rStyle"), "rPr"))
                    chain += (*self._chain(key, "rPr"), self._defaults)
                    ink = _first(chain, "color", "val")
                    size = int(_first(chain, "sz", "val") or 20)
                    if size < LEAST_SIZE:
                        said.add(f"{key} is set in {size / 2} points")
                    own = _first((paragraph.find(f"{W}pPr"), *self._chain(key, "pPr")), "shd", "fill")
                    for ground in [own] if own else grounds:
                        if contrast(_hex(ink, "000000"), _hex(ground, _WHITE)) < LEAST_CONTRAST:
                            said.add(f"{key} in {ink} cannot be read on {ground}")
        yield from sorted(said)

    def grounds(self, table: Element) -> dict[str, str]:
        """The grounds that a table's style gives its first row, its first column and its bands."""
        key = self._named(table, "tblPr", "tblStyle")
        found = {}
        for style in self._line(key):
            for part in style.findall(f"{W}tblStylePr"):
                shade = part.find(f"{W}tcPr/{W}shd")
                if shade is not None:
                    found.setdefault(part.get(f"{W}type", ""), shade.get(f"{W}fill", ""))
        return found

    def _named(self, element: Element, properties: str, kind: str) -> str:
        named = element.find(f"{W}{properties}/{W}{kind}")
        return "" if named is None else named.get(f"{W}val", "")

    def _line(self, key: str) -> Iterator[Element]:
        while key and key in self._styles:
            yield self._styles[key]
            below = self._styles[key].find(f"{W}basedOn")
            key = "" if below is None else below.get(f"{W}val", "")

    def _chain(self, key: str, properties: str) -> tuple[Element | None, ...]:
        return tuple(style.find(f"{W}{properties}") for style in self._line(key))


def _first(chain: tuple[Element | None, ...], name: str, attribute: str) -> str:
    for properties in chain:
        told = None if properties is None else properties.find(f"{W}{name}")
        if told is not None and told.get(f"{W}{attribute}"):
            return told.get(f"{W}{attribute}", "")
    return ""


def _hex(colour: str, otherwise: str) -> str:
    return otherwise if colour in ("", "auto") else colour


def _in_place(inked: Inked, root: Element) -> Iterator[tuple[Element, list[str]]]:
    """Paragraphs with the grounds they may stand on: that of the page, or of the cell."""
    in_cells = set()
    for table in root.iter(f"{W}tbl"):
        grounds = inked.grounds(table)
        for number, row in enumerate(table.findall(f"{W}tr")):
            for place, cell in enumerate(row.findall(f"{W}tc")):
                shade = cell.find(f"{W}tcPr/{W}shd")
                own = "" if shade is None else shade.get(f"{W}fill", "")
                may = [_WHITE, grounds.get("band1Horz", _WHITE), grounds.get("band2Horz", _WHITE)]
                if number == 0 and "firstRow" in grounds and row.find(f"{W}trPr/{W}tblHeader") is not None:
                    may = [grounds["firstRow"]]
                elif place == 0 and "firstCol" in grounds:
                    may = [grounds["firstCol"]]
                for paragraph in cell.iter(f"{W}p"):
                    in_cells.add(paragraph)
                    yield paragraph, [own] if own and own != "auto" else may
    for paragraph in root.iter(f"{W}p"):
        if paragraph not in in_cells:
            yield paragraph, [_WHITE]
