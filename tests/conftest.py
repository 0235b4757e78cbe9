"""Fixtures for every test. The quick run has the encrypted file; `-m long` adds PostgreSQL."""

import gc
import os
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlalchemy.engine import URL

from models.database import Database
from models.migrations import upgrade
from services.access.rules import Standing
from services.directory import passwords
from services.premises import PRACTICE_FILE, REAL_FILE
from services.relations.facts import SYSTEM, Actor
from services.settings import Settings
from services.unit_of_work import Work
from tests import databases, haste
from tests.cast import House, open_house
from tests.live import chromium, live_server
from tests.once import once
from tests.order import long_first
from tests.practice import loaded_region, region, rehearsed_cases
from tests.rows import a_session

__all__ = ["chromium", "live_server", "loaded_region", "region", "rehearsed_cases"]


# Speed is shown by benchmarks: a property is not wrong because the machine is busy.
hypothesis_settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("house")


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, Any, Any]:
    """Ten thousand tests are gathered without looking, again and again, whether any of them may be thrown away; and
    what was gathered is never looked through later either."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After those that are not asked for have gone."""
    items[:] = long_first(items)


@dataclass
class StillClock:
    """A clock that stands still until a test moves it."""

    moment: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **time: float) -> None:
        """Moves on by days, hours, minutes or seconds."""
        self.moment += timedelta(**time)


@pytest.fixture(scope="session", autouse=True)
def _hurried(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Files and screens that cost little; `as_delivered` undoes it for a test of the files' promises."""
    with haste.hurried(lambda: _template(tmp_path_factory)):
        yield


@pytest.fixture
def as_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files as people have them, made by the migrations and waiting for the disk; name it before what opens one."""
    monkeypatch.setattr("models.database._PRAGMAS", haste.DELIVERED)
    for name in haste.MIGRATES:
        monkeypatch.setattr(name, upgrade)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests reaches them."""
    for name in [name for name in os.environ if name.startswith("MDO_") and name not in _FOR_TESTS]:
        monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest Argon2 for tests that do not measure it; the real settings have a test of their own."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    monkeypatch.setattr(passwords, "_codes_hasher", quick)


_FOR_TESTS = ("MDO_SHARED", "MDO_TEST_POSTGRES", "MDO_REGION_CASES")


@pytest.fixture(scope="session")
def file_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The encrypted file that every test gets a copy of."""
    return _template(tmp_path_factory)


def _template(folders: pytest.TempPathFactory) -> Path:
    made = once(folders, "template", lambda folder: databases.make_file_template(folder / "planner.db"))
    return made / "planner.db"


@pytest.fixture(scope="session")
def postgres() -> Generator[URL]:
    """One PostgreSQL server for the whole run."""
    with databases.postgres_server() as server:
        yield server


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.long)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Database]:
    """A fresh database at the newest migration, of both kinds."""
    if request.param == "file":
        made = databases.file_database(request.getfixturevalue("file_template"), tmp_path)
    else:
        made = databases.server_database(request.getfixturevalue("postgres"))
    with made as database:
        yield database


@pytest.fixture
def encrypted_file(file_template: Path, tmp_path: Path) -> Generator[Database]:
    """A fresh encrypted file, for what only a file has."""
    with databases.file_database(file_template, tmp_path) as database:
        yield database


@pytest.fixture
def postgres_database(postgres: URL) -> Generator[Database]:
    """A fresh PostgreSQL database, for what only a server has; mark the test `long`."""
    with databases.server_database(postgres) as database:
        yield database


@pytest.fixture
def clock() -> StillClock:
    """Monday 23 November 2026, 10.00 in Amsterdam, until moved."""
    return StillClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that send nothing and lie in the test's own folder."""
    return Settings(data_folder=tmp_path / "data", key_file=tmp_path / "keys" / "key")


@pytest.fixture
def moved_in(settings: Settings, file_template: Path) -> Settings:
    """The same settings, after an earlier start: the key and two databases at the newest migration are there."""
    settings.key_file.parent.mkdir(mode=0o700)
    settings.key_file.write_text(databases.KEY.hex() + "\n")
    settings.key_file.chmod(0o600)
    settings.data_folder.mkdir(mode=0o700)
    for name in (REAL_FILE, PRACTICE_FILE):
        shutil.copyfile(file_template, settings.data_folder / name)
    return settings


@pytest.fixture
def work_as(database: Database, settings: Settings, clock: StillClock) -> Callable[..., Work]:
    """`work_as(Standing.CASE_DIRECTOR, account_id=..., session_id=...)` or `work_as(actor)`: work for somebody."""

    def work_for(who: Standing | Actor, *, practice: bool = False, **details: Any) -> Work:
        actor = who if isinstance(who, Actor) else Actor(who, **details)
        if actor.session_id:
            a_session(Work(database, SYSTEM, settings, clock=clock), actor.session_id)
        return Work(database, actor, settings, practice=practice, clock=clock)

    return work_for


@pytest.fixture
def house(tmp_path: Path) -> Generator[House]:
    """A fresh database, a clock that stands still, and nobody in it."""
    opened = open_house(tmp_path)
    yield opened
    opened.database.close()
