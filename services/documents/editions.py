"""Editions: what each reader gets of a plan, as a projection of the data. Pure; nothing is ever hidden in a file.

Audiences (`rehearsal.md`): `partners`, `slachtoffer`, `ovj`, `organisatie-<org>` for a partner organisation,
`extract-<org>` for one organisation's or external party's own agreements. Each projection is an allow-list: a field
that is not named here does not reach the reader. Tiers are those of `domain.md` section 5.

A partner who must act on an item that it may not read gets a neutral stub in its place, an item that holds nothing but
its number and separately written words.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeVar

from models.terms import OrganisationKind, PersonRole, Theme, Tier
from services.errors import ServiceError
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanContradiction, PlanSeat
from services.protection.rules import ANY_PARTNER, INVESTIGATION_ORGANISATIONS, Reader, may_read, narrower

PARTNERS, VICTIM, PROSECUTOR = "partners", "slachtoffer", "ovj"
ORGANISATION, EXTRACT = "organisatie-", "extract-"

Item = TypeVar("Item", PlanCondition, PlanAction)


class EditionUnknown(ServiceError):
    """No such audience for this plan: the name is unknown, or the organisation has no seat that may have it."""

    code: ClassVar[str] = "documents.edition_unknown"


@dataclass(frozen=True)
class Edition:
    """A plan cut down to one reader. `left_out` counts conditions, actions, weighings and if-not texts not given."""

    audience: str
    reader: Reader
    content: PlanContent
    left_out: int


def audiences(content: PlanContent) -> tuple[str, ...]:
    """Every edition this plan has: three fixed ones, one per partner organisation, one per external party."""
    partners = dict.fromkeys(seat.organisation for seat in content.seats if not seat.external)
    external = dict.fromkeys(seat.organisation for seat in content.seats if seat.external)
    own = (*(ORGANISATION + org for org in partners), *(EXTRACT + org for org in external if org not in partners))
    return (PARTNERS, VICTIM, PROSECUTOR, *own)


def without(content: PlanContent, kept_out: Collection[tuple[str, str]]) -> PlanContent:
    """A plan without the seats of people who were barred after it was adopted (organisation and name).

    The frozen version keeps them; nothing that is issued from now on names them or is made for them.
    """
    return replace(content, seats=tuple(s for s in content.seats if (s.organisation, s.name) not in kept_out))


def reader_of(content: PlanContent, audience: str) -> Reader:
    """Who reads an edition. An external party can be given no more than an extract. Raises EditionUnknown."""
    fixed = {
        PARTNERS: Reader(ANY_PARTNER),
        VICTIM: Reader(None, victim=True),
        PROSECUTOR: Reader(OrganisationKind.OPENBAAR_MINISTERIE),
    }
    if audience in fixed:
        return fixed[audience]
    kind = next((kind for kind in (ORGANISATION, EXTRACT) if audience.startswith(kind)), None)
    organisation = audience.removeprefix(kind or "")
    seats = [seat for seat in content.seats if seat.organisation == organisation]
    if kind is None or not seats or (kind == ORGANISATION and any(seat.external for seat in seats)):
        raise EditionUnknown(audience=audience)
    return Reader(organisation, external=kind == EXTRACT)


def audience_of(content: PlanContent, organisation: str) -> str | None:
    """The edition that an organisation of this plan has; None for one without a seat in it."""
    external = {seat.external for seat in content.seats if seat.organisation == organisation}
    if not external:
        return None
    return (EXTRACT if True in external else ORGANISATION) + organisation


def project(content: PlanContent, audience: str) -> Edition:
    """The plan as this audience may read it. Raises EditionUnknown."""
    reader = reader_of(content, audience)
    if reader.victim:
        cut = _for_victim(content, reader)
    elif reader.external:
        cut = _for_own_agreements(content, reader)
    else:
        cut = _for_partner(content, reader)
    return Edition(audience, reader, cut, _size(content) - _size(cut))


def if_not_tier(item: PlanCondition | PlanAction) -> str:
    """Who may read an item's if-not text: its own tier, else the narrower of the item's tier and `partners`.

    An own tier never opens the text to who may not read the item: without the item it makes no sense.
    """
    return item.if_not_tier or narrower(item.tier, Tier.PARTNERS)


def _size(content: PlanContent) -> int:
    items = [item for item in (*content.conditions, *content.actions) if not item.withheld]
    return len(items) + len(content.weighings) + sum(1 for item in items if item.if_not)


# ---- partners: the whole plan by tier, stubs where they must act on what they may not read ----


def _for_partner(content: PlanContent, reader: Reader) -> PlanContent:
    tiered = {
        name: tuple(item for item in getattr(content, name) if may_read(item.tier, reader))
        for name in ("assessments", "weighings", "signals", "agreements", "versions")
    }
    actions = tuple(_readable(content.actions, reader, _action_stub))
    conditions = tuple(_readable(content.conditions, reader, _condition_stub))
    given = {item.number for item in (*conditions, *actions)}
    return replace(
        content,
        conditions=tuple(_gone(item, given) for item in conditions),
        actions=actions,
        contradictions=tuple(_decided(content.contradictions, reader, given)),
        **tiered,
    )


def _gone(item: PlanCondition, given: Collection[str]) -> PlanCondition:
    """What took the place of a condition is named only to who gets that as well."""
    return item if item.gone_into in given else replace(item, gone_into="")


def _decided(found: Iterable[PlanContradiction], reader: Reader, given: Collection[str]) -> Iterable[PlanContradiction]:
    """Whoever may not read one side gets nothing of it."""
    for one in found:
        if may_read(one.tier, reader):
            yield replace(
                one,
                action=one.action if one.action in given else "",
                dissent=tuple(word for word in one.dissent if may_read(word.tier, reader)),
            )


def _readable(items: Iterable[Item], reader: Reader, stub: Callable[[Item], Item]) -> Iterable[Item]:
    for item in items:
        if may_read(item.tier, reader):
            yield item if may_read(if_not_tier(item), reader) else replace(item, if_not="", if_not_tier="")
        elif item.approach or (_stands(item) and _must_act(item, reader)):
            yield stub(item)


def _stands(item: PlanCondition | PlanAction) -> bool:
    return not isinstance(item, PlanCondition) or item.holds


def _must_act(item: PlanCondition | PlanAction, reader: Reader) -> bool:
    doers = set(_doers(item))
    if reader.organisation != ANY_PARTNER:
        return reader.organisation in doers
    return item.tier == Tier.INVESTIGATION and bool(doers - INVESTIGATION_ORGANISATIONS - {""})


def _doers(item: PlanCondition | PlanAction) -> tuple[str, ...]:
    if isinstance(item, PlanAction):
        return (item.owner, *item.supporting)
    return (item.responsible, *item.obliges)


def _condition_stub(item: PlanCondition) -> PlanCondition:
    return PlanCondition(item.number, "", Theme.SPEAKING, item.stub, approach=item.approach, withheld=True)


def _action_stub(item: PlanAction) -> PlanAction:
    return PlanAction(item.number, item.stub, owner="", approach=item.approach, withheld=True)


# ---- the victim: what is done for her, and whom she can call ----


def _for_victim(content: PlanContent, reader: Reader) -> PlanContent:
    victims = {person.alias for person in content.persons if person.role is PersonRole.VICTIM}
    contacts = (seat for seat in content.seats if victims & set(seat.speaks_with) and not seat.external)
    return PlanContent(
        code=content.code,
        code_name="",
        version=content.version,
        status=content.status,
        adopted_on=content.adopted_on,
        issuer=content.issuer,
        fictional=content.fictional,
        review_on=content.review_on,
        emergency_word=content.emergency_word,
        seats=tuple(PlanSeat(seat.organisation, seat.role, name="", number=seat.number) for seat in contacts),
        actions=tuple(_told(action, reader) for action in content.actions if may_read(action.tier, reader)),
    )


def _told(action: PlanAction, reader: Reader) -> PlanAction:
    return PlanAction(
        number=action.number,
        what=action.what,
        owner=action.owner,
        tier=action.tier,
        due=action.due,
        ends=action.ends,
        if_not=action.if_not if may_read(if_not_tier(action), reader) else "",
        if_not_tier=action.if_not_tier,
    )


# ---- one organisation's own agreements, also for a party outside the case conference ----


def _for_own_agreements(content: PlanContent, reader: Reader) -> PlanContent:
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
        emergency_word="",
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
