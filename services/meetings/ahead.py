"""When somebody is reminded next of the conditions that they owe: the ladder looked at from its foot."""

from datetime import datetime

from services.access.rules import Permission
from services.meetings.asking import asked_of
from services.meetings.ladder import AT_MOST, Asked, Owed, owed, rungs
from services.messages.facts import Matter
from services.unit_of_work import Work


def next_reminders(work: Work, case_id: str, meeting_id: str) -> dict[str, datetime]:
    """By invitation the moment of the next reminder about conditions; who gets none any more is not in it.

    A rung that was reached and not climbed yet counts as the moment of looking: the next round takes it.
    """
    with work.read(Permission.MEETING_READ, case_id, screen="meeting") as look:
        found = ((one, _next(one, look.now)) for one in asked_of(look, meeting_id=meeting_id))
        return {one.invitation_id: moment for one, moment in found if moment and one.case_id == case_id}


def _next(asked: Asked, now: datetime) -> datetime | None:
    point = next((one for one in owed(asked, now) if one.matter is Matter.CONDITIONS), None)
    if point is None or asked.reminded_for.get(Matter.CONDITIONS.value, 0) >= AT_MOST:
        return None
    ahead = [rung for rung in rungs(point) if _is_ahead(point, rung, now)]
    return max(ahead[0], now) if ahead else None


def _is_ahead(point: Owed, rung: datetime, now: datetime) -> bool:
    last = point.asked.reminded_at
    return rung > now or last is None or rung > last
