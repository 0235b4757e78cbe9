"""What every table shares: naming of constraints, zone-aware moments, terms as their Dutch values, ids.

Text that people type about a case is sealed per field before it comes here (`models.sealing`); a column named
`*_sealed` never holds plain text.
"""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, String, TypeDecorator
from sqlalchemy import select as bare
from sqlmodel import Field, SQLModel, select

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcMoment(TypeDecorator[datetime]):
    """A moment, kept in UTC; a naive moment is refused instead of guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Term(TypeDecorator[StrEnum]):
    """A member of `models.terms`, kept as its Dutch value."""

    impl = String(40)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind
        self._members = {member.value: member for member in kind}

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else str(self.kind(value))

    def process_result_value(self, value: str | None, dialect: Any) -> StrEnum | None:
        return None if value is None else self._members.get(value) or self.kind(value)


def term(kind: type[StrEnum], **kwargs: Any) -> Any:
    """A column that holds a term of `kind`."""
    return Field(sa_type=Term(kind), **kwargs)


def moment(**kwargs: Any) -> Any:
    """A column that holds a zone-aware moment."""
    return Field(sa_type=UtcMoment(), **kwargs)


class Row(SQLModel):
    """A table's row: a meaningless id made by `unit_of_work`, and a version that grows with every edit."""

    id: str = Field(primary_key=True, max_length=32)
    version: int = Field(default=1)


def rows_of(kind: type[SQLModel], *, whole: bool) -> Any:
    """A `select` of the rows of a table. Not `whole`: past the mapper, for a look that only reads attributes and opens
    no sealed column; a dozen cases have hundreds of rows, and making objects of them costs more than the queries."""
    return select(kind) if whole else bare(kind.__table__)  # ty: ignore[missing-attribute]
