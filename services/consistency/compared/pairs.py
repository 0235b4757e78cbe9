"""Two norms of different conditions held against each other. Pure.

What is asked or allowed against what is forbidden, and two things asked that do not go together. Two bans never
contradict each other, nor does what is only allowed and what is asked.

Source: `conditions.md` section 3, points 1 to 6.
"""

from collections.abc import Iterable

from models.terms import Modality
from services.consistency.compared.parts import base_and_owner
from services.consistency.compared.slots import Hit, hits, together
from services.consistency.compared.times import inside, meet, moment_of
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
    met = _hits(scales, want, ban, lenient=allowed)
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
    return _clash(one, other, Point.RELATION, found, values, surely=_at_once(one, other), label=row.label)


def single(scales: Scales, one: Weighed, other: Weighed) -> Clash | None:
    """Two places, moments or the like for something that can have only one."""
    named = _named_by(one, other)
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
    without = [one for one in other.own.regardless if result and scales.same_event(one, result)]
    if not event or not without or not _brings(scales, other, event):
        return None
    if not all(_concerns(scales, said, one) for said in (event, *without) for one in (first, other)):
        return None
    common = [slot for slot in _named_by(first, other) if slot in first.slots and slot in other.slots]
    met = [together(scales.parts, slot, first.slots, other.slots, _out(slot, first, other)) for slot in common]
    if None in met or not _same_time(scales, first, other, but=event):
        return None
    found = tuple(hit for hit in met if hit is not None) or (Hit(_OBJECT[0], open=True),)
    return _clash(first, other, Point.ORDER, found, ((event,), tuple(without)), surely=True, label=other.label)


# --- what they have in common


def _hits(scales: Scales, want: Weighed, ban: Weighed, *, lenient: bool) -> tuple[Hit, ...] | None:
    """Where a ban is hit, reckoned once for norms that differ in time only."""
    key = want.shape, ban.shape, lenient
    if key not in scales.met:
        known = ban.act.slots
        scales.met[key] = hits(scales.parts, want.slots, want.excepted, ban.slots, ban.excepted, known, lenient=lenient)
    return scales.met[key]


def _at_once(one: Weighed, other: Weighed) -> bool:
    """Whether no moment can be chosen for what is free that the other leaves alone."""
    if one.bound and other.bound:
        return True
    if one.bound or other.bound:
        free, fixed = (other, one) if one.bound else (one, other)
        return inside(free.term, fixed.term)
    return inside(one.term, other.term) or inside(other.term, one.term)


def _concerns(scales: Scales, event: str, one: Weighed) -> bool:
    """Whether an event of somebody is about those whom an act is done to."""
    owner = base_and_owner(event)[1]
    done_to = [one.slots[slot] for slot in _OBJECT if slot in one.slots]
    return not owner or not done_to or any(scales.parts.filling((owner,)).overlaps(held) for held in done_to)


def _named_by(one: Weighed, other: Weighed) -> list[str]:
    """The slots that tell whether two acts are done to the same; of acts that are done to nothing, their doer."""
    return [slot for slot in _OBJECT if slot in one.act.slots or slot in other.act.slots] or ["by"]


def _brings(scales: Scales, one: Weighed, event: str) -> bool:
    """Whether doing it is or brings about the event."""
    return any(name and scales.same_event(event, name) for name in (one.act.id, one.act.achieves))


def _answered(scales: Scales, one: Weighed, other: Weighed) -> bool:
    """Whether one holds only in cases in which the other does not."""
    if not one.own.unless and not other.own.unless:
        return False
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
    return ((name,), (name,)) if _apart(scales, name, one, other) else None


def _apart(scales: Scales, name: str, one: Weighed, other: Weighed) -> bool:
    """Whether one moment cannot be both: the terms in which they lie do not meet, or the same field says otherwise."""
    if name == "when":
        return not meet(one.term, other.term, scales.same_event)
    if name in ("hours", "days"):
        return not one.term.week & other.term.week
    first, second = (moment_of(norm, name) if name in MOMENTS else None for norm in (one.own, other.own))
    return first is not None and second is not None and (first[1] <= second[0] or second[1] <= first[0])


def _label(one: Weighed, other: Weighed) -> Words:
    return one.label if one.label != Words() else other.label


def _point(met: Iterable[Hit], want: Weighed, ban: Weighed, *, waits: bool) -> tuple[Point, tuple]:
    """What decides: time first, then a relation where one was needed to get there, then the slot that says most."""
    if waits or ban.term.limited:
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
