"""How an actor belongs to a case. Barred beats everything; an unknown case looks like one you do not belong to."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from models.casework import Bar, Case, Seat
from models.directory import Organisation, Professional, SignInSession
from models.meeting import Invitation, Meeting
from models.sealing import Vault
from models.terms import BarKind, Belonging
from services.relations.facts import Identity
from services.relations.rules import SessionTimes, is_live, normal_form


def session_stands(session: Session, session_id: str, at: datetime) -> bool:
    """Whether the sign-in session behind an actor still holds; an actor without one (the system, a visitor) needs none.

    Asked inside every act and look: a button or dialog drawn before a session ended must not act after it.
    """
    if not session_id:
        return True
    row = session.get(SignInSession, session_id)
    return row is not None and is_live(SessionTimes(row.started_at, row.last_seen_at, row.ended_at), at)


def bar_keys(vault: Vault, identity: Identity) -> list[str]:
    """The look-up keys under which this identity could stand in a bar list."""
    values = [
        (BarKind.NAME, identity.name),
        (BarKind.EMAIL, identity.email),
        (BarKind.ORGANISATION, identity.organisation),
    ]
    normal = [(kind, normal_form(value)) for kind, value in values]
    return [vault.lookup(f"bar.{kind}", value) for kind, value in normal if value]


def is_barred(session: Session, vault: Vault, identity: Identity, case_id: str) -> bool:
    """Whether this identity, or its organisation, is kept out of the case."""
    keys = bar_keys(vault, identity)
    statement = select(Bar.id).where(Bar.case_id == case_id, col(Bar.value_key).in_(keys))
    return session.exec(statement).first() is not None


def belonging(session: Session, vault: Vault, identity: Identity, case_id: str, at: datetime) -> Belonging:
    """How this identity belongs to the case at a moment; NONE for a case that does not exist.

    Bars are held against what the actor says to be and against the directory's entry of the same professional.
    """
    case = session.get(Case, case_id)
    if case is None:
        return Belonging.NONE
    invitation = session.get(Invitation, identity.invitation_id) if identity.invitation_id else None
    professional_id = invitation.professional_id if invitation else identity.professional_id
    listed = _listed(session, vault, professional_id)
    if any(is_barred(session, vault, known, case_id) for known in (identity, listed) if known):
        return Belonging.BARRED
    if identity.invitation_id:
        return _invited(session, invitation, case_id, at)
    if identity.account_id and case.director_id == identity.account_id:
        return Belonging.DIRECTOR
    if identity.account_id and case.deputy_id == identity.account_id:
        return Belonging.DEPUTY
    return _seated(session, identity.professional_id, case_id)


def _listed(session: Session, vault: Vault, professional_id: str) -> Identity | None:
    person = session.get(Professional, professional_id) if professional_id else None
    home = session.get(Organisation, person.organisation_id) if person else None
    return identity_of(vault, person, home) if person and home else None


def _invited(session: Session, invitation: Invitation | None, case_id: str, at: datetime) -> Belonging:
    if invitation is None or invitation.revoked_at is not None or invitation.expires_at <= at:
        return Belonging.NONE
    seat = session.get(Seat, invitation.seat_id)
    if seat is None or seat.ended_at is not None:
        return Belonging.NONE
    meeting = session.get(Meeting, invitation.meeting_id)
    return Belonging.INVITED if meeting and meeting.case_id == case_id else Belonging.NONE


def _seated(session: Session, professional_id: str, case_id: str) -> Belonging:
    if not professional_id:
        return Belonging.NONE
    statement = (
        select(Seat.id)
        .join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
        .where(
            Seat.case_id == case_id,
            or_(Seat.professional_id == professional_id, col(Seat.deputy_id) == professional_id),
            col(Seat.ended_at).is_(None),
            col(Organisation.external).is_(False),
        )
    )
    return Belonging.MEMBER if session.exec(statement).first() else Belonging.NONE


def barred_professionals(session: Session, vault: Vault, case_id: str) -> frozenset[str]:
    """Ids of the professionals whom a bar of this case keeps out, by name, mail address or organisation."""
    keys = set(session.exec(select(Bar.value_key).where(Bar.case_id == case_id)))
    if not keys:
        return frozenset()
    rows = session.exec(
        select(Professional, Organisation).join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    )
    return frozenset(
        person.id for person, home in rows if keys.intersection(bar_keys(vault, identity_of(vault, person, home)))
    )


def identity_of(vault: Vault, person: Professional, home: Organisation) -> Identity:
    """The identity of a professional in the directory."""
    email = vault.unseal("professional", person.id, "email_sealed", person.email_sealed)
    return Identity(professional_id=person.id, name=person.name, email=email, organisation=home.key)
