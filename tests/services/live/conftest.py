"""One planned case for the tests of a meeting that is held; its day has come."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case whose meeting begins now; invited are the police, Veilig Thuis, the local field and the detectives."""
    planned = a_planned_case(work_as)
    planned.director.clock.moment = STARTS
    return planned
