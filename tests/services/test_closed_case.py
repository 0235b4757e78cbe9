"""A closed case is only read: whoever may change it is told so, whoever may not learns nothing."""

from collections.abc import Callable

import pytest

from models.casework import Case
from models.terms import CaseStatus
from services.access.closed_cases import CHANGES_A_CASE
from services.access.rules import POLICY, Permission, Standing
from services.cases.queries import case_facts
from services.duties.actions import reopen_case
from services.duties.orders import ReopenCase
from services.events.queries import event_log
from services.measures.queries import register
from services.plans.queries import case_state
from services.relations.queries import CaseClosed
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_director, a_planned_case

WorkAs = Callable[..., Work]
BY_ITS_DIRECTOR = sorted(p for p in CHANGES_A_CASE if Standing.CASE_DIRECTOR in POLICY[p])


@pytest.fixture
def closed(work_as: WorkAs) -> PlannedCase:
    """A closed case, without a deputy by now."""
    made = a_planned_case(work_as)
    with made.director.upkeep() as tx:
        row = tx.session.get_one(Case, made.case_id)
        row.status, row.deputy_id = CaseStatus.CLOSED, None
        tx.add(row)
    return made


@pytest.mark.parametrize("permission", BY_ITS_DIRECTOR)
def test_nothing_is_changed_in_a_closed_case(closed: PlannedCase, work_as: WorkAs, permission: Permission) -> None:
    with pytest.raises(CaseClosed), closed.director.act(permission, closed.case_id):
        pytest.fail("the act began")
    with pytest.raises(NotAllowed), a_director(work_as, "C. Vreemd").act(permission, closed.case_id):
        pytest.fail("a stranger learns that there is a case")


def test_a_partner_hands_nothing_in_any_more(closed: PlannedCase) -> None:
    with pytest.raises(CaseClosed), closed.as_guest("VT").act(Permission.CONDITION_HAND_IN, closed.case_id):
        pytest.fail("the act began")


def test_it_can_be_read_protected_and_opened_again(closed: PlannedCase) -> None:
    director, case_id = closed.director, closed.case_id
    state = case_state(director, case_id)
    assert (state.facts.closed, state.leads, state.directs) == (True, True, False)
    assert not event_log(director, case_id).may_record
    assert not register(director, case_id).weighs
    for permission in (Permission.BAR_EDIT, Permission.DOCUMENT_ISSUE, Permission.DRAFT_SAVE):
        with director.act(permission, case_id):
            pass
    reopen_case(director, ReopenCase(case_id, state.facts.version, "Het begint weer."))
    assert case_facts(director, case_id).status is CaseStatus.PREPARING, "active only with a deputy"
