"""One database: an SQLCipher file by default, or PostgreSQL. Gives sessions; begins and commits nothing by itself."""

import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, event
from sqlalchemy import create_engine as new_engine
from sqlalchemy.pool import QueuePool
from sqlmodel import Session, SQLModel

from models import (
    audit,
    availability,
    barring,
    casework,
    condition,
    consistency,
    direction,
    directory,
    documents,
    duties,
    events,
    follow_up,
    live,
    measures,
    meeting,
    network,
    outbox,
    plan,
    region_plan,
    victim,
)
from models.sealing import Vault

TABLES = (
    audit,
    availability,
    barring,
    casework,
    condition,
    consistency,
    direction,
    directory,
    documents,
    duties,
    events,
    follow_up,
    live,
    measures,
    meeting,
    network,
    outbox,
    plan,
    region_plan,
    victim,
)
_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    "cache_size=-16384",  # KiB a connection: a page that fell out of the cache must be decrypted again
)
_LOOKING_AT_FILE: dict[str, Any] = {"readonly": True}
_LOOKING_AT_SERVER: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
# A server that lost its power must not keep the log's end locked; nobody waits for ever.
_SERVER_LIMITS = "-c timezone=UTC -c idle_in_transaction_session_timeout=120s -c lock_timeout=30s"


class Database:
    """An engine, the vault for its sealed fields, and the one write lock.

    The lock is per process: writers queue here instead of crowding the database, which is several times faster at a
    hundred writers. Between processes BEGIN IMMEDIATE (SQLite) or the audit head's row lock keeps them apart.
    """

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._write_lock = threading.Lock()

    @contextmanager
    def writing(self) -> Generator[Session]:
        """A session in which rows may change; the caller commits."""
        with self._write_lock, Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def reading(self) -> Generator[Session]:
        """A session for looking only: it sees one moment, waits for no writer, and is refused to write."""
        options = _LOOKING_AT_FILE if self.is_sqlite else _LOOKING_AT_SERVER
        with self.engine.connect().execution_options(**options) as connection, Session(connection) as session:
            yield session

    def create_tables(self) -> None:
        """All tables at once, for tests; people's databases are made and changed by the migrations only."""
        SQLModel.metadata.create_all(self.engine)

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()


def open_file(path: Path, vault: Vault) -> Database:
    """The embedded database: one encrypted file, made when absent. Raises sqlcipher's DatabaseError on a wrong key."""
    key = vault.database_key.hex()

    def connect() -> Any:
        connection = sqlcipher.connect(str(path), check_same_thread=False)  # ty: ignore[missing-attribute]
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
        return connection

    engine = new_engine(
        "sqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return Database(engine, vault)


def open_server(url: str, vault: Vault) -> Database:
    """A PostgreSQL database at `url` (`postgresql+psycopg://...`; the driver is filled in when left out)."""
    address = re.sub(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url)
    engine = new_engine(
        address,
        connect_args={"options": _SERVER_LIMITS},
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        hide_parameters=True,
    )
    return Database(engine, vault)


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    reading = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
