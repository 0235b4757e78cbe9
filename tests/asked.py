"""People who were asked by a personal link, at the real time: for doors and browsers, whose clock cannot be moved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from models.database import Database
from models.terms import MeetingKind
from services.access.rules import Standing
from services.meetings.actions import plan
from services.meetings.facts import Attendee
from services.meetings.queries import meetings_of
from services.polls.actions import start_poll
from services.polls.facts import StartPoll
from services.relations.facts import SYSTEM, Actor
from services.scheduling.facts import LOCAL, local_day
from services.settings import Settings, now
from services.unit_of_work import Work
from tests.planned import an_unplanned_case, plan_order, seats_of
from tests.rows import a_session


@dataclass(frozen=True)
class Asked:
    """A case whose people were asked; what its director sees of them."""

    director: Work
    case_id: str
    meeting_id: str

    def attendee(self, organisation: str) -> Attendee:
        """The attendee of an organisation, as the director sees them now."""
        (meeting,) = [m for m in meetings_of(self.director, self.case_id) if m.id == self.meeting_id]
        (there,) = [a for a in meeting.attendees if a.organisation == organisation]
        return there

    def key(self, organisation: str) -> tuple[str, str]:
        """Path and secret of an attendee's link."""
        address, _, secret = self.attendee(organisation).link.partition("#")
        return "/u/" + address.rpartition("/")[2], secret


def soon(days: int, hour: int = 10) -> datetime:
    """On the half hour, so many days from now, local time."""
    return datetime.combine(local_day(now()) + timedelta(days=days), time(hour, 30), LOCAL)


def people_of(database: Database, settings: Settings, clock: Callable[[], datetime] = now) -> Callable[..., Work]:
    """The fixture `work_as` for a database that somebody else opened."""

    def work_as(who: Standing | Actor, **details: Any) -> Work:
        actor = who if isinstance(who, Actor) else Actor(who, **details)
        if actor.session_id:
            a_session(Work(database, SYSTEM, settings, clock=clock), actor.session_id)
        return Work(database, actor, settings, clock=clock)

    return work_as


def an_invited_case(work_as: Callable[..., Work], code: str = "T-100") -> Asked:
    """Everybody is invited to a meeting in a week."""
    director, case_id = an_unplanned_case(work_as, code=code)
    seats = tuple(seats_of(director, case_id).values())
    order = plan_order(case_id, seats, director.chance.id(), starts_at=soon(7), conditions_due_at=soon(6, 15))
    return Asked(director, case_id, plan(director, order))


def a_case_put_to_the_vote(
    work_as: Callable[..., Work], times: int = 5, *, shared: bool = False, code: str = "T-100"
) -> Asked:
    """Everybody is asked for their times, until tomorrow."""
    director, case_id = an_unplanned_case(work_as, code=code)
    starts = tuple(soon(7 + number) for number in range(times))
    seats = tuple(seats_of(director, case_id).values())
    order = StartPoll(
        director.chance.id(), case_id, MeetingKind.CASE_CONFERENCE, 90, starts, seats, soon(1, 16), shared
    )
    return Asked(director, case_id, start_poll(director, order))
