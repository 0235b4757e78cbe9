"""How far new information travels: who knows when, who never hears, and which agreement would help most.

Source: network.md section 3; route map T-CH-4 (the case holder keeps the partners informed) and T-TH-1 (a structure in
which partners keep each other informed).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import inf

import networkx as nx

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts
from services.contacts.facts import End
from services.network.facts import NetworkFacts
from services.network.people import holder_of, in_force, recorded_since
from services.network.rules import principal_seat, refs, required_contacts, seat_is
from services.network.ways import Known, Ways
from services.route_map.facts import RouteMap
from services.route_map.rules import network_seats
from services.scheduling.facts import LOCAL, local_day

ALL_INVOLVED = "all_involved"
"""The end of an allowed pair, and the `told` of a what-if, that stands for every partner in the network (T-CH-4)."""

TELL_WITHIN_HOURS = 4
"""How soon a new agreement would have somebody told: our own proposal, the route map names no term."""

_HOUR = 3600
_SATURDAY = 5


@dataclass(frozen=True)
class Arrival:
    """When a seat knows at the latest. `at` (local) and `hours` since the start are None when it never hears.

    `via`: the seat that tells it, or another seat of the same person; empty when it never hears. `only_through`: the
    seats that every way passes, first passed first; neither the start nor the seat itself, nor who sits on them.
    """

    seat_id: str
    at: datetime | None
    hours: float | None
    via: str
    only_through: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """Who knows when, if `start_seat_id` knows at `at`: soonest first, who never hears last; without the start."""

    start_seat_id: str
    at: datetime
    arrivals: tuple[Arrival, ...]

    @property
    def never(self) -> tuple[str, ...]:
        """The seats that never hear."""
        return tuple(arrival.seat_id for arrival in self.arrivals if arrival.at is None)

    @property
    def last(self) -> float:
        """The hours after which the last of those who do hear knows; 0 when nobody hears."""
        return max((arrival.hours for arrival in self.arrivals if arrival.hours is not None), default=0.0)


@dataclass(frozen=True)
class WhatIf:
    """What one more agreement would bring. `told` is a seat, or `ALL_INVOLVED`: the teller tells every partner.

    `last_...`: hours after which the last of those who hear knows; `never_...`: how many seats never hear.
    """

    teller: str
    told: str
    within_hours: int
    around_the_clock: bool
    last_before: float
    last_after: float
    never_before: int
    never_after: int


def reach(facts: NetworkFacts, start_seat_id: str, at: datetime) -> Reach:
    """Who knows when, if the person on a seat knows at `at` (zone-aware), by the agreements in force on that day."""
    ways = Ways(facts, local_day(at))
    start = ways.people.get(start_seat_id, start_seat_id)
    found = ways.spread({start: Known(at.timestamp(), start_seat_id, start_seat_id)})
    passed = _passed(ways, found, start)
    arrivals = [
        _arrival(seat_id, found.get(person), at, passed.get(person, ()))
        for seat_id, person in ways.people.items()
        if seat_id != start_seat_id
    ]
    arrivals.sort(key=lambda arrival: inf if arrival.hours is None else arrival.hours)
    return Reach(start_seat_id, at, tuple(arrivals))


def worst_hour(facts: NetworkFacts) -> tuple[str, datetime] | None:
    """The seat and moment at which news is hardest to pass on: the coming Saturday at 22.00 with the police contact
    person of the victim, else with whoever is first of the police; None without anybody of the police."""
    police = [seat for seat in network_seats(facts.case) if seat.organisation == OrganisationKind.POLITIE]
    victims = set(refs(facts.case, PersonRole.VICTIM))
    police.sort(key=lambda seat: (seat.role != SeatRole.VICTIM_CONTACT, not victims & set(seat.speaks_with)))
    if not police:
        return None
    day = local_day(facts.now)
    day += timedelta(days=(_SATURDAY - day.weekday()) % 7)
    at = datetime.combine(day, time(22), LOCAL)
    if at < facts.now:
        at = datetime.combine(day + timedelta(days=7), time(22), LOCAL)
    return police[0].id, at


def allowed_pairs(route_map: RouteMap, case: CaseFacts) -> frozenset[frozenset[str]]:
    """The pairs between which a new agreement makes sense: those that the route map wants in touch in this case, and
    the case holder with every partner (T-CH-4)."""
    case_holder = f"{route_map.region.case_holder}/{SeatRole.CASE_HOLDER}"
    required = {frozenset(asked.between) for asked in required_contacts(route_map, case)}
    return frozenset(required | {frozenset({case_holder, ALL_INVOLVED})})


def better_agreements(
    facts: NetworkFacts, allowed_pairs: Collection[frozenset[str]], start: str, at: datetime, best: int = 3
) -> tuple[WhatIf, ...]:
    """The agreements that would help most when `start` (a seat) knows at `at`: fewest left out, then soonest for the
    last one. Empty when none helps. Only pairs that the rules allow are tried, each alone:

    told within four hours, and the same with the other one on call; besides the case holder who tells every partner,
    where the pairs allow it (`frozenset({"VT/casushouder", ALL_INVOLVED})`). The ends of a pair are a seat's id,
    `organisation` (its principal seat) or `organisation/role`.
    """
    ways = Ways(facts, local_day(at))
    begins = {ways.people.get(start, start): Known(at.timestamp(), start, start)}
    found = ways.spread(begins)
    before = _outcome(ways, found, at, start)
    tried: dict[tuple[str, str], tuple[tuple[int, float, bool], WhatIf]] = {}
    for teller, told, within, on_call in _candidates(facts, allowed_pairs, local_day(at)):
        heard = _heard(ways, found, teller, ways.people if told == ALL_INVOLVED else (told,), within, on_call)
        after = _outcome(ways, ways.spread(heard, found), at, start) if heard else before
        if after < before:
            what_if = WhatIf(teller, told, within, on_call, before[1], after[1], before[0], after[0])
            score = (*after, on_call)
            if (teller, told) not in tried or score < tried[teller, told][0]:
                tried[teller, told] = score, what_if
    ranked = sorted(tried.values(), key=lambda pair: (pair[0], pair[1].told == ALL_INVOLVED))
    return tuple(what_if for _, what_if in ranked[:best])


def unheard(facts: NetworkFacts, since: date, knowing: tuple[str, ...]) -> tuple[str, ...]:
    """The seats of professionals who cannot have heard through any recorded contact since a day of what `knowing` (seat
    ids) know. Contacts on one day may have been in any order; private persons never carry it, other professionals
    (external, or off the case by now) may. Only ever a negative: who was in touch need not have told.
    """
    people = {seat.id: holder_of(seat) for seat in facts.case.seats if not seat.barred}
    hidden = {seat.id for seat in facts.case.seats if seat.barred}
    by_day: dict[date, list[frozenset[str]]] = {}
    for contact in recorded_since(facts, since):
        there = (_carriers(people, end) for end in contact.parties if end.seat_id and end.seat_id not in hidden)
        by_day.setdefault(contact.happened_on, []).append(frozenset().union(*there))
    know = {people.get(seat_id, seat_id) for seat_id in knowing}
    for day in sorted(by_day):
        left = by_day[day]
        while told := [there for there in left if there & know]:
            left = [there for there in left if not there & know]
            know = know.union(*told)
    return tuple(seat.id for seat in network_seats(facts.case) if people[seat.id] not in know)


def _arrival(seat_id: str, known: Known | None, at: datetime, through: tuple[str, ...]) -> Arrival:
    if known is None:
        return Arrival(seat_id, None, None, "", ())
    hours = (known.moment - at.timestamp()) / _HOUR
    via = known.via if known.seat_id == seat_id else known.seat_id
    return Arrival(seat_id, datetime.fromtimestamp(known.moment, LOCAL), hours, via, through)


def _passed(ways: Ways, found: Mapping[str, Known], start: str) -> dict[str, tuple[str, ...]]:
    """By person the seats on which somebody hears it through whom every way to that person goes."""
    graph = nx.DiGraph(ways.used(found))
    if start not in graph:
        return {}
    above = nx.immediate_dominators(graph, start)
    passed: dict[str, tuple[str, ...]] = {}
    for person in above:
        chain, one = [], above.get(person)
        while one is not None and one != start:
            chain.append(found[one].seat_id)
            one = above.get(one)
        passed[person] = tuple(reversed(chain))
    return passed


def _outcome(ways: Ways, found: Mapping[str, Known], at: datetime, start: str) -> tuple[int, float]:
    """How many seats never hear, and after how many hours the last of the others knows."""
    moments = [found[person].moment for seat_id, person in ways.people.items() if seat_id != start and person in found]
    others = len(ways.people) - (start in ways.people)
    return others - len(moments), (max(moments, default=at.timestamp()) - at.timestamp()) / _HOUR


def _heard(
    ways: Ways, found: Mapping[str, Known], teller: str, told: Iterable[str], within: int, on_call: bool
) -> dict[str, Known]:
    """Who would know since when by the new agreement alone."""
    known, heard = found.get(ways.people[teller]), dict[str, Known]()
    if known is None:
        return heard
    for seat_id in told:
        moment = ways.arrival(ways.way(teller, seat_id, within, around_the_clock=on_call), known.moment)
        person = ways.people[seat_id]
        if moment is not None and (person not in found or moment < found[person].moment):
            heard.setdefault(person, Known(moment, seat_id, teller))
    return heard


def _candidates(
    facts: NetworkFacts, allowed: Iterable[frozenset[str]], day: date
) -> Iterator[tuple[str, str, int, bool]]:
    """Teller, told, within how many hours and whether on call; each order of an allowed pair, once."""
    agreed: dict[tuple[str, str], int] = {}
    for one in facts.agreements:
        if in_force(one, day):
            ends = one.teller.seat_id, one.told.seat_id
            agreed[ends] = min(one.within_hours, agreed.get(ends, one.within_hours))
    pairs = {pair: None for ends in sorted(map(sorted, allowed)) if len(ends) == 2 for pair in _ordered(facts, *ends)}
    for teller, told in pairs:
        within = min(TELL_WITHIN_HOURS, agreed.get((teller, told), TELL_WITHIN_HOURS))
        yield teller, told, within, False
        if told != ALL_INVOLVED:
            yield teller, told, within, True


def _ordered(facts: NetworkFacts, one: str, other: str) -> Iterator[tuple[str, str]]:
    if ALL_INVOLVED in (one, other):
        tellers = _seats_at(facts.case, other if one == ALL_INVOLVED else one)
        yield from ((teller, ALL_INVOLVED) for teller in tellers)
        return
    for first in _seats_at(facts.case, one):
        for second in _seats_at(facts.case, other):
            if first != second:
                yield from ((first, second), (second, first))


def _seats_at(case: CaseFacts, end: str) -> tuple[str, ...]:
    """The seats that an end names: itself, those in a role, or the principal seat of an organisation."""
    seats = network_seats(case)
    if any(seat.id == end for seat in seats):
        return (end,)
    if "/" in end:
        return tuple(seat.id for seat in seats if seat_is(seat, end))
    principal = principal_seat(case, end)
    return (principal.id,) if principal else ()


def _carriers(people: Mapping[str, str], end: End) -> frozenset[str]:
    """Who may have heard at the end of a contact: whoever it was then, and whoever holds the seat now."""
    now = people.get(end.seat_id, end.seat_id)
    return frozenset({now, end.professional_id or end.name or now})
