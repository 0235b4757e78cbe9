"""Counting what reaches the database."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import event

from models.database import Database


@contextmanager
def statements(database: Database) -> Generator[list[str]]:
    """The statements that reach the database meanwhile; many rows written by one statement count once."""
    seen: list[str] = []

    def note(connection, cursor, statement, *rest) -> None:
        seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
