"""Why a meeting is late or has no time: the first reason that is true, what it costs, what helps, what is proven."""

from dataclasses import replace
from datetime import time

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.explanation import explain, explain_all
from services.scheduling.many.facts import MeetingRequest, Pin, Place, Policy, Problem, Told
from services.scheduling.many.reasons import BlockingSeat, Hindrance, WayOut
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

MORNING = "mon 09:00 12:00"
POL, VT = seat("pol", "politie", "anna"), seat("vt", "VT", "bram")
TWO = (person("anna", "politie", MORNING), person("bram", "VT", "mon 11:00 17:00"))
MONDAY_NIGHT = at("mon", "23:00")


def why(asked: Problem, id: str = "m1", *bookings):
    return explain(asked, bookings, id)


def test_nobody_is_invited() -> None:
    found = why(problem(TWO, (meeting("m1"),)))
    assert (found.hindrance, found.proven, found.times) == (Hindrance.NOBODY, True, 0)


def test_group_without_a_seat_is_named_before_any_calendar() -> None:
    found = why(problem(TWO, (meeting("m1", POL, rule=(("politie",), ("VHH", "VT"))),)))
    assert (found.hindrance, found.proven) == (Hindrance.MINIMUM_NOT_INVITED, True)


def test_one_person_cannot_be_two_of_the_minimum() -> None:
    both = (seat("pol", "politie", "anna"), seat("vt", "VT", "anna"))
    assert why(problem(TWO, (meeting("m1", *both),))).hindrance is Hindrance.MINIMUM_NOT_INVITED


def test_nobody_shares_a_time_before_the_deadline() -> None:
    found = why(problem(TWO, (meeting("m1", POL, VT, minutes=90, deadline=MONDAY_NIGHT),)))
    assert (found.hindrance, found.proven, found.times) == (Hindrance.NO_COMMON_TIME, True, 0)
    assert found.blocking == (BlockingSeat(("politie",), "", 10), BlockingSeat(("VT",), "", 4))
    assert [way.way for way in found.suggestions] == [WayOut.SUBSTITUTE, WayOut.SUBSTITUTE, WayOut.SHORTER]
    assert [(way.seat_id, way.times) for way in found.suggestions[:2]] == [("pol", 10), ("vt", 4)]
    assert (found.suggestions[2].minutes, found.suggestions[2].times) == (60, 1)


def test_deadline_before_the_first_possible_start() -> None:
    wanted = meeting("m1", POL, earliest=at("mon", "09:00"), deadline=at("mon", "09:30"))
    found = why(problem(TWO, (wanted,)))
    assert (found.hindrance, found.proven, found.open_times) == (Hindrance.DEADLINE_PASSED, True, 0)
    (late,) = [way for way in found.suggestions if way.way is WayOut.AFTER_DEADLINE]
    assert (late.start, late.late_minutes, late.times) == (at("mon", "09:00"), 30, 5)


def test_people_could_meet_but_no_room_is_large_enough() -> None:
    wanted = meeting("m1", POL, VT, place=Place.ON_SITE)
    found = why(problem(TWO, (wanted,), (room("hut", 1),)))
    assert (found.hindrance, found.proven) == (Hindrance.NO_ROOM, True)
    assert WayOut.ONLINE in {way.way for way in found.suggestions}
    assert why(problem(TWO, (wanted,), (room("hall", 2),))).hindrance is not Hindrance.NO_ROOM


def test_who_comes_to_no_room_leaves_no_common_time_rather_than_no_room() -> None:
    stays_home = (replace(TWO[0], online_only=True), TWO[1])
    found = why(problem(stays_home, (meeting("m1", POL, VT, place=Place.ON_SITE),), (room("hall"),)))
    assert found.hindrance is Hindrance.NO_COMMON_TIME


def test_pin_outside_somebodys_hours_and_pin_off_the_grid() -> None:
    for settled in (pin("mon", "13:00"), pin("mon", "09:10")):
        found = why(problem(TWO, (meeting("m1", POL, pinned=settled),)))
        assert (found.hindrance, found.proven) == (Hindrance.PIN_IMPOSSIBLE, True)


def test_two_pins_that_need_the_only_officer_name_each_other() -> None:
    two = tuple(meeting(id, POL, pinned=pin("mon", clock)) for id, clock in (("m1", "09:00"), ("m2", "09:30")))
    found = why(problem(TWO, two))
    assert (found.hindrance, found.proven, found.others) == (Hindrance.PINS_COLLIDE, True, ("m2",))


def test_two_pins_with_an_officer_each_do_not_collide() -> None:
    shared = seat("pol", "politie", "anna", "carla")
    two = tuple(meeting(id, shared, pinned=pin("mon", "09:00")) for id in ("m1", "m2"))
    found = why(problem((*TWO, person("carla", "politie")), two))
    assert found.hindrance is not Hindrance.PINS_COLLIDE


