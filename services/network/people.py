"""Who sits where: the people behind the seats, and a graph of who was in touch with whom.

Barred and external seats are no part of it: a hidden node that still shifts a cut vertex would give itself away.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import networkx as nx

from services.cases.facts import CaseFacts, PartnerSeat
from services.contacts.facts import Agreement, Contact, End, Tie
from services.network.facts import NetworkFacts
from services.network.rules import principal_seat, recorded_lines
from services.route_map.rules import network_seats

RECENT = timedelta(days=30)
"""How far back a contact still counts as being in touch: network.md section 3."""


def holder_of(seat: PartnerSeat) -> str:
    """The key of the professional on a seat: the professional's id, else the name, else the seat's own id."""
    return seat.professional_id or seat.name or seat.id


def person_of(facts: NetworkFacts, seat_id: str) -> str:
    """The key of the person on a seat. A holder and a deputy who was briefed count as one: where the deputy holds a
    seat as well, both seats have the same key. An unknown seat is a person of its own."""
    return persons(facts.case, facts.today).get(seat_id, seat_id)


def persons(case: CaseFacts, today: date) -> dict[str, str]:
    """`person_of` for every seat of the network at once, by seat id, in file order."""
    seats = network_seats(case)
    keys = {seat.id: holder_of(seat) for seat in seats}
    present, one_with = set(keys.values()), dict[str, str]()
    for seat in seats:
        deputy = briefed_deputy(seat, today)
        if deputy in present:
            first, second = sorted((_same(one_with, holder_of(seat)), _same(one_with, deputy)))
            if first != second:
                one_with[second] = first
    return {seat_id: _same(one_with, key) for seat_id, key in keys.items()}


def briefed_deputy(seat: PartnerSeat, today: date) -> str:
    """The key of the deputy who can take the seat over at once; empty when there is none or nobody briefed them."""
    briefed = seat.deputy_briefed_on is not None and seat.deputy_briefed_on <= today
    return (seat.deputy_id or seat.deputy) if briefed else ""


def seats_by_person(people: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The seats of each person, in the order of `people`."""
    found: dict[str, list[str]] = {}
    for seat_id, person in people.items():
        found.setdefault(person, []).append(seat_id)
    return {person: tuple(seat_ids) for person, seat_ids in found.items()}


def professional_graph(facts: NetworkFacts, since: date) -> nx.Graph:
    """The persons on network seats; an edge where two of them were in touch on or after `since`, and where a line
    between their organisations is recorded (between the principal seats). Made anew for every question."""
    people = persons(facts.case, facts.today)
    graph = nx.Graph()
    graph.add_nodes_from(people.values())
    graph.add_edges_from(professional_edges(facts, since, people))
    return graph


def professional_edges(facts: NetworkFacts, since: date, people: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The edges of `professional_graph`, perhaps more than once, never from a person to the same person."""
    for contact in recorded_since(facts, since):
        there = sorted({found for end in contact.parties if (found := person_at(people, end))})
        yield from ((one, other) for at, one in enumerate(there) for other in there[at + 1 :])
    for line in recorded_lines(facts.case):
        one, other = (principal_seat(facts.case, organisation) for organisation in sorted(line))
        if one and other and people[one.id] != people[other.id]:
            yield people[one.id], people[other.id]


def person_at(people: dict[str, str], end: End) -> str:
    """The person of the network at the end of a contact: on that seat, or, when the seat ended, still on another."""
    if end.seat_id in people or not end.seat_id:
        return people.get(end.seat_id, "")
    known = end.professional_id or end.name
    return known if known in people.values() else ""


def recorded_since(facts: NetworkFacts, since: date) -> Iterator[Contact]:
    """The contacts from `since` up to and including today."""
    return (contact for contact in facts.contacts if since <= contact.happened_on <= facts.today)


def standing(facts: NetworkFacts, ties: Iterable[Tie], since: date | None = None) -> Iterator[Tie]:
    """The ties that still stand today, or stood on a day since then."""
    return (tie for tie in ties if tie.ended_on is None or tie.ended_on > (since or facts.today))


def in_force(agreement: Agreement, day: date) -> bool:
    """Whether a standing agreement holds on a local day; on the day it ends it holds no more."""
    return agreement.agreed_on <= day and (agreement.ended_on is None or day < agreement.ended_on)


def _same(one_with: dict[str, str], person: str) -> str:
    while person in one_with:
        person = one_with[person]
    return person
