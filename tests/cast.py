"""The cast: people and places that tests share.

Astrid administers, Hanna directs cases, Mallory has an account and no business anywhere.
"""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyotp

from models.database import Database, open_file
from models.sealing import Vault
from models.terms import AccountRole
from services.directory import accounts, enrolment, sessions, sign_in
from services.directory.facts import (
    BeginAcceptance,
    BeginSetup,
    ConfirmEnrolment,
    InviteAccount,
    NewAccount,
    SecondStep,
    SignIn,
)
from services.relations.facts import SYSTEM, VISITOR, Actor
from services.settings import Settings
from services.unit_of_work import Work

PASSWORD = "vier paarse fietsen op zolder"
_VAULT = Vault(b"k" * 32)
STARTS = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests move."""

    moment: datetime = STARTS

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **time: float) -> None:
        """Moves on by hours, minutes, seconds."""
        self.moment += timedelta(**time)


@dataclass(frozen=True)
class Person:
    """Someone with an account: what they know and hold."""

    account_id: str
    email: str
    totp: pyotp.TOTP
    recovery_codes: tuple[str, ...]
    secret: str
    password: str = PASSWORD


@dataclass
class House:
    """One database with its clock, and the verbs to let people in."""

    database: Database
    settings: Settings
    clock: Any = field(default_factory=Clock)

    def work(self, actor: Actor = VISITOR, *, practice: bool = False) -> Work:
        """Work for somebody; a visitor when nobody is named."""
        return Work(self.database, actor, self.settings, practice=practice, clock=self.clock)

    def as_(self, person: Person) -> Work:
        """Work for someone in the session they hold."""
        actor = sessions.recognise(self.work(), person.secret)
        assert actor is not None, "the session is over"
        return self.work(actor)

    def first_administrator(self, code: str = "") -> Person:
        """Astrid sets the planner up, with a code from a terminal or a fresh one."""
        name, email = "Astrid Admiraal", "astrid@beheer.example"
        code = code or enrolment.prepare_setup(self.work(SYSTEM)) or ""
        begun = enrolment.begin_setup(self.work(), BeginSetup(code, name, email, PASSWORD))
        totp = pyotp.TOTP(begun.totp_secret)
        made = enrolment.finish_setup(self.work(), ConfirmEnrolment(begun.ticket, totp.at(self.clock())))
        return _person(made, email, totp)

    def account(self, administrator: Person, name: str, role: AccountRole, **about: str) -> Person:
        """Invites someone and lets them accept."""
        email = f"{name.split()[0].lower()}@{role.value}.example"
        link = accounts.invite_account(self.as_(administrator), InviteAccount(name, email, role, **about))
        invitation_id, _, secret = link.rpartition("/")[2].partition("#")
        begun = enrolment.begin_acceptance(self.work(), BeginAcceptance(invitation_id, secret, PASSWORD))
        totp = pyotp.TOTP(begun.totp_secret)
        made = enrolment.accept_invitation(self.work(), ConfirmEnrolment(begun.ticket, totp.at(self.clock())))
        return _person(made, email, totp)

    def signed_in(self, person: Person) -> Person:
        """Signs someone in anew, half a minute later, so that the time code is a fresh one."""
        self.clock.forward(seconds=30)
        ticket = sign_in.check_password(self.work(), SignIn(person.email, person.password))
        secret = sign_in.check_second_step(self.work(), SecondStep(ticket, person.totp.at(self.clock())))
        return replace(person, secret=secret)


def open_house(folder: Path, **settings: str) -> House:
    """A fresh encrypted database in `folder`."""
    chosen = {"data_folder": folder / "data", "key_file": folder / "key", "practice": "off", "worker": "off"} | settings
    (folder / "data").mkdir()
    path = folder / "data" / "planner.db"
    path.write_bytes(_empty_file())
    return House(open_file(path, _VAULT), Settings(**chosen))


@cache
def _empty_file() -> bytes:
    """The tables with nobody in them, made once a run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planner.db"
        database = open_file(path, _VAULT)
        database.create_tables()
        database.close()
        return path.read_bytes()


def _person(made: NewAccount, email: str, totp: pyotp.TOTP) -> Person:
    return Person(made.account_id, email, totp, made.recovery_codes, made.session_secret)
