"""What a guest hears of conditions that do not go together with theirs, and of one that was merged."""

from collections.abc import Callable

import pytest

from models.terms import ConditionKind, ConditionStatus, Modality, Resolution
from pages.partner.guest import render
from services.conditions.actions import hand_in
from services.conditions.facts import HandIn
from services.conditions.queries import own_conditions
from services.consistency.orders import TellDifference
from services.consistency.telling import tell, untell
from services.plans.orders import Settle
from services.plans.queries import case_state
from services.plans.settling import settle
from services.unit_of_work import Work
from services.vocabulary.facts import Norm
from tests.planned import PlannedCase, a_condition, a_planned_case
from tests.screens import screen_test, words

NEVER = Norm(Modality.MUST_NOT, "stop_talk", by=("politie",), to=("P2",))
DO = Norm(Modality.MUST, "stop_talk", by=("politie",), to=("P2",))


def talk(name: str, norm: Norm, **changes: object) -> HandIn:
    about = {"kind": ConditionKind.STOP_TALK, "subject_ref": "P2", "hard": True, "reading": (norm,)}
    return a_condition(name, **(about | changes))


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def difference(planned: PlannedCase, tier: str) -> TellDifference:
    """Veilig Thuis wants the talk, the other one forbids it; only `tier` reads the other one."""
    hand_in(planned.as_guest("VT"), talk("c1", DO, text="Politie voert een stopgesprek."))
    hand_in(planned.as_guest("politie"), talk("c2", NEVER, text="Nu even geen gesprek.", tier=tier))
    (found,) = case_state(planned.director, planned.case_id).board.open
    return TellDifference(planned.case_id, found.key)


def test_nothing_is_said_before_the_director_tells_nor_after_it_is_taken_back(planned: PlannedCase) -> None:
    order = difference(planned, "partners")
    silent = words(screen_test(render, planned.as_guest("VT")))
    assert "anders" not in silent.replace("Engels", "")
    tell(planned.director, order)
    assert "Politie ziet dit anders" in words(screen_test(render, planned.as_guest("VT")))
    untell(planned.director, order)
    assert words(screen_test(render, planned.as_guest("VT"))) == silent


def test_once_told_what_the_other_says_stands_beside_the_own_condition(planned: PlannedCase) -> None:
    tell(planned.director, difference(planned, "partners"))
    read = words(screen_test(render, planned.as_guest("VT")))
    assert "Nu even geen gesprek." in read
    assert "belt u hierover" in read
    assert "Wijzig mijn voorwaarde" in read


def test_who_may_not_read_the_other_side_hears_that_somebody_sees_it_differently_and_no_more(
    planned: PlannedCase,
) -> None:
    order = difference(planned, "opsporing")
    tell(planned.director, order)
    read = words(screen_test(render, planned.as_guest("VT")))
    assert "Iemand anders in deze zaak ziet dit anders." in read
    assert "Politie ziet" not in read
    assert "Nu even geen gesprek" not in read
    assert "V2" not in read


def test_a_merged_condition_says_where_it_went_and_why(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), talk("c1", DO, text="Politie voert een stopgesprek met de heer D."))
    hand_in(planned.as_guest("politie"), talk("c2", DO, text="Politie voert een stopgesprek met de heer D."))
    state = case_state(planned.director, planned.case_id)
    (twice,) = state.board.found.duplicates
    seen = tuple((view.id, view.version) for view in state.conditions)
    settle(
        planned.director,
        Settle(
            planned.case_id,
            twice.key,
            Resolution.MERGED,
            seen,
            "s1",
            stands="c2",
            reason="Twee keer hetzelfde gesprek.",
        ),
    )
    assert own_conditions(planned.as_guest("VT"))[0].status is ConditionStatus.MERGED
    read = words(screen_test(render, planned.as_guest("VT")))
    assert "Ze gaat verder in voorwaarde 2 van Politie." in read
    assert "Twee keer hetzelfde gesprek." in read
