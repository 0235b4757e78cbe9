"""Who directs a case and who did, handing over, and who is away."""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import Belonging, HandoverAnswer


class DirectingRow(Row, table=True):
    """A stretch in which an account directed a case (`regisseur`) or deputised (`vervangend_regisseur`)."""

    __tablename__ = "directing"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    account_id: str = Field(foreign_key="account.id", index=True, max_length=32)
    part: Belonging = term(Belonging)
    from_at: datetime = moment()
    until_at: datetime | None = moment(default=None)


class HandoverRow(Row, table=True):
    """The question to take a case over. Nothing changes hands before it is accepted; then `deputy_id` deputises."""

    __tablename__ = "handover"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    from_id: str = Field(foreign_key="account.id", max_length=32)
    to_id: str = Field(foreign_key="account.id", index=True, max_length=32)
    deputy_id: str | None = Field(default=None, foreign_key="account.id", max_length=32)
    asked_at: datetime = moment()
    note_sealed: str = ""
    answer: HandoverAnswer = term(HandoverAnswer, default=HandoverAnswer.OPEN)
    answered_at: datetime | None = moment(default=None)
    reason_sealed: str = ""


class AbsenceRow(Row, table=True):
    """Days, first and last included, on which an account is away; its deputies see to its cases."""

    __tablename__ = "absence"

    account_id: str = Field(foreign_key="account.id", index=True, max_length=32)
    first_day: date
    last_day: date
    ended_at: datetime | None = moment(default=None)
