"""One look at a case: cut to its reader, the same to everybody who has no business there."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.terms import MeasureOutcome
from services.access.rules import Standing
from services.conditions.actions import hand_in
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan, State
from services.plans.queries import case_state
from services.unit_of_work import NotAllowed, Work
from tests.planned import MUST_WEIGH, PlannedCase, a_condition, a_director, a_holder, an_action, explained


def test_director_and_case_holder_each_see_their_tier(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    for name, home, tier in (("c1", "VT", "partners"), ("c2", "DR", "opsporing"), ("c3", "DR", "partner:DR")):
        hand_in(planned.as_guest(home), a_condition(name, tier=tier))
    record_action(planned.director, an_action(planned.case_id, "a1", tier="opsporing", if_not="Aanhouding."))
    record_action(planned.director, an_action(planned.case_id, "a2", if_not="Aanhouding.", if_not_tier="opsporing"))
    directing = case_state(planned.director, planned.case_id)
    assert [view.id for view in directing.conditions] == ["c1", "c2", "c3"]
    assert [view.if_not for view in directing.actions] == ["Aanhouding.", "Aanhouding."]
    held = case_state(a_holder(planned, work_as, "VT"), planned.case_id)
    assert [view.id for view in held.conditions] == ["c1"]
    assert [(view.id, view.if_not) for view in held.actions] == [("a2", "")]


def test_weighings_for_the_investigation_are_not_a_case_holders(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    measure, home = MUST_WEIGH[0]
    today = planned.director.clock().date()
    outcome = MeasureOutcome.ADVISED
    weigh(planned.director, WeighMeasure(planned.case_id, measure, home, outcome, "Geheim.", today, "opsporing"))
    assert len(case_state(planned.director, planned.case_id).facts.weighings) == 1
    assert case_state(a_holder(planned, work_as, "VT"), planned.case_id).facts.weighings == ()


def test_only_who_directs_is_told_so_and_gets_codes(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    directing = case_state(planned.director, planned.case_id)
    held = case_state(a_holder(planned, work_as, "VT"), planned.case_id)
    assert (directing.directs, held.directs) == (True, False)
    assert all(attendee.code and attendee.link for attendee in directing.meeting.attendees)
    assert not any(attendee.code or attendee.link or attendee.mails for attendee in held.meeting.attendees)


def test_each_case_answers_a_stranger_like_one_that_is_not_there(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    strangers = (
        a_director(work_as, "M. Vreemd"),
        work_as(Standing.ADMINISTRATOR, account_id="b", session_id="b"),
        work_as(Standing.AUDITOR, account_id="a", session_id="a"),
        planned.as_guest("VT"),
    )
    for work in strangers:
        for case_id in (planned.case_id, "0" * 32, "", "' OR 1=1"):
            with pytest.raises(NotAllowed) as refused:
                case_state(work, case_id)
            assert refused.value.fields == {}


def test_a_version_turns_the_state_into_an_adopted_one(ready: PlannedCase) -> None:
    assert case_state(ready.director, ready.case_id).versions == ()
    adopt(ready.director, AdoptPlan(ready.case_id, explained(ready)))
    (line,) = case_state(ready.director, ready.case_id).versions
    assert (line.number, line.adopted_by) == (1, "I. Brandsma")


def test_readiness_is_that_of_what_the_reader_may_see(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    """Counts must not tell a case holder that there is something they may not read."""
    hand_in(planned.as_guest("DR"), a_condition("c2", tier="opsporing", hard=True))
    holder = a_holder(planned, work_as, "VT")
    decided = next(c for c in case_state(holder, planned.case_id).checks if c.key == "decided")
    assert (decided.state, decided.data) == (State.NOT_YET, {"open": 0, "all": 0})


def test_a_change_of_organisation_changes_what_is_seen(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("DR"), a_condition("c2", tier="opsporing"))
    elsewhere = planned.director.as_actor(replace(planned.director.actor, organisation="VT"))
    assert case_state(elsewhere, planned.case_id).conditions == ()
