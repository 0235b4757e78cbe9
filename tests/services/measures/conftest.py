"""A case of high risk, and one of low risk in which a stop conversation is possible."""

from collections.abc import Callable

import pytest

from models.terms import Known, Risk
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case
from tests.services.measures.build import set_facts


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    made = a_planned_case(work_as)
    set_facts(made.director, made.case_id, serious_grounds=Known.YES)
    return made


@pytest.fixture
def low(planned: PlannedCase) -> PlannedCase:
    known = {"complaint": Known.NO, "threats_or_violence": Known.NO}
    set_facts(planned.director, planned.case_id, risk=Risk.LOW, **known)
    return planned
