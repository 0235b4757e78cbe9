"""What a test begins with, built by the rooms' own verbs the first time and copied from the file afterwards."""

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

from sqlmodel import SQLModel

from models.database import Database
from services.unit_of_work import Work
from tests.databases import put_in, rows_in, untouched
from tests.refilling import Rows

Made = TypeVar("Made")
_built: dict[Hashable, tuple[bytes, Any]] = {}
_on_the_server: dict[Hashable, tuple[Rows, Any]] = {}


def once(work: Work, name: Hashable, build: Callable[[], Made], *, any_moment: bool = False) -> Made:
    """What `build` gives, and in the database what it wrote.

    A copy takes its place only where nothing was written yet, at the same moment under the same settings and key; so
    `build` may depend on nothing else. `any_moment` is for a clock that runs, where what is built holds for hours.
    """
    database = work.database
    path = untouched(database)  # asked of the bytes: a look at every table takes longer than all the rest
    if path is None and not _empty(database):
        return build()
    settings = work.settings.model_dump_json(exclude={"data_folder", "key_file"})
    key = (name, None if any_moment else work.clock(), settings, work.practice, database.vault.database_key)
    if not database.is_sqlite:
        return _once_on_the_server(database, key, build)
    path = path or _path(database)
    if key in _built:
        content, made = _built[key]
        database.close()
        path.write_bytes(content)
        return made
    made = build()
    database.close()
    assert not path.with_name(f"{path.name}-wal").exists(), "somebody still holds the file"
    _built[key] = (path.read_bytes(), made)
    return made


def _once_on_the_server(database: Database, key: Hashable, build: Callable[[], Made]) -> Made:
    """The same where the copy is one of rows, on the server."""
    if key in _on_the_server:
        kept, made = _on_the_server[key]
        put_in(database, kept)
        return made
    made = build()
    _on_the_server[key] = (rows_in(database), made)
    return made


def _empty(database: Database) -> bool:
    """Nothing was written; the end of the log is there from the beginning, and is only ever written with an entry."""
    tables = [table.name for table in SQLModel.metadata.sorted_tables if table.name != "audit_head"]
    asked = " UNION ALL ".join(f"SELECT EXISTS (SELECT 1 FROM {name})" for name in tables)
    with database.reading() as session:
        return not any(session.connection().exec_driver_sql(asked).scalars())


def _path(database: Database) -> Path:
    with database.reading() as session:
        return Path(session.connection().exec_driver_sql("PRAGMA database_list").one().file)
