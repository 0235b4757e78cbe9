"""The leading organisation's word on the conditions together."""

from collections.abc import Callable

import pytest

from models.terms import BarKind, Relation, SetAnswer
from services.access.rules import Permission, Standing
from services.cases.actions import edit_core
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in, take_back
from services.conditions.confirming import answer_set, answer_set_for, ask_for_set, set_in, set_of, set_to_answer
from services.conditions.facts import AnswerSet, ConditionSet, Decide, Decision
from services.conditions.queries import conditions_of
from services.conditions.rules import SetChanged, SetRemarkWrong
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_condition, a_holder, a_planned_case
from tests.rows import a_bar


@pytest.fixture
def asked(planned: PlannedCase) -> PlannedCase:
    """Two conditions that Veilig Thuis may read and one that it may not, and the question was put."""
    hand_in(planned.as_guest("VT"), a_condition("c1"))
    hand_in(planned.as_guest("lokale_veld"), a_condition("c2", tier="slachtoffer"))
    hand_in(planned.as_guest("DR"), a_condition("c3", tier="opsporing", text="Aanhouding donderdag."))
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    return planned


def state(planned: PlannedCase) -> ConditionSet:
    found = set_of(planned.director, planned.case_id, planned.meeting_id)
    assert found is not None
    return found


def seen(planned: PlannedCase, answer: SetAnswer = SetAnswer.CONFIRMED, remark: str = "") -> AnswerSet:
    """The answer on what the guest of Veilig Thuis sees now."""
    shown = set_to_answer(planned.as_guest("VT"))
    assert shown is not None
    return AnswerSet(answer, tuple((view.id, view.version) for view in shown.conditions), remark)


def test_before_the_question_nobody_answers_and_the_director_sees_who_leads(planned: PlannedCase) -> None:
    assert set_to_answer(planned.as_guest("VT")) is None
    with pytest.raises(NotAllowed):
        answer_set(planned.as_guest("VT"), AnswerSet(SetAnswer.CONFIRMED, ()))
    found = state(planned)
    assert (found.lead, found.lead_invitation_id) == ("VT", planned.attendee("VT").invitation_id)
    assert (found.asked_at, found.answer, found.stale) == (None, None, False)


def test_the_leading_organisation_sees_what_it_may_read_and_no_other_sees_anything(asked: PlannedCase) -> None:
    shown = set_to_answer(asked.as_guest("VT"))
    assert shown is not None and [view.id for view in shown.conditions] == ["c1", "c2"]
    for other in ("politie", "DR", "lokale_veld"):
        assert set_to_answer(asked.as_guest(other)) is None
        with pytest.raises(NotAllowed):
            answer_set(asked.as_guest(other), seen(asked))


def test_where_veilig_thuis_is_not_competent_the_safety_house_leads(work_as: Callable[..., Work]) -> None:
    planned = a_planned_case(work_as, ("politie", "VT", "VHH", "lokale_veld"), "T-500")
    core = EditCore.as_it_stands(case_facts(planned.director, planned.case_id))
    from dataclasses import replace

    edit_core(
        planned.director,
        replace(core, relation=Relation.EX_COLLEAGUE, veilig_thuis_competent=False, competence_reason="Geen relatie."),
    )
    ask_for_set(planned.director, planned.case_id, planned.meeting_id)
    assert state(planned).lead == "VHH"
    assert set_to_answer(planned.as_guest("VT")) is None
    assert set_to_answer(planned.as_guest("VHH")) is not None


def test_confirmed_it_stands_until_a_condition_is_added_changed_or_taken_back(asked: PlannedCase) -> None:
    answer_set(asked.as_guest("VT"), seen(asked))
    assert (state(asked).answer, state(asked).stale) == (SetAnswer.CONFIRMED, False)


@pytest.mark.parametrize(
    "change",
    [
        lambda p: hand_in(p.as_guest("VT"), a_condition("c4")),
        lambda p: hand_in(p.as_guest("VT"), a_condition("c1", text="Anders.", seen_version=1)),
        lambda p: take_back(p.as_guest("VT"), "c1", 1),
        lambda p: decide(p.director, Decide(p.case_id, "c1", 1, Decision.CHANGE, "In andere woorden.")),
        lambda p: decide(p.director, Decide(p.case_id, "c1", 1, Decision.DROP, reason="Dubbel.")),
    ],
)
def test_a_set_that_changed_makes_the_answer_one_on_an_earlier_set(
    asked: PlannedCase, change: Callable[[PlannedCase], object]
) -> None:
    answer_set(asked.as_guest("VT"), seen(asked))
    change(asked)
    assert state(asked).stale
    answer_set(asked.as_guest("VT"), seen(asked))
    assert not state(asked).stale


