"""Measures that were weighed, the one stop conversation, and the police plan of approach."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import Measure, MeasureOutcome


class WeighingRow(Row, table=True):
    """A measure that was weighed, whatever it came to (route map H-RN-4). A later weighing replaces, never erases.

    `replaced_at` None: this is the one that stands for its measure and organisation.
    """

    __tablename__ = "weighing"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    measure: Measure = term(Measure)
    organisation: str = Field(max_length=60)
    outcome: MeasureOutcome = term(MeasureOutcome)
    reason_sealed: str
    tier: str = Field(max_length=60)
    weighed_on: date
    weighed_by: str = Field(default="", max_length=32)
    weigh_again_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    extensions: int = 0
    handover_to: str = Field(default="", max_length=60)
    handover_sealed: str = ""
    replaced_at: datetime | None = moment(default=None)


class StopTalkRow(Row, table=True):
    """The one-off stop conversation of a low-risk case, step by step (route map L-POL-1, 1a, 1b)."""

    __tablename__ = "stop_talk"

    case_id: str = Field(foreign_key="case_file.id", unique=True, max_length=32)
    veilig_thuis_agreed_on: date | None = None
    prosecution_agreed_on: date | None = None
    held_on: date | None = None
    held_where_sealed: str = ""
    report_number_sealed: str = ""
    closed_at: datetime | None = moment(default=None)


class PolicePlanRow(Row, table=True):
    """The police plan of approach: investigation tier, never part of the shared plan (route map H-POL-1, H-POL-5).

    Every saved wording is a row of its own; the newest stands.
    """

    __tablename__ = "police_plan"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    number: int
    text_sealed: str
    written_at: datetime = moment()
    written_by: str = Field(max_length=32)
