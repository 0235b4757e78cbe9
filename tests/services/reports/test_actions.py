"""Reports are added, never changed: the newest decides where an action stands, and a refused one loses nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from models.terms import ActionAnswer, ActionStatus, BarKind
from services.access.rules import Permission
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.plans.actions import record_action, take_out
from services.protection.rules import WHOLE
from services.reports.actions import ActionChanged, report, report_by_link, tell_victim
from services.reports.facts import Report, TellVictim
from services.reports.queries import own_actions, reported_since, reports_in
from services.reports.rules import LEAVES, ActionReplaced, NotTheirs, ReportWrong
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_director, a_planned_case, an_action
from tests.services.reports.owners import a_report, action_of, as_owner

DONE, NOT_DONE, IMPOSSIBLE, NEWS = (
    ActionAnswer.DONE,
    ActionAnswer.NOT_DONE,
    ActionAnswer.NO_LONGER_POSSIBLE,
    ActionAnswer.NEW_INFORMATION,
)


def reports(planned: PlannedCase) -> tuple[Report, ...]:
    with planned.director.read(Permission.CASE_READ, planned.case_id) as look:
        return reports_in(look, [planned.case_id], WHOLE)[planned.case_id]


@pytest.mark.parametrize(("answer", "left"), LEAVES.items())
def test_each_answer_leaves_the_action_where_it_says(
    agreed: PlannedCase, answer: ActionAnswer, left: ActionStatus
) -> None:
    report(agreed.director, a_report(agreed, "r1", answer))
    now = action_of(agreed)
    assert (now.status, now.version, now.reported_at) == (left, 2, agreed.director.clock())
    (kept,) = reports(agreed)
    assert (kept.answer, kept.note, kept.organisation, kept.through_link) == (answer, "Zo is het gegaan.", "VT", False)


def test_the_same_report_twice_changes_nothing_and_other_words_under_its_id_are_not_lost_in_silence(
    agreed: PlannedCase,
) -> None:
    order = a_report(agreed, "r1", NOT_DONE)
    for _ in range(3):
        report(agreed.director, order)
    assert (len(reports(agreed)), action_of(agreed).version) == (1, 2)
    with pytest.raises(ActionChanged):
        report(agreed.director, replace(order, note="Toch anders."))
    assert [kept.note for kept in reports(agreed)] == ["Zo is het gegaan."]


@pytest.mark.parametrize("answer", [NOT_DONE, IMPOSSIBLE, NEWS])
def test_what_was_not_done_needs_a_why(agreed: PlannedCase, answer: ActionAnswer) -> None:
    for note in ("", "  ", "x" * 2001):
        with pytest.raises(ReportWrong):
            report(agreed.director, a_report(agreed, "r1", answer, note=note))
    with pytest.raises(ReportWrong):
        report_by_link(as_owner(agreed), a_report(agreed, "r1", answer, note="", meeting_id=agreed.meeting_id))
    report(agreed.director, a_report(agreed, "r1", answer, note="", meeting_id=agreed.meeting_id))
    report(agreed.director, a_report(agreed, "r2", DONE, version=2, note=""))


def test_what_was_said_to_be_done_by_mistake_is_opened_again_by_what_is_new(agreed: PlannedCase) -> None:
    report(agreed.director, a_report(agreed, "r1", DONE))
    report(agreed.director, a_report(agreed, "r2", NEWS, version=2))
    assert action_of(agreed).status is ActionStatus.OPEN
    assert [kept.answer for kept in reports(agreed)] == [DONE, NEWS]


def test_an_answer_to_an_action_that_was_taken_out_reworded_or_answered_is_refused(agreed: PlannedCase) -> None:
    owner = as_owner(agreed)
    due = action_of(agreed).due_at
    record_action(agreed.director, an_action(agreed.case_id, what="Langsgaan.", due_at=due, seen_version=1))
    for who, door in ((owner, report_by_link), (agreed.director, report)):
        with pytest.raises(ActionChanged) as refused:
            door(who, a_report(agreed, "r1"))
        assert refused.value.fields == {"version": 2}
        assert isinstance(refused.value, ChangedMeanwhile)
    report_by_link(owner, a_report(agreed, "r1", version=2))
    with pytest.raises(ActionChanged):
        report(agreed.director, a_report(agreed, "r2", NOT_DONE, version=2))
    take_out(agreed.director, agreed.case_id, "a1", 3)
    for who, door in ((owner, report_by_link), (agreed.director, report)):
        with pytest.raises(ActionReplaced):
            door(who, a_report(agreed, "r3", version=4))
    assert [kept.id for kept in reports(agreed)] == ["r1"]


def test_an_organisation_answers_for_its_own_actions_alone(agreed: PlannedCase) -> None:
    with pytest.raises(NotTheirs):
        report_by_link(as_owner(agreed, "politie"), a_report(agreed, "r1"))
    with pytest.raises(NotTheirs):
        report(agreed.director, a_report(agreed, "r1", organisation="politie"))
    change = an_action(agreed.case_id, supporting=("politie",))
    record_action(agreed.director, replace(change, due_at=action_of(agreed).due_at, seen_version=1))
    report(agreed.director, a_report(agreed, "r1", version=2, organisation="politie", meeting_id=agreed.meeting_id))
    (kept,) = reports(agreed)
    assert (kept.organisation, kept.meeting_id) == ("politie", agreed.meeting_id)


def test_no_door_leads_into_another_case(planned: PlannedCase, clock: StillClock, work_as: Callable[..., Work]) -> None:
    agreed, other = planned, a_planned_case(work_as, code="T-200")
    record_action(agreed.director, an_action(agreed.case_id, due_at=clock() + timedelta(days=9)))
    clock.forward(days=7)
    owner = as_owner(agreed)
    tries = (
        lambda: report(other.director, a_report(other, "r1")),
        lambda: report(agreed.director, a_report(agreed, "r1", meeting_id=other.meeting_id)),
        lambda: report_by_link(owner, a_report(other, "r1")),
        lambda: report_by_link(agreed.director, a_report(agreed, "r1")),
        lambda: report(owner, a_report(agreed, "r1")),
        lambda: report_by_link(agreed.as_guest("VT"), a_report(agreed, "r1")),
        lambda: report(a_director(work_as, name="Iemand Anders"), a_report(agreed, "r1")),
        lambda: tell_victim(owner, TellVictim(agreed.case_id, "a1", 1)),
    )
    for attempt in tries:
        with pytest.raises(NotAllowed):
            attempt()
    assert reports(agreed) == ()


def test_an_owner_sees_the_own_actions_as_far_as_they_may_be_read(planned: PlannedCase, clock: StillClock) -> None:
    director, case_id = planned.director, planned.case_id
    for name, about in {
        "a1": {"if_not": "Aanhouden.", "if_not_tier": "opsporing"},
        "a2": {"tier": "opsporing"},
        "a3": {"owner": "politie"},
        "a4": {"tier": "partner:politie"},
    }.items():
        record_action(director, an_action(case_id, name, due_at=clock() + timedelta(days=3), **about))
    owner = as_owner(planned)
    assert own_actions(owner).actions == ()  # nothing was agreed yet
    clock.forward(days=7)
    (seen,) = own_actions(owner).actions
    assert (seen.id, seen.what, seen.if_not, seen.overdue) == ("a1", "Bellen met de school.", "", True)
    with pytest.raises(NotAllowed):
        report_by_link(owner, a_report(planned, "r1", action_id="a2"))
    report(director, a_report(planned, "r2", NOT_DONE))
    assert [kept.id for kept in own_actions(owner).actions[0].reports] == ["r2"]


def test_whoever_is_barred_sees_nothing_says_nothing_and_is_not_named(agreed: PlannedCase) -> None:
    owner = as_owner(agreed)
    report_by_link(owner, a_report(agreed, "r1", NEWS))
    (before,) = reports(agreed)
    assert before.by and before.through_link
    bar(agreed.director, agreed.case_id, NewBar(BarKind.NAME, before.by))
    assert [kept.by for kept in reports(agreed)] == [""]
    for attempt in (lambda: own_actions(owner), lambda: report_by_link(owner, a_report(agreed, "r2", version=2))):
        with pytest.raises(NotAllowed):
            attempt()


def test_what_is_new_from_an_owner_is_told_to_the_director(agreed: PlannedCase, clock: StillClock) -> None:
    since = clock()
    clock.forward(hours=1)
    report(agreed.director, a_report(agreed, "r1", NEWS))
    report_by_link(as_owner(agreed), a_report(agreed, "r2", NEWS, version=2, note="Hij is verhuisd."))
    with agreed.director.read(Permission.CASE_READ, agreed.case_id) as look:
        found = reported_since(look, [agreed.case_id], since)
        assert [one.note for one in found[agreed.case_id]] == ["Hij is verhuisd."]
        assert reported_since(look, [agreed.case_id], clock()) == {}


def test_who_told_the_victim_and_when_is_kept_once(planned: PlannedCase) -> None:
    today = planned.director.clock().date()
    record_action(planned.director, an_action(planned.case_id, tier="slachtoffer"))
    order = TellVictim(planned.case_id, "a1", 1, "politie", told_on=today)
    assert [tell_victim(planned.director, order) for _ in range(2)] == [2, 2]
    assert (action_of(planned).tells_victim, action_of(planned).told_victim_on) == ("politie", today)
    for wrong in (
        {"organisation": ""},
        {"organisation": "NASA"},
        {"told_on": today + timedelta(days=1)},
        {"told_on": None, "tell_on": today - timedelta(days=1)},
    ):
        with pytest.raises(ReportWrong):
            tell_victim(planned.director, replace(order, version=2, **wrong))
    with pytest.raises(ActionChanged):
        tell_victim(planned.director, replace(order, told_on=None))


@given(answers=st.lists(st.tuples(st.sampled_from(list(ActionAnswer)), st.booleans()), min_size=1, max_size=5))
@hypothesis_settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_reported_the_newest_answer_decides_and_none_is_lost(
    agreed: PlannedCase, answers: list[tuple[ActionAnswer, bool]]
) -> None:
    name = agreed.director.chance.id()
    record_action(agreed.director, an_action(agreed.case_id, name, due_at=agreed.director.clock() + timedelta(days=2)))
    owner = as_owner(agreed)
    for version, (answer, by_link) in enumerate(answers, start=1):
        order = a_report(agreed, f"{version}{name}"[:32], answer, version, action_id=name, note=f"Melding {version}")
        (report_by_link if by_link else report)(owner if by_link else agreed.director, order)
        assert action_of(agreed, name).status is LEAVES[answer]
    kept = [(one.answer, one.note, one.through_link) for one in reports(agreed) if one.action_id == name]
    assert kept == [(answer, f"Melding {n}", by_link) for n, (answer, by_link) in enumerate(answers, start=1)]
