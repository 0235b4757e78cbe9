"""Writes of meetings: plan one and invite, call it off, re-issue a link, record who was there."""

from datetime import timedelta

from sqlmodel import select

from models.meeting import Invitation, Meeting
from models.terms import Known, MeetingStatus
from services.access.rules import Permission
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.errors import ServiceError
from services.meetings.inviting import invite, renew_invitation, take_invitation_back
from services.meetings.orders import PlanMeeting, RecordAttendance
from services.meetings.rules import check_attendance, check_order
from services.relations.queries import barred_professionals
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Transaction, Work


class MeetingOver(ServiceError):
    """This meeting was called off or has begun; nothing can be changed about it any more."""

    code = "meetings.meeting_over"


def plan(work: Work, order: PlanMeeting) -> str:
    """Plans a meeting and queues one neutral mail per attendee; gives the meeting's id.

    A repeated order (same `meeting_id`) changes nothing. Raises `CaseNotActive` and the refusals of
    `rules.check_order`.
    """
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        known = tx.session.get(Meeting, order.meeting_id)
        if known is not None:
            return _same(known, order)
        facts = gathered(tx, order.case_id, reader_of(tx))
        check_active(facts.status)
        seats = check_order(order, facts, attendance_rule(regional(tx.settings.route_map), facts, order.kind), tx.now)
        meeting = _meeting_row(tx, order)
        tx.add(meeting)
        for seat in seats:
            invite(tx, meeting, seat, practice=work.practice)
        tx.note(meeting=meeting.id, invited=len(seats), overridden=bool(order.override_reason.strip()))
        return meeting.id


def withdraw(work: Work, case_id: str, meeting_id: str, seen_version: int) -> None:
    """Calls a meeting off: its links die, its attendees get a cancelling calendar item."""
    with work.act(Permission.MEETING_WITHDRAW, case_id) as tx:
        meeting = _standing(tx, case_id, meeting_id)
        meeting = tx.edit(Meeting, meeting.id, seen_version)
        meeting.status, meeting.sequence = MeetingStatus.WITHDRAWN, meeting.sequence + 1
        tx.add(meeting)
        for row in tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting_id)).all():
            take_invitation_back(tx, meeting, row, practice=work.practice)
        tx.note(meeting=meeting_id)


def reissue_link(work: Work, case_id: str, invitation_id: str) -> None:
    """A new link and code for one attendee; the old link and its sessions die at once."""
    with work.act(Permission.LINK_REISSUE, case_id) as tx:
        row = tx.session.get(Invitation, invitation_id, with_for_update=True)
        if row is None:
            raise NotAllowed
        meeting = _standing(tx, case_id, row.meeting_id)
        renew_invitation(tx, meeting, row, practice=work.practice)
        tx.note(invitation=invitation_id)


def record_attendance(work: Work, order: RecordAttendance) -> int:
    """Keeps who of the invited was there; gives the meeting's new version. It can be recorded anew.

    Of whoever is barred nothing is kept. Raises `ChangedMeanwhile` and `AttendanceWrong`.
    """
    with work.act(Permission.ATTENDANCE_RECORD, order.case_id) as tx:
        meeting = tx.edit(Meeting, order.meeting_id, order.version)
        rows = tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)).all()
        barred = barred_professionals(tx.session, tx.database.vault, order.case_id)
        invited = {row.seat_id: row for row in rows if row.professional_id not in barred}
        check_attendance(order, meeting.status, meeting.starts_at, invited, tx.now)
        for seat_id, row in invited.items():
            row.attended = Known.YES if seat_id in order.present else Known.NO
        tx.add(meeting, *invited.values())
        tx.note(meeting=meeting.id, present=len(set(order.present)), absent=len(invited) - len(set(order.present)))
        return meeting.version


def _same(known: Meeting, order: PlanMeeting) -> str:
    if known.case_id != order.case_id:
        raise NotAllowed
    return known.id


def _standing(tx: Transaction, case_id: str, meeting_id: str) -> Meeting:
    meeting = tx.session.get(Meeting, meeting_id)
    if meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED or meeting.starts_at <= tx.now:
        raise MeetingOver
    return meeting


def _meeting_row(tx: Transaction, order: PlanMeeting) -> Meeting:
    row = Meeting(
        id=order.meeting_id,
        case_id=order.case_id,
        kind=order.kind,
        starts_at=order.starts_at,
        ends_at=order.starts_at + timedelta(minutes=order.minutes),
        conditions_due_at=order.conditions_due_at,
        planned_by=tx.actor.reference,
        mode=order.mode,
        chair_seat_id=order.chair_seat_id or None,
        note_taker_seat_id=order.note_taker_seat_id or None,
        sitting_id=order.sitting_id or None,
    )
    tx.seal(row, "question_sealed", order.question.strip())
    tx.seal(row, "news_sealed", order.news.strip())
    tx.seal(row, "place_sealed", order.place.strip())
    return row
