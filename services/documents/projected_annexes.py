"""What a partner gets of what a plan tells beside its items: decisions, changes, questions, contributions. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from services.plans.appendices import PlanChange, PlanContribution, PlanQuestion
from services.plans.facts import PlanContradiction
from services.protection.rules import Reader, may_read, narrower


def decided_for(
    found: Iterable[PlanContradiction], reader: Reader, given: Collection[str], withheld: Collection[str]
) -> tuple[PlanContradiction, ...]:
    """Whoever may not read one side gets nothing of it. `withheld`: numbers that stand there with other words.

    Why it was decided so tells of the agreement that took their place: without that there is no reason either.
    """
    return tuple(
        replace(
            one,
            action=one.action if one.action in given else "",
            reason=one.reason if not one.action or one.action in set(given) - set(withheld) else "",
            dissent=tuple(word for word in one.dissent if may_read(word.tier, reader)),
        )
        for one in found
        if may_read(one.tier, reader)
    )


def changes_for(found: Iterable[PlanChange], reader: Reader, given: Collection[str]) -> tuple[PlanChange, ...]:
    """Whoever may not read an item as it was and as it is, gets nothing of what became of it; what took its place is
    named only to who gets that as well."""
    read = (one for one in found if may_read(one.tier, reader))
    return tuple(one if one.gone_into in given else replace(one, gone_into="") for one in read)


def questions_for(asked: Iterable[PlanQuestion], reader: Reader) -> tuple[PlanQuestion, ...]:
    """Each question once, in the fullest answer that this reader may read: the narrowest tier says most."""
    found: dict[str, PlanQuestion] = {}
    for one in asked:
        known = found.get(one.rule_id)
        if may_read(one.tier, reader) and (known is None or narrower(one.tier, known.tier) == one.tier):
            found[one.rule_id] = one
    return tuple(found.values())


def contributions_for(came: Iterable[PlanContribution]) -> tuple[PlanContribution, ...]:
    """Without how many conditions: a count would tell of those that this reader does not get."""
    return tuple(
        PlanContribution(
            organisation=one.organisation,
            received_on=one.received_on,
            how=one.how,
            form_code=one.form_code,
            nothing_to_add=one.nothing_to_add,
        )
        for one in came
    )
