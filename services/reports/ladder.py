"""When the owner of actions is reminded, and when the case director hears that no word came: pure.

Our own choice, to be tried with users. Per action that nobody said a word of since it was asked:

| rung | when                                                                                    |
|------|-----------------------------------------------------------------------------------------|
| 1    | 9.00 on the working day before its last moment                                          |
| 2    | 9.00 on the second working day after that moment, or after the link was given           |
| 3    | five working days later                                                                 |

The case director sees it from 9.00 on the working day after the second. Never outside office hours, never twice a day,
never within four hours of the link itself, and at most three times about one action. Any word stops it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.meetings.ladder import BREATH, in_office
from services.scheduling.facts import LOCAL, local_day
from services.scheduling.opening import working_day_before, working_days_after

AT_MOST = 3
_MORNING = time(9)
_PATIENCE_DAYS, _AGAIN_DAYS = 2, 5


@dataclass(frozen=True)
class Asked:
    """An open action of which nothing was said since it was asked. `due_at` None: continuously; `due_on_day`: only its
    day counts."""

    action_id: str
    due_at: datetime | None
    due_on_day: bool = False


@dataclass(frozen=True)
class Owing:
    """One owner's link as the ladder sees it. `given_at`: when this link was given; `locked`: it no longer opens;
    `reachable`: there is a mail address."""

    link_id: str
    case_id: str
    organisation: str
    professional_id: str
    given_at: datetime
    asked: tuple[Asked, ...] = ()
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    locked: bool = False
    reachable: bool = True


def rungs(one: Asked, given_at: datetime) -> tuple[datetime, ...]:
    """The moments at which a reminder of this action falls due; none for what goes on continuously."""
    if one.due_at is None:
        return ()
    last_day = local_day(one.due_at)
    before = _morning(working_day_before(last_day))
    second = working_days_after(max(last_day, local_day(given_at)), _PATIENCE_DAYS)
    early = (before,) if before >= given_at + BREATH else ()
    return (*early, _morning(second), _morning(working_days_after(second, _AGAIN_DAYS)))


def to_mention(owing: Owing, moment: datetime) -> tuple[Asked, ...]:
    """The actions that a reminder speaks of: those whose first rung was reached."""
    return tuple(one for one in owing.asked if any(rung <= moment for rung in rungs(one, owing.given_at)))


def is_due(owing: Owing, moment: datetime) -> bool:
    """Whether this owner is to be reminded now: of some action a rung was reached since they were last reminded."""
    last = owing.reminded_at
    if owing.locked or not in_office(moment) or (last is not None and local_day(last) == local_day(moment)):
        return False
    reached = (rung for one in owing.asked for rung in rungs(one, owing.given_at) if rung <= moment)
    return any(last is None or rung > last for rung in reached)


def unheard(owing: Owing, moment: datetime) -> tuple[Asked, ...]:
    """The actions past their last moment of which no word came, not even after the second reminder."""
    return tuple(one for one in owing.asked if (since := _unheard_since(one, owing.given_at)) and since <= moment)


def waits_for_director(owing: Owing, moment: datetime) -> bool:
    """Whether the case director is to decide what follows: some action is unheard since they last wrote the manager."""
    since = [_unheard_since(one, owing.given_at) for one in unheard(owing, moment)]
    return any(owing.escalated_at is None or (one is not None and one > owing.escalated_at) for one in since)


def lapses_at(dues: Collection[datetime], moment: datetime) -> datetime:
    """Until when a link that is given now works: sixty days after the last moment of what is open, at least thirty."""
    return max([moment + _AT_LEAST, *(due + _AFTERWARDS for due in dues)])


_AT_LEAST, _AFTERWARDS = timedelta(days=30), timedelta(days=60)


def _unheard_since(one: Asked, given_at: datetime) -> datetime | None:
    found = rungs(one, given_at)
    return _morning(working_days_after(local_day(found[-2]), 1)) if found else None


def _morning(day: date) -> datetime:
    return datetime.combine(day, _MORNING, LOCAL)
