"""A program that writes until it is killed: `python -m tests.services.crash_writer ADDRESS`.

For every line on standard input (the name of a run) it starts a writer of its own, which says on standard output
`writer RUN PID` and then, after each committed act, `done RUN NUMBER`. ADDRESS is a file or a PostgreSQL address.
"""

import os
import signal
import sys
from pathlib import Path

from models.database import Database, open_file, open_server
from models.directory import Organisation, Professional
from models.terms import OrganisationKind
from services.access.rules import Permission
from services.relations.facts import SYSTEM
from services.settings import Settings
from services.unit_of_work import Work
from tests.databases import VAULT


def opened(address: str) -> Database:
    """The database at a path or address."""
    return open_server(address, VAULT) if "://" in address else open_file(Path(address), VAULT)


def write_for_ever(address: str, run: str) -> None:
    """Acts of two rows and an entry each; every commit is told at once."""
    work = Work(opened(address), SYSTEM, Settings())
    _say(f"writer {run} {os.getpid()}")
    for number in range(1_000_000):
        with work.act(Permission.MAIL_SEND, subject=f"{run}-{number}") as tx:
            home = Organisation(id=tx.chance.id(), key=f"{run}-{number}", name=run, kind=OrganisationKind.OTHER)
            tx.add(home)
            tx.add(Professional(id=tx.chance.id(), organisation_id=home.id, name=f"{run}-{number}"))
        _say(f"done {run} {number}")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for asked in sys.stdin:
        if os.fork() == 0:
            write_for_ever(sys.argv[1], asked.strip())
