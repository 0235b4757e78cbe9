"""Checks a plan of many meetings by other means than those that made it; run on every plan before it is shown or kept.

Plain datetimes, sets and the problem itself: nothing is shared with the search or with its prices.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from services.scheduling.many.checked.across import across_breaches
from services.scheduling.many.checked.ground import Ground, Held, held
from services.scheduling.many.checked.scoring import minutes_late, score_of
from services.scheduling.many.checked.seating import minimum_met
from services.scheduling.many.checked.staying import wrongly_moved
from services.scheduling.many.facts import Booking, Plan, Problem, Score
from services.scheduling.many.reasons import Breach, PlanWrong, Violation


def verify(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Everything that is wrong with a plan of this problem; empty when it is sound."""
    ground = Ground(problem)
    sound = _known(ground, plan.bookings)
    found = [*_list_breaches(ground, plan), *_lateness(ground, plan)]
    for one in sound:
        found += _booking_breaches(ground, one)
    found += across_breaches(ground, sound)
    found += (Violation(Breach.CONFIRMED, (id,)) for id in wrongly_moved(ground, sound))
    if score_of(ground, sound) != plan.score:
        found.append(Violation(Breach.SCORE))
    return tuple(found)


def require_sound(problem: Problem, plan: Plan) -> None:
    """Raises `PlanWrong` with how many breaches there are of each kind, unless the plan is sound."""
    found = Counter(violation.breach for violation in verify(problem, plan))
    if found:
        raise PlanWrong(breaches=dict(found))


def score(problem: Problem, bookings: Iterable[Booking]) -> Score:
    """The score of these bookings, as `Score` defines it. Bookings of no meeting of the problem do not count, and of
    several of one meeting the first."""
    ground = Ground(problem)
    return score_of(ground, _known(ground, bookings))


def _known(ground: Ground, bookings: Iterable[Booking]) -> list[Held]:
    """The first booking of each meeting of the problem, where its moments have a zone."""
    found: dict[str, Held] = {}
    for booking in bookings:
        wanted = ground.meetings.get(booking.meeting_id)
        if wanted and booking.meeting_id not in found and booking.start.tzinfo and booking.end.tzinfo:
            found[booking.meeting_id] = held(wanted, booking)
    return list(found.values())


def _list_breaches(ground: Ground, plan: Plan) -> Iterator[Violation]:
    """Every meeting is in the plan once: booked, or without a time and explained."""
    without = [one.meeting_id for one in plan.unplanned]
    named = Counter([*(booking.meeting_id for booking in plan.bookings), *without])
    for id in {*named, *(one.meeting_id for one in plan.late)} - set(ground.meetings):
        yield Violation(Breach.UNKNOWN, (id,))
    for id in ground.meetings:
        if named[id] != 1:
            yield Violation(Breach.TWICE if named[id] else Breach.DROPPED, (id,))
    for booking in plan.bookings:
        if not (booking.start.tzinfo and booking.end.tzinfo):
            yield Violation(Breach.OFF_GRID, (booking.meeting_id,))


def _lateness(ground: Ground, plan: Plan) -> Iterator[Violation]:
    """Every booking tells by how much it is late, and exactly the late ones are explained, each once."""
    explained = Counter(one.meeting_id for one in plan.late)
    late = Counter()
    for one in _known(ground, plan.bookings):
        over = minutes_late(one.meeting, one.booking)
        late[one.id] = int(over > 0)
        if one.booking.late_minutes != over:
            yield Violation(Breach.LATENESS, (one.id,))
    for id in ground.meetings:
        if explained[id] != late[id]:
            yield Violation(Breach.LATENESS, (id,))


def _booking_breaches(ground: Ground, one: Held) -> Iterator[Violation]:
    """What is wrong with one booking, whatever the others are."""
    for breach in ground.time_breaches(one):
        yield Violation(breach, (one.id,))
    for breach, who in ground.place_breaches(one):
        yield Violation(breach, (one.id,), who)
    yield from _seat_breaches(ground, one)
    if not minimum_met(one.meeting, one.booking.attendees):
        yield Violation(Breach.MINIMUM, (one.id,))
    settled = one.meeting.pinned
    if settled and (one.booking.start != settled.start or settled.room not in ("", one.booking.room)):
        yield Violation(Breach.PIN, (one.id,))


def _seat_breaches(ground: Ground, one: Held) -> Iterator[Violation]:
    """Each seat is filled once by one of its people, who is free and sits on no other seat, or is absent."""
    seats = {seat.id: seat for seat in one.meeting.seats}
    if Counter(seat for seat, _ in one.booking.attendees) + Counter(one.booking.absent) != Counter(list(seats)):
        yield Violation(Breach.SEAT, (one.id,))
    for seat, person in one.booking.attendees:
        if person not in ground.people:
            yield Violation(Breach.UNKNOWN, (one.id,), person)
        elif seat in seats and person not in seats[seat].people:
            yield Violation(Breach.SEAT, (one.id,), person)
    for person, times in Counter(person for _, person in one.booking.attendees).items():
        if times > 1:
            yield Violation(Breach.PERSON_TWICE, (one.id,), person)
        if person not in ground.people:
            continue
        if not ground.is_free(person, one):
            yield Violation(Breach.NOT_FREE, (one.id,), person)
        elif not ground.can_go(person, one):
            yield Violation(Breach.TRAVEL, (one.id,), person)
