"""Writes of minutes: correct a note while they are a draft, lock them, add a correction beneath."""

from sqlmodel import select

from models.live import LiveMeeting, MeetingNote, MinutesAddendum, MinutesRow
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.live.rules import NotGoingOn, check_note, later
from services.minutes.facts import CorrectNote
from services.minutes.queries import frozen_text, minutes_in
from services.minutes.rules import AlreadyLocked, CannotLock, NotLocked, check_addendum
from services.protection.rules import may_read
from services.relations.queries import CaseClosed, is_closed
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


def lock(work: Work, case_id: str, meeting_id: str, seen: str) -> None:
    """Locks the minutes exactly as they were seen: `seen` is the mark of the draft. A second time changes nothing.

    Afterwards they are never changed. Raises `ChangedMeanwhile` when something else is recorded by now, `CannotLock`
    while the meeting goes on, `AlreadyLocked` where other minutes were locked.
    """
    with work.act(Permission.MINUTES_LOCK, case_id) as tx:
        draft = minutes_in(tx, case_id, meeting_id, practice=work.practice)
        tx.note(meeting=draft.meeting_id)
        if draft.is_locked or draft.record is None:
            if draft.mark == seen:
                return
            raise AlreadyLocked
        if draft.refusal:
            raise CannotLock(reason=draft.refusal)
        if draft.mark != seen:
            raise ChangedMeanwhile(version=0)
        row = MinutesRow(
            id=tx.chance.id(),
            case_id=case_id,
            meeting_id=draft.meeting_id,
            content_sealed="",
            content_sha256=draft.mark,
            locked_at=tx.now,
            locked_by=tx.actor.reference,
        )
        tx.seal(row, "content_sealed", frozen_text(draft.record))
        tx.add(row)
        tx.note(people=len(draft.record.people), notes=len(draft.record.notes), sha256=draft.mark)


def add_addendum(work: Work, case_id: str, meeting_id: str, addendum_id: str, text: str, tier: str) -> None:
    """Adds a correction beneath locked minutes, for one circle of readers. The same id again changes nothing.

    Raises `NotLocked` and `AddendumWrong`.
    """
    with work.act(Permission.MINUTES_ADD, case_id) as tx:
        if (known := tx.session.get(MinutesAddendum, addendum_id)) is not None:
            if (known.case_id, known.meeting_id, known.added_by) != (case_id, meeting_id, tx.actor.reference):
                raise NotAllowed
            return
        row = _locked(tx, meeting_id)
        if row is None:
            raise NotLocked
        if row.case_id != case_id:
            raise NotAllowed
        check_addendum(text, tier, reader_of(tx))
        added = MinutesAddendum(
            id=addendum_id,
            case_id=case_id,
            meeting_id=meeting_id,
            text_sealed="",
            tier=str(tier),
            added_at=tx.now,
            added_by=tx.actor.reference,
        )
        tx.seal(added, "text_sealed", text.strip())
        tx.add(added)
        tx.note(meeting=meeting_id, addendum=added.id)


def correct_note(work: Work, order: CorrectNote) -> int:
    """Corrects a note in place once the meeting was closed and before its minutes are locked; gives the new version.

    Its author stays its author: their own words are kept beside, and who corrected it is named. Raises
    `ChangedMeanwhile`, `NotGoingOn` while the meeting lasts, `AlreadyLocked`, `NoteWrong`, and `CaseClosed`: there the
    draft is locked as it stands, and corrected beneath.
    """
    with work.act(Permission.MINUTES_LOCK, order.case_id) as tx:
        row = tx.edit(MeetingNote, order.note_id, order.version)
        if not may_read(row.tier, reader_of(tx)):
            raise NotAllowed
        if is_closed(tx.session, order.case_id):
            raise CaseClosed
        live = tx.session.exec(select(LiveMeeting).where(LiveMeeting.meeting_id == row.meeting_id)).one()
        if live.closed_at is None:
            raise NotGoingOn(reason="not_closed")
        if _locked(tx, row.meeting_id) is not None:
            raise AlreadyLocked
        check_note(order.text, row.tier, reader_of(tx))
        before = tx.unseal(row, "text_sealed")
        tx.note(meeting=row.meeting_id, note=row.id)
        if order.text == before:
            return row.version
        if row.author_id != tx.actor.reference:
            if row.edited_at is None:
                tx.seal(row, "own_words_sealed", before)
            row.edited_by, row.edited_at = tx.actor.reference, tx.now
        tx.seal(row, "text_sealed", order.text)
        row.saved_at = later(tx.now, row.saved_at)
        tx.add(row)
        return row.version


def _locked(tx: Transaction, meeting_id: str) -> MinutesRow | None:
    return tx.session.exec(select(MinutesRow).where(MinutesRow.meeting_id == meeting_id[:32])).first()
