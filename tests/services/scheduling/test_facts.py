"""Calendars and requests that cannot be meant so are refused, naming whose and what."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.errors import ServiceError
from services.scheduling.facts import Attendee, CalendarFault, CalendarWrong, RequestWrong, Substitute
from tests.services.scheduling.build import at, free, request, seat

NAIVE = datetime(2026, 11, 23, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        (free("mon 09:00 09:00"), CalendarFault.EMPTY),
        (free("mon 10:00 09:00"), CalendarFault.REVERSED),
        (free("mon 09:00 11:00", "mon 10:30 12:00"), CalendarFault.OVERLAPPING),
        (free("mon 10:30 12:00", "mon 09:00 11:00"), CalendarFault.OVERLAPPING),
        (free("mon 09:00 11:00", "mon 09:00 11:00"), CalendarFault.OVERLAPPING),
        (((NAIVE, at("mon", "10:00")),), CalendarFault.WITHOUT_ZONE),
        (((at("mon", "08:00"), NAIVE),), CalendarFault.WITHOUT_ZONE),
        (((at("mon", "08:00"),),), CalendarFault.NOT_A_BLOCK),
    ],
)
@pytest.mark.parametrize("make", [lambda blocks: Attendee("x", "OM", blocks), lambda blocks: Substitute("x", blocks)])
def test_wrong_free_time_is_refused_with_its_owner(make, blocks, fault):
    with pytest.raises(CalendarWrong) as refused:
        make(blocks)
    assert isinstance(refused.value, ServiceError)
    assert (refused.value.code, refused.value.fields["owner"]) == ("scheduling.calendar_wrong", "x")
    assert refused.value.fields["fault"] is fault


def test_touching_and_unsorted_blocks_are_accepted():
    assert Attendee("x", "OM", free("tue 09:00 10:00", "mon 10:00 11:00", "mon 09:00 10:00")).free


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"minutes": 0}, "minutes"),
        ({"minutes": -30}, "minutes"),
        ({"minutes": 601}, "longer_than_day"),
        ({"travel_minutes": -1}, "travel_minutes"),
        ({"travel_minutes": 241}, "travel_minutes"),
        ({"attendees": ()}, "nobody"),
        ({"not_before": NAIVE}, "not_before"),
        ({"deadline": NAIVE}, "deadline"),
        ({"rule": ((),)}, "rule"),
        ({"rule": ("politie", "VT")}, "rule"),
        ({"attendees": (seat("a", "OM"), seat("a", "VT"))}, "attendees"),
    ],
)
def test_request_that_describes_no_meeting_is_refused(wrong, what):
    with pytest.raises(RequestWrong) as refused:
        replace(request(seat("a", "OM")), **wrong)
    assert (refused.value.code, refused.value.fields) == ("scheduling.request_wrong", {"what": what})


@pytest.mark.parametrize("deputies", [("a",), ("b", "b")])
def test_nobody_is_their_own_or_twice_a_substitute(deputies):
    with pytest.raises(RequestWrong) as refused:
        Attendee("a", "OM", substitutes=tuple(Substitute(id) for id in deputies))
    assert refused.value.fields == {"what": "substitutes"}


def test_meeting_of_a_whole_day_is_none_too_long():
    assert replace(request(seat("a", "OM")), minutes=600).minutes == 600
