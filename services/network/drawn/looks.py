"""Colours, dashes and signs of the picture. Colour comes last: each state has a dash, a width or a sign of its own.

Hues are those of Okabe and Ito, darkened until every line has a contrast of 3:1 and every text one of 4.5:1 on every
ground of the picture (computed in the tests).
"""

from enum import IntEnum

from services.network.drawn.shapes import Stroke
from services.network.facts import FindingKind

INK, SOFT, WHITE = "#17202E", "#45505F", "#FFFFFF"
EDGE, EMPTY_INK, PICKED, PICKED_FILL = "#727F90", "#8A3606", "#1B4D8A", "#E6EEF8"
VICTIM, SUSPECT, CHILD, PRIVATE = "#1B4D8A", "#6E2A55", "#0B6B4F", "#7A5D00"
HER_GROUND, HIS_GROUND, BAND_GROUND, BAND_INK = "#EEF5FB", "#FAF0F6", "#FCF8E8", "#5F4900"
PRESSING_FILL, DATE_FILL = "#A4161A", "#173F70"


class Line(IntEnum):
    """The state of a line, weightiest first: a pair is drawn in its weightiest state."""

    FORBIDDEN = 0
    CONFLICT = 1
    MISSING = 2
    STALE = 3
    AGREED = 4
    RECORDED = 5
    TIE = 6


STROKES = {
    Line.FORBIDDEN: Stroke("#A4161A", 4.5),
    Line.CONFLICT: Stroke("#6E2A55", 2.5, (12, 4, 2, 4)),
    Line.MISSING: Stroke("#B4470B", 2.5, (8, 5)),
    Line.STALE: Stroke("#7A5D00", 3.2, (0.1, 6.5), dotted=True),
    Line.AGREED: Stroke("#0063A0", 2),
    Line.RECORDED: Stroke("#5A6677", 1.75),
    Line.TIE: Stroke("#0B6B4F", 1.75, (3, 3)),
}
CORE = Stroke(WHITE, 1.7)
"""What runs inside a forbidden line and makes it a double one."""

NOBODY = Stroke("#B4470B", 1.75, (6, 4))
UNWEIGHED = Stroke(SOFT, 1.5, (2.5, 3))

LINES_AT_FIRST = {
    FindingKind.FORBIDDEN_CONTACT: Line.FORBIDDEN,
    FindingKind.CONFLICT: Line.CONFLICT,
    FindingKind.MISSING_CONTACT: Line.MISSING,
    FindingKind.STALE: Line.STALE,
}
"""The findings that are lines; every other finding sits on its seats."""

PRESSING = frozenset(
    (
        FindingKind.CONFLICT,
        FindingKind.FORBIDDEN_CONTACT,
        FindingKind.LINKED_CASE,
        FindingKind.MISSING_PARTNER,
        FindingKind.MISSING_CONTACT,
    )
)
"""What must be: its number is white on a filled circle; a number in an open circle is to be considered."""

MOST_MARKED = 4
"""A finding about more seats than this is marked on them only while one of them is picked."""
