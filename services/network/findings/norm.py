"""What the route map asks of this case beside what is recorded, reckoned once for all findings."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from models.terms import PersonRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.contacts.facts import Contact, End
from services.network import rules
from services.network.facts import NetworkFacts, RequiredContact
from services.network.sides import VictimContacts, private_in_touch_with_both, victim_contacts
from services.route_map.facts import MissingSeat, RouteMap, SeatNeed
from services.route_map.rules import established, missing_seats, network_seats, required_seats


@dataclass(frozen=True)
class Norm:
    """The route map and the facts of one case, and what follows from both. Made of facts that were `seen`."""

    route_map: RouteMap
    facts: NetworkFacts

    @property
    def case(self) -> CaseFacts:
        """The case file."""
        return self.facts.case

    @cached_property
    def certain(self) -> frozenset:
        """The facts that are established."""
        return established(self.case)

    @cached_property
    def needed(self) -> tuple[SeatNeed, ...]:
        """The seats that must be filled."""
        return required_seats(self.route_map, self.case, self.certain)

    @cached_property
    def missing(self) -> tuple[MissingSeat, ...]:
        """Those of them that nobody fills."""
        return missing_seats(self.route_map, self.case, self.needed)

    @cached_property
    def seats(self) -> tuple[PartnerSeat, ...]:
        """The seats that count: neither barred nor external."""
        return network_seats(self.case)

    @cached_property
    def required(self) -> tuple[RequiredContact, ...]:
        """The contacts that must be there, in the route map's order."""
        return rules.required_contacts(self.route_map, self.case)

    @cached_property
    def missing_contacts(self) -> tuple[RequiredContact, ...]:
        """Those of them of which nothing is recorded: no line, no conversation, no contact of any age."""
        return once(asked for asked in self.required if not self._done(asked))

    @cached_property
    def open_contacts(self) -> tuple[RequiredContact, ...]:
        """Those of them between seats that are filled; of the others the empty seat is what is told."""
        return tuple(asked for asked in self.missing_contacts if not any(self.empty(end) for end in asked.between))

    @cached_property
    def between_sides(self) -> tuple[str, ...]:
        """The private persons in touch with both sides."""
        return private_in_touch_with_both(self.facts)

    @cached_property
    def dealings(self) -> dict[str, VictimContacts]:
        """By victim with whom she deals."""
        return {ref: victim_contacts(self.facts, ref) for ref in rules.refs(self.case, PersonRole.VICTIM)}

    def empty(self, end: str) -> bool:
        """Whether an end is a required seat that nobody fills; an organisation stands for its principal seat."""
        missing = {seat.key for seat in self.missing}
        principal = rules.PRINCIPAL_ROLES.get(end)
        return end in missing or end.partition("/")[0] in missing or f"{end}/{principal}" in missing

    def last_contact(self, asked: RequiredContact) -> Contact | None:
        """The latest dated contact between the ends of a required one, or None."""
        first, second = asked.between
        others = {second, *asked.rule.settled_by}
        between = (one for one, ends in self._parties if first in ends and others & ends)
        return max(between, key=lambda one: (one.happened_on, one.id), default=None)

    def holders(self, end: str) -> frozenset[str]:
        """The people on the seats that an end names."""
        return frozenset(seat.professional_id or seat.name for seat in self.seats if rules.seat_is(seat, end))

    def holder(self, end: str) -> PartnerSeat | None:
        """The seat that stands for an end: the principal one of an organisation."""
        if "/" not in end:
            return rules.principal_seat(self.case, end)
        return next((seat for seat in self.seats if rules.seat_is(seat, end)), None)

    @cached_property
    def _parties(self) -> tuple[tuple[Contact, frozenset[str]], ...]:
        """Each contact up to today with everything its parties can be called."""
        past = (one for one in self.facts.contacts if one.happened_on <= self.facts.today)
        return tuple((one, frozenset(name for end in one.parties for name in called(end))) for one in past)

    def _done(self, asked: RequiredContact) -> bool:
        if rules.settled(asked, self.case) or self.last_contact(asked):
            return True
        first, second = asked.between
        mine = self.holders(first)
        return any(mine & self.holders(other) for other in (second, *asked.rule.settled_by))


def seen(facts: NetworkFacts) -> NetworkFacts:
    """The facts without any trace of barred seats: what they took part in is left out whole."""
    barred = {seat.id for seat in facts.case.seats if seat.barred}
    if not barred:
        return facts
    visible = tuple(seat for seat in facts.case.seats if not seat.barred)
    kept = tuple((one, other) for one, other in sorted(sorted(line) for line in rules.recorded_lines(facts.case)))
    return replace(
        facts,
        case=replace(facts.case, seats=visible, recorded_lines=kept),
        contacts=tuple(one for one in facts.contacts if not barred & _keys(one.parties)),
        agreements=tuple(one for one in facts.agreements if not barred & _keys((one.teller, one.told))),
        ties=tuple(one for one in facts.ties if not barred & _keys((one.first, one.second))),
        meetings=tuple(
            replace(one, invited=tuple(pair for pair in one.invited if pair[0] not in barred)) for one in facts.meetings
        ),
        without_basis=tuple(one for one in facts.without_basis if any(seat.organisation == one for seat in visible)),
    )


def once(required: Iterable[RequiredContact]) -> tuple[RequiredContact, ...]:
    """Each pair once, where two rules ask for it."""
    found: dict[frozenset[str], RequiredContact] = {}
    for asked in required:
        found.setdefault(frozenset(asked.between), asked)
    return tuple(found.values())


def called(end: End) -> tuple[str, ...]:
    """What an end of a contact can be called: its organisation, its seat, or the person's reference."""
    return (end.organisation, f"{end.organisation}/{end.role}") if end.seat_id else (end.person_ref,)


def _keys(ends: Iterable[End]) -> frozenset[str]:
    return frozenset(end.seat_id for end in ends)
