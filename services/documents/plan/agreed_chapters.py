"""Chapters 5 and 6 of the partners' plan: the conditions per theme with what was decided between them, and actions."""

from models.terms import Theme
from services.documents import phrases
from services.documents.plan.decided_chapter import decided
from services.documents.plan.pieces import calm, noted, table
from services.documents.word.layout import Block, Callout, Cell, Column, Heading, Table, Text, line, strong
from services.plans.facts import Due, PlanAction, PlanCondition, PlanContent
from services.wording import Say
from services.wording.labels import label


def conditions(say: Say, plan: PlanContent) -> list[Block]:
    """5: the safety conditions per theme, and what was decided where they could not all hold."""
    blocks: list[Block] = [Heading(say("Safety conditions"))]
    if not plan.conditions:
        return [*blocks, calm(say("No conditions have been recorded."))]
    for theme in Theme:
        under = [c for c in plan.conditions if c.theme is theme and not c.withheld]
        if under:
            blocks += [Heading(label(say, theme), level=2), _conditions(say, plan, label(say, theme), under)]
    withheld = [c for c in plan.conditions if c.withheld]
    if withheld:
        lines = tuple(f"{number} · {words}" for number, words in _stubs(say, withheld))
        blocks += [Heading(say("Waiting for the case director"), level=2), Callout(lines)]
    return [*blocks, *decided(say, plan)]


def _conditions(say: Say, plan: PlanContent, theme: str, under: list[PlanCondition]) -> Table:
    columns = (
        Column(say("No."), 6),
        Column(say("Condition"), 31),
        Column(say("Responsible"), 21),
        Column(say("By when"), 12),
        Column(say("Check"), 13),
        Column(say("State"), 17),
    )
    rows = tuple(
        (
            c.number,
            (c.text, *phrases.if_not(say, c), *phrases.gone(say, c), *phrases.open_against(say, plan, c)),
            phrases.organisation(say, c.responsible or c.organisation),
            phrases.day_of(say, c.due or _last_due(plan, c)),
            c.check or _checked_by(say, plan, c),
            label(say, c.status),
        )
        for c in under
    )
    return table(say("Conditions: {theme}", theme=theme), say("Per condition who sees to it and how."), columns, rows)


def _settling(plan: PlanContent, condition: PlanCondition) -> list[PlanAction]:
    return [action for action in plan.actions if condition.number in action.settles]


def _last_due(plan: PlanContent, condition: PlanCondition) -> Due:
    """Without a date of its own a condition must hold when the last of its actions is due."""
    dates = [action.due for action in _settling(plan, condition) if action.due]
    return max(dates, key=lambda due: due.timetuple()[:5], default=None)


def _checked_by(say: Say, plan: PlanContent, condition: PlanCondition) -> str:
    numbers = [action.number for action in _settling(plan, condition)]
    return say("Action {numbers}", numbers=say.listed(numbers)) if numbers else phrases.NOTHING


def actions(say: Say, plan: PlanContent) -> list[Block]:
    """6: who does what by when, and when they told how it went."""
    heading = Heading(say("Actions"))
    if not plan.actions:
        return [heading, calm(say("No actions have been recorded."))]
    columns = (
        Column(say("No."), 6),
        Column(say("Action"), 29),
        Column(say("Organisation"), 24),
        Column(say("By when"), 14),
        Column(say("State"), 11),
        Column(say("Reported on"), 16),
    )
    rows = tuple(_action(say, action) for action in plan.actions)
    told = say("Per action who does it, by when, its state, and when it was reported.")
    return [heading, table(say("Actions"), told, columns, rows)]


def _action(say: Say, action: PlanAction) -> tuple[Cell, ...]:
    if action.withheld:
        return (action.number, phrases.stub(say, action), *(phrases.NOTHING,) * 4)
    what: list[Text] = [action.what, *phrases.if_not(say, action)]
    if action.proof:
        what.append(noted(say("Shown by: {proof}", proof=action.proof)))
    if action.ends:
        what.append(noted(say("Ends on {day}", day=say.day(action.ends, weekday=False))))
    who: list[Text] = [line(strong(phrases.organisation(say, action.owner)))]
    if action.supporting:
        helping = say.listed([phrases.organisation(say, key) for key in action.supporting])
        who.append(noted(say("with {organisations}", organisations=helping)))
    reported: list[Text] = [phrases.day(say, action.reported_on)]
    reported += [noted(told) for told in phrases.telling(say, action)]
    due = phrases.due(say, action.due)
    return action.number, tuple(what), tuple(who), due, label(say, action.status), tuple(reported)


def _stubs(say: Say, withheld: list[PlanCondition]) -> list[tuple[str, str]]:
    """Same words once, with the numbers that they stand for."""
    grouped: dict[str, list[str]] = {}
    for item in withheld:
        grouped.setdefault(phrases.stub(say, item), []).append(item.number)
    return [(", ".join(numbers), words) for words, numbers in grouped.items()]
