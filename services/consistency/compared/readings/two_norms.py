"""Two norms of different conditions held against each other. Pure.

What is asked or allowed against what is forbidden, and two things asked that do not go together. Two bans never
contradict each other, nor does what is only allowed and what is asked.

Source: `conditions.md` section 3, points 1 to 6.
"""

from collections.abc import Iterable

from models.terms import Modality
from services.consistency.compared.readings.demands import Demand, Demands
from services.consistency.compared.readings.parts import base_and_owner
from services.consistency.compared.readings.slots import Hit, hits, together
from services.consistency.compared.readings.times import inside, meet, moment_of
from services.consistency.facts import Certainty, Clash, Point
from services.vocabulary.facts import Exclusion, Words
from services.vocabulary.rules import MOMENTS, SLOTS

_OBJECT = ("what", "to")
_SAYS_FIRST = ("what", "at", "via", "to", "by", "about")
_POINTS = {slot: Point(slot) for slot in ("what", "to", "at", "via", "by")}


def against_ban(demands: Demands, want: Demand, ban: Demand) -> Clash | None:
    """What is asked or allowed against what is forbidden, of the same act."""
    allowed = want.own.modality is Modality.MAY
    met = _hits(demands, want, ban, lenient=allowed)
    if met is None or not meet(want.term, ban.term, demands.same_event) or _answered(demands, want, ban):
        return None
    surely = allowed or want.bound or inside(want.term, ban.term)
    point, values = _point(met, want, ban, waits=not surely)
    return _clash(want, ban, point, met, values, surely=surely, label=want.label)


def excluded(demands: Demands, row: Exclusion, one: Demand, other: Demand) -> Clash | None:
    """Two acts that do not go together, asked of the same."""
    found = _shared(demands, row.same, one, other)
    if found is None or not _same_time(demands, one, other):
        return None
    values = (found[0].first, found[0].second) if found else ((), ())
    return _clash(one, other, Point.RELATION, found, values, surely=_at_once(one, other), label=row.label)


def single(demands: Demands, one: Demand, other: Demand) -> Clash | None:
    """Two places, moments or the like for something that can have only one."""
    named = _named_by(one, other)
    for name in one.act.single:
        asked = [slot for slot in named if slot != name and (slot in one.slots or slot in other.slots or slot == "by")]
        found = _shared(demands, asked, one, other)
        if not found or _answered(demands, one, other) or _answered(demands, other, one):
            continue
        values = _two(demands, name, one, other)
        if values is not None:
            return _clash(one, other, Point.SINGLE, found, values, surely=True, label=_label(one, other))
    return None


def numbered(demands: Demands, least: Demand, most: Demand) -> Clash | None:
    """At least more than at most, of the same."""
    minimum, maximum = least.own.minimum, most.own.maximum
    if minimum is None or maximum is None or minimum <= maximum or not least.counts or most.depth:
        return None
    asked = [slot for slot in most.act.slots if slot in least.slots or slot in most.slots or slot == "by"]
    found = _shared(demands, asked, least, most)
    if found is None or not _same_time(demands, least, most):
        return None
    return _clash(least, most, Point.NUMBER, found, ((str(minimum),), (str(maximum),)), surely=True, label=least.label)


def ordered(demands: Demands, first: Demand, other: Demand) -> Clash | None:
    """Something asked before an event, and that event asked even without what it brings about."""
    event, result = first.own.before_event, first.act.achieves
    without = [one for one in other.own.regardless if result and demands.same_event(one, result)]
    if not event or not without or not _brings(demands, other, event):
        return None
    if not all(_concerns(demands, said, one) for said in (event, *without) for one in (first, other)):
        return None
    common = [slot for slot in _named_by(first, other) if slot in first.slots and slot in other.slots]
    found = _shared(demands, common, first, other)
    if found is None or not _same_time(demands, first, other, but=event):
        return None
    return _clash(
        first,
        other,
        Point.ORDER,
        found or (Hit(_OBJECT[0], open=True),),
        ((event,), tuple(without)),
        surely=True,
        label=other.label,
    )


# --- what they have in common


