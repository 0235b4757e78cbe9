"""A meeting while it is held: who sits at the table, where it is on its agenda, what is noted; and its minutes."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import Capacity


class LiveMeeting(Row, table=True):
    """How far a meeting is that was opened, one row per meeting.

    `point` is the number of the agenda point that it stands at since `point_since`; 0 before the first. Closed with
    points still open, it says why.
    """

    __tablename__ = "live_meeting"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", unique=True, max_length=32)
    opened_at: datetime = moment()
    opened_by: str = Field(max_length=32)
    statement_read_at: datetime | None = moment(default=None)
    statement_read_by: str | None = Field(default=None, max_length=32)
    point: int = 0
    point_since: datetime | None = moment(default=None)
    closed_at: datetime | None = moment(default=None)
    closed_by: str | None = Field(default=None, max_length=32)
    closing_reason_sealed: str = ""


class Presence(Row, table=True):
    """Somebody at the table, from arriving until leaving; who comes back has a second row.

    `invitation_id` is empty for an observer. `accepted_at` is when they accepted the confidentiality statement.
    """

    __tablename__ = "presence"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    professional_id: str = Field(foreign_key="professional.id", max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", max_length=32)
    capacity: Capacity = term(Capacity)
    arrived_at: datetime = moment()
    left_at: datetime | None = moment(default=None)
    accepted_at: datetime | None = moment(default=None)
    recorded_by: str = Field(max_length=32)


class MeetingNote(Row, table=True):
    """What one note taker wrote at one point, for one circle of readers. Nobody writes in somebody else's note while
    the meeting lasts, so two note takers never meet in one text. `point` is the number on the agenda.

    Corrected by the case director since, the author's own words are kept beside the text.
    """

    __tablename__ = "meeting_note"
    __table_args__ = (UniqueConstraint("meeting_id", "point", "author_id", "tier"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    point: int
    author_id: str = Field(max_length=32)
    tier: str = Field(max_length=60)
    text_sealed: str = ""
    written_at: datetime = moment()
    saved_at: datetime = moment()
    edited_by: str | None = Field(default=None, max_length=32)
    edited_at: datetime | None = moment(default=None)
    own_words_sealed: str = ""


class MinutesRow(Row, table=True):
    """The minutes of a meeting once they are locked: what they said then, sealed and hashed. Never changed."""

    __tablename__ = "minutes"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", unique=True, max_length=32)
    content_sealed: str
    content_sha256: str = Field(max_length=64)
    locked_at: datetime = moment()
    locked_by: str = Field(max_length=32)


class MinutesAddendum(Row, table=True):
    """A correction of locked minutes: added beneath, never written over them."""

    __tablename__ = "minutes_addendum"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    text_sealed: str
    tier: str = Field(max_length=60)
    added_at: datetime = moment()
    added_by: str = Field(max_length=32)
