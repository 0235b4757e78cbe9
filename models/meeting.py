"""Meetings, personal invitations, polls, agendas, and the actions that come of them."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import (
    ActionStatus,
    InvitationAnswer,
    Known,
    MeetingKind,
    MeetingMode,
    MeetingStatus,
    PollChoice,
)


class Sitting(Row, table=True):
    """Several cases one after another in one coming together; each case is a meeting of its own in it."""

    __tablename__ = "sitting"

    starts_at: datetime = moment()
    planned_by: str = Field(max_length=32)


class Meeting(Row, table=True):
    """A coming together on one case: kept free, put to the vote, announced or held. Conditions are due before it.

    What is asked of it, what is new, where it is and what came of it are sealed. `series_id` is shared by meetings
    that were set up together. `set_asked_at` is when the leading organisation was asked to confirm the conditions.
    """

    __tablename__ = "meeting"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: MeetingKind = term(MeetingKind)
    status: MeetingStatus = term(MeetingStatus, default=MeetingStatus.PLANNED)
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    conditions_due_at: datetime = moment()
    sequence: int = 0
    planned_by: str = Field(max_length=32)
    mode: MeetingMode = term(MeetingMode, default=MeetingMode.ONLINE)
    place_sealed: str = ""
    question_sealed: str = ""
    news_sealed: str = ""
    outcome_sealed: str = ""
    chair_seat_id: str | None = Field(default=None, max_length=32)
    note_taker_seat_id: str | None = Field(default=None, max_length=32)
    series_id: str | None = Field(default=None, index=True, max_length=32)
    sitting_id: str | None = Field(default=None, foreign_key="sitting.id", index=True, max_length=32)
    poll_closes_at: datetime | None = moment(default=None)
    poll_shared: bool = False
    set_asked_at: datetime | None = moment(default=None)


class Invitation(Row, table=True):
    """One attendee's personal invitation.

    Links are found by the secret's hash. Link and spoken code are also kept sealed, because the case director must be
    able to copy the one and tell the other by phone. `professional_id` is who is expected; where that is a deputy,
    `stands_in_for` is whose place they take. `deputy_sealed` is a deputy whom the invited person proposes. `asked_at`
    is when the last letter asked something; `reminded_for` counts the reminders since then per matter.
    `conditions_due_at` is an extension for this attendee alone; without `conditions_asked` they owe none.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_id"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    seat_id: str = Field(foreign_key="seat.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    required: bool = False
    secret_hash: str = Field(max_length=64)
    link_sealed: str = ""
    code_sealed: str = ""
    wrong_codes: int = 0
    locked_at: datetime | None = moment(default=None)
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(default=None)
    opened_at: datetime | None = moment(default=None)
    answer: InvitationAnswer = term(InvitationAnswer, default=InvitationAnswer.OPEN)
    conditions_asked: bool = True
    conditions_due_at: datetime | None = moment(default=None)
    handed_in_at: datetime | None = moment(default=None)
    nothing_to_add: bool = False
    attended: Known = term(Known, default=Known.UNKNOWN)
    answered_at: datetime | None = moment(default=None)
    stands_in_for: str | None = Field(default=None, foreign_key="professional.id", max_length=32)
    deputy_sealed: str = ""
    information_sealed: str = ""
    information_at: datetime | None = moment(default=None)
    asked_at: datetime | None = moment(default=None)
    reminded_at: datetime | None = moment(default=None)
    reminders: int = 0
    reminded_for: dict[str, int] = Field(default_factory=dict, sa_type=JSON)


class WaiverRow(Row, table=True):
    """A decision to meet without organisations of the minimum attendance, and why (H-VT-3)."""

    __tablename__ = "attendance_waiver"

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    organisations: list[str] = Field(default_factory=list, sa_type=JSON)
    reason_sealed: str
    waived_by: str = Field(max_length=32)
    waived_at: datetime = moment()


class PollOption(Row, table=True):
    """One time that is put to the vote."""

    __tablename__ = "poll_option"
    __table_args__ = (UniqueConstraint("meeting_id", "starts_at"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    starts_at: datetime = moment()
    ends_at: datetime = moment()


class PollAnswer(Row, table=True):
    """What one invited person says to one time."""

    __tablename__ = "poll_answer"
    __table_args__ = (UniqueConstraint("option_id", "invitation_id"),)

    option_id: str = Field(foreign_key="poll_option.id", index=True, max_length=32)
    invitation_id: str = Field(foreign_key="invitation.id", index=True, max_length=32)
    choice: PollChoice = term(PollChoice)
    answered_at: datetime = moment()


class AgendaItem(Row, table=True):
    """One point of a meeting, with its minutes. `organisations` are whom it is for; none means everybody. The note is
    for the chair only."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    number: int
    minutes: int
    title_sealed: str
    note_sealed: str = ""
    organisations: list[str] = Field(default_factory=list, sa_type=JSON)


class Action(Row, table=True):
    """Who does what by when, from which conditions. `due_at` None means continuously.

    `tells_victim` is the organisation (a key) that tells the victim of it, by `tell_victim_on`; `told_victim_on` is
    when that was done. `reported_at` is the moment of the newest report on it; `recorded_at` that of its first
    recording, where that is known.
    """

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    number: int
    what_sealed: str
    owner: str = Field(max_length=60)
    supporting: list[str] = Field(default_factory=list, sa_type=JSON)
    due_at: datetime | None = moment(default=None)
    due_on_day: bool = False
    ends_on: date | None = None
    condition_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    proof_sealed: str = ""
    if_not_sealed: str = ""
    if_not_tier: str = Field(default="", max_length=60)
    tier: str = Field(max_length=60)
    status: ActionStatus = term(ActionStatus, default=ActionStatus.OPEN)
    tells_victim: str = Field(default="", max_length=60)
    tell_victim_on: date | None = None
    told_victim_on: date | None = None
    reported_at: datetime | None = moment(default=None)
    recorded_at: datetime | None = moment(default=None)
