"""The migrations lead to the models and back, on both databases."""

from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, select

from models.audit import AuditEntry
from models.availability import StatedDay
from models.casework import Case
from models.database import Database, open_file, open_server
from models.directory import Organisation, Professional
from models.migrations import differences, downgrade, head, revision, upgrade
from models.plan import PlanVersion
from models.terms import Known, OrganisationKind, PlanStatus
from services.access.rules import Permission
from services.audit.queries import verify
from services.relations.facts import SYSTEM
from services.settings import Settings
from services.unit_of_work import Work
from tests import databases


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.long)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """A database without any table."""
    if request.param == "file":
        database = open_file(tmp_path / "empty.db", databases.VAULT)
        yield database
        database.close()
        return
    with databases.empty_server_database(request.getfixturevalue("postgres")) as address:
        database = open_server(address.render_as_string(hide_password=False), databases.VAULT)
        yield database
        database.close()


def tables(database: Database) -> set[str]:
    """The tables that are there."""
    return set(inspect(database.engine).get_table_names())


def fill(database: Database) -> None:
    """A child with its parent, and an entry in the log."""
    with Work(database, SYSTEM, Settings()).act(Permission.MAIL_SEND) as tx:
        tx.add(Organisation(id="o", key="VT", name="Veilig Thuis", kind=OrganisationKind.VEILIG_THUIS))
        tx.add(Professional(id="p", organisation_id="o", name="S. de Boer"))


def test_an_empty_database_comes_to_be_what_the_models_say(empty: Database) -> None:
    assert revision(empty) == ""
    upgrade(empty)
    assert differences(empty) == []
    assert revision(empty) == head()
    assert tables(empty) == set(SQLModel.metadata.tables) | {"alembic_version"}


def test_a_difference_between_tables_and_models_is_seen(empty: Database) -> None:
    upgrade(empty)
    with empty.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE organisation ADD COLUMN surplus VARCHAR(9)")
    [difference] = differences(empty)
    assert difference[0] == "remove_column"


@pytest.mark.long  # every migration four times
def test_up_down_and_up_again_leaves_nothing_behind(empty: Database) -> None:
    upgrade(empty)
    downgrade(empty, "base")
    assert tables(empty) == {"alembic_version"}
    upgrade(empty)
    assert differences(empty) == []
    fill(empty)


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    upgrade(empty)
    fill(empty)
    upgrade(empty)
    with empty.reading() as session:
        assert session.exec(select(Professional.name)).all() == ["S. de Boer"]


def test_a_filled_database_of_the_first_release_keeps_rows_and_log_on_the_way_up(empty: Database) -> None:
    upgrade(empty, "f8734c4a7bdf")
    with empty.engine.begin() as connection:
        for statement in _FIRST_RELEASE[:2]:
            connection.execute(text(statement))
    fill_log(empty)
    upgrade(empty)
    with empty.reading() as session:
        assert session.exec(select(Professional.name)).all() == ["I. Brandsma"]
        assert verify(session, empty.vault.audit_key).entries == 1
    fill_log(empty)
    with empty.reading() as session:
        assert verify(session, empty.vault.audit_key).whole
        assert len(session.exec(select(AuditEntry)).all()) == 2


def fill_log(database: Database) -> None:
    """One more entry."""
    with Work(database, SYSTEM, Settings()).act(Permission.MAIL_SEND):
        pass


