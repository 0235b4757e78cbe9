"""From bookings to the model of a plan and back."""

from collections.abc import Iterable
from datetime import timedelta

from services.scheduling.many.costs.asked import NOBODY, Rows, place_id
from services.scheduling.many.costs.model import Model, Standing
from services.scheduling.many.facts import Booking, Problem


def model_of(problem: Problem, bookings: Iterable[Booking]) -> Model:
    """The model with these meetings placed, settled ones first. What is no longer possible with those people is placed
    there with others, and what cannot be there at all is left without a place."""
    model = Model(problem)
    restore(model, bookings)
    return model


def bookings_of(model: Model) -> tuple[Booking, ...]:
    """Every placed meeting, in the order of the problem's."""
    return tuple(
        booking_of(model, item, standing) for item, standing in enumerate(model.standing) if standing is not None
    )


def restore(model: Model, bookings: Iterable[Booking], at_home: bool = False) -> None:
    """Places those of these meetings that have no place in the model; `at_home`: only settled ones where they are to
    stay."""
    known = {booking.meeting_id: booking for booking in bookings}
    for item in model.order() if known else ():
        if model.standing[item] is not None:
            continue
        booking = known.get(model.problem.meetings[item].id)
        place = where_of(model, item, booking) if booking else None
        if booking is None or place is None or (at_home and not model.at_home(item, *place)):
            continue
        rows = rows_of(model, item, booking)
        if rows is None or not model.can_sit(item, *place, rows):
            rows = model.rows(item, *place)
        if rows is not None:
            model.seat(item, *place, rows)


def where_of(model: Model, item: int, booking: Booking) -> tuple[int, int] | None:
    """Slot and place of a booking; None: off the grid, or in a place where the meeting may not be held."""
    asked = model.asked[item]
    slot = model.axis.slot_of.get(booking.start.timestamp())
    places = [place_id(model.problem.rooms, place) for place in asked.places]
    return (slot, places.index(booking.room)) if slot is not None and booking.room in places else None


def rows_of(model: Model, item: int, booking: Booking) -> Rows | None:
    """Who sits where, as rows; None: somebody sits where nobody asked them."""
    asked, people = model.asked[item], model.problem.people
    sitting, rows = dict(booking.attendees), []
    for seat, able in zip(asked.meeting.seats, asked.seats, strict=True):
        person = sitting.pop(seat.id, None)
        found = [row for row in able if asked.persons[row] < len(people) and people[asked.persons[row]].id == person]
        if person is not None and not found:
            return None
        rows.append(found[0] if found else NOBODY)
    return None if sitting else tuple(rows)


def booking_of(model: Model, item: int, standing: Standing) -> Booking:
    """A placed meeting with its time, its place and who sits there."""
    asked, problem = model.asked[item], model.problem
    pairs = list(zip(asked.meeting.seats, standing.rows, strict=True))
    start = model.axis.moment(standing.slot)
    return Booking(
        asked.meeting.id,
        start,
        start + timedelta(minutes=asked.meeting.minutes),
        place_id(problem.rooms, asked.places[standing.place]),
        tuple((seat.id, problem.people[asked.persons[row]].id) for seat, row in pairs if row != NOBODY),
        tuple(seat.id for seat, row in pairs if row == NOBODY),
        model.minutes_late(asked, standing.slot),
    )
