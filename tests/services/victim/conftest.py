"""A case with a planned meeting, for the victim's room."""

from collections.abc import Callable

import pytest

from services.cases.queries import case_facts
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def persons(planned: PlannedCase) -> dict[str, str]:
    """Ids of the case's persons by reference: P1 the victim, P2 the suspect, P3 a child."""
    return {person.ref: person.id for person in case_facts(planned.director, planned.case_id).persons}
