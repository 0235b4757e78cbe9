"""Whatever a case holds, none of it stands in a mail or calendar item about it (`security.md` rows 16 and 17).

Thirty cases in the build; more of them by `CASES=300 pytest -m long tests/services/meetings/test_nothing_told.py`.
"""

import os
import random
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from models.meeting import Invitation, Meeting
from models.outbox import OutboxMessage
from models.terms import MeetingKind, MeetingMode, PersonRole, Relation, Risk
from services.access.rules import Permission
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewPerson, NewSeat
from services.meetings.actions import plan
from services.meetings.inviting import own_item, send
from services.meetings.orders import PlanMeeting
from services.meetings.reminding import remind
from services.messages.calendar_items import method_of
from services.messages.envelope import as_eml
from services.messages.facts import Letter, Mail
from services.unit_of_work import Work
from tests.planned import DUE, HOMES, STARTS, a_director, seats_of
from tests.rows import a_professional, an_account

SEED = 20261125


class Canaries:
    """Texts that stand nowhere else, each remembered."""

    def __init__(self, seed: int) -> None:
        self._chance, self.known = random.Random(seed), []

    def __call__(self, length: int = 12) -> str:
        """A new one."""
        self.known.append("".join(self._chance.choices(string.ascii_uppercase, k=length)))
        return self.known[-1]

    def number(self) -> str:
        """A phone number."""
        self.known.append("06" + "".join(self._chance.choices(string.digits, k=8)))
        return self.known[-1]

    def some(self, *choices: object) -> object:
        """One of them."""
        return self._chance.choice(choices)


def a_person(new: Canaries, ref: str, role: PersonRole) -> NewPerson:
    """A private person of whom everything is a canary."""
    return NewPerson(
        *(ref, role, f"Mevrouw {new()}"),
        name=f"{new()} {new()}",
        address=f"{new()}straat {new.some(1, 22, 333)}, {new()}",
        address_secret=bool(new.some(True, False)),
        phone=new.number(),
        safe_contact=new(),
        note=new(),
        birth_date=date(1990, 1, 1),
        domicile=new(),
        vulnerabilities=new(),
    )


def a_told_case(director: Work, people: list[str], deputy: str, number: int) -> tuple[Canaries, str, str]:
    """A case full of canaries with a meeting that asks and tells more of them; gives its and the meeting's id."""
    new = Canaries(SEED + number)
    roles = (PersonRole.VICTIM, PersonRole.SUSPECT, PersonRole.CHILD)
    persons = tuple(a_person(new, f"P{n}", role) for n, role in enumerate(roles, 1))
    seats = tuple(NewSeat(who, new(), note=new()) for who in people)
    order = NewCase(f"N-{number}", f"Zaak {number}", Risk.HIGH, Relation.EX_PARTNER, persons, seats)
    case_id = open_case(director, replace(order, deputy_account_id=deputy))
    meeting_id = plan(
        director,
        PlanMeeting(
            *(director.chance.id(), case_id, new.some(MeetingKind.CASE_CONFERENCE, MeetingKind.ACTION_MEETING)),
            starts_at=STARTS + timedelta(minutes=15 * number),
            minutes=60,
            seat_ids=tuple(seats_of(director, case_id).values()),
            conditions_due_at=DUE,
            question=f"Wat doet {new()}?",
            news=f"{new()} belde.",
            override_reason=new(),
            mode=MeetingMode.ON_SITE,
            place=f"Kamer {new()}",
        ),
    )
    return new, case_id, meeting_id


def every_text(director: Work, case_id: str, meeting_id: str) -> Iterator[str]:
    """Every letter to everybody, their own item and a reminder: as kept, unfolded and as it travels."""
    remind(director, case_id, meeting_id)
    with director.act(Permission.MEETING_PLAN, case_id) as tx:
        meeting = tx.session.get_one(Meeting, meeting_id)
        rows = tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting_id)).all()
        for row in rows:
            yield own_item(tx, meeting, row, practice=False).replace("\r\n ", "")
            for letter in Letter:
                send(tx, meeting, row, letter, practice=False)
        ids = [row.id for row in rows]
        for message in tx.session.exec(select(OutboxMessage).where(col(OutboxMessage.invitation_id).in_(ids))).all():
            names = ("to_sealed", "subject_sealed", "body_sealed", "calendar_sealed")
            mail = Mail(*(tx.unseal(message, name) for name in names))
            calendar = mail.calendar or ""
            yield f"{mail.subject}\n{mail.body}\n" + calendar.replace("\r\n ", "")
            assert not calendar or method_of(calendar) in ("REQUEST", "CANCEL")
            yield as_eml(mail, "mdo@x.nl", tx.now, message.id).decode("ascii")


MANY = int(os.environ.get("CASES", "30"))
TENS = [range(first, min(first + 10, MANY)) for first in range(0, MANY, 10)]
"""Ten cases of one director beside each other: with more, most of the time goes to reading what may not be named."""


@pytest.mark.parametrize(
    ("database", "cases"),
    [
        ("file", range(3)),
        *(pytest.param("file", some, marks=pytest.mark.long) for some in TENS),
        pytest.param("postgres", range(3), marks=pytest.mark.long),
    ],
    indirect=["database"],
)
def test_no_letter_holds_anything_of_the_case(work_as: Callable[..., Work], cases: range) -> None:
    director = a_director(work_as)
    people = [a_professional(director, f"Deelnemer {n}", f"d{n}@partner.example", h) for n, h in enumerate(HOMES)]
    deputy = an_account(director, "V. Vervang")
    looked_at = 0
    for number in cases:
        new, case_id, meeting_id = a_told_case(director, people, deputy, number)
        for text in every_text(director, case_id, meeting_id):
            looked_at += 1
            told = [canary for canary in new.known if canary.casefold() in text.casefold()]
            assert told == [], f"case {number}"
            assert "@partner.example" not in text.replace(_to(text), "", 2)
    assert looked_at >= len(cases) * len(HOMES) * (len(Letter) + 2)


def _to(text: str) -> str:
    """The one receiver of a mail as it travels."""
    lines = [line for line in text.splitlines() if line.startswith("To: ")]
    return lines[0].removeprefix("To: ") if lines else "\0"
