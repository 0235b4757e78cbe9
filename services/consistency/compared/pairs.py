"""Two norms of different conditions held against each other. Pure.

What is asked or allowed against what is forbidden, and two things asked that do not go together. Two bans never
contradict each other, nor does what is only allowed and what is asked.

Source: `conditions.md` section 3, points 1 to 6.
"""

from collections.abc import Iterable, Iterator

from models.terms import Modality
from services.consistency.compared.slots import Hit, hits, together
from services.consistency.compared.times import Term, inside, meet, moment_of
from services.consistency.compared.weighed import Scales, Weighed
from services.consistency.facts import Certainty, Clash, Point
from services.vocabulary.facts import Exclusion, Words
from services.vocabulary.rules import MOMENTS, SLOTS

_OBJECT = ("what", "to")
_SAYS_FIRST = ("what", "at", "via", "to", "by", "about")
_POINTS = {slot: Point(slot) for slot in ("what", "to", "at", "via", "by")}


def against_ban(scales: Scales, want: Weighed, ban: Weighed) -> Clash | None:
    """What is asked or allowed against what is forbidden, of the same act."""
    allowed = want.own.modality is Modality.MAY
    known = ban.act.slots
    met = hits(scales.parts, want.slots, want.excepted, ban.slots, ban.excepted, known, lenient=allowed)
    if met is None or not meet(want.term, ban.term, scales.same_event) or _answered(scales, want, ban):
        return None
    surely = allowed or want.bound or inside(want.term, ban.term)
    point, values = _point(met, want, ban, waits=not surely)
    return _clash(want, ban, point, met, values, surely=surely, label=want.label)


def excluded(scales: Scales, row: Exclusion, one: Weighed, other: Weighed) -> Clash | None:
    """Two acts that do not go together, asked of the same."""
    met = [together(scales.parts, slot, one.slots, other.slots, _out(slot, one, other)) for slot in row.same]
    if None in met or not _same_time(scales, one, other):
        return None
    found = tuple(hit for hit in met if hit is not None)
    values = (found[0].first, found[0].second) if found else ((), ())
    surely = (one.bound or inside(one.term, other.term)) and (other.bound or inside(other.term, one.term))
    if one.bound != other.bound:
        free, fixed = (other, one) if one.bound else (one, other)
        surely = inside(free.term, fixed.term)
    elif not one.bound:
        surely = False
    return _clash(one, other, Point.RELATION, found, values, surely=surely, label=row.label)


def single(scales: Scales, one: Weighed, other: Weighed) -> Clash | None:
    """Two places, moments or the like for something that can have only one."""
    named = [slot for slot in one.act.slots if slot in _OBJECT] or ["by"]
    for name in one.act.single:
        met = [
            together(scales.parts, slot, one.slots, other.slots, _out(slot, one, other))
            for slot in named
            if slot != name and (slot in one.slots or slot in other.slots or named == ["by"])
        ]
        if not met or None in met or _answered(scales, one, other) or _answered(scales, other, one):
            continue
        values = _two(scales, name, one, other)
        if values is not None:
            found = tuple(hit for hit in met if hit is not None)
            return _clash(one, other, Point.SINGLE, found, values, surely=True, label=_label(one, other))
    return None


def numbered(scales: Scales, least: Weighed, most: Weighed) -> Clash | None:
    """At least more than at most, of the same."""
    minimum, maximum = least.own.minimum, most.own.maximum
    if minimum is None or maximum is None or minimum <= maximum or not least.counts or most.depth:
        return None
    met = [
        together(scales.parts, slot, least.slots, most.slots, _out(slot, least, most))
        for slot in most.act.slots
        if slot in least.slots or slot in most.slots or slot == "by"
    ]
    if None in met or not _same_time(scales, least, most):
        return None
    found = tuple(hit for hit in met if hit is not None)
    return _clash(least, most, Point.NUMBER, found, ((str(minimum),), (str(maximum),)), surely=True, label=least.label)


def ordered(scales: Scales, first: Weighed, other: Weighed) -> Clash | None:
    """Something asked before an event, and that event asked even without what it brings about."""
    event, result = first.own.before_event, first.act.achieves
    if not event or not result or first.depth > 0:
        return None
    without = [one for one in other.own.regardless if scales.same_event(one, result)]
    if not without or not _brings(scales, other, event):
        return None
    met = [
        together(scales.parts, slot, first.slots, other.slots, _out(slot, first, other))
        for slot in _OBJECT
        if slot in first.slots and slot in other.slots
    ]
    if None in met or not _same_time(scales, first, other, but=event):
        return None
    found = tuple(hit for hit in met if hit is not None)
    return _clash(first, other, Point.ORDER, found, ((event,), tuple(without)), surely=True, label=other.label)


# --- what they have in common


def _brings(scales: Scales, one: Weighed, event: str) -> bool:
    """Whether doing it is or brings about the event."""
    return any(name and scales.same_event(event, name) for name in (one.act.id, one.act.achieves))


def _answered(scales: Scales, one: Weighed, other: Weighed) -> bool:
    """Whether one holds only in cases in which the other does not."""
    covered = scales.parts.covered
    return covered(one.own.if_, other.own.unless) or covered(other.own.if_, one.own.unless)


