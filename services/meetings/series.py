"""Times kept free, some weeks apart, to be announced one by one; and what is left of them let go."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from models.meeting import Meeting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.facts import PartnerSeat
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.errors import ServiceError
from services.meetings.inviting import without_link
from services.meetings.moving import call_off
from services.meetings.orders import ReserveSeries
from services.meetings.rules import (
    MeetingFieldWrong,
    NobodyInvited,
    SlotInPast,
    check_length,
    default_deadline,
    invitable,
    kinds_to_offer,
)
from services.scheduling.facts import LOCAL
from services.scheduling.opening import working_day_from
from services.unit_of_work import NotAllowed, Transaction, Work

FEWEST, MOST = 2, 26
LONGEST_GAP_WEEKS = 52
AT_MOST_AHEAD = timedelta(days=2 * 365)


class SeriesWrong(ServiceError):
    """A series cannot be like this. Field `reason`: times (2 to 26), weeks (1 to 52), or too_far (within two years)."""

    code = "meetings.series_wrong"


def reserve_series(work: Work, order: ReserveSeries) -> tuple[str, ...]:
    """Keeps the times of a series free and tells nobody; gives the meetings' ids, earliest first.

    For whom a time is kept stands in invitations without a link, so that it counts as busy for them; `plan` with a
    meeting's id announces it. A repeated order (same `series_id`) changes nothing. Raises `SeriesWrong`, `SlotInPast`,
    `SlotWrong`, `NobodyInvited`, `MeetingFieldWrong` and `CaseNotActive`.
    """
    if order.kind not in kinds_to_offer():
        raise MeetingFieldWrong(field="kind", reason="unknown")
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        known = _of_series(tx, order.series_id)
        if any(meeting.case_id != order.case_id for meeting in known):
            raise NotAllowed
        if known:
            tx.note(series=order.series_id, repeated=True)
            return tuple(meeting.id for meeting in known)
        facts = gathered(tx, order.case_id, reader_of(tx))
        check_active(facts.status)
        starts = series_starts(order, tx.now)
        seats = [seat for seat in invitable(facts) if seat.id in order.seat_ids]
        if len(seats) < 2:
            raise NobodyInvited
        kept = tuple(_keep_free(tx, order, start, seats) for start in starts)
        tx.note(series=order.series_id, reserved=len(kept))
        return kept


def withdraw_series(work: Work, case_id: str, series_id: str) -> int:
    """Lets go of every time of a series that is still only kept free; gives how many. Nobody is told: nobody was."""
    with work.act(Permission.MEETING_WITHDRAW, case_id) as tx:
        left = [m for m in _of_series(tx, series_id) if m.case_id == case_id and m.status is MeetingStatus.RESERVED]
        for meeting in left:
            meeting.version += 1
            call_off(tx, meeting, practice=work.practice)
        tx.note(series=series_id, withdrawn=len(left))
        return len(left)


def series_starts(order: ReserveSeries, moment: datetime) -> tuple[datetime, ...]:
    """When the meetings of a series start: the same time on the clock each time, in Amsterdam, and on the next working
    day where that would be a weekend or public holiday. Raises `SeriesWrong`, `SlotInPast` or `SlotWrong`."""
    if not FEWEST <= order.times <= MOST:
        raise SeriesWrong(reason="times")
    if not 1 <= order.every_weeks <= LONGEST_GAP_WEEKS:
        raise SeriesWrong(reason="weeks")
    if order.starts_at <= moment:
        raise SlotInPast
    local = order.starts_at.astimezone(LOCAL)
    if (order.times - 1) * order.every_weeks * timedelta(weeks=1) + order.starts_at > moment + AT_MOST_AHEAD:
        raise SeriesWrong(reason="too_far")
    days = (local.date() + timedelta(weeks=number * order.every_weeks) for number in range(order.times))
    starts = tuple(datetime.combine(working_day_from(day), local.time(), LOCAL) for day in days)
    for start in starts:
        check_length(start, order.minutes)
    return starts


def _of_series(tx: Transaction, series_id: str) -> list[Meeting]:
    statement = select(Meeting).where(Meeting.series_id == series_id).order_by(col(Meeting.starts_at))
    return list(tx.session.exec(statement.with_for_update()).all()) if series_id else []


def _keep_free(tx: Transaction, order: ReserveSeries, start: datetime, seats: list[PartnerSeat]) -> str:
    ends_at = start + timedelta(minutes=order.minutes)
    meeting = Meeting(
        id=tx.chance.id(),
        case_id=order.case_id,
        kind=order.kind,
        status=MeetingStatus.RESERVED,
        starts_at=start,
        ends_at=ends_at,
        conditions_due_at=default_deadline(start, tx.now),
        planned_by=tx.actor.reference,
        series_id=order.series_id,
    )
    tx.add(meeting)
    tx.add(*(without_link(tx, meeting, seat) for seat in seats))
    return meeting.id
