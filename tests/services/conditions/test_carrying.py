"""Taking over what an organisation asked for last time."""

from datetime import date, timedelta

import pytest

from models.terms import Arrival, ConditionStatus
from services.cases.actions import release_hold
from services.cases.queries import case_facts
from services.cases.rules import hold_in_force
from services.conditions.actions import decide, hand_in, hand_in_for, take_back
from services.conditions.carrying import carry_over, carry_over_for, from_last_time, from_last_time_for
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of, own_conditions
from services.conditions.rules import DeadlinePassed, TermPassed
from services.unit_of_work import NotAllowed
from tests.conftest import StillClock
from tests.planned import DUE, STARTS, PlannedCase, a_condition
from tests.services.conditions.later import A_WEEK, NO_CONTACT, next_meeting

WHOLE = {
    "hard": True,
    "if_not": "Bel 112.",
    "done_by": "politie",
    "check": "Gebeld.",
    "checked_by": "DR",
    "reading": (NO_CONTACT,),
    "subject_ref": "P2",
}


@pytest.fixture
def later(planned: PlannedCase) -> PlannedCase:
    """The next meeting, after Veilig Thuis asked one thing at the first and the detectives another."""
    hand_in(planned.as_guest("VT"), a_condition(**WHOLE))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Van DR."))
    return next_meeting(planned)


def standing(planned: PlannedCase) -> list[str]:
    return [view.text for view in conditions_of(planned.director, planned.case_id)]


def test_a_guest_sees_what_the_own_organisation_asked_before_and_nothing_else(later: PlannedCase) -> None:
    assert [view.id for view in from_last_time(later.as_guest("VT"))] == ["c1"]
    assert [view.id for view in from_last_time(later.as_guest("DR"))] == ["c2"]
    assert from_last_time(later.as_guest("lokale_veld")) == ()


