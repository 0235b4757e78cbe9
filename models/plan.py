"""The safety plan: its versions, what partners say of them, and what is written for the plan alone."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import PlanAnswer, PlanStatus


class PlanVersion(Row, table=True):
    """A plan as it was frozen; later changes make a new version, this one stays readable.

    A draft is frozen at `made_at`; whoever was invited reads it from `circulated_at` on. `adopted_at` and `adopted_by`
    stay empty for what was never adopted. `released_at` is when an adopted version was opened to the guests of its
    meeting. `pictures_sealed` holds the picture of the network, per language.
    """

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    number: int
    status: PlanStatus = term(PlanStatus)
    content_sealed: str
    content_sha256: str = Field(max_length=64)
    pictures_sealed: str = ""
    made_at: datetime = moment()
    made_by: str = Field(max_length=32)
    circulated_at: datetime | None = moment(default=None)
    circulated_by: str | None = Field(default=None, max_length=32)
    adopted_at: datetime | None = moment(default=None)
    adopted_by: str | None = Field(default=None, max_length=32)
    released_at: datetime | None = moment(default=None)
    released_by: str | None = Field(default=None, max_length=32)
    withdrawn_at: datetime | None = moment(default=None)
    withdrawn_by: str | None = Field(default=None, max_length=32)
    withdrawn_reason_sealed: str = ""


class PlanResponse(Row, table=True):
    """What somebody says of a version: that they saw it, and whether their organisation agrees.

    By link it has an `invitation_id`; what was said by phone or at the table is recorded by who directs the case. A
    later answer replaces, never erases: `replaced_at` None is the one that stands.
    """

    __tablename__ = "plan_response"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    plan_version_id: str = Field(foreign_key="plan_version.id", index=True, max_length=32)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    professional_id: str = Field(foreign_key="professional.id", max_length=32)
    invitation_id: str | None = Field(default=None, foreign_key="invitation.id", index=True, max_length=32)
    seen_sha256: str = Field(default="", max_length=64)
    answer: PlanAnswer = term(PlanAnswer)
    remark_sealed: str = ""
    tier: str = Field(max_length=60)
    answered_at: datetime = moment()
    recorded_by: str = Field(max_length=40)
    replaced_at: datetime | None = moment(default=None)


class PlanTexts(Row, table=True):
    """What is written for the plan as a whole, one row per case; `core` are the conditions that everyone must know."""

    __tablename__ = "plan_texts"

    case_id: str = Field(foreign_key="case_file.id", unique=True, max_length=32)
    emergency_word_sealed: str = ""
    sharing_basis_sealed: str = ""
    victim_knows_sealed: str = ""
    retention_sealed: str = ""
    ends_sealed: str = ""
    core: list[str] = Field(default_factory=list, sa_type=JSON)


class PlanSignalRow(Row, table=True):
    """When something happens: the signal, what to do at once, who signals it and who is told. Taken out, not erased."""

    __tablename__ = "plan_signal"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    position: int
    signal_sealed: str
    act_sealed: str
    signalled_by_sealed: str = ""
    inform_sealed: str = ""
    tier: str = Field(max_length=60)
    taken_out_at: datetime | None = moment(default=None)


class Stub(Row, table=True):
    """What a reader gets in the place of a condition or action that they must act on and may not read.

    `item_id` is that of the condition or action; without an `organisation` it is for every such reader.
    """

    __tablename__ = "stub"
    __table_args__ = (UniqueConstraint("case_id", "item_id", "organisation"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    item_id: str = Field(max_length=32)
    organisation: str = Field(default="", max_length=60)
    text_sealed: str
