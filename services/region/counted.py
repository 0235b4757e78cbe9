"""What counts in a region: open cases that the reader is not kept out of, and seats in force in them.

A seat whose holder is kept out of the case counts nowhere, as if it were not there; a deputy who is kept out is none.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy import select as bare
from sqlmodel import and_, col, or_, select

from models.barring import Bar, NearMatch
from models.casework import Case, Seat
from models.directory import Organisation, Professional
from models.terms import CaseStatus, Known
from services.relations.queries import cases_kept_from, directory_keys
from services.scheduling.facts import local_day
from services.unit_of_work import Reading

_KEYS_AT_ONCE = 20_000
"""A database takes only so many values in one question."""


@dataclass(frozen=True)
class Counted:
    """What is left out of every count: cases, and seats whose holder or deputy (ids) is kept out of the case."""

    today: date
    kept_from: frozenset[str]
    shut_seats: frozenset[str]
    shut_deputies: frozenset[str]

    def going_on(self) -> ColumnElement[bool]:
        """A case that counts."""
        return and_(col(Case.status) != CaseStatus.CLOSED, *_not_among(Case.id, self.kept_from))

    def in_going_on(self, seat: type[Seat]) -> ColumnElement[bool]:
        """The same of the case of a seat, without reading the case."""
        closed = select(Case.id).where(col(Case.status) == CaseStatus.CLOSED)
        return and_(col(seat.case_id).notin_(closed), *_not_among(seat.case_id, self.kept_from))

    def held(self, seat: type[Seat] = Seat) -> ColumnElement[bool]:
        """A seat in force whose holder may know of the case."""
        return and_(
            col(seat.ended_at).is_(None),
            or_(col(seat.until_on).is_(None), col(seat.until_on) >= self.today),
            *_not_among(seat.id, self.shut_seats),
        )

    def with_deputy(self) -> ColumnElement[bool]:
        """A seat in force with a deputy who may know of the case."""
        return and_(self.held(), col(Seat.deputy_id).is_not(None), *_not_among(Seat.id, self.shut_deputies))


def counted_in(look: Reading) -> Counted:
    """What this reader's counts leave out. Seven queries at most, however many cases there are."""
    vault = look.database.vault
    barred = _barred(look)
    seats = select(Seat.id, Seat.case_id, Seat.professional_id, Seat.deputy_id).where(
        col(Seat.case_id).in_({case_id for case_id, _ in barred})
    )
    rows = list(look.session.exec(seats)) if barred else []
    return Counted(
        today=local_day(look.now),
        kept_from=cases_kept_from(look.session, vault, look.actor.identity),
        shut_seats=frozenset(seat for seat, case_id, holder, _ in rows if (case_id, holder) in barred),
        shut_deputies=frozenset(seat for seat, case_id, _, deputy in rows if (case_id, deputy) in barred),
    )


def _barred(look: Reading) -> frozenset[tuple[str, str]]:
    """Every case with every professional of the directory whom it keeps out, by a bar or by a likeness."""
    held: dict[str, set[str]] = defaultdict(set)
    directory: Any = bare(
        col(Professional.id),
        col(Professional.name),
        col(Professional.email_sealed),
        col(Professional.team),
        col(Organisation.key),
    ).join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
    for person_id, *entry in look.session.exec(directory):
        for key in directory_keys(look.database.vault, person_id, *entry):
            held[key].add(person_id)
    keys, found = list(held), set[tuple[str, str]]()
    for begin in range(0, len(keys), _KEYS_AT_ONCE):
        among = col(Bar.value_key).in_(keys[begin : begin + _KEYS_AT_ONCE])
        bars = look.session.exec(select(Bar.case_id, Bar.value_key).where(among))
        found |= {(case_id, person_id) for case_id, key in bars for person_id in held[key]}
    alike = select(NearMatch.case_id, NearMatch.professional_id).where(
        NearMatch.same != Known.NO, col(NearMatch.professional_id).is_not(None)
    )
    return frozenset(found | {(case_id, person_id or "") for case_id, person_id in look.session.exec(alike)})


def _not_among(column: Any, ids: frozenset[str]) -> list[ColumnElement[bool]]:
    """No condition at all where nothing is left out."""
    return [col(column).notin_(ids)] if ids else []
