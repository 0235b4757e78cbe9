"""Where a rehearsal is played: a database of its own, time from the file, and chance that repeats itself."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from models.database import open_file
from models.migrations import upgrade
from models.sealing import Vault
from services.demo.facts import FileCase
from services.demo.readings import write_vocabulary
from services.demo.staging import at
from services.relations.facts import SYSTEM
from services.settings import Settings
from services.unit_of_work import Chance, Work

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_FRIDAY_BEFORE, _NOON = -3, 12 * 60


@dataclass
class PlayedClock:
    """A clock that the rehearsal sets."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


class PlayedChance(Chance):
    """Chance that falls the same way every time, so that a rehearsal can be repeated and compared.

    Never for a database with people in it: whoever knows the seed knows every secret.
    """

    def __init__(self, seed: str) -> None:
        self._seed, self._drawn = seed, 0

    def id(self) -> str:
        """32 hexadecimal characters."""
        return self._draw().hex()[:32]

    def secret(self) -> str:
        """As long as a real secret, and none."""
        return urlsafe_b64encode(self._draw()).decode().rstrip("=")

    def spoken_code(self, length: int = 8) -> str:
        """As a code to tell by phone."""
        return "".join(_SIGNS[byte % len(_SIGNS)] for byte in self._draw()[:length])

    def _draw(self) -> bytes:
        self._drawn += 1
        return hashlib.sha256(f"{self._seed} {self._drawn}".encode()).digest()


def opened_at(case: FileCase) -> datetime:
    """When the case is opened: the Friday noon before its week, or a day before the first thing that is due."""
    friday = at(case.week_start, _FRIDAY_BEFORE, _NOON)
    return min([friday, *(action.due - timedelta(days=1) for action in case.actions if action.due)])


@contextmanager
def own_database(case: FileCase, route_map: Path | None) -> Generator[tuple[Work, PlayedClock]]:
    """An encrypted database under a random key, gone afterwards. It counts as practice: nothing in it is real."""
    clock = PlayedClock(opened_at(case))
    with TemporaryDirectory(prefix="mdo-rehearsal-") as folder:
        vault = Vault(hashlib.sha256(Chance().secret().encode()).digest())
        database = open_file(Path(folder) / "rehearsal.db", vault)
        try:
            upgrade(database)
            words = Path(folder) / "vocabulary.yaml" if case.extra_vocabulary else None
            if words is not None:
                write_vocabulary(case.extra_vocabulary, words)
            settings = Settings.model_construct(
                data_folder=Path(folder), route_map=route_map, vocabulary=words, worker="off"
            )
            yield Work(database, SYSTEM, settings, True, clock, PlayedChance(case.code)), clock
        finally:
            database.close()
