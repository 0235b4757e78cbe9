"""Looks at a region's weeks: the plans, one of them, its problem, what may be chosen. Every case is logged by the look,
nothing of it is unsealed, and cases that keep the coordinator out are absent.
"""

from collections import Counter, defaultdict
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from models.region_plan import RegionMeeting, RegionPlan
from services.access.rules import Permission
from services.region_plan.facts import PlanGone, PlanLine, RoomLine, TimeWrong, WeekPlan
from services.region_plan.kept import late_by
from services.region_plan.posing import Ground, booked, in_problem, plan_from, problem_from
from services.region_plan.reading import cases_of, ground_in, kept_plan, plans_beside, rooms_in
from services.region_plan.rules import check_time
from services.region_plan.settling import consequence, options
from services.region_plan.showing import shown
from services.relations.queries import cases_kept_from
from services.scheduling.many.facts import Option, Pin, Plan, Problem
from services.unit_of_work import Reading, Work

LONGEST_LIST = 50
SCREEN = "region_plan"
WHILE_WORKED_OUT = timedelta(minutes=15)
"""What is planned now is kept a little later: nothing is put where it would come too soon by then."""


def plans_of(work: Work) -> tuple[PlanLine, ...]:
    """The latest plans, newest first, counted over the cases that the coordinator may know of. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen=SCREEN) as look:
        newest = select(RegionPlan).order_by(col(RegionPlan.begun_at).desc(), col(RegionPlan.id)).limit(LONGEST_LIST)
        plans = [kept_plan(row) for row in look.session.exec(newest)]
        counts = _counts(look, [plan.id for plan in plans])
        return tuple(
            PlanLine(
                id=plan.id,
                first_day=plan.first_day,
                days=plan.days,
                stage=plan.stage,
                begun_at=plan.begun_at,
                meetings=counts[plan.id]["meetings"],
                late=counts[plan.id]["late"],
                without=counts[plan.id]["without"],
            )
            for plan in plans
        )


def week_plan(work: Work, plan_id: str) -> WeekPlan:
    """One plan with everything its screen shows. Raises `NotAllowed` and `PlanGone`."""
    with _looked_at(work, plan_id) as look:
        ground = ground_in(look, plan_id)
        return replace(shown(ground), beside=plans_beside(look, ground.plan, {line.case_id for line in ground.lines}))


def rooms_of(work: Work) -> tuple[RoomLine, ...]:
    """Every room, those that are offered first, by name. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen=SCREEN) as look:
        return rooms_in(look)


def problem_of(work: Work, plan_id: str) -> tuple[Problem, Plan | None]:
    """The plan as a problem for the engine, and as it stands in the rows (None when it was never worked out): ids,
    organisation keys and times only; the id of a meeting is its line's. Raises `NotAllowed` and `PlanGone`.

    Left out are lines that the coordinator leaves to the director, cases that are not active any more, and announced
    meetings that have begun or begin within the region's notice.
    """
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground, WHILE_WORKED_OUT)
        return problem, plan_from(ground, problem)


def options_for(work: Work, plan_id: str, line_id: str) -> tuple[Option, ...]:
    """The best other times that a meeting can have beside all others, by time; empty where there is none.

    Raises `NotAllowed`, `PlanGone` (also for a line that is not there) and `TimeWrong` for a meeting that this plan
    cannot place.
    """
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground)
        check_line(ground, line_id)
        found = options(problem, plan_from(ground, problem), line_id)
        return tuple(replace(one, booking=booked(ground, one.booking)) for one in found)


def consequences(work: Work, plan_id: str, line_id: str, starts_at: datetime, room: str) -> Option:
    """What the plan would be with this meeting at that time and place (empty: any room): its score, and the meetings
    that would lose theirs. Nothing is changed. Raises `NotAllowed`, `PlanGone` and `TimeWrong`."""
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground)
        check_line(ground, line_id)
        check_time(problem.grid, starts_at, ground.not_before)
        found = consequence(problem, plan_from(ground, problem), line_id, Pin(starts_at, room))
        return replace(found, booking=booked(ground, found.booking))


def check_line(ground: Ground, line_id: str) -> None:
    """Raises `PlanGone` for a line that is not there, and `TimeWrong` (impossible) for one that is left out, begun, or
    of a case that is not active."""
    line = next((line for line in ground.lines if line.id == line_id), None)
    if line is None:
        raise PlanGone
    if not in_problem(ground, line):
        raise TimeWrong(reason="impossible")


@contextmanager
def seen_plan(work: Work, plan_id: str) -> Generator[Ground]:
    """What a plan rests on, within a look that is logged for every case of it."""
    with _looked_at(work, plan_id) as look:
        yield ground_in(look, plan_id)


@contextmanager
def _looked_at(work: Work, plan_id: str) -> Generator[Reading]:
    with work.read(Permission.REGION_PLAN, screen=SCREEN) as look:
        case_ids = cases_of(look, plan_id)
    with work.read_many(Permission.REGION_PLAN, case_ids, screen=SCREEN, opens=False) as look:
        yield look


def _counts(look: Reading, plan_ids: list[str]) -> dict[str, Counter[str]]:
    """By plan its meetings, those without a time and the late ones."""
    kept_from = cases_kept_from(look.session, look.database.vault, look.actor.identity)
    statement: Any = columns(
        col(RegionMeeting.plan_id),
        col(RegionMeeting.case_id),
        col(RegionMeeting.starts_at),
        col(RegionMeeting.minutes),
        col(RegionMeeting.deadline_at),
    ).where(col(RegionMeeting.plan_id).in_(plan_ids), col(RegionMeeting.left_out).is_(False))
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for plan_id, case_id, starts_at, minutes, deadline in look.session.exec(statement):
        if case_id not in kept_from:
            ends_at = starts_at + timedelta(minutes=minutes) if starts_at else None
            found[plan_id]["meetings"] += 1
            found[plan_id]["without"] += starts_at is None
            found[plan_id]["late"] += late_by(ends_at, deadline) > 0
    return found
