"""A plan's rows and what they rest on, read inside an open look at its cases; the number of queries does not grow with
lines, people or cases.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from models.casework import Seat
from models.directory import Account, Organisation, Professional
from models.live import LiveMeeting
from models.meeting import Invitation, Meeting
from models.region_plan import MeetingRoom, RegionMeeting, RegionPlan
from models.terms import STANDING, MeetingStatus
from services.availability.queries import diaries_in
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered_many
from services.cases.queries import reader_of
from services.region_plan.facts import PlanBeside, PlanGone, RoomLine
from services.region_plan.kept import Announced, Invited, KeptLine, KeptPlan, explained_with, followed, unpacked
from services.region_plan.posing import Ground, in_problem, seats_of
from services.region_plan.rules import LONGEST_PERIOD, last_day_of, span_of
from services.relations.queries import barred_by_case, cases_kept_from, in_force
from services.route_map.queries import regional
from services.scheduling.facts import Block, local_day
from services.scheduling.many.facts import VIDEO, Place, Score
from services.unit_of_work import Reading


def plan_row(look: Reading, plan_id: str) -> RegionPlan:
    """The plan's own row. Raises `PlanGone`."""
    row = look.session.get(RegionPlan, plan_id)
    if row is None or row.laid_aside_at is not None:
        raise PlanGone
    return row


def kept_plan(row: RegionPlan) -> KeptPlan:
    """A plan's row, frozen."""
    return KeptPlan(
        id=row.id,
        version=row.version,
        first_day=row.first_day,
        days=row.days,
        place=Place(row.place),
        begun_at=row.begun_at,
        worked_out_at=row.worked_out_at,
        published_at=row.published_at,
        laid_aside_at=row.laid_aside_at,
        score=Score(*row.score) if row.score else None,
    )


def kept_line(row: RegionMeeting) -> KeptLine:
    """A line's row, frozen."""
    return KeptLine(
        id=row.id,
        case_id=row.case_id,
        kind=row.kind,
        minutes=row.minutes,
        earliest_at=row.earliest_at,
        deadline_at=row.deadline_at,
        starts_at=row.starts_at,
        room=row.room,
        attendees=tuple((seat, who) for seat, who in row.attendees),
        absent=tuple(row.absent),
        explained=unpacked(row.explained),
        pinned=row.pinned,
        left_out=row.left_out,
        meeting_id=row.meeting_id or "",
        announced_room=row.announced_room,
        announced_at=row.announced_at,
        refusal=row.refusal,
        version=row.version,
    )


def cases_of(look: Reading, plan_id: str) -> tuple[str, ...]:
    """The cases of a plan's lines. Raises `PlanGone`."""
    plan_row(look, plan_id)
    return tuple(look.session.exec(select(RegionMeeting.case_id).where(RegionMeeting.plan_id == plan_id)))


def lines_in(look: Reading, plan_id: str, case_ids: Collection[str]) -> tuple[KeptLine, ...]:
    """The lines of a plan about these cases."""
    rows = look.session.exec(
        select(RegionMeeting)
        .where(RegionMeeting.plan_id == plan_id, col(RegionMeeting.case_id).in_(case_ids))
        .order_by(col(RegionMeeting.id))
    )
    return tuple(kept_line(row) for row in rows)


def rooms_in(look: Reading) -> tuple[RoomLine, ...]:
    """Every room, those that are offered first, by name."""
    rows = look.session.exec(select(MeetingRoom)).all()
    found = [RoomLine(row.id, row.version, row.name, row.seats, row.site, row.active) for row in rows]
    return tuple(sorted(found, key=lambda room: (not room.active, room.name.casefold(), room.id)))


def ground_in(look: Reading, plan_id: str) -> Ground:
    """What a plan rests on, for the cases that this look allows. Without all of them the score of the whole, which
    would tell of the others, is not there. Raises `PlanGone`."""
    plan, route_map = kept_plan(plan_row(look, plan_id)), regional(look.settings.route_map)
    lines, rooms = lines_in(look, plan_id, look.allowed), rooms_in(look)
    cases = gathered_many(look, {line.case_id for line in lines}, reader_of(look))
    announced = announced_in(look, {line.meeting_id for line in lines} - {""})
    lines = tuple(followed(line, announced.get(line.meeting_id)) for line in lines)
    seats = {seat.id for facts in cases.values() for seat in seats_of(facts, plan)}
    lines = tuple(explained_with(line, {one.id for one in lines}, seats) for line in lines)
    if len(cases_of(look, plan_id)) > len(lines):
        plan = replace(plan, score=None)
    people = _people(cases.values(), plan, announced)
    homes, names = _homes(look, people)
    empty = Ground(plan, look.now, route_map, lines, cases, announced, {}, homes, names, rooms, {})
    own = frozenset(line.meeting_id for line in lines if in_problem(empty, line)) - {""}
    start, end = span_of(plan)
    return Ground(
        plan=plan,
        now=look.now,
        route_map=route_map,
        lines=lines,
        cases=cases,
        announced=announced,
        diaries=diaries_in(look, people, start, end, besides=own),
        homes=homes,
        names=names,
        rooms=rooms,
        taken=taken_rooms(look, start, end, besides=own),
        meeting_elsewhere=meeting_in(look, cases, besides={line.meeting_id for line in lines}),
    )


