"""How an actor belongs to a case. Barred beats everything; an unknown case looks like one you do not belong to."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache

from sqlmodel import Session, col, select

from models.barring import Bar, NearMatch
from models.casework import Case
from models.directory import Account, Organisation, Professional
from models.follow_up import ActionLink
from models.meeting import Invitation
from models.sealing import Vault
from models.terms import BarKind, Belonging, CaseStatus, Known
from services.access.closed_cases import CHANGES_A_CASE
from services.access.rules import Permission
from services.errors import ServiceError
from services.relations.facts import Identity
from services.relations.owning import links_in_force
from services.relations.owning import still_held as still_held
from services.relations.prepared import (
    ASKED_TO_TAKE_OVER,
    BARRED,
    BARRED_FROM,
    DIRECTED,
    LISTED,
    SEAT_AT_MEETING,
    SEATED,
    SESSION_TIMES,
)
from services.relations.prepared import in_force as in_force
from services.relations.rules import SessionTimes, bar_form, is_live
from services.scheduling.facts import local_day


class CaseClosed(ServiceError):
    """The case is closed: it can be read, and opened again, but nothing in it is changed. Nothing was done."""

    code = "work.case_closed"


def session_stands(session: Session, session_id: str, at: datetime) -> bool:
    """Whether the sign-in session behind an actor still holds; an actor without one (the system, a visitor) needs none.

    Asked inside every act and look: a button or dialog drawn before a session ended must not act after it.
    """
    if not session_id:
        return True
    times = session.exec(SESSION_TIMES, params={"session": session_id}).first()
    return times is not None and is_live(SessionTimes(*times), at)


def is_closed(session: Session, case_id: str) -> bool:
    """Whether the case is closed; False for one that does not exist. Ask it after permission."""
    return session.exec(select(Case.status).where(Case.id == case_id)).first() is CaseStatus.CLOSED


def check_open(session: Session, permission: Permission, case_id: str) -> None:
    """Raises `CaseClosed` when this would change a closed case. One query, and none for what changes no case."""
    if case_id and permission in CHANGES_A_CASE and is_closed(session, case_id):
        raise CaseClosed


def bar_keys(vault: Vault, identity: Identity) -> list[str]:
    """The look-up keys under which this identity could stand in a bar list."""
    values = [
        (BarKind.NAME, identity.name),
        (BarKind.EMAIL, identity.email),
        (BarKind.ORGANISATION, identity.organisation),
        (BarKind.TEAM, identity.team),
    ]
    normal = [(kind, bar_form(kind, value)) for kind, value in values]
    return [vault.lookup(f"bar.{kind}", value) for kind, value in normal if value]


@lru_cache(maxsize=4096)
def directory_keys(vault: Vault, person_id: str, name: str, sealed: str, team: str, home: str) -> tuple[str, ...]:
    """The look-up keys of an entry of the directory. They follow from the entry alone, and a case's screens ask for
    those of every attendee at each click; only the keyed hashes are kept, no address in clear."""
    email = vault.unseal("professional", person_id, "email_sealed", sealed)
    return tuple(
        bar_keys(vault, Identity(professional_id=person_id, name=name, email=email, organisation=home, team=team))
    )


def is_barred(session: Session, vault: Vault, identity: Identity, case_id: str) -> bool:
    """Whether this identity, its team or organisation is kept out of the case, or nearly matches somebody who is."""
    return bool(_barred_cases(session, vault, [identity], [case_id]))


def belonging(session: Session, vault: Vault, identity: Identity, case_id: str, at: datetime) -> Belonging:
    """How this identity belongs to the case at a moment; NONE for a case that does not exist."""
    return belongings(session, vault, identity, [case_id], at)[case_id]


def belongings(
    session: Session, vault: Vault, identity: Identity, case_ids: Collection[str], at: datetime
) -> dict[str, Belonging]:
    """The same for many cases, in a number of queries that does not grow with them.

    Bars are held against what the actor says to be and against the directory's entry of the same professional.
    """
    rows = session.exec(DIRECTED, params={"cases": list(case_ids)})
    cases = {case_id: (director_id, deputy_id) for case_id, director_id, deputy_id in rows}
    invitation = session.get(Invitation, identity.invitation_id) if identity.invitation_id else None
    link = session.get(ActionLink, identity.action_link_id) if identity.action_link_id else None
    behind = invitation or link
    professional_id = behind.professional_id if behind else identity.professional_id
    known = [who for who in (identity, _listed(session, vault, professional_id)) if who]
    barred = _barred_cases(session, vault, known, cases)
    if identity.invitation_id:
        mine = _invited(session, invitation, at)
    elif identity.action_link_id:
        mine = _owning(session, link, at)
    else:
        mine = _seated(session, identity.professional_id, cases, local_day(at)) | _directing(
            session, identity.account_id, cases
        )
    found = dict.fromkeys(case_ids, Belonging.NONE)
    found |= {case_id: how for case_id, how in mine.items() if case_id in cases}
    return found | dict.fromkeys(barred, Belonging.BARRED)


def cases_kept_from(session: Session, vault: Vault, identity: Identity) -> frozenset[str]:
    """Every case that this identity is kept out of: what no list or count over all cases may show them."""
    listed = _listed(session, vault, identity.professional_id)
    return _barred_cases(session, vault, [identity, *([listed] if listed else [])], None)


def _barred_cases(
    session: Session, vault: Vault, known: Iterable[Identity], case_ids: Collection[str] | None
) -> frozenset[str]:
    """Of these cases, or of all when none are named, those that keep one of these identities out."""
    known = tuple(known)
    keys = [key for who in known for key in bar_keys(vault, who)]
    people = [who.professional_id for who in known if who.professional_id]
    accounts = [who.account_id for who in known if who.account_id]
    about = {"keys": keys, "people": people, "accounts": accounts}
    if case_ids is None:
        return frozenset(session.scalars(BARRED, about))
    return frozenset(session.scalars(BARRED_FROM, about | {"cases": list(case_ids)}))


def _listed(session: Session, vault: Vault, professional_id: str) -> Identity | None:
    found = session.exec(LISTED, params={"person": professional_id}).first() if professional_id else None
    return identity_of(vault, *found) if found else None


def _invited(session: Session, invitation: Invitation | None, at: datetime) -> dict[str, Belonging]:
    if invitation is None or invitation.revoked_at is not None or invitation.expires_at <= at:
        return {}
    about = {"seat": invitation.seat_id, "meeting": invitation.meeting_id, "day": local_day(at)}
    return dict.fromkeys(session.exec(SEAT_AT_MEETING, params=about), Belonging.INVITED)


def _owning(session: Session, link: ActionLink | None, at: datetime) -> dict[str, Belonging]:
    """The one case whose actions somebody answers for by link, while that link holds."""
    return {link.case_id: Belonging.OWNER} if link and links_in_force(session, [link], at) else {}


def _directing(session: Session, account_id: str, cases: Mapping[str, tuple[str, str | None]]) -> dict[str, Belonging]:
    """`cases` names director and deputy of each. Who is asked to take a case over belongs to it as successor; director
    and deputy come before that."""
    if not account_id:
        return {}
    asked = session.exec(ASKED_TO_TAKE_OVER, params={"account": account_id, "cases": list(cases)})
    found = dict.fromkeys(asked, Belonging.SUCCESSOR)
    found |= {case_id: Belonging.DEPUTY for case_id, (_, deputy) in cases.items() if deputy == account_id}
    return found | {case_id: Belonging.DIRECTOR for case_id, (director, _) in cases.items() if director == account_id}


def _seated(session: Session, professional_id: str, cases: Collection[str], today: date) -> dict[str, Belonging]:
    if not professional_id:
        return {}
    about = {"person": professional_id, "day": today, "cases": list(cases)}
    return dict.fromkeys(session.exec(SEATED, params=about), Belonging.MEMBER)


def barred_professionals(session: Session, vault: Vault, case_id: str) -> frozenset[str]:
    """Ids of the professionals whom a bar of this case keeps out, by name, mail address, team, organisation or
    likeness."""
    return barred_by_case(session, vault, [case_id])[case_id]


def barred_by_case(
    session: Session, vault: Vault, case_ids: Collection[str], among: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """The same for many cases, in a number of queries that does not grow with them.

    With `among` only these professionals are held against the bars: opening the addresses of a whole directory is slow.
    """
    keys: dict[str, set[str]] = defaultdict(set)
    for bar in session.exec(select(Bar).where(col(Bar.case_id).in_(case_ids))):
        keys[bar.value_key].add(bar.case_id)
    found: dict[str, set[str]] = {case_id: set() for case_id in case_ids}
    for person, home in _directory(session, among) if keys else ():
        for key in directory_keys(vault, person.id, person.name, person.email_sealed, person.team, home.key):
            for case_id in keys.get(key, ()):
                found[case_id].add(person.id)
    alike = select(NearMatch).where(col(NearMatch.case_id).in_(case_ids), NearMatch.same != Known.NO)
    for match in session.exec(alike):
        if match.professional_id:
            found[match.case_id].add(match.professional_id)
    return {case_id: frozenset(people) for case_id, people in found.items()}


def barred_accounts(
    session: Session, vault: Vault, case_id: str, account_ids: Collection[str] | None = None
) -> frozenset[str]:
    """Which of these accounts (of all, when none are named) a bar of the case keeps out; the bars that guard every act.

    The number of queries does not grow with the accounts.
    """
    return barred_accounts_by_case(session, vault, [case_id], account_ids)[case_id]


def barred_accounts_by_case(
    session: Session, vault: Vault, case_ids: Collection[str], account_ids: Collection[str] | None = None
) -> dict[str, frozenset[str]]:
    """The same for many cases, in a number of queries that does not grow with them."""
    found: dict[str, set[str]] = {case_id: set() for case_id in case_ids}
    keys: dict[str, set[str]] = defaultdict(set)
    for bar in session.exec(select(Bar).where(col(Bar.case_id).in_(case_ids))):
        keys[bar.value_key].add(bar.case_id)
    if not keys:
        return dict.fromkeys(case_ids, frozenset())
    alike: dict[str | None, set[str]] = defaultdict(set)
    near = select(NearMatch).where(col(NearMatch.case_id).in_(case_ids), NearMatch.same != Known.NO)
    for match in session.exec(near):
        alike[match.account_id or match.professional_id].add(match.case_id)
    for account, person, home in _accounts(session, account_ids):
        own = {key for who in account_identities(vault, account, person, home) for key in bar_keys(vault, who)}
        closed = set().union(*(keys.get(key, ()) for key in own))
        closed |= alike.get(account.id, set()) | (alike.get(account.professional_id, set()) if person else set())
        for case_id in closed:
            found[case_id].add(account.id)
    return {case_id: frozenset(accounts) for case_id, accounts in found.items()}


def account_identities(
    vault: Vault, account: Account, person: Professional | None, home: Organisation | None
) -> tuple[Identity, ...]:
    """By what an account is recognised: what it says itself, and its entry in the directory if it has one."""
    email = vault.unseal("account", account.id, "email_sealed", account.email_sealed)
    own = Identity(account_id=account.id, professional_id=account.professional_id or "", name=account.name, email=email)
    return (own, identity_of(vault, person, home)) if person and home else (own,)


def _accounts(
    session: Session, account_ids: Collection[str] | None
) -> Iterable[tuple[Account, Professional | None, Organisation | None]]:
    statement = (
        select(Account, Professional, Organisation)
        .outerjoin(Professional, col(Professional.id) == col(Account.professional_id))
        .outerjoin(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    )
    if account_ids is not None:
        statement = statement.where(col(Account.id).in_(account_ids))
    return session.exec(statement)


def _directory(session: Session, among: Collection[str] | None) -> Iterable[tuple[Professional, Organisation]]:
    everybody = select(Professional, Organisation).join(
        Organisation, col(Organisation.id) == col(Professional.organisation_id)
    )
    return session.exec(everybody if among is None else everybody.where(col(Professional.id).in_(among)))


def identity_of(vault: Vault, person: Professional, home: Organisation) -> Identity:
    """The identity of a professional in the directory."""
    email = vault.unseal("professional", person.id, "email_sealed", person.email_sealed)
    return Identity(professional_id=person.id, name=person.name, email=email, organisation=home.key, team=person.team)
