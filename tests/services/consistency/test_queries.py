"""The board as services give it: by the real procedure, from what was handed in and stands."""

from collections.abc import Callable

import pytest

from models.terms import Modality, Resolution
from services.access.rules import Permission
from services.conditions.actions import hand_in
from services.consistency.facts import Certainty
from services.plans.queries import case_state, states_in
from services.plans.settling import settle
from services.unit_of_work import Work
from services.vocabulary.facts import Norm
from tests.findings import an_order
from tests.planned import PlannedCase, a_condition, a_planned_case, an_action
from tests.statements import statements

TALK = Norm(Modality.MUST, "speak_with", by=("VT",), to=("P2",))
SILENCE = Norm(Modality.MUST_NOT, "speak_with", by=("anyone",), to=("P2",))


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A planned case."""
    return a_planned_case(work_as)


def test_readings_that_cannot_both_hold_are_found_from_what_was_handed_in(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", text="VT spreekt de heer D.", reading=(TALK,)))
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Niemand spreekt de heer D.", reading=(SILENCE,)))
    board = case_state(planned.director, planned.case_id).board
    (one,) = board.open
    assert (one.pair, one.certainty) == (("c1", "c2"), Certainty.CERTAIN)
    assert (board.found.read, board.found.all) == (2, 2)


def test_what_went_on_in_an_agreement_protects_still(planned: PlannedCase) -> None:
    """The child is protected by two conditions only; both go on in one agreement."""
    for number, (home, norm) in enumerate((("VT", TALK), ("DR", SILENCE)), start=1):
        condition = a_condition(f"c{number}", reading=(norm,), protects=("P3",))
        hand_in(planned.as_guest(home), condition)
    (one,) = case_state(planned.director, planned.case_id).board.open
    action = an_action(planned.case_id)
    settle(planned.director, an_order(planned, one.key, Resolution.AGREEMENT, action=action))
    board = case_state(planned.director, planned.case_id).board
    assert board.settled[one.key].action_id == action.action_id
    assert "P3" not in {hole.person for hole in board.found.holes}
    assert "P1" in {hole.person for hole in board.found.holes}


def test_a_look_that_opens_nothing_says_that_nothing_was_compared(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition("c1", reading=(TALK,)))
    with planned.director.read_many(Permission.CASE_READ, [planned.case_id], screen="my_day", opens=False) as look:
        state = states_in(look, look.allowed)[planned.case_id]
    assert not state.board.reckoned
    assert "contradictions" not in {check.key for check in state.checks}


def test_more_conditions_ask_no_more_queries(planned: PlannedCase) -> None:
    def looks() -> int:
        with statements(planned.director.database) as seen:
            case_state(planned.director, planned.case_id)
        return len(seen)

    hand_in(planned.as_guest("VT"), a_condition("c1", reading=(TALK,)))
    case_state(planned.director, planned.case_id)
    few = looks()
    for number in range(2, 6):
        hand_in(planned.as_guest("VT"), a_condition(f"c{number}", reading=(SILENCE,)))
    assert looks() == few
