"""What is taken of a style from outside: faces, sizes, colours, lines and room, each by name and by the form of its
value. Nothing else comes through; what is not listed here is not there afterwards."""

import re
from collections.abc import Callable, Mapping

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import W

_W = f"{{{W}}}"
_MEASURE = re.compile(r"-?\d{1,5}")
_COLOUR = re.compile(r"auto|[0-9A-Fa-f]{6}")
_TERM = re.compile(r"[A-Za-z0-9]{1,24}")
FACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,_-]{0,39}")
_SWITCH = re.compile(r"0|1|true|false|on|off")

_EDGE: Mapping[str, re.Pattern[str]] = {"val": _TERM, "sz": _MEASURE, "space": _MEASURE, "color": _COLOUR}
_SHADE: Mapping[str, re.Pattern[str]] = {"val": _TERM, "color": _COLOUR, "fill": _COLOUR}
_WIDE: Mapping[str, re.Pattern[str]] = {"w": _MEASURE, "type": _TERM}
_ON: Mapping[str, re.Pattern[str]] = {"val": _SWITCH}
_SIZED: Mapping[str, re.Pattern[str]] = {"val": _MEASURE}
_NAMED: Mapping[str, re.Pattern[str]] = {"val": _TERM}

OF_TEXT: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "rFonts": {"ascii": FACE, "hAnsi": FACE, "eastAsia": FACE, "cs": FACE},
    **dict.fromkeys(("b", "bCs", "i", "iCs", "caps", "smallCaps"), _ON),
    "color": {"val": _COLOUR},
    "spacing": _SIZED,
    "sz": _SIZED,
    "szCs": _SIZED,
    "u": {"val": _TERM, "color": _COLOUR},
    "shd": _SHADE,
}
"""In the order that the format asks for."""
OF_PARAGRAPH: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    **dict.fromkeys(("keepNext", "keepLines", "widowControl"), _ON),
    "pBdr": {},
    "shd": _SHADE,
    "tabs": {},
    "spacing": {"before": _MEASURE, "after": _MEASURE, "line": _MEASURE, "lineRule": _TERM},
    "ind": {"left": _MEASURE, "right": _MEASURE, "firstLine": _MEASURE, "hanging": _MEASURE},
    "jc": _NAMED,
    "outlineLvl": _SIZED,
}
OF_TABLE: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "tblStyleRowBandSize": _SIZED,
    "tblBorders": {},
    "tblCellMar": {},
}
OF_CELL: Mapping[str, Mapping[str, re.Pattern[str]]] = {"tcBorders": {}, "shd": _SHADE}
_WITHIN: Mapping[str, tuple[tuple[str, ...], Mapping[str, re.Pattern[str]]]] = {
    "pBdr": (("top", "left", "bottom", "right"), _EDGE),
    "tblBorders": (("top", "left", "bottom", "right", "insideH", "insideV"), _EDGE),
    "tcBorders": (("top", "left", "bottom", "right", "insideH", "insideV"), _EDGE),
    "tblCellMar": (("top", "left", "bottom", "right"), _WIDE),
    "tabs": (("tab",), {"val": _TERM, "pos": _MEASURE}),
}
_ADDED_UP = ("rFonts", "spacing", "ind")
"""Of these, what a style does not say itself comes from the one below it, attribute by attribute."""

Look = dict[str, etree._Element]
"""Properties by name."""
Faces = Callable[[str], str]
"""The face behind a face of the theme, such as 'minorHAnsi'."""


def taken(properties: etree._Element | None, allowed: Mapping[str, Mapping[str, re.Pattern[str]]], face: Faces) -> Look:
    """The properties of an element that are taken, made anew."""
    found: Look = {}
    if properties is None:
        return found
    for name, attributes in allowed.items():
        told = properties.find(f"{_W}{name}")
        if told is None:
            continue
        made = etree.Element(f"{_W}{name}")
        if name in _WITHIN:
            kinds, inner = _WITHIN[name]
            for child in told:
                kind = _local(child, kinds)
                if kind and (kept := _attributes(child, inner)):
                    etree.SubElement(made, f"{_W}{kind}", kept)
            _in_order(made, kinds)
        else:
            for attribute, value in _attributes(told, attributes).items():
                made.set(attribute, value)
            if name == "rFonts":
                _with_theme_faces(made, told, face)
        if len(made) or made.attrib or attributes is _ON:
            found[name] = made
    return found


def laid_over(above: Look, below: Look) -> Look:
    """What holds where one style stands on another: what is said nearest."""
    found = below | above
    for name in _ADDED_UP:
        if name in above and name in below:
            both = etree.Element(f"{_W}{name}", dict(below[name].attrib))
            both.attrib.update(above[name].attrib)
            found[name] = both
    return found


def written(parent: etree._Element, name: str, look: Look, allowed: Mapping[str, object]) -> None:
    """Puts properties under `name` into an element, in the order of the format."""
    if look:
        holder = etree.SubElement(parent, f"{_W}{name}")
        for kind in allowed:
            if kind in look:
                holder.append(look[kind])


def value(look: Look, name: str, attribute: str = "val") -> str:
    """The value of a property, empty when it is not there."""
    return look[name].get(f"{_W}{attribute}") or "" if name in look else ""


def _attributes(element: etree._Element, allowed: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    told = {name: element.get(f"{_W}{name}") for name in allowed}
    # 'start' and 'end' are what newer programs call left and right
    for name, newer in (("left", "start"), ("right", "end")):
        if name in allowed and told[name] is None:
            told[name] = element.get(f"{_W}{newer}")
    return {f"{_W}{name}": text for name, text in told.items() if text is not None and allowed[name].fullmatch(text)}


def _with_theme_faces(made: etree._Element, told: etree._Element, face: Faces) -> None:
    for use in ("ascii", "hAnsi", "eastAsia", "cs"):
        theme = told.get(f"{_W}{use}Theme") or (told.get(f"{_W}cstheme") if use == "cs" else None)
        named = face(theme) if theme else ""
        if named and FACE.fullmatch(named):
            made.set(f"{_W}{use}", named)


def _local(child: etree._Element, kinds: tuple[str, ...]) -> str:
    if not isinstance(child.tag, str) or not child.tag.startswith(_W):
        return ""
    name = {"start": "left", "end": "right"}.get(child.tag[len(_W) :], child.tag[len(_W) :])
    return name if name in kinds else ""


def _in_order(made: etree._Element, kinds: tuple[str, ...]) -> None:
    made[:] = sorted(made, key=lambda child: kinds.index(child.tag[len(_W) :]))
