"""The private persons and the seats of cases, as facts; part of what `gathering` puts together."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from sqlmodel import col, select

from models.base import rows_of
from models.casework import CasePerson, Seat, SpeaksWith
from models.directory import Organisation, Professional
from models.terms import OrganisationKind, SeatRole
from services.cases import facts
from services.cases.telling import age_on
from services.directory.partners import organisations_by_id
from services.relations.queries import barred_by_case, in_force
from services.scheduling.facts import local_day
from services.unit_of_work import Reading

_CHAIN = {kind.value: place for place, kind in enumerate(OrganisationKind)}
_PERSON = (
    *("id", "ref", "role", "alias", "address_secret", "address_known_to_suspect", "safe_channel", "version"),
    *("texting_allowed", "voicemail_allowed", "language", "interpreter", "faces_agreed"),
    *("informed", "informed_on", "informed_by"),
)


def persons(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, facts.CasePerson]]:
    """Case id and person, by reference: P2 before P10."""
    rows = look.session.exec(rows_of(CasePerson, whole=look.opens).where(col(CasePerson.case_id).in_(ids))).all()
    for row in sorted(rows, key=lambda row: (len(row.ref), row.ref)):
        yield (
            row.case_id,
            facts.CasePerson(
                **{name: getattr(row, name) for name in _PERSON},
                age=_age(look, row),
                safe_contact=look.unseal(row, "safe_contact_sealed"),
                note=look.unseal(row, "note_sealed"),
                safe_times=look.unseal(row, "safe_times_sealed"),
                safe_caller=look.unseal(row, "safe_caller_sealed"),
                vulnerabilities=look.unseal(row, "vulnerabilities_sealed"),
                not_informed_because=look.unseal(row, "not_informed_sealed"),
            ),
        )


def _age(look: Reading, row: CasePerson) -> int | None:
    """By the birth date where it is known; else the age as it was entered."""
    born = look.unseal(row, "birth_date_sealed")
    return age_on(date.fromisoformat(born), local_day(look.now)) if born else row.age


def seats(look: Reading, ids: Collection[str]) -> Iterable[tuple[str, facts.PartnerSeat]]:
    """Seats in force, in the order of the chain; whoever is barred is not among them."""
    found = look.session.exec(
        rows_of(Seat, whole=look.opens).where(col(Seat.case_id).in_(ids), in_force(local_day(look.now)))
    ).all()
    people = _professionals(look, {who for seat in found for who in (seat.professional_id, seat.deputy_id) if who})
    homes = organisations_by_id(look.session, {seat.organisation_id for seat in found})
    barred, speaks = barred_by_case(look.session, look.database.vault, ids, people), _speaks_with(look, ids)
    rows = [(seat, people[seat.professional_id], homes[seat.organisation_id]) for seat in found]
    for seat, person, home in sorted(rows, key=lambda row: _in_the_chain(*row)):
        deputy = people.get(seat.deputy_id or "")
        kept_out = barred[seat.case_id]
        if person.id in kept_out:
            continue
        yield (
            seat.case_id,
            facts.PartnerSeat(
                id=seat.id,
                organisation=home.key,
                role=seat.role,
                name=person.name,
                organisation_name=home.name,
                professional_id=person.id,
                deputy=deputy.name if deputy and deputy.id not in kept_out else "",
                speaks_with=tuple(sorted(speaks[seat.id])),
                attends=seat.attends,
                chairs=seat.chairs,
                external=home.external,
                note=look.unseal(seat, "note_sealed"),
                deputy_id=seat.deputy_id or "" if deputy and deputy.id not in kept_out else "",
                deputy_briefed_on=seat.deputy_briefed_on,
                since_on=seat.since_on,
                until_on=seat.until_on,
                version=seat.version,
            ),
        )


def _in_the_chain(seat: Seat, person: Professional, home: Organisation) -> tuple[int, str, bool, str, str]:
    """Police first, as the route map names them; within an organisation whoever directs first."""
    return _CHAIN.get(home.key, len(_CHAIN)), home.key, seat.role != SeatRole.CASE_DIRECTOR, person.name, seat.role


def _speaks_with(look: Reading, ids: Collection[str]) -> dict[str, list[str]]:
    """Per seat the refs of those it speaks with today; what ended is no line any more."""
    found: dict[str, list[str]] = defaultdict(list)
    statement = (
        select(SpeaksWith.seat_id, CasePerson.ref)
        .join(CasePerson, col(CasePerson.id) == col(SpeaksWith.person_id))
        .where(col(CasePerson.case_id).in_(ids), col(SpeaksWith.until_on).is_(None))
    )
    for seat_id, ref in look.session.exec(statement):
        found[seat_id].append(ref)
    return found


def _professionals(look: Reading, ids: Collection[str]) -> dict[str, Professional]:
    return {row.id: row for row in look.session.exec(select(Professional).where(col(Professional.id).in_(ids)))}
