"""A PostgreSQL database of one test emptied for the next one, or filled with what was kept of an earlier one: an eighth
of the work of a fresh copy.

Every row goes, whatever table it stands in, and what is asked for comes back. Where a test touched more than rows (a
table, a trigger, a sequence's file), the database is not used again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

import psycopg
from psycopg.sql import SQL, Identifier

Rows = Mapping[str, bytes]
"""Of every table that holds any, the rows as PostgreSQL copies them."""
_CATALOGUES: tuple[LiteralString, ...] = (
    "pg_class",
    "pg_attribute",
    "pg_attrdef",
    "pg_constraint",
    "pg_trigger",
    "pg_proc",
    "pg_index",
    "pg_namespace",
)


@dataclass(frozen=True)
class Delivered:
    """What a database holds before a test: its tables, the mark of its catalogue, and the rows of the migrations."""

    tables: tuple[str, ...]
    catalogue: str
    rows: Rows


def delivered(connection: psycopg.Connection) -> Delivered:
    """Reads it from the template."""
    asked = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
    tables = tuple(name for (name,) in connection.execute(asked))
    return Delivered(tables, _catalogue(connection), rows_of(connection, tables))


def rows_of(connection: psycopg.Connection, tables: tuple[str, ...]) -> Rows:
    """Everything that stands in these tables."""
    return {name: _copied(connection, name) for name in _with_rows(connection, tables)}


def refilled(connection: psycopg.Connection, as_delivered: Delivered, rows: Rows) -> bool:
    """Lets the database hold these rows and no others, alone in it; False where that cannot be done by rows."""
    connection.execute("SET lock_timeout = '5s'")
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    if _catalogue(connection) != as_delivered.catalogue:
        return False
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")  # no key and no trigger stands in the way
        connection.execute("SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'")
        for name in _with_rows(connection, as_delivered.tables):
            connection.execute(SQL("DELETE FROM {}").format(Identifier(name)))
        for name, content in rows.items():
            with connection.cursor().copy(SQL("COPY {} FROM STDIN").format(Identifier(name))) as copy:
                copy.write(content)
    return True


def _catalogue(connection: psycopg.Connection) -> str:
    """Changes with every table, column, constraint, trigger and function that comes, goes or changes."""
    marks = (SQL("SELECT count(*)::text || '-' || max(xmin::text::bigint) FROM {}").format(SQL(c)) for c in _CATALOGUES)
    return "|".join(mark for (mark,) in connection.execute(SQL(" UNION ALL ").join(marks)))


def _with_rows(connection: psycopg.Connection, tables: tuple[str, ...]) -> list[str]:
    asked = (SQL("(SELECT {} FROM {} LIMIT 1)").format(name, Identifier(name)) for name in tables)
    return [name for (name,) in connection.execute(SQL(" UNION ALL ").join(asked))]


def _copied(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(SQL("COPY {} TO STDOUT").format(Identifier(table))) as copy:
        return b"".join(bytes(part) for part in copy)
