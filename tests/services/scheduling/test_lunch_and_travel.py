"""Lunch is kept free, people on site need time to come and to go, and who comes later is told as such."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings

from services.scheduling.facts import LOCAL, Attendance, Grid, Presence, Reason, Request, RequestWrong, Slot
from services.scheduling.rules import appraise, possible_starts, slots
from services.scheduling.verification import Breach, Violation, verify
from tests.services.scheduling.build import MONDAY, at, request, requests, seat

LUNCH = (time(12, 30), time(13))
ALWAYS = seat("x", "OM", "mon 00:00 23:00")
tried = settings(max_examples=30, deadline=None)


def starts(asked: Request) -> list[str]:
    return [f"{start:%H:%M}" for start in possible_starts(asked)]


def grid(**more) -> Grid:
    return Grid(MONDAY, days=1, **({"lunch": LUNCH} | more))


@pytest.mark.parametrize(
    ("minutes", "none_from", "first_after"),
    [(30, "12:30", "13:00"), (60, "12:00", "13:00"), (90, "11:30", "13:00"), (45, "12:00", "13:00")],
)
def test_no_meeting_overlaps_lunch_but_may_touch_it(minutes: int, none_from: str, first_after: str) -> None:
    found = starts(request(ALWAYS, rule=(("OM",),), minutes=minutes, grid=grid()))
    before = [start for start in found if start < "13:00"]
    assert max(before) < none_from
    assert min(set(found) - set(before)) == first_after
    last = datetime.combine(MONDAY, time.fromisoformat(max(before))) + timedelta(minutes=minutes)
    assert last.time() <= LUNCH[0]
    assert last + timedelta(minutes=30) > datetime.combine(MONDAY, LUNCH[0])


def test_lunch_that_is_not_kept_free_takes_nothing() -> None:
    assert len(starts(request(ALWAYS, rule=(("OM",),), grid=grid(lunch=None)))) == 19
    assert len(starts(request(ALWAYS, rule=(("OM",),), grid=grid()))) == 17


@tried
@given(requests())
def test_no_proposal_ever_touches_a_minute_of_lunch(asked: Request) -> None:
    asked = replace(asked, grid=replace(asked.grid, lunch=LUNCH))
    found = slots(asked, others=40)
    for slot in (found.earliest, found.best, *found.others):
        if slot:
            clocks = {(slot.start + timedelta(minutes=n)).time() for n in range(0, asked.minutes, 5)}
            assert not any(LUNCH[0] <= clock < LUNCH[1] for clock in clocks)
            assert verify(asked, slot) == ()


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_lunch_is_at_the_same_wall_time_on_both_sides_of_a_clock_change(change: date) -> None:
    around = Grid(change - timedelta(days=2), days=4, lunch=LUNCH)
    opens = datetime.combine(around.first_day, time(0), LOCAL)
    everything = replace(ALWAYS, free=((opens, opens + timedelta(days=4)),))
    found = possible_starts(request(everything, rule=(("OM",),), grid=around, not_before=opens))
    by_day = {day: [start.time() for start in found if start.date() == day] for day in {s.date() for s in found}}
    friday, monday = (change + timedelta(days=n) for n in (-2, 1))
    assert sorted(by_day) == [friday, monday]
    assert by_day[friday] == by_day[monday]
    assert time(12) not in by_day[monday] and time(11, 30) in by_day[monday] and time(13) in by_day[monday]
    assert {start.utcoffset() for start in found} == {timedelta(hours=1), timedelta(hours=2)}


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_notice_of_two_days_over_a_clock_change_is_48_hours_not_two_dates(change: date) -> None:
    opens = datetime.combine(change - timedelta(days=2), time(0), LOCAL)
    everything = replace(ALWAYS, free=((opens, opens + timedelta(days=5)),))
    asked_at = datetime.combine(change - timedelta(days=1), time(9), LOCAL)
    not_before = asked_at.astimezone(UTC) + timedelta(hours=48)
    found = possible_starts(
        request(everything, rule=(("OM",),), grid=Grid(change + timedelta(days=1), days=1), not_before=not_before)
    )
    assert found[0].time() == (time(10) if change.month == 3 else time(8))


@pytest.mark.parametrize(
    "lunch", [(time(13), time(12)), (time(12), time(12)), (time(12, tzinfo=UTC), time(13, tzinfo=UTC))]
)
def test_lunch_that_cannot_be_is_refused(lunch: tuple[time, time]) -> None:
    with pytest.raises(RequestWrong) as refused:
        Grid(MONDAY, lunch=lunch)
    assert refused.value.fields == {"what": "lunch"}


def test_on_site_a_free_block_holds_the_journey_as_well() -> None:
    asked = request(seat("x", "OM", "mon 09:00 12:00"), rule=(("OM",),), minutes=60)
    assert starts(asked) == ["09:00", "09:30", "10:00", "10:30", "11:00"]
    assert starts(replace(asked, travel_minutes=30)) == ["09:30", "10:00", "10:30"]
    assert starts(replace(asked, travel_minutes=60)) == ["10:00"]
    assert starts(replace(asked, travel_minutes=61)) == []


def test_deputies_travel_too() -> None:
    sent = seat("x", "OM", deputies={"sub": ("mon 09:00 11:00",)})
    assert starts(request(sent, rule=(("OM",),), travel_minutes=30)) == ["09:30"]


def test_on_site_somebody_leaves_in_time_to_travel() -> None:
    slot = appraise(request(seat("x", "OM", "mon 09:00 11:00"), rule=(), travel_minutes=30), at("mon", "10:00"))
    assert slot.attendance[0] == Attendance(
        "x", Presence.PARTIAL, None, at("mon", "10:30"), Reason.FREE_UNTIL, at("mon", "10:30")
    )


@tried
@given(requests())
def test_travel_never_adds_a_time(asked: Request) -> None:
    online = replace(asked, travel_minutes=0)
    assert set(possible_starts(asked)) <= set(possible_starts(online))


def test_who_comes_halfway_is_told_since_when() -> None:
    slot = appraise(request(seat("x", "OM", "mon 10:30 12:00"), rule=(), minutes=90), at("mon", "10:00"))
    told = slot.attendance[0]
    assert (told.kind, told.since, told.until) == (Presence.PARTIAL, at("mon", "10:30"), None)
    assert (told.reason, told.free_from, slot.present) == (Reason.FREE_FROM, at("mon", "10:30"), 0)


@pytest.mark.parametrize(
    ("blocks", "kind"),
    [
        (("mon 10:30 11:00",), Presence.ABSENT),  # later and gone before the end
        (("mon 11:30 12:00",), Presence.ABSENT),  # from the end on
        (("mon 08:00 10:00", "mon 10:15 11:30"), Presence.PARTIAL),
        (("mon 09:00 10:15", "mon 10:45 12:00"), Presence.PARTIAL),
    ],
)
def test_who_is_at_neither_end_is_absent(blocks: tuple[str, ...], kind: Presence) -> None:
    asked = request(seat("x", "OM", *blocks), rule=(), minutes=90)
    slot = appraise(asked, at("mon", "10:00"))
    assert slot.attendance[0].kind is kind
    assert {one.breach for one in verify(asked, slot)} == set()


def test_who_is_there_at_both_ends_but_not_between_leaves() -> None:
    gone = seat("x", "OM", "mon 09:00 10:15", "mon 10:45 12:00")
    told = appraise(request(gone, rule=(), minutes=90), at("mon", "10:00")).attendance[0]
    assert (told.until, told.since) == (at("mon", "10:15"), None)


def test_deputy_takes_the_place_of_who_comes_later() -> None:
    late = seat("x", "OM", "mon 10:30 12:00", deputies={"sub": ("mon 09:00 12:00",)})
    told = appraise(request(late, rule=(), minutes=90), at("mon", "10:00")).attendance[0]
    assert (told.kind, told.substitute_id, told.since) == (Presence.SUBSTITUTE, "sub", None)


@tried
@given(requests())
def test_partial_has_one_moment_inside_the_slot_and_nobody_else_has_any(asked: Request) -> None:
    found = slots(asked, others=50)
    for slot in (found.earliest, *found.others):
        for told in slot.attendance if slot else ():
            moments = [one for one in (told.since, told.until) if one]
            assert len(moments) == (told.kind is Presence.PARTIAL)
            assert all(slot.start < one < slot.end for one in moments)


@tried
@given(requests())
def test_deputy_never_sits_while_the_named_person_could_but_to_fill_another_group(asked: Request) -> None:
    found = slots(asked, others=50)
    named = {one.id: one for one in asked.attendees}
    for slot in (found.earliest, found.best, *found.others):
        for told in slot.attendance if slot else ():
            if told.kind is Presence.SUBSTITUTE and _could_come(asked, named[told.attendee_id].free, slot):
                assert told.reason is Reason.SITS_IN_ELSEWHERE
                assert named[told.attendee_id].person_id in {
                    group.person_id for group in slot.groups if group.attendee_id != told.attendee_id
                }


@tried
@given(requests())
def test_nobody_fills_two_groups_and_appraising_a_proposal_says_the_same(asked: Request) -> None:
    found = slots(asked, others=50)
    for slot in (found.earliest, found.best, *found.others):
        if slot:
            filled = [group.person_id for group in slot.groups]
            assert slot.rule_met and None not in filled and len(set(filled)) == len(asked.rule)
            assert appraise(asked, slot.start) == slot


def _could_come(asked: Request, free, slot: Slot) -> bool:
    travel = timedelta(minutes=asked.travel_minutes)
    return any(
        first.astimezone(UTC) + travel <= slot.start and slot.end <= last.astimezone(UTC) - travel
        for first, last in free
    )


def test_checker_finds_a_slot_at_lunch_and_untrue_moments() -> None:
    asked = request(ALWAYS, seat("late", "VT", "mon 12:30 14:00"), rule=(("OM",),), grid=grid())
    slot = appraise(asked, at("mon", "12:00"))
    assert verify(asked, slot) == (Violation(Breach.LUNCH),)
    without = replace(asked, grid=grid(lunch=None))
    assert verify(without, slot) == ()
    told = (slot.attendance[0], replace(slot.attendance[1], since=at("mon", "12:15")))
    assert verify(without, replace(slot, attendance=told)) == (Violation(Breach.SINCE, "late"),)
    gone = (slot.attendance[0], replace(slot.attendance[1], since=None))
    assert {one.breach for one in verify(without, replace(slot, attendance=gone))} == {Breach.SINCE, Breach.COUNT}


def test_checker_finds_who_has_no_time_to_travel() -> None:
    asked = request(seat("x", "OM", "mon 10:00 11:00"), rule=(("OM",),))
    slot = appraise(asked, at("mon", "10:00"))
    assert verify(asked, slot) == ()
    assert Violation(Breach.NOT_FREE, "x") in verify(replace(asked, travel_minutes=15), slot)
