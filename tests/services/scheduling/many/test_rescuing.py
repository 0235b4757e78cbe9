"""A rescue gives grave late meetings a time, never makes a plan dearer, and leaves one that the check accepts."""

from dataclasses import replace

from hypothesis import event, given, settings
from hypothesis import strategies as st

from models.terms import Risk
from services.scheduling.many.costs.bookings import bookings_of, model_of
from services.scheduling.many.costs.model import Model
from services.scheduling.many.costs.settling import settle
from services.scheduling.many.facts import Problem, Told
from services.scheduling.many.planning import first_plan, in_order_of_arrival, plan, plan_of
from services.scheduling.many.rescuing import Rescue
from services.scheduling.many.verification import verify
from tests.services.scheduling.many.build import at, booked, earlier, meeting, person, problem, problems, seat
from tests.services.scheduling.many.explained.test_exhaustion import crowded

NIGHT = at("mon", "23:00")


def rescued(model: Model) -> Model:
    Rescue(model).round(lambda: False, None)
    return model


def confirmed_in_the_way() -> Problem:
    """Anna is wanted at nine by a grave case and sits in a confirmed meeting then, where Bram could sit for her."""
    sat = seat("s", "politie", "anna", "bram")
    kept = meeting("m1", sat, previous=earlier("mon", "09:00", Told.CONFIRMED, s="anna"))
    grave = meeting("m2", seat("s", "politie", "anna"), risk=Risk.HIGH, deadline=at("mon", "10:00"))
    return problem((person("anna", "politie", "mon 09:00 18:00"), person("bram", "politie")), (kept, grave))


def test_a_confirmed_meeting_keeps_its_time_with_a_substitute() -> None:
    asked = confirmed_in_the_way()
    assert first_plan(asked).late
    made = plan(asked, iterations=1)
    assert [(one.start, dict(one.attendees)["s"]) for one in made.bookings] == [
        (at("mon", "09:00"), "bram"),
        (at("mon", "09:00"), "anna"),
    ]
    assert verify(asked, made) == ()


def test_a_chain_of_grave_ones_makes_room() -> None:
    """The first must leave nine for ten, the second ten for eleven, so that the third can have nine."""
    sat = seat("s", "politie", "anna")
    ends = ("11:00", "12:00", "10:00")
    three = tuple(meeting(f"m{n}", sat, risk=Risk.HIGH, deadline=at("mon", end)) for n, end in enumerate(ends))
    asked = problem((person("anna", "politie", "mon 09:00 12:00", "tue 09:00 10:00"),), three)
    stand = (at("mon", "09:00"), at("mon", "10:00"), at("tue", "09:00"))
    begun = [booked(one, when, s="anna") for one, when in zip(three, stand, strict=True)]
    model = rescued(model_of(asked, begun))
    assert [one.start for one in bookings_of(model)] == [at("mon", clock) for clock in ("10:00", "11:00", "09:00")]


def test_without_a_better_plan_all_is_as_it_was() -> None:
    asked = confirmed_in_the_way()
    alone = replace(asked, people=asked.people[:1])
    model = model_of(alone, first_plan(alone).bookings)
    before = list(model.standing), model.cost
    assert (rescued(model).standing, model.cost) == before


@settings(max_examples=50, deadline=None)
@given(st.one_of(crowded(), problems()))
def test_a_rescue_never_makes_a_plan_dearer_and_leaves_a_sound_one(asked: Problem) -> None:
    model = model_of(asked, in_order_of_arrival(asked).bookings)
    before = model.cost
    rescued(model)
    event("better" if model.cost < before else "same")
    assert model.cost <= before
    assert model_of(asked, bookings_of(model)).cost == model.cost
    settle(model)  # as a plan does: a settled meeting may have got back the place that it had lost before
    assert model.cost <= before
    assert verify(asked, plan_of(asked, bookings_of(model))) == ()
