"""Enrolment: the first administrator by set-up code, everyone else by invitation.

Two steps. The first checks the code or link and the password; what was chosen travels sealed in the browser
(`tickets.py`). The second checks a code of the authenticator app and only then writes the account.
"""

import hmac
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from models.directory import Account, AccountInvitation, RecoveryCode, SetupCode
from models.terms import AccountRole
from services.access.rules import Permission
from services.barring.actions import notice_account
from services.directory.accounts import check_person, is_open
from services.directory.facts import BeginAcceptance, BeginSetup, ConfirmEnrolment, Enrolment, NewAccount
from services.directory.passwords import hash_password
from services.directory.rules import INVITATION, SECOND_STEP, SET_UP, normal_email, password_flaw
from services.directory.second_factor import (
    matching_step,
    new_recovery_codes,
    new_totp_secret,
    stored_recovery_codes,
    totp_address,
)
from services.directory.sessions import known_language, start_session
from services.directory.sign_in import SecondFactorRefused
from services.directory.throttle import give_back, spend
from services.directory.tickets import read_ticket, write_ticket
from services.errors import ServiceError
from services.relations.facts import SYSTEM
from services.unit_of_work import Reading, Transaction, Work, secret_hash

_SETUP_TICKET = "set_up"
_INVITED_TICKET = "account_invitation"
_TICKET_LASTS = timedelta(minutes=30)
_GROUP = 4


class SetupRefused(ServiceError):
    """The set-up code is wrong, or the planner has its first account already."""

    code = "directory.setup_refused"


class InvitationRefused(ServiceError):
    """The link is unknown, used, withdrawn or expired; never says which."""

    code = "directory.invitation_refused"


class PasswordRefused(ServiceError):
    """The password will not do; `flaw` is `short`, `long`, `common` or `personal`."""

    code = "directory.password_refused"


