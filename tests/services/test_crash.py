"""Fifty times kill -9 in the middle of writing: what was said to be done is done, whole, and in the log."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from sqlmodel import select

from models.audit import AuditEntry
from models.database import Database
from models.directory import Organisation, Professional
from services.audit.queries import verify
from tests.services.crash_writer import opened

KILLS = 50


@dataclass
class Writers:
    """The program that starts writers, and what they said."""

    program: subprocess.Popen[str]
    done: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    pids: dict[str, int] = field(default_factory=dict)

    def start(self, *runs: str) -> None:
        """Starts a writer per run and waits until each has committed once."""
        assert self.program.stdin is not None
        for run in runs:
            self.program.stdin.write(f"{run}\n")
        self.program.stdin.flush()
        while not all(self.done[run] for run in runs):
            self._hear()

    def kill(self, run: str) -> None:
        """kill -9, now."""
        os.kill(self.pids[run], signal.SIGKILL)

    def hear_the_rest(self) -> None:
        """Reads what was still in the pipe; call when every writer is dead."""
        assert self.program.stdin is not None
        self.program.stdin.close()
        assert self.program.stdout is not None
        for line in self.program.stdout:
            self._note(line)

    def _hear(self) -> None:
        assert self.program.stdout is not None
        line = self.program.stdout.readline()
        assert line, "the program that starts writers died"
        self._note(line)

    def _note(self, line: str) -> None:
        what, run, number = line.split()
        if what == "writer":
            self.pids[run] = int(number)
        else:
            self.done[run].add(int(number))


@pytest.fixture
def address(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> str:
    """Where the writers find the test's database."""
    if database.is_sqlite:
        return str(tmp_path / "planner.db")
    url: URL = database.engine.url
    return url.render_as_string(hide_password=False)


@pytest.fixture
def writers(address: str) -> Generator[Writers]:
    """The program that starts writers."""
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "tests.services.crash_writer", address],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    ) as program:
        yield Writers(program)
        program.kill()


@pytest.mark.long
def test_after_fifty_kills_every_acknowledged_write_is_there_and_the_chain_is_whole(
    address: str, writers: Writers
) -> None:
    chance = random.Random(17)
    for round_ in range(KILLS // 2):
        pair = (f"{round_}a", f"{round_}b")
        writers.start(*pair)
        for run in pair:
            time.sleep(chance.uniform(0, 0.12))
            writers.kill(run)
    writers.hear_the_rest()
    database = opened(address)
    with database.reading() as session:
        report = verify(session, database.vault.audit_key)
        organisations = set(session.exec(select(Organisation.key)))
        professionals = set(session.exec(select(Professional.name)))
        logged = {entry.notes["subject"] for entry in session.exec(select(AuditEntry))}
        if database.is_sqlite:
            assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert session.connection().exec_driver_sql("PRAGMA cipher_integrity_check").all() == []
    database.close()
    told = {f"{run}-{number}" for run, numbers in writers.done.items() for number in numbers}
    assert len(writers.done) == KILLS
    assert told - organisations == set(), "acknowledged and lost"
    assert organisations == professionals == logged, "half an act was kept"
    assert len(organisations - told) <= KILLS, "more than the one act in flight was kept unsaid"
    assert (report.whole, report.entries) == (True, len(logged))
