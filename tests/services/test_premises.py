"""Opening the planner: databases made or refused, and real cases never beside fictional ones."""

import fcntl
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy.engine import URL
from sqlmodel import select

from models.directory import Organisation
from models.migrations import head, revision
from models.terms import OrganisationKind
from services.access.rules import Permission
from services.audit.queries import verify
from services.premises import PRACTICE_FILE, REAL_FILE, Premises, open_premises
from services.relations.facts import SYSTEM
from services.settings import Settings, SettingWrong, make_key
from tests import databases

Open = Callable[[Settings], Premises]


@pytest.fixture
def opened() -> Generator[Open]:
    """Opens premises and closes them afterwards."""
    made: list[Premises] = []

    def open_one(settings: Settings) -> Premises:
        made.append(open_premises(settings))
        return made[-1]

    yield open_one
    for premises in made:
        premises.real.close()
        if premises.practice:
            premises.practice.close()


def refused(settings: Settings) -> tuple[object, object]:
    """The setting and reason of a refusal."""
    with pytest.raises(SettingWrong) as wrong:
        open_premises(settings)
    return wrong.value.fields["setting"], wrong.value.fields["reason"]


def write(premises: Premises, key: str, *, practice: bool = False) -> None:
    """Puts an organisation into one of the databases."""
    with premises.work(practice=practice, actor=SYSTEM).act(Permission.MAIL_SEND) as tx:
        tx.add(Organisation(id=tx.chance.id(), key=key, name=key, kind=OrganisationKind.OTHER))


def keys(premises: Premises, *, practice: bool = False) -> list[str]:
    """The organisations in one of the databases."""
    database = premises.practice if practice else premises.real
    assert database is not None
    with database.reading() as session:
        return list(session.exec(select(Organisation.key)))


@pytest.mark.usefixtures("as_delivered")
def test_the_first_start_makes_two_encrypted_files_at_the_newest_migration(settings: Settings, opened: Open) -> None:
    premises = opened(settings)
    assert premises.practice is not None
    assert revision(premises.real) == revision(premises.practice) == head()
    for name in (REAL_FILE, PRACTICE_FILE):
        assert not (settings.data_folder / name).read_bytes().startswith(b"SQLite format 3")
    assert settings.data_folder.stat().st_mode & 0o077 == 0


def test_a_later_start_finds_everything_again(moved_in: Settings, opened: Open) -> None:
    first = opened(moved_in)
    write(first, "politie")
    first.real.close()
    assert keys(opened(moved_in)) == ["politie"]


def test_what_is_fictional_is_never_among_the_real_and_the_other_way_round(moved_in: Settings, opened: Open) -> None:
    premises = opened(moved_in)
    write(premises, "echt")
    write(premises, "verzonnen", practice=True)
    assert (keys(premises), keys(premises, practice=True)) == (["echt"], ["verzonnen"])
    assert not premises.work().practice
    assert premises.work(practice=True).practice
    for database in (premises.real, premises.practice):
        assert database is not None
        with database.reading() as session:
            report = verify(session, database.vault.audit_key)
        assert (report.entries, report.whole) == (1, True)


def test_without_the_fictional_region_there_is_no_file_and_no_work(settings: Settings, opened: Open) -> None:
    premises = opened(settings.model_copy(update={"practice": "off"}))
    assert premises.practice is None
    assert not (settings.data_folder / PRACTICE_FILE).exists()
    with pytest.raises(SettingWrong):
        premises.work(practice=True)