@pytest.mark.parametrize(
    "change",
    [
        lambda p: decide(p.director, Decide(p.case_id, "c1", 1, Decision.ACCEPT)),
        lambda p: hand_in(p.as_guest("DR"), a_condition("c3", tier="opsporing", text="Vrijdag.", seen_version=1)),
        lambda p: hand_in(p.as_guest("DR"), a_condition("c5", tier="opsporing")),
    ],
)
def test_accepting_and_what_it_may_not_read_leave_the_answer_standing(
    asked: PlannedCase, change: Callable[[PlannedCase], object]
) -> None:
    answer_set(asked.as_guest("VT"), seen(asked))
    change(asked)
    assert not state(asked).stale


def test_back_to_the_partners_own_words_is_a_change_too(asked: PlannedCase) -> None:
    version = decide(asked.director, Decide(asked.case_id, "c1", 1, Decision.CHANGE, "In andere woorden."))
    answer_set(asked.as_guest("VT"), seen(asked))
    decide(asked.director, Decide(asked.case_id, "c1", version, Decision.ACCEPT))
    assert state(asked).stale


def test_nobody_confirms_what_they_have_not_seen(asked: PlannedCase) -> None:
    before = seen(asked)
    hand_in(asked.as_guest("lokale_veld"), a_condition("c2", tier="slachtoffer", text="Meer.", seen_version=1))
    for order in (before, AnswerSet(SetAnswer.CONFIRMED, before.versions[:1]), AnswerSet(SetAnswer.CONFIRMED, ())):
        with pytest.raises(SetChanged):
            answer_set(asked.as_guest("VT"), order)
        with pytest.raises(SetChanged):
            answer_set_for(asked.director, asked.case_id, asked.meeting_id, order)
    assert state(asked).answer is None


@pytest.mark.parametrize("remark", ["  ", "x" * 2001])
def test_what_is_missing_has_to_be_said(asked: PlannedCase, remark: str) -> None:
    with pytest.raises(SetRemarkWrong):
        answer_set(asked.as_guest("VT"), seen(asked, SetAnswer.LACKING, remark))


def test_the_latest_answer_counts_and_the_same_twice_is_once(asked: PlannedCase) -> None:
    guest = asked.as_guest("VT")
    for _ in range(2):
        answer_set(guest, seen(asked, SetAnswer.LACKING, " Niets over de kinderen. "))
    assert (state(asked).answer, state(asked).remark) == (SetAnswer.LACKING, "Niets over de kinderen.")
    first = state(asked).answered_at
    answer_set(guest, seen(asked))
    assert (state(asked).answer, state(asked).remark) == (SetAnswer.CONFIRMED, "")
    assert first == asked.director.clock() < state(asked).answered_at


def test_told_by_phone_the_director_records_it_with_all_that_is_on_the_screen(asked: PlannedCase) -> None:
    shown = conditions_of(asked.director, asked.case_id)
    order = AnswerSet(SetAnswer.CONFIRMED, tuple((view.id, view.version) for view in shown))
    assert "c3" in dict(order.versions)
    answer_set_for(asked.director, asked.case_id, asked.meeting_id, order)
    assert (state(asked).answer, state(asked).stale) == (SetAnswer.CONFIRMED, False)
    hand_in(asked.as_guest("DR"), a_condition("c5", tier="opsporing"))
    assert not state(asked).stale


def test_asking_again_moves_the_moment(asked: PlannedCase, clock: StillClock) -> None:
    clock.forward(hours=1)
    ask_for_set(asked.director, asked.case_id, asked.meeting_id)
    assert state(asked).asked_at == clock()


def test_only_the_director_asks_and_records(asked: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    for who in (asked.as_guest("VT"), a_holder(asked, work_as, "VT"), other.director):
        with pytest.raises(NotAllowed):
            ask_for_set(who, asked.case_id, asked.meeting_id)
        with pytest.raises(NotAllowed):
            answer_set_for(who, asked.case_id, asked.meeting_id, AnswerSet(SetAnswer.CONFIRMED, ()))
    with pytest.raises(NotAllowed):
        ask_for_set(other.director, other.case_id, asked.meeting_id)
    with other.director.read(Permission.CONDITION_READ, other.case_id) as look:
        assert set_in(look, other.case_id, asked.meeting_id) is None


def test_a_barred_leader_is_not_named_as_who_to_ask(asked: PlannedCase, work_as: Callable[..., Work]) -> None:
    a_bar(work_as(Standing.SYSTEM), asked.case_id, BarKind.ORGANISATION, "VT")
    assert state(asked).lead_invitation_id == ""
    with pytest.raises(NotAllowed):
        set_to_answer(asked.as_guest("VT"))
