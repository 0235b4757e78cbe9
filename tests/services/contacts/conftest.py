"""A case with seats of four organisations and three private persons, for the room of contacts."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_holder, a_planned_case, seats_of

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def seats(planned: PlannedCase) -> dict[str, str]:
    """Ids of the case's seats by organisation: politie, VT, lokale_veld, DR."""
    return seats_of(planned.director, planned.case_id)


@pytest.fixture
def holder(planned: PlannedCase, work_as: WorkAs) -> Work:
    """A case holder who sits on the case for Veilig Thuis."""
    return a_holder(planned, work_as, "VT")
