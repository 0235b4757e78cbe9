"""Plans: one made at once, one improved as long as one likes, and what somebody with a list would do."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from time import process_time

from services.scheduling.many.asked import NOBODY, Rows, place_id
from services.scheduling.many.facts import (
    Booking,
    Change,
    Difference,
    Effort,
    MeetingRequest,
    Plan,
    Problem,
    Progress,
    Score,
    Told,
)
from services.scheduling.many.model import Model, Standing
from services.scheduling.many.reasons import Explained
from services.scheduling.search import IMPOSSIBLE, improve
from services.scheduling.search import Progress as Step

Explain = Callable[[Problem, tuple[Booking, ...], str], Explained]


def plan(
    problem: Problem,
    *,
    seed: int = 0,
    iterations: int | None = 20_000,
    seconds: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    warm_start: Plan | None = None,
    explain: Explain | None = None,
) -> Plan:
    """A time for every meeting that can have one, improved within so many iterations or CPU seconds (the first spent;
    neither: the first plan). The same problem, seed and iterations, without seconds, give the same plan.

    `warm_start`: a plan to begin with; what of it is no longer possible is placed anew. Stopped, it gives the best plan
    so far. Bookings come in the order of the problem's meetings.
    """
    begun = process_time()
    model = _begun(problem, warm_start.bookings if warm_start else ())
    first, done, asked = process_time() - begun, 0, _Asked(stop)
    if model.size and (iterations or seconds):
        tell = partial(_tell, on_progress, model.size) if on_progress else None
        outcome = improve(
            model, seed=seed, iterations=iterations, seconds=seconds, on_progress=tell, stop=asked, cost=model.cost
        )
        done = outcome.iterations
    effort = Effort(done, process_time() - begun, first, asked.stopped)
    return plan_of(problem, bookings_of(model), effort=effort, explain=explain, score=model.score)


def first_plan(problem: Problem, *, explain: Explain | None = None) -> Plan:
    """Each meeting where it costs least, settled ones first, then by risk, deadline and the fewest starts."""
    return plan(problem, iterations=None, explain=explain)


def in_order_of_arrival(problem: Problem, *, explain: Explain | None = None) -> Plan:
    """What somebody with a list does: settled meetings first, then one after the other as they come in, each at the
    first time that there is. For comparison."""
    begun, model = process_time(), Model(problem)
    meetings = problem.meetings
    for item in sorted(
        range(model.size),
        key=lambda item: (not model.asked[item].kept, meetings[item].earliest.timestamp(), meetings[item].id),
    ):
        prices = model.price(item)
        possible = (prices < IMPOSSIBLE).nonzero()[0]
        if model.asked[item].kept:
            _insert(model, item)
        elif len(possible):
            model.place(item, int(min(possible.tolist(), key=lambda position: (position % model.axis.size, position))))
    spent = process_time() - begun
    return plan_of(problem, bookings_of(model), effort=Effort(0, spent, spent), explain=explain, score=model.score)


def model_of(problem: Problem, bookings: Iterable[Booking]) -> Model:
    """The model with these meetings placed, settled ones first. What is no longer possible with those people is placed
    there with others, and what cannot be there at all is left without a place."""
    model = Model(problem)
    _restore(model, bookings)
    return model


def bookings_of(model: Model) -> tuple[Booking, ...]:
    """Every placed meeting, in the order of the problem's."""
    return tuple(
        _booking(model, item, standing) for item, standing in enumerate(model.standing) if standing is not None
    )


def _begun(problem: Problem, bookings: Sequence[Booking]) -> Model:
    """The first complete plan: settled meetings, then what there was, then the rest, each where it costs least."""
    model = Model(problem)
    kept = {meeting.id for meeting, asked in zip(problem.meetings, model.asked, strict=True) if asked.kept}
    order = model.order()
    _restore(model, (booking for booking in bookings if booking.meeting_id in kept), at_home=True)
    for item in order:
        if model.asked[item].kept and model.standing[item] is None:
            _insert(model, item)
    _restore(model, (booking for booking in bookings if booking.meeting_id not in kept))
    for item in order:
        if model.standing[item] is None:
            _insert(model, item)
    return model


def _insert(model: Model, item: int) -> None:
    """Places a meeting where it costs least, the first of equals, if it can be anywhere."""
    prices = model.price(item)
    position = int(prices.argmin())
    if prices[position] < IMPOSSIBLE:
        model.place(item, position)


