"""The part of chapter 5 on conditions that could not all hold and on what was decided about them."""

from models.terms import Resolution
from services.documents import phrases
from services.documents.word.layout import (
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    Text,
    line,
    strong,
)
from services.plans.facts import PlanContent, PlanContradiction
from services.wording import Say
from services.wording.labels import label


def decided(say: Say, plan: PlanContent, level: int = 2) -> list[Block]:
    """Under a heading of `level`: per pair why it could not hold, what was decided, and who does not agree. An open
    point says who takes it on."""
    heading = Heading(say("Contradictory conditions and what was decided"), level=level)
    if not plan.contradictions:
        return [heading, Paragraph(say("No contradictory conditions have been recorded for this reader."), quiet=True)]
    columns = (Column(say("No."), 12), Column(say("What does not go together"), 54), Column(say("Decision"), 34))
    rows = tuple(_row(say, one) for one in plan.contradictions)
    told = say("Per contradiction why, what was decided, and who does not agree.")
    title = say("Contradictory conditions")
    return [heading, Table(columns, rows, title, told, caption=title)]


def _row(say: Say, one: PlanContradiction) -> tuple[Cell, ...]:
    why = one.why_en if say.language == "en" else one.why_nl
    decision: list[Text] = [line(strong(_outcome(say, one)))]
    if one.reason:
        decision.append(one.reason)
    decision += [_dissent(say, word.organisation, word.text) for word in one.dissent]
    return say.listed(list(one.conditions)), why, tuple(decision)


def _outcome(say: Say, one: PlanContradiction) -> str:
    """What was decided, with the number of what stands or came in place; who has an open point, and until when."""
    if one.resolution is Resolution.UNRESOLVED:
        return _open(say, one)
    if one.resolution is Resolution.ONE_STANDS and one.stands:
        return say("{number} stands, the other lapses", number=one.stands)
    if one.resolution is Resolution.HOLD_STANDS and one.stands and one.action:
        return say("The stop of {number} holds; the rest waits in {action}", number=one.stands, action=one.action)
    if one.resolution is Resolution.TO_COURT and one.action:
        return say("To court: {action}", action=one.action)
    if one.resolution is Resolution.AGREEMENT and one.action:
        return say("In their place: {action}", action=one.action)
    return label(say, one.resolution)


def _open(say: Say, one: PlanContradiction) -> str:
    if not one.owner:
        return say("Still open")
    owner = phrases.organisation(say, one.owner)
    if one.due:
        return say("Still open: {owner} takes it on, by {day}", owner=owner, day=say.short_day(one.due))
    return say("Still open: {owner} takes it on", owner=owner)


def _dissent(say: Say, organisation: str, text: str) -> Line:
    who = say("Does not agree: {organisation}.", organisation=phrases.organisation(say, organisation))
    return Line((Span(f"{who} ", strong=True), Span(text)))
