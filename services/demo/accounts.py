"""The fictional colleagues' accounts. Nobody can sign in to them with a password: visitors are let in instead."""

import re
import unicodedata
from dataclasses import dataclass

from sqlmodel import select

from models.directory import Account, Organisation, Professional
from models.terms import AccountRole, OrganisationKind
from services.access.rules import Permission, Standing
from services.barring.actions import notice_account, notice_professional
from services.directory.rules import AT_AN_ORGANISATION
from services.directory.week import Week, packed_week
from services.errors import ServiceError
from services.relations.facts import SYSTEM, Actor
from services.unit_of_work import Transaction, Work

NOTHING_FITS = "!"
"""In place of an Argon2 hash."""


class RealDatabase(ServiceError):
    """Fictional cases are never put beside real ones."""

    code = "demo.real_database"


@dataclass(frozen=True)
class FictionalColleague:
    """A case director or coordinator who does not exist. Where a director works: an organisation's key, on what law it
    shares, and in which week (None for office hours); a coordinator works for the region."""

    name: str
    email: str
    organisation: str = OrganisationKind.POLITIE.value
    organisation_name: str = "Politie"
    legal_basis: str = ""
    weekly_hours: Week = None


def fictional_address(name: str, organisation: str) -> str:
    """An address that cannot exist (RFC 2606): `i.brandsma@politie.example`."""
    return f"{_plain(name) or 'contact'}@{_plain(organisation).replace('.', '-') or 'organisatie'}.example"


def settle_director(work: Work, director: FictionalColleague) -> Actor:
    """The account of a fictional case director, made when absent. Raises `RealDatabase`."""
    return _settled(work, director, AccountRole.CASE_DIRECTOR)


def settle_coordinator(work: Work, coordinator: FictionalColleague) -> Actor:
    """The account of the fictional region's coordinator, made when absent. Raises `RealDatabase`."""
    return _settled(work, coordinator, AccountRole.COORDINATOR)


def _settled(work: Work, colleague: FictionalColleague, role: AccountRole) -> Actor:
    if not work.practice:
        raise RealDatabase
    with work.as_actor(SYSTEM).act(Permission.PRACTICE_LOAD, subject=role.name.lower()) as tx:
        key = tx.lookup("account.email", colleague.email.casefold())
        row = tx.session.exec(select(Account).where(Account.email_key == key)).first()
        if row is None:
            row = _account(tx, colleague, role, key)
        return Actor(
            Standing(row.role.value),
            name=row.name,
            email=colleague.email,
            account_id=row.id,
            professional_id=row.professional_id or "",
            organisation=colleague.organisation if row.professional_id else "",
        )


def _account(tx: Transaction, colleague: FictionalColleague, role: AccountRole, key: str) -> Account:
    row = Account(
        id=tx.chance.id(),
        email_key=key,
        email_sealed="",
        name=colleague.name,
        role=role,
        professional_id=_professional(tx, colleague).id if role in AT_AN_ORGANISATION else None,
        password_hash=NOTHING_FITS,
        totp_secret_sealed="",
        created_at=tx.now,
    )
    tx.seal(row, "email_sealed", colleague.email)
    tx.add(row)
    notice_account(tx, row)
    return row


def _professional(tx: Transaction, colleague: FictionalColleague) -> Professional:
    home = tx.session.exec(select(Organisation).where(Organisation.key == colleague.organisation)).first()
    if home is None:
        known = colleague.organisation in list(OrganisationKind)
        kind = OrganisationKind(colleague.organisation) if known else OrganisationKind.OTHER
        name, basis = colleague.organisation_name, colleague.legal_basis
        home = Organisation(id=tx.chance.id(), key=colleague.organisation, name=name, kind=kind, legal_basis=basis)
        tx.add(home)
    person = Professional(id=tx.chance.id(), organisation_id=home.id, name=colleague.name)
    person.weekly_hours = packed_week(colleague.weekly_hours)
    tx.seal(person, "email_sealed", colleague.email)
    tx.add(person)
    notice_professional(tx, person)
    return person


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", ".", bare).strip(".")[:60].strip(".")
