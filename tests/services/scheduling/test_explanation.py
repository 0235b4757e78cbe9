"""Why there is no time: each figure and each way out is that of trying every start by hand."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.facts import AfterDeadline, Online, Request, Shorter, SubstituteMissing
from services.scheduling.rules import explain, possible_starts
from tests.services.scheduling import brute
from tests.services.scheduling.build import at, request, requests, seat

tried = settings(max_examples=20, deadline=None)


@tried
@given(requests())
def test_times_are_those_of_trying_every_start(asked: Request) -> None:
    assert list(possible_starts(asked)) == brute.good_starts(asked)
    blocked = explain(asked)
    assert (blocked.times, blocked.open_times) == (len(brute.good_starts(asked)), len(brute.open_starts(asked)))


@tried
@given(requests())
def test_cost_of_each_part_is_that_of_asking_by_hand_without_it(asked: Request) -> None:
    found = explain(asked).blocking
    groups, seats = found[: len(asked.rule)], found[len(asked.rule) :]
    for index, (group, told) in enumerate(zip(asked.rule, groups, strict=True)):
        without = replace(asked, rule=(*asked.rule[:index], *asked.rule[index + 1 :]))
        invited = sum(one.organisation in group for one in asked.attendees)
        assert (told.organisations, told.attendee_id, told.invited) == (group, None, invited)
        assert (told.alone, told.without) == (brute.alone(asked, group), len(brute.good_starts(without)))
    required = [one for one in asked.attendees if one.required]
    for one, told in zip(required, seats, strict=True):
        relaxed = tuple(replace(other, required=False) if other.id == one.id else other for other in asked.attendees)
        without = replace(asked, attendees=relaxed)
        assert (told.attendee_id, told.invited, told.alone) == (one.id, 1, brute.alone_on(asked, one))
        assert told.without == len(brute.good_starts(without))


@tried
@given(requests(), st.booleans())
def test_ways_out_are_those_found_by_hand_and_in_order(asked: Request, tight: bool) -> None:
    _ways_out_by_hand(asked, tight)


@pytest.mark.long
@settings(max_examples=400, deadline=None)
@given(requests(), st.booleans())
def test_ways_out_of_many_more_problems_are_those_found_by_hand(asked: Request, tight: bool) -> None:
    _ways_out_by_hand(asked, tight)


def _ways_out_by_hand(asked: Request, tight: bool) -> None:
    if tight and asked.deadline is None:
        asked = replace(asked, deadline=asked.not_before)
    blocked = explain(asked)
    told = [
        (one.slot.start, one.minutes_late) if isinstance(one, AfterDeadline) else one for one in blocked.suggestions
    ]
    assert told == ([] if blocked.times else brute.suggestions(asked))


def test_ways_out_go_from_least_to_most_disturbing() -> None:
    police = seat("cr", "politie", "mon 10:00 11:00", deputies={"sub": ("tue 10:00 11:00",)})
    asked = request(
        police,
        seat("vt", "VT", "mon 09:00 12:00", "wed 09:00 12:30"),
        rule=(("VT",), ("politie",)),
        travel_minutes=30,
        deadline=at("tue", "12:00"),
    )
    late = replace(police, free=(*police.free, (at("wed", "09:00"), at("wed", "12:30"))))
    blocked = explain(replace(asked, attendees=(late, asked.attendees[1])))
    assert [type(one) for one in blocked.suggestions] == [SubstituteMissing, Online, AfterDeadline]
    assert blocked.suggestions[0] == SubstituteMissing("cr", "politie", 3, 1)
    assert blocked.suggestions[1] == Online(1)


def test_longest_shorter_meeting_comes_before_one_that_is_late() -> None:
    brief = seat("cr", "politie", "mon 10:00 10:45", "wed 10:00 11:00")
    blocked = explain(request(brief, rule=(("politie",),), deadline=at("tue", "12:00")))
    assert [type(one) for one in blocked.suggestions] == [SubstituteMissing, Shorter, AfterDeadline]
    assert blocked.suggestions[1] == Shorter(45, 1)


def test_nobody_is_told_to_meet_online_who_does_not_travel() -> None:
    apart = request(seat("cr", "politie", "mon 10:00 11:00"), seat("vt", "VT"), rule=(("VT",), ("politie",)))
    assert [one for one in explain(apart).suggestions if isinstance(one, Online)] == []
