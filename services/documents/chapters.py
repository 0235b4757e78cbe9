"""The first six chapters of the partners' plan (`word.md`). Each takes a plan already cut down to its reader.

A chapter without data says so in one calm line.
"""

from models.terms import Theme
from services.documents import phrases
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    Text,
    Tone,
    line,
    strong,
)
from services.plans.facts import Due, PlanAction, PlanCondition, PlanContent
from services.wording import Say
from services.wording.labels import label

_CORE = 5


def core(say: Say, plan: PlanContent) -> list[Block]:
    """1: the hold, and the three to five hard conditions that everyone must know."""
    blocks: list[Block] = [Heading(say("The plan in brief"))]
    if plan.hold_in_force:
        stop = say("Stop: nobody approaches the alleged perpetrator until the case director releases this.")
        blocks.append(Callout((line(strong(stop)),), Tone.DANGER))
    standing = [c for c in plan.conditions if c.holds and not c.withheld]
    hard = [c for c in standing if c.hard][:_CORE] or standing[:_CORE]
    if not hard:
        return [*blocks, _calm(say("No conditions have been recorded."))]
    return [*blocks, BulletList(tuple(_pointed(say, condition) for condition in hard))]


def _pointed(say: Say, condition: PlanCondition) -> Line:
    who = phrases.organisation(say, condition.responsible or condition.organisation)
    return line(condition.text, Span(f" ({condition.number} · {who})", quiet=True))


def situation(say: Say, plan: PlanContent) -> list[Block]:
    """2: what happened, and the private persons by alias."""
    blocks: list[Block] = [Heading(say("Situation and people"))]
    blocks.append(Paragraph(plan.summary) if plan.summary else _calm(say("No summary has been recorded.")))
    if plan.persons:
        columns = (Column(say("Person"), 40), Column(say("Part in the case"), 40), Column(say("Age"), 20))
        rows = tuple(
            (p.alias, label(say, p.role), str(p.age) if p.age is not None else phrases.NOTHING) for p in plan.persons
        )
        blocks.append(
            _table(say("People in the case"), say("Every person by alias, with part and age."), columns, rows)
        )
    return blocks


def risk(say: Say, plan: PlanContent) -> list[Block]:
    """3: outcomes of instruments; one that was asked for and has not come says so."""
    heading = Heading(say("Risk and what it means"))
    if not plan.assessments:
        return [heading, _calm(say("No assessment has been received yet."))]
    columns = (
        Column(say("Instrument"), 24),
        Column(say("Date"), 14),
        Column(say("By"), 18),
        Column(say("Outcome"), 20),
        Column(say("Explanation"), 24),
    )
    rows = tuple(
        (
            label(say, a.instrument),
            phrases.day(say, a.assessed_on),
            phrases.organisation(say, a.by_organisation),
            line(strong(a.outcome)) if a.outcome else say("Not received"),
            a.explanation or phrases.NOTHING,
        )
        for a in plan.assessments
    )
    return [heading, _table(say("Assessments"), say("Per instrument date, assessor and outcome."), columns, rows)]


def network(say: Say, plan: PlanContent) -> list[Block]:
    """4: who does what, who speaks with whom, and who was there where that is known. External parties are no part."""
    heading = Heading(say("Partner network"))
    seats = [seat for seat in plan.seats if not seat.external]
    if not seats:
        return [heading, _calm(say("No partners have been recorded."))]
    reachable, met = any(seat.number for seat in seats), any(seat.present is not None for seat in seats)
    columns = [Column(say("Organisation"), 23), Column(say("Contact person"), 30)]
    columns += [Column(say("Reachable"), 15)] if reachable else []
    columns += [Column(say("Speaks with"), 22)]
    columns += [Column(say("At the meeting"), 12)] if met else []
    rows = []
    for seat in seats:
        role = phrases.role(say, seat.role)
        person: tuple[Text, ...] = (line(strong(seat.name or role)),)
        person += (seat.task or role,) if seat.name else ()
        cells: list[Cell] = [phrases.organisation(say, seat.organisation), person]
        cells += [seat.number or phrases.NOTHING] if reachable else []
        cells += [say.listed(seat.speaks_with) or phrases.NOTHING]
        cells += [_present(say, seat.present)] if met else []
        rows.append(tuple(cells))
    told = say("Per seat the contact person and with whom this person speaks.")
    if met:
        told = say("Per seat the contact person, with whom this person speaks, and attendance.")
    blocks: list[Block] = [heading, _table(say("Partners"), told, tuple(columns), tuple(rows))]
    silent = sorted({p.alias for p in plan.persons} - {alias for seat in seats for alias in seat.speaks_with})
    if silent:
        blocks.append(_calm(say("No fixed contact recorded for: {people}", people=say.listed(silent))))
    for point in plan.open_points:
        named = phrases.open_point(say, point.key)
        blocks.append(_calm(say("Open at adoption: {point}. {reason}", point=named, reason=point.reason)))
    return blocks


