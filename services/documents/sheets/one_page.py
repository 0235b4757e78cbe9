"""How the victim's sheet stays one page: a smaller letter first, then fewer agreements, and the sheet says so. Pure.

A second page would be lost or found by somebody. So: 12 point; down to 10 where much was agreed; and where even that is
too little, the agreements that count first, with how many more the contact person tells. Nothing is cut short.
Lines are counted for the widest type that stands in where the sheet's own is missing, as an office program laid out
sheets of one and of three lines an agreement.
"""

from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from services.documents import phrases
from services.plans.facts import PlanAction, PlanContent, PlanSeat
from services.wording import Say
from services.wording.labels import organisation_label


@dataclass(frozen=True)
class Fit:
    """The size of the letter in points, the agreements that stand on the page, and those that it has no room for."""

    points: int
    actions: tuple[PlanAction, ...]
    rest: tuple[PlanAction, ...] = ()


_ROOM = {12: 27.0, 11: 32.0, 10: 35.0}
"""Lines for agreements and contacts together, per size of the letter."""
_WIDTHS = {12: (34, 15), 11: (37, 16), 10: (41, 18)}
"""Characters in a line of what was agreed and of who does it."""
_PADDING = 0.15
_CLOSING = 2.5
"""Lines for what is said of the rest."""


def fitted(say: Say, plan: PlanContent) -> Fit:
    """What fits on the page, in the plan's order. What begins first, or goes on, comes first."""
    for points, room in _ROOM.items():
        if _contacts(say, plan.seats, points) + sum(_lines(say, one, points) for one in plan.actions) <= room:
            return Fit(points, plan.actions)
    points, room = min(_ROOM.items())
    left = room - _contacts(say, plan.seats, points) - _CLOSING
    kept: set[str] = set()
    for action in sorted(plan.actions, key=_soonest):
        left -= _lines(say, action, points)
        if left < 0:
            break
        kept.add(action.number)
    told = tuple(action for action in plan.actions if action.number in kept)
    return Fit(points, told, tuple(action for action in plan.actions if action.number not in kept))


def _soonest(action: PlanAction) -> tuple[int, str]:
    due = action.due
    return (date(due.year, due.month, due.day).toordinal() if due else 0, action.number)


def _lines(say: Say, action: PlanAction, points: int) -> float:
    width, narrow = _WIDTHS[points]
    until = f" {say('Until {day}.', day=say.day(action.ends, weekday=False))}" if action.ends else ""
    failing = f"{say('If this does not work:')} {action.if_not}" if action.if_not else ""
    what = len(wrap(action.what + until, width)) + len(wrap(failing, width))
    return max(what, len(wrap(organisation_label(say, action.owner), narrow)), 1) + _PADDING


def _contacts(say: Say, seats: tuple[PlanSeat, ...], points: int) -> float:
    width, narrow = _WIDTHS[points]
    return sum(
        max(
            len(wrap(phrases.role(say, seat.role), width * 4 // 5)),
            len(wrap(organisation_label(say, seat.organisation), narrow * 6 // 5)),
            len(wrap(seat.number, narrow - 2)),
            1,
        )
        for seat in seats
    )