def test_foreign_keys_are_off_while_tables_are_rebuilt_and_on_afterwards(tmp_path: Path) -> None:
    """SQLite rebuilds a table to change it; with foreign keys on, dropping the old one would hurt its children."""
    database = open_file(tmp_path / "one.db", databases.VAULT)
    seen: list[object] = []

    def look(_connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().startswith("CREATE TABLE professional ("):
            seen.append(cursor.connection.execute("PRAGMA foreign_keys").fetchone()[0])

    event.listen(database.engine, "before_cursor_execute", look)
    upgrade(database)
    assert seen == [0]
    with pytest.raises(IntegrityError), database.writing() as session, session.begin():
        session.add(Professional(id="p", organisation_id="nowhere", name="x"))
    database.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade(empty, "f8734c4a7bdf")
    before = tables(empty)
    with monkeypatch.context() as broken:
        broken.setattr("alembic.op.execute", _fails)
        with pytest.raises(OSError):
            upgrade(empty)
    assert (revision(empty), tables(empty)) == ("f8734c4a7bdf", before)
    upgrade(empty)
    assert revision(empty) == head()


def _fails(*_: object, **__: object) -> None:
    raise OSError


def test_a_case_of_the_first_release_comes_along(empty: Database) -> None:
    """Rows that are there get what the models give new ones; nothing has to be typed again."""
    upgrade(empty, "2b6c1d0e9a44")
    with empty.engine.begin() as connection:
        for statement in _FIRST_RELEASE:
            connection.execute(text(statement))
    upgrade(empty)
    with empty.reading() as session:
        case = session.get_one(Case, "c")
        assert (case.threats_or_violence, case.close_reason, case.region) == (Known.UNKNOWN, None, "")
        home = session.get_one(Organisation, "o")
        assert (home.domains, home.covenant_on, home.name) == ([], None, "Politie")
        assert session.get_one(Professional, "p").team == ""
    assert differences(empty) == []


def test_weeks_of_which_hours_were_typed_count_as_stated(empty: Database) -> None:
    """Hours were typed a week at a time, and outside them nobody was free: that stays so, week by local week."""
    upgrade(empty, "2b6c1d0e9a44")
    with empty.engine.begin() as connection:
        for statement in (*_FIRST_RELEASE[:2], *_FREE_BLOCKS):
            connection.execute(text(statement))
    upgrade(empty)
    with empty.reading() as session:
        days = session.exec(select(StatedDay.day).order_by(StatedDay.day)).all()  # ty: ignore[invalid-argument-type]
    first, second = date(2026, 11, 23), date(2027, 1, 4)
    assert days == [monday + timedelta(days=n) for monday in (first, second) for n in range(7)]
    assert differences(empty) == []


_FREE_BLOCKS = tuple(
    "INSERT INTO free_block (id, version, professional_id, starts_at, ends_at)"
    f" VALUES ('{number}', 1, 'p', '{start}', '{end}')"
    for number, (start, end) in enumerate(
        (
            ("2026-11-24 09:00:00", "2026-11-24 12:00:00"),
            ("2026-11-26 09:00:00", "2026-11-26 12:00:00"),
            ("2027-01-03 23:30:00", "2027-01-04 01:00:00"),
        )
    )
)
"""Two on days of one week, and one that begins on a Sunday in UTC, which here is Monday."""

_FIRST_RELEASE = (
    "INSERT INTO organisation (id, version, key, name, kind, external) VALUES ('o', 1, 'politie', 'Politie',"
    " 'politie', '0')",
    "INSERT INTO professional (id, version, organisation_id, name, function, email_sealed, phone_sealed, active)"
    " VALUES ('p', 1, 'o', 'I. Brandsma', '', '', '', '1')",
    "INSERT INTO account (id, version, email_key, email_sealed, name, role, password_hash, totp_secret_sealed,"
    " totp_last_step, language, created_at) VALUES ('a', 1, 'k', '', 'I. Brandsma', 'casusregisseur', '', '', 0, 'nl',"
    " '2026-11-20 09:00:00')",
    "INSERT INTO case_file (id, version, code, code_name, risk, relation, veilig_thuis_competent, status, complaint,"
    " serious_grounds, suspect_arrested, stalking_active, summary_sealed, director_id, review_events, opened_at)"
    " VALUES ('c', 1, 'Z-1', 'Zaak Heggemus', 'hoog', 'ex_partner', '1', 'actief', 'ja', 'onbekend', 'nee', 'ja', '',"
    " 'a', '[]', '2026-11-20 09:00:00')",
)


_ADOPTED = (
    "INSERT INTO plan_version (id, version, case_id, number, status, content_sealed, content_sha256, adopted_at,"
    " adopted_by) VALUES ('v', 1, 'c', 1, 'vastgesteld', 'x', 'y', '2026-09-01 12:00:00', 'a')"
)


def test_a_version_that_was_adopted_before_there_were_drafts_was_made_when_it_was_adopted(empty: Database) -> None:
    upgrade(empty, "2b6c1d0e9a44")
    with empty.engine.begin() as connection:
        for statement in (*_FIRST_RELEASE, _ADOPTED):
            connection.execute(text(statement))
    upgrade(empty)
    with empty.reading() as session:
        row = session.get_one(PlanVersion, "v")
        assert (row.made_at, row.made_by, row.status) == (row.adopted_at, "a", PlanStatus.ADOPTED)
        assert (row.circulated_at, row.withdrawn_at, row.pictures_sealed) == (None, None, "")
    downgrade(empty, "d77899e61b09")
    upgrade(empty)
    with empty.reading() as session:
        assert session.get_one(PlanVersion, "v").made_by == "a"
