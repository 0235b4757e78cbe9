"""What the signs mean: only those that this picture uses."""

from collections.abc import Iterable

from services.network.drawn import looks
from services.network.drawn.drawing import arrow, day_sign, no_entry
from services.network.drawn.layout import Layout
from services.network.drawn.looks import SOFT, STROKES, WHITE, Line
from services.network.drawn.seats import Box, SeatState, Side
from services.network.drawn.shapes import Oval, Panel, Part, Shape, Way, Words
from services.network.drawn.ways import Path
from services.wording import Say
from services.wording.lettering import width_of

_SIGN, _GAP, _ROW, _SIZE = 42, 26, 24, 13.0


def legend(
    layout: Layout, lines: Iterable[Line], say: Say, *, clickable: bool, days: bool, conflict: bool
) -> tuple[tuple[Shape, ...], float]:
    """The shapes of the legend below a layout, and where the sheet ends."""
    left = 14.0 if layout.narrow else 96.0
    right = layout.width - (8 if layout.narrow else 60)
    x, y, shapes = left, layout.height + 14.0, []
    for sign, text in _entries(layout, set(lines), say, clickable=clickable, days=days, conflict=conflict):
        wide = _SIGN + width_of(text, _SIZE)
        if x > left and x + wide > right:
            x, y = left, y + _ROW
        shapes += (Part(_moved(sign, x, y - 4)), Words(x + _SIGN, y, text, _SIZE, SOFT, anchor="start"))
        x += wide + _GAP
    return tuple(shapes), y + 16


def _entries(
    layout: Layout, lines: set[Line], say: Say, *, clickable: bool, days: bool, conflict: bool
) -> list[tuple[str, str]]:
    states = {box.state for box in layout.boxes}
    recorded = say("recorded (when picked)") if clickable else say("recorded")
    words = {
        "forbidden": (Line.FORBIDDEN in lines, say("forbidden line")),
        "missing": (Line.MISSING in lines, say("no contact recorded")),
        "stale": (Line.STALE in lines, say("longer ago than agreed")),
        "nobody": (bool(states & {SeatState.NOBODY, SeatState.OUTSIDE}), say("nobody in this seat yet")),
        "unweighed": (SeatState.UNWEIGHED in states, say("weighing missing")),
        "conflict": (conflict, say("conflict of interest")),
        "agreed": (Line.AGREED in lines, say("agreed to inform")),
        "recorded": (Line.RECORDED in lines or clickable, recorded),
        "tie": (Line.TIE in lines, say("private tie")),
        "day": (days, say("last contact")),
    }
    return [(sign, text) for sign, (there, text) in words.items() if there]


def _moved(sign: str, x: float, y: float) -> tuple[Shape, ...]:
    path = Path((x, y), (((x + 34, y),),))
    if sign in ("missing", "stale", "recorded", "tie"):
        return (Way(path, STROKES[Line[sign.upper()]]),)
    if sign == "agreed":
        return (Way(path, STROKES[Line.AGREED]), arrow(path, STROKES[Line.AGREED].colour))
    if sign == "forbidden":
        return (Way(path, STROKES[Line.FORBIDDEN]), Way(path, looks.CORE), no_entry(x + 17, y))
    if sign == "conflict":
        return (
            Way(path, STROKES[Line.CONFLICT]),
            Oval(x + 17, y, 9, 9, looks.SUSPECT),
            Words(x + 17, y + 4.5, "!", 13, WHITE, 700),
        )
    if sign == "day":
        plate = Box("", (), Side.CHAIN, "", "", x=x - 6, y=y + 2.5)
        return (day_sign(plate, "1-1"),)
    edge = looks.NOBODY if sign == "nobody" else looks.UNWEIGHED
    return (Panel(x + 4, y - 8, 26, 16, 4, WHITE, edge),)
