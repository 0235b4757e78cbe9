"""The encrypted file: durable, locked, unreadable; and sessions for looking and for writing."""

import gc
import importlib
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError
from sqlmodel import select, update

from models.audit import AuditHead
from models.casework import Case, CasePerson
from models.database import Database, open_file, open_server
from models.directory import Organisation, Professional
from models.migrations import upgrade
from models.sealing import Vault
from models.terms import OrganisationKind, PersonRole, Relation, Risk
from tests import databases
from tests.databases import VAULT

sqlcipher: Any = importlib.import_module("sqlcipher3.dbapi2")  # made in C; checkers cannot see into it
CANARY = "Kanariestraat 17"


def an_organisation(key: str) -> Organisation:
    """Some row."""
    return Organisation(id=key, key=key, name=key, kind=OrganisationKind.OTHER)


# --- the file


@pytest.mark.usefixtures("as_delivered")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)],
)
def test_every_connection_keeps_the_promises(encrypted_file: Database, pragma: str, value: object) -> None:
    """Several at once, so that connections of the pool beyond the first are asked too."""
    connections = [encrypted_file.engine.connect() for _ in range(3)]
    readonly = {"readonly": True}
    found = [
        connection.execution_options(**readonly).exec_driver_sql(f"PRAGMA {pragma}").scalar()
        for connection in connections
    ]
    for connection in connections:
        connection.close()
    assert found == [value] * 3


def test_nothing_that_was_typed_can_be_read_from_the_files(tmp_path: Path) -> None:
    """Neither sealed columns nor plain ones, in the file, the write-ahead log or the shared memory."""
    database = open_file(tmp_path / "planner.db", VAULT)
    upgrade(database)
    with database.writing() as session, session.begin():
        session.add(an_organisation(CANARY))
        session.add(Professional(id="p", organisation_id=CANARY, name=CANARY))
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    database.close()
    assert {"planner.db", "planner.db-wal"} <= files.keys()
    assert [name for name, content in files.items() if CANARY.encode() in content] == []
    assert [name for name, content in files.items() if b"CREATE TABLE" in content] == []


def test_sealed_columns_stay_unreadable_for_who_has_the_files_key(encrypted_file: Database) -> None:
    person = CasePerson(id="p", case_id="c", ref="P1", role=PersonRole.VICTIM, alias="Iris")
    person.address_sealed = VAULT.seal("case_person", "p", "address_sealed", CANARY)
    with encrypted_file.writing() as session, session.begin():
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        session.add(person)
        session.flush()
        row = session.connection().exec_driver_sql("SELECT * FROM case_person").one()
        session.rollback()
    assert CANARY not in str(tuple(row))


