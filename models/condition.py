"""Safety conditions, their earlier wordings, the answers on the whole set, and the Word forms that bring them in."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import (
    Arrival,
    ConditionKind,
    ConditionStatus,
    FormStatus,
    Provenance,
    SetAnswer,
)


class Condition(Row, table=True):
    """What must hold according to one organisation. Its id is made when the form is drawn, so a repeat is harmless.

    `done_by` is who must do it (an organisation's key or a person's reference), `due_on` by when, `checked_by` the key
    of the organisation that checks it, `check_sealed` how. `reading_sealed` holds the structured readings that its
    author confirmed: empty when none was given, an empty list when it is no checkable agreement. `follows_id` is the
    condition of an earlier meeting that this one takes the place of. `decided_reading_sealed` holds the readings that
    go with the case director's own words: empty while the author's hold, `null` for none. `merged_into_id` is the
    condition that this one went into; without it a merged one went into an agreement.
    """

    __tablename__ = "condition"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", index=True, max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    number: int
    kind: ConditionKind = term(ConditionKind)
    status: ConditionStatus = term(ConditionStatus)
    hard: bool = False
    tier: str = Field(max_length=60)
    subject_ref: str = Field(default="", max_length=10)
    protects: list[str] = Field(default_factory=list, sa_type=JSON)
    text_sealed: str
    until: datetime | None = moment(default=None)
    holds_approach: bool = False
    if_not_sealed: str = ""
    done_by: str = Field(default="", max_length=60)
    due_on: date | None = None
    check_sealed: str = ""
    checked_by: str = Field(default="", max_length=60)
    reading_sealed: str = ""
    follows_id: str | None = Field(default=None, foreign_key="condition.id", index=True, max_length=32)
    arrived: Arrival | None = term(Arrival, default=None)
    handed_in_at: datetime | None = moment(default=None)
    decided_text_sealed: str = ""
    decided_reading_sealed: str = ""
    merged_into_id: str | None = Field(default=None, foreign_key="condition.id", max_length=32)
    decision_reason_sealed: str = ""
    decided_by: str | None = Field(default=None, max_length=32)
    decided_at: datetime | None = moment(default=None)


class ConditionRevision(Row, table=True):
    """Every earlier wording of a condition, so that nothing handed in is ever lost; `whole_sealed` holds all its
    fields."""

    __tablename__ = "condition_revision"
    __table_args__ = (UniqueConstraint("condition_id", "number"),)

    condition_id: str = Field(foreign_key="condition.id", index=True, max_length=32)
    number: int
    text_sealed: str
    whole_sealed: str = ""
    replaced_at: datetime = moment()
    replaced_by: str = Field(max_length=32)


class ConditionSetAnswer(Row, table=True):
    """What the leading organisation says of the conditions together: enough to be safe at once, or what is missing.

    `versions` are the conditions it saw, by id: a later change makes the answer one about an earlier set.
    """

    __tablename__ = "condition_set_answer"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", max_length=32)
    answer: SetAnswer = term(SetAnswer)
    remark_sealed: str = ""
    versions: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    answered_at: datetime = moment()
    answered_by: str = Field(max_length=40)


class IssuedForm(Row, table=True):
    """A Word form that was made for one attendee. `code` is printed on it; `blocks` says for each of its numbered
    blocks which condition it is about: its id, the version that was printed (0 for an empty block), and the condition
    of an earlier meeting that it goes on from."""

    __tablename__ = "issued_form"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str = Field(foreign_key="meeting.id", max_length=32)
    invitation_id: str = Field(foreign_key="invitation.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    code: str = Field(unique=True, max_length=20)
    language: str = Field(max_length=2)
    blocks: list[dict[str, str | int]] = Field(default_factory=list, sa_type=JSON)
    due_at: datetime = moment()
    issued_to: str = Field(max_length=40)
    issued_at: datetime = moment()


class ReceivedForm(Row, table=True):
    """A filled in form in the waiting room. What was read of it is sealed, the file itself is not kept.

    Without `invitation_id` nobody knows yet whose it is. `rows` holds what was decided on each of its rows.
    """

    __tablename__ = "received_form"
    __table_args__ = (UniqueConstraint("case_id", "sha256"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", index=True, max_length=32)
    issued_form_id: str | None = Field(default=None, foreign_key="issued_form.id", max_length=32)
    status: FormStatus = term(FormStatus)
    provenance: Provenance = term(Provenance)
    sha256: str = Field(max_length=64)
    read_sealed: str
    rows: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    received_at: datetime = moment()
    received_by: str = Field(max_length=40)
    settled_at: datetime | None = moment(default=None)
    settled_by: str | None = Field(default=None, max_length=40)
