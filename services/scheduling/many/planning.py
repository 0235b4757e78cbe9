"""Plans: one made at once, one improved as long as one likes, and what somebody with a list would do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from time import process_time

from services.scheduling.cost_model import IMPOSSIBLE
from services.scheduling.many.costs.bookings import bookings_of as bookings_of
from services.scheduling.many.costs.bookings import model_of as model_of
from services.scheduling.many.costs.bookings import restore
from services.scheduling.many.costs.folding import score_of_levels
from services.scheduling.many.costs.model import Model
from services.scheduling.many.costs.settling import seat_at_home, settle
from services.scheduling.many.differences import changes
from services.scheduling.many.explanation import explain_all
from services.scheduling.many.facts import Booking, Effort, Plan, Problem, Progress, Score
from services.scheduling.many.halting import Halted, Telling
from services.scheduling.many.reasons import Explained
from services.scheduling.many.rescuing import Rescue
from services.scheduling.search import Progress as Step
from services.scheduling.search import improve

Ended = Callable[[float], bool]
Explain = Callable[[Problem, tuple[Booking, ...], Sequence[str], Ended], tuple[Explained, ...]]
"""As `explain_all`."""


def plan(
    problem: Problem,
    *,
    seed: int = 0,
    iterations: int | None = 20_000,
    seconds: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
    warm_start: Plan | None = None,
    explain: Explain = explain_all,
) -> Plan:
    """A time for every meeting that can have one, improved within so many iterations or CPU seconds (the first spent;
    neither: the first plan). Before and after, each late meeting of the highest risk is looked a time for
    (`rescuing`), within the seconds but not among the iterations. The same problem, seed and iterations, without
    seconds, give the same plan.

    `warm_start`: a plan to begin with; what of it is no longer possible is placed anew. Stopped, it gives the best plan
    so far. Bookings come in the order of the problem's meetings.
    """
    begun = process_time()
    model = _begun(problem, warm_start.bookings if warm_start else ())
    first, done, asked = process_time() - begun, 0, Halted(stop)
    told = Telling(on_progress, asked)
    if model.size and (iterations or seconds):
        rescue, until = Rescue(model), None if seconds is None else process_time() + seconds
        spent = rescue.round(asked, until)
        outcome = improve(
            model,
            seed=seed,
            iterations=iterations,
            seconds=None if until is None else until - process_time() - spent,
            on_progress=partial(_tell, told, model.size),
            stop=asked,
            cost=model.cost,
        )
        done = outcome.iterations
        settle(model)
        rescue.round(asked, until)
        settle(model)  # who makes room for a grave case may have left a settled one a place that it did not have
    return _plan(model, begun, Effort(done, 0.0, first), asked, told, explain)


def first_plan(problem: Problem, *, explain: Explain = explain_all) -> Plan:
    """Each meeting where it costs least, settled ones first, then by risk, deadline and the fewest starts."""
    return plan(problem, iterations=None, explain=explain)


def in_order_of_arrival(problem: Problem, *, explain: Explain = explain_all) -> Plan:
    """What somebody with a list does: settled meetings first, then one after the other as they come in, each at the
    first time that there is. For comparison."""
    begun, model = process_time(), Model(problem)
    meetings = problem.meetings
    seat_at_home(model)
    for item in sorted(
        range(model.size),
        key=lambda item: (not model.asked[item].kept, meetings[item].earliest.timestamp(), meetings[item].id),
    ):
        if model.standing[item] is not None:
            continue
        prices = model.price(item)
        possible = (prices < IMPOSSIBLE).nonzero()[0]
        if model.asked[item].kept:
            model.insert(item)
        elif len(possible):
            model.place(item, int(min(possible.tolist(), key=lambda position: (position % model.axis.size, position))))
    effort, halted = Effort(first_plan_seconds=process_time() - begun), Halted(None)
    return _plan(model, begun, effort, halted, Telling(None, halted), explain)


def _begun(problem: Problem, bookings: Sequence[Booking]) -> Model:
    """The first complete plan: settled meetings, then what there was, then the rest, each where it costs least."""
    model = Model(problem)
    order = model.order()
    restore(model, bookings, at_home=True)
    seat_at_home(model)
    for item in order:
        if model.asked[item].kept and model.standing[item] is None:
            model.insert(item)
    restore(model, bookings)
    for item in order:
        if model.standing[item] is None:
            model.insert(item)
    return model


def plan_of(
    problem: Problem,
    bookings: tuple[Booking, ...],
    *,
    explain: Explain = explain_all,
    score: Score | None = None,
    ended: Ended = lambda share: False,
) -> Plan:
    """The plan of these bookings, with what changes and why meetings are late or have no time. `score` where it is
    known already; `ended` as for `explain_all`."""
    known = {booking.meeting_id: booking for booking in bookings}
    lacking = [meeting.id for meeting in problem.meetings if meeting.id not in known]
    late = [booking.meeting_id for booking in bookings if booking.late_minutes]
    explained = explain(problem, bookings, [*lacking, *late], ended) if lacking or late else ()
    return Plan(
        bookings=bookings,
        unplanned=explained[: len(lacking)],
        late=explained[len(lacking) :],
        score=score or model_of(problem, bookings).score,
        changes=changes(problem, bookings),
    )


def _plan(model: Model, begun: float, effort: Effort, halted: Halted, told: Telling, explain: Explain) -> Plan:
    bookings = bookings_of(model)
    told.settled(effort.iterations, len(bookings), model.score)
    made = plan_of(model.problem, bookings, explain=explain, score=model.score, ended=told.explained)
    return replace(made, effort=replace(effort, cpu_seconds=process_time() - begun, stopped=halted.stopped))


def _tell(told: Telling, meetings: int, step: Step) -> None:
    told.searched(step.share, step.iterations, meetings - step.unplaced, score_of_levels(step.levels))
