"""The checker names each fault: one sound slot, one change at a time."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from services.scheduling.facts import Grid, Presence
from services.scheduling.rules import appraise, slots
from services.scheduling.verification import Breach, Violation, verify
from tests.services.scheduling.build import MONDAY, at, request, seat

ALWAYS = ("mon 00:00 23:00", "tue 00:00 23:00", "sat 00:00 23:00")
REQUEST = request(
    seat("cr", "politie", *ALWAYS),
    seat("wijk", "lokale_veld", "tue 07:00 08:00", deputies={"sub": ALWAYS}),
    seat("vt", "VT", *ALWAYS),
    seat("ggz", "GGZ", "tue 10:00 10:30"),
)


def breaches(asked, slot) -> set[Breach]:
    return {violation.breach for violation in verify(asked, slot)}


def sound():
    slot = appraise(REQUEST, at("tue", "10:00"))
    assert verify(REQUEST, slot) == ()
    return slot


def test_every_proposal_is_sound():
    found = slots(REQUEST, others=100)
    assert len(found.others) > 20
    assert all(verify(REQUEST, slot) == () for slot in (found.earliest, found.best, *found.others))


@pytest.mark.parametrize(
    ("start", "breach"),
    [
        (at("tue", "10:15"), Breach.OFF_GRID),
        (at("sat", "10:00"), Breach.CLOSED_DAY),
        (at("tue", "07:30"), Breach.OUTSIDE_HOURS),
        (at("tue", "17:30"), Breach.OUTSIDE_HOURS),
    ],
)
def test_time_outside_the_grid_is_found(start, breach):
    assert breaches(REQUEST, appraise(REQUEST, start)) == {breach}


@pytest.mark.parametrize(
    ("change", "breach"),
    [
        ({"not_before": at("tue", "10:01")}, Breach.TOO_SOON),
        ({"deadline": at("tue", "10:59")}, Breach.AFTER_DEADLINE),
        ({"minutes": 45}, Breach.LENGTH),
        ({"grid": Grid(MONDAY, closed=frozenset({date(2026, 11, 24)}))}, Breach.CLOSED_DAY),
        ({"grid": Grid(MONDAY, days=1)}, Breach.CLOSED_DAY),
        ({"grid": Grid(MONDAY, day_start=time(10, 30))}, Breach.OUTSIDE_HOURS),
        ({"rule": (("OM",),)}, Breach.RULE),
    ],
)
def test_slot_of_another_request_is_found(change, breach):
    assert breach in breaches(replace(REQUEST, **change), sound())


@pytest.mark.parametrize(
    ("seat_id", "change", "breach"),
    [
        ("ggz", {"kind": Presence.NAMED, "until": None}, Breach.NOT_FREE),
        ("ggz", {"until": at("tue", "11:00")}, Breach.UNTIL),
        ("wijk", {"substitute_id": "stranger"}, Breach.NOT_FREE),
        ("wijk", {"kind": Presence.ABSENT, "substitute_id": None}, Breach.OVERLOOKED),
        ("cr", {"kind": Presence.SUBSTITUTE, "substitute_id": "sub"}, Breach.NOT_FREE),
    ],
)
def test_untrue_attendance_is_found_at_its_seat(seat_id, change, breach):
    slot = sound()
    told = tuple(replace(one, **change) if one.attendee_id == seat_id else one for one in slot.attendance)
    assert Violation(breach, seat_id) in verify(REQUEST, replace(slot, attendance=told))


def test_untrue_groups_are_found():
    slot = sound()
    stranger = replace(slot.groups[0], person_id="stranger")
    elsewhere = replace(slot.groups[0], attendee_id="cr")
    for groups in ((stranger, *slot.groups[1:]), (elsewhere, *slot.groups[1:]), slot.groups[1:]):
        assert breaches(REQUEST, replace(slot, groups=groups)) == {Breach.GROUP}


def test_count_seats_and_zone_are_checked():
    slot = sound()
    assert breaches(REQUEST, replace(slot, of=9)) == {Breach.COUNT}
    assert breaches(REQUEST, replace(slot, attendance=slot.attendance[:-1])) == {Breach.SEATS}
    naive = datetime(2026, 11, 24, 10)  # noqa: DTZ001
    assert breaches(REQUEST, replace(slot, start=naive)) == {Breach.WITHOUT_ZONE}
