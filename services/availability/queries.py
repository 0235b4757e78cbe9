"""Reads when people are free."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import col, select

from models.availability import FreeBlock
from services.access.rules import Permission
from services.availability.facts import Diary, DiarySource
from services.unit_of_work import Reading, Work


def diaries_in(
    look: Reading, professional_ids: Collection[str], start: datetime, end: datetime, *, besides: str = ""
) -> dict[str, Diary]:
    """Per professional when they can be asked to meet between two moments, and what that rests on.

    Meetings that the planner knows count as busy, but for the one with id `besides`: a meeting does not stand in the
    way of its own move. Nothing tells what the time is taken by. Asked inside a look that was allowed.
    """
    stated = free_hours(look, set(professional_ids), start, end)
    return {who: Diary(who, free, frozenset({DiarySource.STATED} if free else ())) for who, free in stated.items()}


def free_hours(
    reading: Reading, professional_ids: set[str], start: datetime, end: datetime
) -> dict[str, tuple[tuple[datetime, datetime], ...]]:
    """Per professional the blocks that touch the stretch from `start` to `end`, in order."""
    rows = reading.session.exec(
        select(FreeBlock)
        .where(
            col(FreeBlock.professional_id).in_(professional_ids), FreeBlock.starts_at < end, FreeBlock.ends_at > start
        )
        .order_by(col(FreeBlock.starts_at))
    ).all()
    return {
        who: tuple((row.starts_at, row.ends_at) for row in rows if row.professional_id == who)
        for who in professional_ids
    }


def stated_hours(
    work: Work, professional_id: str, start: datetime, end: datetime
) -> tuple[tuple[datetime, datetime], ...]:
    """What one professional said to be free between two moments, for whoever keeps the directory."""
    with work.read(Permission.DIRECTORY_READ) as look:
        return free_hours(look, {professional_id}, start, end)[professional_id]
