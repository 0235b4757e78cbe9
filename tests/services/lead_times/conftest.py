"""One planned case for the tests of lead times."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case with an announced meeting."""
    return a_planned_case(work_as)
