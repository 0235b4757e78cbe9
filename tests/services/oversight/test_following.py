"""What my day tells of the time after a meeting: each need once, with its moment, and nothing that is settled."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from models.terms import ActionStatus, EventKind
from services.new_information.facts import Hearer, News, StalePlan
from services.oversight.following import actions_of, left_open_needs, minutes_needs, news_needs, owners_of
from services.plans.orders import ActionView
from tests.case_facts import case_facts

NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)
ACTION = ActionView(
    id="a",
    number=1,
    what="Bellen.",
    owner="politie",
    supporting=(),
    due_at=NOW - timedelta(hours=1),
    due_on_day=False,
    ends_on=None,
    condition_ids=(),
    proof="",
    if_not="",
    if_not_tier="",
    tier="partners",
    status=ActionStatus.OPEN,
    version=1,
)


def kinds(needs) -> list[tuple[str, int]]:
    return [(need.kind, need.count) for need in needs]


def test_open_actions_whose_moment_has_passed_are_one_need() -> None:
    earlier = replace(ACTION, id="b", due_at=NOW - timedelta(days=2))
    done = replace(ACTION, id="c", status=ActionStatus.DONE)
    today = replace(ACTION, id="d", due_on_day=True)
    [need] = actions_of(case_facts("H-01"), (ACTION, earlier, done, today), NOW)
    assert (need.kind, need.count, need.due, need.place) == ("overdue", 2, earlier.due_at, "opvolging")


def test_the_victim_should_know_once_the_day_that_was_agreed_has_come() -> None:
    promised = replace(ACTION, due_at=None, tells_victim="politie", tell_victim_on=date(2026, 12, 3))
    assert kinds(actions_of(case_facts("H-01"), (promised,), NOW)) == [("tell_victim", 1)]
    assert kinds(actions_of(case_facts("H-01"), (replace(promised, told_victim_on=date(2026, 12, 3)),), NOW)) == []
    assert kinds(actions_of(case_facts("H-01"), (replace(promised, tell_victim_on=date(2026, 12, 4)),), NOW)) == []


def test_whoever_must_hear_is_counted_until_told() -> None:
    told = Hearer("VT", "Veilig Thuis", ("T-CH-4",), told_at=NOW)
    waits = Hearer("RN", "Reclassering", ("T-CH-4",))
    news = News("e", EventKind.BREACH, happened_at=NOW, reported_at=NOW, hearers=(told, waits))
    stale = StalePlan(1, ("overtreding",), NOW)
    assert kinds(news_needs(case_facts("H-01"), (news,), stale)) == [("stale", 1), ("unheard", 1)]
    assert kinds(news_needs(case_facts("H-01"), (replace(news, hearers=(told,)),), None)) == []


def test_minutes_are_asked_for_the_day_after_and_due_in_three_working_days() -> None:
    assert kinds(minutes_needs(case_facts("H-01"), (NOW,), NOW + timedelta(hours=3))) == []
    [need] = minutes_needs(case_facts("H-01"), (NOW,), NOW + timedelta(days=1))
    assert need.due is not None
    assert need.due.date() == date(2026, 12, 9)  # from Thursday: Friday, Monday, Tuesday until midnight


def test_a_meeting_left_open_and_an_owner_who_stays_silent_are_told() -> None:
    assert kinds(left_open_needs(case_facts("H-01"), (NOW,), NOW)) == []
    assert kinds(left_open_needs(case_facts("H-01"), (NOW,), NOW + timedelta(days=1))) == [("left_open", 1)]
    assert kinds(owners_of(case_facts("H-01"), 2)) == [("owners", 2)]
    assert kinds(owners_of(case_facts("H-01"), 0)) == []
