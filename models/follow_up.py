"""What follows after a meeting: reports on actions, the links by which owners give them, reviews, who heard of news."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import ActionAnswer, ContactKind, Known, ReviewDecision


class ActionReport(Row, table=True):
    """What was said of an action: by its owner through a link, at the table of a meeting, or to the case director.

    Reports are added, never changed; the newest says where the action stands. `action_version` is that of the action
    as the reporter saw it, `professional_id` who reports where that is known.
    """

    __tablename__ = "action_report"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    action_id: str = Field(foreign_key="action.id", index=True, max_length=32)
    action_version: int
    answer: ActionAnswer = term(ActionAnswer)
    note_sealed: str = ""
    tier: str = Field(max_length=60)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    professional_id: str | None = Field(default=None, foreign_key="professional.id", max_length=32)
    action_link_id: str | None = Field(default=None, foreign_key="action_link.id", index=True, max_length=32)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", max_length=32)
    reported_at: datetime = moment()
    recorded_by: str = Field(max_length=40)


class ActionLink(Row, table=True):
    """One owner's personal link to their organisation's actions in one case; link and spoken code are kept sealed.

    Found by the secret's hash, as an invitation is. `seat_id` is the seat by which this person is on the case, as its
    holder or deputy; None for whom the director chose from the directory. `made_at` is when this link was given, also
    a renewed one; `reminded_at` and `reminders` count since then; `escalated_at` is when the director had the
    organisation's manager written to.
    """

    __tablename__ = "action_link"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    professional_id: str = Field(foreign_key="professional.id", index=True, max_length=32)
    seat_id: str | None = Field(default=None, foreign_key="seat.id", max_length=32)
    secret_hash: str = Field(max_length=64)
    link_sealed: str = ""
    code_sealed: str = ""
    wrong_codes: int = 0
    locked_at: datetime | None = moment(default=None)
    made_at: datetime = moment()
    made_by: str = Field(max_length=32)
    expires_at: datetime = moment()
    revoked_at: datetime | None = moment(default=None)
    opened_at: datetime | None = moment(default=None)
    reminded_at: datetime | None = moment(default=None)
    reminders: int = 0
    escalated_at: datetime | None = moment(default=None)
    escalated_by: str | None = Field(default=None, max_length=32)


class Review(Row, table=True):
    """A look back at the plan in force: begun, its conditions checked one by one, and decided.

    Without a decision it is still going on. `next_on` and `next_events` are when the next one is due, and what brings
    it forward.
    """

    __tablename__ = "review"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    meeting_id: str | None = Field(default=None, foreign_key="meeting.id", max_length=32)
    plan_version_id: str = Field(foreign_key="plan_version.id", max_length=32)
    begun_at: datetime = moment()
    begun_by: str = Field(max_length=32)
    decision: ReviewDecision | None = term(ReviewDecision, default=None)
    reasons_sealed: str = ""
    next_on: date | None = None
    next_events: list[str] = Field(default_factory=list, sa_type=JSON)
    decided_at: datetime | None = moment(default=None)
    decided_by: str | None = Field(default=None, max_length=32)


class ConditionCheck(Row, table=True):
    """Whether a condition is met, at one review: with evidence, from whom, seen on which day.

    `why_go_on_sealed`: of one that is not met, why the plan could go on as it was all the same. Evidence and why are
    for whoever may read the condition.
    """

    __tablename__ = "condition_check"
    __table_args__ = (UniqueConstraint("review_id", "condition_id"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    review_id: str = Field(foreign_key="review.id", index=True, max_length=32)
    condition_id: str = Field(foreign_key="condition.id", max_length=32)
    met: Known = term(Known)
    evidence_sealed: str = ""
    why_go_on_sealed: str = ""
    by_organisation: str = Field(max_length=60)
    seen_on: date
    recorded_at: datetime = moment()
    recorded_by: str = Field(max_length=32)


class EventHeard(Row, table=True):
    """That an organisation was told of an event: when, how, and who recorded it."""

    __tablename__ = "event_heard"
    __table_args__ = (UniqueConstraint("event_id", "organisation_id"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    event_id: str = Field(foreign_key="event.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    told_at: datetime = moment()
    how: ContactKind = term(ContactKind)
    recorded_by: str = Field(max_length=32)
