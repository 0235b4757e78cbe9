"""Alembic's entry: runs the steps on the connection that `models.migrations` hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString, SQLModel

from models.base import Term, UtcMoment


def _plain(kind: str, obj: Any, _context: Any) -> str | Literal[False]:
    """Writes our own column types as what they are in the database, so that old steps never import today's models."""
    if kind != "type":
        return False
    if isinstance(obj, AutoString):
        return f"sa.String(length={obj.length})" if obj.length else "sa.String()"
    if isinstance(obj, Term):
        return "sa.String(length=40)"
    if isinstance(obj, UtcMoment):
        return "sa.DateTime(timezone=True)"
    return False


def _foreign_keys(mode: str) -> None:
    """Switches SQLite's foreign keys; past SQLAlchemy, because within a transaction the pragma does nothing."""
    connection.rollback()
    connection.connection.driver_connection.execute(f"PRAGMA foreign_keys={mode}")


connection = context.config.attributes["connection"]
on_file = connection.dialect.name == "sqlite"
if on_file:
    _foreign_keys("OFF")
try:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=on_file,
        render_item=_plain,
    )
    with context.begin_transaction():
        context.run_migrations()
    if on_file:
        connection.commit()
finally:
    if on_file:
        _foreign_keys("ON")
