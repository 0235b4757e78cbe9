"""When somebody is reminded of what is still asked of them: pure, from what is known of one invitation.

The rungs (`scheduling.md` section 5; our own choice, to be tried with users):

| matter     | first                               | second                                     |
|------------|-------------------------------------|--------------------------------------------|
| poll       | half-way to the closing moment      | 9.00 on the day it closes                  |
| answer     | two working days after it was asked | 9.00 on the working day before the meeting |
| conditions | 9.00 on the working day before due  | 9.00 on the day they are due               |

Never outside office hours, never within four hours of the question itself, and at most three times per matter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from models.terms import InvitationAnswer, MeetingStatus
from services.messages.facts import Matter
from services.scheduling.facts import LOCAL, local_day
from services.scheduling.opening import is_working_day, working_day_before, working_day_from, working_days_after

AT_MOST = 3
BREATH = timedelta(hours=4)
BETWEEN_BY_HAND = timedelta(hours=1)
_OPENS, _MORNING, _CLOSES = time(8), time(9), time(18)
_PATIENCE_DAYS = 2


@dataclass(frozen=True)
class Asked:
    """One invitation as the ladder sees it. `voted`: at least one time of the poll was answered; `handed_in`:
    conditions, nothing to add, information or a Word form came in; `locked`: the code no longer opens the page.
    `conditions_due_at` is the deadline that holds for this attendee; without `conditions_asked` they owe none."""

    invitation_id: str
    meeting_id: str
    case_id: str
    professional_id: str
    status: MeetingStatus
    starts_at: datetime
    conditions_due_at: datetime
    poll_closes_at: datetime | None = None
    answer: InvitationAnswer = InvitationAnswer.OPEN
    voted: bool = False
    handed_in: bool = False
    conditions_asked: bool = True
    locked: bool = False
    asked_at: datetime | None = None
    reminded_at: datetime | None = None
    reminded_for: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Owed:
    """One thing that is open, until a moment."""

    asked: Asked
    matter: Matter
    until: datetime


def owed(asked: Asked, moment: datetime) -> tuple[Owed, ...]:
    """What is still open for this invitation; nothing once the meeting has begun."""
    return tuple(one for one in _open(asked) if moment < one.until)


def rungs(one: Owed) -> tuple[datetime, ...]:
    """The moments at which a reminder of this falls due: in office hours, after the question, before its end."""
    asked_at = one.asked.asked_at
    earliest = asked_at + BREATH if asked_at else None
    found = {_into_office(moment) for moment in _rungs(one, asked_at)}
    return tuple(sorted(rung for rung in found if rung < one.until and (earliest is None or rung >= earliest)))


def is_due(one: Owed, moment: datetime) -> bool:
    """Whether somebody is to be reminded of this now: a rung was reached since they were last reminded."""
    last = one.asked.reminded_at
    reached = any(rung <= moment and (last is None or rung > last) for rung in rungs(one))
    return reached and in_office(moment) and may_mention(one, moment)


def may_mention(one: Owed, moment: datetime) -> bool:
    """Whether a mail that goes anyway speaks of this too: not just asked, and not said often enough already."""
    asked_at = one.asked.asked_at
    fresh = asked_at is not None and moment < asked_at + BREATH
    return not fresh and one.asked.reminded_for.get(one.matter.value, 0) < AT_MOST


def in_office(moment: datetime) -> bool:
    """Whether mail of the planner's own accord may go: Monday to Friday 8.00 to 18.00 local, no public holiday."""
    local = moment.astimezone(LOCAL)
    return is_working_day(local.date()) and _OPENS <= local.time() < _CLOSES


def _open(asked: Asked) -> Iterator[Owed]:
    if asked.status is MeetingStatus.POLLED and asked.poll_closes_at and not asked.voted:
        yield Owed(asked, Matter.POLL, asked.poll_closes_at)
    if asked.status is not MeetingStatus.PLANNED:
        return
    if asked.answer is InvitationAnswer.OPEN:
        yield Owed(asked, Matter.ANSWER, asked.starts_at)
    if asked.conditions_asked and not asked.handed_in and not asked.locked:
        yield Owed(asked, Matter.CONDITIONS, min(asked.conditions_due_at, asked.starts_at))


def _rungs(one: Owed, asked_at: datetime | None) -> Iterator[datetime]:
    last_day = local_day(one.until)
    if one.matter is Matter.POLL:
        if asked_at:
            yield asked_at + (one.until - asked_at) / 2
        yield _morning_of(last_day)
    elif one.matter is Matter.ANSWER:
        if asked_at:
            yield _working_days_after(asked_at, _PATIENCE_DAYS)
        yield _morning(working_day_before(last_day))
    else:
        yield _morning(working_day_before(last_day))
        yield _morning_of(last_day)


def _morning(day: date) -> datetime:
    return datetime.combine(day, _MORNING, LOCAL)


def _morning_of(day: date) -> datetime:
    """9.00 on that day, or on the working day before where the offices are closed."""
    return _morning(day if is_working_day(day) else working_day_before(day))


def _working_days_after(moment: datetime, days: int) -> datetime:
    local = moment.astimezone(LOCAL)
    return datetime.combine(working_days_after(local.date(), days), local.time(), LOCAL)


def _into_office(moment: datetime) -> datetime:
    """The moment itself, or the next opening after it."""
    if in_office(moment):
        return moment
    local = moment.astimezone(LOCAL)
    later = local.time() >= _OPENS
    day = working_day_from(local.date() + timedelta(days=1) if later else local.date())
    return datetime.combine(day, _OPENS, LOCAL)
