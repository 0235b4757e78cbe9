"""A case with a planned meeting, and its deputy signed in."""

from collections.abc import Callable

import pytest

from services.access.rules import Standing
from services.cases.queries import case_facts
from services.unit_of_work import Work
from tests.planned import DEPUTY, PlannedCase, a_planned_case

WorkAs = Callable[..., Work]


@pytest.fixture
def planned(work_as: WorkAs) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def deputy(planned: PlannedCase, work_as: WorkAs) -> Work:
    """The deputy's own work."""
    account = case_facts(planned.director, planned.case_id).deputy_account_id
    return work_as(Standing.CASE_DIRECTOR, name=DEPUTY, account_id=account, session_id=account, organisation="politie")