def plans_beside(look: Reading, plan: KeptPlan, case_ids: Collection[str]) -> tuple[PlanBeside, ...]:
    """The other plans over the same days with something left to announce, as far as this look allows; newest first."""
    last = last_day_of(plan.first_day, plan.days)
    rows = look.session.exec(
        select(RegionPlan, Account.name)
        .outerjoin(Account, col(Account.id) == col(RegionPlan.planned_by))
        .where(
            RegionPlan.id != plan.id,
            col(RegionPlan.laid_aside_at).is_(None),
            RegionPlan.first_day <= last,
            RegionPlan.first_day > plan.first_day - timedelta(days=LONGEST_PERIOD),
        )
        .order_by(col(RegionPlan.begun_at).desc(), col(RegionPlan.id))
    ).all()
    near = [(row, name) for row, name in rows if last_day_of(row.first_day, row.days) >= plan.first_day]
    open_cases = _left_to_announce(look, [row.id for row, _ in near])
    return tuple(
        PlanBeside(row.id, row.first_day, row.days, kept_plan(row).stage, name or "", len(found & set(case_ids)))
        for row, name in near
        if (found := open_cases[row.id])
    )


def _left_to_announce(look: Reading, plan_ids: Collection[str]) -> dict[str, set[str]]:
    kept_from = cases_kept_from(look.session, look.database.vault, look.actor.identity) if plan_ids else ()
    rows = look.session.exec(
        select(RegionMeeting.plan_id, RegionMeeting.case_id).where(
            col(RegionMeeting.plan_id).in_(plan_ids),
            col(RegionMeeting.meeting_id).is_(None),
            col(RegionMeeting.left_out).is_(False),
        )
    )
    found: dict[str, set[str]] = defaultdict(set)
    for plan_id, case_id in rows:
        if case_id not in kept_from:
            found[plan_id].add(case_id)
    return found


def meeting_in(look: Reading, case_ids: Collection[str], *, besides: Collection[str]) -> frozenset[str]:
    """Of these cases, those with a coming meeting that was announced or put to the vote, but for these meetings."""
    rows = look.session.exec(
        select(Meeting.case_id, Meeting.id).where(
            col(Meeting.case_id).in_(case_ids), col(Meeting.status).in_(STANDING), Meeting.starts_at > look.now
        )
    )
    return frozenset(case_id for case_id, meeting_id in rows if meeting_id not in besides)


def announced_in(look: Reading, meeting_ids: Collection[str]) -> dict[str, Announced]:
    """These meetings as they stand, with who is invited; without whoever is barred or left the case."""
    if not meeting_ids:
        return {}
    rows = look.session.exec(select(Meeting).where(col(Meeting.id).in_(meeting_ids))).all()
    opened = set(look.session.exec(select(LiveMeeting.meeting_id).where(col(LiveMeeting.meeting_id).in_(meeting_ids))))
    invited = _invited(look, rows)
    return {
        row.id: Announced(
            id=row.id,
            version=row.version,
            status=row.status,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            begun=row.id in opened or row.starts_at <= look.now,
            invited=tuple(invited[row.id]),
            sitting_id=row.sitting_id or "",
        )
        for row in rows
    }


def _invited(look: Reading, meetings: Iterable[Meeting]) -> dict[str, list[Invited]]:
    of_case = {row.id: row.case_id for row in meetings}
    statement: Any = (
        columns(
            col(Invitation.meeting_id),
            col(Invitation.seat_id),
            col(Invitation.professional_id),
            col(Organisation.key),
            col(Invitation.answer),
        )
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .where(
            col(Invitation.meeting_id).in_(of_case),
            col(Invitation.revoked_at).is_(None),
            in_force(local_day(look.now)),
        )
        .order_by(col(Invitation.id))
    )
    rows = look.session.exec(statement).all()
    barred = barred_by_case(look.session, look.database.vault, set(of_case.values()), {who for _, _, who, *_ in rows})
    found: dict[str, list[Invited]] = defaultdict(list)
    for meeting_id, seat_id, who, home, answer in rows:
        if who not in barred[of_case[meeting_id]]:
            found[meeting_id].append(Invited(seat_id, who, home, answer))
    return found


def taken_rooms(
    look: Reading, start: datetime, end: datetime, *, besides: Collection[str]
) -> dict[str, tuple[Block, ...]]:
    """By room when an announced meeting of any plan is held there, but for these meetings."""
    rows = look.session.exec(
        select(RegionMeeting.announced_room, Meeting.id, Meeting.starts_at, Meeting.ends_at)
        .join(Meeting, col(Meeting.id) == col(RegionMeeting.meeting_id))
        .where(
            col(RegionMeeting.announced_room).not_in(("", VIDEO)),
            Meeting.status == MeetingStatus.PLANNED,
            Meeting.starts_at < end,
            Meeting.ends_at > start,
        )
        .order_by(col(Meeting.starts_at))
    )
    found: dict[str, list[Block]] = defaultdict(list)
    for room, meeting_id, begins, ends in rows:
        if meeting_id not in besides:
            found[room].append((begins, ends))
    return {room: tuple(blocks) for room, blocks in found.items()}


def _people(cases: Iterable[CaseFacts], plan: KeptPlan, announced: dict[str, Announced]) -> set[str]:
    seats = [seat for facts in cases for seat in seats_of(facts, plan)]
    found = {who for seat in seats for who in (seat.professional_id, seat.deputy_id) if who}
    return found | {one.professional_id for meeting in announced.values() for one in meeting.invited}


def _homes(look: Reading, people: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """By professional the organisation of who still works there, and everybody's name."""
    statement: Any = (
        columns(col(Professional.id), col(Professional.name), col(Professional.active), col(Organisation.key))
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Professional.id).in_(people))
    )
    rows = look.session.exec(statement).all()
    return {who: home for who, _, active, home in rows if active}, {who: name for who, name, _, _ in rows}
