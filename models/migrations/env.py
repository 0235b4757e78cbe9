"""Alembic's entry: runs the steps on the connection that `models.migrations` hands over."""

import json
from enum import Enum
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.rewriter import Rewriter
from alembic.operations import ops
from sqlalchemy import DefaultClause
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


_writer = Rewriter()


@_writer.rewrites(ops.ModifyTableOps)
def _rows_that_are_there(_context: Any, _revision: Any, step: ops.ModifyTableOps) -> Any:
    """A column that may not be empty gets, in the rows that are there, what the model gives new ones; from then on the
    model alone says so. Two steps, because SQLite rebuilds the table once per step."""
    added = [part for part in step.ops if isinstance(part, ops.AddColumnOp) and not part.column.nullable]
    if not added:
        return step
    kind = next(m.class_ for m in SQLModel._sa_registry.mappers if m.local_table.name == step.table_name)
    without = []
    for part in added:
        part.column.server_default = _default(kind, part.column.name)
        end = ops.AlterColumnOp(
            step.table_name, part.column.name, existing_type=part.column.type, existing_nullable=False
        )
        end.modify_server_default = None
        without.append(end)
    return [step, ops.ModifyTableOps(step.table_name, without, schema=step.schema)]


def _default(kind: type[SQLModel], column: str) -> DefaultClause:
    told = kind.model_fields[column].get_default(call_default_factory=True)
    told = told.value if isinstance(told, Enum) else int(told) if isinstance(told, bool) else told
    return DefaultClause(told if isinstance(told, str) else json.dumps(told))


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
        process_revision_directives=_writer,
    )
    with context.begin_transaction():
        context.run_migrations()
    if on_file:
        connection.commit()
finally:
    if on_file:
        _foreign_keys("ON")