@pytest.mark.parametrize("key", [None, "00" * 32])
def test_the_file_does_not_open_with_no_key_or_another(file_template: Path, tmp_path: Path, key: str | None) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(file_template.read_bytes())
    connection = sqlcipher.connect(str(copy))
    if key:
        connection.execute(f"PRAGMA key=\"x'{key}'\"")
    with pytest.raises(sqlcipher.DatabaseError):
        connection.execute("SELECT count(*) FROM organisation")
    connection.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_another_vault_does_not_open_the_file(
    file_template: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(file_template.read_bytes())
    stranger = open_file(copy, Vault(bytes(32)))
    with pytest.raises((DatabaseError, sqlcipher.DatabaseError)), stranger.reading() as session:
        session.exec(select(Organisation)).all()
    stranger.close()
    gc.collect()


def test_a_second_process_waits_for_the_writer_instead_of_failing(tmp_path: Path, encrypted_file: Database) -> None:
    """A second `Database` on the same file has a lock of its own, as another process has."""
    other = open_file(tmp_path / "planner.db", VAULT)
    finished: list[str] = []

    def write_too() -> None:
        with other.writing() as session, session.begin():
            session.add(an_organisation("second"))
            session.flush()
            finished.append("second")

    with encrypted_file.writing() as session, session.begin():
        session.add(an_organisation("first"))
        session.flush()
        thread = threading.Thread(target=write_too)
        thread.start()
        time.sleep(0.3)
        finished.append("first")
    thread.join(15)
    other.close()
    assert finished == ["first", "second"]


# --- both kinds


def test_a_reader_waits_for_no_writer_and_sees_only_what_was_committed(database: Database) -> None:
    with database.writing() as writer, writer.begin():
        writer.add(an_organisation("not yet"))
        writer.flush()
        with database.reading() as reader:
            assert reader.exec(select(Organisation.key)).all() == []
    with database.reading() as reader:
        assert reader.exec(select(Organisation.key)).all() == ["not yet"]


def test_a_look_is_refused_to_write_and_leaves_the_next_writer_free(database: Database) -> None:
    with database.reading() as session, pytest.raises(DBAPIError):
        session.add(an_organisation("by a look"))
        session.flush()
    with database.writing() as session, session.begin():
        session.add(an_organisation("by a writer"))
    with database.reading() as session:
        assert session.exec(select(Organisation.key)).all() == ["by a writer"]


def test_what_is_not_committed_is_gone(database: Database) -> None:
    with database.writing() as session:
        session.add(an_organisation("lost"))
        session.flush()
    with database.reading() as session:
        assert session.exec(select(Organisation)).all() == []


def test_a_row_without_its_parent_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session, session.begin():
        session.add(Professional(id="p", organisation_id="nowhere", name="x"))


def test_a_parent_with_children_is_not_dropped(database: Database) -> None:
    with database.writing() as session, session.begin():
        session.add(an_organisation("home"))
        session.flush()
        session.add(Professional(id="p", organisation_id="home", name="x"))
    with pytest.raises(IntegrityError), database.writing() as session, session.begin():
        session.delete(session.get_one(Organisation, "home"))


def test_an_error_of_the_database_does_not_repeat_the_values(database: Database) -> None:
    with pytest.raises(IntegrityError) as refused, database.writing() as session, session.begin():
        session.add(
            Case(
                id="c",
                code="X-1",
                code_name="Zaak X",
                risk=Risk.LOW,
                relation=Relation.UNKNOWN,
                veilig_thuis_competent=False,
                summary_sealed=CANARY,
                director_id="nobody",
                opened_at=datetime(2026, 11, 23, tzinfo=UTC),
            )
        )
    assert CANARY not in str(refused.value)


# --- the server


@pytest.mark.long
@pytest.mark.parametrize("prefix", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_an_address_may_be_written_in_three_ways(postgres_database: Database, prefix: str) -> None:
    address: URL = postgres_database.engine.url
    text = address.render_as_string(hide_password=False).replace("postgresql+psycopg://", prefix)
    database = open_server(text, VAULT)
    with database.reading() as session:
        assert session.exec(select(Organisation)).all() == []
    database.close()


@pytest.mark.long
def test_of_what_a_test_wrote_on_the_server_the_next_one_finds_nothing(postgres: URL) -> None:
    with databases.server_database(postgres) as first, first.writing() as session, session.begin():
        session.add(an_organisation("o1"))
        session.exec(update(AuditHead).values(seq=7))
    with databases.server_database(postgres) as second, second.writing() as session, session.begin():
        assert session.exec(select(Organisation)).all() == []
        assert session.exec(select(AuditHead.seq)).all() == [0]
        session.connection().exec_driver_sql("ALTER TABLE organisation ADD COLUMN odd INTEGER")
    with databases.server_database(postgres) as third:
        assert third.engine.url.database != second.engine.url.database


@pytest.mark.long
def test_a_server_waits_for_nobody_for_ever_and_a_commit_waits_for_its_log(postgres_database: Database) -> None:
    with postgres_database.engine.connect() as connection:
        shown = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("synchronous_commit", "idle_in_transaction_session_timeout", "lock_timeout")
        }
    assert shown == {
        "synchronous_commit": "on",
        "idle_in_transaction_session_timeout": "2min",
        "lock_timeout": "30s",
    }
