"""On whom the network hangs: professionals without whom others lose touch with the case director, and what mends it.

Only contacts that the route map requires are ever proposed. A general recipe for a network without single points
(`networkx.k_edge_augmentation`) proposes contacts that nobody should have, such as a patrol officer with the suspect's
therapist, and does not see a person who alone joins two circles; network.md section 3 has the measurements.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.terms import OrganisationKind, SeatRole
from services.network.facts import NetworkFacts
from services.network.people import RECENT, briefed_deputy, persons, professional_edges, seats_by_person
from services.network.rules import seat_is
from services.route_map.rules import network_seats

LEAST_CUT_OFF = 2
"""A person counts as a single point only if at least this many others hang on them."""

_SOUND = (0, 0, 0)
_DIRECTOR = f"{OrganisationKind.POLITIE}/{SeatRole.CASE_DIRECTOR}"


@dataclass(frozen=True)
class SinglePoint:
    """A professional on whom others hang, without a deputy who was briefed. `person` as in `people.person_of`.

    `seat_ids`: the seats they hold; `cut_off`: the seats that would be out of touch with the case director, or, if it
    is the director who drops out, with the largest group left.
    """

    person: str
    seat_ids: tuple[str, ...]
    cut_off: tuple[str, ...]


@dataclass(frozen=True)
class Mending:
    """The missing required contacts that would help, in the order to make them; how many single points they take away,
    and those that are left: these need a deputy."""

    contacts: tuple[tuple[str, str], ...]
    mended: int
    left: tuple[SinglePoint, ...]


def single_points(facts: NetworkFacts) -> tuple[SinglePoint, ...]:
    """The professionals without whom at least two others lose touch, by the contacts of the last 30 days and the
    recorded lines; most cut off first (T-TH-1)."""
    return _Circle(facts).points()


def mending(facts: NetworkFacts, missing_pairs: tuple[tuple[str, str], ...]) -> Mending:
    """Which of the missing required contacts (pairs of seat ids) take away single points, chosen one by one: first
    whatever brings more people within reach of the director, then whatever leaves fewest to hang on one person."""
    circle, chosen = _Circle(facts), list[tuple[str, str]]()
    before, left = circle.points(), dict.fromkeys(missing_pairs)
    while left and (now := circle.score()) > _SOUND:
        score = {pair: circle.score(pair) for pair in left}
        best = min(score, key=lambda pair: score[pair])
        if score[best] >= now:
            break
        chosen.append(best)
        circle.join(best)
        del left[best]
    after = circle.points()
    gone = {point.person for point in before} - {point.person for point in after}
    return Mending(tuple(chosen), len(gone), after)


class _Circle:
    """The professionals of a case and who was in touch with whom, to be asked again with one contact more."""

    def __init__(self, facts: NetworkFacts) -> None:
        self._people = persons(facts.case, facts.today)
        self._seats = seats_by_person(self._people)
        self._near: dict[str, list[str]] = {person: [] for person in self._seats}
        edges = professional_edges(facts, facts.today - RECENT, self._people)
        for edge in sorted({(min(ends), max(ends)) for ends in edges}):
            self._add(*edge)
        seats = network_seats(facts.case)
        directing = [self._people[seat.id] for seat in seats if seat_is(seat, _DIRECTOR)]
        self._director = directing[0] if directing else ""
        self._without_deputy = {self._people[seat.id] for seat in seats if not briefed_deputy(seat, facts.today)}
        if facts.case.deputy_director and len(self._seats.get(self._director, ())) == 1:
            self._without_deputy.discard(self._director)

    def points(self) -> tuple[SinglePoint, ...]:
        """The single points, most cut off first."""
        lost, _ = self._lost()
        return tuple(
            SinglePoint(person, self._seats[person], tuple(s for s, who in self._people.items() if who in lost[person]))
            for person in sorted(lost, key=lambda person: (-len(lost[person]), list(self._seats).index(person)))
        )

    def score(self, pair: tuple[str, str] | None = None) -> tuple[int, int, int]:
        """How many people are out of reach, how many single points there are, and how many people hang on them; the
        lower the better. With `pair` as if these two seats were in touch as well."""
        ends = self._ends(pair) if pair else None
        if ends:
            self._add(*ends)
        lost, out_of_reach = self._lost()
        if ends:
            self._near[ends[0]].pop()
            self._near[ends[1]].pop()
        return out_of_reach, len(lost), sum(map(len, lost.values()))

    def join(self, pair: tuple[str, str]) -> None:
        """Adds a contact between two seats for good."""
        if ends := self._ends(pair):
            self._add(*ends)

    def _ends(self, pair: tuple[str, str]) -> tuple[str, str] | None:
        one, other = (self._people.get(seat_id, "") for seat_id in pair)
        return (one, other) if one and other and one != other else None

    def _add(self, one: str, other: str) -> None:
        self._near[one].append(other)
        self._near[other].append(one)

    def _lost(self) -> tuple[dict[str, set[str]], int]:
        """By single point who loses touch without it; and how many are out of the director's reach as it is."""
        root = self._director or self._largest()
        order, hanging = _hanging(self._near, root) if root else ([], {})
        lost: dict[str, set[str]] = {}
        for person, groups in hanging.items():
            if person in self._without_deputy:
                cut_off = {one for group in self._cut_off(person, groups, order) for one in group}
                if len(cut_off) >= LEAST_CUT_OFF:
                    lost[person] = cut_off
        return lost, len(self._near) - len(order)

    def _cut_off(self, person: str, groups: list[list[str]], order: list[str]) -> list[list[str]]:
        """The groups that lose touch: all that hang on this person alone, but for the largest if no director is left
        to be in touch with."""
        if self._director and person != self._director:
            return groups
        if person != order[0]:
            below = {one for group in groups for one in group} | {person}
            groups = [[one for one in order if one not in below], *groups]
        stays = min(groups, key=lambda group: (-len(group), min(group)))
        return [group for group in groups if group is not stays]

    def _largest(self) -> str:
        """Somebody of the largest group; empty when there is nobody."""
        groups: list[list[str]] = []
        for person in self._near:
            if not any(person in group for group in groups):
                groups.append(_hanging(self._near, person)[0])
        return max(groups, key=len, default=[""])[0]


def _hanging(near: Mapping[str, list[str]], root: str) -> tuple[list[str], dict[str, list[list[str]]]]:
    """Everybody within reach of `root` in the order met, and by person the groups that reach `root` through that person
    only (Hopcroft and Tarjan 1973); `root` gets the groups that it alone joins."""
    at, low, order = {root: 0}, {root: 0}, [root]
    hanging: dict[str, list[list[str]]] = {}
    path = [(root, iter(near[root]))]
    while path:
        person, rest = path[-1]
        other = next(rest, None)
        if other is None:
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[person])
                if low[person] >= at[above]:
                    hanging.setdefault(above, []).append(order[at[person] :])
        elif other in at:
            low[person] = min(low[person], at[other])
        else:
            at[other] = low[other] = len(order)
            order.append(other)
            path.append((other, iter(near[other])))
    return order, hanging
