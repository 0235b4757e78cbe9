"""Mail waiting to be sent: written in the transaction that caused it, sent afterwards."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field

from models.base import Row, moment


class OutboxMessage(Row, table=True):
    """One mail to one person; text and address are sealed, and hold no case content anyway.

    It is about an invitation or about the actions behind a link; `also_about` are further invitations that a grouped
    mail speaks of.
    """

    __tablename__ = "outbox_message"

    invitation_id: str | None = Field(default=None, index=True, max_length=32)
    action_link_id: str | None = Field(default=None, index=True, max_length=32)
    also_about: list[str] = Field(default_factory=list, sa_type=JSON)
    to_sealed: str
    subject_sealed: str
    body_sealed: str
    calendar_sealed: str = ""
    queued_at: datetime = moment()
    attempts: int = 0
    next_try_at: datetime = moment(index=True)
    sent_at: datetime | None = moment(default=None)
    failure: str = Field(default="", max_length=60)
