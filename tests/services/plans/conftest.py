"""A planned case, and one of which the plan can be adopted."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case, a_ready_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case whose guests are the police, Veilig Thuis, the local field and the detectives."""
    return a_planned_case(work_as)


@pytest.fixture
def ready(work_as: Callable[..., Work]) -> PlannedCase:
    """The same with nothing open but what may be explained."""
    return a_ready_case(work_as)
