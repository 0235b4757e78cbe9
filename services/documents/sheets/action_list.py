"""The action list: who does what by when, as it stands today, with boxes for a pen. For all partners, or for one."""

from collections.abc import Iterable
from datetime import date, datetime

from models.terms import ActionStatus
from services.documents import phrases
from services.documents.sheets.frame import BOX, calm, framed, stop, table
from services.documents.word.layout import Block, Cell, Heading, Layout, Line, Span, Text, Title, line, strong
from services.plans.facts import Due, PlanAction, PlanContent
from services.scheduling.facts import local_day
from services.wording import Say
from services.wording.labels import label, organisation_label

_TICKED = "☒"


def compose(plan: PlanContent, organisation: str, today: date, copy_code: str, say: Say) -> Layout:
    """The list from a plan cut to its reader. `organisation` (key) is whose own list it is; empty: of all partners."""
    name = organisation_label(say, organisation) if organisation else say("partners in this case")
    title = say("Action list of {organisation}", organisation=name) if organisation else say("Action list")
    blocks: list[Block] = [
        Title(title, say("As it stood on {day}", day=say.day(today, weekday=False))),
        *stop(say, plan),
        *_parts(say, plan.actions, today),
        calm(say("Done, or does it not work? Tell the case director, so that this list stays right.")),
    ]
    code = say("Case {code} | copy {copy}", code=plan.code, copy=copy_code)
    return framed(say, plan, title=say("Action list"), code=code, receiver=name, blocks=blocks, copy_code=copy_code)


def _parts(say: Say, actions: Iterable[PlanAction], today: date) -> list[Block]:
    """First what is late, then by day, then what goes on; last what is settled."""
    ordered = sorted(actions, key=lambda action: (_day(action.due) or date.max, action.number))
    settled = [action for action in ordered if action.status is not ActionStatus.OPEN]
    standing = [action for action in ordered if action.status is ActionStatus.OPEN]
    parts = (
        (say("Past its date"), [a for a in standing if (day := _day(a.due)) and day < today]),
        (say("To do"), [a for a in standing if (day := _day(a.due)) and day >= today]),
        (say("Goes on"), [a for a in standing if a.due is None]),
        (say("Settled"), settled),
    )
    blocks: list[Block] = []
    for title, some in parts:
        if some:
            blocks += [Heading(title, numbered=False), _table(say, title, some)]
    return blocks or [calm(say("No actions have been recorded."))]


def _table(say: Say, title: str, actions: list[PlanAction]) -> Block:
    columns = (
        (say("Done"), 11),
        (say("By when"), 13),
        (say("Action"), 36),
        (say("Organisation"), 22),
        (say("Reported back on"), 18),
    )
    told = say("By date what to do, who does it, and when that was reported back.")
    return table(title, told, columns, [_row(say, action) for action in actions])


def _row(say: Say, action: PlanAction) -> tuple[Cell, ...]:
    box = _TICKED if action.status is ActionStatus.DONE else BOX
    if action.withheld:
        return box, phrases.NOTHING, line(strong(f"{action.number}: "), phrases.stub(say, action)), "", ""
    who: list[Text] = [phrases.organisation(say, action.owner)]
    if action.supporting:
        helping = say.listed([phrases.organisation(say, key) for key in action.supporting])
        who.append(Line((Span(say("with {organisations}", organisations=helping), quiet=True),)))
    what = (line(strong(f"{action.number}: "), action.what), *phrases.if_not(say, action))
    state = label(say, action.status) if action.status is not ActionStatus.OPEN else ""
    reported = say.short_day(action.reported_on) if action.reported_on else ""
    told = phrases.telling(say, action)
    back = (*(tuple(part for part in (state, reported) if part) or ("……",)), *told)
    return box, phrases.due(say, action.due), what, tuple(who), back


def _day(due: Due) -> date | None:
    return local_day(due) if isinstance(due, datetime) else due