def _same_time(scales: Scales, one: Weighed, other: Weighed, but: str = "") -> bool:
    """Whether both are asked at some moment and in some case. `but`: an event that parts nothing here."""
    same = scales.same_event if not but else (lambda a, b: b != but and scales.same_event(a, b))
    return meet(one.term, other.term, same) and not _answered(scales, one, other)


def _out(slot: str, one: Weighed, other: Weighed) -> int:
    """What one of them excepts in a slot."""
    first, second = one.excepted.get(slot), other.excepted.get(slot)
    return (first.own if first else 0) | (second.own if second else 0)


def _two(scales: Scales, name: str, one: Weighed, other: Weighed) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two different places, persons or moments; None where they can be one."""
    if name in SLOTS:
        first, second = one.slots.get(name), other.slots.get(name)
        if (
            first is None
            or second is None
            or first.overlaps(second)
            or not meet(one.term, other.term, scales.same_event)
        ):
            return None
        return first.values, second.values
    if name in MOMENTS and (apart := _apart(name, one, other)):
        return apart
    return None


def _apart(name: str, one: Weighed, other: Weighed) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Two moments that cannot be one: both say the same field otherwise, or the terms in which they lie do not meet."""
    first, second = moment_of(one.own, name), moment_of(other.own, name)
    differ = first is not None and second is not None and (first[1] <= second[0] or second[1] <= first[0])
    ended = one.term.end <= other.term.start or other.term.end <= one.term.start
    return ((name,), (name,)) if differ or (name == "when" and ended) else None


def _label(one: Weighed, other: Weighed) -> Words:
    return one.label if one.label != Words() else other.label


def _point(met: Iterable[Hit], want: Weighed, ban: Weighed, *, waits: bool) -> tuple[Point, tuple]:
    """What decides: time first, then a relation where one was needed to get there, then the slot that says most."""
    if waits or ban.term != Term():
        return Point.TIME, ((), ())
    by_slot = {hit.slot: hit for hit in met}
    hit = next((by_slot[slot] for slot in _SAYS_FIRST if slot in by_slot), None)
    values = (hit.first, hit.second) if hit else ((), ())
    if want.label != Words():
        return Point.RELATION, values
    return (_POINTS.get(hit.slot, Point.ACT) if hit else Point.ACT), values


def _clash(
    one: Weighed, other: Weighed, point: Point, met: Iterable[Hit],
    values: tuple[tuple[str, ...], tuple[str, ...]], *, surely: bool, label: Words,
) -> Clash:  # fmt: skip
    open_slot = next((hit.slot for hit in met if hit.open), "")
    return Clash(
        certainty=Certainty.WAITS if not surely else Certainty.PROBABLE if open_slot else Certainty.CERTAIN,
        first=one.own,
        second=other.own,
        point=point,
        values=values,
        label=label,
        unless=tuple(dict.fromkeys((*one.own.unless, *other.own.unless))),
        open_slot=open_slot,
    )


def clashes(scales: Scales) -> Iterator[tuple[Weighed, Weighed, Clash]]:
    """Every clash between norms of different conditions, with the two that clash, in the order of `Clash`."""
    for act, bans in scales.banned.items():
        for want in scales.wanted.get(act, ()):
            for ban in bans:
                if want.place[0] != ban.place[0] and (clash := against_ban(scales, want, ban)):
                    yield want, ban, clash
    yield from _both_wanted(scales)


def _both_wanted(scales: Scales) -> Iterator[tuple[Weighed, Weighed, Clash]]:
    duties = {
        act: tuple(one for one in held if one.own.modality is Modality.MUST) for act, held in scales.wanted.items()
    }
    for row in scales.vocabulary.excludes:
        for one, other in _pairs(duties.get(row.acts[0], ()), duties.get(row.acts[1], ())):
            if clash := excluded(scales, row, one, other):
                yield one, other, clash
    for act, held in duties.items():
        if scales.vocabulary.acts[act].single:
            for one, other in _pairs(held, held):
                if clash := single(scales, one, other):
                    yield one, other, clash
        for least, most in _across([one for one in held if one.own.minimum is not None],
                                   [one for one in held if one.own.maximum is not None]):  # fmt: skip
            if clash := numbered(scales, least, most):
                yield least, most, clash
    everything = [one for held in duties.values() for one in held]
    firsts = [one for one in everything if one.own.before_event and one.act.achieves]
    for first, other in _across(firsts, [one for one in everything if one.own.regardless]):
        if clash := ordered(scales, first, other):
            yield first, other, clash


def _across(firsts: Iterable[Weighed], others: Iterable[Weighed]) -> Iterator[tuple[Weighed, Weighed]]:
    others = tuple(others)
    return ((one, other) for one in firsts for other in others if one.place[0] != other.place[0])


def _pairs(firsts: Iterable[Weighed], others: Iterable[Weighed]) -> Iterator[tuple[Weighed, Weighed]]:
    """Each two of different conditions once, the earlier condition first."""
    seen: set[tuple[int, int]] = set()
    for one, other in _across(firsts, others):
        earlier, later = (one, other) if one.place < other.place else (other, one)
        if (key := (id(earlier), id(later))) not in seen:
            seen.add(key)
            yield earlier, later
