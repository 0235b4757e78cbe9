"""One meeting of a plan at a time of somebody's choice: what it makes of the whole, and which times there are. Pure."""

from collections.abc import Iterable
from dataclasses import replace

from services.region_plan.facts import TimeWrong
from services.region_plan.kept import late_by
from services.scheduling.many import choices
from services.scheduling.many.costs.bookings import bookings_of, model_of
from services.scheduling.many.explanation import explain_all, unexamined
from services.scheduling.many.facts import Booking, Option, Pin, Plan, Problem
from services.scheduling.many.planning import Explain, plan_of
from services.scheduling.many.repairing import repair
from services.scheduling.many.verification import score

MOST_OPTIONS = 6


def whole(problem: Problem, bookings: Iterable[Booking], explain: Explain = explain_all) -> Plan:
    """A plan of these bookings: every other meeting without a time, explained, and so are the late ones. Bookings of no
    meeting of the problem are left out."""
    wanted = {meeting.id: meeting for meeting in problem.meetings}
    kept = tuple(
        replace(one, late_minutes=late_by(one.end, wanted[one.meeting_id].deadline))
        for one in {one.meeting_id: one for one in bookings if one.meeting_id in wanted}.values()
    )
    return plan_of(problem, kept, explain=explain, score=score(problem, kept))


def pinned_to(problem: Problem, meeting_id: str, pin: Pin | None) -> Problem:
    """The problem with one meeting pinned there, or free to move."""
    meetings = (replace(one, pinned=pin) if one.id == meeting_id else one for one in problem.meetings)
    return replace(problem, meetings=tuple(meetings))


def settled(
    problem: Problem, before: Plan | None, meeting_id: str, pin: Pin, explain: Explain = explain_all
) -> tuple[Problem, Plan]:
    """The problem with the meeting pinned there, and its plan: what stood in the way has another place, or none; the
    rest stays. Raises `TimeWrong` (impossible)."""
    there = pinned_to(problem, meeting_id, pin)
    plan = repair(there, before or whole(problem, (), unexamined), explain=explain).plan
    if not any(one.meeting_id == meeting_id for one in plan.bookings):
        raise TimeWrong(reason="impossible")
    return there, plan


def consequence(problem: Problem, before: Plan | None, meeting_id: str, pin: Pin) -> Option:
    """What `settled` would make of the whole. `pushed`: meetings that now stand and would have another time or place,
    or none. Raises `TimeWrong` (impossible)."""
    _, plan = settled(problem, before, meeting_id, pin, unexamined)
    after = {one.meeting_id: one for one in plan.bookings}
    stood = {one.meeting_id: one for one in bookings_of(model_of(problem, before.bookings if before else ()))}
    pushed = (one_id for one_id, one in stood.items() if one_id != meeting_id and not _same(one, after.get(one_id)))
    return Option(after[meeting_id], plan.score, tuple(pushed))


def options(problem: Problem, before: Plan | None, meeting_id: str) -> tuple[Option, ...]:
    """The best other times that a meeting can have beside all others, by time. A pin that it has does not count. Empty
    where there is none."""
    plan = before or whole(problem, (), unexamined)
    found = choices.options(pinned_to(problem, meeting_id, None), plan, meeting_id, MOST_OPTIONS)
    return tuple(sorted(found, key=lambda one: one.booking.start))


def _same(one: Booking, other: Booking | None) -> bool:
    return other is not None and (one.start, one.room) == (other.start, other.room)
