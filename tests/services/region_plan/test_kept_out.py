"""What a plan must not tell of cases and people that its reader may not know, whoever worked it out."""

from dataclasses import replace

import pytest
from sqlmodel import select

from models.casework import Case, Seat
from models.directory import Organisation
from models.meeting import Invitation
from models.terms import BarKind, CaseStatus
from services.access.rules import Standing
from services.region_plan.actions import mark, publish, settle
from services.region_plan.facts import MarkMeeting, PlanGone, SettleMeeting
from services.region_plan.keeping import rows_of_lines
from services.region_plan.kept import packed
from services.region_plan.queries import consequences, options_for, problem_of, week_plan
from services.scheduling.many.facts import Score
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut
from services.unit_of_work import Work
from tests.rows import a_bar, a_professional, a_seat
from tests.services.region_plan.conftest import MORNINGS, Region, WorkAs, at


def another(work_as: WorkAs) -> Work:
    return work_as(Standing.COORDINATOR, name="A. Nders", email="a@regio.example", account_id="d" * 32)


def explain(region: Region, line_id: str, **about: object) -> None:
    """Keeps an explanation for a line, as somebody else's working out would have."""
    told = Explained(line_id, Hindrance.TAKEN_BY_OTHERS, proven=False, times=4, open_times=9)
    with region.system.upkeep() as tx:
        row = rows_of_lines(tx, "p1")[line_id]
        row.explained = packed(replace(told, **about))
        tx.add(row)


@pytest.mark.parametrize(
    ("kind", "value"), [(BarKind.NAME, "A. Nders"), (BarKind.NAME, "a nders"), (BarKind.EMAIL, "A@Regio.example")]
)
def test_a_case_is_not_deduced_from_explanations_or_the_score(
    region: Region, work_as: WorkAs, kind: BarKind, value: str
) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    hidden, _, without = (region.line(case_id).id for case_id in region.cases)
    others = (hidden, region.line(region.cases[1]).id)
    explain(region, without, others=others, suggestions=(Suggestion(WayOut.SWAP, times=3, meeting_id=hidden),))
    seen = region.line(region.cases[2]).explained
    assert seen is not None
    assert (seen.others, len(seen.suggestions)) == (others, 1)
    a_bar(region.system, region.cases[0], kind, value)
    week = week_plan(another(work_as), "p1")
    (line,) = (one for one in week.meetings if one.id == without)
    assert line.explained == replace(seen, others=others[1:], suggestions=())
    assert (region.week.score, week.score) == (region.week.score, None)
    assert isinstance(region.week.score, Score)
    for told in (week, *problem_of(another(work_as), "p1"), options_for(another(work_as), "p1", without)):
        assert hidden not in str(told)
        assert region.cases[0] not in str(told)


def test_a_line_of_a_case_that_keeps_one_out_is_as_one_that_is_not_there(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    hidden = region.line(region.cases[0]).id
    a_bar(region.system, region.cases[0], BarKind.NAME, "C. Coord")
    version = region.week.version
    for line_id in (hidden, "nergens"):
        for ask in (
            lambda line_id=line_id: options_for(region.coordinator, "p1", line_id),
            lambda line_id=line_id: consequences(region.coordinator, "p1", line_id, at(2, 9), ""),
            lambda line_id=line_id: settle(region.coordinator, SettleMeeting("p1", version, line_id, at(2, 9))),
            lambda line_id=line_id: mark(region.coordinator, MarkMeeting("p1", version, line_id, left_out=True)),
        ):
            with pytest.raises(PlanGone):
                ask()
    assert region.week.version == version


def test_a_line_of_another_plan_is_none_of_this_one(region: Region) -> None:
    region.begun()
    line = region.line(region.cases[0]).id
    region.plan_id = "p2"
    region.begun()
    for ask in (
        lambda: options_for(region.coordinator, "p2", line),
        lambda: settle(region.coordinator, SettleMeeting("p2", 1, line, at(2, 9))),
        lambda: mark(region.coordinator, MarkMeeting("p2", 1, line, left_out=True)),
    ):
        with pytest.raises(PlanGone):
            ask()


def test_who_was_barred_since_is_not_told_of_in_an_older_explanation(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9))
    line = region.line(region.cases[0])
    (seat,) = (one.seat_id for one in line.seats if one.name == "VT Partner")
    blocking = (BlockingSeat((), seat, 7), BlockingSeat(("politie",), "", 2))
    ways = (Suggestion(WayOut.SUBSTITUTE, times=2, seat_id=seat), Suggestion(WayOut.ONLINE, times=1))
    explain(region, line.id, blocking=blocking, suggestions=ways)
    a_bar(region.system, region.cases[0], BarKind.NAME, "VT Partner")
    found = region.line(region.cases[0])
    assert found.explained is not None
    assert (found.explained.blocking, found.explained.suggestions) == (blocking[1:], ways[1:])
    for name in ("VT Partner", region.people["VT"], seat):
        assert name not in str(found)


def test_external_parties_and_seats_that_do_not_attend_are_nowhere_in_a_plan(region: Region, work_as: WorkAs) -> None:
    outside = a_professional(region.system, "E. Extern", "e@extern.example", "extern", weekly_hours=MORNINGS)
    silent = a_professional(region.system, "S. Stil", "s@stil.example", "school", weekly_hours=MORNINGS)
    for who in (outside, silent):
        a_seat(region.system, region.cases[0], who)
    with region.system.upkeep() as tx:
        home = tx.session.exec(select(Organisation).where(Organisation.key == "extern")).one()
        home.external = True
        for seat in tx.session.exec(select(Seat).where(Seat.professional_id == silent)):
            seat.attends = False
            tx.add(seat)
        tx.add(home)
    region.begun()
    region.kept(at(1, 9))
    assert not {outside, silent} & {person.id for person in problem_of(region.coordinator, "p1")[0].people}
    publish(region.coordinator, "p1", region.week.version)
    with region.system.database.reading() as session:
        invited = set(session.exec(select(Invitation.professional_id)))
    assert invited == set(region.people.values())


def test_a_case_that_was_closed_since_is_not_announced(region: Region) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    with region.system.upkeep() as tx:
        tx.session.get_one(Case, region.cases[0]).status = CaseStatus.CLOSED
    outcome = publish(region.coordinator, "p1", region.week.version)
    assert [line for line, _ in outcome.refused] == [region.line(region.cases[0]).id]
    assert len(outcome.announced) == 1
