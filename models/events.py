"""What happened in a case, and what a court, prosecutor or mayor has ordered."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import CourtOrderKind, EventKind, Gravity


class EventRow(Row, table=True):
    """One event: when it happened and when the chain heard of it. Struck out, never erased.

    For a breach the clock runs from `reported_at` until `told_prosecution_at`.
    """

    __tablename__ = "event"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: EventKind = term(EventKind)
    gravity: Gravity | None = term(Gravity, default=None)
    happened_at: datetime = moment(index=True)
    on_day: bool = False
    text_sealed: str = ""
    about: list[str] = Field(default_factory=list, sa_type=JSON)
    by_organisation: str = Field(default="", max_length=60)
    tier: str = Field(max_length=60)
    reported_at: datetime = moment()
    told_prosecution_at: datetime | None = moment(default=None)
    told_by: str | None = Field(default=None, max_length=32)
    recorded_by: str = Field(max_length=32)
    struck_at: datetime | None = moment(default=None)
    struck_reason_sealed: str = ""


class CourtOrderRow(Row, table=True):
    """An order in force between two days; what it says stays sealed."""

    __tablename__ = "court_order"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: CourtOrderKind = term(CourtOrderKind)
    given_by: str = Field(max_length=60)
    text_sealed: str = ""
    about: list[str] = Field(default_factory=list, sa_type=JSON)
    from_on: date | None = None
    until_on: date | None = None
    ended_on: date | None = None
