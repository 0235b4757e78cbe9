"""The databases of this process, opened once: the real one, and the fictional region beside it (never mixed).

Opening brings the tables to the newest migration, one process at a time.
"""

import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TextIO

from models.database import Database, open_file, open_server
from models.migrations import upgrade
from models.sealing import Vault
from services.audit.queries import key_fits
from services.relations.facts import VISITOR, Actor
from services.settings import Settings, SettingWrong, from_environment, master_key
from services.unit_of_work import Work

REAL_FILE = "planner.db"
PRACTICE_FILE = "practice.db"


@dataclass(frozen=True)
class Premises:
    """Settings and open databases. `practice` is None where looking around is switched off."""

    settings: Settings
    real: Database
    practice: Database | None

    def work(self, *, practice: bool = False, actor: Actor = VISITOR) -> Work:
        """Work on one of the two databases, for a visitor until somebody is recognised."""
        database = self.practice if practice else self.real
        if database is None:
            raise SettingWrong(setting="MDO_PRACTICE", reason="practice_is_off")
        return Work(database, actor, self.settings, practice=practice)


def open_premises(settings: Settings) -> Premises:
    """Opens both databases. Raises `SettingWrong` when the key, folder or database cannot be used."""
    folder = settings.data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
        turn = (folder / ".opening").open("w")
    except OSError:
        raise SettingWrong(setting="MDO_DATA_FOLDER", reason="folder_not_writable") from None
    with turn, _alone(turn):
        vault = Vault(master_key(settings))
        practice = None
        if settings.practice == "on":
            practice = _brought_up(open_file(folder / PRACTICE_FILE, vault), "MDO_KEY_FILE")
        try:
            if settings.database_url:
                server = open_server(settings.database_url.get_secret_value(), vault)
                real = _brought_up(server, "MDO_DATABASE_URL")
            else:
                real = _brought_up(open_file(folder / REAL_FILE, vault), "MDO_KEY_FILE")
        except BaseException:
            if practice is not None:
                practice.close()
            raise
    return Premises(settings, real, practice)


@lru_cache(maxsize=1)
def premises() -> Premises:
    """The premises of this process, from the environment."""
    return open_premises(from_environment())


def _brought_up(database: Database, setting: str) -> Database:
    """The database at the newest migration, known to be written with our key."""
    try:
        upgrade(database)
        with database.reading() as session:
            ours = key_fits(session, database.vault.audit_key)
    except Exception as broken:
        database.close()
        raise SettingWrong(setting=setting, reason="database_not_opened") from broken
    if not ours:
        database.close()
        raise SettingWrong(setting="MDO_KEY_FILE", reason="key_of_another_database")
    return database


@contextmanager
def _alone(turn: TextIO) -> Generator[None]:
    """One process makes the key and migrates at a time; the others wait. Closing the file gives the turn on."""
    fcntl.flock(turn, fcntl.LOCK_EX)
    yield


def database_answers(opened: Premises) -> bool:
    """Whether the real database can be read now; for the health check."""
    try:
        with opened.real.reading() as session:
            session.connection().exec_driver_sql("SELECT 1")
    except Exception:
        return False
    return True
