"""Sessions on the server: start, recognise, end. The browser holds a secret, the database its hash only.

Recognising is a cheap read, done on every request and every rerun, so that ending a session or disabling an account
works at the next click. Source: `security.md` section 4; ASVS 7.3, 7.4, 8.3.2.
"""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.directory import Account, Organisation, Professional, SignInSession
from models.follow_up import ActionLink
from models.meeting import Invitation
from services.access.rules import Permission, Standing
from services.directory.rules import TOUCH_EVERY
from services.relations.facts import SYSTEM, Actor
from services.relations.rules import SessionTimes, is_live
from services.unit_of_work import Reading, Transaction, Work, secret_hash
from services.wording import LANGUAGES


def start_session(
    tx: Transaction,
    *,
    account_id: str | None = None,
    invitation_id: str | None = None,
    action_link_id: str | None = None,
    language: str = "nl",
) -> str:
    """Begins a session for an account or a guest, inside the act that let them in. Gives the secret for the cookie."""
    secret = tx.chance.secret()
    row = SignInSession(
        id=tx.chance.id(),
        secret_hash=secret_hash(secret),
        account_id=account_id,
        invitation_id=invitation_id,
        action_link_id=action_link_id,
        language=known_language(language),
        started_at=tx.now,
        last_seen_at=tx.now,
    )
    tx.add(row)
    tx.note(session=row.id)
    return secret


def recognise(work: Work, secret: str) -> Actor | None:
    """Whose cookie this is; None when the session is unknown, ended, idle too long or no longer allowed."""
    return _recognised(work, SignInSession.secret_hash == secret_hash(secret))


def actor_of(work: Work, session_id: str) -> Actor | None:
    """Who acts in a session, by its row's id; asked at every rerun. None as in `recognise`."""
    return _recognised(work, SignInSession.id == session_id)


def end_session(work: Work) -> None:
    """Ends the acting person's own session."""
    with work.act(Permission.SESSION_END) as tx:
        _end(tx, select(SignInSession).where(SignInSession.id == work.actor.session_id))


def end_all_sessions(work: Work) -> None:
    """Ends every session of the acting person, on every device."""
    with work.act(Permission.SESSION_END) as tx:
        actor = work.actor
        end_sessions_of(
            tx,
            account_id=actor.account_id,
            invitation_id=actor.invitation_id,
            action_link_id=actor.action_link_id,
        )


def end_sessions_of(
    tx: Transaction, *, account_id: str = "", invitation_id: str = "", action_link_id: str = ""
) -> None:
    """Ends the sessions of an account, an invitation or a link to actions, inside somebody's act."""
    if account_id:
        _end(tx, select(SignInSession).where(SignInSession.account_id == account_id))
    if invitation_id:
        _end(tx, select(SignInSession).where(SignInSession.invitation_id == invitation_id))
    if action_link_id:
        _end(tx, select(SignInSession).where(SignInSession.action_link_id == action_link_id))


def choose_language(work: Work, language: str) -> None:
    """The language of this session, and of the account's next ones. Anything unknown is Dutch."""
    with work.act(Permission.ACCOUNT_LANGUAGE, coalesce=True, subject=known_language(language)) as tx:
        session = tx.session.get(SignInSession, work.actor.session_id)
        account = tx.session.get(Account, work.actor.account_id) if work.actor.account_id else None
        for row in filter(None, (session, account)):
            row.language = known_language(language)
            tx.add(row)


def known_language(language: str) -> str:
    """`language` if it is spoken here, else Dutch."""
    return language if language in LANGUAGES else "nl"


def _recognised(work: Work, which: ColumnElement[bool] | bool) -> Actor | None:
    with work.as_actor(SYSTEM).read(Permission.DIRECTORY_READ) as look:
        row = look.session.exec(select(SignInSession).where(which)).first()
        if row is None or not is_live(SessionTimes(row.started_at, row.last_seen_at, row.ended_at), look.now):
            return None
        actor = _account_actor(look, row) if row.account_id else _guest_actor(look, row)
        stale = look.now - row.last_seen_at >= TOUCH_EVERY
    if actor is not None and stale:
        _touch(work, actor.session_id)
    return actor


def _touch(work: Work, session_id: str) -> None:
    with work.upkeep() as tx:
        row = tx.session.get(SignInSession, session_id, with_for_update=True)
        if row is not None and row.ended_at is None:
            row.last_seen_at = max(tx.now, row.last_seen_at)
            tx.add(row)


def _account_actor(look: Reading, row: SignInSession) -> Actor | None:
    account = look.session.get(Account, row.account_id)
    if account is None or account.disabled_at is not None:
        return None
    return Actor(
        Standing(account.role.value),
        name=account.name,
        email=look.unseal(account, "email_sealed"),
        account_id=account.id,
        professional_id=account.professional_id or "",
        organisation=_organisation_of(look.session, account.professional_id),
        session_id=row.id,
        language=row.language,
    )


def _guest_actor(look: Reading, row: SignInSession) -> Actor | None:
    """Somebody behind a personal link: the invitation to a meeting, or the link to their actions."""
    invitation = look.session.get(Invitation, row.invitation_id) if row.invitation_id else None
    actions = look.session.get(ActionLink, row.action_link_id) if row.action_link_id else None
    link = invitation or actions
    if link is None or not _still_open(link, look.now):
        return None
    professional = look.session.get(Professional, link.professional_id)
    if professional is None:
        return None
    return Actor(
        Standing.GUEST,
        name=professional.name,
        email=look.unseal(professional, "email_sealed"),
        professional_id=professional.id,
        invitation_id=invitation.id if invitation else "",
        action_link_id=actions.id if actions else "",
        organisation=_key_of(look.session, link.organisation_id),
        session_id=row.id,
        language=row.language,
    )


def _still_open(link: Invitation | ActionLink, moment: datetime) -> bool:
    return link.revoked_at is None and moment < link.expires_at


def _organisation_of(session: Session, professional_id: str | None) -> str:
    professional = session.get(Professional, professional_id) if professional_id else None
    return _key_of(session, professional.organisation_id) if professional else ""


def _key_of(session: Session, organisation_id: str) -> str:
    organisation = session.get(Organisation, organisation_id)
    return organisation.key if organisation else ""


def _end(tx: Transaction, statement: SelectOfScalar[SignInSession]) -> None:
    rows = tx.session.exec(statement.where(col(SignInSession.ended_at).is_(None))).all()
    for row in rows:
        row.ended_at = tx.now
    tx.add(*rows)
    tx.note(ended=len(rows))


def last_seen(look: Reading) -> datetime | None:
    """When the acting account was last here before this session; None at the first visit, and without an account."""
    if not look.actor.account_id:
        return None
    statement = select(func.max(SignInSession.last_seen_at)).where(
        SignInSession.account_id == look.actor.account_id, SignInSession.id != look.actor.session_id
    )
    return look.session.exec(statement).one()
