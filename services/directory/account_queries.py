"""Reads accounts: all of them for the administrator, the case directors for one another. No case content."""

from sqlmodel import col, select

from models.directory import Account, AccountInvitation, Organisation, Professional
from models.terms import AccountRole
from services.access.rules import Permission
from services.directory.facts import KnownAccount, OpenInvitation
from services.unit_of_work import Reading, Work


def known_accounts(work: Work) -> tuple[KnownAccount, ...]:
    """Every account, by name. Raises `NotAllowed` for anyone but an administrator."""
    with work.read(Permission.ACCOUNT_LIST) as look:
        statement = (
            select(Account, Organisation.name)
            .outerjoin(Professional, col(Professional.id) == col(Account.professional_id))
            .outerjoin(Organisation, col(Organisation.id) == col(Professional.organisation_id))
            .order_by(Account.name)
        )
        return tuple(_known(look, account, organisation) for account, organisation in look.session.exec(statement))


def open_invitations(work: Work) -> tuple[OpenInvitation, ...]:
    """Invitations nobody used yet, newest deadline first. Raises `NotAllowed` as above."""
    with work.read(Permission.ACCOUNT_LIST) as look:
        statement = (
            select(AccountInvitation)
            .where(
                col(AccountInvitation.used_at).is_(None),
                col(AccountInvitation.revoked_at).is_(None),
                AccountInvitation.expires_at > look.now,
            )
            .order_by(col(AccountInvitation.expires_at).desc())
        )
        return tuple(
            OpenInvitation(row.id, row.name, look.unseal(row, "email_sealed"), row.role, row.expires_at)
            for row in look.session.exec(statement)
        )


def case_directors(work: Work) -> tuple[tuple[str, str], ...]:
    """Account id and name of every case director who may still sign in, by name: who can direct or deputise."""
    with work.read(Permission.DIRECTORY_READ) as look:
        rows = look.session.exec(
            select(Account.id, Account.name)
            .where(Account.role == AccountRole.CASE_DIRECTOR, col(Account.disabled_at).is_(None))
            .order_by(Account.name)
        )
        return tuple((account_id, name) for account_id, name in rows)


def _known(look: Reading, account: Account, organisation: str | None) -> KnownAccount:
    return KnownAccount(
        account.id,
        account.name,
        look.unseal(account, "email_sealed"),
        account.role,
        organisation or "",
        account.created_at,
        account.disabled_at is not None,
    )
