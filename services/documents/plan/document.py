"""The safety plan as partners get it: from an edition to a layout."""

from models.terms import PlanStatus
from services.documents import phrases
from services.documents.editions import ORGANISATION, PARTNERS, Edition
from services.documents.plan import adopting_chapters, agreed_chapters, annexes, chapters, closing_chapters
from services.documents.plan.network_chapter import network
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

_BEFORE = (chapters.core, chapters.situation, chapters.risk)
_AFTER = (
    agreed_chapters.conditions,
    agreed_chapters.actions,
    closing_chapters.weighings,
    closing_chapters.escalation,
    closing_chapters.sharing,
    closing_chapters.review,
    adopting_chapters.adoption,
    adopting_chapters.history,
    annexes.contributions,
    annexes.questions,
)
"""The chapters in their order around the network, which alone needs the picture."""


def compose(edition: Edition, copy_code: str, say: Say, picture: bytes | None = None) -> Layout:
    """The whole plan for a partner organisation, or the partners together. `picture`: of the network,
    as PNG in this language, frozen with the version; without one the chapter holds its tables alone."""
    plan = edition.content
    before = tuple(block for chapter in _BEFORE for block in chapter(say, plan))
    after = tuple(block for chapter in _AFTER for block in chapter(say, plan))
    opening = (*_opening(say, plan), *_own(say, edition), TableOfContents(say("Contents")))
    blocks = (*opening, *before, *network(say, plan, picture), *after)
    return Layout(
        title=say("Safety plan"),
        language=say.language,
        author=phrases.author(say, plan),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("Plan {code} | version {number} | copy {copy}", code=plan.code, number=plan.version, copy=copy_code),
        receiver=say("Only for {receiver}", receiver=receiver(say, edition)),
        page_words=(say("Page"), say("of")),
        blocks=(*blocks, *annexes.abbreviations(say, blocks)),
        marking=phrases.marking(say, plan),
        properties=(("plan", plan.code), ("version", str(plan.version)), ("copy", copy_code)),
        table_word=say("Table"),
    )


def receiver(say: Say, edition: Edition) -> str:
    """For whom a copy is, as its footer says."""
    if edition.audience == PARTNERS:
        return say("partners in this case")
    return organisation_label(say, edition.reader.organisation or "")


def _opening(say: Say, plan: PlanContent) -> tuple[Block, ...]:
    day = say.day(plan.adopted_on, weekday=False)
    state = label(say, PlanStatus(plan.status)).lower()
    directs = phrases.seat(say, plan.director_role, plan.director_organisation)
    dated = plan.status is PlanStatus.ADOPTED
    version = say("{number}, {state} on {day}", number=plan.version, state=state, day=day)
    rows = [
        (say("Case"), f"{plan.code} · {plan.code_name}" if plan.code_name else plan.code),
        (say("Risk"), line(strong(label(say, plan.risk))) if plan.risk else phrases.NOTHING),
        (say("Director"), f"{directs} · {plan.director_number}" if plan.director_number else directs),
        (say("Version"), version if dated else f"{plan.version}, {state}"),
    ]
    until = plan.valid_until or plan.review_on
    valid = say("{day}, or sooner after an event (see Review)", day=say.day(until, weekday=False)) if until else ""
    rows.append((say("Valid until"), valid or say("Not recorded")))
    meets = say.moment(plan.next_meeting) if plan.next_meeting else say("Not planned yet")
    rows.append((say("Next meeting"), meets))
    return (
        Title(say("Stalking safety plan"), phrases.subtitle(say, plan)),
        Callout(phrases.direct_danger(say, plan), Tone.DANGER),
        *((Callout((line(strong(phrases.standing(say, plan))),)),) if phrases.not_in_force(plan) else ()),
        *((Callout((phrases.changed_since(say),)),) if plan.changed_since else ()),
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
