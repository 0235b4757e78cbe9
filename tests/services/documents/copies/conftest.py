"""Scenes for the tests of copies: a plan that is adopted, with an item of each tier."""

from collections.abc import Callable

import pytest

from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_condition, a_planned_case, an_action, explained, make_ready


@pytest.fixture
def adopted(work_as: Callable[..., Work]) -> PlannedCase:
    """A plan whose editions differ, adopted as version 1."""
    return a_planned_case(work_as, further=adopt_with_every_tier)


def adopt_with_every_tier(planned: PlannedCase) -> None:
    """Adopts a plan whose editions differ."""
    make_ready(planned)
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Alleen de opsporing weet dit.", tier="opsporing"))
    decide(planned.director, Decide(planned.case_id, "c2", 1, Decision.ACCEPT))
    record_action(planned.director, an_action(planned.case_id, "a3", what="Elke dag even bellen.", tier="slachtoffer"))
    adopt_again(planned)


def adopt_again(planned: PlannedCase) -> None:
    """Adopts the plan as it stands now."""
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
