"""Reads when people are free."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import and_, col, or_, select

from models.availability import AwayRow, BusyBlock, CalendarRead, ClosedDay, FreeBlock, StatedDay
from models.casework import Seat
from models.directory import Professional
from models.meeting import Invitation, Meeting
from models.terms import NOT_COMING, MeetingStatus
from services.access.rules import Permission
from services.availability.facts import CalendarSummary, DaysAway, Diary, Known, WeekShown
from services.availability.rules import days_stated, days_that_follow, derived_blocks, free_blocks, sources
from services.directory.partners import weekly_hours_in
from services.relations.queries import barred_by_case
from services.scheduling.facts import Block, local_day
from services.unit_of_work import Reading, Work


def diaries_in(
    look: Reading, professional_ids: Collection[str], start: datetime, end: datetime, *, besides: Collection[str] = ()
) -> dict[str, Diary]:
    """Per professional when they can be asked to meet between two moments, and what that rests on.

    Meetings that the planner knows count as busy, but for those with the ids `besides`: a meeting does not stand in the
    way of its own move. Nothing tells what the time is taken by. Asked inside a look that was allowed; the number of
    queries does not grow with people, meetings or cases.
    """
    known = _known(look, set(professional_ids), start, end, frozenset(besides))
    return {who: Diary(who, free_blocks(one, start, end), sources(one, start, end)) for who, one in known.items()}


def week_of(work: Work, professional_id: str, start: datetime, end: datetime) -> WeekShown:
    """For the screen of one professional: the days stated, what was stated, and what would follow without that.

    What follows rests on working week, absences and own calendar; meetings of cases are left out of it, because
    whoever keeps hours here need not know of them.
    """
    with work.read(Permission.DIRECTORY_READ) as look:
        known = _known(look, {professional_id}, start, end, besides=None)[professional_id]
        follows = days_that_follow(known, start, end)
        return WeekShown(days_stated(known), known.stated, derived_blocks(known, start, end), follows)


def _known(
    look: Reading, people: set[str], start: datetime, end: datetime, besides: frozenset[str] | None
) -> dict[str, Known]:
    """All that is known of these people; without meetings where `besides` is None."""
    first, last = local_day(start), local_day(end)
    stated, weeks = free_hours(look, people, start, end), weekly_hours_in(look, people)
    stated_days, away = _stated_days(look, people, first, last), _away(look, people, first, last)
    read = _calendars(look, people)
    closed, busy = _closed(look, people, first, last), _busy(look, people, start, end)
    for who, *block in _meetings(look, people, start, end, besides) if besides is not None else ():
        busy[who].append((block[0], block[1]))
    nothing = Known()
    return {
        who: replace(
            nothing,
            stated_days=frozenset(stated_days[who]),
            stated=stated[who],
            week=weeks.get(who),
            calendar_until=read.get(who),
            away=tuple(away[who]),
            closed=frozenset(closed[who]),
            taken=tuple(busy[who]),
        )
        for who in people
    }


def _stated_days(look: Reading, people: set[str], first: date, last: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for who, day in look.session.exec(
        select(StatedDay.professional_id, col(StatedDay.day)).where(
            col(StatedDay.professional_id).in_(people), StatedDay.day >= first, StatedDay.day <= last
        )
    ):
        found[who].append(day)
    return found


def _away(look: Reading, people: set[str], first: date, last: date) -> dict[str, list[tuple[date, date]]]:
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for who, begins, ends in look.session.exec(
        select(AwayRow.professional_id, col(AwayRow.first_day), col(AwayRow.last_day)).where(
            col(AwayRow.professional_id).in_(people), AwayRow.first_day <= last, AwayRow.last_day >= first
        )
    ):
        found[who].append((begins, ends))
    return found


def _calendars(look: Reading, people: set[str]) -> dict[str, date]:
    rows = look.session.exec(
        select(CalendarRead.professional_id, col(CalendarRead.until_day)).where(
            col(CalendarRead.professional_id).in_(people)
        )
    )
    return dict(rows.all())


def _closed(look: Reading, people: set[str], first: date, last: date) -> dict[str, list[date]]:
    found: dict[str, list[date]] = defaultdict(list)
    for who, day in look.session.exec(
        select(Professional.id, col(ClosedDay.day))
        .join(ClosedDay, col(ClosedDay.organisation_id) == col(Professional.organisation_id))
        .where(col(Professional.id).in_(people), ClosedDay.day >= first, ClosedDay.day <= last)
    ):
        found[who].append(day)
    return found


def _busy(look: Reading, people: set[str], start: datetime, end: datetime) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = defaultdict(list)
    for who, begins, ends in look.session.exec(
        select(BusyBlock.professional_id, BusyBlock.starts_at, BusyBlock.ends_at).where(
            col(BusyBlock.professional_id).in_(people), BusyBlock.starts_at < end, BusyBlock.ends_at > start
        )
    ):
        found[who].append((begins, ends))
    return found


def _meetings(
    look: Reading, people: set[str], start: datetime, end: datetime, besides: frozenset[str]
) -> Iterable[tuple[str, datetime, datetime]]:
    """Who is taken from when until when by a meeting: whoever is invited, or for whom a time is kept free, and did not
    say that they will not come. Whoever left that case or is barred from it has the time again."""
    about = (col(Meeting.case_id), col(Meeting.starts_at), col(Meeting.ends_at), col(Seat.until_on))
    statement: Any = (
        columns(col(Invitation.professional_id), *about)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .where(
            col(Invitation.professional_id).in_(people),
            col(Invitation.answer).not_in(NOT_COMING),
            or_(
                and_(col(Meeting.status) == MeetingStatus.PLANNED, col(Invitation.revoked_at).is_(None)),
                col(Meeting.status) == MeetingStatus.RESERVED,
            ),
            *(col(Meeting.starts_at) < end, col(Meeting.ends_at) > start, col(Meeting.id).not_in(besides)),
            col(Seat.ended_at).is_(None),
        )
    )
    rows = look.session.exec(statement).all()
    cases = {case_id for _, case_id, _, _, _ in rows}
    barred = barred_by_case(look.session, look.database.vault, cases, {who for who, *_ in rows}) if cases else {}
    for who, case_id, begins, ends, until in rows:
        if who not in barred[case_id] and (until is None or local_day(begins) <= until):
            yield who, begins, ends


def free_hours(
    reading: Reading, professional_ids: set[str], start: datetime, end: datetime
) -> dict[str, tuple[Block, ...]]:
    """Per professional the stated blocks that touch the stretch from `start` to `end`, in order."""
    found: dict[str, list[Block]] = {who: [] for who in professional_ids}
    for who, begins, ends in reading.session.exec(
        select(FreeBlock.professional_id, FreeBlock.starts_at, FreeBlock.ends_at)
        .where(
            col(FreeBlock.professional_id).in_(professional_ids), FreeBlock.starts_at < end, FreeBlock.ends_at > start
        )
        .order_by(col(FreeBlock.starts_at))
    ):
        found[who].append((begins, ends))
    return {who: tuple(blocks) for who, blocks in found.items()}


def stated_hours(work: Work, professional_id: str, start: datetime, end: datetime) -> tuple[Block, ...]:
    """What one professional said to be free between two moments, for whoever keeps the directory."""
    with work.read(Permission.DIRECTORY_READ) as look:
        return free_hours(look, {professional_id}, start, end)[professional_id]


def days_away(work: Work, professional_id: str) -> tuple[DaysAway, ...]:
    """When a professional is away from today on, the earliest first."""
    with work.read(Permission.DIRECTORY_READ) as look:
        rows = look.session.exec(
            select(AwayRow)
            .where(AwayRow.professional_id == professional_id, AwayRow.last_day >= local_day(look.now))
            .order_by(col(AwayRow.first_day), col(AwayRow.last_day), col(AwayRow.id))
        )
        return tuple(DaysAway(row.id, row.professional_id, row.first_day, row.last_day) for row in rows)


def calendar_state(work: Work, professional_id: str) -> CalendarSummary | None:
    """What is kept of a professional's own calendar; None when it was not read."""
    with work.read(Permission.DIRECTORY_READ) as look:
        row = look.session.exec(select(CalendarRead).where(CalendarRead.professional_id == professional_id)).first()
        return CalendarSummary(row.read_at, row.until_day, row.blocks) if row else None


def closed_days(work: Work, organisation_id: str) -> tuple[date, ...]:
    """The days from today on at which an organisation does not meet, in order."""
    with work.read(Permission.DIRECTORY_READ) as look:
        return tuple(
            look.session.exec(
                select(col(ClosedDay.day))
                .where(ClosedDay.organisation_id == organisation_id, ClosedDay.day >= local_day(look.now))
                .order_by(col(ClosedDay.day))
            )
        )
