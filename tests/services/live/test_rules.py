"""When a meeting can be opened, who sits when, and what is still open at its end."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Capacity, MeetingStatus
from services.errors import ServiceError
from services.live import rules
from services.live.rules import Asked, PresenceWrong, Stay
from services.protection.rules import Reader
from services.scheduling.facts import LOCAL

STARTS = datetime(2026, 11, 25, 10, 30, tzinfo=LOCAL)
BACK = datetime(2026, 10, 25, 2, 30, tzinfo=LOCAL)
"""Half past two in the night that the clocks go back: at first in summer time, with `fold=1` an hour later."""
MINUTE = timedelta(minutes=1)


def reason(error: type[ServiceError], act) -> str:
    with pytest.raises(error) as refused:
        act()
    return refused.value.fields["reason"]


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (STARTS - timedelta(minutes=31), "too_early"),
        (STARTS - timedelta(minutes=30), ""),
        (STARTS + timedelta(hours=5), ""),
        (datetime(2026, 11, 25, 23, 59, tzinfo=LOCAL), ""),
        (datetime(2026, 11, 26, 0, 0, tzinfo=LOCAL), "other_day"),
    ],
)
def test_a_meeting_opens_from_half_an_hour_before_it_until_its_day_is_over(at: datetime, why: str) -> None:
    if why:
        check = lambda: rules.check_opening(MeetingStatus.PLANNED, STARTS, at)  # noqa: E731
        assert reason(rules.CannotOpen, check) == why
    else:
        rules.check_opening(MeetingStatus.PLANNED, STARTS, at)


def test_only_an_announced_meeting_opens() -> None:
    for status, why in ((MeetingStatus.WITHDRAWN, "withdrawn"), (MeetingStatus.POLLED, "not_announced")):
        assert reason(rules.CannotOpen, lambda status=status: rules.check_opening(status, STARTS, STARTS)) == why


def test_the_night_that_the_clocks_go_back_is_reckoned_in_elapsed_time() -> None:
    second = BACK.replace(fold=1)
    assert rules.elapsed(BACK, second) == timedelta(hours=1)
    assert rules.elapsed(BACK, datetime(2026, 10, 25, 3, 0, tzinfo=LOCAL)) == timedelta(minutes=90)
    early = lambda: rules.check_opening(MeetingStatus.PLANNED, second, BACK)  # noqa: E731
    assert reason(rules.CannotOpen, early) == "too_early"
    rules.check_opening(MeetingStatus.PLANNED, datetime(2026, 10, 25, 3, 0, tzinfo=LOCAL), second)
    rules.check_arrival(second, BACK, [Stay(BACK, second - MINUTE)], second)
    with pytest.raises(PresenceWrong):
        rules.check_leaving(Stay(second), BACK, [], second)
    assert rules.elapsed(BACK, rules.left_with_the_meeting(BACK, second, second)) == timedelta(hours=1)


def test_the_night_that_the_clocks_go_forward_too() -> None:
    before, after = datetime(2027, 3, 28, 1, 50, tzinfo=LOCAL), datetime(2027, 3, 28, 3, 10, tzinfo=LOCAL)
    assert rules.elapsed(before, after) == timedelta(minutes=20)
    rules.check_opening(MeetingStatus.PLANNED, after, before)
    rules.check_arrival(before, after, [], after)


@pytest.mark.parametrize(
    ("capacity", "named", "asked", "why"),
    [
        (Capacity.ATTENDEE, "i1", Asked(True, "i1"), ""),
        (Capacity.DEPUTY, "i1", Asked(True, "i1", stands_in=True), ""),
        (Capacity.OBSERVER, "", Asked(True), ""),
        (Capacity.ATTENDEE, "i1", Asked(True, "i2"), "not_invited"),
        (Capacity.ATTENDEE, "", Asked(True), "not_invited"),
        (Capacity.ATTENDEE, "i1", Asked(True, "i1", stands_in=True), "capacity"),
        (Capacity.DEPUTY, "i1", Asked(True, "i1"), "capacity"),
        (Capacity.OBSERVER, "", Asked(True, "i1"), "invited"),
        (Capacity.OBSERVER, "i1", Asked(True), "invited"),
        (Capacity.OBSERVER, "", Asked(False), "inactive"),
        (Capacity.ATTENDEE, "i1", Asked(False, "i1"), "inactive"),
    ],
)
def test_everybody_sits_as_what_they_were_invited(capacity: Capacity, named: str, asked: Asked, why: str) -> None:
    if why:
        assert reason(PresenceWrong, lambda: rules.check_capacity(capacity, named, asked)) == why
    else:
        rules.check_capacity(capacity, named, asked)


_MINUTES = st.integers(-60, 240)


@given(st.lists(st.tuples(st.booleans(), _MINUTES), max_size=25))
def test_whatever_comes_and_goes_nobody_sits_twice(steps: list[tuple[bool, int]]) -> None:
    opened, now, stays = STARTS, STARTS + timedelta(hours=3), []
    for comes, minute in steps:
        at = opened + timedelta(minutes=minute)
        try:
            if comes:
                rules.check_arrival(at, opened, stays, now)
                stays.append(Stay(at))
            elif stays:
                rules.check_leaving(stays[-1], at, stays[:-1], now)
                stays[-1] = Stay(stays[-1].arrived_at, at)
        except PresenceWrong:
            continue
    for stay in stays:
        assert opened - rules.EARLY <= stay.arrived_at <= (stay.left_at or now) <= now
    for one, other in pairwise(stays):
        assert one.left_at is not None
        assert one.left_at <= other.arrived_at


def test_a_corrected_time_of_leaving_does_not_reach_into_the_next_stay() -> None:
    first, back = Stay(STARTS, STARTS + MINUTE), Stay(STARTS + 5 * MINUTE)
    late = lambda: rules.check_leaving(first, STARTS + 6 * MINUTE, [back], STARTS + 9 * MINUTE)  # noqa: E731
    assert reason(PresenceWrong, late) == "overlaps"
    rules.check_leaving(first, STARTS + 5 * MINUTE, [back], STARTS + 9 * MINUTE)


def test_a_forgotten_meeting_ends_for_its_table_when_it_was_to_end() -> None:
    ends = STARTS + timedelta(minutes=90)
    assert rules.left_with_the_meeting(STARTS, ends, ends + MINUTE) == ends + MINUTE
    assert rules.left_with_the_meeting(STARTS, ends, ends + timedelta(days=2)) == ends
    late = ends + timedelta(hours=1)
    assert rules.left_with_the_meeting(late, ends, ends + timedelta(days=2)) == late


def test_what_is_open_is_counted_and_a_reason_lets_it_pass() -> None:
    rules.check_closing(0, 0, "")
    for points, people in ((2, 0), (0, 1), (3, 4)):
        with pytest.raises(rules.StillOpen) as refused:
            rules.check_closing(points, people, "  ")
        assert refused.value.fields == {"points": points, "people": people}
        rules.check_closing(points, people, "De zaal moest leeg.")
    assert reason(rules.NoteWrong, lambda: rules.check_closing(0, 0, "x" * 2_001)) == "too_long"


def test_a_note_says_how_long_it_may_be_and_who_may_read_it() -> None:
    police = Reader("politie")
    rules.check_note("x" * rules.LONGEST_NOTE, "opsporing", police)
    with pytest.raises(rules.NoteWrong) as refused:
        rules.check_note("x" * (rules.LONGEST_NOTE + 1), "partners", police)
    assert refused.value.fields["longest"] == rules.LONGEST_NOTE
    assert refused.value.fields["length"] == rules.LONGEST_NOTE + 1
    for tier in ("partner:VT", "", "iedereen"):
        assert reason(rules.NoteWrong, lambda tier=tier: rules.check_note("x", tier, police)) == "tier"
    assert reason(rules.NoteWrong, lambda: rules.check_note("x", "opsporing", Reader("VT"))) == "tier"
