"""A planned case, and one of which the plan can be adopted."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case, make_ready


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case whose guests are the police, Veilig Thuis, the local field and the detectives."""
    return a_planned_case(work_as)


@pytest.fixture
def ready(planned: PlannedCase) -> PlannedCase:
    """The same with nothing open but what may be explained."""
    make_ready(planned)
    return planned
