"""Who opens cases, and one with a planned meeting."""

from collections.abc import Callable

import pytest

from services.unit_of_work import Work
from tests.planned import PlannedCase, a_director, a_planned_case

WorkAs = Callable[..., Work]


@pytest.fixture
def director(work_as: WorkAs) -> Work:
    return a_director(work_as)


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)
