"""The victim's version: one page, plain words, 12 point, no logo, no names of people (`screens.md` section 7).

It may be found. So it carries no case code, no plan, no name, and says itself that it need not go home with her.
"""

from services.documents import phrases
from services.documents.editions import Edition
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Heading,
    Layout,
    Paragraph,
    Table,
    Title,
    Tone,
    line,
    strong,
)
from services.plans.facts import PlanContent
from services.wording import Say
from services.wording.labels import organisation_label

POLICE_NUMBER = "0900-8844"
"""The national number of the police where there is no danger: public, not of a case."""


_COLUMN, _ROOM = 34, 28
"""Characters in a line of the agreements' column, and lines for agreements and contacts together, at 12 point."""


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The sheet for the victim, from an edition that already holds nothing else."""
    plan = edition.content
    return Layout(
        title=say("Agreements"),
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("Personal"),
        code=say("{day} | copy {copy}", day=say.day(plan.adopted_on, weekday=False), copy=copy_code),
        receiver=say("Keep this sheet in a safe place"),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(say, plan)),
        marking=phrases.marking(say, plan),
        sheet_points=_points(plan),
        properties=(("copy", copy_code),),
    )


def _blocks(say: Say, plan: PlanContent) -> list[Block]:
    danger = [strong(say("In danger? Call 112."))]
    if plan.emergency_word:
        danger.append(strong(" " + say('Say: "{word}".', word=plan.emergency_word)))
    return [
        Title(say("Agreements")),
        Callout((line(*danger),), Tone.DANGER),
        _heading(say("Whom you can call")),
        _contacts(say, plan),
        _heading(say("What we do for you")),
        _done_for_you(say, plan) if plan.actions else Paragraph(say("We will tell you this in person.")),
        _heading(say("What you can do, if you wish")),
        BulletList(
            (say("Keep messages. You need not read or answer them. Seen something? Call your contact person."),)
        ),
        _heading(say("When we talk again")),
        Paragraph(_again(say, plan)),
        _heading(say("Something wrong, or do you disagree?")),
        Paragraph(say("Tell your contact person. We change it, or explain why we cannot.")),
        _heading(say("Where to keep this sheet?")),
        Paragraph(
            say("You need not take it home. Your contact person can keep it for you. Not on a phone others can open.")
        ),
    ]


def _heading(text: str) -> Heading:
    return Heading(text, numbered=False)


def _contacts(say: Say, plan: PlanContent) -> Table:
    """Seats, never names; numbers are those of offices."""
    rows: list[tuple[Cell, ...]] = [
        (phrases.role(say, seat.role), organisation_label(say, seat.organisation), seat.number or say("ask us"))
        for seat in plan.seats
    ]
    rows.append((say("No danger, but police needed"), organisation_label(say, "politie"), POLICE_NUMBER))
    columns = (Column(say("Who"), 46), Column(say("Organisation"), 32), Column(say("Number"), 22))
    return Table(columns, tuple(rows), say("Whom you can call"), say("Per person the organisation and the number."))


def _done_for_you(say: Say, plan: PlanContent) -> Table:
    columns = (Column(say("Agreement"), 55), Column(say("Who does it"), 26), Column(say("From when"), 19))
    rows: list[tuple[Cell, ...]] = []
    for action in plan.actions:
        when = say.short_day(action.due) if action.due else say("ongoing")
        until = " " + say("Until {day}.", day=say.day(action.ends, weekday=False)) if action.ends else ""
        what = (action.what + until, *phrases.if_not(say, action))
        rows.append((what, organisation_label(say, action.owner), when))
    return Table(columns, tuple(rows), say("What we do for you"), say("Per agreement who does it and from when."))


def _points(plan: PlanContent) -> int:
    """12 point; smaller only where so much was agreed that the sheet would not stay one page.

    Lines are counted for the widest type that stands in where Calibri is missing.
    """
    for points in (12, 11, 10):
        width = _COLUMN * 12 // points
        told = sum(-(-len(action.what) // width) + -(-len(action.if_not) // width) for action in plan.actions)
        if told + len(plan.seats) <= _ROOM * 12 // points:
            return points
    return 9


def _again(say: Say, plan: PlanContent) -> str:
    if not plan.review_on:
        return say("Your contact person agrees a day with you. If something happens we talk sooner.")
    return say(
        "On {day} at the latest we look at whether this works. If something happens, sooner.",
        day=say.day(plan.review_on, year=False),
    )
