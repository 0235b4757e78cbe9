"""A database with very many cases of other people, put there in bulk: what stands in the way of one's own few.

Sealed columns stay empty: nobody looks at these cases.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from models.barring import Bar
from models.casework import AssessmentRow, Case, CasePerson, Seat, SpeaksWith
from models.condition import Condition
from models.directory import Account, Organisation, Professional
from models.meeting import Action, Invitation, Meeting
from models.outbox import OutboxMessage
from models.terms import (
    AccountRole,
    BarKind,
    ConditionKind,
    ConditionStatus,
    Instrument,
    MeetingKind,
    OrganisationKind,
    PersonRole,
    Relation,
    Risk,
)
from services.unit_of_work import Transaction, Work

DIRECTORS, HOMES, PEOPLE = 40, 30, 400
SEATS, CONDITIONS, ACTIONS = 4, 3, 2


def fill(work: Work, cases: int) -> None:
    """So many cases, each with people, seats, a meeting with mail, conditions, actions and a bar.

    Beside them a region's directory: dozens of organisations, hundreds of professionals with an address each.
    """
    with work.upkeep() as tx:
        _directory(tx)
        for parts in (_files, _persons, _seats, _meetings, _invitations, _agreed):
            for kind, rows in parts(tx, cases):
                _put(tx, kind, rows)


def _put(tx: Transaction, kind: type[SQLModel], rows: Iterable[dict[str, Any]]) -> None:
    tx.session.execute(insert(kind), list(rows))


def _like(row: SQLModel, others: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Rows that are like one, but for what each of the others says."""
    base = row.model_dump()
    return ({**base, **other} for other in others)


def _directory(tx: Transaction) -> None:
    account = Account(
        id="",
        email_key="",
        email_sealed="",
        name="A. Ander",
        role=AccountRole.CASE_DIRECTOR,
        password_hash="",
        totp_secret_sealed="",
        created_at=tx.now,
    )
    ids = ({"id": f"director{n}", "email_key": f"director{n}"} for n in range(DIRECTORS))
    _put(tx, Account, _like(account, ids))
    home = Organisation(id="", key="", name="Ergens", kind=OrganisationKind.OTHER)
    _put(tx, Organisation, _like(home, ({"id": f"home{n}", "key": f"home{n}"} for n in range(HOMES))))
    for number in range(PEOPLE):
        row = Professional(id=f"person{number}", organisation_id=f"home{number % HOMES}", name=f"Deskundige N{number}")
        tx.seal(row, "email_sealed", f"n{number}@ergens.example")
        tx.session.add(row)
    tx.session.flush()


def _files(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    about = {"risk": Risk.MEDIUM, "relation": Relation.EX_PARTNER, "veilig_thuis_competent": True}
    case = Case(id="", code="", code_name="Zaak Ander", director_id="", opened_at=tx.now, **about)
    yield (
        Case,
        _like(
            case,
            (
                {"id": f"case{n}", "code": f"F-{n}", "director_id": f"director{n % DIRECTORS}"}
                | ({"deputy_id": f"director{(n + 1) % DIRECTORS}"} if n % 2 else {})
                for n in range(cases)
            ),
        ),
    )
    sash = AssessmentRow(
        id="",
        case_id="",
        instrument=Instrument.SASH,
        outcome="hoog",
        assessed_on=tx.now.date(),
        by_organisation="home1",
    )
    yield AssessmentRow, _like(sash, ({"id": f"sash{n}", "case_id": f"case{n}"} for n in range(cases)))
    bar = Bar(id="", case_id="", kind=BarKind.NAME, value_key="", value_sealed="")
    keys = ({"id": f"bar{n}", "case_id": f"case{n}", "value_key": f"key{n}"} for n in range(cases))
    yield Bar, _like(bar, keys)


def _persons(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    for ref, role in (("P1", PersonRole.VICTIM), ("P2", PersonRole.SUSPECT)):
        person = CasePerson(id="", case_id="", ref=ref, role=role, alias="Iemand")
        yield CasePerson, _like(person, ({"id": f"{ref}of{n}", "case_id": f"case{n}"} for n in range(cases)))


def _seats(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    seat = Seat(id="", case_id="", organisation_id="", professional_id="", role="adviseur")
    line = SpeaksWith(id="", seat_id="", person_id="")
    for place in range(SEATS):
        yield (
            Seat,
            _like(
                seat,
                (
                    {"id": f"seat{place}of{n}", "case_id": f"case{n}"}
                    | {"organisation_id": f"home{_who(n, place) % HOMES}", "professional_id": f"person{_who(n, place)}"}
                    for n in range(cases)
                ),
            ),
        )
    lines = ({"id": f"line{n}", "seat_id": f"seat0of{n}", "person_id": f"P1of{n}"} for n in range(cases))
    yield SpeaksWith, _like(line, lines)


def _who(number: int, place: int) -> int:
    return (number * SEATS + place) % PEOPLE


def _meetings(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    starts = tx.now + timedelta(days=2)
    meeting = Meeting(
        id="",
        case_id="",
        kind=MeetingKind.CASE_CONFERENCE,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        conditions_due_at=starts - timedelta(hours=18),
        planned_by="director0",
    )
    yield Meeting, _like(meeting, ({"id": f"meeting{n}", "case_id": f"case{n}"} for n in range(cases)))


def _invitations(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    invited = Invitation(
        id="",
        meeting_id="",
        seat_id="",
        organisation_id="",
        professional_id="",
        secret_hash="",
        expires_at=tx.now + timedelta(days=3),
    )
    sent = tx.now - timedelta(days=1)
    about = {"to_sealed": "", "subject_sealed": "", "body_sealed": "", "queued_at": sent, "next_try_at": sent}
    mail = OutboxMessage(id="", sent_at=sent, **about)
    for place in range(SEATS):
        yield (
            Invitation,
            _like(
                invited,
                (
                    {"id": f"asked{place}of{n}", "meeting_id": f"meeting{n}", "seat_id": f"seat{place}of{n}"}
                    | {"organisation_id": f"home{_who(n, place) % HOMES}", "professional_id": f"person{_who(n, place)}"}
                    for n in range(cases)
                ),
            ),
        )
        mails = ({"id": f"mail{place}of{n}", "invitation_id": f"asked{place}of{n}"} for n in range(cases))
        yield OutboxMessage, _like(mail, mails)


def _agreed(tx: Transaction, cases: int) -> Iterator[tuple[type[SQLModel], Iterator[dict[str, Any]]]]:
    condition = Condition(
        id="",
        case_id="",
        organisation_id="home0",
        number=1,
        kind=ConditionKind.CONTACT,
        status=ConditionStatus.ACCEPTED,
        tier="partners",
        text_sealed="",
    )
    for number in range(CONDITIONS):
        ids = ({"id": f"condition{number}of{n}", "case_id": f"case{n}", "number": number} for n in range(cases))
        yield Condition, _like(condition, ids)
    action = Action(id="", case_id="", number=1, what_sealed="", owner="home0", tier="partners")
    for number in range(ACTIONS):
        ids = ({"id": f"action{number}of{n}", "case_id": f"case{n}", "number": number} for n in range(cases))
        yield Action, _like(action, ids)
