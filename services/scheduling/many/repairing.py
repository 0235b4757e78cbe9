"""A plan mended after calendars, cases or rooms have changed, so that as few people as can be hear of it.

Source: `scheduling.md` section 5, level L2; the smallest neighbourhood first.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from random import Random
from time import process_time

import numpy as np
from numpy.typing import NDArray

from services.scheduling.many.costs.bookings import bookings_of
from services.scheduling.many.costs.folding import score_of_levels
from services.scheduling.many.costs.model import Model
from services.scheduling.many.explanation import explain_all
from services.scheduling.many.facts import Booking, Change, Difference, Effort, Plan, Problem, Progress, Told
from services.scheduling.many.halting import Halted, Telling
from services.scheduling.many.mending import Mending
from services.scheduling.many.planning import Explain, plan_of
from services.scheduling.many.rescuing import Rescue
from services.scheduling.search import Progress as Step
from services.scheduling.search import improve

ITERATIONS = 500


@dataclass(frozen=True)
class Repaired:
    """A mended plan. `placed`: meetings that broke or are new and were given another time than before; `opened`: those
    that could have stayed and were moved to make room. Every other booking that still holds is as it was."""

    plan: Plan
    placed: tuple[str, ...]
    opened: tuple[str, ...]


def repair(
    problem: Problem,
    before: Plan,
    *,
    seed: int = 0,
    iterations: int = ITERATIONS,
    seconds: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    explain: Explain = explain_all,
) -> Repaired:
    """The earlier plan under a changed problem, moving as little as can be.

    Every booking that still holds stays as it is, but for what stands where a pinned or confirmed meeting is to be. One
    that lost people stays at its time with others where that can be. What broke, and what is new, gets the cheapest
    place in time, graver ones first; only where there is none are others moved, at most `neighbourhoods.MOST_OPENED`
    for each, none of them pinned or confirmed, none later after its deadline but lighter ones that keep a graver one
    from its time. A meeting that had no time before takes a free one and moves nobody. For one of the highest risk that
    lost its time, or is new, and still is late, an exact search (`rescuing`) looks for one: it may move whatever is
    neither pinned nor confirmed, where the plan is better for it. Within `iterations` or CPU `seconds` (the first
    spent) the moved ones are then placed better among themselves, with those that lack a time.
    Stopped, it gives the plan so far: whoever has no place yet is without a time. The same arguments, without seconds,
    give the same plan.
    """
    begun = process_time()
    halted = Halted(stop, begun + seconds if seconds is not None else None)
    model = Model(problem)
    mending = Mending(model, before.bookings, halted)
    mending.keep()
    first, stood = process_time() - begun, list(model.standing)
    patient, told = {one.meeting_id for one in before.unplanned}, Telling(on_progress, halted)
    for share in mending.place(lambda item: problem.meetings[item].id not in patient):
        told.searched(share / 2, 0, model.size - model.standing.count(None), model.score)
    _rescue(model, mending, patient, halted)
    tried = _polish(model, mending.unsettled(), seed, iterations, halted, told)
    bookings = _as_before(model, mending)
    told.settled(tried, len(bookings), model.score)
    plan = plan_of(problem, bookings, explain=explain, score=model.score, ended=told.explained)
    effort = Effort(tried, process_time() - begun, first, halted.stopped)
    opened = {item for item, was in enumerate(stood) if was and model.standing[item] != was}
    placed = [item for item in range(model.size) if item not in opened and mending.elsewhere(item)]
    return Repaired(
        replace(plan, changes=(*plan.changes, *_gone(problem, before)), effort=effort),
        tuple(problem.meetings[item].id for item in placed),
        tuple(problem.meetings[item].id for item in sorted(opened)),
    )


def _rescue(model: Model, mending: Mending, patient: Collection[str], halted: Halted) -> None:
    """A time for grave meetings that lost theirs; those that were late or without one before wait for a new plan."""

    def lost(item: int) -> bool:
        booking, id = mending.before.get(item), model.problem.meetings[item].id
        return id not in patient and (booking is None or not booking.late_minutes or mending.elsewhere(item))

    stood = list(model.standing)
    Rescue(model, stays=mending.at_home).round(halted, halted.until, lost)
    mending.moved |= {item for item, was in enumerate(stood) if model.standing[item] != was}


class _Part:
    """Some meetings of a model, as a model of their own for the search: the others stay where they are."""

    def __init__(self, model: Model, items: Sequence[int]) -> None:
        self.model, self.items, self.size = model, list(items), len(items)
        self.temperatures = model.temperatures
        self._numbers = {item: number for number, item in enumerate(self.items)}
        people = [set(model.asked[item].people.tolist()) for item in items]
        self._near = [
            [two for two in range(self.size) if two != one and people[one] & people[two]] for one in range(self.size)
        ]

    def price(self, item: int) -> NDArray[np.int64]:
        return self.model.price(self.items[item])

    def place(self, item: int, position: int) -> int:
        return self.model.place(self.items[item], position)

    def remove(self, item: int) -> int:
        return self.model.remove(self.items[item])

    def position(self, item: int) -> int:
        return self.model.position(self.items[item])

    def unplaced_cost(self, item: int) -> int:
        return self.model.unplaced_cost(self.items[item])

    def unfold(self, cost: int) -> tuple[int, ...]:
        return self.model.unfold(cost)

    def order(self) -> Sequence[int]:
        return [self._numbers[item] for item in self.model.order() if item in self._numbers]

    def wanting(self) -> Sequence[int]:
        return [self._numbers[item] for item in self.model.wanting() if item in self._numbers]

    def related(self, item: int, count: int, chance: Random) -> Sequence[int]:
        return chance.sample(self._near[item], min(count, len(self._near[item])))


def _polish(
    model: Model,
    items: Sequence[int],
    seed: int,
    iterations: int,
    halted: Halted,
    told: Telling,
) -> int:
    """Searches among the moved meetings only; how many iterations it took."""
    if not items or not iterations or halted():
        return 0

    def tell(step: Step) -> None:
        planned = model.size - model.standing.count(None)
        told.searched((1 + step.share) / 2, step.iterations, planned, score_of_levels(step.levels))

    part = _Part(model, items)
    outcome = improve(
        part,
        seed=seed,
        iterations=iterations,
        seconds=halted.left(),
        on_progress=tell,
        stop=halted,
        cost=model.cost,
    )
    return outcome.iterations


def _as_before(model: Model, mending: Mending) -> tuple[Booking, ...]:
    """The bookings, those that stayed as they were written down before."""
    known = {booking.meeting_id: booking for booking in mending.before.values()}
    return tuple(_same(known.get(booking.meeting_id), booking) for booking in bookings_of(model))


def _same(before: Booking | None, now: Booking) -> Booking:
    alike = before and (before.start, before.end, before.room) == (now.start, now.end, now.room)
    if before is None or not alike or set(before.attendees) != set(now.attendees):
        return now
    return replace(before, late_minutes=now.late_minutes, absent=now.absent)


def _gone(problem: Problem, before: Plan) -> tuple[Change, ...]:
    """The bookings of meetings that are no longer asked for. A time that differed from what was announced was known to
    nobody; one that did not is taken to have been sent, so that people hear of it."""
    known, differed = {meeting.id for meeting in problem.meetings}, {change.meeting_id for change in before.changes}
    return tuple(
        Change(
            booking.meeting_id,
            Difference.DROPPED,
            Told.DRAFT if booking.meeting_id in differed else Told.SENT,
            len({person for _, person in booking.attendees}),
        )
        for booking in before.bookings
        if booking.meeting_id not in known
    )
