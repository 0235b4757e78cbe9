"""Who is kept out of a case, and the near matches that a person has to judge."""

from datetime import datetime

from sqlmodel import Field, UniqueConstraint

from models.base import Row, moment, term
from models.terms import BarKind, Known


class Bar(Row, table=True):
    """Someone, a team or an organisation that must not see a case; the value is a keyed hash of the normal form."""

    __tablename__ = "bar"
    __table_args__ = (UniqueConstraint("case_id", "kind", "value_key"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: BarKind = term(BarKind)
    value_key: str = Field(index=True, max_length=64)
    value_sealed: str
    reason_sealed: str = ""


class NearMatch(Row, table=True):
    """A professional or account whose name nearly matches a bar; kept out until somebody says that it is another."""

    __tablename__ = "near_match"
    __table_args__ = (UniqueConstraint("bar_id", "professional_id", "account_id"),)

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    bar_id: str = Field(foreign_key="bar.id", index=True, max_length=32)
    professional_id: str | None = Field(default=None, foreign_key="professional.id", index=True, max_length=32)
    account_id: str | None = Field(default=None, foreign_key="account.id", index=True, max_length=32)
    same: Known = term(Known, default=Known.UNKNOWN)
    judged_by: str | None = Field(default=None, max_length=32)
    judged_at: datetime | None = moment(default=None)
