"""The week in which somebody works, as the directory keeps it: one stretch a day, or nothing for office hours. Pure."""

from collections.abc import Sequence
from datetime import time

from services.scheduling.hours import MIDNIGHT, OFFICE_HOURS, Stretch

Week = tuple[Stretch, ...] | None
"""The stretches of a week; None for office hours."""


def week_flaw(week: Week) -> str:
    """Why a week cannot be kept: `empty` (no day at all), `twice` (a day that is none, or comes twice) or `reversed`
    (an end at or before its beginning, midnight being the end of the day); empty when it can."""
    if week is None:
        return ""
    days = [weekday for weekday, _, _ in week]
    if not days:
        return "empty"
    if len(set(days)) != len(days) or not set(days) <= set(range(7)):
        return "twice"
    return "reversed" if any(end <= start for _, start, end in week if end != MIDNIGHT) else ""


def packed_week(week: Week) -> list[list[str]]:
    """A week as rows keep it, in order of days and to the minute; office hours are kept as nothing."""
    if week is None or sorted(week) == sorted(OFFICE_HOURS):
        return []
    return [[str(weekday), start.strftime("%H:%M"), end.strftime("%H:%M")] for weekday, start, end in sorted(week)]


def read_week(kept: Sequence[Sequence[str]]) -> Week:
    """A week from a row."""
    if not kept:
        return None
    return tuple((int(weekday), time.fromisoformat(start), time.fromisoformat(end)) for weekday, start, end in kept)
