"""Looks at contacts, standing agreements and private ties. The number of queries does not grow with the cases.

Whoever is barred is not there: what they took part in is left out whole, so that no half of it tells of them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from models.base import rows_of
from models.casework import CasePerson, Seat
from models.directory import Organisation, Professional
from models.network import AgreementRow, ContactParty, ContactRow, TieRow
from services.access.rules import Permission
from services.cases.seating import persons, seats
from services.contacts.decoding import FileFault, decoded
from services.contacts.facts import Agreement, Contact, ContactLog, End, Tie
from services.contacts.importing import ImportReport, read_contacts
from services.relations.queries import barred_by_case
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work


def contact_log(work: Work, case_id: str) -> ContactLog:
    """Everything recorded about who was in touch in a case. Raises `NotAllowed`."""
    with work.read(Permission.NETWORK_READ, case_id, screen="contacts") as look:
        ids, today = [case_id], local_day(look.now)
        agreements, ties = agreements_in(look, ids)[case_id], ties_in(look, ids)[case_id]
        return ContactLog(
            contacts=tuple(contacts_in(look, ids)[case_id]),
            agreements=tuple(sorted(agreements, key=lambda one: not one.stands_on(today))),
            ties=tuple(sorted(ties, key=lambda one: not one.stands_on(today))),
            may_record=look.may(Permission.CONTACT_RECORD),
            may_agree=look.may(Permission.AGREEMENT_EDIT),
            may_tie=look.may(Permission.TIE_EDIT),
        )


def contacts_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[Contact]]:
    """Per case the contacts that were not struck, newest first. Asked inside a look that was allowed."""
    found: dict[str, list[Contact]] = {case_id: [] for case_id in case_ids}
    standing = (col(ContactRow.case_id).in_(case_ids), col(ContactRow.struck_at).is_(None))
    rows = look.session.exec(rows_of(ContactRow, whole=look.opens).where(*standing)).all()
    if not rows:
        return found
    ends, parties = _ends(look, case_ids), defaultdict(list)
    of_these = select(ContactRow.id).where(*standing)
    for party in look.session.exec(
        rows_of(ContactParty, whole=look.opens).where(col(ContactParty.contact_id).in_(of_these))
    ):
        parties[party.contact_id].append(party.seat_id or party.person_id or "")
    for row in rows:
        here = [ends.of(row.case_id, party) for party in parties[row.id]]
        known = sorted((end for end in here if end), key=_in_order)
        if len(known) == len(here):
            found[row.case_id].append(Contact(row.id, row.happened_on, row.kind, tuple(known), version=row.version))
    for contacts in found.values():
        contacts.sort(key=lambda one: (one.happened_on, one.id), reverse=True)
    return found


def agreements_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[Agreement]]:
    """Per case the agreements to inform, also those that ended, latest agreed first."""
    found: dict[str, list[Agreement]] = {case_id: [] for case_id in case_ids}
    rows = look.session.exec(
        rows_of(AgreementRow, whole=look.opens).where(col(AgreementRow.case_id).in_(case_ids))
    ).all()
    ends = _ends(look, case_ids) if rows else _NOBODY
    for row in rows:
        teller, told = ends.of(row.case_id, row.from_seat_id), ends.of(row.case_id, row.to_seat_id)
        if teller and told:
            found[row.case_id].append(_agreement(row, teller, told))
    for agreements in found.values():
        agreements.sort(key=lambda one: (one.agreed_on, one.id), reverse=True)
    return found


def ties_in(look: Reading, case_ids: Collection[str]) -> dict[str, list[Tie]]:
    """Per case the private ties, also those that ended, latest recorded first.

    Those of a professional only in cases where this reader may know of them (`Permission.TIE_READ`).
    """
    found: dict[str, list[Tie]] = {case_id: [] for case_id in case_ids}
    rows = look.session.exec(rows_of(TieRow, whole=look.opens).where(col(TieRow.case_id).in_(case_ids))).all()
    ends = _ends(look, case_ids) if rows else _NOBODY
    for row in rows:
        if row.first_seat_id and not look.may(Permission.TIE_READ, row.case_id):
            continue
        first = ends.of(row.case_id, row.first_seat_id or row.first_person_id or "")
        second = ends.of(row.case_id, row.second_person_id)
        if first and second:
            found[row.case_id].append(
                Tie(row.id, first, second, row.kind, row.recorded_on, row.ended_on, version=row.version)
            )
    for ties in found.values():
        ties.sort(key=lambda one: (one.recorded_on, one.id), reverse=True)
    return found


def seat_ends_in(look: Reading, case_id: str) -> dict[str, End]:
    """Every seat of a case as an end, also those that ended; without whoever is barred."""
    return {end.seat_id: end for _, end in _ends(look, [case_id]).by_id.values() if end.seat_id}


def try_contacts(work: Work, case_id: str, data: bytes) -> ImportReport:
    """What a file with contacts would add to a case, by line; nothing is kept. Raises `NotAllowed`."""
    with work.read(Permission.CONTACT_RECORD, case_id, screen="contact_import") as look:
        return import_report(look, case_id, data)


def import_report(look: Reading, case_id: str, data: bytes) -> ImportReport:
    """The same inside an open look. A file that cannot be read costs no look at the case."""
    if isinstance(fault := decoded(data), FileFault):
        return ImportReport(faults=(fault,))
    known = {
        (contact.happened_on, contact.kind, frozenset(end.key for end in contact.parties))
        for contact in contacts_in(look, [case_id])[case_id]
    }
    here = [seat for _, seat in seats(look, [case_id])]
    people = [person for _, person in persons(look, [case_id])]
    return read_contacts(data, here, people, local_day(look.now), known)


@dataclass(frozen=True)
class _Ends:
    """By row id, with the case that it belongs to."""

    by_id: Mapping[str, tuple[str, End]]

    def of(self, case_id: str, row_id: str) -> End | None:
        """The end, if it is of this case and may be known."""
        home, end = self.by_id.get(row_id, ("", None))
        return end if home == case_id else None


_NOBODY = _Ends({})


def _ends(look: Reading, case_ids: Collection[str]) -> _Ends:
    """Everybody a line of these cases can end at: private persons, and seats, also those that ended."""
    held = look.session.exec(
        select(Seat.id, Seat.case_id, Seat.role, Seat.professional_id).where(col(Seat.case_id).in_(case_ids))
    ).all()
    homes = _homes(look, case_ids)
    people = {who for _, _, _, who in held}
    named = select(Professional.id, Professional.name).where(col(Professional.id).in_(people))
    names = dict(look.session.exec(named).all())
    barred = barred_by_case(look.session, look.database.vault, case_ids, people)
    found = {
        seat_id: (case_id, End(seat_id, "", homes.get(seat_id, ""), role, who, names[who]))
        for seat_id, case_id, role, who in held
        if who in names and who not in barred[case_id]
    }
    people_of = look.session.exec(
        select(CasePerson.id, CasePerson.case_id, CasePerson.ref, CasePerson.alias).where(
            col(CasePerson.case_id).in_(case_ids)
        )
    )
    for person_id, case_id, ref, alias in people_of:
        found[person_id] = (case_id, End(person_ref=ref, name=alias))
    return _Ends(found)


def _homes(look: Reading, case_ids: Collection[str]) -> dict[str, str]:
    """By seat id the key of its organisation."""
    statement = select(Seat.id, Organisation.key).join(Organisation, col(Organisation.id) == col(Seat.organisation_id))
    return dict(look.session.exec(statement.where(col(Seat.case_id).in_(case_ids))).all())


def _agreement(row: AgreementRow, teller: End, told: End) -> Agreement:
    return Agreement(
        id=row.id,
        teller=teller,
        told=told,
        within_hours=row.within_hours,
        agreed_on=row.agreed_on,
        around_the_clock=row.around_the_clock,
        ended_on=row.ended_on,
        version=row.version,
    )


def _in_order(end: End) -> tuple[bool, str, str, str, str]:
    """Professionals first, by organisation and role; then private persons by reference."""
    return (not end.seat_id, end.organisation, end.role, end.name if end.seat_id else "", end.key)
