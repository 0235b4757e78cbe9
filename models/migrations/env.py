"""Alembic's entry: runs the steps on the connection that `models.migrations` hands over."""

from typing import Any

from alembic import context
from sqlmodel import AutoString, SQLModel

from models.base import Term, UtcMoment


def _plain(kind: str, obj: Any, _context: Any) -> str | bool:
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


connection = context.config.attributes["connection"]
if connection.dialect.name == "sqlite":
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    compare_type=True,
    compare_server_default=True,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=_plain,
)
with context.begin_transaction():
    context.run_migrations()
if connection.dialect.name == "sqlite":
    connection.commit()
    connection.exec_driver_sql("PRAGMA foreign_keys=ON")
    connection.commit()
