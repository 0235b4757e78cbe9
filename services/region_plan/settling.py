"""One meeting of a plan settled by hand, and what every change begins with: the part of the plan that still holds."""

from collections.abc import Iterable
from dataclasses import replace

from services.region_plan.kept import late_by
from services.scheduling.many.explanation import explain_all
from services.scheduling.many.facts import Booking, Plan, Problem
from services.scheduling.many.reasons import Explained
from services.scheduling.many.verification import score


def whole(problem: Problem, bookings: Iterable[Booking], told: Iterable[Explained] = ()) -> Plan:
    """A plan of these bookings: every other meeting without a time, explained, and so are the late ones. `told`:
    explanations that are known already. Bookings of no meeting of the problem are left out."""
    wanted = {meeting.id: meeting for meeting in problem.meetings}
    booked = {one.meeting_id: one for one in bookings if one.meeting_id in wanted}
    kept = tuple(
        replace(one, late_minutes=late_by(one.end, wanted[one.meeting_id].deadline)) for one in booked.values()
    )
    late = [one.meeting_id for one in kept if one.late_minutes]
    without = [meeting_id for meeting_id in wanted if meeting_id not in booked]
    known = {one.meeting_id: one for one in told}
    asked = [meeting_id for meeting_id in (*without, *late) if meeting_id not in known]
    known |= {one.meeting_id: one for one in (explain_all(problem, kept, asked) if asked else ())}
    return Plan(
        bookings=kept,
        unplanned=tuple(known[meeting_id] for meeting_id in without),
        late=tuple(known[meeting_id] for meeting_id in late),
        score=score(problem, kept),
    )
