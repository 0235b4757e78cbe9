"""Writes of meetings, by the one door that screens know: announce, move, call off, keep free, record, re-issue."""

from sqlmodel import col, select

from models.meeting import Invitation, Meeting
from models.terms import Known, MeetingStatus
from services.access.rules import Permission
from services.meetings.coordination import record_coordination
from services.meetings.inviting import renew_invitation
from services.meetings.moving import move, standing, withdraw
from services.meetings.orders import RecordAttendance
from services.meetings.planning import plan
from services.meetings.question import set_question
from services.meetings.rules import MeetingOver, check_attendance
from services.meetings.series import reserve_series, withdraw_series
from services.meetings.waiving import waive
from services.relations.queries import barred_professionals
from services.unit_of_work import NotAllowed, Work

__all__ = [
    "MeetingOver",
    "move",
    "plan",
    "record_attendance",
    "record_coordination",
    "reissue_link",
    "reserve_series",
    "set_question",
    "waive",
    "withdraw",
    "withdraw_series",
]


def reissue_link(work: Work, case_id: str, invitation_id: str) -> None:
    """A new link and code for one attendee; the old link and its sessions die at once."""
    with work.act(Permission.LINK_REISSUE, case_id) as tx:
        row = tx.session.get(Invitation, invitation_id, with_for_update=True)
        if row is None or row.revoked_at is not None:
            raise NotAllowed
        meeting = standing(tx, case_id, row.meeting_id, also=(MeetingStatus.POLLED,))
        renew_invitation(tx, meeting, row, practice=work.practice)
        tx.note(invitation=invitation_id)


def record_attendance(work: Work, order: RecordAttendance) -> int:
    """Keeps who of the invited was there; gives the meeting's new version. It can be recorded anew.

    Of whoever is barred nothing is kept. Raises `ChangedMeanwhile` and `AttendanceWrong`.
    """
    with work.act(Permission.ATTENDANCE_RECORD, order.case_id) as tx:
        meeting = tx.edit(Meeting, order.meeting_id, order.version)
        rows = tx.session.exec(
            select(Invitation).where(Invitation.meeting_id == meeting.id, col(Invitation.revoked_at).is_(None))
        ).all()
        barred = barred_professionals(tx.session, tx.database.vault, order.case_id)
        invited = {row.seat_id: row for row in rows if row.professional_id not in barred}
        check_attendance(order, meeting.status, meeting.starts_at, invited, tx.now)
        for seat_id, row in invited.items():
            row.attended = Known.YES if seat_id in order.present else Known.NO
        tx.add(meeting, *invited.values())
        tx.note(meeting=meeting.id, present=len(set(order.present)), absent=len(invited) - len(set(order.present)))
        return meeting.version
