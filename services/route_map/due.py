"""By when a rule wants its answer. Pure; working days are counted in local time."""

from collections.abc import Set
from datetime import UTC, date, datetime, time, timedelta

from models.terms import MeetingKind, Risk
from services.route_map.facts import Due, DueUnit, Rule
from services.route_map.region import Planning
from services.scheduling.facts import LOCAL
from services.scheduling.opening import working_days_after

WORK_ENDS = time(17)
DAY_ENDS = time(23, 59)


def due_at(
    rule: Rule, since: datetime, *, risk: Risk | None = None, closed: Set[date] = frozenset()
) -> datetime | None:
    """The moment by which a rule wants its answer when it holds since `since`, or None when it has no due date.

    Hours run on the clock. Working days count from the day after `since` and end at 17.00 local time; weekends, Dutch
    public holidays and the days in `closed` (a region's own) are none. Days are calendar days and end with the last
    one. `risk`: at medium risk some rules leave more time. Raises ValueError for a moment without a zone.
    """
    if since.tzinfo is None:
        raise ValueError("since has no zone")
    if rule.due is None:
        return None
    amount, started = amount_at(rule.due, risk), since.astimezone(LOCAL)
    if rule.due.unit is DueUnit.HOURS:
        return (since.astimezone(UTC) + timedelta(hours=amount)).astimezone(LOCAL)
    if rule.due.unit is DueUnit.DAYS:
        return datetime.combine(started.date() + timedelta(days=amount), DAY_ENDS, LOCAL)
    return datetime.combine(working_days_after(started.date(), amount, closed), WORK_ENDS, LOCAL)


def amount_at(due: Due, risk: Risk | None) -> int:
    """How many units there are at this risk."""
    return due.medium if risk is Risk.MEDIUM and due.medium is not None else due.amount


def target_at(planning: Planning, kind: MeetingKind, risk: Risk, asked: datetime) -> datetime | None:
    """Until when a region proposes that a meeting of this kind is held, when it is asked for at `asked`: the end of the
    last working day of its own; None where it names no days."""
    days = planning.target_days(kind, risk)
    if days is None:
        return None
    return datetime.combine(working_days_after(asked.astimezone(LOCAL).date(), days), planning.day_end, LOCAL)
