"""A team's task slip: what it does itself, with boxes for a pen; what it holds to, what it signals, whom it calls.

Made to be carried on the street, so it says nothing of risk, of people's parts, or of what others do.
"""

from services.documents import phrases
from services.documents.editions import Edition
from services.documents.sheets.frame import BOX, calm, framed, of_plan, stop, table, whom_to_call
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Heading,
    Layout,
    Line,
    Paragraph,
    Span,
    Text,
    Title,
    Tone,
    line,
    strong,
)
from services.plans.facts import PlanAction, PlanContent
from services.wording import Say
from services.wording.labels import organisation_label


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The slip from an edition that holds nothing but this organisation's own part."""
    plan, own = edition.content, edition.reader.organisation or ""
    name = organisation_label(say, own)
    return framed(
        say,
        plan,
        title=say("Task slip"),
        code=of_plan(say, plan, copy_code),
        receiver=name,
        blocks=[
            *_opening(say, plan, name),
            *_tasks(say, plan, own),
            *_held(say, plan),
            *_signals(say, plan),
            *_closing(say, plan),
        ],
        copy_code=copy_code,
    )


def _opening(say: Say, plan: PlanContent, name: str) -> list[Block]:
    day = say.day(plan.adopted_on, weekday=False)
    return [
        Title(say("Task slip for {organisation}", organisation=name), say("From the agreements of {day}", day=day)),
        Callout(phrases.direct_danger(say, plan), Tone.DANGER),
        *stop(say, plan),
    ]


def _tasks(say: Say, plan: PlanContent, own: str) -> list[Block]:
    heading = Heading(say("What your team does"), numbered=False)
    if not plan.actions:
        return [heading, calm(say("There are no tasks for your team in this version."))]
    columns = ((say("Done"), 13), (say("Task"), 66), (say("By when"), 21))
    rows = [_task(say, action, own) for action in plan.actions]
    return [heading, table(say("What your team does"), say("Per task a box, what to do and by when."), columns, rows)]


def _task(say: Say, action: PlanAction, own: str) -> tuple[Cell, ...]:
    if action.withheld:
        return BOX, line(strong(f"{action.number}: "), phrases.stub(say, action)), phrases.NOTHING
    what: list[Text] = [line(strong(f"{action.number}: "), action.what)]
    if own in action.supporting:
        what.append(_noted(say("You help {organisation}.", organisation=phrases.organisation(say, action.owner))))
    if action.proof:
        what.append(_noted(say("Shown by: {proof}", proof=action.proof)))
    if action.ends:
        what.append(_noted(say("Ends on {day}", day=say.day(action.ends, weekday=False))))
    return BOX, (*what, *phrases.telling(say, action), *phrases.if_not(say, action)), phrases.due(say, action.due)


def _held(say: Say, plan: PlanContent) -> list[Block]:
    """The conditions that it keeps to; the same stub is said once."""
    if not plan.conditions:
        return []
    points: list[Text] = [line(strong(f"{c.number}: "), c.text) for c in plan.conditions if not c.withheld]
    grouped: dict[str, list[str]] = {}
    for condition in plan.conditions:
        if condition.withheld:
            grouped.setdefault(phrases.stub(say, condition), []).append(condition.number)
    points += [line(strong(f"{', '.join(numbers)}: "), words) for words, numbers in grouped.items()]
    failing = [(c.number, c.if_not) for c in plan.conditions if c.if_not and not c.withheld]
    said = [line(strong(say("If {number} does not work:", number=number)), f" {if_not}") for number, if_not in failing]
    return [Heading(say("What your team holds to"), numbered=False), BulletList((*points, *said))]


def _signals(say: Say, plan: PlanContent) -> list[Block]:
    heading = Heading(say("What to signal at once"), numbered=False)
    if not plan.signals:
        told = say(
            "See or hear something that does not fit these agreements, or that worries you? Call at once, also when "
            "you are not sure."
        )
        return [heading, Paragraph(told)]
    columns = ((say("When"), 45), (say("Do at once"), 55))
    rows: list[tuple[Cell, ...]] = [(one.signal, one.act) for one in plan.signals]
    return [heading, table(say("What to signal at once"), say("Per signal what to do at once."), columns, rows)]


def _closing(say: Say, plan: PlanContent) -> list[Block]:
    told = [say("Tell the case director when a task is done, and at once when one does not work.")]
    if plan.review_on:
        day = say.day(plan.review_on)
        told.append(say("On {day} at the latest the partners look at all agreements again.", day=day))
    return [
        Heading(say("Whom to call"), numbered=False),
        whom_to_call(say, plan),
        Heading(say("When you report back"), numbered=False),
        Paragraph(" ".join(told)),
        calm(say("Keep this slip with you or lock it away. Hand it back when the task is over.")),
    ]


def _noted(text: str) -> Line:
    return Line((Span(text, quiet=True),))
