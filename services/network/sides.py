"""Who stands between the victim and the alleged perpetrator: people in touch with both, routes for messages, conflicts
of interest.

Contacts and ties as recorded. A checklist, never a verdict on a person: who is in touch with both is asked to pass on
no messages (T-TH-3).
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain

import networkx as nx

from models.terms import OrganisationKind, PersonRole, SeatRole, TieKind
from services.contacts.facts import End
from services.network.facts import NetworkFacts
from services.network.forbidden import contacts_despite as contacts_despite
from services.network.forbidden import forbidden_lines as forbidden_lines
from services.network.people import RECENT, holder_of, recorded_since, standing
from services.network.rules import refs
from services.route_map.rules import network_seats

IN_TOUCH = timedelta(days=90)
"""How far back somebody still counts as in touch with a side."""

_ROUTE_LINES = 3
_CONFLICT_STEPS = 2
_PRIVATE = (PersonRole.CHILD, PersonRole.NETWORK)
_SIDES = (PersonRole.VICTIM, PersonRole.SUSPECT)


@dataclass(frozen=True)
class VictimContacts:
    """With whom a victim dealt in 30 days. `professionals`: a seat for each person, `organisations`: their keys, both
    in file order; `police_contacts`: occasions with the police; `through_fixed`: those of them with the police contact
    person there."""

    professionals: tuple[str, ...]
    organisations: tuple[str, ...]
    police_contacts: int
    through_fixed: int


@dataclass(frozen=True)
class Conflict:
    """A tie of the professional on a seat that leads to a victim or an alleged perpetrator. `path`: the references from
    the first private person to the victim or suspect; one when the tie is direct."""

    tie_id: str
    seat_id: str
    path: tuple[str, ...]


def private_in_touch_with_both(facts: NetworkFacts) -> tuple[str, ...]:
    """The children and people close by who were in touch with, or have a tie to, both sides in the last 90 days."""
    near = _private_graph(facts)
    victims, suspects = (set(refs(facts.case, role)) for role in _SIDES)
    return tuple(
        ref for ref in refs(facts.case, *_PRIVATE) if near.adj[ref].keys() & victims and near.adj[ref].keys() & suspects
    )


def private_routes(facts: NetworkFacts) -> tuple[tuple[str, ...], ...]:
    """The ways from an alleged perpetrator to a victim by way of one or two private persons, shortest first."""
    near, between = _private_graph(facts), refs(facts.case, *_PRIVATE)
    victims, suspects = (refs(facts.case, role) for role in _SIDES)
    found: list[tuple[str, ...]] = []
    for suspect in suspects:
        for victim in victims:
            part = near.subgraph((*between, suspect, victim))
            found += map(tuple, nx.all_simple_paths(part, suspect, victim, cutoff=_ROUTE_LINES))
    return tuple(sorted((path for path in found if len(path) > 2), key=lambda path: (len(path), path)))


def professionals_in_touch_with_both(facts: NetworkFacts) -> tuple[str, ...]:
    """The seats of professionals who speak with, or in the last 90 days were in touch with, both sides; one person on
    two seats is one (T-TH-3)."""
    spoken = _spoken(facts, IN_TOUCH)
    victims, suspects = (set(refs(facts.case, role)) for role in _SIDES)
    met: dict[str, set[str]] = {}
    for seat in network_seats(facts.case):
        met.setdefault(seat.name or seat.id, set()).update(spoken[seat.id])
    both = {who for who, people in met.items() if people & victims and people & suspects}
    return tuple(
        seat.id
        for seat in network_seats(facts.case)
        if (seat.name or seat.id) in both and spoken[seat.id] & (victims | suspects)
    )


def victim_contacts(facts: NetworkFacts, ref: str) -> VictimContacts:
    """With whom a victim speaks, or was in touch in the last 30 days; external parties are no faces of the approach."""
    spoken, seats = _spoken(facts, RECENT), network_seats(facts.case)
    faces: dict[str, str] = {}
    for seat in seats:
        if ref in spoken[seat.id]:
            faces.setdefault(holder_of(seat), seat.id)
    police = {seat.id for seat in seats if seat.organisation == OrganisationKind.POLITIE}
    fixed = {seat.id for seat in seats if seat.id in police and seat.role == SeatRole.VICTIM_CONTACT}
    fixed = {seat.id for seat in seats if seat.id in fixed and ref in seat.speaks_with} or fixed
    occasions = [{end.key for end in contact.parties} for contact in recorded_since(facts, facts.today - RECENT)]
    with_police = [there for there in occasions if ref in there and there & police]
    return VictimContacts(
        tuple(faces.values()),
        tuple(dict.fromkeys(seat.organisation for seat in seats if ref in spoken[seat.id])),
        len(with_police),
        sum(bool(there & fixed) for there in with_police),
    )


def conflicts(facts: NetworkFacts) -> tuple[Conflict, ...]:
    """Private ties of professionals that lead to a victim or suspect in one step or two, each by its shortest way.

    Treatment is no conflict: it is the work for which a therapist has a seat.
    """
    ties = [tie for tie in standing(facts, facts.ties) if tie.kind is not TieKind.TREATMENT]
    private = nx.Graph((tie.first.key, tie.second.key) for tie in ties if tie.first.person_ref)
    private.add_nodes_from(person.ref for person in facts.case.persons)
    ends = set(refs(facts.case, *_SIDES))
    found: list[Conflict] = []
    for tie in ties:
        path = _leads_to(private, tie.second.person_ref, ends) if tie.first.seat_id else ()
        if path:
            found += [Conflict(tie.id, seat_id, path) for seat_id in _seats_of(facts, tie.first)]
    return tuple(found)


def _leads_to(private: nx.Graph, ref: str, ends: set[str]) -> tuple[str, ...]:
    if ref in ends:
        return (ref,)
    near = sorted(ends & private.adj[ref].keys()) if ref in private else []
    return (ref, near[0]) if near else ()


def _seats_of(facts: NetworkFacts, end: End) -> tuple[str, ...]:
    """Every seat that the person at a seat's end holds now: a conflict goes where the person goes."""
    seats = [seat for seat in facts.case.seats if not seat.barred]
    people = {holder_of(seat) for seat in seats if seat.id == end.seat_id} or {end.professional_id or end.name}
    return tuple(seat.id for seat in seats if holder_of(seat) in people)


def _private_graph(facts: NetworkFacts) -> nx.Graph:
    """The private persons of the case, in touch or tied in the last 90 days."""
    since = facts.today - IN_TOUCH
    graph = nx.Graph()
    graph.add_nodes_from(person.ref for person in facts.case.persons)
    met = (pair for contact in recorded_since(facts, since) for pair in contact.pairs())
    tied = ((tie.first, tie.second) for tie in standing(facts, facts.ties, since))
    for one, other in chain(met, tied):
        if one.person_ref in graph and other.person_ref in graph and one.person_ref != other.person_ref:
            graph.add_edge(one.person_ref, other.person_ref)
    return graph


def _spoken(facts: NetworkFacts, back: timedelta) -> dict[str, set[str]]:
    """By seat the private persons whom it speaks with or was in touch with."""
    found = {seat.id: set(seat.speaks_with) for seat in network_seats(facts.case)}
    for contact in recorded_since(facts, facts.today - back):
        people = {end.person_ref for end in contact.parties if end.person_ref}
        for end in contact.parties:
            if end.seat_id in found:
                found[end.seat_id] |= people
    return found
