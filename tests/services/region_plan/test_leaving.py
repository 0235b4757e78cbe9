"""Whoever leaves a case within the days of a plan, in parts that the engine knows."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.cases.facts import PartnerSeat
from services.region_plan.leaving import joined, parts_of, professional
from services.scheduling.facts import local_day
from services.scheduling.many.facts import VIDEO, Booking
from tests.services.region_plan.conftest import MONDAY, at

FRIDAY = MONDAY + timedelta(days=4)
DAYS = st.one_of(st.none(), st.integers(0, 9).map(lambda days: MONDAY + timedelta(days=days)))


def a_seat(number: int, until: date | None) -> PartnerSeat:
    return PartnerSeat(f"s{number}", "politie", "adviseur", "P", professional_id="p", until_on=until)


@given(st.lists(DAYS, min_size=1, max_size=4))
def test_on_every_day_one_part_of_a_person_is_free_and_may_sit_where_the_seat_is_held(
    untils: list[date | None],
) -> None:
    seats = [a_seat(number, until) for number, until in enumerate(untils)]
    parts = parts_of(seats, FRIDAY)
    every = {part for seat in seats for part in parts.on_seat("p", seat.until_on)}
    for day in range(5):
        block, moment = (at(day, 9), at(day, 12)), MONDAY + timedelta(days=day)
        free = {part for part in every if parts.free(part, [block])}
        held = [seat for seat in seats if seat.until_on is None or moment <= seat.until_on]
        assert len(free) == (1 if held else 0)
        for seat in seats:
            assert bool(free & set(parts.on_seat("p", seat.until_on))) == (seat in held)
        assert not free or free == {parts.on_day("p", moment)}


def test_a_booking_comes_back_by_professional_without_seats_that_ended() -> None:
    parts = parts_of([a_seat(1, MONDAY), a_seat(2, None)], FRIDAY)
    booking = Booking("m", at(1, 9), at(1, 10), VIDEO, (("s2", "p"),), ("s1", "s3"))
    split = parts.split(booking)
    ((_, part),) = split.attendees
    assert part != "p"
    assert professional(part) == "p"
    assert local_day(booking.start) > MONDAY
    assert joined(split, ["s2", "s3"]).attendees == booking.attendees
    assert joined(split, ["s2", "s3"]).absent == ("s3",)
