"""Writes of contacts, agreements to inform and private ties. Nothing is erased: a mistake is struck, what ends ends.

A stop that keeps everybody from a suspect does not stop the recording of what happened.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from models.casework import CasePerson
from models.network import AgreementRow, ContactParty, ContactRow, TieRow
from models.terms import ContactKind
from services.access.rules import Permission
from services.cases.facts import PartnerSeat
from services.cases.seating import seats
from services.contacts.importing import ImportReport
from services.contacts.orders import AgreeToInform, NewContact, RecordContacts, RecordTie
from services.contacts.queries import import_report
from services.contacts.rules import (
    ContactWrong,
    ImportRefused,
    check_agreement,
    check_contacts,
    check_end,
    check_tie,
)
from services.scheduling.facts import local_day
from services.unit_of_work import Transaction, Work

Occasion = tuple[date, ContactKind, frozenset[str]]
"""What makes two contacts one and the same: day, kind, and the row ids of who took part."""


@dataclass(frozen=True)
class Parties:
    """Who a contact of a case can be with: seats in force that are not barred, by id; persons' ids by reference."""

    seats: Mapping[str, PartnerSeat]
    persons: Mapping[str, str]

    @property
    def known(self) -> frozenset[str]:
        """Every name that an order may use."""
        return frozenset((*self.seats, *self.persons))

    def row_id(self, party: str) -> str:
        """The id of the row behind a name."""
        return party if party in self.seats else self.persons[party]


def record_contacts(work: Work, order: RecordContacts) -> tuple[str, ...]:
    """Keeps contacts, all of them or none; gives their ids in the order given.

    The same contact (day, kind, parties) is kept once: its id comes back. Raises `ContactWrong`.
    """
    with work.act(Permission.CONTACT_RECORD, order.case_id) as tx:
        parties = parties_of(tx, order.case_id)
        check_contacts(order, parties.known, local_day(tx.now))
        return keep_contacts(tx, order.case_id, order.contacts, parties)


def import_contacts(
    work: Work, case_id: str, data: bytes, *, skip_faulty: bool = False, shown: ImportReport | None = None
) -> tuple[str, ...]:
    """Records the contacts of a file in one act; gives the ids of those that were not there already.

    Nothing at all is recorded when a line is faulty, unless these are to be skipped, and none of a file that cannot be
    read. With `shown`, the report of the dry run, nothing but what that showed. Raises `ImportRefused`.
    """
    with work.act(Permission.CONTACT_RECORD, case_id) as tx:
        report = import_report(tx, case_id, data)
        if report.faults:
            raise ImportRefused(reason="file", lines=0)
        if report.faulty and not skip_faulty:
            raise ImportRefused(reason="lines", lines=len(report.faulty))
        if shown is not None and report.good != shown.good:
            raise ImportRefused(reason="changed", lines=len(report.faulty))
        tx.note(skipped=len(report.faulty))
        return keep_contacts(tx, case_id, report.good, parties_of(tx, case_id))


def strike_contact(work: Work, case_id: str, contact_id: str, version: int) -> None:
    """A contact was recorded by mistake: it counts no more and stays in the file. Raises `ChangedMeanwhile` and
    `ContactWrong`."""
    with work.act(Permission.CONTACT_RECORD, case_id) as tx:
        row = tx.edit(ContactRow, contact_id, version)
        if row.struck_at is not None:
            raise ContactWrong(field="contact", reason="struck")
        row.struck_at = tx.now
        tx.add(row)
        tx.note(contact=row.id)


def agree_to_inform(work: Work, order: AgreeToInform) -> str:
    """Keeps that one seat tells another within so many hours; gives the agreement's id.

    One agreement stands between two seats in one direction: other hours end the former, the same ones change nothing.
    Raises `ContactWrong`.
    """
    return agree_to_inform_all(work, (order,))[0]


