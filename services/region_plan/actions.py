"""Writes of a region's weeks: begin a plan, renew its cases, keep what was worked out, settle by hand, lay aside; the
rooms. Each is one act that is refused when somebody else changed the plan since it was seen.
"""

from dataclasses import replace

from sqlmodel import select

from models.region_plan import MeetingRoom, RegionMeeting, RegionPlan
from services.access.rules import Permission
from services.region_plan.facts import BeginPlan, MarkMeeting, PlanGone, SaveRoom, SettleMeeting, TimeWrong
from services.region_plan.keeping import (
    check_version,
    clear,
    edited,
    keep_checked,
    keep_score,
    new_line,
    rows_of_lines,
)
from services.region_plan.kept import Announced
from services.region_plan.posing import plan_from, problem_from
from services.region_plan.publishing import publish
from services.region_plan.queries import SCREEN, check_line, seen_plan
from services.region_plan.reading import announced_in, cases_of, kept_plan, lines_in, plan_row
from services.region_plan.rules import Wanted, check_period, check_room, check_time, last_day_of
from services.region_plan.settling import settled
from services.region_plan.wanting import active_cases, wanted_in
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.scheduling.many.explanation import explain_all
from services.scheduling.many.facts import Pin, Plan
from services.scheduling.many.verification import score
from services.unit_of_work import Work

__all__ = ["begin", "keep", "lay_aside", "mark", "publish", "refresh", "save_room", "settle"]


def begin(work: Work, order: BeginPlan) -> str:
    """Begins a plan with a line for every case that needs a meeting by its last day; gives its id.

    The same order again changes nothing. Raises `PeriodWrong`.
    """
    check_period(order.first_day, order.days, local_day(work.clock()))
    with work.read(Permission.REGION_PLAN, screen=SCREEN) as look:
        ids = active_cases(look)
    with work.read_many(Permission.REGION_PLAN, ids, screen=SCREEN, opens=False) as look:
        found = wanted_in(look, last_day_of(order.first_day, order.days))
    with work.act(Permission.REGION_PLAN) as tx:
        if tx.session.get(RegionPlan, order.plan_id) is not None:
            tx.note(plan=order.plan_id, repeated=True)
            return order.plan_id
        row = RegionPlan(
            id=order.plan_id,
            first_day=order.first_day,
            days=order.days,
            place=order.place.value,
            planned_by=tx.actor.reference,
            begun_at=tx.now,
        )
        tx.add(row)
        planning = regional(tx.settings.route_map).region.planning
        tx.add(*(new_line(tx, row, case_id, want, planning) for case_id, want in found.items()))
        tx.note(plan=row.id, cases=len(found))
        return row.id


def refresh(work: Work, plan_id: str, version: int) -> int:
    """Takes in cases that came to need a meeting and lets go of those that do not any more; gives the new version.

    Announced meetings stay while they stand. A line whose case now needs another kind of meeting loses its time. Cases
    that keep the coordinator out are left as they are. Raises `PlanGone` and `ChangedMeanwhile`.
    """
    with work.read(Permission.REGION_PLAN, screen=SCREEN) as look:
        plan = kept_plan(plan_row(look, plan_id))
        ids = dict.fromkeys((*active_cases(look), *cases_of(look, plan_id)))
    with work.read_many(Permission.REGION_PLAN, ids, screen=SCREEN, opens=False) as look:
        seen = look.allowed
        own = {line.meeting_id for line in lines_in(look, plan_id, seen)} - {""}
        announced = announced_in(look, own)
        found = wanted_in(look, last_day_of(plan.first_day, plan.days), own)
    with work.act(Permission.REGION_PLAN) as tx:
        row = edited(tx, plan_id, version)
        rows = {line.case_id: line for line in rows_of_lines(tx, plan_id).values()}
        for case_id in (case_id for case_id in rows if case_id in seen):
            _renew(rows[case_id], found.get(case_id), announced.get(rows[case_id].meeting_id or ""))
            if case_id not in found and not rows[case_id].meeting_id:
                tx.session.delete(rows[case_id])
        planning = regional(tx.settings.route_map).region.planning
        new = [new_line(tx, row, case_id, want, planning) for case_id, want in found.items() if case_id not in rows]
        keep_score(row, None)
        tx.add(row, *new)
        tx.note(plan=plan_id, came=len(new))
        return row.version


