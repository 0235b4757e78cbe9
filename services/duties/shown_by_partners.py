"""What seats, recorded lines and the speaks-with matrix answer. Pure; the table of all rules stands in `shown`."""

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CasePerson, PartnerSeat
from services.duties.facts import Evidence, Note, Shown
from services.route_map.facts import RouteMap
from services.route_map.rules import lead_organisation, network_seats

_POLICE, _OM = OrganisationKind.POLITIE.value, OrganisationKind.OPENBAAR_MINISTERIE.value
_DR, _CCB = OrganisationKind.DISTRICTSRECHERCHE.value, OrganisationKind.CONFLICT_EN_CRISISBEHEERSING.value
_RN, _VHH = OrganisationKind.RECLASSERING.value, OrganisationKind.VEILIGHEIDSHUIS.value


def director(_: RouteMap, evidence: Evidence) -> Shown:
    """A-POL-4: somebody directs the case."""
    facts = evidence.facts
    named = facts.director or next(
        (seat.name for seat in network_seats(facts) if seat.role == SeatRole.CASE_DIRECTOR), ""
    )
    return Shown(settled=True, notes=(Note("director", {"name": named}),)) if named else Shown()


def victims_have_contact(_: RouteMap, evidence: Evidence) -> Shown:
    """A-POL-5: every victim has a contact person at the police who speaks with her or him."""
    fixed = [
        s for s in network_seats(evidence.facts) if s.organisation == _POLICE and s.role == SeatRole.VICTIM_CONTACT
    ]
    victims = _persons(evidence, PersonRole.VICTIM)
    notes = tuple(_spoken_to(person, fixed, "contact_person", "contact_missing") for person in victims)
    return Shown(settled=bool(notes) and all(n.key == "contact_person" for n in notes), notes=notes)


def who_speaks(_: RouteMap, evidence: Evidence) -> Shown:
    """H-VT-1: for every victim and for the alleged perpetrator somebody is named who speaks with them."""
    seats = list(network_seats(evidence.facts))
    both = [*_persons(evidence, PersonRole.VICTIM), *_persons(evidence, PersonRole.SUSPECT)]
    notes = tuple(_spoken_to(person, seats, "speaks", "nobody_speaks") for person in both)
    roles = {person.role for person in both}
    complete = roles == {PersonRole.VICTIM, PersonRole.SUSPECT}
    return Shown(settled=complete and all(note.key == "speaks" for note in notes), notes=notes)


def police_and_lead(route_map: RouteMap, evidence: Evidence) -> Shown:
    """T-CR-1: a recorded line between the police and who leads."""
    return _lines(evidence, (_POLICE, lead_organisation(evidence.facts, route_map.region)))


def police_and_prosecution(_: RouteMap, evidence: Evidence) -> Shown:
    """T-CR-2: a recorded line between police and prosecution."""
    return _lines(evidence, (_POLICE, _OM))


def police_lead_and_prosecution(route_map: RouteMap, evidence: Evidence) -> Shown:
    """H-POL-2: recorded lines from the police to who leads and to the prosecution."""
    return _lines(evidence, (_POLICE, lead_organisation(evidence.facts, route_map.region)), (_POLICE, _OM))


def detectives_and_crisis_team(_: RouteMap, evidence: Evidence) -> Shown:
    """H-POL-3, T-CR-6: recorded lines from the police to the district detectives and to CCB."""
    return _lines(evidence, (_POLICE, _DR), (_POLICE, _CCB))


def probation_and_lead(route_map: RouteMap, evidence: Evidence) -> Shown:
    """H-RN-5: a recorded line between probation and who leads."""
    return _lines(evidence, (_RN, lead_organisation(evidence.facts, route_map.region)))


def safety_house(_: RouteMap, evidence: Evidence) -> Shown:
    """H-OM-1: the case was registered at the Safety House, or the Safety House has a seat in it."""
    if day := evidence.facts.safety_house_on:
        return Shown(settled=True, notes=(Note("safety_house", {"on": day}),), on=day)
    return _seat(evidence, _VHH)


def victim_coordinator(_: RouteMap, evidence: Evidence) -> Shown:
    """H-OM-2: the victim coordinator of the prosecution has a seat in the case."""
    return _seat(evidence, _OM, SeatRole.VICTIM_COORDINATOR)


def _persons(evidence: Evidence, role: PersonRole) -> list[CasePerson]:
    return [person for person in evidence.facts.persons if person.role is role]


def _spoken_to(person: CasePerson, seats: list[PartnerSeat], there: str, missing: str) -> Note:
    names = tuple(seat.name for seat in seats if person.ref in seat.speaks_with)
    return Note(there if names else missing, {"alias": person.alias, "names": names})


def _lines(evidence: Evidence, *wanted: tuple[str, str]) -> Shown:
    recorded = {frozenset(line) for line in evidence.facts.recorded_lines}
    notes = tuple(
        Note("line" if frozenset(pair) in recorded else "line_missing", {"first": pair[0], "second": pair[1]})
        for pair in wanted
    )
    return Shown(settled=all(note.key == "line" for note in notes), notes=notes)


def _seat(evidence: Evidence, organisation: str, role: str = "") -> Shown:
    for seat in network_seats(evidence.facts):
        if seat.organisation == organisation and role in ("", seat.role):
            data = {"organisation": seat.organisation, "role": seat.role, "name": seat.name}
            return Shown(settled=True, notes=(Note("seat", data),))
    return Shown(notes=(Note("seat_missing", {"organisation": organisation, "role": role}),))
