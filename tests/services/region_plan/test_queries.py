"""What a coordinator sees of a region's weeks, and what not."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Case, Seat
from models.events import EventRow
from models.meeting import Invitation
from models.plan import PlanVersion
from models.terms import BarKind, CaseStatus, EventKind, InvitationAnswer, MeetingKind, PlanStatus, Risk, Tier
from services.access.rules import Standing
from services.region_plan.actions import begin, keep, lay_aside, publish, refresh, settle
from services.region_plan.facts import BeginPlan, PlanGone, PlanStage, SettleMeeting
from services.region_plan.queries import options_for, plans_of, problem_of, rooms_of, week_plan
from services.scheduling.many.facts import Place, Told
from services.unit_of_work import NotAllowed, Work
from tests.rows import a_bar, a_professional, a_seat, an_account, an_invitation
from tests.services.region_plan.conftest import MONDAY, MORNINGS, Region, at
from tests.statements import statements

WorkAs = Callable[..., Work]


def change(region: Region, kind: type, row_id: str, **about: object) -> None:
    with region.system.upkeep() as tx:
        row = tx.session.get_one(kind, row_id)
        for name, value in about.items():
            setattr(row, name, value)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.COORDINATOR])
def test_nobody_but_a_coordinator_sees_plans_or_makes_one(region: Region, work_as: WorkAs, standing: Standing) -> None:
    region.begun()
    somebody = work_as(standing, account_id=an_account(region.system), session_id="s" * 32)
    for look in (plans_of, rooms_of, lambda work: week_plan(work, "p1"), lambda work: problem_of(work, "p1")):
        with pytest.raises(NotAllowed):
            look(somebody)
    with pytest.raises(NotAllowed):
        begin(somebody, BeginPlan("p2", MONDAY, 5, Place.ONLINE))
    with pytest.raises(NotAllowed):
        lay_aside(somebody, "p1", 1)


def test_a_plan_shows_case_numbers_and_professionals_and_no_code_name(region: Region) -> None:
    with region.system.upkeep() as tx:
        for number, case_id in enumerate(region.cases):
            row = tx.session.get_one(Case, case_id)
            row.code, row.code_name = f"Z-2026-{number}", f"Zaak Zeester{number}"
            tx.seal(row, "summary_sealed", "Hij wacht haar op bij de school.")
    region.begun()
    week = region.kept(at(1, 9), at(1, 10, 30))
    assert {one.code for one in week.meetings} == {"Z-2026-0", "Z-2026-1", "Z-2026-2"}
    assert {seat.name for seat in week.meetings[0].seats} == {"politie Partner", "VT Partner", "lokale_veld Partner"}
    assert "Zeester" not in str(week)
    assert "school" not in str(week)
    assert "@" not in str(week)


def test_the_problem_holds_ids_and_no_name_code_or_address(region: Region) -> None:
    with region.system.upkeep() as tx:
        for case_id in region.cases:
            tx.session.get_one(Case, case_id).code = f"Z-{case_id[:8]}"
    region.begun()
    problem, plan = problem_of(region.coordinator, "p1")
    assert plan is None
    assert {meeting.case_id for meeting in problem.meetings} == set(region.cases)
    assert {meeting.id for meeting in problem.meetings} == {line.id for line in region.week.meetings}
    assert {person.id for person in problem.people} == set(region.people.values())
    for word in ("Partner", "partner.example", "Heggemus", "Z-", "Huisman"):
        assert word not in str(problem)


def test_it_is_told_of_whom_no_hours_are_known(region: Region) -> None:
    """An empty diary is no full one: whoever gave no working week is not simply unavailable."""
    a_seat(region.system, region.cases[0], a_professional(region.system, "O. Onbekend", "", "GGZ"))
    region.begun()
    assert region.line(region.cases[0]).unknown == ("GGZ",)
    assert region.line(region.cases[1]).unknown == ()


def test_every_case_is_logged_before_it_is_shown(region: Region) -> None:
    region.begun()
    with region.system.database.reading() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.permission == "region.plan")).all()
    assert {row.case_id for row in rows if row.outcome == "seen"} == {*region.cases, ""}


def test_a_case_that_keeps_the_coordinator_out_is_absent_and_counts_nowhere(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    assert plans_of(region.coordinator)[0].meetings == 3
    a_bar(region.system, region.cases[0], BarKind.NAME, "C. Coord")
    week = region.week
    assert {line.case_id for line in week.meetings} == set(region.cases[1:])
    assert week.person_days == 3
    line = plans_of(region.coordinator)[0]
    assert (line.meetings, line.without, line.late) == (2, 1, 0)
    assert region.cases[0] not in str(problem_of(region.coordinator, "p1"))
    keep(region.coordinator, "p1", week.version, region_plan_without_first(region))
    assert refresh(region.coordinator, "p1", region.week.version)


def region_plan_without_first(region: Region):
    """A plan of the cases that are left."""
    kept_out = region.cases.pop(0)
    plan = region.plan_at(at(2, 9), at(2, 10, 30))
    region.cases.insert(0, kept_out)
    return plan


def test_a_barred_case_gets_no_line(region: Region) -> None:
    a_bar(region.system, region.cases[0], BarKind.NAME, "C. Coord")
    region.begun()
    assert {line.case_id for line in region.week.meetings} == set(region.cases[1:])


def test_a_barred_professional_is_neither_reckoned_with_nor_named(region: Region) -> None:
    other = a_professional(region.system, "D. Deputy", "", "VT", weekly_hours=MORNINGS)
    with region.system.upkeep() as tx:
        for seat in tx.session.exec(select(Seat).where(Seat.professional_id == region.people["VT"])):
            seat.deputy_id = other
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30), at(2, 9))
    a_bar(region.system, region.cases[0], BarKind.NAME, "VT Partner")
    a_bar(region.system, region.cases[1], BarKind.NAME, "D. Deputy")
    problem, _ = problem_of(region.coordinator, "p1")
    people = {one.case_id: {who for seat in one.seats for who in seat.people} for one in problem.meetings}
    assert [region.people["VT"] in people[case_id] for case_id in region.cases] == [False, True, True]
    assert [other in people[case_id] for case_id in region.cases] == [False, False, True]
    assert "VT Partner" not in str(region.line(region.cases[0]))
    assert region.line(region.cases[0]).id in region.week.outdated


def test_wanted_are_active_cases_without_a_plan_or_a_meeting(region: Region) -> None:
    low = region.case(risk=Risk.LOW)
    closed = region.case(status=CaseStatus.CLOSED)
    preparing = region.case(status=CaseStatus.PREPARING)
    announced = region.case()
    an_invitation(region.system, announced, region.people["VT"])
    medium = region.case(risk=Risk.MEDIUM, opened_at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    region.begun()
    found = {line.case_id: line for line in region.week.meetings}
    assert set(found) == {*region.cases[:3], medium}
    assert {low, closed, preparing, announced} & set(found) == set()
    line = found[medium]
    assert (line.kind, line.minutes) == (MeetingKind.CASE_CONFERENCE, 90)
    assert line.deadline_at == at(11, 18), "ten working days after Friday the twentieth"


@pytest.mark.parametrize(("tier", "told"), [(Tier.PARTNERS, True), (Tier.INVESTIGATION, False), ("partner:VT", True)])
def test_an_event_that_only_the_investigation_knows_gives_nothing_away(region: Region, tier: str, told: bool) -> None:
    with region.system.upkeep() as tx:
        for case_id in region.cases[:2]:
            made = {"status": PlanStatus.ADOPTED, "adopted_at": tx.now, "made_at": tx.now, "made_by": "test"}
            tx.add(
                PlanVersion(id=tx.chance.id(), case_id=case_id, number=1, **made, content_sealed="", content_sha256="")
            )
    region.system.clock.forward(hours=2)
    with region.system.upkeep() as tx:
        moment = tx.now - timedelta(hours=1)
        about = {"kind": EventKind.BREACH, "happened_at": moment, "reported_at": moment, "recorded_by": "test"}
        tx.add(EventRow(id=tx.chance.id(), case_id=region.cases[0], tier=tier, **about))
    region.begun()
    found = {line.case_id: line.kind for line in region.week.meetings}
    assert found == {region.cases[2]: MeetingKind.CASE_CONFERENCE} | (
        {region.cases[0]: MeetingKind.ACTION_MEETING} if told else {}
    )


def test_the_minimum_and_its_weights_come_from_the_route_map(region: Region) -> None:
    officer = a_professional(region.system, "O. Officier", "", "OM", weekly_hours=MORNINGS)
    school = a_professional(region.system, "S. School", "", "school", weekly_hours=MORNINGS)
    for who in (officer, school):
        a_seat(region.system, region.cases[0], who)
    region.begun()
    problem, _ = problem_of(region.coordinator, "p1")
    meeting = next(one for one in problem.meetings if one.case_id == region.cases[0])
    assert set(meeting.rule) == {("lokale_veld",), ("VHH", "VT"), ("politie",)}
    assert {seat.organisation: seat.weight for seat in meeting.seats} == {
        **dict.fromkeys(("politie", "VT", "lokale_veld"), 3),
        "OM": 2,
        "school": 1,
    }


def test_a_seat_counts_on_the_days_on_which_it_is_held_and_a_deputy_from_elsewhere_never(region: Region) -> None:
    """The police officer leaves the first case on Wednesday and stays on the others."""
    first, second, _ = region.cases
    officer, stranger = region.people["politie"], a_professional(region.system, "A. Ander", "", "politie")
    with region.system.upkeep() as tx:
        for seat in tx.session.exec(select(Seat).where(Seat.case_id == first)):
            if seat.professional_id == region.people["VT"]:
                seat.deputy_id = stranger
            if seat.professional_id == officer:
                seat.until_on = MONDAY + timedelta(days=2)
    region.begun()
    problem, _ = problem_of(region.coordinator, "p1")
    people = {person.id: person for person in problem.people}
    seats = {(m.case_id, seat.organisation): seat for m in problem.meetings for seat in m.seats}
    assert seats[first, "VT"].substitutes == ()
    last = [
        max(ends for who in seats[case_id, "politie"].people for _, ends in people[who].free)
        for case_id in region.cases
    ]
    assert last == [at(2, 12), at(4, 12), at(4, 12)]
    both = [block for who in seats[second, "politie"].people for block in people[who].free]
    assert len(both) == len(set(both)), "one person is at one meeting at a time"
    days = {one.booking.start.date() for one in options_for(region.coordinator, "p1", region.line(first).id)}
    assert days
    assert max(days) <= MONDAY + timedelta(days=2), "without the police the minimum is not there"
    settle(region.coordinator, SettleMeeting("p1", region.week.version, region.line(second).id, at(3, 9)))
    assert {seat.professional_id for seat in region.line(second).seats} == set(region.people.values())
    assert region.week.outdated == frozenset()
    settle(region.coordinator, SettleMeeting("p1", region.week.version, region.line(first).id, at(2, 9)))
    assert {seat.professional_id for seat in region.line(first).seats} == set(region.people.values())
    with region.system.upkeep() as tx:
        (seat,) = tx.session.exec(select(Seat).where(Seat.case_id == first, Seat.professional_id == officer))
        seat.until_on = MONDAY + timedelta(days=1)
    assert region.week.outdated == {region.line(first).id}
    assert {seat.organisation for seat in region.line(first).seats} == {"VT", "lokale_veld"}


def test_plans_are_listed_with_how_far_they_are_and_what_was_laid_aside_is_gone(region: Region) -> None:
    region.begun()
    assert [line.stage for line in plans_of(region.coordinator)] == [PlanStage.BEGUN]
    region.kept(at(1, 9))
    (line,) = plans_of(region.coordinator)
    assert (line.stage, line.meetings, line.without) == (PlanStage.WORKED_OUT, 3, 2)
    lay_aside(region.coordinator, "p1", region.week.version)
    assert [line.stage for line in plans_of(region.coordinator)] == [PlanStage.LAID_ASIDE]
    for plan_id in ("p1", "nergens"):
        with pytest.raises(PlanGone):
            week_plan(region.coordinator, plan_id)


def test_statements_do_not_grow_with_cases(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))

    def asked() -> list[int]:
        counts = []
        for look in (plans_of, lambda work: week_plan(work, "p1"), lambda work: problem_of(work, "p1")):
            look(region.coordinator)
            with statements(region.system.database) as seen:
                look(region.coordinator)
            counts.append(len(seen))
        return counts

    few = asked()
    for _ in range(5):
        region.case()
    refresh(region.coordinator, "p1", region.week.version)
    assert len(region.week.meetings) == 8
    assert asked() == few


def test_answers_go_before_diaries_and_enough_of_them_confirm(region: Region) -> None:
    """What somebody said of an announced meeting counts, not that their own diary holds it by now."""
    region.begun()
    region.kept(at(1, 9))
    publish(region.coordinator, "p1", region.week.version)
    assert region.line(region.cases[0]).told is Told.SENT
    with region.system.upkeep() as tx:
        for row in tx.session.exec(select(Invitation)):
            row.answer = InvitationAnswer.YES
    line = region.line(region.cases[0])
    assert (line.told, line.moved) == (Told.CONFIRMED, False)
    problem, _ = problem_of(region.coordinator, "p1")
    meeting = next(one for one in problem.meetings if one.case_id == region.cases[0])
    assert meeting.previous is not None
    assert (meeting.previous.told, meeting.previous.start) == (Told.CONFIRMED, at(1, 9))
    assert {who for _, who in meeting.previous.attendees} == set(region.people.values())
    with region.system.upkeep() as tx:
        for row in tx.session.exec(select(Invitation).where(Invitation.professional_id == region.people["VT"])):
            row.answer = InvitationAnswer.NO
    problem, _ = problem_of(region.coordinator, "p1")
    free = next(person.free for person in problem.people if person.id == region.people["VT"])
    assert (at(1, 10, 30), at(1, 12)) in free, "the time that they refused is not theirs to give"
    assert line.id in region.week.outdated
