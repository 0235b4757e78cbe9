"""Which lines the picture draws between whom: deviations always, and what is recorded of the seat that is picked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from services.contacts.facts import End
from services.network import rules
from services.network.drawn.layout import Figure, Layout
from services.network.drawn.looks import LINES_AT_FIRST, Line
from services.network.drawn.seats import Box
from services.network.facts import Finding, NetworkFacts

Item = Box | Figure


@dataclass(frozen=True)
class Strand:
    """One line between two that stand in the picture; `ranks` are its findings, `arrows` the keys it points to."""

    one: Item
    other: Item
    state: Line
    ranks: tuple[int, ...] = ()
    arrows: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of both ends, whichever comes first."""
        return frozenset((self.one.key, self.other.key))


def deviations(layout: Layout, findings: Iterable[Finding]) -> tuple[Strand, ...]:
    """Missing, stale and forbidden contacts and conflicts of interest, each line once with all its numbers.

    A line inside one fold is none: its number stands on the fold.
    """
    found: dict[tuple[frozenset[str], Line], Strand] = {}
    for finding in findings:
        if (state := LINES_AT_FIRST.get(finding.kind)) is None:
            continue
        for one, other in _ends(layout, finding.pairs):
            key = (frozenset((one.key, other.key)), state)
            before = found.get(key)
            ranks = dict.fromkeys((*(before.ranks if before else ()), finding.rank))
            found[key] = Strand(one, other, state, tuple(ranks))
    return tuple(found.values())


def picked_keys(layout: Layout, picked: str | None) -> frozenset[str]:
    """The keys of what is picked: a seat, a person, or the open members of a fold; none for what is not there."""
    item = next((item for item in (*layout.boxes, *layout.figures) if item.key == picked), None)
    if isinstance(item, Box) and item.members:
        inside = item.names(everything=True)
        return frozenset(box.key for box in layout.boxes if box.key in inside)
    return frozenset({item.key} if item else ())


def own_lines(layout: Layout, facts: NetworkFacts, own: frozenset[str]) -> tuple[Strand, ...]:
    """What is recorded for who is picked: contacts and lines, agreements as arrows, private ties; a pair once."""
    found: dict[frozenset[str], Strand] = {}
    for state, one, other, arrow in _recorded(layout, facts):
        keys = frozenset((one.key, other.key))
        if own & keys:
            before = found.get(keys)
            arrows = before.arrows if before else frozenset()
            strongest = min(state, before.state) if before else state
            found[keys] = Strand(one, other, strongest, (), arrows | ({other.key} if arrow else set()))
    return tuple(found.values())


def last_days(layout: Layout, facts: NetworkFacts, own: frozenset[str]) -> dict[str, date]:
    """When who is picked was last in touch with each of the others, by their key."""
    found: dict[str, date] = {}
    for contact in facts.contacts:
        for pair in contact.pairs():
            ends = {item.key for item in (_end(layout, facts, end) for end in pair) if item}
            for other in ends - own if own & ends else ():
                found[other] = max(contact.happened_on, found.get(other, contact.happened_on))
    return found


def _recorded(layout: Layout, facts: NetworkFacts) -> Iterator[tuple[Line, Item, Item, bool]]:
    for agreement in facts.agreements:
        if agreement.ended_on is None or facts.today < agreement.ended_on:
            for one, other in _both(layout, facts, ((agreement.teller, agreement.told),)):
                yield Line.AGREED, one, other, True
    for contact in facts.contacts:
        for one, other in _both(layout, facts, contact.pairs()):
            yield Line.RECORDED, one, other, False
    spoken = ((seat.id, ref) for seat in facts.case.seats if not seat.barred for ref in seat.speaks_with)
    lines = sorted((min(line), max(line)) for line in map(sorted, rules.recorded_lines(facts.case)))
    for one, other in _ends(layout, (*spoken, *lines)):
        yield Line.RECORDED, one, other, False
    for tie in facts.ties:
        if tie.ended_on is None or facts.today < tie.ended_on:
            for one, other in _both(layout, facts, ((tie.first, tie.second),)):
                yield Line.TIE, one, other, False


def _ends(layout: Layout, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Item, Item]]:
    for pair in pairs:
        one, other = map(layout.at, pair)
        if one and other and one.key != other.key:
            yield one, other


def _both(layout: Layout, facts: NetworkFacts, pairs: Iterable[tuple[End, End]]) -> Iterator[tuple[Item, Item]]:
    for pair in pairs:
        one, other = (_end(layout, facts, end) for end in pair)
        if one and other and one.key != other.key:
            yield one, other


def _end(layout: Layout, facts: NetworkFacts, end: End) -> Item | None:
    """Who stands for an end; the contacts of a seat that ended belong to who holds it now."""
    if found := layout.at(end.key):
        return found
    ended = end.seat_id and all(seat.id != end.seat_id for seat in facts.case.seats)
    return layout.at(f"{end.organisation}/{end.role}") if ended else None
