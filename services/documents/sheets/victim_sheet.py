"""The victim's version: one page, plain words, 12 point, no logo, no names of people (`screens.md` section 7).

It may be found. So it carries no case code, no plan, no name, and says itself that it need not go home with her.
"""

from services.documents import phrases
from services.documents.editions import Edition
from services.documents.sheets.frame import POLICE_NUMBER
from services.documents.sheets.one_page import Fit, fitted
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


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The sheet for the victim, from an edition that already holds nothing else."""
    plan = edition.content
    fit = fitted(say, plan)
    return Layout(
        title=say("Agreements"),
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("Personal"),
        code=say("{day} | copy {copy}", day=say.day(plan.adopted_on, weekday=False), copy=copy_code),
        receiver=say("Keep this sheet in a safe place"),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(say, plan, fit)),
        marking=phrases.marking(say, plan),
        sheet_points=fit.points,
        properties=(("copy", copy_code),),
    )


def _blocks(say: Say, plan: PlanContent, fit: Fit) -> list[Block]:
    danger = [strong(say("In danger? Call 112."))]
    if plan.emergency_word:
        danger.append(strong(" " + say("Say: “{word}”.", word=plan.emergency_word)))
    return [
        Title(say("Agreements")),
        Callout((line(*danger),), Tone.DANGER),
        _heading(say("Whom you can call")),
        _contacts(say, plan),
        _heading(say("What we do for you")),
        *_done_for_you(say, fit),
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


def _done_for_you(say: Say, fit: Fit) -> list[Block]:
    """The agreements; of those that the page has no room for, how many there are and who tells them."""
    if not fit.actions:
        return [Paragraph(say("We will tell you this in person."))]
    columns = (Column(say("Agreement"), 55), Column(say("Who does it"), 26), Column(say("From when"), 19))
    rows: list[tuple[Cell, ...]] = []
    for action in fit.actions:
        when = say.short_day(action.due) if action.due else say("ongoing")
        until = " " + say("Until {day}.", day=say.day(action.ends, weekday=False)) if action.ends else ""
        what = (action.what + until, *phrases.if_not(say, action))
        rows.append((what, organisation_label(say, action.owner), when))
    told = say("Per agreement who does it and from when.")
    blocks: list[Block] = [Table(columns, tuple(rows), say("What we do for you"), told)]
    if fit.rest:
        more = say.plural(
            "There is {n} more agreement. Your contact person tells you about it.",
            "There are {n} more agreements. Your contact person tells you about them.",
            len(fit.rest),
        )
        blocks.append(Paragraph(line(strong(more))))
    return blocks


def _again(say: Say, plan: PlanContent) -> str:
    if not plan.review_on:
        return say("Your contact person agrees a day with you. If something happens we talk sooner.")
    return say(
        "On {day} at the latest we look at whether this works. If something happens, sooner.",
        day=say.day(plan.review_on, year=False),
    )
