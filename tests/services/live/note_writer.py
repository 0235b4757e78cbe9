"""Two note takers at one meeting, until they are killed: `python -m tests.services.live.note_writer ORDER`.

ORDER is JSON: the database's address, case and meeting, the moment of the clock, and who the two are. Each writes at
every point in turn, one word more each time, and says on standard output `AUTHOR POINT WORDS` once that was saved.
"""

import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from typing import Any

from services.access.rules import Standing
from services.live.actions import keep_note
from services.live.facts import KeepNote
from services.relations.facts import Actor
from services.settings import Settings
from services.unit_of_work import Work
from tests.services.crash_writer import opened

POINTS = 3


@dataclass(frozen=True)
class Stopped:
    """A clock that stands still, so that the writer's session lasts."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


def words(author: str, point: int, count: int) -> str:
    """What an author has written at a point after so many saves."""
    return " ".join(f"{author}-{point}-{number}" for number in range(count))


def write_for_ever(work: Work, case_id: str, meeting_id: str) -> None:
    """Saves without end; every save is told once it was committed."""
    author = work.actor.account_id
    for count in range(1, 100_000):
        for point in range(1, POINTS + 1):
            keep_note(work, KeepNote(case_id, meeting_id, point, words(author, point, count)))
            os.write(1, f"{author} {point} {count}\n".encode())


def _begin(asked: dict[str, Any]) -> None:
    database, clock = opened(asked["address"]), Stopped(datetime.fromisoformat(asked["moment"]))
    for who in asked["writers"]:
        actor = Actor(Standing(who.pop("standing")), **who)
        work = Work(database, actor, Settings(), clock=clock)
        Thread(target=write_for_ever, args=(work, asked["case_id"], asked["meeting_id"])).start()


if __name__ == "__main__":
    _begin(json.loads(sys.argv[1]))
