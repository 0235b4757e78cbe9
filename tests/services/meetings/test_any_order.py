"""Whatever order meetings are kept free, announced, moved and called off in: nobody is booked twice without a reason,
numbers never fall, what was called off stays so, dead links stay dead, and every acknowledged write is in the log."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from sqlmodel import select

from models.audit import AuditEntry
from models.database import Database
from models.terms import MeetingStatus
from services.access.rules import Standing
from services.errors import ServiceError
from services.meetings.actions import move, plan, reserve_series, withdraw, withdraw_series
from services.meetings.facts import PlannedMeeting
from services.meetings.links import LinkRefused, open_link
from services.meetings.orders import MoveMeeting, OpenLink
from services.meetings.queries import meetings_of
from services.relations.facts import SYSTEM, VISITOR, Actor
from services.settings import Settings
from services.unit_of_work import NotAllowed, Work
from tests import databases
from tests.conftest import StillClock
from tests.planned import plan_order, seats_of
from tests.rows import a_session
from tests.services.meetings.lives import HOUR, a_poll, a_series, cases_that_share, key_of

REASON = "Belt in vanuit het andere overleg."
EXAMPLES = how(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
FEWER = how(EXAMPLES, max_examples=6)

Step = tuple[str, int, int, int, bool]
steps = st.lists(
    st.tuples(
        st.sampled_from(["plan", "plan", "move", "move", "withdraw", "reserve", "let_go", "poll", "stranger", "later"]),
        st.integers(0, 1),
        st.integers(0, 5),
        st.integers(0, 5),
        st.booleans(),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Course:
    """Two cases that share their people, and all that was seen of their meetings."""

    clock: StillClock
    cases: list[tuple[Work, str]]
    seats: list[dict[str, str]]
    made: int = 0
    acknowledged: list[tuple[str, str]] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)
    gone: dict[str, PlannedMeeting] = field(default_factory=dict)
    keys: dict[str, list[OpenLink]] = field(default_factory=dict)

    def take(self, what: str, which: int, slot: int, seat: int, reason: bool) -> None:
        """One step; a refusal is an outcome like any other."""
        director, case_id = self.cases[which]
        verb: Callable[..., None] = getattr(self, f"_{what}")
        try:
            verb(director, case_id, slot, self._some(which, seat), REASON if reason else "")
        except ServiceError as refused:
            assert not isinstance(refused, NotAllowed) or what == "stranger"

    def _some(self, which: int, seat: int) -> tuple[str, ...]:
        """Everybody, or everybody but one."""
        return tuple(one for number, one in enumerate(self.seats[which].values()) if number != seat)

    def _time(self, slot: int) -> datetime:
        return self.clock() + timedelta(days=1) + slot * HOUR / 2

    def _pick(self, director: Work, case_id: str, slot: int) -> PlannedMeeting | None:
        there = meetings_of(director, case_id)
        return there[slot % len(there)] if there else None

    def _plan(self, director: Work, case_id: str, slot: int, seats: tuple[str, ...], reason: str) -> None:
        """A new one, or whatever meeting there is: announced, kept free, put to the vote or called off."""
        known = self._pick(director, case_id, slot) if slot % 2 else None
        self.made += 1
        meeting_id = known.id if known and known.status is not MeetingStatus.HELD else f"n{self.made}"
        starts = self._time(slot)
        order = plan_order(case_id, seats, meeting_id, starts_at=starts, conditions_due_at=starts - HOUR, minutes=60)
        done = plan(director, replace(order, override_reason=reason))
        self.acknowledged.append(("meeting.plan", done))

    def _move(self, director: Work, case_id: str, slot: int, _: tuple[str, ...], reason: str) -> None:
        known = self._pick(director, case_id, slot)
        if known is not None:
            starts = self._time(slot)
            move(director, MoveMeeting(known.id, case_id, known.version, starts, 60, starts - HOUR, reason))
            self.acknowledged.append(("meeting.plan", known.id))

    def _withdraw(self, director: Work, case_id: str, slot: int, *_: object) -> None:
        known = self._pick(director, case_id, slot)
        if known is not None:
            withdraw(director, case_id, known.id, known.version)
            self.acknowledged.append(("meeting.withdraw", known.id))

    def _reserve(self, director: Work, case_id: str, slot: int, seats: tuple[str, ...], _: str) -> None:
        order = a_series(case_id, seats, series_id=f"s{case_id[:8]}{slot}", starts_at=self._time(slot), times=2)
        reserve_series(director, order)
        self.acknowledged.append(("meeting.plan", order.series_id))

    def _let_go(self, director: Work, case_id: str, slot: int, *_: object) -> None:
        withdraw_series(director, case_id, f"s{case_id[:8]}{slot}")
        self.acknowledged.append(("meeting.withdraw", f"s{case_id[:8]}{slot}"))

    def _poll(self, director: Work, case_id: str, _slot: int, seats: tuple[str, ...], _: str) -> None:
        self.made += 1
        a_poll(director, case_id, seats, f"n{self.made}")

    def _stranger(self, director: Work, case_id: str, slot: int, *_: object) -> None:
        """Whoever directs the one case does nothing in the other."""
        other = next(work for work, its in self.cases if its != case_id)
        known = self._pick(director, case_id, slot)
        if known is not None:
            with pytest.raises(NotAllowed):
                withdraw(other, case_id, known.id, known.version)
            with pytest.raises(NotAllowed):
                meetings_of(other, case_id)

    def _later(self, *_: object) -> None:
        self.clock.forward(hours=5)

    def look(self) -> None:
        """What holds after every step."""
        standing = []
        for director, case_id in self.cases:
            for meeting in meetings_of(director, case_id):
                assert meeting.sequence >= self.sequences.get(meeting.id, 0)
                self.sequences[meeting.id] = meeting.sequence
                if meeting.id in self.gone:
                    assert meeting.status is MeetingStatus.WITHDRAWN
                elif meeting.status is MeetingStatus.WITHDRAWN:
                    self.gone[meeting.id] = meeting
                else:
                    self.keys[meeting.id] = [key_of(meeting, one.organisation) for one in meeting.attendees if one.link]
                if meeting.status is MeetingStatus.PLANNED:
                    standing.append(meeting)
        for one, other in combinations(standing, 2):
            if one.starts_at < other.ends_at and other.starts_at < one.ends_at and _names(one) & _names(other):
                assert one.waivers or other.waivers

    def end(self) -> None:
        """What holds at the end: links of what was called off are dead, and all that was acknowledged is on record."""
        visitor = self.cases[0][0].as_actor(VISITOR)
        for meeting_id in self.gone:
            for key in self.keys.get(meeting_id, ()):
                with pytest.raises(LinkRefused):
                    open_link(visitor, key)
        with visitor.database.reading() as session:
            entries = session.exec(select(AuditEntry).where(AuditEntry.outcome == "done")).all()
        recorded = {(entry.permission, value) for entry in entries for value in entry.notes.values() if value}
        assert set(self.acknowledged) <= recorded
        written = "".join(str(entry.notes) for entry in entries)
        assert REASON not in written
        assert "Wat maakt" not in written


def _names(meeting: PlannedMeeting) -> set[str]:
    return {one.name for one in meeting.attendees}


Fresh = Callable[[], AbstractContextManager[Database]]


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.long)])
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    """Opens a database in which nothing was written yet, for each example."""
    if request.param == "postgres":
        return partial(databases.server_database, request.getfixturevalue("postgres"))
    template = request.getfixturevalue("file_template")
    return lambda: databases.file_database(template, tmp_path_factory.mktemp("course"))


def a_course(database: Database, kept: Settings) -> Course:
    """Two cases at the beginning."""
    clock = StillClock()

    def work_as(who: Standing | Actor, **details: Any) -> Work:
        actor = who if isinstance(who, Actor) else Actor(who, **details)
        if actor.session_id:
            a_session(Work(database, SYSTEM, kept, clock=clock), actor.session_id)
        return Work(database, actor, kept, clock=clock)

    cases = cases_that_share(work_as)
    return Course(clock, cases, [seats_of(*case) for case in cases])


@pytest.mark.long
@pytest.mark.parametrize("fresh", ["file"], indirect=True)
@given(taken=steps)
@EXAMPLES
def test_any_order_of_planning_keeps_what_was_promised(fresh: Fresh, settings: Settings, taken: list[Step]) -> None:
    _kept(fresh, settings, taken)


@pytest.mark.long
@pytest.mark.parametrize("fresh", ["postgres"], indirect=True)
@given(taken=steps)
@FEWER
def test_and_so_it_does_on_a_server(fresh: Fresh, settings: Settings, taken: list[Step]) -> None:
    """The promises are kept by rules, which know no database: a few orders show that it gives back what was kept."""
    _kept(fresh, settings, taken)


def _kept(fresh: Fresh, settings: Settings, taken: list[Step]) -> None:
    with fresh() as database:
        course = a_course(database, settings)
        for step in taken:
            course.take(*step)
            course.look()
        course.end()


def test_the_steps_reach_every_stage(fresh: Fresh, settings: Settings) -> None:
    """Else the test above could hold because every step is refused."""
    with fresh() as database:
        course = a_course(database, settings)
        for step in _THROUGH:
            course.take(*step)
            course.look()
        course.end()
        stages = {meeting.status for work, case_id in course.cases for meeting in meetings_of(work, case_id)}
    assert stages == set(MeetingStatus) - {MeetingStatus.HELD}
    assert max(course.sequences.values()) == 2
    assert len(course.acknowledged) == 6


_THROUGH: tuple[Step, ...] = (
    ("plan", 0, 0, 5, False),
    ("move", 0, 2, 5, False),
    ("withdraw", 0, 0, 5, False),
    ("plan", 1, 0, 5, False),
    ("plan", 0, 0, 5, False),  # refused: the people are taken
    ("plan", 0, 0, 5, True),
    ("reserve", 0, 4, 5, False),
    ("poll", 1, 0, 5, False),
)
