"""One planned case for the tests of the agenda."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case whose guests are the police, Veilig Thuis, the local field and the detectives."""
    return a_planned_case(work_as)
