"""A case whose meeting begins now, with somebody of the police, Veilig Thuis, the local field and the detectives."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_planned_case


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    planned = a_planned_case(work_as)
    planned.director.clock.moment = STARTS  # type: ignore[attr-defined]
    return planned
