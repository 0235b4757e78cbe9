"""The coordinator of the fictional region: there when a visitor comes in as such, with a region to plan and no case."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.casework import Case
from models.outbox import OutboxMessage
from models.terms import AccountRole, MeetingKind, MeetingStatus, Risk
from services.cases.facts import CaseId
from services.cases.orders import NewCase
from services.cases.queries import case_facts, my_cases
from services.demo import actions as demo
from services.demo import region_others as told
from services.directory.sessions import recognise
from services.meetings.proposing import availability
from services.meetings.queries import meetings_of
from services.messages.actions import send_due
from services.messages.facts import SentReport
from services.region.queries import region_numbers
from services.region_plan.actions import begin, publish, settle
from services.region_plan.facts import BeginPlan, SettleMeeting, WeekPlan
from services.region_plan.queries import rooms_of, week_plan
from services.relations.facts import SYSTEM
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Place
from services.unit_of_work import NotAllowed, Work
from tests.once import once
from tests.services.demo.test_region import PremisesAt, lines, loaded_on_saturday, opened_on_saturday, visitor

__all__ = ["loaded_on_saturday"]

MONDAY, FRIDAY = (datetime(2026, 10, day, 12, tzinfo=LOCAL) for day in (26, 30))
WEEKS = 14
PLANNED = {Risk.HIGH: 8, Risk.MEDIUM: 10}
"""The visiting director's case of high risk, and those of the other directors; hers of medium risk meets already."""


def coordinator(premises: PremisesAt) -> Work:
    secret = demo.enter_practice(premises, AccountRole.COORDINATOR)
    actor = recognise(premises.work(practice=True), secret)
    assert actor is not None
    return premises.work(practice=True, actor=actor)


@pytest.fixture(scope="session")
def looked_at_on_monday(loaded_on_saturday: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planner in which a coordinator looked around, after one who was cut off while it was entered."""

    def look(folder: Path) -> None:
        shutil.copytree(loaded_on_saturday, folder, dirs_exist_ok=True)
        with opened_on_saturday(folder) as opened, pytest.MonkeyPatch.context() as broken:
            opened.clock.moment = MONDAY
            broken.setattr(told, "open_case", _stops_after_one(told.open_case))
            with pytest.raises(KeyboardInterrupt):
                coordinator(opened)
            broken.undo()
            coordinator(opened)

    return once(tmp_path_factory, "coordinator", look)


def _stops_after_one(entered: Callable[[Work, NewCase], CaseId]) -> Callable[[Work, NewCase], CaseId]:
    def enter(work: Work, order: NewCase) -> CaseId:
        if order.code != told.CASES[0].code:
            raise KeyboardInterrupt
        return entered(work, order)

    return enter


@pytest.fixture
def premises(looked_at_on_monday: Path, tmp_path: Path) -> Iterator[PremisesAt]:
    """A fresh copy of it, on that Monday."""
    shutil.copytree(looked_at_on_monday, tmp_path / "region")
    with opened_on_saturday(tmp_path / "region") as copied:
        copied.clock.moment = MONDAY
        yield copied


def begun(work: Work, first_day: date, days: int = WEEKS) -> WeekPlan:
    return week_plan(work, begin(work, BeginPlan(work.chance.id(), first_day, days, Place.ONLINE)))


def test_a_coordinator_finds_a_region_on_any_day_and_opens_no_case(premises: PremisesAt) -> None:
    work = coordinator(premises)
    assert work.actor.name == told.COORDINATOR
    numbers = region_numbers(work)
    assert not numbers.empty
    assert all(not line.cases.small for line in numbers.risks)
    assert [one.name for one in numbers.people if one.load]
    assert numbers.shared
    assert [seat for seat in numbers.seats if not seat.missing.small]
    assert [room.name for room in rooms_of(work)] == list(told.ROOMS)
    for moment in (MONDAY, FRIDAY):
        premises.clock.moment = moment
        again = coordinator(premises)
        plan = begun(again, moment.date() + timedelta(days=3))
        assert Counter(line.risk for line in plan.meetings) == PLANNED
        assert not [line.code for line in plan.meetings if line.unknown and line.code != "H-01"]
    (line, *_) = plan.meetings
    for look in (lambda: my_cases(work), lambda: case_facts(work, line.case_id)):
        with pytest.raises(NotAllowed):
            look()


@pytest.mark.long
def test_what_she_announces_the_visiting_director_finds_and_nothing_is_sent(premises: PremisesAt) -> None:
    director = visitor(premises)
    before = set(lines(director))
    work = coordinator(premises)
    assert set(lines(director)) == before, "the other cases are of other directors"
    case_id = lines(director)["H-01"].id
    starts_at = availability(director, case_id, MeetingKind.CASE_CONFERENCE, 90).proposals.best.start
    plan = begun(work, starts_at.date(), days=1)
    (line,) = (one for one in plan.meetings if one.case_id == case_id)
    version = settle(work, SettleMeeting(plan.id, plan.version, line.id, starts_at, VIDEO))
    outcome = publish(work, plan.id, version)
    assert line.id in outcome.announced
    assert outcome.refused == ()
    (meeting,) = meetings_of(director, case_id)
    assert (meeting.status, meeting.starts_at) == (MeetingStatus.PLANNED, starts_at)
    system = premises.work(practice=True, actor=SYSTEM)
    assert send_due(system) == SentReport()
    with system.database.reading() as session:
        assert session.exec(select(OutboxMessage.sent_at).where(col(OutboxMessage.sent_at).is_not(None))).all() == []


def test_a_region_that_was_entered_by_half_is_completed_once(premises: PremisesAt) -> None:
    with coordinator(premises).database.reading() as session:
        codes = session.exec(select(Case.code)).all()
    assert sorted(codes) == sorted(case.code for case in (*demo.region().cases, *told.CASES))
