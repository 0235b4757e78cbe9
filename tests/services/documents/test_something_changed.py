"""A copy or page of a plan that may no longer fit says that something changed, never what, to who may know of it."""

from collections.abc import Callable

import pytest

from models.terms import EventKind, Tier
from services.documents.actions import issue
from services.documents.released import released_plan
from services.events.actions import record_events
from services.events.facts import NewEvent
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.releasing import release_plan
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_planned_case, explained, make_ready
from tests.services.documents.reading import everything, holds

CHANGED, TOLD = "Er is iets veranderd sinds deze versie", "Stond voor de deur"


@pytest.fixture
def released(work_as: Callable[..., Work], clock: StillClock) -> PlannedCase:
    """A plan that was released an hour ago."""
    planned = a_planned_case(work_as, further=_released)
    clock.forward(hours=1)
    return planned


def _released(planned: PlannedCase) -> None:
    make_ready(planned)
    adopt(planned.director, AdoptPlan(planned.case_id, explained(planned)))
    release_plan(planned.director, planned.case_id, 1)


def happens(planned: PlannedCase, tier: str = Tier.PARTNERS.value) -> None:
    event = NewEvent("e1", EventKind.INCIDENT, planned.director.clock(), f"{TOLD}.", by_organisation="DR", tier=tier)
    record_events(planned.director, planned.case_id, (event,))


def says(planned: PlannedCase, audience: str) -> bool:
    texts = everything(issue(planned.director, planned.case_id, audience).content)
    assert not holds(texts, TOLD) and not holds(texts, "incident van")
    return holds(texts, CHANGED)


def test_a_copy_says_so_from_the_event_on(released: PlannedCase) -> None:
    assert not says(released, "partners")
    happens(released)
    assert says(released, "partners") and says(released, "organisatie-VT")
    assert not says(released, "slachtoffer")


def test_after_an_investigation_event_only_the_investigation_circle_is_told(released: PlannedCase) -> None:
    happens(released, Tier.INVESTIGATION.value)
    assert says(released, "organisatie-politie")
    assert not says(released, "organisatie-VT") and not says(released, "partners")
    assert not released_plan(released.as_guest("VT")).changed_since
    assert released_plan(released.as_guest("DR")).changed_since


def test_the_released_plan_on_a_guests_page_says_so(released: PlannedCase) -> None:
    guest = released.as_guest("VT")
    assert not released_plan(guest).changed_since
    happens(released)
    assert released_plan(guest).changed_since
