"""Signing in: e-mail and password, then a time code or a recovery code.

Unknown address, wrong password and disabled account get the same answer after the same work. Hashes are computed
outside any transaction. Source: `security.md` section 4; ASVS 6.3.
"""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from models.directory import Account, RecoveryCode
from services.access.rules import Permission
from services.directory.facts import SecondStep, SignIn
from services.directory.passwords import hash_needs_renewal, hash_password, password_fits, recovery_code_fits
from services.directory.rules import SECOND_STEP, SIGN_IN, normal_email
from services.directory.second_factor import bare_recovery_code, matching_step, recovery_number
from services.directory.sessions import start_session
from services.directory.throttle import give_back, spend
from services.directory.tickets import StepExpired, read_ticket, write_ticket
from services.errors import ServiceError
from services.unit_of_work import Work

_TICKET = "sign_in"
_TICKET_LASTS = timedelta(minutes=5)


class SignInRefused(ServiceError):
    """E-mail and password do not belong together; never says which of the two."""

    code = "directory.sign_in_refused"


class SecondFactorRefused(ServiceError):
    """The code is wrong, too old, or was used already."""

    code = "directory.second_factor_refused"


@dataclass(frozen=True)
class _Candidate:
    id: str
    password_hash: str
    totp_secret: str
    totp_last_step: int
    language: str


def check_password(work: Work, order: SignIn) -> str:
    """The first step. Gives a ticket for the second. Raises `SignInRefused` or `TooManyTries`."""
    email = normal_email(order.email)
    spend(work, SIGN_IN, email, ip=order.ip)
    candidate = _candidate(work, Account.email_key, work.database.vault.lookup("account.email", email))
    fits = password_fits(candidate.password_hash if candidate else None, order.password)
    if not fits or candidate is None:
        _record_refusal(work, "password", candidate)
        raise SignInRefused
    give_back(work, SIGN_IN, email, ip=order.ip)
    if hash_needs_renewal(candidate.password_hash):
        _renew_hash(work, candidate.id, hash_password(order.password))
    return write_ticket(work.database.vault, _TICKET, work.clock(), account=candidate.id)


def check_second_step(work: Work, order: SecondStep) -> str:
    """The second step. Gives the secret for the session's cookie.

    Raises `SecondFactorRefused`, `StepExpired` or `TooManyTries`.
    """
    contents = read_ticket(work.database.vault, _TICKET, order.ticket, work.clock(), _TICKET_LASTS)
    spend(work, SECOND_STEP, contents["account"], ip=order.ip)
    candidate = _candidate(work, Account.id, contents["account"])
    if candidate is None:
        raise StepExpired
    recovery_id = _matching_recovery_code(work, candidate.id, order.code)
    secret = _enter(work, candidate, order, recovery_id)
    if secret is None:
        _record_refusal(work, "second_step", candidate)
        raise SecondFactorRefused
    give_back(work, SECOND_STEP, candidate.id, ip=order.ip)
    return secret


def _enter(work: Work, candidate: _Candidate, order: SecondStep, recovery_id: str | None) -> str | None:
    """Uses the code up and starts the session in one transaction; None when another used it first."""
    step = matching_step(candidate.totp_secret, order.code, work.clock(), candidate.totp_last_step)
    if step is None and recovery_id is None:
        return None
    try:
        with work.act(Permission.SESSION_START) as tx:
            account = tx.session.get_one(Account, candidate.id, with_for_update=True)
            if recovery_id is not None:
                recovery = tx.session.get_one(RecoveryCode, recovery_id, with_for_update=True)
                if recovery.used_at is not None:
                    raise SecondFactorRefused
                recovery.used_at = tx.now
                tx.add(recovery)
            elif step is not None:
                if step <= account.totp_last_step:
                    raise SecondFactorRefused
                account.totp_last_step = step
                tx.add(account)
            tx.note(account=account.id, by="recovery_code" if recovery_id else "time_code")
            return start_session(tx, account_id=account.id, language=order.language or account.language)
    except SecondFactorRefused:
        return None


def _candidate(work: Work, column: object, value: str) -> _Candidate | None:
    with work.read(Permission.SESSION_START) as look:
        statement = select(Account).where(col(column) == value, col(Account.disabled_at).is_(None))
        account = look.session.exec(statement).first()
        if account is None:
            return None
        return _Candidate(
            account.id,
            account.password_hash,
            look.unseal(account, "totp_secret_sealed"),
            account.totp_last_step,
            account.language,
        )


def _matching_recovery_code(work: Work, account_id: str, typed: str) -> str | None:
    number = recovery_number(typed)
    if number is None:
        return None
    with work.read(Permission.SESSION_START) as look:
        statement = select(RecoveryCode).where(
            RecoveryCode.account_id == account_id,
            col(RecoveryCode.code_hash).startswith(f"{number}:"),
            col(RecoveryCode.used_at).is_(None),
        )
        row = look.session.exec(statement).first()
        found = (row.id, row.code_hash) if row else None
    if found is None or not recovery_code_fits(found[1].partition(":")[2], bare_recovery_code(typed)):
        return None
    return found[0]


def _renew_hash(work: Work, account_id: str, password_hash: str) -> None:
    with work.upkeep() as tx:
        account = tx.session.get_one(Account, account_id)
        account.password_hash = password_hash
        tx.add(account)


def _record_refusal(work: Work, step: str, candidate: _Candidate | None) -> None:
    with work.act(Permission.SESSION_REFUSE) as tx:
        tx.note(step=step, account=candidate.id if candidate else "unknown")