def agree_to_inform_all(work: Work, orders: Sequence[AgreeToInform]) -> tuple[str, ...]:
    """Several agreements of one case in one act, such as 'VT tells every partner': all or none; gives their ids.

    Raises `ContactWrong`, and `ValueError` without any order.
    """
    if not orders:
        raise ValueError("no agreement given")
    with work.act(Permission.AGREEMENT_EDIT, orders[0].case_id) as tx:
        seats = parties_of(tx, orders[0].case_id).seats
        for order in orders:
            check_agreement(order, seats, local_day(tx.now))
        kept = [_agreed(tx, replace(order, case_id=orders[0].case_id)) for order in orders]
        rows = [(row, order) for (row, added), order in zip(kept, orders, strict=True) if added]
        if len(orders) > 1:
            tx.note(agreements=len(rows), teller=orders[0].teller)
        elif rows:
            row, order = rows[0]
            tx.note(agreement=row.id, teller=order.teller, told=order.told, hours=order.within_hours)
        else:
            tx.note(agreement=kept[0][0].id, added=False)
        return tuple(row.id for row, _ in kept)


def _agreed(tx: Transaction, order: AgreeToInform) -> tuple[AgreementRow, bool]:
    """The agreement as it stands now, and whether it is new."""
    former = tx.session.exec(
        select(AgreementRow).where(
            AgreementRow.case_id == order.case_id,
            AgreementRow.from_seat_id == order.teller,
            AgreementRow.to_seat_id == order.told,
            col(AgreementRow.ended_on).is_(None),
        )
    ).first()
    if former and (former.within_hours, former.around_the_clock) == (order.within_hours, order.around_the_clock):
        return former, False
    row = _agreement_row(tx, order)
    if former:
        former.ended_on, former.version = max(row.agreed_on, former.agreed_on), former.version + 1
        tx.add(former)
    tx.add(row)
    return row, True


def end_agreement(work: Work, case_id: str, agreement_id: str, version: int, ended_on: date | None = None) -> None:
    """An agreement to inform holds no more from a day on, today when none is named. Raises `ChangedMeanwhile` and
    `ContactWrong`."""
    with work.act(Permission.AGREEMENT_EDIT, case_id) as tx:
        row = tx.edit(AgreementRow, agreement_id, version)
        _end(tx, row, row.agreed_on, ended_on)
        tx.note(agreement=row.id)


def record_tie(work: Work, order: RecordTie) -> str:
    """Keeps a private tie; gives its id. The same tie that still stands is kept once. Raises `ContactWrong`."""
    with work.act(Permission.TIE_EDIT, order.case_id) as tx:
        parties = parties_of(tx, order.case_id)
        check_tie(order, parties.seats, parties.persons)
        ends = {parties.row_id(order.first), parties.row_id(order.second)}
        standing = select(TieRow).where(
            TieRow.case_id == order.case_id, TieRow.kind == order.kind, col(TieRow.ended_on).is_(None)
        )
        same = (row for row in tx.session.exec(standing) if _tie_ends(row) == ends)
        if known := next(same, None):
            tx.note(tie=known.id, added=False)
            return known.id
        row = _tie_row(tx, order, parties)
        tx.add(row)
        tx.note(tie=row.id, kind=order.kind.value)
        return row.id


def end_tie(work: Work, case_id: str, tie_id: str, version: int, ended_on: date | None = None) -> None:
    """A private tie is there no more from a day on, today when none is named. Raises `ChangedMeanwhile` and
    `ContactWrong`."""
    with work.act(Permission.TIE_EDIT, case_id) as tx:
        row = tx.edit(TieRow, tie_id, version)
        _end(tx, row, row.recorded_on, ended_on)
        tx.note(tie=row.id)


def parties_of(tx: Transaction, case_id: str) -> Parties:
    """Who takes part in a case now. Barred, ended and foreign seats do not exist here."""
    persons = tx.session.exec(select(CasePerson.ref, CasePerson.id).where(CasePerson.case_id == case_id))
    return Parties({seat.id: seat for _, seat in seats(tx, [case_id])}, dict(persons.all()))


