"""What was made of contradictions, duplicates and rule breaches among conditions. What was found is reckoned anew at
every look and stands in no table; `finding` is its stable key."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import Resolution


class Settlement(Row, table=True):
    """How one finding was settled. A later settlement replaces, never erases: `replaced_at` None is the one in force.

    `versions` are the conditions as they were seen, by id: a later change of one makes it a settlement of what was.
    `lapsed` are the conditions that ended by it. `stands_id` is the condition that stands or that the others went into,
    `action_id` the agreement that takes their place; `owner` takes an open point further, `due_on` by when.
    """

    __tablename__ = "settlement"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    finding: str = Field(max_length=160)
    resolution: Resolution = term(Resolution)
    stands_id: str | None = Field(default=None, foreign_key="condition.id", max_length=32)
    action_id: str | None = Field(default=None, foreign_key="action.id", max_length=32)
    reason_sealed: str = ""
    owner: str = Field(default="", max_length=60)
    due_on: date | None = None
    versions: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    lapsed: list[str] = Field(default_factory=list, sa_type=JSON)
    settled_at: datetime = moment()
    settled_by: str = Field(max_length=32)
    replaced_at: datetime | None = moment(default=None)


class Dissent(Row, table=True):
    """An organisation that does not agree with how a finding was settled, and why. Taken back, never erased."""

    __tablename__ = "dissent"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    finding: str = Field(max_length=160)
    organisation_id: str = Field(foreign_key="organisation.id", max_length=32)
    text_sealed: str
    tier: str = Field(max_length=60)
    recorded_at: datetime = moment()
    recorded_by: str = Field(max_length=32)
    taken_back_at: datetime | None = moment(default=None)


class ToldDifference(Row, table=True):
    """The case director lets the authors of two conditions know that they differ. `taken_back_at`: no longer shown."""

    __tablename__ = "told_difference"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    finding: str = Field(max_length=160)
    condition_ids: list[str] = Field(default_factory=list, sa_type=JSON)
    told_at: datetime = moment()
    told_by: str = Field(max_length=32)
    taken_back_at: datetime | None = moment(default=None)