def prepare_setup(work: Work) -> str | None:
    """A fresh one-time set-up code to show in the terminal; None when an account exists. Earlier codes die."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        if _any_account(look.session):
            return None
    with work.as_actor(SYSTEM).act(Permission.SETUP_PREPARE) as tx:
        for old in tx.session.exec(select(SetupCode)).all():
            tx.session.delete(old)
        code = "-".join(tx.chance.spoken_code(_GROUP) for _ in range(3))
        tx.add(SetupCode(id=tx.chance.id(), code_hash=_setup_hash(tx, code), made_at=tx.now))
        return code


def setup_is_open(work: Work) -> bool:
    """Whether the planner still waits for its first account."""
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        return not _any_account(look.session)


def begin_setup(work: Work, order: BeginSetup) -> Enrolment:
    """First step of the first account.

    Raises `SetupRefused`, `NameMissing`, `EmailWrong`, `PasswordRefused` or `TooManyTries`.
    """
    check_person(order.name, order.email)
    _check_password(order.password, order.name, order.email)
    spend(work, SET_UP, "set_up", ip=order.ip)
    with work.read(Permission.SETUP_FINISH) as look:
        code = look.session.exec(select(SetupCode)).first()
        fits = code is not None and hmac.compare_digest(code.code_hash, _setup_hash(look, order.code))
        if not fits or _any_account(look.session):
            raise SetupRefused
    give_back(work, SET_UP, "set_up", ip=order.ip)
    name, email = order.name.strip(), order.email.strip()
    return _enrolment(work, _SETUP_TICKET, name, email, order.password, setup=code.id)


def finish_setup(work: Work, order: ConfirmEnrolment) -> NewAccount:
    """Second step: makes the first administrator.

    Raises `SecondFactorRefused`, `SetupRefused`, `StepExpired` or `TooManyTries`.
    """
    ticket = read_ticket(work.database.vault, _SETUP_TICKET, order.ticket, work.clock(), _TICKET_LASTS)
    step = _first_step(work, ticket, order)
    codes = new_recovery_codes(work.chance)
    stored = stored_recovery_codes(codes)
    with work.act(Permission.SETUP_FINISH) as tx:
        code = tx.session.get(SetupCode, ticket["setup"], with_for_update=True)
        if code is None or _any_account(tx.session):
            raise SetupRefused
        tx.session.delete(code)
        account = _new_account(tx, ticket, AccountRole.ADMINISTRATOR, None, step, order.language)
        return _entered(tx, account, codes, stored)


def begin_acceptance(work: Work, order: BeginAcceptance) -> Enrolment:
    """First step of an invited account. Raises `InvitationRefused`, `PasswordRefused` or `TooManyTries`."""
    spend(work, INVITATION, order.invitation_id[:64], ip=order.ip)
    with work.read(Permission.ACCOUNT_ACCEPT) as look:
        invitation = look.session.get(AccountInvitation, order.invitation_id)
        known = invitation.secret_hash if invitation else ""
        fits = hmac.compare_digest(known, secret_hash(order.secret))
        if invitation is None or not fits or not is_open(invitation, work):
            raise InvitationRefused
        name, email = invitation.name, look.unseal(invitation, "email_sealed")
    give_back(work, INVITATION, order.invitation_id[:64], ip=order.ip)
    _check_password(order.password, name, email)
    return _enrolment(work, _INVITED_TICKET, name, email, order.password, invitation=order.invitation_id)


def accept_invitation(work: Work, order: ConfirmEnrolment) -> NewAccount:
    """Second step: makes the invited account.

    Raises `SecondFactorRefused`, `InvitationRefused`, `StepExpired` or `TooManyTries`.
    """
    ticket = read_ticket(work.database.vault, _INVITED_TICKET, order.ticket, work.clock(), _TICKET_LASTS)
    step = _first_step(work, ticket, order)
    codes = new_recovery_codes(work.chance)
    stored = stored_recovery_codes(codes)
    with work.act(Permission.ACCOUNT_ACCEPT) as tx:
        invitation = tx.session.get(AccountInvitation, ticket["invitation"], with_for_update=True)
        if invitation is None or not is_open(invitation, work):
            raise InvitationRefused
        if tx.session.exec(select(Account).where(Account.email_key == invitation.email_key)).first():
            raise InvitationRefused
        invitation.used_at = tx.now
        account = _new_account(tx, ticket, invitation.role, invitation.professional_id, step, order.language)
        tx.add(invitation)
        tx.note(invitation=invitation.id, role=invitation.role.value)
        return _entered(tx, account, codes, stored)


def _enrolment(work: Work, purpose: str, name: str, email: str, password: str, **about: str) -> Enrolment:
    totp = new_totp_secret()
    ticket = write_ticket(
        work.database.vault,
        purpose,
        work.clock(),
        name=name,
        email=email,
        password=hash_password(password),
        totp=totp,
        **about,
    )
    return Enrolment(ticket, name, totp_address(totp, email), totp)


def _first_step(work: Work, ticket: dict[str, Any], order: ConfirmEnrolment) -> int:
    """The time step of the first code of a new authenticator."""
    spend(work, SECOND_STEP, ticket["totp"])
    step = matching_step(ticket["totp"], order.code, work.clock(), last_step=0)
    if step is None:
        raise SecondFactorRefused
    return step


def _new_account(
    tx: Transaction, ticket: dict[str, Any], role: AccountRole, professional_id: str | None, step: int, language: str
) -> Account:
    account = Account(
        id=tx.chance.id(),
        email_key=tx.lookup("account.email", normal_email(ticket["email"])),
        email_sealed="",
        name=ticket["name"],
        role=role,
        professional_id=professional_id,
        password_hash=ticket["password"],
        totp_secret_sealed="",
        totp_last_step=step,
        language=known_language(language),
        created_at=tx.now,
    )
    tx.seal(account, "email_sealed", ticket["email"])
    tx.seal(account, "totp_secret_sealed", ticket["totp"])
    tx.add(account)
    notice_account(tx, account)
    return account


def _entered(tx: Transaction, account: Account, codes: tuple[str, ...], stored: tuple[str, ...]) -> NewAccount:
    tx.add(*(RecoveryCode(id=tx.chance.id(), account_id=account.id, code_hash=kept) for kept in stored))
    tx.note(account=account.id)
    secret = start_session(tx, account_id=account.id, language=account.language)
    return NewAccount(account.id, codes, secret)


def _setup_hash(look: Reading, typed: str) -> str:
    bare = "".join(c for c in typed.upper() if c.isalnum())
    return look.lookup("set_up", bare)


def _any_account(session: Session) -> bool:
    return session.exec(select(Account.id)).first() is not None


def _check_password(password: str, name: str, email: str) -> None:
    flaw = password_flaw(password, name=name, email=email)
    if flaw:
        raise PasswordRefused(flaw=flaw)