def test_two_pins_in_the_only_room_collide() -> None:
    one = meeting("m1", POL, place=Place.ON_SITE, pinned=pin("mon", "11:00"))
    other = meeting("m2", VT, place=Place.ON_SITE, pinned=pin("mon", "11:30"))
    assert why(problem(TWO, (one, other), (room("hall"),))).others == ("m2",)
    assert why(problem(TWO, (one, other), (room("hall"), room("hut")))).others == ()


def three_in_two_hours(risk: Risk = Risk.LOW) -> Problem:
    hours = (person("anna", "politie", "mon 09:00 11:00"),)
    others = (meeting(f"m{number}", POL, risk=risk, deadline=MONDAY_NIGHT) for number in (2, 3))
    return problem(hours, (meeting("m1", POL, risk=Risk.MEDIUM, deadline=MONDAY_NIGHT), *others))


def test_shortage_is_proven_against_meetings_of_at_least_this_risk() -> None:
    found = why(three_in_two_hours(Risk.HIGH))
    assert (found.hindrance, found.proven, found.others) == (Hindrance.SHORTAGE, True, ("m2", "m3"))


def test_lighter_meetings_are_no_proof_and_are_offered_for_a_swap() -> None:
    asked = three_in_two_hours(Risk.LOW)
    taken = [booked(asked.meetings[n], at("mon", clock), pol="anna") for n, clock in ((1, "09:00"), (2, "10:00"))]
    found = why(asked, "m1", *taken)
    assert (found.hindrance, found.proven, found.others) == (Hindrance.TAKEN_BY_OTHERS, False, ("m2", "m3"))


def test_the_gravest_are_explained_first_and_the_rest_is_left_when_it_ends() -> None:
    asked, shares = three_in_two_hours(Risk.LOW), list[float]()
    names = ("m2", "m1", "m3")
    found = explain_all(asked, (), names, lambda share: bool(shares.append(share)) or share > 0)
    assert [one.meeting_id for one in found] == list(names)
    assert [one.hindrance is Hindrance.NOT_EXAMINED for one in found] == [True, False, True]
    assert shares == [0, 1 / 3]
    assert explain_all(asked, (), names)[1] == found[1]


def test_fragments_too_short_for_a_meeting_are_no_time() -> None:
    hours = (person("anna", "politie", "mon 09:00 10:30", "mon 11:00 12:30", "mon 13:00 14:30"),)
    four = tuple(meeting(f"m{number}", POL, deadline=MONDAY_NIGHT) for number in range(4))
    assert why(problem(hours, four), "m0").hindrance is Hindrance.SHORTAGE
    assert why(problem(hours, four[:3]), "m0").hindrance is Hindrance.TAKEN_BY_OTHERS


