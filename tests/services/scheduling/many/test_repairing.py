"""A plan after a change: what holds stays, what broke gets a place, and as little else as can be moves."""

from dataclasses import replace

from hypothesis import event, given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.differences import changes
from services.scheduling.many.explained.exhaustion import Exhaustion
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.facts import Difference, MeetingRequest, Place, Plan, Problem, Told
from services.scheduling.many.planning import plan, plan_of
from services.scheduling.many.repairing import Repaired, repair
from services.scheduling.many.verification import verify
from tests.services.scheduling.many.build import (
    at,
    booked,
    earlier,
    free,
    meeting,
    person,
    pin,
    problem,
    problems,
    room,
    seat,
)
from tests.services.scheduling.many.explained import test_exhaustion

POL = seat("pol", "politie", "anna")
SHARED = seat("pol", "politie", "anna", "carla")
MONDAY_NIGHT = at("mon", "23:00")


def planned(asked: Problem, *bookings) -> Plan:
    return plan_of(asked, bookings)


def repaired(asked: Problem, before: Plan, **more) -> Repaired:
    found = repair(asked, before, **({"iterations": 20} | more))
    assert verify(asked, found.plan) == ()
    return found


def times(found: Plan) -> dict[str, str]:
    return {booking.meeting_id: f"{booking.start:%a %H:%M}" for booking in found.bookings}


def busy(asked: Problem, who: str, *spoken: str) -> Problem:
    """The same with other hours for one person."""
    known = (replace(one, free=free(*spoken)) if one.id == who else one for one in asked.people)
    return replace(asked, people=tuple(known))


def two_on_monday(first: MeetingRequest | None = None, second: MeetingRequest | None = None) -> tuple[Problem, Plan]:
    one, other = first or meeting("m1", SHARED), second or meeting("m2", POL)
    asked = problem((person("anna", "politie"), person("carla", "politie")), (one, other))
    return asked, planned(
        asked, booked(one, at("mon", "09:00"), pol="anna"), booked(other, at("mon", "10:00"), pol="anna")
    )


def test_who_falls_out_is_replaced_at_the_same_time() -> None:
    asked, before = two_on_monday()
    found = repaired(busy(asked, "anna", "mon 10:00 18:00"), before)
    assert times(found.plan) == {"m1": "Mon 09:00", "m2": "Mon 10:00"}
    assert found.plan.bookings[0].attendees == (("pol", "carla"),)
    assert found.plan.bookings[1] == before.bookings[1]
    assert (found.placed, found.opened) == ((), ())


def test_what_holds_nowhere_at_its_time_moves_and_nothing_else_does() -> None:
    asked, before = two_on_monday(second=meeting("m2", POL, earliest=at("mon", "10:00")))
    changed = busy(asked, "anna", "mon 09:00 10:00", "tue 09:00 12:00")
    found = repaired(changed, before)
    assert times(found.plan) == {"m1": "Mon 09:00", "m2": "Tue 09:00"}
    assert (found.placed, found.opened) == (("m2",), ())


