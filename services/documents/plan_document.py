"""The safety plan as partners get it: from an edition to a layout."""

from models.terms import PlanStatus
from services.documents import chapters, closing_chapters, decided_chapter, phrases
from services.documents.editions import ORGANISATION, PARTNERS, PROSECUTOR, Edition
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Heading,
    KeyValueTable,
    Layout,
    Line,
    TableOfContents,
    Title,
    Tone,
    line,
    strong,
)
from services.plans.facts import PlanAction, PlanContent
from services.wording import Say
from services.wording.labels import label, organisation_label

_CHAPTERS = (
    chapters.core,
    chapters.situation,
    chapters.risk,
    chapters.network,
    chapters.conditions,
    decided_chapter.decided,
    chapters.actions,
    closing_chapters.weighings,
    closing_chapters.escalation,
    closing_chapters.sharing,
    closing_chapters.review,
    closing_chapters.adoption,
    closing_chapters.history,
)


def compose(edition: Edition, copy_code: str, say: Say) -> Layout:
    """The whole plan for a partner organisation, the partners together, or the prosecutor."""
    plan = edition.content
    written = tuple(block for chapter in _CHAPTERS for block in chapter(say, plan))
    opening = (*_opening(say, plan), *_own(say, edition), TableOfContents(say("Contents")))
    blocks = (*opening, *written)
    return Layout(
        title=say("Safety plan"),
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("Plan {code} | version {number} | copy {copy}", code=plan.code, number=plan.version, copy=copy_code),
        receiver=say("Only for {receiver}", receiver=receiver(say, edition)),
        page_words=(say("Page"), say("of")),
        blocks=(*blocks, *closing_chapters.abbreviations(say, blocks)),
        marking=phrases.marking(say, plan),
        properties=(("plan", plan.code), ("version", str(plan.version)), ("copy", copy_code)),
        table_word=say("Table"),
    )


def receiver(say: Say, edition: Edition) -> str:
    """For whom a copy is, as its footer says."""
    if edition.audience == PARTNERS:
        return say("partners in this case")
    if edition.audience == PROSECUTOR:
        return say("the public prosecutor")
    return organisation_label(say, edition.reader.organisation or "")


def _opening(say: Say, plan: PlanContent) -> tuple[Block, ...]:
    adopted = say.day(plan.adopted_on, weekday=False)
    state = label(say, PlanStatus(plan.status)).lower()
    rows = [
        (say("Case"), f"{plan.code} · {plan.code_name}" if plan.code_name else plan.code),
        (say("Risk"), line(strong(label(say, plan.risk))) if plan.risk else phrases.NOTHING),
        (say("Director"), phrases.seat(say, plan.director_role, plan.director_organisation)),
        (say("Version"), say("{number}, {state} on {day}", number=plan.version, state=state, day=adopted)),
    ]
    if until := plan.valid_until or plan.review_on:
        valid = say("{day}, or sooner after an event (see Review)", day=say.day(until, weekday=False))
        rows.append((say("Valid until"), valid))
    if plan.next_meeting:
        rows.append((say("Next meeting"), say.moment(plan.next_meeting)))
    return (
        Title(say("Stalking safety plan"), say("Shared plan of the partners, adopted on {day}", day=adopted)),
        Callout(phrases.direct_danger(say, plan), Tone.DANGER),
        KeyValueTable(tuple(rows), say("Key data of the plan"), say("Case, risk, director, version and dates.")),
    )


def _own(say: Say, edition: Edition) -> tuple[Block, ...]:
    """On top of one organisation's copy: what it does itself."""
    if not edition.audience.startswith(ORGANISATION):
        return ()
    own = edition.reader.organisation
    mine = [action for action in edition.content.actions if own in (action.owner, *action.supporting)]
    mine += [action for action in edition.content.actions if action.withheld and not action.approach]
    if not mine:
        return ()
    points = tuple(_point(say, action) for action in mine)
    return (Heading(say("What your organisation does"), numbered=False), BulletList(points))


def _point(say: Say, action: PlanAction) -> Line:
    if action.withheld:
        return line(strong(f"{action.number}: "), phrases.stub(say, action))
    return line(strong(f"{action.number} · {phrases.due(say, action.due)}: "), action.what)