def test_work_is_a_visitors_until_somebody_is_recognised(moved_in: Settings, opened: Open) -> None:
    assert opened(moved_in).work().actor.reference == "bezoeker"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_another_key_opens_nothing_and_spoils_nothing(
    moved_in: Settings, opened: Open, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    first = opened(moved_in)
    write(first, "politie")
    first.real.close()
    other = moved_in.model_copy(update={"key_file": tmp_path / "other" / "key"})
    make_key(other.key_file)
    assert refused(other) == ("MDO_KEY_FILE", "database_not_opened")
    assert keys(opened(moved_in)) == ["politie"]


def test_a_lost_key_is_not_replaced_by_a_new_one(moved_in: Settings, opened: Open) -> None:
    opened(moved_in).real.close()
    moved_in.key_file.unlink()
    assert refused(moved_in) == ("MDO_KEY_FILE", "key_missing")


def test_a_file_that_is_no_database_is_refused(settings: Settings) -> None:
    settings.data_folder.mkdir()
    make_key(settings.key_file)
    (settings.data_folder / REAL_FILE).write_bytes(b"not a database at all" * 1000)
    assert refused(settings) == ("MDO_KEY_FILE", "database_not_opened")


def test_a_data_folder_that_cannot_be_made_is_refused(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    wrong = settings.model_copy(update={"data_folder": tmp_path / "file" / "data"})
    assert refused(wrong) == ("MDO_DATA_FOLDER", "folder_not_writable")


def test_a_server_nobody_answers_at_is_refused_without_its_password(settings: Settings) -> None:
    make_key(settings.key_file)
    absent = settings.model_copy(update={"database_url": SecretStr("postgresql://u:CANARY@127.0.0.1:1/none")})
    with pytest.raises(SettingWrong) as wrong:
        open_premises(absent)
    assert wrong.value.fields == {"setting": "MDO_DATABASE_URL", "reason": "database_not_opened"}


@pytest.mark.long  # three interpreters; that the second waits for the first is tested within this one, below
def test_programs_that_start_together_make_one_key_and_one_set_of_tables(settings: Settings, opened: Open) -> None:
    environment = {
        "MDO_DATA_FOLDER": str(settings.data_folder),
        "MDO_KEY_FILE": str(settings.key_file),
        "PATH": "",
    }
    starting = [
        subprocess.Popen([sys.executable, "-m", "services.maintenance", "check-audit"], env=environment)
        for _ in range(3)
    ]
    assert [program.wait(60) for program in starting] == [0, 0, 0]
    premises = opened(settings)
    with premises.real.reading() as session:
        report = verify(session, premises.real.vault.audit_key)
    assert (report.entries, report.whole) == (3, True)


def test_a_second_program_waits_while_the_first_is_opening(settings: Settings, opened: Open) -> None:
    settings.data_folder.mkdir()
    with (settings.data_folder / ".opening").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = threading.Thread(target=opened, args=(settings,))
        second.start()
        second.join(0.5)
        assert second.is_alive()
        assert not settings.key_file.exists()
    second.join(30)
    assert not second.is_alive()
    assert settings.key_file.exists()


# --- with PostgreSQL


@pytest.fixture
def on_server(settings: Settings, postgres: URL) -> Generator[Settings]:
    """Settings with an empty database on a server, and a key made for it."""
    make_key(settings.key_file)
    with databases.empty_server_database(postgres) as address:
        text = address.render_as_string(hide_password=False)
        yield settings.model_copy(update={"database_url": SecretStr(text.replace("postgresql+psycopg", "postgresql"))})


@pytest.mark.long
def test_real_cases_lie_on_the_server_and_the_fictional_region_in_a_file(on_server: Settings, opened: Open) -> None:
    premises = opened(on_server)
    write(premises, "echt")
    write(premises, "verzonnen", practice=True)
    assert (keys(premises), keys(premises, practice=True)) == (["echt"], ["verzonnen"])
    assert not premises.real.is_sqlite
    assert {path.name for path in on_server.data_folder.glob("*.db")} == {PRACTICE_FILE}


@pytest.mark.long
def test_a_server_with_another_key_than_the_database_is_refused(
    on_server: Settings, opened: Open, tmp_path: Path
) -> None:
    write(opened(on_server), "echt")
    elsewhere = {"key_file": tmp_path / "other" / "key", "data_folder": tmp_path / "other_data"}
    second = on_server.model_copy(update=elsewhere)
    make_key(second.key_file)
    assert refused(second) == ("MDO_KEY_FILE", "key_of_another_database")


@pytest.mark.long
def test_servers_that_start_together_migrate_once(on_server: Settings, tmp_path: Path) -> None:
    """Each has its own data folder, as servers on different machines have, so only the database can keep order."""
    address = on_server.database_url
    assert address is not None
    starting = [
        subprocess.Popen(
            [sys.executable, "-m", "services.maintenance", "check-audit"],
            env={
                "MDO_DATA_FOLDER": str(tmp_path / f"server{n}"),
                "MDO_KEY_FILE": str(on_server.key_file),
                "MDO_DATABASE_URL": address.get_secret_value(),
                "MDO_PRACTICE": "off",
                "PATH": "",
            },
        )
        for n in range(3)
    ]
    assert [program.wait(60) for program in starting] == [0, 0, 0]
