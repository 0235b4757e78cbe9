"""Whether people can fill the seats that a meeting cannot do without: one person on one seat, one seat for one group.

Paths that share no node, by the method of Ford and Fulkerson (1956): a path found later may send an earlier one
another way.
"""

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from itertools import pairwise

from services.scheduling.many.facts import MeetingRequest

Ways = Mapping[Hashable, Collection[Hashable]]
"""Where one can go on from each node; what leads on nowhere is an end."""
_SOURCE, _SINK = "source", "sink"


def minimum_met(meeting: MeetingRequest, attendees: Iterable[tuple[str, str]]) -> bool:
    """Whether those who sit there are the minimum: somebody at all, every required seat, and every group of the rule
    by another seat."""
    filled = {seat for seat, _ in attendees}
    if not filled or any(seat.required and seat.id not in filled for seat in meeting.seats):
        return False
    seats = [seat for seat in meeting.seats if seat.id in filled]
    able = [[seat.id for seat in seats if seat.organisation in group] for group in meeting.rule]
    if all(len(one) == 1 for one in able):
        return len({one[0] for one in able}) == len(able)
    ways: dict[Hashable, list[Hashable]] = {
        ("group", number): [("end", seat) for seat in one] for number, one in enumerate(able)
    }
    return disjoint(ways, ways) == len(able)


def fewest(meeting: MeetingRequest, there: Collection[str]) -> int | None:
    """With how few of the people who can be there the minimum is met; None: it cannot be.

    A group is filled by a required seat, or by another seat with a person of its own; a required seat needs its person
    either way. So a person is spared for every group that a required seat can fill.
    """
    required = [seat for seat in meeting.seats if seat.required]
    ways: dict[Hashable, list[Hashable]] = {
        ("seat", seat.id): [("person", person) for person in seat.people if person in there] for seat in meeting.seats
    }
    if not any(ways.values()):
        return None
    spared: dict[Hashable, list[Hashable]] = {}
    for number, organisations in enumerate(meeting.rule):
        able = [seat for seat in meeting.seats if seat.organisation in organisations]
        ways["group", number] = [("required" if seat.required else "seat", seat.id) for seat in able]
        spared["group", number] = [("required", seat.id) for seat in able if seat.required]
    begins = [*spared, *(("seat", seat.id) for seat in required)]
    if disjoint(ways, begins) < len(begins):
        return None
    return max(1, len(begins) - disjoint(spared, spared))


def disjoint(ways: Ways, begins: Collection[Hashable]) -> int:
    """How many paths lead from different beginnings to ends without sharing a node, at most; no way leads in a ring."""
    arcs: dict[Hashable, set[Hashable]] = {_SOURCE: {("in", begin) for begin in begins}}
    for node in {*ways, *(end for ends in ways.values() for end in ends)}:
        arcs["in", node] = {("out", node)}
        arcs["out", node] = {("in", end) for end in ways[node]} if node in ways else {_SINK}
    found = 0
    while path := _path(arcs):
        for here, there in pairwise(path):
            arcs[here].remove(there)
            arcs.setdefault(there, set()).add(here)
        found += 1
    return found


def _path(arcs: Mapping[Hashable, Collection[Hashable]]) -> list[Hashable]:
    came_from: dict[Hashable, Hashable] = {}
    waiting: deque[Hashable] = deque([_SOURCE])
    while waiting:
        here = waiting.popleft()
        for there in arcs.get(here, ()):
            if there not in came_from and there != _SOURCE:
                came_from[there] = here
                waiting.append(there)
        if _SINK in came_from:
            break
    else:
        return []
    path: list[Hashable] = [_SINK]
    while path[-1] != _SOURCE:
        path.append(came_from[path[-1]])
    return path[::-1]
