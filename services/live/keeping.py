"""The rows of a meeting that is held, as its verbs need them: always of the case that was allowed."""

from sqlmodel import col, select

from models.live import LiveMeeting, MinutesRow, Presence
from models.meeting import Meeting
from services.live.rules import NotGoingOn
from services.unit_of_work import NotAllowed, Transaction


def meeting_of(tx: Transaction, meeting_id: str) -> Meeting:
    """The meeting, if it is one of the case of this act. Raises `NotAllowed`."""
    row = tx.session.get(Meeting, meeting_id[:32], with_for_update=True)
    if row is None or row.case_id != tx.case_id:
        raise NotAllowed
    return row


def opened(tx: Transaction, meeting_id: str) -> LiveMeeting | None:
    """How far the meeting is; None before it was opened."""
    return tx.session.exec(
        select(LiveMeeting)
        .where(LiveMeeting.meeting_id == meeting_id, LiveMeeting.case_id == tx.case_id)
        .with_for_update()
    ).first()


def going_on(tx: Transaction, meeting_id: str) -> LiveMeeting:
    """The same of a meeting that was opened and not closed yet. Raises `NotAllowed` and `NotGoingOn`."""
    meeting_of(tx, meeting_id)
    row = opened(tx, meeting_id)
    if row is None:
        raise NotGoingOn(reason="not_opened")
    if row.closed_at is not None:
        raise NotGoingOn(reason="closed")
    return row


def stays(tx: Transaction, meeting_id: str) -> list[Presence]:
    """Everybody who sat at the table, in order of arriving."""
    statement = select(Presence).where(Presence.meeting_id == meeting_id, Presence.case_id == tx.case_id)
    return list(tx.session.exec(statement.order_by(col(Presence.arrived_at), col(Presence.id)).with_for_update()))


def is_locked(tx: Transaction, meeting_id: str) -> bool:
    """Whether the minutes of the meeting are locked, so that nothing goes into them any more."""
    return tx.session.exec(select(MinutesRow.id).where(MinutesRow.meeting_id == meeting_id)).first() is not None
