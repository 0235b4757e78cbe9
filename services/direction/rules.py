"""Pure rules of directing: what a handover needs, which days can be an absence, when nobody is left."""

from collections.abc import Iterable
from datetime import date

from services.errors import ServiceError

LONGEST_TEXT = 2000
LONGEST_ABSENCE_DAYS = 366
Days = tuple[date, date]
"""First and last day, both included."""


class DirectionWrong(ServiceError):
    """This cannot be settled like this. Fields: `field`, `reason`."""

    code = "direction.field_wrong"


class HandoverOpen(ServiceError):
    """Somebody was asked already and has not answered; one question at a time."""

    code = "direction.handover_open"


class HandoverOver(ServiceError):
    """This question was answered or withdrawn meanwhile."""

    code = "direction.handover_over"


def check_text(field: str, text: str, *, needed: bool = False) -> None:
    """Raises `DirectionWrong` for a text that is too long, or missing where it is needed."""
    if needed and not text.strip():
        raise DirectionWrong(field=field, reason="empty")
    if len(text) > LONGEST_TEXT:
        raise DirectionWrong(field=field, reason="too_long")


def check_absence(first: date, last: date, today: date, known: Iterable[Days]) -> None:
    """Raises `DirectionWrong` for days in the wrong order, over already, longer than a year, or stated before."""
    if last < first:
        raise DirectionWrong(field="absence", reason="reversed")
    if last < today:
        raise DirectionWrong(field="absence", reason="past")
    if (last - first).days >= LONGEST_ABSENCE_DAYS:
        raise DirectionWrong(field="absence", reason="too_long")
    if any(shared((first, last), days) for days in known):
        raise DirectionWrong(field="absence", reason="overlaps")


def shared(one: Days, other: Days) -> Days | None:
    """The days that two stretches have in common, or None."""
    first, last = max(one[0], other[0]), min(one[1], other[1])
    return (first, last) if first <= last else None


def both_away(mine: Iterable[Days], theirs: Iterable[Days], today: date) -> Days | None:
    """The first days from today on when both are away, or None."""
    theirs = tuple(theirs)
    found = [days for one in mine for other in theirs if (days := shared(one, other)) and days[1] >= today]
    return min(found, default=None)


def deputy_after(wanted: str, present: str, successor: str) -> str:
    """Who deputises once `successor` directs: who was named for it, else the present deputy. Never the successor.

    Raises `DirectionWrong` when nobody is left: a case keeps its deputy (`domain.md` section 0, point 12).
    """
    found = next((who for who in (wanted, present) if who and who != successor), "")
    if not found:
        raise DirectionWrong(field="deputy", reason="missing")
    return found
