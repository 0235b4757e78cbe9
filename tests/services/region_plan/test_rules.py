"""Which case needs which meeting, sittings, the minimum by answers; pure."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import (
    CaseId,
    CaseStatus,
    EventKind,
    MeetingKind,
    MeetingStatus,
    PlanStatus,
    Relation,
    ReviewDecision,
    Risk,
)
from services.cases.facts import CaseFacts
from services.duties.facts import Evidence, PlanReviewed
from services.events.facts import CaseEvent
from services.plans.orders import VersionLine
from services.region_plan.facts import TimeWrong
from services.region_plan.kept import KeptPlan, late_by, packed, unpacked
from services.region_plan.rules import (
    MOST_IN_A_SITTING,
    Met,
    Wanted,
    check_time,
    filled,
    grid_of,
    person_days,
    sittings_of,
    wanted,
)
from services.route_map.region import Planning, Target
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Booking, Place
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OPENED = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
FRIDAY = date(2026, 11, 27)
ADOPTED = VersionLine("v1", 1, PlanStatus.ADOPTED, datetime(2026, 11, 10, 9, tzinfo=UTC), "H. Huisman")
BREACH = CaseEvent("e1", EventKind.BREACH, NOW - DAY, NOW - DAY)


def evidence(risk: Risk = Risk.HIGH, **about: object) -> Evidence:
    facts = {"review_on": about.pop("review_on", None), "status": about.pop("status", CaseStatus.ACTIVE)}
    case = CaseFacts(CaseId("c1"), "T-1", "Zaak", risk, Relation.EX_PARTNER, True, opened_at=OPENED, **facts)
    return Evidence(case, NOW, **about)


def met(kind: MeetingKind, starts_at: datetime, status: MeetingStatus = MeetingStatus.PLANNED) -> Met:
    return Met("m1", kind, status, starts_at)


def asked(found: Evidence, *meetings: Met, planning: Planning | None = None) -> Wanted | None:
    return wanted(found, meetings, FRIDAY, planning or Planning())


@pytest.mark.parametrize(("risk", "kind"), [(Risk.HIGH, 1), (Risk.MEDIUM, 1), (Risk.LOW, 0)])
def test_without_plan_and_meeting_a_case_wants_its_first(risk: Risk, kind: int) -> None:
    found = asked(evidence(risk))
    assert (found is not None) == bool(kind)
    if found:
        assert (found.kind, found.minutes, found.asked_at) == (MeetingKind.CASE_CONFERENCE, 90, OPENED)


@pytest.mark.parametrize("status", [CaseStatus.PREPARING, CaseStatus.CLOSED])
def test_only_active_cases_want_anything(status: CaseStatus) -> None:
    assert asked(evidence(status=status)) is None


@pytest.mark.parametrize("status", [MeetingStatus.PLANNED, MeetingStatus.POLLED])
def test_a_coming_meeting_is_enough_and_a_phone_call_is_none(status: MeetingStatus) -> None:
    assert asked(evidence(), met(MeetingKind.CASE_CONFERENCE, NOW + DAY, status)) is None
    assert asked(evidence(), met(MeetingKind.COORDINATION, NOW - DAY, MeetingStatus.HELD)) is not None


def test_after_a_meeting_without_a_plan_no_first_one_is_asked_for_again() -> None:
    assert asked(evidence(), met(MeetingKind.CASE_CONFERENCE, NOW - DAY)) is None


@pytest.mark.parametrize("risk", Risk)
def test_an_event_after_the_plan_asks_for_an_action_meeting_until_they_met(risk: Risk) -> None:
    old = evidence(risk, versions=(ADOPTED,), events=(BREACH,))
    found = asked(old)
    assert found is not None
    assert (found.kind, found.minutes, found.asked_at) == (MeetingKind.ACTION_MEETING, 30, BREACH.happened_at)
    assert found.deadline_at == (datetime(2026, 11, 23, 18, tzinfo=LOCAL) if risk is Risk.HIGH else None)
    assert asked(old, met(MeetingKind.ACTION_MEETING, NOW - timedelta(hours=2))) is None
    assert asked(evidence(risk, versions=(ADOPTED,))) is None


@pytest.mark.parametrize("risk", Risk)
def test_a_review_is_wanted_when_its_day_comes_and_by_that_day(risk: Risk) -> None:
    due = evidence(risk, versions=(ADOPTED,), review_on=FRIDAY)
    found = asked(due)
    assert found is not None
    assert (found.kind, found.minutes) == (MeetingKind.REVIEW, 60)
    assert found.deadline_at == datetime.combine(FRIDAY, time(18), LOCAL)
    assert asked(evidence(risk, versions=(ADOPTED,), review_on=FRIDAY + DAY)) is None
    own = Planning(targets=(Target(MeetingKind.REVIEW, risk, 2),))
    assert asked(due, planning=own).deadline_at == datetime(2026, 12, 1, 18, tzinfo=LOCAL)


def test_a_review_that_was_held_waits_for_its_decision_and_not_for_another_meeting() -> None:
    due = evidence(versions=(ADOPTED,), review_on=FRIDAY)
    held = met(MeetingKind.REVIEW, NOW - DAY)
    assert asked(due, held) is None
    decided = PlanReviewed("v1", ReviewDecision.CONTINUE, NOW - timedelta(hours=3))
    assert asked(replace(due, reviews=(decided,)), held) is not None, "that was the review before"


def booking(name: str, start: int, end: int, *people: str, room: str = VIDEO) -> Booking:
    """A meeting between two quarters of an hour of the same morning."""
    begins = datetime(2026, 11, 24, 9, tzinfo=LOCAL)
    at = [begins + timedelta(minutes=15 * quarters) for quarters in (start, end)]
    return Booking(name, at[0], at[1], room, tuple((f"{name}-{who}", who) for who in people))


def test_a_sitting_follows_at_once_in_one_place_with_somebody_in_common() -> None:
    row = booking("a", 0, 4, "x", "y"), booking("b", 4, 8, "y", "z")
    (sitting,) = sittings_of(row)
    assert (sitting.line_ids, sitting.people) == (("a", "b"), 3)
    assert (sitting.starts_at, sitting.ends_at, sitting.room) == (row[0].start, row[1].end, VIDEO)
    assert sittings_of((row[0], booking("b", 5, 8, "y"))) == ()
    assert sittings_of((row[0], booking("b", 4, 8, "y", room="r1"))) == ()
    assert sittings_of((row[0], booking("b", 4, 8, "z"))) == ()


def test_on_line_the_one_with_most_people_in_common_follows() -> None:
    rows = (booking("a", 0, 4, "x"), booking("b", 0, 4, "y", "z"), booking("c", 4, 8, "x", "y", "z"))
    assert [one.line_ids for one in sittings_of(rows)] == [("b", "c")]


bookings = st.lists(
    st.builds(
        lambda name, start, length, people, room: booking(f"m{name}", start, start + length, *people, room=room),
        st.integers(0, 999),
        st.integers(0, 12),
        st.integers(1, 4),
        st.sets(st.sampled_from("uvwxyz"), min_size=1, max_size=3),
        st.sampled_from((VIDEO, "r1")),
    ),
    max_size=12,
    unique_by=lambda one: one.meeting_id,
)


@given(bookings)
def test_sittings_hold_what_they_promise(held: list[Booking]) -> None:
    by_id = {one.meeting_id: one for one in held}
    named = [name for sitting in sittings_of(held) for name in sitting.line_ids]
    assert len(named) == len(set(named))
    for sitting in sittings_of(held):
        row = [by_id[name] for name in sitting.line_ids]
        assert 2 <= len(row) <= MOST_IN_A_SITTING
        assert {one.room for one in row} == {sitting.room}
        for one, after in pairwise(row):
            assert one.end == after.start
            assert {who for _, who in one.attendees} & {who for _, who in after.attendees}
    assert sittings_of(reversed(held)) == sittings_of(held)


@given(bookings)
def test_person_days_count_each_person_once_a_day(held: list[Booking]) -> None:
    assert person_days(held) == len({who for one in held for _, who in one.attendees})
    later = [replace(one, start=one.start + DAY, end=one.end + DAY) for one in held]
    assert person_days([*held, *later]) == 2 * person_days(held)


@given(
    st.lists(st.sets(st.sampled_from("abcd"), min_size=1), max_size=4),
    st.dictionaries(st.sampled_from("uvwxy"), st.sets(st.sampled_from("abcd"), min_size=1)),
)
def test_the_minimum_is_met_when_some_order_of_people_fills_it(groups: list[set[str]], people: dict) -> None:
    by_hand = any(
        all(people[who] & group for who, group in zip(row, groups, strict=True))
        for row in permutations(people, len(groups))
    )
    assert filled(groups, people) == by_hand


@given(st.integers(-10_000, 10_000))
def test_minutes_late_are_counted_whole(seconds: int) -> None:
    late = late_by(NOW + timedelta(seconds=seconds), NOW)
    assert 60 * (late - 1) < max(seconds, 0) <= 60 * late
    assert late_by(None, NOW) == late_by(NOW, None) == 0


def test_an_explanation_comes_back_as_it_was_kept() -> None:
    told = Explained(
        meeting_id="l1",
        hindrance=Hindrance.SHORTAGE,
        proven=True,
        times=3,
        open_times=40,
        blocking=(BlockingSeat(("VT", "VHH"), "", 14), BlockingSeat(("politie",), "s1", 0)),
        suggestions=(
            Suggestion(WayOut.SUBSTITUTE, times=2, seat_id="s1"),
            Suggestion(WayOut.AFTER_DEADLINE, start=datetime(2026, 11, 30, 9, tzinfo=LOCAL), late_minutes=45),
        ),
        others=("l2",),
    )
    assert unpacked(packed(told)) == told
    assert unpacked(packed(None)) is None


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        (datetime(2026, 11, 23, 9, tzinfo=LOCAL), "past"),
        (datetime(2026, 11, 30, 9, tzinfo=LOCAL), "outside"),
        (datetime(2026, 11, 24, 9, 10, tzinfo=LOCAL), "off_grid"),
        (datetime(2026, 11, 24, 7, tzinfo=LOCAL), "off_grid"),
        (datetime(2026, 11, 28, 9, tzinfo=LOCAL), "off_grid"),
    ],
)
def test_a_time_that_no_meeting_of_the_plan_can_have_is_refused(start: datetime, reason: str) -> None:
    grid = grid_of(KeptPlan("p1", 1, date(2026, 11, 23), 7, Place.ONLINE, NOW), Planning())
    check_time(grid, datetime(2026, 11, 24, 9, 15, tzinfo=LOCAL), NOW)
    with pytest.raises(TimeWrong) as refused:
        check_time(grid, start, NOW)
    assert refused.value.fields["reason"] == reason