def test_a_confirmed_meeting_of_lower_risk_counts_where_it_can_stay() -> None:
    hours = (person("anna", "politie", "mon 09:00 10:00"),)
    kept = meeting("m2", POL, previous=earlier("mon", "09:00", Told.CONFIRMED, pol="anna"))
    grave = meeting("m1", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    assert why(problem(hours, (grave, kept))).others == ("m2",)
    sent = replace(kept, previous=replace(kept.previous, told=Told.SENT))
    assert why(problem(hours, (grave, sent))).hindrance is Hindrance.TAKEN_BY_OTHERS


def test_swap_is_offered_with_a_lighter_meeting_that_can_go_elsewhere() -> None:
    hours = (person("anna", "politie", "mon 09:00 10:00", "tue 09:00 10:00"),)
    grave = meeting("m1", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    light = meeting("m2", POL)
    found = why(problem(hours, (grave, light)), "m1", booked(light, at("mon", "09:00"), pol="anna"))
    ways = {way.way: way for way in found.suggestions}
    assert (ways[WayOut.SWAP].meeting_id, ways[WayOut.SWAP].times) == ("m2", 1)
    assert ways[WayOut.AFTER_DEADLINE].start == at("tue", "09:00")
    assert [way.way for way in found.suggestions] == sorted(
        (way.way for way in found.suggestions), key=list(WayOut).index
    )


def test_no_swap_with_one_that_was_confirmed_or_has_nowhere_to_go() -> None:
    hours = (person("anna", "politie", "mon 09:00 10:00", "tue 09:00 10:00"),)
    grave = meeting("m1", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    confirmed = meeting("m2", POL, previous=earlier("mon", "09:00", Told.CONFIRMED, pol="anna"))
    stuck = meeting("m2", POL, deadline=MONDAY_NIGHT)
    for light in (confirmed, stuck):
        found = why(problem(hours, (grave, light)), "m1", booked(light, at("mon", "09:00"), pol="anna"))
        assert WayOut.SWAP not in {way.way for way in found.suggestions}


def test_travel_between_two_sites_takes_times() -> None:
    rooms = (room("north", 9, "noord"), room("south", 9, "zuid"))
    hours = (person("anna", "politie", "mon 08:00 12:00"),)
    one = meeting("m1", POL, place=Place.ON_SITE, deadline=MONDAY_NIGHT, pinned=pin("mon", "10:00", "south"))
    other = meeting("m2", POL, place=Place.ON_SITE)
    asked = problem(hours, (one, other), rooms)
    assert why(asked, "m1", booked(other, at("mon", "09:00"), "north", pol="anna")).others == ("m2",)


def test_meetings_beyond_those_of_a_day_are_a_shortage() -> None:
    hours = (person("anna", "politie", MORNING, most_a_day=1),)
    two = tuple(meeting(id, POL, deadline=MONDAY_NIGHT) for id in ("m1", "m2"))
    assert why(problem(hours, two)).hindrance is Hindrance.SHORTAGE


def test_too_few_rooms_are_a_shortage() -> None:
    many = tuple(person(f"p{number}", "politie", "mon 09:00 11:00") for number in range(3))
    three = tuple(
        meeting(f"m{n}", seat("s", "politie", f"p{n}"), place=Place.ON_SITE, deadline=MONDAY_NIGHT) for n in range(3)
    )
    assert why(problem(many, three, (room("hall"),)), "m0").hindrance is Hindrance.SHORTAGE
    assert why(problem(many, three, (room("hall"), room("hut"))), "m0").hindrance is Hindrance.TAKEN_BY_OTHERS


def test_all_licences_in_use_are_taken_by_others() -> None:
    one, other = meeting("m1", POL, deadline=at("mon", "10:00")), meeting("m2", VT)
    asked = problem((TWO[0], person("bram", "VT")), (one, other), policy=Policy(video_licences=1))
    assert why(asked, "m1", booked(other, at("mon", "08:30"), vt="bram")).others == ("m2",)


@settings(max_examples=25, deadline=None)
@given(problems())
def test_times_are_those_found_by_trying_everything(asked: Problem) -> None:
    for found, wanted in zip(explain_all(asked, (), [one.id for one in asked.meetings]), asked.meetings, strict=True):
        assert found.times == len(brute.starts(asked, wanted)), wanted.id
        if found.proven and not found.others:
            assert found.times == 0


@st.composite
def crowded(draw) -> Problem:
    """One short day, two or three people who sit in for each other, and more meetings than may fit."""
    hours = st.sampled_from(("mon 09:00 11:00", "mon 09:00 10:30", "mon 10:00 12:00", "mon 09:30 11:30"))
    known = tuple(
        person(f"p{n}", "politie", draw(hours), most_a_day=draw(st.sampled_from((None, None, 1)))) for n in range(3)
    )
    wanted = []
    for number in range(draw(st.integers(2, 4))):
        sat = tuple(draw(st.lists(st.sampled_from(("p0", "p1", "p2")), min_size=1, max_size=2, unique=True)))
        wanted.append(
            meeting(
                f"m{number}",
                seat("s", "politie", *sat),
                risk=draw(st.sampled_from(Risk)),
                minutes=draw(st.sampled_from((30, 60, 60, 90))),
                deadline=draw(st.sampled_from((at("mon", "11:00"), MONDAY_NIGHT, None))),
                place=draw(st.sampled_from((Place.ONLINE, Place.ONLINE, Place.ON_SITE))),
                pinned=draw(st.sampled_from((None, None, None, pin("mon", "09:30")))),
                previous=draw(st.sampled_from((None, earlier("mon", "10:00", Told.CONFIRMED, s=sat[0])))),
            )
        )
    return problem(known, tuple(wanted), (room("hall", 2),), days=1, day_start=time(9), day_end=time(12))


@settings(max_examples=50, deadline=None)
@given(crowded())
@example(three_in_two_hours(Risk.HIGH))
def test_a_proof_is_one(asked: Problem) -> None:
    """What is said to be impossible is: the meeting in time together with the others named, each of them possible."""
    by_id = {one.id: one for one in asked.meetings}
    for found in explain_all(asked, (), by_id):
        if not found.proven:
            continue
        if found.hindrance is Hindrance.PINS_COLLIDE:
            assert not any(brute.all_in_time(asked, [by_id[found.meeting_id], by_id[id]]) for id in found.others)
            continue
        kept = [_as_it_stays(asked, by_id[id]) for id in found.others]
        assert not brute.all_in_time(asked, [by_id[found.meeting_id], *kept])
        assert all(brute.ways(asked, one) for one in kept)


def _as_it_stays(asked: Problem, one: MeetingRequest) -> MeetingRequest:
    """A meeting that was confirmed, or pinned after its deadline, keeps its time and place where it can, in time or
    not."""
    before, settled = one.previous, one.pinned
    if before and before.told is Told.CONFIRMED and not settled:
        home = Pin(before.start, before.room)
        settled = home if brute.starts(asked, replace(one, pinned=home), in_time=False) else None
    return replace(one, pinned=settled, deadline=None if settled else one.deadline)
