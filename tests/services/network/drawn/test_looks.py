"""Whoever sees no colours, or few, reads the same: contrast by computation, and states that differ by dash and sign."""

from itertools import combinations

import pytest

from services.network.drawn import looks
from services.network.drawn.looks import STROKES, Line
from services.network.drawn.picture import network_sheet
from services.network.drawn.shapes import Oval, Panel, Polygon, Sheet, Way, Words, flat
from services.network.facts import FindingKind
from tests.services.network.drawn.scenes import NL, finding, large, network, worked
from tests.shared import needs_cases

GROUNDS = (looks.WHITE, looks.HER_GROUND, looks.HIS_GROUND, looks.BAND_GROUND)
_DEUTERANOPIA = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
"""Machado, Oliveira and Fernandes 2009, full severity, on linear light."""


def linear(colour: str) -> tuple[float, ...]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def light(colour: str, *, deuteranopia: bool = False) -> float:
    parts = linear(colour)
    if deuteranopia:
        parts = tuple(min(1, max(0, sum(a * b for a, b in zip(row, parts, strict=True)))) for row in _DEUTERANOPIA)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str, **seen: bool) -> float:
    bright, dark = sorted((light(one, **seen), light(other, **seen)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def sheets() -> list[Sheet]:
    facts, found = worked()
    big = (network(large(60)), (finding(FindingKind.MISSING_CONTACT, 1, "VT", pairs=[("VT", "DR")]),))
    picks = (None, "s4", "P1", "P2", "P3", "P5", "politie/wijkagent")
    pictures = [network_sheet(facts, found, NL, picked, narrow=n) for picked in picks for n in (False, True)]
    return [*pictures, *(network_sheet(*big, NL, narrow=narrow) for narrow in (False, True))]


def under(drawn: list, place: int, x: float, y: float) -> str:
    """The colour on which something at a point is drawn: that of the last filled shape below it."""
    for shape in reversed(drawn[:place]):
        match shape:
            case Panel() if shape.x <= x <= shape.x + shape.width and shape.y <= y <= shape.y + shape.height:
                return shape.fill
            case Oval() if ((x - shape.x) / shape.rx) ** 2 + ((y - shape.y) / shape.ry) ** 2 <= 1:
                return shape.fill
            case Polygon() if len(shape.points) == 4:
                (mx, _), (right, my), *_ = shape.points
                if abs(x - mx) + abs(y - my) <= right - mx:
                    return shape.fill
    raise AssertionError


@needs_cases
def test_every_text_has_a_contrast_of_four_and_a_half_to_one_on_what_it_stands_on() -> None:
    for sheet in sheets():
        drawn = list(flat(sheet.shapes))
        for place, shape in enumerate(drawn):
            if isinstance(shape, Words):
                ground = under(drawn, place, shape.x, shape.y - 4)
                assert contrast(shape.fill, ground) >= 4.5, (shape.text, shape.fill, ground)


@needs_cases
def test_every_line_and_edge_has_a_contrast_of_three_to_one_on_every_ground() -> None:
    colours = {
        shape.stroke.colour
        for sheet in sheets()
        for shape in flat(sheet.shapes)
        if isinstance(shape, Way | Panel | Oval) and shape.stroke and shape.stroke.colour != looks.WHITE
    }
    colours |= {stroke.colour for stroke in STROKES.values()}
    fills = {looks.VICTIM, looks.SUSPECT, looks.PRESSING_FILL, looks.DATE_FILL}
    assert len(colours) > 8
    for colour in colours | fills:
        for ground in (*GROUNDS, looks.PICKED_FILL):
            assert contrast(colour, ground) >= 3, (colour, ground)
            assert contrast(colour, ground, deuteranopia=True) >= 3, (colour, ground)


def test_states_of_lines_differ_without_colour() -> None:
    """Forbidden is a double line with a sign, agreed has an arrow; every other two differ in their dash."""
    signed = {Line.FORBIDDEN, Line.AGREED}
    for one, other in combinations(set(Line) - signed, 2):
        assert (STROKES[one].dash, STROKES[one].dotted) != (STROKES[other].dash, STROKES[other].dotted)
    assert STROKES[Line.FORBIDDEN].width > 2 * STROKES[Line.RECORDED].width
    assert looks.NOBODY.dash != looks.UNWEIGHED.dash


@needs_cases
@pytest.mark.parametrize("narrow", [False, True])
def test_states_carry_a_mark_in_text_or_a_sign(narrow: bool) -> None:
    facts, found = worked()
    shapes = list(flat(network_sheet(facts, found, NL, narrow=narrow).shapes))
    words = [shape.text for shape in shapes if isinstance(shape, Words)]
    assert {"! nog niemand", "? afweging ontbreekt", "!"} <= set(words)
    bars = [s for s in shapes if isinstance(s, Way) and s.stroke.width == 4]
    assert len(bars) == 2, "the sign of the forbidden line, and in the legend"
    widths = [s.stroke for s in shapes if isinstance(s, Way)]
    assert widths.count(looks.CORE) == widths.count(STROKES[Line.FORBIDDEN]) == 2


def test_pressing_numbers_are_filled_and_others_open() -> None:
    """Apart in grey as well: white on dark, dark on white."""
    assert contrast(looks.PRESSING_FILL, looks.WHITE) > 7
    assert FindingKind.MISSING_PARTNER in looks.PRESSING
    assert FindingKind.STALE not in looks.PRESSING
