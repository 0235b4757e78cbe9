"""Deciding, and what a decision does to a stop."""

import pytest

from models.terms import ConditionStatus, Modality
from services.cases.actions import release_hold
from services.cases.queries import case_facts
from services.cases.rules import hold_in_force
from services.conditions.actions import decide, hand_in, take_back
from services.conditions.earlier import before_of
from services.conditions.facts import KEEP_READING, Decide, Decision
from services.conditions.queries import conditions_of, own_conditions
from services.conditions.rules import ConditionFieldWrong, ReasonMissing
from services.unit_of_work import ChangedMeanwhile, NotAllowed
from services.vocabulary.facts import Norm
from services.vocabulary.rules import NormWrong
from tests.conftest import StillClock
from tests.planned import DUE, PlannedCase, a_condition, a_director, a_planned_case


def order(planned: PlannedCase, version: int, decision: Decision = Decision.ACCEPT, **more: object) -> Decide:
    return Decide(planned.case_id, "c1", version, decision, **more)


def stop_stands(planned: PlannedCase) -> bool:
    facts = case_facts(planned.director, planned.case_id)
    return hold_in_force(facts, planned.director.clock()) is not None


def test_accepting_keeps_the_partners_own_words(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    assert decide(planned.director, order(planned, version)) == 2
    (kept,) = conditions_of(planned.director, planned.case_id)
    assert (kept.status, kept.text, kept.decided_at) == (
        ConditionStatus.ACCEPTED,
        "Vader heeft geen contact met moeder.",
        planned.director.clock(),
    )


def test_a_change_puts_new_words_in_force_and_keeps_what_was_handed_in(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    decide(planned.director, order(planned, version, Decision.CHANGE, text=" Geen contact tot 1 december. "))
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert (kept.status, kept.text, kept.handed_in_text) == (
        ConditionStatus.CHANGED,
        "Geen contact tot 1 december.",
        "Vader heeft geen contact met moeder.",
    )


def test_the_author_sees_why_a_condition_was_dropped(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    decide(planned.director, order(planned, version, Decision.DROP, reason="Staat al in de beschikking."))
    (kept,) = own_conditions(planned.as_guest("VT"))
    assert (kept.status, kept.decision_reason) == (ConditionStatus.DROPPED, "Staat al in de beschikking.")


def test_deciding_again_is_allowed_and_clears_the_former_words(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    version = decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders."))
    decide(planned.director, order(planned, version, Decision.ACCEPT))
    assert conditions_of(planned.director, planned.case_id)[0].text == "Vader heeft geen contact met moeder."


@pytest.mark.parametrize(
    ("decision", "more", "error"),
    [
        (Decision.CHANGE, {"text": "  "}, ConditionFieldWrong),
        (Decision.CHANGE, {"text": "x" * 2001}, ConditionFieldWrong),
        (Decision.DROP, {"reason": " "}, ReasonMissing),
    ],
)
def test_a_decision_without_its_words_changes_nothing(
    planned: PlannedCase, decision: Decision, more: dict[str, str], error: type[Exception]
) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    with pytest.raises(error):
        decide(planned.director, order(planned, version, decision, **more))
    assert not conditions_of(planned.director, planned.case_id)[0].decided


def test_a_decision_on_words_that_changed_meanwhile_is_refused(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    seen = hand_in(guest, a_condition())
    hand_in(guest, a_condition(text="Nieuwe woorden.", seen_version=seen))
    with pytest.raises(ChangedMeanwhile):
        decide(planned.director, order(planned, seen))
    assert not conditions_of(planned.director, planned.case_id)[0].decided


def test_nobody_decides_on_what_was_taken_back_or_is_not_there(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    take_back(guest, "c1", hand_in(guest, a_condition()))
    for attempt in (order(planned, 2), Decide(planned.case_id, "unknown", 1, Decision.ACCEPT)):
        with pytest.raises(NotAllowed):
            decide(planned.director, attempt)


def test_a_director_decides_only_in_the_own_case(planned: PlannedCase, work_as) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    other = a_planned_case(work_as, code="T-200")
    attempts = (
        (other.director, order(planned, version)),
        (other.director, Decide(other.case_id, "c1", version, Decision.ACCEPT)),
        (planned.as_guest("VT"), order(planned, version)),
        (a_director(work_as, "M. Stranger"), order(planned, version)),
    )
    for who, attempt in attempts:
        with pytest.raises(NotAllowed):
            decide(who, attempt)
    assert not conditions_of(planned.director, planned.case_id)[0].decided


def test_a_stop_is_in_force_from_handing_in(planned: PlannedCase) -> None:
    assert not stop_stands(planned)
    hand_in(planned.as_guest("DR"), a_condition(holds_approach=True))
    assert stop_stands(planned)


def test_a_stop_with_an_end_ends_there(planned: PlannedCase, clock: StillClock) -> None:
    hand_in(planned.as_guest("DR"), a_condition(holds_approach=True, until=DUE))
    assert stop_stands(planned)
    clock.moment = DUE
    assert not stop_stands(planned)


def test_taking_back_or_dropping_a_condition_ends_its_stop(planned: PlannedCase) -> None:
    guest = planned.as_guest("DR")
    version = hand_in(guest, a_condition(holds_approach=True))
    take_back(guest, "c1", version)
    assert not stop_stands(planned)
    version = hand_in(guest, a_condition(holds_approach=True, seen_version=version + 1))
    assert stop_stands(planned)
    decide(planned.director, order(planned, version, Decision.DROP, reason="Aangehouden."))
    assert not stop_stands(planned)


def test_a_dropped_stop_that_is_accepted_after_all_stands_again(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("DR"), a_condition(holds_approach=True))
    version = decide(planned.director, order(planned, version, Decision.DROP, reason="Vergissing."))
    decide(planned.director, order(planned, version))
    assert stop_stands(planned)


def test_a_released_stop_stays_released_when_its_condition_is_edited_or_accepted(planned: PlannedCase) -> None:
    guest = planned.as_guest("DR")
    version = hand_in(guest, a_condition(holds_approach=True))
    (hold,) = case_facts(planned.director, planned.case_id).holds
    release_hold(planned.director, planned.case_id, hold.id)
    assert not stop_stands(planned)
    version = hand_in(guest, a_condition(holds_approach=True, text="Anders gezegd.", seen_version=version))
    decide(planned.director, order(planned, version))
    assert not stop_stands(planned)


def test_a_changed_end_moves_the_stop(planned: PlannedCase, clock: StillClock) -> None:
    guest = planned.as_guest("DR")
    version = hand_in(guest, a_condition(holds_approach=True, until=DUE))
    hand_in(guest, a_condition(holds_approach=True, until=None, seen_version=version))
    clock.moment = DUE
    assert stop_stands(planned)
    assert len(case_facts(planned.director, planned.case_id).holds) == 1


TALK, SILENCE = (Norm(Modality.MUST, act, by=("VT",), to=("P2",)) for act in ("speak_with", "contact"))


def reading(planned: PlannedCase) -> tuple[Norm, ...] | None:
    return conditions_of(planned.director, planned.case_id)[0].reading


def test_a_reading_goes_with_the_directors_words_and_leaves_with_them(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition(reading=(TALK,)))
    version = decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders."))
    assert reading(planned) == (TALK,), "the author's, as long as nothing else is said"
    for given, kept in ((None, None), ((), ()), ((SILENCE,), (SILENCE,)), (KEEP_READING, (SILENCE,))):
        version = decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders.", reading=given))
        assert reading(planned) == kept
    version = decide(planned.director, order(planned, version, Decision.CHANGE, text=a_condition().text))
    assert reading(planned) == (TALK,), "back with the author's words"
    version = decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders.", reading=None))
    decide(planned.director, order(planned, version, Decision.ACCEPT))
    assert reading(planned) == (TALK,)


def test_another_reading_of_the_same_words_keeps_what_stood(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition(reading=(TALK,)))
    version = decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders."))
    before = len(before_of(planned.director, planned.case_id).wordings["c1"])
    decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders.", reading=(SILENCE,)))
    assert len(before_of(planned.director, planned.case_id).wordings["c1"]) == before + 1


def test_a_reading_that_the_vocabulary_does_not_know_is_refused(planned: PlannedCase) -> None:
    version = hand_in(planned.as_guest("VT"), a_condition())
    unknown = (Norm(Modality.MUST, "fly_to_the_moon"),)
    with pytest.raises(NormWrong):
        decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders.", reading=unknown))
    with pytest.raises(ConditionFieldWrong):
        decide(planned.director, order(planned, version, Decision.CHANGE, text="Anders.", reading=(TALK,) * 13))