def conditions(say: Say, plan: PlanContent) -> list[Block]:
    """5: the safety conditions per theme."""
    blocks: list[Block] = [Heading(say("Safety conditions"))]
    if not plan.conditions:
        return [*blocks, _calm(say("No conditions have been recorded."))]
    for theme in Theme:
        under = [c for c in plan.conditions if c.theme is theme and not c.withheld]
        if under:
            blocks += [Heading(label(say, theme), level=2), _conditions(say, plan, label(say, theme), under)]
    withheld = [c for c in plan.conditions if c.withheld]
    if withheld:
        lines = tuple(f"{number} · {words}" for number, words in _stubs(say, withheld))
        blocks += [Heading(say("Waiting for the case director"), level=2), Callout(lines)]
    return blocks


def _conditions(say: Say, plan: PlanContent, theme: str, under: list[PlanCondition]) -> Table:
    columns = (
        Column(say("No."), 6),
        Column(say("Condition"), 35),
        Column(say("Responsible"), 19),
        Column(say("By when"), 12),
        Column(say("Check"), 11),
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
    return _table(say("Conditions: {theme}", theme=theme), say("Per condition who sees to it and how."), columns, rows)


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
    """6: who does what by when."""
    heading = Heading(say("Actions"))
    if not plan.actions:
        return [heading, _calm(say("No actions have been recorded."))]
    columns = (
        Column(say("No."), 6),
        Column(say("Action"), 43),
        Column(say("Organisation"), 23),
        Column(say("By when"), 14),
        Column(say("State"), 14),
    )
    rows = tuple(_action(say, action) for action in plan.actions)
    return [heading, _table(say("Actions"), say("Per action who does it, by when, and its state."), columns, rows)]


def _action(say: Say, action: PlanAction) -> tuple[Cell, ...]:
    if action.withheld:
        return (action.number, phrases.stub(say, action), *(phrases.NOTHING,) * 3)
    what: list[Text] = [action.what, *phrases.if_not(say, action)]
    if action.proof:
        what.append(_noted(say("Shown by: {proof}", proof=action.proof)))
    if action.ends:
        what.append(_noted(say("Ends on {day}", day=say.day(action.ends, weekday=False))))
    who: list[Text] = [line(strong(phrases.organisation(say, action.owner)))]
    if action.supporting:
        helping = say.listed([phrases.organisation(say, key) for key in action.supporting])
        who.append(_noted(say("with {organisations}", organisations=helping)))
    state: list[Text] = [label(say, action.status)]
    if action.reported_on:
        state.append(_noted(say("Reported {day}", day=say.short_day(action.reported_on))))
    if action.told_to_victim_on:
        state.append(_noted(say("Victim told {day}", day=say.short_day(action.told_to_victim_on))))
    return action.number, tuple(what), tuple(who), phrases.due(say, action.due), tuple(state)


def _stubs(say: Say, withheld: list[PlanCondition]) -> list[tuple[str, str]]:
    """Same words once, with the numbers that they stand for."""
    grouped: dict[str, list[str]] = {}
    for item in withheld:
        grouped.setdefault(phrases.stub(say, item), []).append(item.number)
    return [(", ".join(numbers), words) for words, numbers in grouped.items()]


def _present(say: Say, present: bool | None) -> str:
    if present is None:
        return phrases.NOTHING
    return say("Present") if present else say("Absent")


def _noted(text: str) -> Line:
    return Line((Span(text, quiet=True),))


def _calm(text: str) -> Paragraph:
    return Paragraph(text, quiet=True)


def _table(title: str, description: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Table:
    return Table(columns, rows, title, description, caption=title)
