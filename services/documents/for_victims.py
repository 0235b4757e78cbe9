"""What a victim gets of a plan: what is done for her, and whom she can call (`domain.md` section 5). Pure.

Of several victims in one case each has an edition of her own: what was agreed for another one alone is not in it.
"""

from models.terms import PersonRole
from services.documents.free_texts import FreeText, texts_for
from services.documents.projections import if_not_tier
from services.plans.facts import PlanAction, PlanContent, PlanSeat
from services.protection.rules import Reader, hits, may_read

VICTIM = "slachtoffer"
"""The audience of the first victim of a case; `slachtoffer-2` is that of the second, in the order of the case."""


def victim_audiences(content: PlanContent) -> tuple[str, ...]:
    """One edition per victim; one also where nobody was recorded as a victim."""
    return (VICTIM, *(f"{VICTIM}-{number}" for number in range(2, len(_victims(content)) + 1)))


def for_victim(content: PlanContent, audience: str, reader: Reader) -> PlanContent:
    """What is done for this victim, by which organisations, and which seats speak with her."""
    victims, place = _victims(content), victim_audiences(content).index(audience)
    alias = victims[place] if victims else ""
    contacts = (seat for seat in content.seats if alias in seat.speaks_with and not seat.external)
    hers = (action for action in content.actions if may_read(action.tier, reader) and _concerns(content, action, alias))
    return PlanContent(
        code=content.code,
        code_name="",
        version=content.version,
        status=content.status,
        adopted_on=content.adopted_on,
        issuer=content.issuer,
        fictional=content.fictional,
        review_on=content.review_on,
        **texts_for(content, reader, FreeText.EMERGENCY_WORD),
        seats=tuple(PlanSeat(seat.organisation, seat.role, name="", number=seat.number) for seat in contacts),
        actions=tuple(_told(action, reader) for action in hers),
    )


def _victims(content: PlanContent) -> tuple[str, ...]:
    return tuple(person.alias for person in content.persons if person.role is PersonRole.VICTIM)


def _concerns(content: PlanContent, action: PlanAction, alias: str) -> bool:
    """Whether an action is hers to read: it names no other victim, in its words or by the conditions that it comes
    from, unless it is about her as well."""
    others = [one for one in _victims(content) if one != alias]
    if not others:
        return True
    named = {one for c in content.conditions if c.number in action.settles for one in c.victims}
    named |= set(hits(f"{action.what}\n{action.if_not}", (alias, *others)))
    return alias in named or not named & set(others)


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