def _hits(demands: Demands, want: Demand, ban: Demand, *, lenient: bool) -> tuple[Hit, ...] | None:
    """Where a ban is hit, reckoned once for norms that differ in time only."""
    key = want.shape, ban.shape, lenient
    if key not in demands.met:
        sides = want.slots, want.excepted, ban.slots, ban.excepted
        demands.met[key] = hits(demands.parts, *sides, ban.act.slots, lenient=lenient)
    return demands.met[key]


def _shared(demands: Demands, slots: Iterable[str], one: Demand, other: Demand) -> tuple[Hit, ...] | None:
    """Where two duties speak of the same, slot by slot; None where in one of these they do not."""
    met = [together(demands.parts, slot, one.slots, other.slots, _out(slot, one, other)) for slot in slots]
    return None if None in met else tuple(hit for hit in met if hit is not None)


def _at_once(one: Demand, other: Demand) -> bool:
    """Whether no moment can be chosen for what is free that the other leaves alone."""
    if one.bound and other.bound:
        return True
    if one.bound or other.bound:
        free, fixed = (other, one) if one.bound else (one, other)
        return inside(free.term, fixed.term)
    return inside(one.term, other.term) or inside(other.term, one.term)


def _concerns(demands: Demands, event: str, one: Demand) -> bool:
    """Whether an event of somebody is about those whom an act is done to."""
    owner = base_and_owner(event)[1]
    done_to = [one.slots[slot] for slot in _OBJECT if slot in one.slots]
    return not owner or not done_to or any(demands.parts.filling((owner,)).overlaps(held) for held in done_to)


def _named_by(one: Demand, other: Demand) -> list[str]:
    """The slots that tell whether two acts are done to the same; of acts that are done to nothing, their doer."""
    return [slot for slot in _OBJECT if slot in one.act.slots or slot in other.act.slots] or ["by"]


def _brings(demands: Demands, one: Demand, event: str) -> bool:
    """Whether doing it is or brings about the event."""
    return any(name and demands.same_event(event, name) for name in (one.act.id, one.act.achieves))


def _answered(demands: Demands, one: Demand, other: Demand) -> bool:
    """Whether one holds only in cases in which the other does not."""
    if not one.own.unless and not other.own.unless:
        return False
    covered = demands.parts.covered
    return covered(one.own.if_, other.own.unless) or covered(other.own.if_, one.own.unless)


def _same_time(demands: Demands, one: Demand, other: Demand, but: str = "") -> bool:
    """Whether both are asked at some moment and in some case. `but`: an event that parts nothing here."""
    same = demands.same_event if not but else (lambda a, b: b != but and demands.same_event(a, b))
    return meet(one.term, other.term, same) and not _answered(demands, one, other)


def _out(slot: str, one: Demand, other: Demand) -> int:
    """What one of them excepts in a slot."""
    first, second = one.excepted.get(slot), other.excepted.get(slot)
    return (first.own if first else 0) | (second.own if second else 0)


def _two(demands: Demands, name: str, one: Demand, other: Demand) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """The two different places, persons or moments; None where they can be one."""
    if name in SLOTS:
        first, second = one.slots.get(name), other.slots.get(name)
        if (
            first is None
            or second is None
            or first.overlaps(second)
            or not meet(one.term, other.term, demands.same_event)
        ):
            return None
        return first.values, second.values
    return ((name,), (name,)) if _apart(demands, name, one, other) else None


def _apart(demands: Demands, name: str, one: Demand, other: Demand) -> bool:
    """Whether one moment cannot be both: the terms in which they lie do not meet, or the same field says otherwise."""
    if name == "when":
        return not meet(one.term, other.term, demands.same_event)
    if name in ("hours", "days"):
        return not one.term.week & other.term.week
    first, second = (moment_of(norm, name) if name in MOMENTS else None for norm in (one.own, other.own))
    return first is not None and second is not None and (first[1] <= second[0] or second[1] <= first[0])


def _label(one: Demand, other: Demand) -> Words:
    return one.label if one.label != Words() else other.label


def _point(met: Iterable[Hit], want: Demand, ban: Demand, *, waits: bool) -> tuple[Point, tuple]:
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
    one: Demand, other: Demand, point: Point, met: Iterable[Hit],
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
