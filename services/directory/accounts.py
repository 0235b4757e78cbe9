"""Accounts: invite, withdraw an invitation, disable. Nothing here shows or touches a case."""

from sqlmodel import Session, col, select

from models.directory import Account, AccountInvitation, Organisation, Professional
from models.terms import AccountRole, OrganisationKind
from services.access.rules import Permission
from services.barring.actions import notice_professional
from services.directory.facts import InviteAccount
from services.directory.personal_links import personal_link
from services.directory.rules import AT_AN_ORGANISATION, INVITATION_DAYS, is_email, normal_email
from services.directory.sessions import end_sessions_of
from services.errors import ServiceError
from services.unit_of_work import Transaction, Work, secret_hash


class NameMissing(ServiceError):
    """A person needs a name of at least two letters and at most 120."""

    code = "directory.name_missing"


class EmailWrong(ServiceError):
    """This cannot be an e-mail address."""

    code = "directory.email_wrong"


class EmailTaken(ServiceError):
    """There is an account with this address already. Told to administrators only."""

    code = "directory.email_taken"


class OrganisationNeeded(ServiceError):
    """This role works at an organisation, and none (or an unknown one) was named."""

    code = "directory.organisation_needed"


class LastAdministrator(ServiceError):
    """Without this account nobody could administer the planner."""

    code = "directory.last_administrator"


class AccountUnknown(ServiceError):
    """No such account."""

    code = "directory.account_unknown"


def invite_account(work: Work, order: InviteAccount) -> str:
    """Invites someone to make an account. Gives the link, good for seven days and once; an earlier one dies.

    Raises `NameMissing`, `EmailWrong`, `EmailTaken`, `OrganisationNeeded` or `NotAllowed`.
    """
    check_person(order.name, order.email)
    with work.act(Permission.ACCOUNT_INVITE) as tx:
        email_key = tx.lookup("account.email", normal_email(order.email))
        if tx.session.exec(select(Account).where(Account.email_key == email_key)).first():
            raise EmailTaken
        _revoke_open(tx, email_key)
        secret = tx.chance.secret()
        invitation = AccountInvitation(
            id=tx.chance.id(),
            secret_hash=secret_hash(secret),
            email_sealed="",
            email_key=email_key,
            name=order.name.strip(),
            role=order.role,
            professional_id=_professional_for(tx, order),
            invited_by=work.actor.account_id,
            expires_at=tx.now + INVITATION_DAYS,
        )
        tx.seal(invitation, "email_sealed", order.email.strip())
        tx.add(invitation)
        tx.note(invitation=invitation.id, role=order.role.value)
        return personal_link(work.settings, "uitnodiging", invitation.id, secret, practice=work.practice)


def withdraw_invitation(work: Work, invitation_id: str) -> None:
    """Makes an open invitation worthless. Raises `AccountUnknown`."""
    with work.act(Permission.ACCOUNT_INVITE) as tx:
        invitation = tx.session.get(AccountInvitation, invitation_id, with_for_update=True)
        if invitation is None or not is_open(invitation, work):
            raise AccountUnknown
        invitation.revoked_at = tx.now
        tx.add(invitation)
        tx.note(withdrawn=invitation_id)


def disable_account(work: Work, account_id: str) -> None:
    """Shuts an account out at its next click; its work stays. Raises `AccountUnknown` or `LastAdministrator`."""
    with work.act(Permission.ACCOUNT_DISABLE, subject=account_id) as tx:
        account = tx.session.get(Account, account_id, with_for_update=True)
        if account is None or account.disabled_at is not None:
            raise AccountUnknown
        if account.role is AccountRole.ADMINISTRATOR and not _another_administrator(tx.session, account_id):
            raise LastAdministrator
        account.disabled_at = tx.now
        tx.add(account)
        end_sessions_of(tx, account_id=account_id)


def check_person(name: str, email: str) -> None:
    """Raises `NameMissing` or `EmailWrong`."""
    if not 2 <= len(name.strip()) <= 120 or not name.strip().isprintable():
        raise NameMissing
    if not is_email(email):
        raise EmailWrong


def is_open(invitation: AccountInvitation, work: Work) -> bool:
    """Whether an invitation to make an account can still be used."""
    return invitation.used_at is None and invitation.revoked_at is None and work.clock() < invitation.expires_at


def _professional_for(tx: Transaction, order: InviteAccount) -> str | None:
    """The professional behind the account, made when absent; administrators and auditors have none."""
    if order.role not in AT_AN_ORGANISATION:
        return None
    organisation = _organisation_for(tx, order)
    statement = select(Professional).where(
        Professional.organisation_id == organisation.id, Professional.name == order.name.strip()
    )
    professional = tx.session.exec(statement).first()
    if professional is None:
        professional = Professional(
            id=tx.chance.id(),
            organisation_id=organisation.id,
            name=order.name.strip(),
            function=order.function.strip()[:120],
        )
    if not professional.email_sealed:
        tx.seal(professional, "email_sealed", order.email.strip())
    tx.add(professional)
    notice_professional(tx, professional)
    return professional.id


def _organisation_for(tx: Transaction, order: InviteAccount) -> Organisation:
    """The named organisation; for a case director without one the police, who direct (route map, always act)."""
    if order.organisation_id:
        organisation = tx.session.get(Organisation, order.organisation_id)
        if organisation is None:
            raise OrganisationNeeded
        return organisation
    if order.role is not AccountRole.CASE_DIRECTOR:
        raise OrganisationNeeded
    police = tx.session.exec(select(Organisation).where(Organisation.kind == OrganisationKind.POLITIE)).first()
    if police is None:
        kind = OrganisationKind.POLITIE
        police = Organisation(id=tx.chance.id(), key=kind.value, name="Politie", kind=kind)
        tx.add(police)
    return police


def _another_administrator(session: Session, account_id: str) -> bool:
    statement = select(Account.id).where(
        Account.role == AccountRole.ADMINISTRATOR, col(Account.disabled_at).is_(None), Account.id != account_id
    )
    return session.exec(statement).first() is not None


def _revoke_open(tx: Transaction, email_key: str) -> None:
    statement = select(AccountInvitation).where(
        AccountInvitation.email_key == email_key,
        col(AccountInvitation.used_at).is_(None),
        col(AccountInvitation.revoked_at).is_(None),
    )
    for invitation in tx.session.exec(statement).all():
        invitation.revoked_at = tx.now
        tx.add(invitation)
