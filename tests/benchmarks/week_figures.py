"""What is measured of one invented region: plans three ways, and the mending after a shock.

Everything counted here is counted from the plans' bookings; what made a plan is not asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import astuple
from time import process_time
from typing import TypeVar

from models.terms import Risk
from services.scheduling.many.checked.ground import Ground, held
from services.scheduling.many.checked.staying import wrongly_moved
from services.scheduling.many.explanation import explain_all, unexamined
from services.scheduling.many.facts import Booking, Plan, Problem, Score, Told
from services.scheduling.many.planning import first_plan, in_order_of_arrival, plan
from services.scheduling.many.reasons import Explained
from services.scheduling.many.repairing import repair
from services.scheduling.many.verification import verify
from tests.benchmarks.region_earlier import shocked
from tests.benchmarks.region_loads import region

Answer = TypeVar("Answer")
Figures = dict[str, float]
"""A figure by its name; seconds are of CPU."""
SHOCK = 0.05
EVERY = 10**9
"""Iterations that no budget of seconds reaches."""


def measure(cases: int, seed: int, seconds: float) -> Figures:
    """All figures of one region, with so many CPU seconds for the plan and as many for mending it."""
    problem, grave = region(cases, seed=seed), Grave()
    arrival, arrival_seconds = _timed(lambda: in_order_of_arrival(problem, explain=unexamined))
    first, first_seconds = _timed(lambda: first_plan(problem, explain=unexamined))
    improved, whole = _timed(lambda: plan(problem, seed=seed, iterations=EVERY, seconds=seconds, explain=grave))
    found: Figures = {"cases": cases, "seed": seed}
    for name, made, spent in (
        ("arrival", arrival, arrival_seconds),
        ("first", first, first_seconds),
        ("improved", improved, whole - grave.seconds),
    ):
        found |= {f"{name} seconds": spent} | of_plan(name, problem, made)
    found |= {"improved iterations": improved.effort.iterations, "explaining high risk seconds": grave.seconds}
    found["first complete plan seconds"] = improved.effort.first_plan_seconds
    return found | of_mending(problem, improved, seed, seconds)


def of_plan(name: str, problem: Problem, made: Plan) -> Figures:
    """A plan's levels, its late and unplanned meetings by risk with how many of them are proven (where that was asked),
    who is there of the optional partners (percent), and what the check finds."""
    found: Figures = {f"{name} {level}": value for level, value in zip(Score.names(), astuple(made.score), strict=True)}
    failed = {one.meeting_id: one.proven for one in (*made.unplanned, *made.late)}
    for risk in Risk:
        of_risk = [failed[meeting.id] for meeting in problem.meetings if meeting.risk is risk and meeting.id in failed]
        found |= {f"{name} late {risk.value}": len(of_risk), f"{name} proven {risk.value}": sum(of_risk)}
    found[f"{name} without a time"] = len(made.unplanned)
    found[f"{name} optional"] = 100 * optional_there(problem, made)
    found[f"{name} violations"] = len(verify(problem, made))
    return found


def optional_there(problem: Problem, made: Plan) -> float:
    """Which part of the seats outside the minimum somebody fills, of the planned meetings."""
    there = {booking.meeting_id: {seat for seat, _ in booking.attendees} for booking in made.bookings}
    asked = [
        seat.id in there[meeting.id]
        for meeting in problem.meetings
        if meeting.id in there
        for seat in meeting.seats
        if not seat.required and not any(seat.organisation in group for group in meeting.rule)
    ]
    return sum(asked) / len(asked) if asked else 1.0


def of_mending(problem: Problem, made: Plan, seed: int, seconds: float) -> Figures:
    """After a shock: which part of the confirmed meetings that could have stayed kept time and place, how many others
    that people knew of moved, and what it cost."""
    after = shocked(problem, made, SHOCK, seed=seed)
    mended, spent = _timed(lambda: repair(after, made, seed=seed, seconds=seconds, explain=unexamined).plan)
    keeping, kept = kept_of(after, mended)
    excluded = keeping - kept - wrongly_lost(after, mended)
    told = {one.id for one in after.meetings if one.previous and one.previous.told is not Told.DRAFT}
    found = of_plan("mended", after, mended)
    return found | {
        "mended seconds": spent,
        "told before": len(told),
        "confirmed that could stay": len(keeping),
        "confirmed kept": 100 * len(kept) / len(keeping) if keeping else 100.0,
        "confirmed excluded by others kept": len(excluded),
        "confirmed kept of the rest": 100 * len(kept) / (len(keeping - excluded) or 1),
        "others moved": len(moved_in(after, mended) & told - keeping),
        "others told": len(told - keeping),
    }


def kept_of(after: Problem, mended: Plan) -> tuple[set[str], set[str]]:
    """The confirmed meetings that could have stayed, each were it alone, and those of them that did."""
    keeping = set(wrongly_moved(Ground(after), ()))
    return keeping, keeping - moved_in(after, mended)


def wrongly_lost(after: Problem, mended: Plan) -> set[str]:
    """The confirmed meetings that lost their time or place and could have kept both beside the pinned and confirmed
    ones that stayed. Of two that exclude each other since the shock, one can be kept: the other is not among these."""
    meetings = {meeting.id: meeting for meeting in after.meetings}
    return set(wrongly_moved(Ground(after), [held(meetings[one.meeting_id], one) for one in mended.bookings]))


def moved_in(after: Problem, mended: Plan) -> set[str]:
    """The meetings with an earlier time that have another time or place now, or none."""
    now: dict[str, Booking] = {booking.meeting_id: booking for booking in mended.bookings}
    return {
        meeting.id
        for meeting in after.meetings
        if (before := meeting.previous)
        and (meeting.id not in now or (now[meeting.id].start, now[meeting.id].room) != (before.start, before.room))
    }


class Grave:
    """Explains the high-risk meetings of a plan and only names the others, which would take most of the time;
    `seconds`: what that cost."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(
        self, problem: Problem, bookings: Iterable[Booking], ids: Iterable[str], *_: object
    ) -> tuple[Explained, ...]:
        """One for each meeting, in their order."""
        wanted = list(ids)
        high = {meeting.id for meeting in problem.meetings if meeting.risk is Risk.HIGH}
        told, spent = _timed(lambda: explain_all(problem, bookings, [one for one in wanted if one in high]))
        self.seconds += spent
        known = {one.meeting_id: one for one in told}
        return tuple(known.get(one.meeting_id, one) for one in unexamined(problem, bookings, wanted))


def _timed(call: Callable[[], Answer]) -> tuple[Answer, float]:
    begun = process_time()
    answer = call()
    return answer, process_time() - begun
