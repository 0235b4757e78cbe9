"""Writes of a meeting while it is held: open it, read the statement, go through the agenda, note, close it."""

from datetime import datetime

from sqlmodel import col, select

from models.live import LiveMeeting, MeetingNote, Presence
from models.meeting import Invitation, Meeting
from models.terms import Capacity, Known
from services.access.rules import Permission
from services.agenda.queries import number_of_points
from services.cases.queries import reader_of
from services.live.coming import accept_statement, arrive, kept_out_left, leave
from services.live.facts import CloseMeeting, KeepNote
from services.live.keeping import going_on, is_locked, meeting_of, opened, stays
from services.live.rules import (
    NoteWrong,
    NotGoingOn,
    attended,
    check_closing,
    check_note,
    check_opening,
    check_point,
    elapsed,
    later,
    left_with_the_meeting,
    opens_at,
)
from services.relations.queries import barred_by_case
from services.unit_of_work import ChangedMeanwhile, Transaction, Work

__all__ = [
    "accept_statement",
    "arrive",
    "close_meeting",
    "go_to",
    "keep_note",
    "kept_out_left",
    "leave",
    "open_meeting",
    "read_statement",
]


def open_meeting(work: Work, case_id: str, meeting_id: str) -> None:
    """Opens an announced meeting, from half an hour before its start until the end of its day. A second time changes
    nothing. In the practice region, where nobody waits for anybody, a later meeting is first brought forward to now.
    Raises `CannotOpen`."""
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        meeting = meeting_of(tx, meeting_id)
        tx.note(meeting=meeting.id)
        if opened(tx, meeting.id) is not None:
            return
        if work.practice and tx.now < opens_at(meeting.starts_at):
            _bring_forward(tx, meeting)
        check_opening(meeting.status, meeting.starts_at, tx.now)
        tx.add(
            LiveMeeting(
                id=tx.chance.id(),
                case_id=case_id,
                meeting_id=meeting.id,
                opened_at=tx.now,
                opened_by=tx.actor.reference,
                point_since=tx.now,
            )
        )


def _bring_forward(tx: Transaction, meeting: Meeting) -> None:
    length = elapsed(meeting.starts_at, meeting.ends_at)
    meeting.starts_at, meeting.ends_at = tx.now, tx.now + length
    meeting.conditions_due_at = min(meeting.conditions_due_at, tx.now)
    meeting.version += 1
    tx.add(meeting)


def read_statement(work: Work, case_id: str, meeting_id: str) -> None:
    """Notes that the confidentiality statement was read aloud, now and by whom. A second time changes nothing.

    Raises `NotGoingOn`.
    """
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        row = going_on(tx, meeting_id)
        tx.note(meeting=meeting_id)
        if row.statement_read_at is None:
            row.statement_read_at, row.statement_read_by = tx.now, tx.actor.reference
            tx.add(row)


def go_to(work: Work, case_id: str, meeting_id: str, point: int, version: int) -> int:
    """Goes to a point of the agenda, on or back; gives the new version. Who is there already stays there.

    Raises `ChangedMeanwhile` when somebody else went on first, `NotGoingOn` and `PointUnknown`.
    """
    with work.act(Permission.MEETING_RUN, case_id) as tx:
        row = going_on(tx, meeting_id)
        check_point(point, number_of_points(tx, meeting_of(tx, meeting_id)))
        tx.note(meeting=meeting_id, point=point)
        if row.point == point:
            return row.version
        row = tx.edit(LiveMeeting, row.id, version)
        row.point, row.point_since = point, tx.now
        tx.add(row)
        return row.version


def keep_note(work: Work, order: KeepNote) -> datetime:
    """Keeps one's own note at one point for one circle of readers; gives when it was saved. Nobody else's is touched.

    Also after closing, until the minutes are locked. `seen_at` guards one writer with two screens: what the other one
    saved since raises `ChangedMeanwhile`. Raises `NotGoingOn`, `PointUnknown` and `NoteWrong`.
    """
    subject = f"{order.meeting_id[:32]}.{order.point}"
    with work.act(Permission.NOTE_WRITE, order.case_id, subject=subject, coalesce=True) as tx:
        meeting = meeting_of(tx, order.meeting_id)
        if opened(tx, meeting.id) is None:
            raise NotGoingOn(reason="not_opened")
        if is_locked(tx, meeting.id):
            raise NoteWrong(field="note", reason="locked")
        check_point(order.point, number_of_points(tx, meeting), first=0)
        check_note(order.text, order.tier, reader_of(tx))
        row = _own_note(tx, order)
        if row is None:
            return _new_note(tx, order)
        if tx.unseal(row, "text_sealed") == order.text:
            return row.saved_at
        if row.saved_at != order.seen_at and (order.seen_at or row.edited_at):
            raise ChangedMeanwhile(version=row.version)
        tx.seal(row, "text_sealed", order.text)
        row.saved_at = later(tx.now, row.saved_at)
        row.version += 1
        tx.add(row)
        return row.saved_at