def _restore(model: Model, bookings: Iterable[Booking], at_home: bool = False) -> None:
    known = {booking.meeting_id: booking for booking in bookings}
    for item in model.order() if known else ():
        booking = known.get(model.problem.meetings[item].id)
        place = _where(model, item, booking) if booking else None
        if booking is None or place is None or (at_home and not model.at_home(item, *place)):
            continue
        rows = _rows(model, item, booking)
        if rows is None or not model.can_sit(item, *place, rows):
            rows = model.rows(item, *place)
        if rows is not None:
            model.seat(item, *place, rows)


def _where(model: Model, item: int, booking: Booking) -> tuple[int, int] | None:
    asked = model.asked[item]
    slot = model.axis.slot_of.get(booking.start.timestamp())
    places = [place_id(model.problem.rooms, place) for place in asked.places]
    return (slot, places.index(booking.room)) if slot is not None and booking.room in places else None


def _rows(model: Model, item: int, booking: Booking) -> Rows | None:
    """Who sits where, as rows; None: somebody sits where nobody asked them."""
    asked, people = model.asked[item], model.problem.people
    sitting, rows = dict(booking.attendees), []
    for seat, able in zip(asked.meeting.seats, asked.seats, strict=True):
        person = sitting.pop(seat.id, None)
        found = [row for row in able if asked.people[row] < len(people) and people[asked.people[row]].id == person]
        if person is not None and not found:
            return None
        rows.append(found[0] if found else NOBODY)
    return None if sitting else tuple(rows)


def _booking(model: Model, item: int, standing: Standing) -> Booking:
    asked, problem = model.asked[item], model.problem
    pairs = list(zip(asked.meeting.seats, standing.rows, strict=True))
    start = model.axis.moment(standing.slot)
    return Booking(
        asked.meeting.id,
        start,
        start + timedelta(minutes=asked.meeting.minutes),
        place_id(problem.rooms, asked.places[standing.place]),
        tuple((seat.id, problem.people[asked.people[row]].id) for seat, row in pairs if row != NOBODY),
        tuple(seat.id for seat, row in pairs if row == NOBODY),
        model.minutes_late(asked, standing.slot),
    )


def plan_of(
    problem: Problem,
    bookings: tuple[Booking, ...],
    *,
    effort: Effort | None = None,
    explain: Explain | None = None,
    score: Score | None = None,
) -> Plan:
    """The plan of these bookings, with what changes and why meetings are late or have no time. `score` where it is
    known already."""
    known = {booking.meeting_id: booking for booking in bookings}
    lacking = [meeting.id for meeting in problem.meetings if meeting.id not in known]
    late = [booking.meeting_id for booking in bookings if booking.late_minutes]
    return Plan(
        bookings=bookings,
        unplanned=tuple(explain(problem, bookings, one) for one in lacking) if explain else (),
        late=tuple(explain(problem, bookings, one) for one in late) if explain else (),
        score=score or model_of(problem, bookings).score,
        changes=changes(problem, bookings),
        effort=effort or Effort(),
    )


def changes(problem: Problem, bookings: Iterable[Booking]) -> tuple[Change, ...]:
    """How these bookings differ from what was planned before, in the order of the problem's meetings. A meeting without
    an earlier time is new."""
    known = {booking.meeting_id: booking for booking in bookings}
    found = (_change(meeting, known.get(meeting.id)) for meeting in problem.meetings)
    return tuple(change for change in found if change)


def _change(meeting: MeetingRequest, booking: Booking | None) -> Change | None:
    earlier = meeting.previous
    now = {person for _, person in booking.attendees} if booking else set()
    if earlier is None:
        return Change(meeting.id, Difference.NEW, Told.DRAFT, len(now)) if booking else None
    sat = {person for _, person in earlier.attendees}
    if booking is None:
        return Change(meeting.id, Difference.DROPPED, earlier.told, len(sat))
    if booking.start.timestamp() != earlier.start.timestamp():
        return Change(meeting.id, Difference.MOVED, earlier.told, len(sat | now))
    if booking.room != earlier.room:
        return Change(meeting.id, Difference.ROOM, earlier.told, len(sat | now))
    return Change(meeting.id, Difference.PEOPLE, earlier.told, len(sat ^ now)) if sat != now else None


class _Asked:
    """Whether to stop, remembered once it was said."""

    def __init__(self, stop: Callable[[], bool] | None) -> None:
        self.stop, self.stopped = stop, False

    def __call__(self) -> bool:
        self.stopped = self.stopped or bool(self.stop and self.stop())
        return self.stopped


def _tell(on_progress: Callable[[Progress], None], meetings: int, step: Step) -> None:
    on_progress(Progress(step.share, step.iterations, meetings - step.unplaced, Score(*step.levels[1:])))
