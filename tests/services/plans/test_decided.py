"""What an adopted plan tells of contradictions: why, what was decided, who does not agree, and where things went."""

from collections.abc import Callable

import pytest

from models.terms import ConditionStatus, Resolution, Tier
from services.access.rules import Permission
from services.conditions.actions import hand_in
from services.consistency.orders import RecordDissent
from services.consistency.telling import record_dissent
from services.plans.actions import record_action, take_out
from services.plans.decided import contradictions, went_into
from services.plans.facts import PlanContradiction, PlanDissent
from services.plans.queries import CaseState, case_state, state_in
from services.plans.settling import settle
from services.protection.rules import Reader
from services.unit_of_work import Work
from services.vocabulary.queries import vocabulary
from tests.conftest import StillClock
from tests.findings import an_order, marked_found
from tests.planned import PlannedCase, a_condition, a_planned_case, an_action

PAIR = "contradiction:c1:c2"


@pytest.fixture(autouse=True)
def _marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.consistency.queries.found", marked_found)


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """Veilig Thuis and the detectives ask for what does not go together, the latter for the investigation only."""
    made = a_planned_case(work_as)
    hand_in(made.as_guest("VT"), a_condition("c1", text="Spreken. #x"))
    hand_in(made.as_guest("DR"), a_condition("c2", text="Wachten. #x", tier=Tier.INVESTIGATION))
    return made


def whole(planned: PlannedCase) -> CaseState:
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        return state_in(look, planned.case_id, Reader(None, whole=True))


def told(planned: PlannedCase) -> tuple[PlanContradiction, ...]:
    return tuple(contradictions(vocabulary(), whole(planned)))


def test_an_agreement_is_named_with_both_and_with_who_does_not_agree(planned: PlannedCase) -> None:
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    record_dissent(planned.director, RecordDissent(planned.case_id, PAIR, "VT", "Te laat.", "partners"))
    (one,) = told(planned)
    assert (one.conditions, one.resolution, one.action) == (("V1", "V2"), Resolution.AGREEMENT, "A1")
    assert one.tier == Tier.INVESTIGATION, "who may not read one side reads nothing of the pair"
    assert one.dissent == (PlanDissent("VT", "Te laat.", "partners"),)
    assert "V1" in one.why_nl
    assert one.why_nl != one.why_en
    assert went_into(whole(planned)) == {"c1": "A1", "c2": "A1"}


def test_who_did_not_agree_with_an_earlier_decision_says_nothing_of_this_one(
    planned: PlannedCase, clock: StillClock
) -> None:
    words = RecordDissent(planned.case_id, PAIR, "VT", "Te laat.", "partners")
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    first = record_dissent(planned.director, words)
    clock.forward(minutes=1)
    settle(planned.director, an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT"))
    assert [word.earlier for word in whole(planned).board.dissent[PAIR]] == [True]
    (one,) = told(planned)
    assert one.dissent == ()
    assert record_dissent(planned.director, words) != first, "the same words against another decision"
    (one,) = told(planned)
    assert one.dissent == (PlanDissent("VT", "Te laat.", "partners"),)


def test_an_open_point_goes_in_with_who_takes_it_on(planned: PlannedCase) -> None:
    settle(planned.director, an_order(planned, PAIR, Resolution.UNRESOLVED, owner="VT"))
    (one,) = told(planned)
    assert (one.is_open, one.owner) == (True, "VT")
    assert went_into(whole(planned)) == {}


def test_what_nobody_settled_stands_open_all_the_same(planned: PlannedCase) -> None:
    (one,) = told(planned)
    assert (one.is_open, one.owner, one.action) == (True, "", "")


def test_what_turned_out_to_be_none_is_left_out_unless_somebody_does_not_agree(planned: PlannedCase) -> None:
    for number, home in ((3, "VT"), (4, "DR")):
        hand_in(planned.as_guest(home), a_condition(f"c{number}", text="Misschien. #maybe"))
    key = "possible:c3:c4"
    settle(planned.director, an_order(planned, key, Resolution.STANDS_WITH_REASON, reason="Andere dag."))
    assert [one.conditions for one in told(planned)] == [("V1", "V2")]
    record_dissent(planned.director, RecordDissent(planned.case_id, key, "DR", "Toch wel."))
    assert [one.conditions for one in told(planned)] == [("V1", "V2"), ("V3", "V4")]


def test_an_agreement_that_is_taken_out_leaves_the_contradiction_open_again(planned: PlannedCase) -> None:
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    take_out(planned.director, planned.case_id, "a1", 1)
    assert [one.key for one in case_state(planned.director, planned.case_id).board.open] == [PAIR]
    assert went_into(whole(planned)) == {}


def test_a_plan_names_no_agreement_that_a_condition_no_longer_goes_on_in(planned: PlannedCase) -> None:
    settle(planned.director, an_order(planned, PAIR, Resolution.AGREEMENT, action=an_action(planned.case_id)))
    record_action(planned.director, an_action(planned.case_id, condition_ids=("c1",), seen_version=1))
    assert went_into(whole(planned)) == {"c1": "A1"}


def test_two_that_became_one_say_where_they_went(planned: PlannedCase) -> None:
    for number in (3, 4):
        hand_in(planned.as_guest("VT"), a_condition(f"c{number}", text="Bellen. =y"))
    settle(planned.director, an_order(planned, "duplicate:c3:c4", Resolution.MERGED, stands="c3"))
    assert went_into(whole(planned)) == {"c4": "V3"}
    statuses = {view.id: view.status for view in whole(planned).conditions}
    assert (statuses["c3"], statuses["c4"]) == (ConditionStatus.ACCEPTED, ConditionStatus.MERGED)
