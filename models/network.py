"""The partner network as it was recorded: contacts, standing agreements, ties, and what was said to findings.

Who, when and how; never what was said. An end is a seat or a private person of the case, never both.
"""

from datetime import date, datetime

from sqlmodel import Field

from models.base import Row, moment, term
from models.terms import ContactKind, FindingAnswer, TieKind


class ContactRow(Row, table=True):
    """One occasion on which people of a case were in touch. A mistake is struck, never erased."""

    __tablename__ = "contact"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: ContactKind = term(ContactKind)
    happened_on: date
    recorded_at: datetime = moment()
    recorded_by: str = Field(max_length=32)
    struck_at: datetime | None = moment(default=None)


class ContactParty(Row, table=True):
    """Somebody who took part in a contact."""

    __tablename__ = "contact_party"

    contact_id: str = Field(foreign_key="contact.id", index=True, max_length=32)
    seat_id: str | None = Field(default=None, foreign_key="seat.id", index=True, max_length=32)
    person_id: str | None = Field(default=None, foreign_key="case_person.id", index=True, max_length=32)


class AgreementRow(Row, table=True):
    """A standing agreement to inform: one seat tells another within so many hours of knowing."""

    __tablename__ = "inform_agreement"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    from_seat_id: str = Field(foreign_key="seat.id", index=True, max_length=32)
    to_seat_id: str = Field(foreign_key="seat.id", index=True, max_length=32)
    within_hours: int
    around_the_clock: bool = False
    agreed_on: date
    ended_on: date | None = None


class TieRow(Row, table=True):
    """A private tie between two people of a case: family, friendship. With a seat at one end it may be a conflict of
    interest, which only who directs the case gets to see."""

    __tablename__ = "private_tie"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    kind: TieKind = term(TieKind)
    first_seat_id: str | None = Field(default=None, foreign_key="seat.id", index=True, max_length=32)
    first_person_id: str | None = Field(default=None, foreign_key="case_person.id", index=True, max_length=32)
    second_person_id: str = Field(foreign_key="case_person.id", index=True, max_length=32)
    recorded_on: date
    ended_on: date | None = None


class FindingAnswerRow(Row, table=True):
    """An answer to one gap of the network. A later answer replaces, never erases: `replaced_at` None is the one that
    stands. `gap` is the gap's stable key: kind, rules and seats."""

    __tablename__ = "finding_answer"

    case_id: str = Field(foreign_key="case_file.id", index=True, max_length=32)
    gap: str = Field(max_length=400)
    answer: FindingAnswer = term(FindingAnswer)
    reason_sealed: str = ""
    by_whom_sealed: str = ""
    planned_for: date | None = None
    answered_at: datetime = moment()
    answered_by: str = Field(max_length=32)
    replaced_at: datetime | None = moment(default=None)
