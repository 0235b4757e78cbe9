"""What a meeting opens with, read from a case; and what stands in the place of what an owner may not read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.terms import ActionAnswer
from services.access.rules import Permission
from services.plans.actions import record_action
from services.plans.written.actions import write_stub
from services.plans.written.orders import WriteStub
from services.reports.actions import report, report_by_link
from services.reports.queries import open_actions_of, own_actions, reported_since, reports_of
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_holder, an_action
from tests.services.reports.owners import a_report, action_of, as_owner


def numbers(planned: PlannedCase) -> list[int]:
    return [one.action.number for one in open_actions_of(planned.director, planned.case_id, planned.meeting_id)]


def test_the_first_meeting_opens_with_nothing_for_what_was_prepared_is_not_agreed(agreed: PlannedCase) -> None:
    assert numbers(agreed) == []
    with pytest.raises(NotAllowed):
        open_actions_of(agreed.director, agreed.case_id, "onbekend")


def test_words_stand_in_the_place_of_an_own_action_that_may_not_be_read(agreed: PlannedCase) -> None:
    due = action_of(agreed).due_at
    record_action(agreed.director, an_action(agreed.case_id, due_at=due, tier="opsporing", seen_version=1))
    owner = as_owner(agreed)
    assert own_actions(owner).actions == ()
    with pytest.raises(NotAllowed):
        report_by_link(owner, a_report(agreed, "r1", version=2))
    write_stub(agreed.director, WriteStub(agreed.case_id, "a1", "Wacht op de casusregisseur.", "VT"))
    (seen,) = own_actions(owner).actions
    assert (seen.what, seen.withheld, seen.due_at, seen.proof) == ("Wacht op de casusregisseur.", True, None, "")
    report_by_link(owner, a_report(agreed, "r1", version=2))
    report(agreed.director, a_report(agreed, "r2", ActionAnswer.NOT_DONE, version=3, note="Voor de opsporing."))
    assert [told.id for told in own_actions(owner).actions[0].reports] == ["r1"]


def test_what_was_said_of_an_action_goes_with_it_when_it_is_kept_for_fewer(
    agreed: PlannedCase, work_as: Callable[..., Work]
) -> None:
    holder, owner = a_holder(agreed, work_as, "VT"), as_owner(agreed)
    report(agreed.director, a_report(agreed, "r1", ActionAnswer.NEW_INFORMATION, note="Zij zit nu in Zwolle."))
    before = agreed.director.clock() - timedelta(days=1)
    assert reports_of(holder, agreed.case_id)["a1"]
    write_stub(agreed.director, WriteStub(agreed.case_id, "a1", "Wacht op de casusregisseur.", "VT"))
    due, version = action_of(agreed).due_at, action_of(agreed).version
    record_action(agreed.director, an_action(agreed.case_id, due_at=due, tier="opsporing", seen_version=version))
    assert reports_of(holder, agreed.case_id) == {}
    with holder.read(Permission.CASE_READ, agreed.case_id) as look:
        assert reported_since(look, [agreed.case_id], before) == {}
    (seen,) = own_actions(owner).actions
    assert seen.withheld and seen.reports == ()
    assert [one.id for one in reports_of(agreed.director, agreed.case_id)["a1"]] == ["r1"]


def test_the_page_behind_a_link_says_whose_it_is(agreed: PlannedCase, clock: StillClock) -> None:
    owner = as_owner(agreed)
    clock.forward(days=3)
    page = own_actions(owner)
    assert (page.case_id, page.code_name, page.organisation) == (agreed.case_id, "Zaak Heggemus", "VT")
    assert page.name and page.director
    assert [action.overdue for action in page.actions] == [True]
    clock.forward(days=366)
    with pytest.raises(NotAllowed):
        own_actions(owner)
