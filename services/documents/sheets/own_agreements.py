"""One organisation's own agreements: the only thing that a party outside the case conference gets."""

from services.documents import phrases
from services.documents.editions import Edition
from services.documents.word.layout import Block, Callout, Cell, Column, Heading, Layout, Paragraph, Table, Title, Tone
from services.plans.facts import PlanAction, PlanCondition, PlanContent
from services.wording import Say
from services.wording.labels import label, organisation_label


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The extract for one organisation: no risk, no persons, no other organisation's part."""
    plan = edition.content
    name = organisation_label(say, edition.reader.organisation or "")
    return Layout(
        title=say("Agreements"),
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("copy {copy}", copy=copy_code),
        receiver=say("Only for {receiver}", receiver=name),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(say, plan, name)),
        marking=phrases.marking(say, plan),
        properties=(("copy", copy_code),),
        table_word=say("Table"),
    )


def _blocks(say: Say, plan: PlanContent, name: str) -> list[Block]:
    adopted = say.day(plan.adopted_on, weekday=False)
    blocks: list[Block] = [
        Title(say("Agreements for {organisation}", organisation=name), say("Adopted on {day}", day=adopted)),
        Callout((say("In immediate danger: call 112."),), Tone.DANGER),
        Paragraph(
            say("These are your own agreements. Keep this sheet where only those who carry them out can read it.")
        ),
    ]
    if plan.conditions:
        blocks += [Heading(say("What was agreed"), numbered=False), _conditions(say, plan.conditions)]
    if plan.actions:
        blocks += [Heading(say("What is being done"), numbered=False), _actions(say, plan.actions)]
    if not plan.conditions and not plan.actions:
        blocks.append(Paragraph(say("There are no agreements for your organisation in this version."), quiet=True))
    ask = say("Something unclear, or does it not work? Call the case director:")
    reach = (organisation_label(say, plan.director_organisation), plan.director_number)
    blocks += [
        Heading(say("Questions"), numbered=False),
        Paragraph(f"{ask} {', '.join(part for part in reach if part)}."),
    ]
    return blocks


def _conditions(say: Say, items: tuple[PlanCondition, ...]) -> Table:
    columns = (
        Column(say("No."), 8),
        Column(say("Agreement"), 56),
        Column(say("By when"), 18),
        Column(say("State"), 18),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            item.number,
            (item.text, *phrases.if_not(say, item), *phrases.gone(say, item)),
            phrases.due(say, item.due) if item.due else phrases.NOTHING,
            label(say, item.status),
        )
        for item in items
    )
    return Table(columns, rows, say("What was agreed"), say("Your own agreements, with date and state."))


def _actions(say: Say, items: tuple[PlanAction, ...]) -> Table:
    columns = (Column(say("No."), 8), Column(say("Action"), 56), Column(say("By whom"), 18), Column(say("By when"), 18))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            item.number,
            (item.what, *phrases.if_not(say, item)),
            organisation_label(say, item.owner) if item.owner else say("a partner"),
            phrases.due(say, item.due),
        )
        for item in items
    )
    return Table(columns, rows, say("What is being done"), say("Actions that are about your agreements."))
