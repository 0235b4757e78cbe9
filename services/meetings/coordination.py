"""What partners settled by phone instead of in a meeting, recorded afterwards: a full outcome (domain.md section 4)."""

from datetime import datetime, timedelta

from models.meeting import Meeting
from models.terms import Known, MeetingKind, MeetingStatus
from services.access.rules import Permission
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.errors import ServiceError
from services.meetings.inviting import without_link
from services.meetings.orders import RecordCoordination
from services.meetings.rules import check_text
from services.meetings.waiving import keep_waiver
from services.unit_of_work import NotAllowed, Work

AT_MOST_AGO = timedelta(days=366)


class CoordinationWrong(ServiceError):
    """A coordination cannot be recorded like this. Field `reason`: in_future, too_long_ago (a year), nobody, or unknown
    (somebody holds no seat of the case)."""

    code = "meetings.coordination_wrong"


def record_coordination(work: Work, order: RecordCoordination) -> str:
    """Keeps when partners coordinated by phone, who took part, what came of it and why no meeting was needed; gives its
    meeting's id.

    Everybody who took part counts as present, and so as having been in touch with the others. The reason stands with
    the decisions to do without (`Waiver` without organisations). A repeated order (same `meeting_id`) changes nothing.
    Raises `CoordinationWrong`, `MeetingFieldWrong` and `CaseNotActive`.
    """
    check_text("outcome", order.outcome, needed=True)
    check_text("reason", order.reason, needed=True)
    with work.act(Permission.COORDINATION_RECORD, order.case_id) as tx:
        known = tx.session.get(Meeting, order.meeting_id)
        if known is not None:
            if known.case_id != order.case_id or known.status is not MeetingStatus.HELD:
                raise NotAllowed
            tx.note(meeting=known.id, repeated=True)
            return known.id
        facts = gathered(tx, order.case_id, reader_of(tx))
        check_active(facts.status)
        seats = check_coordination(order, facts, tx.now)
        meeting = Meeting(
            id=order.meeting_id,
            case_id=order.case_id,
            kind=MeetingKind.COORDINATION,
            status=MeetingStatus.HELD,
            starts_at=order.held_at,
            ends_at=order.held_at,
            conditions_due_at=order.held_at,
            planned_by=tx.actor.reference,
        )
        tx.seal(meeting, "outcome_sealed", order.outcome.strip())
        tx.add(meeting)
        for seat in seats:
            row = without_link(tx, meeting, seat)
            row.attended = Known.YES
            tx.add(row)
        keep_waiver(tx, meeting.id, (), order.reason)
        tx.note(meeting=meeting.id, present=len(seats))
        return meeting.id


def check_coordination(order: RecordCoordination, facts: CaseFacts, moment: datetime) -> tuple[PartnerSeat, ...]:
    """The seats that took part. Raises `CoordinationWrong`."""
    if order.held_at > moment:
        raise CoordinationWrong(reason="in_future")
    if order.held_at < moment - AT_MOST_AGO:
        raise CoordinationWrong(reason="too_long_ago")
    seats = tuple(seat for seat in facts.seats if seat.id in order.seat_ids and not seat.external and not seat.barred)
    if not order.seat_ids:
        raise CoordinationWrong(reason="nobody")
    if len(seats) != len(set(order.seat_ids)):
        raise CoordinationWrong(reason="unknown")
    return seats
