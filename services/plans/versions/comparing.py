"""What changed between two versions of the plan, item by item; and whether two are the same in substance. Pure.

Words before and after, owner and day; a change of the day or the owner alone counts. Who may read a change may read the
item as it was and as it is: its tier is the narrower of both.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import chain

from models.terms import ChangeKind, PlanStatus, Tier
from services.plans.appendices import ChangedPart, PlanChange
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanSignal, PlanWeighing
from services.plans.versions.pairing import actions_paired, conditions_paired, signals_paired, weighings_paired
from services.protection.rules import narrower

_NOT_SUBSTANCE = {
    "version": 0,
    "status": PlanStatus.DRAFT,
    "agreements": (),
    "versions": (),
    "changes": (),
    "open_points": (),
    "next_meeting": None,
    "contributions": (),
    "questions": (),
    "networks": (),
}
"""What is said of a version, what goes by with time, and the annexes and pictures that are drawn anew each time."""


def changes(before: PlanContent | None, after: PlanContent) -> tuple[PlanChange, ...]:
    """What became of every condition, action, weighing and signal of the plan, in that order: each at most once.

    Without a version before there is nothing to tell. What is withheld on either side counts as not there.
    """
    if before is None:
        return ()
    found = chain(
        _conditions(before, after), _actions(before, after), _weighings(before, after), _signals(before, after)
    )
    return tuple(found)


def same_substance(one: PlanContent, other: PlanContent) -> bool:
    """Whether two versions say the same: everything but number, status and day, what is said of a version (agreements,
    who was present, why a point may stay open), the days on which a report came or the victim was told, and what is
    reckoned from other versions or drawn anew."""
    return _substance(one) == _substance(other)


def _substance(content: PlanContent) -> PlanContent:
    seats = tuple(replace(seat, present=None) for seat in content.seats)
    actions = tuple(replace(action, reported_on=None, told_to_victim_on=None) for action in content.actions)
    return replace(content, adopted_on=date.min, seats=seats, actions=actions, **_NOT_SUBSTANCE)


# ---- conditions ----


def _conditions(before: PlanContent, after: PlanContent) -> Iterable[PlanChange]:
    pairs, gone, fresh = conditions_paired(before, after)
    became = {item.number: item for item in after.conditions}
    known = {item.number: item for item in before.conditions}
    yield from (_condition_added(item, known.get(item.number)) for item in fresh)
    yield from (change for old, new in pairs if (change := _condition_changed(old, new)))
    for item in gone:
        now = became.get(item.number)
        into = now.gone_into if now is not None and not now.withheld else ""
        tier = narrower(item.tier, now.tier) if now is not None and not now.withheld else item.tier
        yield PlanChange(
            ChangeKind.LAPSED,
            item.number,
            before=item.text,
            owner=item.responsible,
            due=item.due,
            tier=tier,
            owner_before=item.responsible,
            due_before=item.due,
            gone_into=into,
        )


def _condition_added(item: PlanCondition, lapsed_before: PlanCondition | None) -> PlanChange:
    """A condition that had lapsed and holds again is told with the words that it has now."""
    tier = narrower(item.tier, lapsed_before.tier) if lapsed_before and not lapsed_before.withheld else item.tier
    return PlanChange(ChangeKind.ADDED, item.number, after=item.text, owner=item.responsible, due=item.due, tier=tier)


def _condition_changed(old: PlanCondition, new: PlanCondition) -> PlanChange | None:
    parts = (
        (ChangedPart.HARD, old.hard, new.hard),
        (ChangedPart.CHECK, old.check, new.check),
        (ChangedPart.ORGANISATION, old.organisation, new.organisation),
        (ChangedPart.READERS, old.tier, new.tier),
    )
    told = PlanChange(
        ChangeKind.CHANGED,
        new.number,
        before=old.text,
        after=new.text,
        owner=new.responsible,
        due=new.due,
        tier=narrower(old.tier, new.tier),
        owner_before=old.responsible,
        due_before=old.due,
        also=_parts(parts),
    )
    return _with_if_not(told, old, new)


# ---- actions ----


def _actions(before: PlanContent, after: PlanContent) -> Iterable[PlanChange]:
    pairs, gone, fresh = actions_paired(before, after)
    for item in fresh:
        yield PlanChange(ChangeKind.ADDED, item.number, after=item.what, owner=item.owner, due=item.due, tier=item.tier)
    yield from (change for old, new in pairs if (change := _action_changed(old, new)))
    for item in gone:
        yield PlanChange(
            ChangeKind.LAPSED,
            item.number,
            before=item.what,
            owner=item.owner,
            due=item.due,
            tier=item.tier,
            owner_before=item.owner,
            due_before=item.due,
        )


def _action_changed(old: PlanAction, new: PlanAction) -> PlanChange | None:
    parts = (
        (ChangedPart.SUPPORTING, old.supporting, new.supporting),
        (ChangedPart.PROOF, old.proof, new.proof),
        (ChangedPart.ENDS, old.ends, new.ends),
        (ChangedPart.STATUS, old.status, new.status),
        (ChangedPart.TELLS_VICTIM, _telling(old), _telling(new)),
        (ChangedPart.READERS, old.tier, new.tier),
    )
    told = PlanChange(
        ChangeKind.CHANGED,
        new.number,
        before=old.what,
        after=new.what,
        owner=new.owner,
        due=new.due,
        tier=narrower(old.tier, new.tier),
        owner_before=old.owner,
        due_before=old.due,
        also=_parts(parts),
    )
    return _with_if_not(told, old, new)


def _telling(item: PlanAction) -> tuple[str, date | None]:
    return item.tells_victim, item.tell_victim_by


def _parts(parts: Iterable[tuple[ChangedPart, object, object]]) -> tuple[ChangedPart, ...]:
    return tuple(part for part, was, now in parts if was != now)


def _with_if_not(
    told: PlanChange, old: PlanCondition | PlanAction, new: PlanCondition | PlanAction
) -> PlanChange | None:
    """The change, or None where there is none. What to do if it fails may be for fewer readers: a change of that alone
    is told to them only, and beside another change it is named only when whoever reads that may read it too."""
    plain = _differs(told)
    if old.if_not == new.if_not:
        return told if plain else None
    tier = narrower(narrower(told.tier, _if_not_tier(old)), _if_not_tier(new))
    if plain and tier != narrower(told.tier, Tier.PARTNERS):
        return told
    return replace(told, tier=told.tier if plain else tier, also=(*told.also, ChangedPart.IF_NOT))


def _if_not_tier(item: PlanCondition | PlanAction) -> str:
    return narrower(item.if_not_tier or item.tier, narrower(item.tier, Tier.PARTNERS))


def _differs(told: PlanChange) -> bool:
    return (
        told.before != told.after
        or told.owner != told.owner_before
        or told.due != told.due_before
        or told.outcome != told.outcome_before
        or bool(told.also)
    )


# ---- weighings and signals ----


def _weighings(before: PlanContent, after: PlanContent) -> Iterable[PlanChange]:
    pairs, gone, fresh = weighings_paired(before, after)
    yield from (_weighing(ChangeKind.ADDED, None, item) for item in fresh)
    yield from (change for old, new in pairs if _differs(change := _weighing(ChangeKind.CHANGED, old, new)))
    yield from (_weighing(ChangeKind.LAPSED, item, None) for item in gone)


def _weighing(kind: ChangeKind, old: PlanWeighing | None, new: PlanWeighing | None) -> PlanChange:
    there = new or old
    if there is None:  # for the reader of types: one of both is there
        raise ValueError
    return PlanChange(
        kind,
        "",
        before=old.reason if old else "",
        after=new.reason if new else "",
        owner=there.organisation,
        due=there.weighed_on,
        tier=narrower(old.tier, new.tier) if old and new else there.tier,
        owner_before=old.organisation if old else "",
        due_before=old.weighed_on if old else None,
        measure=there.measure,
        outcome_before=old.outcome if old else None,
        outcome=new.outcome if new else None,
        also=(ChangedPart.READERS,) if old and new and old.tier != new.tier else (),
    )


def _signals(before: PlanContent, after: PlanContent) -> Iterable[PlanChange]:
    pairs, gone, fresh = signals_paired(before, after)
    yield from (PlanChange(ChangeKind.ADDED, "", after=_words(item), tier=item.tier) for item in fresh)
    for old, new in pairs:
        informs = ((old.signalled_by, old.inform), (new.signalled_by, new.inform))
        parts = ((ChangedPart.INFORM, *informs), (ChangedPart.READERS, old.tier, new.tier))
        told = PlanChange(
            ChangeKind.CHANGED,
            "",
            before=_words(old),
            after=_words(new),
            tier=narrower(old.tier, new.tier),
            also=_parts(parts),
        )
        if _differs(told):
            yield told
    yield from (PlanChange(ChangeKind.LAPSED, "", before=_words(item), tier=item.tier) for item in gone)


def _words(item: PlanSignal) -> str:
    return f"{item.signal}: {item.act}" if item.act else item.signal
