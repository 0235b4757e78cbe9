"""Norm minus fact: who is missing, who must still speak with whom, on whom the network hangs.

Barred seats are taken out before anything is built: a hidden node that still shifts a cut vertex would give itself
away. Lines are recorded lines; what is not recorded may still have happened, so say 'no contact recorded'.
"""

from collections.abc import Iterator

import networkx as nx

from models.terms import MeasureOutcome, OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.network.facts import MissingContact, RequiredContact
from services.route_map.facts import EVERY_VICTIM, FIRST_VICTIM, LEAD, ContactRule, RouteMap
from services.route_map.region import Region
from services.route_map.rules import established, lead_organisation, met, missing_seats, network_seats
from services.victim.rules import both_sides

PRINCIPAL_ROLES = {
    OrganisationKind.POLITIE.value: SeatRole.CASE_DIRECTOR.value,
    OrganisationKind.OPENBAAR_MINISTERIE.value: SeatRole.PUBLIC_PROSECUTOR.value,
}
"""The seat that speaks for an organisation with several seats."""


def organisations(facts: CaseFacts) -> tuple[str, ...]:
    """The nodes of the network: organisations with a seat that is neither barred nor external, in file order."""
    return tuple(dict.fromkeys(seat.organisation for seat in network_seats(facts)))


def recorded_lines(facts: CaseFacts) -> frozenset[frozenset[str]]:
    """The recorded lines as unordered pairs, without those of organisations of which every seat is barred."""
    visible = {seat.organisation for seat in facts.seats if not seat.barred}
    hidden = {seat.organisation for seat in facts.seats if seat.barred} - visible
    return frozenset(frozenset(line) for line in facts.recorded_lines if not hidden & set(line) and len(set(line)) == 2)


def graph(facts: CaseFacts) -> nx.Graph:
    """Organisations and the recorded lines between them; made anew for every question."""
    network = nx.Graph()
    network.add_nodes_from(organisations(facts))
    network.add_edges_from(tuple(line) for line in recorded_lines(facts) if all(end in network for end in line))
    return network


def missing_mandatory_partners(route_map: RouteMap, facts: CaseFacts) -> tuple[str, ...]:
    """The required seats that nobody fills: `organisation/role` where the role matters, else `organisation`."""
    return tuple(seat.key for seat in missing_seats(route_map, facts))


def missing_mandatory_contacts(route_map: RouteMap, facts: CaseFacts) -> tuple[MissingContact, ...]:
    """The contacts that the route map requires in this case and that are not recorded, in the route map's order."""
    found: dict[frozenset[str], MissingContact] = {}
    for asked in required_contacts(route_map, facts):
        if not settled(asked, facts):
            contact = MissingContact(asked.between, asked.rule.rule_ids, asked.shown)
            found.setdefault(frozenset(asked.between), contact)
    return tuple(found.values())


def required_contacts(route_map: RouteMap, facts: CaseFacts) -> tuple[RequiredContact, ...]:
    """The contacts that the route map requires in this case, recorded or not, in the route map's order."""
    certain = established(facts)
    return tuple(
        RequiredContact(rule, pair, _shown(rule, pair, facts))
        for rule in route_map.contacts
        if rule.phase is facts.phase and met(rule.when, certain)
        for pair in _pairs(rule, facts, route_map.region)
    )


def articulation_points(facts: CaseFacts) -> tuple[str, ...]:
    """Organisations without which the recorded lines fall apart, by name."""
    return tuple(sorted(nx.articulation_points(graph(facts))))


def cut_off_without(facts: CaseFacts, organisation: str) -> tuple[str, ...]:
    """Who would lose touch with the largest remaining group if this organisation dropped out, by name."""
    network = graph(facts)
    before = nx.node_connected_component(network, organisation)
    rest = network.subgraph(before - {organisation})
    groups = sorted(nx.connected_components(rest), key=lambda group: (-len(group), sorted(group)))
    return tuple(sorted(node for group in groups[1:] for node in group))


def isolated_partners(facts: CaseFacts) -> tuple[str, ...]:
    """Organisations without any recorded line, by name."""
    return tuple(sorted(nx.isolates(graph(facts))))


def refs(facts: CaseFacts, *roles: PersonRole) -> tuple[str, ...]:
    """The references of the private persons with one of these roles."""
    return tuple(person.ref for person in facts.persons if person.role in roles)


def victim_contact_count(facts: CaseFacts) -> dict[str, int]:
    """For each victim, how many partners in the network speak with her."""
    seats = network_seats(facts)
    return {ref: sum(ref in seat.speaks_with for seat in seats) for ref in refs(facts, PersonRole.VICTIM)}


def messenger_seats(facts: CaseFacts) -> tuple[PartnerSeat, ...]:
    """The seats of professionals who speak with a victim and with an alleged perpetrator (T-TH-3).

    One person on two seats counts as one: what is said on the one seat is known on the other.
    """
    return both_sides(facts)


def messenger_risk(facts: CaseFacts) -> tuple[str, ...]:
    """The names of those professionals."""
    return tuple(dict.fromkeys(seat.name for seat in messenger_seats(facts)))


def principal_seat(facts: CaseFacts, organisation: str) -> PartnerSeat | None:
    """The seat that stands for an organisation: case director and prosecutor before others, else the first."""
    seats = [seat for seat in network_seats(facts) if seat.organisation == organisation]
    role = PRINCIPAL_ROLES.get(organisation)
    return next((seat for seat in seats if seat.role == role), seats[0] if seats else None)


def _pairs(rule: ContactRule, facts: CaseFacts, region: Region) -> Iterator[tuple[str, str]]:
    lead, victims = lead_organisation(facts, region), refs(facts, PersonRole.VICTIM)
    first, second = (lead if end == LEAD else end for end in rule.between)
    if second == EVERY_VICTIM:
        yield from ((first, victim) for victim in victims)
    elif second == FIRST_VICTIM:
        yield from ((first, victim) for victim in victims[:1])
    elif first != second:
        yield first, second


def _shown(rule: ContactRule, pair: tuple[str, str], facts: CaseFacts) -> tuple[str, str]:
    seated, (first, second) = organisations(facts), pair
    return first, next((other for other in (second, *rule.settled_by) if other in seated), second)


def settled(asked: RequiredContact, facts: CaseFacts) -> bool:
    """Whether a recorded line, a conversation or a measure settles a required contact."""
    rule, (first, second) = asked.rule, asked.between
    if second in refs(facts, PersonRole.VICTIM):
        return any(second in seat.speaks_with for seat in network_seats(facts) if seat_is(seat, first))
    lines = recorded_lines(facts)
    if any(frozenset({first, other}) in lines for other in (second, *rule.settled_by)):
        return True
    settling = (MeasureOutcome.REPORTED, MeasureOutcome.APPLIED)
    return any(w.measure is rule.settled_by_measure and w.outcome in settling for w in facts.weighings)


def seat_is(seat: PartnerSeat, end: str) -> bool:
    """Whether a seat is what an end names: `organisation` or `organisation/role`."""
    organisation, _, role = end.partition("/")
    return seat.organisation == organisation and role in ("", seat.role)