def test_nothing_is_from_last_time_at_the_meeting_itself(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    assert from_last_time(planned.as_guest("VT")) == ()


def test_taken_over_it_is_a_condition_of_this_meeting_with_all_that_was_said(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    assert carry_over(guest, ["c1"]) == 1
    (new,) = own_conditions(guest)
    (before,) = own_conditions_of_first(later)
    assert new.id != "c1" and new.former_ids == ("c1",) and new.arrived is Arrival.LAST_TIME
    assert (new.status, new.meeting_id, new.follows_id) == (ConditionStatus.SUBMITTED, "m2", "c1")
    same = ("kind", "text", "tier", "protects", *WHOLE)
    assert [getattr(new, name) for name in same] == [getattr(before, name) for name in same]
    assert not later.attendee("VT").owes_conditions


def own_conditions_of_first(later: PlannedCase):
    from models.condition import Condition
    from services.access.rules import Permission
    from services.conditions.queries import follows_in, view_of
    from services.directory.partners import organisations_by_id

    with later.director.read(Permission.CONDITION_READ, later.case_id) as look:
        row = look.session.get_one(Condition, "c1")
        yield view_of(look, row, organisations_by_id(look.session), follows_in(look, later.case_id))


def test_twice_is_once(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    assert [carry_over(guest, ["c1", "c1"]), carry_over(guest, ["c1"])] == [1, 0]
    assert len(own_conditions(guest)) == 1


def test_the_former_no_longer_stands_and_comes_back_when_the_new_one_is_taken_back(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    carry_over(guest, ["c1"])
    (new,) = own_conditions(guest)
    assert [view.id for view in conditions_of(later.director, later.case_id)] == ["c2", new.id]
    assert from_last_time(guest) == ()
    take_back(guest, new.id, new.version)
    assert [view.id for view in conditions_of(later.director, later.case_id)] == ["c1", "c2"]
    assert [view.id for view in from_last_time(guest)] == ["c1"]
    assert carry_over(guest, ["c1"]) == 1


def test_what_is_dropped_does_not_bring_the_former_back(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    carry_over(guest, ["c1"])
    (new,) = own_conditions(guest)
    decide(later.director, Decide(later.case_id, new.id, new.version, Decision.DROP, reason="Niet meer nodig."))
    assert [(v.id, v.status) for v in conditions_of(later.director, later.case_id)] == [
        ("c2", ConditionStatus.SUBMITTED),
        (new.id, ConditionStatus.DROPPED),
    ]
    assert from_last_time(next_meeting(later, "m3", 2).as_guest("VT")) == ()


def test_a_chain_of_three_names_all_and_shows_the_last(later: PlannedCase) -> None:
    carry_over(later.as_guest("VT"), ["c1"])
    (second,) = own_conditions(later.as_guest("VT"))
    third = next_meeting(later, "m3", 2)
    carry_over(third.as_guest("VT"), [second.id])
    (last,) = own_conditions(third.as_guest("VT"))
    assert last.former_ids == (second.id, "c1")
    assert [view.id for view in conditions_of(third.director, third.case_id)] == ["c2", last.id]


def test_the_words_in_force_are_taken_over_without_a_reading_of_other_words(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition(**WHOLE))
    decide(planned.director, Decide(planned.case_id, "c1", version, Decision.CHANGE, text="Tot 1 december."))
    guest = next_meeting(planned).as_guest("VT")
    carry_over(guest, ["c1"])
    (new,) = own_conditions(guest)
    assert (new.text, new.reading, new.decided) == ("Tot 1 december.", None, False)


@pytest.mark.parametrize("term", [{"until": DUE}, {"due_on": date(2026, 11, 24)}])
def test_one_with_a_term_that_passed_is_refused_and_nothing_is_taken_over(
    planned: PlannedCase, clock: StillClock, term: dict[str, object]
) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1"))
    hand_in(planned.as_guest("VT"), a_condition("c2", **term))
    guest = next_meeting(planned).as_guest("VT")
    clock.moment = DUE + timedelta(days=1)
    with pytest.raises(TermPassed) as refused:
        carry_over(guest, ["c1", "c2"])
    assert refused.value.fields == {"number": 2, "condition_id": "c2", "field": next(iter(term))}
    assert own_conditions(guest) == ()
    hand_in(guest, a_condition("c3", follows_id="c2"))
    assert own_conditions(guest)[0].former_ids == ("c2",)


def test_nobody_takes_over_what_is_not_theirs_or_does_not_stand(later: PlannedCase) -> None:
    for attempt in (["c2"], ["unknown"], ["c1", "c2"]):
        with pytest.raises(NotAllowed):
            carry_over(later.as_guest("VT"), attempt)
    with pytest.raises(NotAllowed):
        carry_over_for(later.director, later.case_id, later.attendee("VT").invitation_id, ["c2"])
    assert own_conditions(later.as_guest("VT")) == ()


@pytest.mark.parametrize("follows", ["c2", "unknown", "c9"])
def test_a_condition_goes_on_only_from_one_of_the_own_organisation_that_stands(
    later: PlannedCase, follows: str
) -> None:
    guest = later.as_guest("VT")
    hand_in(guest, a_condition("c9"))
    with pytest.raises(NotAllowed):
        hand_in(guest, a_condition("c10", follows_id=follows))
    hand_in(guest, a_condition("c11", follows_id="c1"))
    with pytest.raises(NotAllowed):
        hand_in(guest, a_condition("c12", follows_id="c1"))


def test_a_change_that_does_not_speak_of_it_still_goes_on_from_the_former(later: PlannedCase) -> None:
    guest = later.as_guest("VT")
    version = hand_in(guest, a_condition("c9", follows_id="c1"))
    hand_in(guest, a_condition("c9", text="Anders.", seen_version=version))
    assert own_conditions(guest)[0].former_ids == ("c1",)


def test_after_the_deadline_only_the_director_takes_over(later: PlannedCase, clock: StillClock) -> None:
    clock.moment = DUE + A_WEEK
    with pytest.raises(DeadlinePassed):
        carry_over(later.as_guest("VT"), ["c1"])
    invitation_id = later.attendee("VT").invitation_id
    assert [view.id for view in from_last_time_for(later.director, later.case_id, invitation_id)] == ["c1"]
    assert carry_over_for(later.director, later.case_id, invitation_id, ["c1"]) == 1
    assert carry_over_for(later.director, later.case_id, invitation_id, ["c1"]) == 0


def test_what_the_director_recorded_for_one_other_reader_is_taken_over_as_it_is(planned: PlannedCase) -> None:
    hand_in_for(planned.director, planned.case_id, planned.attendee("VT").invitation_id, a_condition(tier="partner:DR"))
    guest = next_meeting(planned).as_guest("VT")
    assert carry_over(guest, ["c1"]) == 1
    assert own_conditions(guest)[0].tier == "partner:DR"


def stops(planned: PlannedCase) -> tuple[bool, int]:
    facts = case_facts(planned.director, planned.case_id)
    return hold_in_force(facts, planned.director.clock()) is not None, sum(h.released_at is None for h in facts.holds)


def test_a_stop_goes_on_under_the_new_condition_alone(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition(holds_approach=True, until=STARTS + 3 * A_WEEK))
    guest = next_meeting(planned).as_guest("DR")
    carry_over(guest, ["c1"])
    assert stops(planned) == (True, 1)
    (new,) = own_conditions(guest)
    decide(planned.director, Decide(planned.case_id, new.id, new.version, Decision.DROP, reason="Klaar."))
    assert stops(planned) == (False, 0)


def test_taking_the_new_one_back_leaves_the_former_stop_in_force(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition(holds_approach=True))
    guest = next_meeting(planned).as_guest("DR")
    carry_over(guest, ["c1"])
    (new,) = own_conditions(guest)
    take_back(guest, new.id, new.version)
    assert stops(planned) == (True, 1)


def test_a_stop_that_was_released_does_not_begin_again(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition(holds_approach=True))
    (hold,) = case_facts(planned.director, planned.case_id).holds
    release_hold(planned.director, planned.case_id, hold.id)
    guest = next_meeting(planned).as_guest("DR")
    carry_over(guest, ["c1"])
    (new,) = own_conditions(guest)
    assert stops(planned) == (False, 0) and not new.holds_approach
    take_back(guest, new.id, new.version)
    assert stops(planned) == (False, 0)
