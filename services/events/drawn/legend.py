"""What the signs of the picture mean; only those that stand in it."""

from collections.abc import Iterator

from models.terms import EventKind
from services.events.drawn import strokes
from services.events.drawn.layout import Layout
from services.events.drawn.strokes import LETTERS, dot, path, ring, untold, words
from services.events.pattern import Pattern
from services.wording import Say
from services.wording.lettering import width_of

_ROW, _SIGN = 22, 26


def legend(layout: Layout, pattern: Pattern, say: Say) -> tuple[list[str], float]:
    """The lines of explanation below the picture, and where the picture ends with them."""
    left, right = layout.shape.left, layout.shape.right
    x, y = left, layout.counts_bottom + 70
    parts: list[str] = []
    for drawn, text in _entries(layout, pattern, say):
        wide = (_SIGN if drawn else 0) + width_of(text, LETTERS)
        if x > left and x + wide > right:
            x, y = left, y + _ROW
        if drawn:
            parts.append(f'<g transform="translate({x + 11:.0f} {y - 4.5:.1f})">{drawn}</g>')
        parts.append(words(x + (_SIGN if drawn else 0), y, text, colour=strokes.SOFT, bold=False))
        x += wide + _ROW
    return parts, y + 10 if parts else y - 30


def _entries(layout: Layout, pattern: Pattern, say: Say) -> Iterator[tuple[str, str]]:
    breaches = [mark.event for lane in layout.lanes for mark in lane.marks if mark.event.kind is EventKind.BREACH]
    if breaches:
        yield ring(0, 0), say("breach of an order")
    if any(event.told_prosecution_at is None for event in breaches):
        yield untold(0, 0), say("not told to the prosecution yet")
    if any(flag.turn.child for flag in layout.flags):
        yield dot(0, 0, 4.5, strokes.CHILD, hollow=True), say("contact with the children")
    if len(pattern.rising) > 1:
        yield path("M-11 4 H0 V-4 H11", strokes.RISING, 1.75), say("gravest until then")
    if pattern.count:
        yield path("M-9 -4 v5 H9 v-5", strokes.TODAY, 1.75), say("last two weeks, beside the four before")
    if layout.earlier:
        yield "", say.plural("before this: {n} event", "before this: {n} events", layout.earlier)
    if layout.hidden_spans:
        yield "", say.plural("{n} order not drawn", "{n} orders not drawn", layout.hidden_spans)