def keep_contacts(tx: Transaction, case_id: str, contacts: Iterable[NewContact], parties: Parties) -> tuple[str, ...]:
    """Rows for contacts that were checked, inside somebody's act; what is there already keeps its id."""
    contacts = tuple(contacts)
    there = _recorded(tx, case_id, {contact.happened_on for contact in contacts})
    before, found, rows = set(there.values()), [], []
    for contact in contacts:
        taking_part = frozenset(parties.row_id(party) for party in contact.parties)
        occasion = (contact.happened_on, contact.kind, taking_part)
        if occasion not in there:
            there[occasion] = tx.chance.id()
            rows += _contact_rows(tx, case_id, there[occasion], contact, parties)
        found.append(there[occasion])
    tx.add(*(row for row in rows if isinstance(row, ContactRow)))
    tx.add(*(row for row in rows if isinstance(row, ContactParty)))
    tx.note(contacts=len(set(found) - before))
    return tuple(found)


def _recorded(tx: Transaction, case_id: str, days: set[date]) -> dict[Occasion, str]:
    """The contacts of a case that stand, between the first and last of these days."""
    if not days:
        return {}
    rows = tx.session.exec(
        select(ContactRow, ContactParty)
        .join(ContactParty, col(ContactParty.contact_id) == col(ContactRow.id))
        .where(
            ContactRow.case_id == case_id,
            col(ContactRow.struck_at).is_(None),
            col(ContactRow.happened_on).between(min(days), max(days)),
        )
    )
    found: dict[str, tuple[ContactRow, set[str]]] = {}
    for row, party in rows:
        found.setdefault(row.id, (row, set()))[1].add(party.seat_id or party.person_id or "")
    return {(row.happened_on, row.kind, frozenset(ids)): row.id for row, ids in found.values()}


def _contact_rows(
    tx: Transaction, case_id: str, contact_id: str, contact: NewContact, parties: Parties
) -> Iterable[ContactRow | ContactParty]:
    yield ContactRow(
        id=contact_id,
        case_id=case_id,
        kind=contact.kind,
        happened_on=contact.happened_on,
        recorded_at=tx.now,
        recorded_by=tx.actor.reference,
    )
    for party in contact.parties:
        seat_id, person_id = (party, None) if party in parties.seats else (None, parties.persons[party])
        yield ContactParty(id=tx.chance.id(), contact_id=contact_id, seat_id=seat_id, person_id=person_id)


def _agreement_row(tx: Transaction, order: AgreeToInform) -> AgreementRow:
    return AgreementRow(
        id=tx.chance.id(),
        case_id=order.case_id,
        from_seat_id=order.teller,
        to_seat_id=order.told,
        within_hours=order.within_hours,
        around_the_clock=order.around_the_clock,
        agreed_on=order.agreed_on or local_day(tx.now),
    )


def _tie_row(tx: Transaction, order: RecordTie, parties: Parties) -> TieRow:
    return TieRow(
        id=tx.chance.id(),
        case_id=order.case_id,
        kind=order.kind,
        first_seat_id=order.first if order.first in parties.seats else None,
        first_person_id=parties.persons.get(order.first),
        second_person_id=parties.persons[order.second],
        recorded_on=local_day(tx.now),
    )


def _tie_ends(row: TieRow) -> set[str]:
    return {row.first_seat_id or row.first_person_id or "", row.second_person_id}


def _end(tx: Transaction, row: AgreementRow | TieRow, began_on: date, ended_on: date | None) -> None:
    if row.ended_on is not None:
        raise ContactWrong(field="ended_on", reason="ended")
    today = local_day(tx.now)
    check_end(began_on, ended_on or today, today)
    row.ended_on = ended_on or today
    tx.add(row)
