"""A small region: three cases of high risk with the same three partners, of whom the diaries are known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

import pytest

from models.terms import Risk
from services.access.rules import Standing
from services.region_plan.actions import begin, keep
from services.region_plan.facts import BeginPlan, CaseMeeting, WeekPlan
from services.region_plan.queries import problem_of, week_plan
from services.region_plan.settling import whole
from services.relations.facts import SYSTEM
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Booking, Place, Plan
from services.unit_of_work import Work
from tests.rows import a_case, a_professional, a_seat, an_account
from tests.snapshots import once

WorkAs = Callable[..., Work]
MONDAY = date(2026, 11, 23)
"""The clock of the tests stands on this day, at ten."""
HOMES = ("politie", "VT", "lokale_veld")
NOBODY: Mapping[str, str] = MappingProxyType({})
MORNINGS = [[str(day), "09:00", "12:00"] for day in range(5)]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week of the tests, Monday is 0."""
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute), LOCAL)


@dataclass
class Region:
    """The cases by number, the partners by organisation, and the coordinator's work."""

    system: Work
    coordinator: Work
    cases: list[str] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    plan_id: str = "p1"

    def case(self, **about: object) -> str:
        """Another case, with a seat for every partner."""
        director = an_account(self.system, "H. Huisman")
        case_id = a_case(self.system, director, **about)
        for who in self.people.values():
            a_seat(self.system, case_id, who)
        self.cases.append(case_id)
        return case_id

    def begun(self, days: int = 5, place: Place = Place.ONLINE) -> str:
        """A plan of this week; gives its id."""
        return begin(self.coordinator, BeginPlan(self.plan_id, MONDAY, days, place))

    @property
    def week(self) -> WeekPlan:
        """The plan as it stands."""
        return week_plan(self.coordinator, self.plan_id)

    def line(self, case_id: str) -> CaseMeeting:
        """The line of a case."""
        return next(one for one in self.week.meetings if one.case_id == case_id)

    def plan_at(self, *starts: datetime, room: str = VIDEO, instead: Mapping[str, str] = NOBODY) -> Plan:
        """A plan with the cases at these times, everybody there, but for some the other one `instead`; the other cases
        have no time."""
        problem, _ = problem_of(self.coordinator, self.plan_id)
        wanted = {meeting.case_id: meeting for meeting in problem.meetings}
        booked = []
        for case_id, start in zip(self.cases, starts, strict=False):
            meeting = wanted[case_id]
            attendees = tuple((seat.id, instead.get(seat.named, seat.named)) for seat in meeting.seats)
            end = start + timedelta(minutes=meeting.minutes)
            booked.append(Booking(meeting.id, start, end, room, attendees))
        return whole(problem, booked)

    def kept(self, *starts: datetime, room: str = VIDEO, instead: Mapping[str, str] = NOBODY) -> WeekPlan:
        """The plan with the cases at these times, kept."""
        plan = self.plan_at(*starts, room=room, instead=instead)
        keep(self.coordinator, self.plan_id, self.week.version, plan)
        return self.week


@pytest.fixture
def region(work_as: WorkAs) -> Region:
    """Three cases that were opened this morning, and partners who can in the mornings."""
    return a_region(work_as)


def three_planned(region: Region) -> None:
    """Two cases one after another on Tuesday morning, the third on Wednesday."""
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30), at(2, 9))


def a_region(work_as: WorkAs, further: Callable[[Region], None] | None = None) -> Region:
    """The same, with what happened in it since: a function of its module, done once and copied like the region."""
    system = work_as(SYSTEM)

    def build() -> tuple[list[str], dict[str, str]]:
        made = _three_cases(system)
        if further is not None:
            further(replace(made, coordinator=_coordinator(work_as)))
        return made.cases, made.people

    cases, people = once(system, ("region", further), build)
    return Region(system, _coordinator(work_as), list(cases), dict(people))


def _coordinator(work_as: WorkAs) -> Work:
    return work_as(Standing.COORDINATOR, name="C. Coord", account_id="c" * 32, session_id="c" * 32)


def _three_cases(system: Work) -> Region:
    made = Region(system, system)
    for home in HOMES:
        who = a_professional(system, f"{home} Partner", f"{home}@partner.example", home, weekly_hours=MORNINGS)
        made.people[home] = who
    for _ in range(3):
        made.case(opened_at=datetime(2026, 11, 23, 8, tzinfo=UTC), risk=Risk.HIGH)
    return made
