"""A place for a grave meeting beside those settled and as grave, or the proof that there is none; by brute force."""

from dataclasses import replace
from datetime import time

from hypothesis import event, given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.explained.exhaustion import Exhaustion, Found
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.facts import Booking, MeetingRequest, Pin, Place, Problem, Told
from services.scheduling.many.planning import in_order_of_arrival
from tests.services.scheduling.many import brute
from tests.services.scheduling.many.build import at, booked, earlier, meeting, person, problem, room, seat

ANNA = person("anna", "politie", "mon 09:00 11:00")
BRAM = person("bram", "politie", "mon 09:00 11:00")
NIGHT = at("mon", "23:00")


def grave(id: str, *sat: str, **more) -> MeetingRequest:
    settings = {"risk": Risk.HIGH, "deadline": NIGHT} | more
    return meeting(id, seat("s", "politie", *sat), **settings)


def searched(asked: Problem, id: str, *bookings: Booking) -> Found:
    starts = Starts(asked)
    return Exhaustion(starts, {one.meeting_id: one for one in bookings}).search(starts.meetings[id])


def test_a_substitute_frees_the_person_whom_a_grave_case_needs() -> None:
    kept = grave("m1", "anna", "bram", risk=Risk.LOW, previous=earlier("mon", "09:00", Told.CONFIRMED, s="anna"))
    wanted = grave("m2", "anna", deadline=at("mon", "10:00"))
    found = searched(problem((ANNA, BRAM), (kept, wanted)), "m2", booked(kept, at("mon", "09:00"), s="anna"))
    assert {id: way.people for id, way in (found.ways or {}).items()} == {"m1": {"bram"}, "m2": {"anna"}}


def test_a_confirmed_meeting_without_a_substitute_is_a_proof() -> None:
    kept = grave("m1", "anna", risk=Risk.LOW, previous=earlier("mon", "09:00", Told.CONFIRMED, s="anna"))
    wanted = grave("m2", "anna", deadline=at("mon", "10:00"))
    found = searched(problem((ANNA,), (kept, wanted)), "m2", booked(kept, at("mon", "09:00"), s="anna"))
    assert found == Found(proof=("m1",))


def test_of_two_late_ones_for_one_place_neither_is_proven_while_it_is_empty() -> None:
    short = person("anna", "politie", "mon 09:00 10:00", "tue 09:00 18:00")
    two = grave("m1", "anna"), grave("m2", "anna")
    asked, late = problem((short,), two), booked(two[0], at("tue", "09:00"), s="anna")
    assert searched(asked, "m2", late).ways
    assert searched(asked, "m2", booked(two[0], at("mon", "09:00"), s="anna")).proof == ("m1",)


def test_a_lighter_meeting_is_in_nobodys_way() -> None:
    light = grave("m1", "anna", risk=Risk.MEDIUM)
    wanted = grave("m2", "anna", deadline=at("mon", "10:00"))
    found = searched(problem((ANNA,), (light, wanted)), "m2", booked(light, at("mon", "09:00"), s="anna"))
    assert set(found.ways or ()) == {"m2"}


@st.composite
def crowded(draw) -> Problem:
    """Two sites, one short day, three people who sit in for each other, and grave meetings that hardly fit."""
    hours = st.sampled_from(("mon 09:00 11:00", "mon 09:00 10:30", "mon 10:00 12:00", "mon 09:30 11:30"))
    known = tuple(
        person(f"p{n}", "politie", draw(hours), most_a_day=draw(st.sampled_from((None, None, 1, 2))), site="noord")
        for n in range(3)
    )
    names = st.lists(st.sampled_from(("p0", "p1", "p2")), min_size=1, max_size=2, unique=True)
    wanted = []
    for number in range(draw(st.integers(2, 4))):
        seats = tuple(seat(f"s{n}", "politie", *draw(names)) for n in range(draw(st.sampled_from((1, 1, 2)))))
        before = earlier("mon", "10:00", Told.CONFIRMED, s0=seats[0].named)
        wanted.append(
            meeting(
                f"m{number}",
                *(replace(one, required=draw(st.booleans())) for one in seats),
                risk=draw(st.sampled_from((Risk.HIGH, Risk.HIGH, Risk.LOW))),
                minutes=draw(st.sampled_from((30, 60, 60, 90))),
                deadline=draw(st.sampled_from((at("mon", "10:30"), at("mon", "11:00"), NIGHT))),
                place=draw(st.sampled_from((Place.ONLINE, Place.ONLINE, Place.ON_SITE, Place.EITHER))),
                previous=draw(st.sampled_from((None, None, before))),
            )
        )
    return problem(known, tuple(wanted), (room("hall", 2, "zuid"),), days=1, day_start=time(9), day_end=time(12))


@settings(max_examples=60, deadline=None)
@given(crowded())
def test_what_is_found_is_possible_and_what_is_proven_is_not(asked: Problem) -> None:
    """Against every grave meeting in time and every settled one of a plan, tried way by way."""
    made = in_order_of_arrival(asked)
    bookings = {one.meeting_id: one for one in made.bookings}
    starts = Starts(asked)
    exhaustion = Exhaustion(starts, bookings)
    for one in (*made.unplanned, *made.late):
        wanted = starts.meetings[one.meeting_id]
        if wanted.risk is not Risk.HIGH or not brute.ways(asked, wanted) or wanted.id in exhaustion.settled:
            continue
        found = exhaustion.search(wanted)
        grave = [id for id, booking in bookings.items() if _stays(starts.meetings[id], booking, exhaustion)]
        fixed = {id: _at(starts.meetings[id], bookings[id], exhaustion) for id in grave}
        event("proof" if found.proof else "ways")
        if found.proof:
            assert set(found.proof) <= set(fixed)
            assert not brute.all_in_time(asked, [wanted, *(fixed[id] for id in found.proof)])
        else:
            assert found.ways
            assert brute.all_in_time(asked, [wanted, *fixed.values()])


def _stays(one: MeetingRequest, booking: Booking, exhaustion: Exhaustion) -> bool:
    return one.id in exhaustion.settled or (one.risk is Risk.HIGH and not booking.late_minutes)


def _at(one: MeetingRequest, booking: Booking, exhaustion: Exhaustion) -> MeetingRequest:
    """A settled meeting at its time and place, in time or not."""
    if one.id not in exhaustion.settled:
        return one
    return replace(one, pinned=Pin(booking.start, booking.room), deadline=None)
