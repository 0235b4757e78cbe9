"""A case with a planned meeting, for the network's room."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case, seats_of

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def seats(planned: PlannedCase) -> dict[str, str]:
    """Seat ids by organisation."""
    return seats_of(planned.director, planned.case_id)
