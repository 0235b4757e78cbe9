"""Who must act on an item of the plan, and who gets words in its place because they may not read it. Pure.

The one rule for the editions (`services.documents.editions`) and for the screen where those words are written.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from models.terms import ConditionStatus, Modality, Tier
from services.conditions.facts import ConditionView
from services.plans.facts import PlanAction, PlanCondition
from services.plans.orders import ActionView
from services.protection.rules import ANY_PARTNER, INVESTIGATION_ORGANISATIONS, Reader, may_read


@dataclass(frozen=True)
class Acting:
    """What the rule looks at. `doers`: keys of the organisations that it gives a task; `approach`: it is about
    approaching the alleged perpetrator, which everybody waits for; `stands`: it asks something by itself."""

    number: str
    tier: str
    doers: tuple[str, ...] = ()
    approach: bool = False
    stands: bool = True


def acting_item(item: PlanCondition | PlanAction) -> Acting:
    """The rule's view of an item of a plan."""
    if isinstance(item, PlanAction):
        return Acting(item.number, item.tier, (item.owner, *item.supporting), item.approach)
    return Acting(item.number, item.tier, (item.responsible, *item.obliges), item.approach, item.holds)


def acting_condition(view: ConditionView, names: Collection[str]) -> Acting:
    """The same of a condition on its way to the plan; `names` are the keys of the directory's organisations."""
    doers = (responsible(view, names), *obliged(view, names))
    return Acting(f"V{view.number}", view.tier, doers, view.holds_approach, not view.lapsed)


def acting_action(view: ActionView, settled: Iterable[ConditionView]) -> Acting:
    """The same of an action; `settled` are the conditions that it comes from."""
    return Acting(f"A{view.number}", view.tier, (view.owner, *view.supporting), about_approach(view, settled))


def responsible(view: ConditionView, names: Collection[str]) -> str:
    """Who sees to a condition. Where a private person is to do it, the organisation that asked for it does: no plan
    makes somebody responsible who does not sit at the table."""
    return view.done_by if view.done_by in names else view.organisation


def obliged(view: ConditionView, names: Collection[str]) -> tuple[str, ...]:
    """The organisations that have to do something: by the structured reading (`politie/wijkagent` is the police), and
    the one that was named as who does it."""
    duties = [norm for norm in view.reading or () if norm.modality is Modality.MUST]
    doers = [doer.partition("/")[0] for norm in duties for doer in norm.by]
    return tuple(dict.fromkeys(doer for doer in (*doers, view.done_by) if doer in names))


def about_approach(view: ActionView, settled: Iterable[ConditionView]) -> bool:
    """Whether an action is about approaching the alleged perpetrator, in the eyes of who may not read it."""
    return view.tier == Tier.INVESTIGATION and any(condition.holds_approach for condition in settled)


def must_act(item: Acting, reader: Reader) -> bool:
    """Whether this reader's organisation has a task in it; for the edition of all partners: any outside the tier."""
    if reader.organisation != ANY_PARTNER:
        return reader.organisation in item.doers
    return item.tier == Tier.INVESTIGATION and bool(set(item.doers) - INVESTIGATION_ORGANISATIONS - {""})


def gets_stub(item: Acting, reader: Reader) -> bool:
    """Whether a partner gets words in the place of an item: it may not read it, and has to act on it or wait for it."""
    if may_read(item.tier, reader):
        return False
    return item.approach or (item.stands and must_act(item, reader))


@dataclass(frozen=True)
class StubNeed:
    """One item and the organisations that get words in its place."""

    item_id: str
    number: str
    organisations: tuple[str, ...]
    approach: bool = False


def stubs_needed(items: Iterable[tuple[str, Acting]], organisations: Iterable[str]) -> tuple[StubNeed, ...]:
    """For each item (by id) the partner organisations that get words in its place; items that need none are left out.

    `organisations`: keys of those with a seat in the case conference; an external party never gets such words.
    """
    partners = tuple(dict.fromkeys(organisations))
    found = (
        StubNeed(item_id, item.number, tuple(o for o in partners if gets_stub(item, Reader(o))), item.approach)
        for item_id, item in items
    )
    return tuple(need for need in found if need.organisations)


STANDING = (ConditionStatus.SUBMITTED, ConditionStatus.ACCEPTED, ConditionStatus.CHANGED)
"""Conditions for which words can be needed: also those on which nobody decided yet, so that they are ready in time."""
