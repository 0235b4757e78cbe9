"""Adopted versions of the safety plan, and every copy that was issued."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import PlanStatus


class PlanVersion(Row, table=True):
    """What was adopted, frozen: later changes make a new version, this one stays readable. `released_at` is when it was
    opened to the guests of its meeting."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    number: int
    status: PlanStatus = term(PlanStatus)
    content_sealed: str
    content_sha256: str = Field(max_length=64)
    adopted_at: datetime = moment()
    adopted_by: str = Field(max_length=32)
    released_at: datetime | None = moment(default=None)
    released_by: str | None = Field(default=None, max_length=32)


class IssuedCopy(Row, table=True):
    """The register of documents that left the planner: which version, for whom, its copy code and hash."""

    __tablename__ = "issued_copy"

    plan_version_id: str = Field(foreign_key="plan_version.id", index=True, max_length=32)
    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    audience: str = Field(max_length=80)
    copy_code: str = Field(unique=True, max_length=20)
    sha256: str = Field(max_length=64)
    issued_to: str = Field(max_length=40)
    issued_at: datetime = moment()
