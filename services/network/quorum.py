"""Whether a meeting can have its minimum, and if not, on whom it hangs (H-VT-3).

Every group of the minimum needs a person of its own: one person on two seats fills one. Matching and alternating paths
give the reason (Hall's theorem): these groups together have fewer people than groups.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from models.terms import InvitationAnswer
from services.cases.facts import PartnerSeat
from services.network.facts import MeetingOutlook, NetworkFacts
from services.network.people import holder_of
from services.route_map.rules import network_seats

_STAYS_AWAY = (InvitationAnswer.NO, InvitationAnswer.INFORMATION)

Bottleneck = tuple[tuple[frozenset[str], ...], tuple[str, ...]]
"""Groups of organisations that have too few people between them, and the invited seats on which these people sit."""


@dataclass(frozen=True)
class Quorum:
    """Whether everybody needed can come. `missing`: groups of which nobody comes; `bottlenecks`: groups that do have
    somebody, but too few people to fill them all."""

    met: bool
    missing: tuple[frozenset[str], ...]
    bottlenecks: tuple[Bottleneck, ...]


def quorum(facts: NetworkFacts, meeting: MeetingOutlook) -> Quorum:
    """Whether the minimum of a meeting can be met by who is invited and did not decline.

    Who answered no, or only sends information, does not come; the seat's deputy does. An open answer counts as coming.
    """
    sitting = _sitting(facts, meeting)
    graph, groups = nx.Graph(), range(len(meeting.required))
    graph.add_nodes_from(groups)
    graph.add_edges_from(
        (group, person)
        for group in groups
        for person, seats in sitting.items()
        if any(seat.organisation in meeting.required[group] for seat in seats)
    )
    missing = [group for group in groups if not graph[group]]
    matched = nx.bipartite.hopcroft_karp_matching(graph, top_nodes=groups)
    too_few = _too_few(graph, matched, [group for group in groups if group not in matched and graph[group]])
    bottlenecks = tuple(_bottleneck(facts, meeting, sitting, part, graph) for part in too_few)
    return Quorum(not missing and not too_few, tuple(meeting.required[group] for group in missing), bottlenecks)


def _sitting(facts: NetworkFacts, meeting: MeetingOutlook) -> dict[str, list[PartnerSeat]]:
    """Who may come, by person, with the invited seats each can fill: holders who did not decline, and deputies."""
    answers, found = dict(meeting.invited), dict[str, list[PartnerSeat]]()
    invited = [seat for seat in network_seats(facts.case) if seat.id in answers]
    coming = {holder_of(seat) for seat in invited if answers[seat.id] not in _STAYS_AWAY}
    away = {holder_of(seat) for seat in invited} - coming
    for seat in invited:
        deputy = seat.deputy_id or seat.deputy
        if answers[seat.id] not in _STAYS_AWAY:
            found.setdefault(holder_of(seat), []).append(seat)
        if deputy and deputy not in away:
            found.setdefault(deputy, []).append(seat)
    return found


def _too_few(graph: nx.Graph, matched: Mapping[int | str, int], unmatched: Sequence[int]) -> list[list[int]]:
    """The sets of groups with fewer people than groups: all that an unmatched group reaches by alternating paths.
    Sets that share a group or a person are one."""
    parts: list[set[int]] = []
    for group in unmatched:
        reached, queue = {group}, [group]
        while queue:
            for person in graph[queue.pop()]:
                other = matched[person]
                if other not in reached:
                    reached.add(other)
                    queue.append(other)
        overlapping = [part for part in parts if part & reached]
        parts = [part for part in parts if part not in overlapping] + [reached.union(*overlapping)]
    return sorted(sorted(part) for part in parts)


def _bottleneck(
    facts: NetworkFacts,
    meeting: MeetingOutlook,
    sitting: Mapping[str, Sequence[PartnerSeat]],
    part: Sequence[int],
    graph: nx.Graph,
) -> Bottleneck:
    groups = tuple(meeting.required[group] for group in part)
    people = {person for group in part for person in graph[group]}
    needed = frozenset().union(*groups)
    there = {seat.id for person in people for seat in sitting[person] if seat.organisation in needed}
    return groups, tuple(seat.id for seat in network_seats(facts.case) if seat.id in there)