def _renew(row: RegionMeeting, want: Wanted | None, announced: Announced | None) -> None:
    """The line as its case asks now; what was called off is asked for anew."""
    if announced is not None and not announced.stands:
        row.meeting_id, row.announced_room, row.announced_at = None, "", None
        clear(row)
    if want is None or row.meeting_id:
        return
    if (row.kind, row.minutes) != (want.kind, want.minutes):
        clear(row)
    row.kind, row.minutes, row.deadline_at = want.kind, want.minutes, want.deadline_at


def keep(work: Work, plan_id: str, version: int, plan: Plan) -> int:
    """Keeps a plan that was worked out, after it was checked against everything as it stands now; gives the new
    version. Its score is reckoned anew. Raises `PlanWrong`, `PlanGone` and `ChangedMeanwhile`; nothing is kept then."""
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground)
    return keep_checked(work, version, ground, problem, plan)


def settle(work: Work, order: SettleMeeting) -> int:
    """Puts one meeting at a time and place by hand and pins it; meetings that stood in the way get another place in the
    plan, or none. Gives the new version. Raises `TimeWrong`, `PlanGone` and `ChangedMeanwhile`."""
    with seen_plan(work, order.plan_id) as ground:
        problem = problem_from(ground)
    check_version(ground, order.version)
    check_line(ground, order.line_id)
    check_time(problem.grid, order.starts_at, ground.not_before)
    pin, before = Pin(order.starts_at, order.room), plan_from(ground, problem)
    problem, plan = settled(problem, before, order.line_id, pin)
    return keep_checked(work, order.version, ground, problem, plan, pinned=order.line_id)


def mark(work: Work, order: MarkMeeting) -> int:
    """Pins or unpins a meeting, leaves its case to its director or takes it in again; gives the new version.

    A case that is left out loses the time that the plan kept for it; an announced meeting stays. Raises `TimeWrong`
    (impossible: there is no time to pin), `PlanGone` and `ChangedMeanwhile`.
    """
    with seen_plan(work, order.plan_id) as ground:
        line = next((line for line in ground.lines if line.id == order.line_id), None)
    if line is None:
        raise PlanGone
    check_version(ground, order.version)
    if order.pinned and line.starts_at is None:
        raise TimeWrong(reason="impossible")
    left_out = line.left_out if order.left_out is None else order.left_out
    away = order.left_out is True and ground.announced_of(line) is None
    changed = replace(line, left_out=left_out, starts_at=None if away else line.starts_at)
    after = replace(ground, lines=tuple(changed if one.id == line.id else one for one in ground.lines))
    problem = problem_from(after)
    plan = plan_from(after, problem)
    with work.act(Permission.REGION_PLAN) as tx:
        row, found = edited(tx, order.plan_id, order.version), rows_of_lines(tx, order.plan_id)[line.id]
        if away:
            clear(found)
        elif plan is not None and not left_out and line.starts_at is None:
            clear(found, explain_all(problem, plan.bookings, [line.id])[0])
        found.left_out = left_out
        found.pinned = found.pinned if order.pinned is None else order.pinned
        found.version += 1
        keep_score(row, score(problem, plan.bookings) if plan else None)
        tx.add(row, found)
        tx.note(plan=order.plan_id, line=line.id, pinned=order.pinned, left_out=order.left_out)
        return row.version


def lay_aside(work: Work, plan_id: str, version: int) -> None:
    """Ends a plan; its announced meetings stay. Raises `PlanGone` and `ChangedMeanwhile`."""
    with work.act(Permission.REGION_PLAN) as tx:
        row = edited(tx, plan_id, version)
        row.laid_aside_at = tx.now
        tx.add(row)
        tx.note(plan=plan_id, laid_aside=True)


def save_room(work: Work, order: SaveRoom) -> int:
    """Keeps a room; gives its version. Raises `RoomWrong` and `ChangedMeanwhile`; `NotAllowed` for one that is gone."""
    with work.act(Permission.REGION_PLAN) as tx:
        others = {row.id: row.name for row in tx.session.exec(select(MeetingRoom))}
        known = others.pop(order.room_id, None)
        check_room(order, others.values())
        if order.version == 0 and known is None:
            row = MeetingRoom(id=order.room_id, name="", seats=0)
        else:
            row = tx.edit(MeetingRoom, order.room_id, order.version)
        row.name, row.site = order.name.strip(), order.site.strip()
        row.seats, row.active = order.seats, order.active
        tx.add(row)
        tx.note(room=row.id)
        return row.version
