"""Parts of the minutes: what was noted per point, conditions, actions with what was said of them, corrections."""

from collections.abc import Iterable

from services.agenda.words import shown_title
from services.documents import phrases
from services.documents.sheets.frame import calm, table
from services.documents.word.layout import Block, BulletList, Callout, Cell, Heading, Line, Paragraph, Span, Text
from services.minutes.facts import Minutes, Noted, Record, Said
from services.minutes.words import byline, said_words, telling_words
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanContradiction
from services.wording import Say
from services.wording.labels import label


def noted(say: Say, record: Record) -> list[Block]:
    """What was noted, point by point; a point that its reader does not see keeps no number."""
    blocks: list[Block] = [Heading(say("What was said"))]
    if not record.notes:
        return [*blocks, calm(say("Nothing was noted that this reader may read."))]
    titles = {point.number: shown_title(say, point.title) for point in record.points}
    for point in dict.fromkeys(note.point for note in record.notes):
        default = say("Before the first point") if point == 0 else say("Closed part, for some of those invited")
        blocks.append(Heading(titles.get(point, default), level=2))
        for note in record.notes:
            if note.point == point:
                blocks += _note(say, note)
    return blocks


def _note(say: Say, note: Noted) -> list[Block]:
    lines = [part for part in note.text.splitlines() if part.strip()]
    by = byline(say, note)
    return [*(Paragraph(part) for part in lines), *([Paragraph(by, quiet=True)] if by else [])]


def actions(say: Say, title: str, found: Iterable[PlanAction], nothing: str, said: Iterable[Said]) -> list[Block]:
    """Actions with their state, who tells the victim, and what was said of each."""
    told: dict[str, list[Said]] = {}
    for one in said:
        told.setdefault(one.action, []).append(one)
    rows = [_action(say, action, told.get(action.number, [])) for action in found]
    if not rows:
        return [Heading(title), calm(nothing)]
    columns = (
        (say("No."), 8),
        (say("Action"), 43),
        (say("Organisation"), 21),
        (say("By when"), 14),
        (say("State"), 14),
    )
    return [Heading(title), table(title, say("Per action who does it, by when, and its state."), columns, rows)]


def _action(say: Say, action: PlanAction, said: Iterable[Said]) -> tuple[Cell, ...]:
    if action.withheld:
        return (action.number, phrases.stub(say, action), *(phrases.NOTHING,) * 3)
    reported = (say("Reported {day}", day=say.short_day(action.reported_on)),) if action.reported_on else ()
    what: list[Text] = [action.what, *phrases.if_not(say, action)]
    if telling := telling_words(say, action):
        what.append(_quiet(telling))
    what += [_quiet(said_words(say, one)) for one in said]
    return (
        action.number,
        tuple(what),
        phrases.organisation(say, action.owner),
        phrases.due(say, action.due),
        (label(say, action.status), *reported),
    )


def _quiet(text: str) -> Line:
    return Line((Span(text, quiet=True),))


def conditions(say: Say, found: Iterable[PlanCondition]) -> list[Block]:
    """Conditions and what was decided on each."""
    heading = Heading(say("Conditions and what was decided"))
    rows = [_condition(say, condition) for condition in found]
    if not rows:
        return [heading, calm(say("Nothing was decided on conditions."))]
    columns = ((say("No."), 8), (say("Condition"), 52), (say("Responsible"), 22), (say("Decision"), 18))
    told = say("Per condition who sees to it and what was decided.")
    return [heading, table(say("Conditions and what was decided"), told, columns, rows)]


def _condition(say: Say, condition: PlanCondition) -> tuple[Cell, ...]:
    if condition.withheld:
        return condition.number, phrases.stub(say, condition), phrases.NOTHING, phrases.NOTHING
    who = phrases.organisation(say, condition.responsible or condition.organisation)
    decision = (label(say, condition.status), *phrases.gone(say, condition))
    return condition.number, condition.text, who, decision


def open_points(say: Say, plan: PlanContent) -> list[Block]:
    """Contradictions that are open, and what stayed open when the plan was adopted."""
    heading = Heading(say("Open points"))
    points = [_clash(say, one) for one in plan.contradictions if one.is_open]
    points += [" ".join((f"{phrases.open_point(say, one.key)}.", one.reason)).strip() for one in plan.open_points]
    return [heading, BulletList(tuple(points))] if points else [heading, calm(say("No points are open."))]


def _clash(say: Say, one: PlanContradiction) -> str:
    numbers = say.listed(list(one.conditions))
    if len(one.conditions) == 1:
        return say("{number} goes against a rule; this is still open.", number=numbers)
    return say("{numbers} do not go together; this is still open.", numbers=numbers)


def addenda(say: Say, minutes: Minutes) -> list[Block]:
    """Corrections that were added beneath locked minutes, with who and when; nothing while they are a draft."""
    if not minutes.addenda:
        return []
    blocks: list[Block] = [Heading(say("Corrections afterwards"))]
    for one in minutes.addenda:
        at = say.moment(one.added_at)
        by = say("{name}, {moment}", name=one.author, moment=at) if one.author else at
        blocks.append(Callout((*(part for part in one.text.splitlines() if part.strip()), by)))
    return blocks
