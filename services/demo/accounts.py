"""The fictional case directors' accounts. Nobody can sign in to them with a password: visitors are let in instead."""

import re
import unicodedata
from dataclasses import dataclass

from sqlmodel import select

from models.directory import Account, Organisation, Professional
from models.terms import AccountRole, OrganisationKind
from services.access.rules import Permission, Standing
from services.barring.actions import notice_account, notice_professional
from services.errors import ServiceError
from services.relations.facts import SYSTEM, Actor
from services.unit_of_work import Transaction, Work

NOTHING_FITS = "!"
"""In place of an Argon2 hash."""


class RealDatabase(ServiceError):
    """Fictional cases are never put beside real ones."""

    code = "demo.real_database"


@dataclass(frozen=True)
class FictionalDirector:
    """A case director who does not exist, and where she works (an organisation's key, and on what law it shares)."""

    name: str
    email: str
    organisation: str = OrganisationKind.POLITIE.value
    organisation_name: str = "Politie"
    legal_basis: str = ""


def fictional_address(name: str, organisation: str) -> str:
    """An address that cannot exist (RFC 2606): `i.brandsma@politie.example`."""
    return f"{_plain(name) or 'contact'}@{_plain(organisation).replace('.', '-') or 'organisatie'}.example"


def settle_director(work: Work, director: FictionalDirector) -> Actor:
    """The account of a fictional case director, made when absent. Raises `RealDatabase`."""
    if not work.practice:
        raise RealDatabase
    with work.as_actor(SYSTEM).act(Permission.PRACTICE_LOAD, subject="director") as tx:
        key = tx.lookup("account.email", director.email.casefold())
        row = tx.session.exec(select(Account).where(Account.email_key == key)).first()
        if row is None:
            row = _account(tx, director, key)
        return Actor(
            Standing.CASE_DIRECTOR,
            name=row.name,
            email=director.email,
            account_id=row.id,
            professional_id=row.professional_id or "",
            organisation=director.organisation,
        )


def _account(tx: Transaction, director: FictionalDirector, key: str) -> Account:
    row = Account(
        id=tx.chance.id(),
        email_key=key,
        email_sealed="",
        name=director.name,
        role=AccountRole.CASE_DIRECTOR,
        professional_id=_professional(tx, director).id,
        password_hash=NOTHING_FITS,
        totp_secret_sealed="",
        created_at=tx.now,
    )
    tx.seal(row, "email_sealed", director.email)
    tx.add(row)
    notice_account(tx, row)
    return row


def _professional(tx: Transaction, director: FictionalDirector) -> Professional:
    home = tx.session.exec(select(Organisation).where(Organisation.key == director.organisation)).first()
    if home is None:
        known = director.organisation in list(OrganisationKind)
        kind = OrganisationKind(director.organisation) if known else OrganisationKind.OTHER
        name, basis = director.organisation_name, director.legal_basis
        home = Organisation(id=tx.chance.id(), key=director.organisation, name=name, kind=kind, legal_basis=basis)
        tx.add(home)
    person = Professional(id=tx.chance.id(), organisation_id=home.id, name=director.name)
    tx.seal(person, "email_sealed", director.email)
    tx.add(person)
    notice_professional(tx, person)
    return person


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", bare).strip(".")[:60].strip(".")
