"""The log of who did and saw what, as a chain; never the content of a case."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from models.base import moment


class AuditEntry(SQLModel, table=True):
    """One action or look. `mac` chains over the entry before it."""

    __tablename__ = "audit_entry"

    seq: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = moment()
    actor: str = Field(max_length=64)
    standing: str = Field(max_length=20)
    organisation: str = Field(default="", max_length=60)
    session: str = Field(default="", max_length=32)
    permission: str = Field(max_length=60)
    case_id: str = Field(default="", index=True, max_length=32)
    outcome: str = Field(max_length=20)
    notes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    previous_mac: str = Field(max_length=64)
    mac: str = Field(max_length=64)


class AuditHead(SQLModel, table=True):
    """The chain's end; the row that writers queue for."""

    __tablename__ = "audit_head"

    id: int = Field(default=1, primary_key=True)
    seq: int
    mac: str = Field(max_length=64)
