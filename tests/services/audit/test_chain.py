"""The log as a chain: whatever is done to its rows, the check says where."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, delete, select

from models.audit import AuditEntry, AuditHead
from models.database import Database
from services.access.rules import Permission
from services.audit.actions import append, lock_head
from services.audit.queries import key_fits, verify
from services.audit.rules import GENESIS, Happening, mac_of
from services.relations.facts import SYSTEM
from services.unit_of_work import Work
from tests.conftest import StillClock

LENGTH = 12
COLUMNS = ("actor", "standing", "organisation", "session", "permission", "case_id", "outcome", "previous_mac", "mac")


@pytest.fixture
def work(work_as: Callable[..., Work]) -> Work:
    """The system's work, with a log of a dozen entries."""
    here = work_as(SYSTEM)
    for n in range(LENGTH):
        with here.act(Permission.MAIL_SEND, subject=f"m{n}") as tx:
            tx.note(result="sent", attempt=n)
    return here


def unlocked(database: Database) -> None:
    """What an intruder with full rights on the tables does first: takes away the triggers."""
    triggers = (
        ("audit_entry_no_update", "audit_entry_no_delete", "audit_head_no_delete")
        if database.is_sqlite
        else ("audit_entry_only_grows ON audit_entry", "audit_head_stays ON audit_head")
    )
    with database.engine.begin() as connection:
        for trigger in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")


@pytest.fixture
def open_log(work: Work) -> Database:
    """The database of an intruder who took the triggers away."""
    unlocked(work.database)
    return work.database


def checked(database: Database) -> int | None:
    """Where the check finds the log broken."""
    with database.reading() as session:
        return verify(session, database.vault.audit_key).broken_at


def test_an_untouched_log_is_whole(work: Work) -> None:
    with work.database.reading() as session:
        report = verify(session, work.database.vault.audit_key)
    assert (report.entries, report.broken_at, report.whole) == (LENGTH, None, True)


def test_an_empty_log_is_whole(database: Database) -> None:
    assert checked(database) is None


def test_another_key_finds_the_first_entry_broken(work: Work) -> None:
    with work.database.reading() as session:
        assert verify(session, b"another key").broken_at == 1
        assert not key_fits(session, b"another key")
        assert key_fits(session, work.database.vault.audit_key)


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE audit_entry SET actor = 'x' WHERE seq = 3",
        "DELETE FROM audit_entry WHERE seq = 3",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_head",
    ],
)
def test_the_database_itself_refuses_to_change_or_drop_entries(work: Work, command: str) -> None:
    with pytest.raises(DBAPIError, match="the log only grows"), work.database.engine.begin() as connection:
        connection.exec_driver_sql(command)
    assert checked(work.database) is None


@pytest.mark.long
@pytest.mark.parametrize("table", ["audit_entry", "audit_head"])
def test_postgres_refuses_to_empty_the_log(postgres_database: Database, table: str) -> None:
    with pytest.raises(DBAPIError, match="the log only grows"), postgres_database.engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {table}")


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edit_of_any_column_is_found_at_its_entry(work: Work, column: str) -> None:
    unlocked(work.database)
    with work.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE audit_entry SET {column} = 'x' WHERE seq = 5")
    assert checked(work.database) == 5


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    how=st.sampled_from(("edit", "notes", "time", "remove", "swap", "cut")),
    first=st.integers(1, LENGTH),
    second=st.integers(1, LENGTH),
    text=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
)
def test_every_edit_removal_swap_and_cut_is_found(
    open_log: Database, how: str, first: int, second: int, text: str
) -> None:
    """Each example changes the log, checks it, and puts it back."""
    database = open_log
    with database.writing() as session:
        rows = {row.seq: row for row in session.exec(select(AuditEntry))}
        row = rows[first]
        if how == "edit":
            row.actor = row.actor + text
        elif how == "notes":
            row.notes = row.notes | {"result": text}
        elif how == "time":
            row.at = row.at.replace(microsecond=(row.at.microsecond + 1) % 1_000_000)
        elif how == "remove":
            session.delete(row)
        elif how == "cut":
            session.exec(delete(AuditEntry).where(col(AuditEntry.seq) >= first))
        elif first != second:
            other = rows[second]
            row.actor, other.actor = "A", "B"
            row.notes, other.notes = other.notes, row.notes
            row.mac, other.mac = other.mac, row.mac
        session.flush()
        found = verify(session, database.vault.audit_key).broken_at
        session.rollback()
    if how == "swap":
        assert found == (None if first == second else min(first, second))
    else:
        assert found == first
    assert checked(database) is None


def test_an_entry_slipped_in_after_the_end_is_found(work: Work) -> None:
    with work.database.writing() as session, session.begin():
        last = session.get_one(AuditEntry, LENGTH)
        forged: dict[str, Any] = last.model_dump() | {"seq": LENGTH + 1, "previous_mac": last.mac, "mac": "0" * 64}
        session.add(AuditEntry(**forged))
    assert checked(work.database) == LENGTH + 1


def test_a_lost_end_is_found_because_the_head_knows_better(work: Work) -> None:
    unlocked(work.database)
    with work.database.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM audit_entry WHERE seq > {LENGTH - 2}")
    assert checked(work.database) == LENGTH - 1


def test_a_head_that_was_set_back_is_found(work: Work) -> None:
    with work.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE audit_head SET seq = {LENGTH - 1}")
    assert checked(work.database) == LENGTH + 1


def test_after_a_break_new_entries_do_not_heal_the_chain(work: Work) -> None:
    unlocked(work.database)
    with work.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit_entry SET outcome = 'seen' WHERE seq = 2")
    with work.act(Permission.MAIL_SEND):
        pass
    assert checked(work.database) == 2


def test_a_new_database_has_its_end_from_the_start(database: Database) -> None:
    with database.reading() as session:
        head = session.get_one(AuditHead, 1)
    assert (head.seq, head.mac) == (0, GENESIS)


def test_entries_with_words_of_any_script_verify(database: Database, clock: StillClock) -> None:
    notes = {"reden": "één ☂ 漢", "n": 3, "leeg": None, "ja": True}
    happening = Happening(clock(), "é", "x", "", "", "case.edit", "", "done", notes)
    with database.writing() as session, session.begin():
        append(session, lock_head(session), database.vault.audit_key, happening)
    assert checked(database) is None


def test_a_mac_depends_on_key_place_and_content(clock: StillClock) -> None:
    happening = Happening(clock(), "a", "b", "", "", "p", "", "done", {})
    macs = {
        mac_of(b"k", GENESIS, 1, happening),
        mac_of(b"l", GENESIS, 1, happening),
        mac_of(b"k", "1" * 64, 1, happening),
        mac_of(b"k", GENESIS, 2, happening),
    }
    assert len(macs) == 4