def squeezed(told: Told = Told.DRAFT, **of_the_light) -> tuple[Problem, Plan]:
    """A new grave meeting that can only be where a light one is; the light one could be on Tuesday."""
    light = meeting("light", POL, previous=earlier("mon", "09:00", told, pol="anna"), **of_the_light)
    asked = problem((person("anna", "politie", "mon 09:00 10:00", "tue 09:00 10:00"),), (light,))
    before = planned(asked, booked(light, at("mon", "09:00"), pol="anna"))
    grave = meeting("grave", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    return replace(asked, meetings=(light, grave)), before


def test_a_light_meeting_makes_room_for_a_new_grave_one() -> None:
    found = repaired(*squeezed())
    assert times(found.plan) == {"light": "Tue 09:00", "grave": "Mon 09:00"}
    assert (found.placed, found.opened) == (("grave",), ("light",))


def test_a_confirmed_or_pinned_meeting_never_makes_room() -> None:
    for asked, before in (squeezed(Told.CONFIRMED), squeezed(pinned=pin("mon", "09:00"))):
        found = repaired(asked, before)
        assert times(found.plan) == {"light": "Mon 09:00", "grave": "Tue 09:00"}
        assert found.plan.late[0].meeting_id == "grave"


def test_whom_nobody_told_anything_moves_before_whom_an_invitation_was_sent() -> None:
    hours = (person("anna", "politie", "mon 09:00 11:00", "tue 09:00 11:00"),)
    sent = meeting("a-sent", POL, previous=earlier("mon", "09:00", Told.SENT, pol="anna"))
    draft = meeting("b-draft", POL, previous=earlier("mon", "10:00", Told.DRAFT, pol="anna"))
    bookings = booked(sent, at("mon", "09:00"), pol="anna"), booked(draft, at("mon", "10:00"), pol="anna")
    before = planned(problem(hours, (sent, draft)), *bookings)
    grave = meeting("grave", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    assert repaired(problem(hours, (sent, draft, grave)), before).opened == ("b-draft",)


def test_two_make_room_where_one_is_not_enough() -> None:
    hours = (person("anna", "politie", "mon 09:00 11:00", "tue 09:00 11:00"),)
    light = tuple(meeting(f"m{number}", POL) for number in range(2))
    starts = (at("mon", "09:00"), at("mon", "10:00"))
    before = planned(problem(hours, light), *(booked(*pair, pol="anna") for pair in zip(light, starts, strict=True)))
    grave = meeting("grave", POL, risk=Risk.HIGH, minutes=120, deadline=MONDAY_NIGHT)
    found = repaired(problem(hours, (*light, grave)), before)
    assert (found.placed, found.opened) == (("grave",), ("m0", "m1"))


def crowded(told: Told = Told.SENT) -> tuple[Problem, Plan]:
    """A new grave meeting that can only be where a light one is, which has no other time at all."""
    light = meeting("light", POL, previous=earlier("mon", "09:00", told, pol="anna"))
    asked = problem((person("anna", "politie", "mon 09:00 10:00"),), (light,))
    before = planned(asked, booked(light, at("mon", "09:00"), pol="anna"))
    grave = meeting("grave", POL, risk=Risk.HIGH, deadline=MONDAY_NIGHT)
    return replace(asked, meetings=(light, grave)), before


def test_a_light_meeting_loses_its_time_to_a_grave_one_that_has_no_other() -> None:
    found = repaired(*crowded())
    assert times(found.plan) == {"grave": "Mon 09:00"}
    assert (found.placed, found.opened) == (("grave",), ("light",))


def test_a_meeting_loses_its_time_to_none_of_its_own_risk_and_a_confirmed_one_to_nobody() -> None:
    asked, before = crowded()
    alike = replace(asked, meetings=(asked.meetings[0], replace(asked.meetings[1], risk=Risk.LOW)))
    for changed_problem, earlier_plan in ((alike, before), crowded(Told.CONFIRMED)):
        assert times(repaired(changed_problem, earlier_plan).plan) == {"light": "Mon 09:00"}


def test_a_meeting_without_a_time_takes_one_that_comes_free() -> None:
    asked, before = squeezed()
    alone = planned(asked, *before.bookings)
    freed = busy(asked, "anna", "mon 09:00 11:00", "tue 09:00 10:00")
    assert times(repaired(freed, alone).plan) == {"light": "Mon 09:00", "grave": "Mon 10:00"}


def test_a_spent_budget_of_seconds_still_gives_a_sound_plan() -> None:
    assert times(repaired(*squeezed(), seconds=0.0).plan) == {"light": "Mon 09:00"}


def test_nobody_moves_for_a_meeting_that_had_no_time_before() -> None:
    asked, before = squeezed()
    unplanned = planned(asked, *before.bookings)
    found = repaired(asked, unplanned)
    assert times(found.plan) == {"light": "Mon 09:00", "grave": "Tue 09:00"}


def test_a_case_that_left_takes_its_booking_along() -> None:
    asked, before = two_on_monday()
    found = repair(replace(asked, meetings=asked.meetings[1:]), before).plan
    assert times(found) == {"m2": "Mon 10:00"}
    (gone,) = [change for change in found.changes if change.kind is Difference.DROPPED]
    assert (gone.meeting_id, gone.people, gone.told) == ("m1", 1, Told.DRAFT)


def test_a_room_that_is_gone_is_replaced_at_the_same_time() -> None:
    wanted = meeting("m1", POL, place=Place.ON_SITE)
    asked = problem((person("anna", "politie"),), (wanted,), (room("hall"), room("hut")))
    before = planned(asked, booked(wanted, at("mon", "09:00"), "hall", pol="anna"))
    found = repaired(replace(asked, rooms=asked.rooms[1:]), before)
    assert (times(found.plan), found.plan.bookings[0].room) == ({"m1": "Mon 09:00"}, "hut")


def test_a_new_pin_is_honoured_and_what_stood_there_goes() -> None:
    asked, before = two_on_monday(first=meeting("m1", POL))
    pinned = replace(asked.meetings[0], pinned=pin("mon", "10:00"))
    found = repaired(replace(asked, meetings=(pinned, asked.meetings[1])), before)
    assert times(found.plan)["m1"] == "Mon 10:00" != times(found.plan)["m2"]


def test_a_confirmed_time_that_is_possible_again_is_kept() -> None:
    confirmed = meeting("m1", POL, previous=earlier("mon", "10:00", Told.CONFIRMED, pol="anna"))
    asked, before = two_on_monday(first=confirmed)
    assert times(repaired(asked, before).plan)["m1"] == "Mon 10:00"


def test_stopped_at_once_it_keeps_what_holds_and_leaves_the_rest_without_a_time() -> None:
    asked, before = squeezed()
    found = repaired(asked, before, stop=lambda: True)
    assert times(found.plan) == {"light": "Mon 09:00"}
    assert [one.meeting_id for one in found.plan.unplanned] == ["grave"]
    assert found.plan.effort.stopped


def test_progress_goes_up_to_the_end() -> None:
    told: list[float] = []
    repaired(*squeezed(), on_progress=lambda progress: told.append(progress.done))
    assert told and told == sorted(told) and max(told) <= 1


def chained(first: MeetingRequest | None = None) -> tuple[Problem, Plan]:
    """Five grave cases of Anna, one each hour; the sixth was held at three, must be at nine now, and all would have to
    go an hour later for it."""
    ends = ("11:00", "12:00", "13:00", "14:00", "15:00")
    rest = [meeting(f"m{n}", POL, risk=Risk.HIGH, deadline=at("mon", end)) for n, end in enumerate(ends)]
    rest[0] = first or rest[0]
    lost = meeting("lost", POL, risk=Risk.HIGH, deadline=at("mon", "10:00"))
    asked = problem((person("anna", "politie", "mon 09:00 15:00"),), (*rest, lost))
    hours = ("09:00", "10:00", "11:00", "12:00", "13:00")
    stood = [booked(one, at("mon", hour), pol="anna") for one, hour in zip(rest, hours, strict=True)]
    return asked, planned(asked, *stood, booked(replace(lost, deadline=None), at("mon", "15:00"), pol="anna"))


def test_a_grave_case_that_lost_its_time_gets_one_however_many_make_room() -> None:
    found = repaired(*chained())
    assert times(found.plan)["lost"] == "Mon 09:00"
    assert (found.plan.score.late, found.placed, len(found.opened)) == (0, ("lost",), 5)


def test_what_was_confirmed_does_not_make_room_for_a_grave_case() -> None:
    told = earlier("mon", "09:00", Told.CONFIRMED, pol="anna")
    found = repaired(*chained(meeting("m0", POL, previous=told)))
    assert times(found.plan)["m0"] == "Mon 09:00"
    assert [one.proven for one in (*found.plan.late, *found.plan.unplanned)] == [True]
    assert found.opened == ()


def test_a_grave_case_that_had_no_time_before_moves_nobody() -> None:
    asked, before = chained()
    without = planned(asked, *(one for one in before.bookings if one.meeting_id != "lost"))
    assert repaired(asked, without).opened == ()


SHORT = {"max_examples": 25, "deadline": None}


@settings(**SHORT)
@given(problems())
def test_no_change_changes_nothing(asked: Problem) -> None:
    before = plan(asked, iterations=30)
    found = repaired(asked, before)
    assert found.plan.bookings == before.bookings
    assert (found.placed, found.opened) == ((), ())
    assert found.plan.changes == changes(asked, before.bookings)


@st.composite
def changed(draw) -> tuple[Problem, Plan, int]:
    """A planned problem of which somebody lost hours and one meeting is new; who that is, by number."""
    asked = draw(problems())
    before = plan(replace(asked, meetings=asked.meetings[1:]), iterations=30)
    lost = draw(st.integers(0, len(asked.people) - 1))
    struck = replace(asked.people[lost], free=asked.people[lost].free[1:])
    return replace(asked, people=(*asked.people[:lost], struck, *asked.people[lost + 1 :])), before, lost


@settings(**SHORT)
@given(changed(), st.integers(0, 40))
def test_after_a_change_the_plan_is_sound_and_all_else_is_as_it_was(
    case: tuple[Problem, Plan, int], calls: int
) -> None:
    asked, before, lost = case
    found = repaired(asked, before)
    old = {booking.meeting_id: booking for booking in before.bookings}
    touched = {*found.placed, *found.opened}
    for booking in found.plan.bookings:
        if booking.meeting_id not in touched:
            was = old[booking.meeting_id]
            if asked.people[lost].id in dict(was.attendees).values():
                was = replace(was, room=booking.room, attendees=booking.attendees, absent=booking.absent)
            assert booking == was
    asked_of = iter(range(calls))
    halted = repaired(asked, before, stop=lambda: next(asked_of, None) is None)
    assert {one.meeting_id for one in halted.plan.unplanned} | set(times(halted.plan)) == {
        one.id for one in asked.meetings
    }


@settings(**SHORT)
@given(test_exhaustion.crowded(), st.data())
def test_a_grave_case_stays_without_its_time_only_where_an_exact_search_finds_none(
    asked: Problem, data: st.DataObject
) -> None:
    before = plan(asked, iterations=0)
    struck = data.draw(st.sampled_from(asked.people))
    people = tuple(replace(one, free=one.free[1:]) if one == struck else one for one in asked.people)
    after, late = replace(asked, people=people), {one.meeting_id for one in (*before.unplanned, *before.late)}
    found = repaired(after, before, iterations=0).plan
    starts, bookings = Starts(after), {one.meeting_id: one for one in found.bookings}
    for id in {one.meeting_id for one in (*found.unplanned, *found.late)} - late:
        if starts.meetings[id].risk is Risk.HIGH:
            event("late")
            assert not Exhaustion(starts, bookings).search(starts.meetings[id]).ways
