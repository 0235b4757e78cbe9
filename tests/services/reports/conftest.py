"""A planned case, and one in which something was agreed."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from services.plans.actions import record_action
from services.unit_of_work import Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_planned_case, an_action


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    """A case whose guests are the police, Veilig Thuis, the local field and the detectives."""
    return a_planned_case(work_as)


@pytest.fixture
def agreed(planned: PlannedCase, clock: StillClock) -> PlannedCase:
    """The same with one action of VT, after its meeting began."""
    record_action(planned.director, an_action(planned.case_id, due_at=clock() + timedelta(days=9)))
    clock.forward(days=7)
    return planned
