"""What a plan makes of its meetings, written into its rows inside somebody's act."""

from dataclasses import astuple, replace

from sqlmodel import select

from models.region_plan import RegionMeeting, RegionPlan
from services.access.rules import Permission
from services.region_plan.kept import packed
from services.region_plan.posing import Ground, booked
from services.region_plan.reading import plan_row
from services.region_plan.rules import MINUTES, Wanted, earliest_of
from services.route_map.region import Planning
from services.scheduling.many.facts import Booking, Plan, Problem, Score
from services.scheduling.many.reasons import Explained
from services.scheduling.many.verification import require_sound, score
from services.unit_of_work import ChangedMeanwhile, Transaction, Work


def edited(tx: Transaction, plan_id: str, version: int) -> RegionPlan:
    """The plan to change, one version on. Raises `PlanGone` and `ChangedMeanwhile`."""
    plan_row(tx, plan_id)
    return tx.edit(RegionPlan, plan_id, version)


def rows_of_lines(tx: Transaction, plan_id: str) -> dict[str, RegionMeeting]:
    """Every line of a plan, by id, to be changed."""
    rows = tx.session.exec(select(RegionMeeting).where(RegionMeeting.plan_id == plan_id).with_for_update())
    return {row.id: row for row in rows}


def new_line(tx: Transaction, plan: RegionPlan, case_id: str, want: Wanted, planning: Planning) -> RegionMeeting:
    """A line for a case that needs a meeting."""
    return RegionMeeting(
        id=tx.chance.id(),
        plan_id=plan.id,
        case_id=case_id,
        kind=want.kind,
        minutes=MINUTES[want.kind],
        earliest_at=earliest_of(plan.first_day, planning),
        deadline_at=want.deadline_at,
    )


def keep_checked(work: Work, version: int, ground: Ground, problem: Problem, plan: Plan, pinned: str = "") -> int:
    """Keeps a plan of the problem and pins one of its lines; gives the plan's new version. The score is the one that
    holds now, when notice and answers may have changed. Raises `PlanWrong`, `PlanGone` and `ChangedMeanwhile`."""
    check_version(ground, version)
    plan = replace(plan, score=score(problem, plan.bookings))
    require_sound(problem, plan)
    with work.act(Permission.REGION_PLAN) as tx:
        row = edited(tx, ground.plan.id, version)
        _write(tx, row, ground, problem, plan)
        if pinned:
            settled = tx.session.get_one(RegionMeeting, pinned)
            settled.pinned = True
            tx.add(settled)
        tx.note(plan=row.id, meetings=len(plan.bookings), without=len(plan.unplanned), settled=pinned or None)
        return row.version


def check_version(ground: Ground, version: int) -> None:
    """Raises `ChangedMeanwhile` for a plan that somebody else changed since it was seen."""
    if ground.plan.version != version:
        raise ChangedMeanwhile(version=ground.plan.version)


def _write(tx: Transaction, row: RegionPlan, ground: Ground, problem: Problem, plan: Plan) -> None:
    """A sound plan of the problem into the rows of its meetings; others stay as they are."""
    by_line = {booking.meeting_id: booked(ground, booking) for booking in plan.bookings}
    told = {one.meeting_id: one for one in (*plan.unplanned, *plan.late)}
    rows, known = rows_of_lines(tx, row.id), {line.id: line for line in ground.lines}
    for meeting in problem.meetings:
        if meeting.id in rows:
            _place(rows[meeting.id], by_line.get(meeting.id), told.get(meeting.id))
            rows[meeting.id].announced_at = known[meeting.id].announced_at
    row.worked_out_at = tx.now
    keep_score(row, plan.score)
    tx.add(row, *rows.values())


def keep_score(row: RegionPlan, score: Score | None) -> None:
    """The levels of a plan's objective; none where they are not known."""
    row.score = list(astuple(score)) if score else []


def clear(row: RegionMeeting, explained: Explained | None = None) -> None:
    """Takes a line's time away."""
    _place(row, None, explained)
    row.pinned = False


def _place(row: RegionMeeting, booking: Booking | None, explained: Explained | None) -> None:
    start, room = (booking.start, booking.room) if booking else (None, "")
    if (row.starts_at, row.room) != (start, room):
        row.refusal = ""
    row.starts_at, row.room = start, room
    row.attendees = [list(pair) for pair in booking.attendees] if booking else []
    row.absent = list(booking.absent) if booking else []
    row.explained = packed(explained)
    row.version += 1