def close_meeting(work: Work, order: CloseMeeting) -> None:
    """Closes a meeting: whoever still sits there leaves, and who was there is kept with the invitations. A second time
    changes nothing; a meeting that was forgotten can be closed on a later day.

    Raises `ChangedMeanwhile`, `NotGoingOn`, and `StillOpen` with what is left unless a reason is given.
    """
    with work.act(Permission.MEETING_RUN, order.case_id) as tx:
        meeting = meeting_of(tx, order.meeting_id)
        row = opened(tx, meeting.id)
        tx.note(meeting=meeting.id)
        if row is not None and row.closed_at is not None:
            return
        row = tx.edit(LiveMeeting, going_on(tx, meeting.id).id, order.version)
        table = _without_barred(tx, stays(tx, meeting.id))
        points_left, people = max(0, number_of_points(tx, meeting) - row.point), _not_accepted(table)
        check_closing(points_left, people, order.reason)
        row.closed_at, row.closed_by = tx.now, tx.actor.reference
        tx.seal(row, "closing_reason_sealed", order.reason.strip())
        tx.add(row, *_risen(tx, meeting, stays(tx, meeting.id)))
        there, absent = _attendance(tx, meeting, table)
        tx.note(points_left=points_left, not_accepted=people, present=there, absent=absent)


def _own_note(tx: Transaction, order: KeepNote) -> MeetingNote | None:
    """The writer's own row; there is no way to name somebody else's."""
    return tx.session.exec(
        select(MeetingNote)
        .where(
            MeetingNote.meeting_id == order.meeting_id,
            MeetingNote.point == order.point,
            MeetingNote.author_id == tx.actor.reference,
            MeetingNote.tier == order.tier,
        )
        .with_for_update()
    ).first()


def _new_note(tx: Transaction, order: KeepNote) -> datetime:
    row = MeetingNote(
        id=tx.chance.id(),
        case_id=order.case_id,
        meeting_id=order.meeting_id,
        point=order.point,
        author_id=tx.actor.reference,
        tier=str(order.tier),
        written_at=tx.now,
        saved_at=tx.now,
    )
    tx.seal(row, "text_sealed", order.text)
    tx.add(row)
    return row.saved_at


def _without_barred(tx: Transaction, table: list[Presence]) -> list[Presence]:
    people = {stay.professional_id for stay in table}
    barred = barred_by_case(tx.session, tx.database.vault, [tx.case_id], people)[tx.case_id] if people else frozenset()
    return [stay for stay in table if stay.professional_id not in barred]


def _not_accepted(table: list[Presence]) -> int:
    """How many people sat there without having accepted the statement."""
    accepted = {stay.professional_id for stay in table if stay.accepted_at is not None}
    return len({stay.professional_id for stay in table} - accepted)


def _risen(tx: Transaction, meeting: Meeting, table: list[Presence]) -> list[Presence]:
    """Whoever still sat there, with the time at which they left."""
    still = [stay for stay in table if stay.left_at is None]
    for stay in still:
        stay.left_at = left_with_the_meeting(stay.arrived_at, meeting.ends_at, tx.now)
        stay.version += 1
    return still


def _attendance(tx: Transaction, meeting: Meeting, table: list[Presence]) -> tuple[int, int]:
    """Keeps with every invitation whether somebody sat there for it; gives how many did, and how many not. The
    meeting's version grows, so that whoever records attendance by hand sees this first."""
    sat = [stay for stay in table if stay.capacity is not Capacity.OBSERVER]
    places, people = {stay.invitation_id for stay in sat}, {stay.professional_id for stay in sat}
    rows = tx.session.exec(
        select(Invitation).where(Invitation.meeting_id == meeting.id, col(Invitation.revoked_at).is_(None))
    ).all()
    barred = barred_by_case(tx.session, tx.database.vault, [tx.case_id], {row.professional_id for row in rows})
    invited = [row for row in rows if row.professional_id not in barred[tx.case_id]]
    for row in invited:
        there = attended(row.id, row.professional_id, {place for place in places if place}, people)
        row.attended = Known.YES if there else Known.NO
    meeting.version += 1
    tx.add(meeting, *invited)
    present = sum(row.attended is Known.YES for row in invited)
    return present, len(invited) - present
