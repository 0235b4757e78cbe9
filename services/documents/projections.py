"""What each kind of reader gets of a plan: allow-list projections by tier (`domain.md` section 5). Pure.

A field that is not named here reaches nobody. `editions` says which reader gets which projection.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from models.terms import Theme, Tier
from services.documents.free_texts import FreeText, texts_for
from services.documents.projected_annexes import changes_for, contributions_for, decided_for, questions_for
from services.plans.acting import acting_item, gets_stub
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanSignal
from services.protection.rules import Reader, may_read, narrower

Item = TypeVar("Item", PlanCondition, PlanAction)


def if_not_tier(item: PlanCondition | PlanAction) -> str:
    """Who may read an item's if-not text: its own tier, else the narrower of the item's tier and `partners`.

    An own tier never opens the text to who may not read the item: without the item it makes no sense.
    """
    return item.if_not_tier or narrower(item.tier, Tier.PARTNERS)


# ---- partners: the whole plan by tier, stubs where they must act on what they may not read ----


_SHARED = (
    "code",
    "code_name",
    "version",
    "status",
    "adopted_on",
    "issuer",
    "risk",
    "fictional",
    "director_role",
    "director_organisation",
    "director_number",
    "valid_until",
    "review_on",
    "next_meeting",
    "hold_in_force",
    "legal_basis",
    "retention_until",
    "persons",
    "seats",
    "networks",
    "changed_since",
)
_TIERED = ("assessments", "weighings", "signals", "agreements", "versions")


def for_partner(content: PlanContent, reader: Reader) -> PlanContent:
    """The plan for a partner organisation, for all partners together, or for the prosecution."""
    actions = tuple(_readable(content.actions, reader, _action_stub))
    conditions = tuple(_readable(content.conditions, reader, _condition_stub))
    given = {item.number for item in (*conditions, *actions)}
    told = {item.number for item in conditions if not item.withheld}
    withheld = {item.number for item in (*conditions, *actions) if item.withheld}
    fields = {name: getattr(content, name) for name in _SHARED}
    fields |= {name: tuple(item for item in getattr(content, name) if may_read(item.tier, reader)) for name in _TIERED}
    return PlanContent(
        **fields,
        **texts_for(content, reader, *FreeText),
        core=tuple(number for number in content.core if number in told),
        conditions=tuple(_gone(item, given) for item in conditions),
        actions=actions,
        contradictions=decided_for(content.contradictions, reader, given, withheld),
        changes=changes_for(content.changes, reader, given),
        questions=questions_for(content.questions, reader),
        contributions=contributions_for(content.contributions),
    )


def _gone(item: PlanCondition, given: Collection[str]) -> PlanCondition:
    """What took the place of a condition is named only to who gets that as well."""
    return item if item.gone_into in given else replace(item, gone_into="")


def _readable(items: Iterable[Item], reader: Reader, stub: Callable[[Item, str], Item]) -> Iterable[Item]:
    for item in items:
        if may_read(item.tier, reader):
            yield item if may_read(if_not_tier(item), reader) else replace(item, if_not="", if_not_tier="")
        elif gets_stub(acting_item(item), reader):
            yield stub(item, stub_words(item, reader))


def stub_words(item: PlanCondition | PlanAction, reader: Reader) -> str:
    """What is written for this reader in place of an item: for their organisation, else for whoever must act on it."""
    return dict(item.stubs).get(reader.organisation or "", "") or item.stub


def _condition_stub(item: PlanCondition, words: str) -> PlanCondition:
    return PlanCondition(item.number, "", Theme.SPEAKING, words, approach=item.approach, withheld=True)


def _action_stub(item: PlanAction, words: str) -> PlanAction:
    return PlanAction(item.number, words, owner="", approach=item.approach, withheld=True)


def for_prosecution(content: PlanContent, reader: Reader) -> PlanContent:
    """What stands on the prosecutor's sheet: the questions, every agreement and weighing that the prosecution may read,
    and whom to call. None of the plan's free texts: the prosecution's own copy of the plan has those."""
    whole = for_partner(content, reader)
    return PlanContent(**{name: getattr(whole, name) for name in _ON_THE_SHEET})


_ON_THE_SHEET = (
    *("code", "code_name", "version", "status", "adopted_on", "issuer", "fictional", "hold_in_force", "changed_since"),
    *("director_role", "director_organisation", "director_number", "seats"),
    *("conditions", "actions", "contradictions", "weighings", "questions"),
)


# ---- a team's task slip: what it does itself, and nobody else's part ----


def for_own_tasks(content: PlanContent, reader: Reader) -> PlanContent:
    """What one partner organisation does itself, what it holds to, and what it signals. No risk, no people, no others'
    part."""
    own = reader.organisation or ""
    actions = [
        item
        for item in _readable(content.actions, reader, _action_stub)
        if item.withheld or own in (*acting_item(item).doers, item.tells_victim)
    ]
    conditions = [
        item
        for item in _readable(content.conditions, reader, _condition_stub)
        if item.withheld or (item.holds and own in acting_item(item).doers)
    ]
    return PlanContent(
        code=content.code,
        code_name="",
        version=content.version,
        status=content.status,
        adopted_on=content.adopted_on,
        issuer=content.issuer,
        fictional=content.fictional,
        director_role=content.director_role,
        director_organisation=content.director_organisation,
        director_number=content.director_number,
        review_on=content.review_on,
        **texts_for(content, reader, FreeText.EMERGENCY_WORD),
        hold_in_force=content.hold_in_force,
        conditions=tuple(_held_condition(item) for item in conditions),
        actions=tuple(_own_task(item) for item in actions),
        signals=tuple(
            PlanSignal(one.signal, one.act, tier=one.tier) for one in content.signals if may_read(one.tier, reader)
        ),
    )


def _held_condition(item: PlanCondition) -> PlanCondition:
    if item.withheld:
        return item
    return PlanCondition(
        number=item.number,
        organisation="",
        theme=item.theme,
        text=item.text,
        tier=item.tier,
        hard=item.hard,
        if_not=item.if_not,
        if_not_tier=item.if_not_tier,
        responsible=item.responsible,
        due=item.due,
        check=item.check,
        status=item.status,
        obliges=item.obliges,
    )


def _own_task(item: PlanAction) -> PlanAction:
    if item.withheld:
        return item
    return PlanAction(
        number=item.number,
        what=item.what,
        owner=item.owner,
        tier=item.tier,
        supporting=item.supporting,
        due=item.due,
        proof=item.proof,
        if_not=item.if_not,
        if_not_tier=item.if_not_tier,
        ends=item.ends,
        status=item.status,
        reported_on=item.reported_on,
        told_to_victim_on=item.told_to_victim_on,
        tells_victim=item.tells_victim,
        tell_victim_by=item.tell_victim_by,
    )


# ---- one organisation's own agreements, also for a party outside the case conference ----


def for_own_agreements(content: PlanContent, reader: Reader) -> PlanContent:
    """What one organisation agreed to itself, and what others do where all of it is about that."""
    organisation = reader.organisation or ""
    conditions = [item for item in content.conditions if _owns(item, organisation)]
    given = {item.number for item in conditions}
    actions = [item for item in content.actions if _owns(item, organisation) or _settles_only(item, given)]
    numbers = given | {item.number for item in actions}
    return PlanContent(
        code=content.code,
        code_name="",
        version=content.version,
        status=content.status,
        adopted_on=content.adopted_on,
        issuer=content.issuer,
        fictional=content.fictional,
        director_role=content.director_role,
        director_organisation=content.director_organisation,
        director_number=content.director_number,
        valid_until=content.valid_until,
        conditions=tuple(_gone(_own_condition(item, reader), numbers) for item in conditions),
        actions=tuple(_own_action(item, reader) for item in actions),
    )


def _owns(item: PlanCondition | PlanAction, organisation: str) -> bool:
    """Whether it is this organisation's own agreement. What is for the investigation or for another never is."""
    if item.tier not in (Tier.PARTNERS, Tier.VICTIM) and not may_read(item.tier, Reader(organisation, external=True)):
        return False
    if isinstance(item, PlanAction):
        return organisation in (item.owner, *item.supporting)
    return organisation in (item.organisation, item.responsible, *item.obliges)


def _settles_only(action: PlanAction, conditions: set[str]) -> bool:
    """An action of others is theirs to read where every condition it settles is theirs and nothing else is in it."""
    return action.tier in (Tier.PARTNERS, Tier.VICTIM) and bool(action.settles) and set(action.settles) <= conditions


def _own_condition(item: PlanCondition, reader: Reader) -> PlanCondition:
    own = reader.organisation
    return PlanCondition(
        number=item.number,
        organisation=item.organisation if item.organisation == own else "",
        theme=item.theme,
        text=item.text,
        tier=item.tier,
        hard=item.hard,
        if_not=item.if_not if may_read(if_not_tier(item), reader) else "",
        if_not_tier=item.if_not_tier,
        responsible=item.responsible if item.responsible == own else "",
        due=item.due,
        status=item.status,
        gone_into=item.gone_into,
    )


def _own_action(item: PlanAction, reader: Reader) -> PlanAction:
    return PlanAction(
        number=item.number,
        what=item.what,
        owner=item.owner if item.owner == reader.organisation else "",
        tier=item.tier,
        due=item.due,
        if_not=item.if_not if may_read(if_not_tier(item), reader) else "",
        if_not_tier=item.if_not_tier,
        ends=item.ends,
        status=item.status,
    )
