"""An announced meeting held at another time, and meetings called off; everybody who was told is told."""

from collections.abc import Collection
from datetime import timedelta

from sqlmodel import select

from models.live import LiveMeeting
from models.meeting import Invitation, Meeting
from models.terms import InvitationAnswer, MeetingMode, MeetingStatus
from services.access.rules import Permission
from services.meetings.inviting import send, take_invitation_back
from services.meetings.occupied import expected, taken_seats
from services.meetings.orders import MoveMeeting
from services.meetings.rules import MeetingOver, check_free, check_text, check_times
from services.meetings.waiving import keep_waiver
from services.messages.facts import Letter
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work

_NOT_HELD_YET = (MeetingStatus.RESERVED, MeetingStatus.POLLED)


def move(work: Work, order: MoveMeeting) -> None:
    """Moves an announced meeting that has not begun: everybody expected is asked anew, under the same link.

    Answers and proposed deputies fall away, agreed deputies, conditions and written information stay; reminders start
    anew. Where only the deadline changes nobody is asked anything. The minimum attendance was decided at planning and
    is not asked again. Raises `MeetingOver`, `ChangedMeanwhile`, `SlotTaken` and the refusals of `rules.check_times`.
    """
    check_text("override_reason", order.override_reason)
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        move_in(tx, order, practice=work.practice)


def move_in(
    tx: Transaction,
    order: MoveMeeting,
    *,
    practice: bool,
    absent: Collection[str] = (),
    making_room: Collection[str] = (),
) -> Meeting:
    """The same inside an act on the case; gives the meeting as it stands then. Of the seats in `absent` is known that
    they do not come at that time: they are asked like the others, and their other meetings stand in no way. Nor do the
    meetings `making_room`, which whoever orders this takes elsewhere as well."""
    standing(tx, order.case_id, order.meeting_id)
    meeting = tx.edit(Meeting, order.meeting_id, order.version)
    check_times(order.starts_at, order.minutes, order.conditions_due_at, tx.now)
    ends_at = order.starts_at + timedelta(minutes=order.minutes)
    same_time = (meeting.starts_at, meeting.ends_at) == (order.starts_at, ends_at)
    meeting.conditions_due_at = order.conditions_due_at
    if not same_time:
        rows = expected(tx, meeting, invitations_of(tx, meeting.id), order.starts_at)
        seats = {row.seat_id: row.professional_id for row in rows if row.seat_id not in absent}
        taken = taken_seats(tx, seats, order.starts_at, ends_at, besides={meeting.id, *making_room})
        check_free(taken, order.override_reason)
        _put(meeting, order, tx)
        for row in rows:
            _ask_anew(tx, meeting, row, practice=practice)
        if order.override_reason.strip():
            keep_waiver(tx, meeting.id, (), order.override_reason)
    tx.add(meeting)
    tx.note(meeting=meeting.id, moved=not same_time, sequence=meeting.sequence)
    return meeting


def hold_elsewhere(
    tx: Transaction, meeting: Meeting, mode: MeetingMode, place: str, *, practice: bool, told: Collection[str] = ()
) -> None:
    """An announced meeting held in another place, or on line, at the same time, inside an act on the case. Everybody
    expected gets their calendar item anew, but for the invitations in `told`; what they answered stands."""
    meeting.mode = mode
    tx.seal(meeting, "place_sealed", place)
    tx.add(meeting)
    for row in expected(tx, meeting, invitations_of(tx, meeting.id), meeting.starts_at):
        if row.id not in told:
            send(tx, meeting, row, Letter.PLACE, practice=practice)


def withdraw(work: Work, case_id: str, meeting_id: str, seen_version: int) -> None:
    """Calls a meeting off. Announced and not begun: its links die, its attendees get a cancelling calendar item. Put to
    the vote: the links die and everybody asked is told. A time that was kept free goes without a word.

    Raises `MeetingOver` and `ChangedMeanwhile`.
    """
    with work.act(Permission.MEETING_WITHDRAW, case_id) as tx:
        meeting = tx.session.get(Meeting, meeting_id)
        if meeting is None or meeting.status not in _NOT_HELD_YET:
            standing(tx, case_id, meeting_id)
        meeting = tx.edit(Meeting, meeting_id, seen_version)
        told = call_off(tx, meeting, practice=work.practice)
        tx.note(meeting=meeting_id, told=told)


def call_off(tx: Transaction, meeting: Meeting, *, practice: bool) -> int:
    """The same inside somebody's act, for a meeting that may be called off; gives how many invitations were taken back.

    The sequence grows only where a calendar item may lie with attendees.
    """
    silent = meeting.status is MeetingStatus.RESERVED
    meeting.sequence += meeting.status is MeetingStatus.PLANNED
    meeting.status = MeetingStatus.WITHDRAWN
    tx.add(meeting)
    rows = [] if silent else [row for row in invitations_of(tx, meeting.id) if row.revoked_at is None]
    for row in rows:
        take_invitation_back(tx, meeting, row, practice=practice)
    return len(rows)


def standing(tx: Transaction, case_id: str, meeting_id: str, *, also: tuple[MeetingStatus, ...] = ()) -> Meeting:
    """A meeting of the case that is announced and has not begun, or has one of the statuses `also`; one that was opened
    before its time has begun. Raises `NotAllowed` and `MeetingOver`."""
    meeting = tx.session.get(Meeting, meeting_id)
    if meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    if meeting.status in also:
        return meeting
    if meeting.status is not MeetingStatus.PLANNED or meeting.starts_at <= tx.now or was_opened(tx, meeting.id):
        raise MeetingOver
    return meeting


def was_opened(look: Reading, meeting_id: str) -> bool:
    """Whether a meeting was opened: from then on it is neither moved nor called off, and its agenda stands."""
    return look.session.exec(select(LiveMeeting.id).where(LiveMeeting.meeting_id == meeting_id)).first() is not None


def invitations_of(tx: Transaction, meeting_id: str) -> list[Invitation]:
    """Every invitation of a meeting, in a fixed order."""
    return list(
        tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting_id).order_by(Invitation.id)).all()
    )


def _put(meeting: Meeting, order: MoveMeeting, tx: Transaction) -> None:
    """On another day it is no longer part of the sitting in which it stood."""
    if local_day(meeting.starts_at) != local_day(order.starts_at):
        meeting.sitting_id = None
    meeting.starts_at, meeting.ends_at = order.starts_at, order.starts_at + timedelta(minutes=order.minutes)
    meeting.sequence += 1
    tx.add(meeting)


def _ask_anew(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> None:
    row.answer, row.answered_at, row.deputy_sealed = InvitationAnswer.OPEN, None, ""
    row.version += 1
    tx.add(row)
    send(tx, meeting, row, Letter.MOVED, practice=practice)
