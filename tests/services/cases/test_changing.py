"""The case file changes once per version, by who directs the case, and keeps its history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from models.casework import HoldRow, RecordedLine, Seat
from models.terms import Instrument, Known
from services.access.rules import Permission, Standing
from services.cases import actions
from services.cases.orders import NewSeat
from services.cases.queries import address_of, case_facts, guarded_words
from services.conditions.actions import hand_in
from services.protection.rules import Reader
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case, choose_review
from tests.rows import a_professional
from tests.services.cases.build import SASH, TODAY, edit, rows, wrong

WorkAs = Callable[..., Work]


def test_the_core_is_changed_once_per_version(planned: PlannedCase) -> None:
    director, seen = planned.director, case_facts(planned.director, planned.case_id)
    choose_review(director, planned.case_id, TODAY)
    changed = case_facts(director, planned.case_id)
    assert (changed.review_on, changed.version) == (TODAY, seen.version + 1)
    stale = edit(seen, complaint=Known.YES)
    with pytest.raises(ChangedMeanwhile) as refused:
        actions.edit_core(director, stale)
    assert refused.value.fields["version"] == changed.version
    assert case_facts(director, planned.case_id).complaint is Known.UNKNOWN


def test_assessments_are_of_today_or_before_by_the_local_day(planned: PlannedCase, clock) -> None:
    director, case_id = planned.director, planned.case_id
    tomorrow = replace(SASH, assessed_on=TODAY + timedelta(days=1))
    assert wrong(lambda: actions.record_assessment(director, case_id, tomorrow)) == ("assessed_on", "in_future")
    clock.moment = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    actions.record_assessment(director, case_id, tomorrow)
    assert case_facts(director, case_id).assessment(Instrument.SASH) == tomorrow


def test_a_later_assessment_counts_and_the_earlier_stays(planned: PlannedCase) -> None:
    for day, outcome in ((TODAY, "hoog"), (TODAY - timedelta(days=30), "laag")):
        actions.record_assessment(planned.director, planned.case_id, replace(SASH, assessed_on=day, outcome=outcome))
    facts = case_facts(planned.director, planned.case_id)
    assert facts.assessment(Instrument.SASH).outcome == "hoog"
    assert [found.outcome for found in facts.assessments] == ["laag", "hoog"]


def test_a_line_is_recorded_once_whichever_end_comes_first(planned: PlannedCase) -> None:
    for pair in (("VT", "politie"), ("politie", "VT"), ("VT", "politie")):
        actions.record_line(planned.director, planned.case_id, *pair)
    assert case_facts(planned.director, planned.case_id).recorded_lines == (("VT", "politie"),)
    assert len(rows(planned.director, RecordedLine)) == 1
    alone = ("organisation", "same_twice")
    assert wrong(lambda: actions.record_line(planned.director, planned.case_id, "VT", "VT")) == alone


def test_the_same_seat_filled_twice_is_one_seat_with_the_latest_words(planned: PlannedCase, work_as: WorkAs) -> None:
    director, case_id = planned.director, planned.case_id
    who = a_professional(work_as(Standing.SYSTEM), "R. Ruiter", "r@rn.example", "RN")
    first = actions.fill_seat(director, case_id, NewSeat(who, "adviseur", speaks_with=("P2",)))
    again = actions.fill_seat(director, case_id, NewSeat(who, " adviseur ", attends=False, speaks_with=("P1", "P1")))
    other = actions.fill_seat(director, case_id, NewSeat(who, "toezichthouder"))
    assert first == again != other
    (seat,) = [seat for seat in case_facts(director, case_id).seats if seat.id == first]
    assert (seat.attends, seat.speaks_with) == (False, ("P1",))


def test_an_ended_seat_stays_as_history_and_can_be_filled_anew(planned: PlannedCase, clock) -> None:
    director, case_id = planned.director, planned.case_id
    seat = next(s for s in case_facts(director, case_id).seats if s.organisation == "VT")
    actions.end_seat(director, case_id, seat.id)
    clock.forward(days=1)
    actions.end_seat(director, case_id, seat.id)
    assert "VT" not in [s.organisation for s in case_facts(director, case_id).seats]
    with director.database.reading() as session:
        assert session.get_one(Seat, seat.id).ended_at == datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert actions.fill_seat(director, case_id, NewSeat(seat.professional_id, seat.role)) != seat.id


def test_protected_words_are_guarded_for_readers_outside_their_tier(planned: PlannedCase) -> None:
    actions.protect_words(planned.director, planned.case_id, "opsporing", "kenteken AB-12-CD")
    actions.protect_words(planned.director, planned.case_id, "niemand", "Kwikstaart")
    for reader, guarded in (
        (Reader("politie"), ("Kwikstaart",)),
        (Reader("VT"), ("kenteken AB-12-CD", "Kwikstaart")),
        (Reader(None, victim=True), ("kenteken AB-12-CD", "Kwikstaart")),
    ):
        with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
            assert set(guarded_words(look, planned.case_id, reader)) == set(guarded)
    for nothing in ("", "  ", "..."):
        told = wrong(lambda w=nothing: actions.protect_words(planned.director, planned.case_id, "partners", w))
        assert told == ("words", "empty")


def test_a_hold_is_released_once_by_who_directs(planned: PlannedCase, clock, work_as: WorkAs) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    (hold,) = case_facts(planned.director, planned.case_id).holds
    for other in (a_holder(planned, work_as, "DR"), a_director(work_as, "M. Vreemd"), planned.as_guest("DR")):
        with pytest.raises(NotAllowed):
            actions.release_hold(other, planned.case_id, hold.id)
    moment = clock()
    actions.release_hold(planned.director, planned.case_id, hold.id)
    clock.forward(hours=1)
    actions.release_hold(planned.director, planned.case_id, hold.id)
    (row,) = rows(planned.director, HoldRow)
    assert (row.released_at, row.released_by) == (moment, planned.director.actor.account_id)


def test_the_reason_of_a_hold_is_for_the_investigation(planned: PlannedCase, work_as: WorkAs) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c1", tier="opsporing", holds_approach=True))
    for organisation, told in (("DR", True), ("VT", False)):
        (hold,) = case_facts(a_holder(planned, work_as, organisation), planned.case_id).holds
        assert bool(hold.reason) is told


def test_rows_of_another_case_are_out_of_reach(planned: PlannedCase, work_as: WorkAs) -> None:
    other = a_planned_case(work_as, code="T-200")
    hand_in(other.as_guest("DR"), a_condition("c1", holds_approach=True))
    facts = case_facts(other.director, other.case_id)
    mine, my_id = planned.director, planned.case_id
    for act in (
        lambda: actions.end_seat(mine, my_id, facts.seats[0].id),
        lambda: actions.release_hold(mine, my_id, facts.holds[0].id),
        lambda: address_of(mine, my_id, facts.persons[0].id),
        lambda: actions.edit_core(mine, edit(facts)),
        lambda: actions.record_line(mine, other.case_id, "VT", "politie"),
        lambda: actions.protect_words(mine, other.case_id, "partners", "woord"),
        lambda: actions.record_assessment(mine, other.case_id, SASH),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert case_facts(other.director, other.case_id) == facts
