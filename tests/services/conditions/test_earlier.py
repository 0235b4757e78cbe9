"""Earlier wordings of conditions, for who was allowed to read them when they stood."""

from collections.abc import Callable

import pytest

from services.access.rules import Standing
from services.conditions.actions import decide, hand_in
from services.conditions.earlier import before_of
from services.conditions.facts import Decide, Decision
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def texts(planned: PlannedCase, work: Work | None = None) -> list[str]:
    found = before_of(work or planned.director, planned.case_id).wordings.get("c1", ())
    return [one.text for one in found]


def test_what_was_never_changed_has_no_earlier_wording(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    assert before_of(planned.director, planned.case_id).wordings == {}


def test_each_change_keeps_the_wording_before_it_with_its_moment(planned: PlannedCase) -> None:
    guest = planned.as_guest("VT")
    hand_in(guest, a_condition(text="Eerst."))
    hand_in(guest, a_condition(text="Toen.", seen_version=1))
    planned.director.clock.forward(minutes=5)
    hand_in(guest, a_condition(text="Nu.", seen_version=2))
    found = before_of(planned.director, planned.case_id).wordings["c1"]
    assert [(one.number, one.text) for one in found] == [(1, "Eerst."), (2, "Toen.")]
    assert found[1].replaced_at == planned.director.clock()


def test_a_wording_that_was_for_the_investigation_stays_so_when_the_condition_is_opened(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    guest = planned.as_guest("DR")
    hand_in(guest, a_condition(text="Er loopt een tap.", tier="opsporing"))
    hand_in(guest, a_condition(text="Benader hem niet.", tier="partners", seen_version=1))
    assert texts(planned) == ["Er loopt een tap."]
    assert texts(planned, a_holder(planned, work_as, "VT")) == []


def test_nothing_is_told_to_who_is_not_on_the_case(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    decide(planned.director, Decide(planned.case_id, "c1", 1, Decision.ACCEPT))
    for stranger in (a_director(work_as, "M. Stranger"), planned.as_guest("VT"), work_as(Standing.AUDITOR)):
        with pytest.raises(NotAllowed):
            before_of(stranger, planned.case_id)
