"""Rows put straight into the tables, for tests of what lies below the rooms. Rooms are tested by their own verbs."""

from datetime import timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from models.barring import Bar
from models.casework import Case, Seat
from models.directory import Account, Organisation, Professional, SignInSession
from models.meeting import Invitation, Meeting
from models.terms import AccountRole, BarKind, MeetingKind, OrganisationKind, Relation, Risk
from services.relations.rules import normal_form
from services.unit_of_work import Transaction, Work

_numbers = count(1)


def an_account(work: Work, name: str = "Hanna Huisman", role: AccountRole = AccountRole.CASE_DIRECTOR) -> str:
    """An account that cannot sign in; gives its id."""
    with work.upkeep() as tx:
        row = Account(
            id=tx.chance.id(),
            email_key=tx.chance.id(),
            email_sealed="",
            name=name,
            role=role,
            password_hash="",
            totp_secret_sealed="",
            created_at=tx.now,
        )
        tx.add(row)
        return row.id


def a_session(work: Work, session_id: str) -> None:
    """A sign-in session that never idles, for an actor made by a test; once."""
    with work.upkeep() as tx:
        if tx.session.get(SignInSession, session_id) is None:
            times = {"started_at": tx.now + _NEVER_IDLE, "last_seen_at": tx.now + _NEVER_IDLE}
            tx.add(SignInSession(id=session_id, secret_hash=session_id, **times))


_NEVER_IDLE = timedelta(days=3650)


def a_case(work: Work, director_id: str = "", code_name: str = "Zaak Heggemus", **about: Any) -> str:
    """A case of a director; gives its id."""
    director_id = director_id or an_account(work)
    with work.upkeep() as tx:
        about = {"code": f"T-{next(_numbers)}", "risk": Risk.HIGH, "opened_at": tx.now} | about
        row = Case(
            id=tx.chance.id(),
            code_name=code_name,
            relation=Relation.EX_PARTNER,
            veilig_thuis_competent=True,
            director_id=director_id,
            **about,
        )
        tx.add(row)
        return row.id


def a_professional(
    work: Work,
    name: str = "P. Zandbergen",
    email: str = "",
    organisation: str = "",
    external: bool = False,
    **about: Any,
) -> str:
    """A professional at an organisation (made when unknown); gives its id."""
    with work.upkeep() as tx:
        home = _organisation(tx, organisation or "politie", external)
        row = Professional(id=tx.chance.id(), organisation_id=home, name=name, **about)
        tx.seal(row, "email_sealed", email)
        tx.add(row)
        return row.id


def a_seat(work: Work, case_id: str, professional_id: str, **about: Any) -> str:
    """A seat of the case for a professional; gives its id."""
    with work.upkeep() as tx:
        home = tx.session.get_one(Professional, professional_id).organisation_id
        row = Seat(
            id=tx.chance.id(),
            case_id=case_id,
            organisation_id=home,
            professional_id=professional_id,
            role="wijkagent",
            **about,
        )
        tx.add(row)
        return row.id


def an_invitation(work: Work, case_id: str, professional_id: str, **about: Any) -> str:
    """An open invitation to a meeting of the case in two days; gives its id."""
    seat_id = a_seat(work, case_id, professional_id)
    with work.upkeep() as tx:
        starts = tx.now + timedelta(days=2)
        meeting = Meeting(
            id=tx.chance.id(),
            case_id=case_id,
            kind=MeetingKind.CASE_CONFERENCE,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=90),
            conditions_due_at=starts - timedelta(hours=18),
            planned_by="test",
        )
        tx.add(meeting)
        seat = tx.session.get_one(Seat, seat_id)
        about = {"expires_at": meeting.ends_at + timedelta(hours=24)} | about
        row = Invitation(
            id=tx.chance.id(),
            meeting_id=meeting.id,
            seat_id=seat_id,
            organisation_id=seat.organisation_id,
            professional_id=professional_id,
            secret_hash="",
            **about,
        )
        tx.add(row)
        return row.id


def a_bar(work: Work, case_id: str, kind: BarKind, value: str) -> None:
    """Keeps someone out of the case."""
    with work.upkeep() as tx:
        row = Bar(
            id=tx.chance.id(),
            case_id=case_id,
            kind=kind,
            value_key=tx.lookup(f"bar.{kind}", normal_form(value)),
            value_sealed="",
        )
        tx.seal(row, "value_sealed", value)
        tx.add(row)


def _organisation(tx: Transaction, key: str, external: bool) -> str:
    row = tx.session.exec(select(Organisation).where(Organisation.key == key)).first()
    if row is None:
        row = Organisation(id=tx.chance.id(), key=key, name=key, kind=OrganisationKind.OTHER, external=external)
        tx.add(row)
    return row.id
