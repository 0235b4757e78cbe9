"""One meeting moved by hand: what is offered, what a time of one's own brings about, and what cannot be."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.choices import options, placed_at
from services.scheduling.many.explanation import unexamined
from services.scheduling.many.facts import Place, Plan, Problem, Told
from services.scheduling.many.planning import plan, plan_of
from services.scheduling.many.reasons import Breach, ImpossibleHere
from services.scheduling.many.verification import score, verify
from tests.services.scheduling.many import brute
from tests.services.scheduling.many.build import (
    at,
    booked,
    earlier,
    meeting,
    person,
    pin,
    problem,
    problems,
    room,
    seat,
)

POL = seat("pol", "politie", "anna")
ANNA = person("anna", "politie")


def two(second=None, **of_the_first) -> tuple[Problem, Plan]:
    """Two meetings of one officer on Monday, at nine and at ten."""
    one, other = meeting("m1", POL, **of_the_first), second or meeting("m2", POL)
    asked = problem((ANNA,), (one, other))
    times = (one, at("mon", "09:00")), (other, at("mon", "10:00"))
    return asked, plan_of(asked, tuple(booked(*when, pol="anna") for when in times))


def starts(found) -> list[str]:
    return [f"{option.booking.start:%a %H:%M}" for option in found]


def refused(*asked, **more) -> str:
    with pytest.raises(ImpossibleHere) as caught:
        placed_at(*asked, **more)
    return caught.value.fields["reason"]


def test_options_are_on_different_days_before_they_are_shifts_of_one() -> None:
    asked, before = two()
    found = options(asked, before, "m1", 6)
    assert len({when[:3] for when in starts(found[:5])}) == 5
    assert "Mon 09:00" not in starts(found)
    assert all(not option.pushed for option in found)


def test_a_full_week_offers_times_that_push_lighter_meetings_before_late_ones() -> None:
    grave = meeting("grave", POL, risk=Risk.HIGH, deadline=at("mon", "23:00"))
    sent = meeting("a-sent", POL, previous=earlier("mon", "09:00", Told.SENT, pol="anna"))
    asked = problem(
        (person("anna", "politie", "mon 09:00 11:00", "tue 09:00 10:00"),), (sent, meeting("draft", POL), grave)
    )
    times = zip(asked.meetings, (at("mon", "09:00"), at("mon", "10:00")), strict=False)
    before = plan_of(asked, tuple(booked(*when, pol="anna") for when in times))
    found = options(asked, before, "grave")
    assert (starts(found)[0], starts(found)[-1]) == ("Mon 10:00", "Tue 09:00")
    assert (found[0].pushed, found[-1].pushed) == (("draft",), ())
    assert found[0] == placed_at(asked, before, "grave", at("mon", "10:00"))


def test_nobody_of_the_same_risk_is_offered_to_be_pushed() -> None:
    asked, before = two()
    asked = replace(asked, people=(person("anna", "politie", "mon 09:00 11:00"),))
    assert options(asked, before, "m1") == ()


def test_a_late_option_says_by_how_much() -> None:
    asked, before = two(deadline=at("mon", "10:00"))
    found = placed_at(asked, before, "m1", at("tue", "09:00"))
    assert found.booking.late_minutes == 24 * 60
    assert found.score.late_minutes > before.score.late_minutes


def test_a_free_time_pushes_nobody_and_a_taken_one_names_who_is_pushed() -> None:
    asked, before = two()
    assert placed_at(asked, before, "m1", at("tue", "09:00")).pushed == ()
    found = placed_at(asked, before, "m1", at("mon", "10:30"))
    assert (found.pushed, found.booking.attendees) == (("m2",), (("pol", "anna"),))
    assert found.score.unplanned == 1


def test_pinned_and_confirmed_meetings_are_not_pushed() -> None:
    confirmed = meeting("m2", POL, previous=earlier("mon", "10:00", Told.CONFIRMED, pol="anna"))
    for other in (confirmed, meeting("m2", POL, pinned=pin("mon", "10:00"))):
        assert refused(*two(other), "m1", at("mon", "10:00")) == "pinned"


def test_a_substitute_sits_in_before_anybody_is_pushed() -> None:
    shared = meeting("m1", seat("pol", "politie", "anna", "carla"))
    asked, before = two()
    asked = replace(asked, people=(ANNA, person("carla", "politie")), meetings=(shared, asked.meetings[1]))
    found = placed_at(asked, before, "m1", at("mon", "10:00"))
    assert (found.pushed, found.booking.attendees, found.score.substitutes) == ((), (("pol", "carla"),), 1)


def test_every_reason_why_it_cannot_be_there() -> None:
    asked, before = two(earliest=at("mon", "08:30"))
    assert refused(asked, before, "m1", at("mon", "09:10")) == "off_grid"
    assert refused(asked, before, "m1", at("mon", "08:00")) == "outside"
    assert refused(asked, before, "m1", at("mon", "09:00"), room="hall") == "room"
    away = replace(asked, people=(person("anna", "politie", "mon 09:00 11:00"),))
    assert refused(away, before, "m1", at("tue", "09:00")) == "minimum"
    pinned, planned = two(pinned=pin("mon", "09:00"))
    assert refused(pinned, planned, "m1", at("mon", "11:00")) == "pinned"


def test_a_room_that_is_too_small_or_closed_is_the_reason() -> None:
    wanted = meeting("m1", POL, place=Place.ON_SITE)
    asked = problem((ANNA,), (wanted,), (room("hall", 5, "", "mon 09:00 10:00"),))
    before = plan_of(asked, (booked(wanted, at("mon", "09:00"), "hall", pol="anna"),))
    assert refused(asked, before, "m1", at("tue", "09:00"), room="hall") == "room"


@settings(max_examples=25, deadline=None)
@given(problems(), st.data())
def test_every_time_of_ones_own_choice_is_sound_or_refused(asked: Problem, data: st.DataObject) -> None:
    before = plan(asked, iterations=20)
    wanted = data.draw(st.sampled_from(asked.meetings))
    for option in options(asked, before, wanted.id):
        rest = tuple(one for one in before.bookings if one.meeting_id not in (wanted.id, *option.pushed))
        assert option.score == score(asked, (*rest, option.booking))
    start = data.draw(st.sampled_from(list(brute.every_start(asked))))
    try:
        option = placed_at(asked, before, wanted.id, start)
    except ImpossibleHere:
        return
    rest = tuple(one for one in before.bookings if one.meeting_id not in (wanted.id, *option.pushed))
    assert option.score == score(asked, (*rest, option.booking))
    found = plan_of(asked, (*rest, option.booking), explain=unexamined)
    assert {violation.breach for violation in verify(asked, found)} <= {Breach.CONFIRMED}
