"""Alembic migrations, run on an open database: `upgrade`, `downgrade`, `differences`, `write`.

A new step is written by `python -m models.migrations "what changed"`; read it before it lands.
"""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import SQLModel

from models.database import Database

_HERE = Path(__file__).parent
_TURN = 0x6D646F  # any number of our own: the name under which PostgreSQL lets one migration in at a time


def upgrade(database: Database, to: str = "head") -> None:
    """Brings the tables to revision `to`; nothing happens when they are there already.

    On PostgreSQL several servers may start at once: the others wait for their turn. For a file, see `premises`.
    """
    with _my_turn(database), database.engine.connect() as connection:
        command.upgrade(_config(connection), to)


def downgrade(database: Database, to: str) -> None:
    """Takes the tables back to revision `to` (`base` for none)."""
    with database.engine.connect() as connection:
        command.downgrade(_config(connection), to)


def differences(database: Database) -> list[Any]:
    """What the models have that the tables have not, or the other way round; empty when they agree."""
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, SQLModel.metadata))


def revision(database: Database) -> str:
    """The revision at which the tables stand; empty when there are none."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def head() -> str:
    """The newest revision's id."""
    return str(ScriptDirectory.from_config(_config(None)).get_current_head())


def write(database: Database, message: str) -> None:
    """Writes a new step from the difference between the models and `database`, which must be at the head."""
    with database.engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


@contextmanager
def _my_turn(database: Database) -> Generator[None]:
    if database.is_sqlite:
        yield
        return
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as waiting:
        waiting.exec_driver_sql("SET lock_timeout = 0")
        waiting.exec_driver_sql(f"SELECT pg_advisory_lock({_TURN})")
        try:
            yield
        finally:
            waiting.exec_driver_sql(f"SELECT pg_advisory_unlock({_TURN})")
            waiting.exec_driver_sql("RESET lock_timeout")


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
