"""Large networks: the seats of one organisation fold into one box that opens when it is picked.

What nobody holds never folds. Folding looks at the case only; a fold opens where it stands, so nothing
else moves to another column or another order.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from services.network.drawn.seats import Box, SeatState, Side
from services.network.names import organisation_name
from services.wording import Say

MOST_SEATS = 30
"""More seats than this and they fold."""

MOST_ROWS = 12
"""More boxes than this in one column and the last of them fold as well."""


def folded(boxes: Iterable[Box], opened: Collection[str], say: Say) -> tuple[Box, ...]:
    """The boxes as they are shown: folds have the key `fold:<organisation>/<column>`, the rest of a full column
    `fold:*/<column>`. A fold is open when its own key or that of one of its members is among `opened`."""
    boxes = tuple(boxes)
    if len(boxes) <= MOST_SEATS:
        return boxes
    shown: list[Box] = []
    for side in Side:
        column = _by_organisation([box for box in boxes if box.side is side], say)
        shown += (box for whole in _rest(column, side, say) for box in _opened(whole, opened))
    return tuple(shown)


def _by_organisation(column: list[Box], say: Say) -> list[Box]:
    """Two or more held seats of one organisation become one box, in the place of the first."""
    groups: dict[str, list[Box]] = {}
    for box in column:
        groups.setdefault(box.organisation if box.state is SeatState.HELD else box.key, []).append(box)
    return [
        group[0] if len(group) == 1 else _fold(organisation, organisation_name(say, organisation), group, say)
        for organisation, group in groups.items()
    ]


def _rest(column: list[Box], side: Side, say: Say) -> list[Box]:
    """What does not fit a column folds into one last box."""
    kept = [box for box in column if box.state not in (SeatState.HELD, SeatState.FOLD)]
    foldable = [box for box in column if box not in kept]
    if len(column) <= MOST_ROWS or side is Side.BAND or len(foldable) < 2:
        return column
    room = max(1, MOST_ROWS - 1 - len(kept))
    return [*foldable[:room], _fold("*", say("Other seats"), foldable[room:], say), *kept]


def _fold(organisation: str, name: str, members: list[Box], say: Say) -> Box:
    many = sum(_seats(member) for member in members)
    side, counted = members[0].side, say("{n} seats +", n=many)
    return Box(f"fold:{organisation}/{int(side)}", (), side, name, counted, SeatState.FOLD, members=tuple(members))


def _seats(box: Box) -> int:
    return sum(map(_seats, box.members)) if box.members else 1


def _opened(box: Box, opened: Collection[str]) -> Iterator[Box]:
    if not box.members or _keys(box).isdisjoint(opened):
        yield box
        return
    yield replace(box, opened=True, subtitle=box.subtitle.replace("+", "–"))
    for member in box.members:
        yield from _opened(member, opened)


def _keys(box: Box) -> set[str]:
    return {box.key}.union(*map(_keys, box.members))
