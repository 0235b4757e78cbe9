"""The chair's script on paper: the agenda on the clock, what can be said at each point, and what the case adds there.

Cut to what the chair's organisation may read: also a chair gets no more of a case than their seat does.
"""

from collections.abc import Callable, Iterator

from models.terms import NOT_COMING, ActionStatus
from services.agenda.facts import Point, StandardPoint
from services.agenda.spoken import spoken
from services.agenda.words import standard_point
from services.documents import phrases
from services.documents.facts import Invited, MeetingFacts
from services.documents.sheets.frame import calm, stop, table
from services.documents.sheets.meeting_parts import called, named, paper, when_and_where
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Cell,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Span,
    Text,
    Title,
    line,
    strong,
)
from services.plans.facts import PlanAction, PlanContent
from services.wording import Say
from services.wording.labels import label, organisation_label


def compose(plan: PlanContent, meeting: MeetingFacts, copy_code: str, say: Say) -> Layout:
    """The script from a plan and points that are cut to the chair's organisation."""
    rows = [*when_and_where(say, meeting), (say("Chair"), named(say, meeting.chair))]
    rows += [(say("Note taker"), named(say, meeting.note_taker))]
    rows += [(say("The question"), meeting.question or say("not written down"))]
    blocks: list[Block] = [
        Title(say("Chair's script"), called(say, meeting)),
        KeyValueTable(tuple(rows), say("Key data of the meeting"), say("When, where and who leads it.")),
        *_people(say, meeting),
    ]
    for point in meeting.points:
        blocks += _point(say, plan, meeting, point)
    receiver = say("the chair of this meeting")
    return paper(say, plan, title=say("Chair's script"), receiver=receiver, blocks=blocks, copy_code=copy_code)


def _people(say: Say, meeting: MeetingFacts) -> list[Block]:
    columns = ((say("Organisation"), 32), (say("Name"), 30), (say("Answer"), 38))
    rows = [_person(say, person) for person in meeting.invited]
    told = say("Per person the organisation and what was answered.")
    blocks: list[Block] = [Heading(say("At the table"), numbered=False)]
    blocks += [table(say("At the table"), told, columns, rows)] if rows else [calm(say("Nobody has been invited yet."))]
    for group in meeting.missing:
        names = " / ".join(organisation_label(say, key) for key in group)
        text = say("Missing of the minimum attendance: {who}. Say how this is taken care of.", who=names)
        blocks.append(Callout((text,)))
    return blocks


def _person(say: Say, person: Invited) -> tuple[Cell, ...]:
    answer: list[Text] = [label(say, person.answer)]
    if person.stands_in_for:
        answer = [say("stands in for {name}", name=person.stands_in_for)]
    if person.answer in NOT_COMING and person.sent_information:
        answer.append(say("What was sent is with the case director."))
    elif person.conditions_missing:
        answer.append(say("conditions not in yet"))
    return phrases.organisation(say, person.organisation), line(strong(person.name)), tuple(answer)


def _point(say: Say, plan: PlanContent, meeting: MeetingFacts, point: Point) -> list[Block]:
    time = say("{start}–{end} h", start=say.time(point.starts_at), end=say.time(point.ends_at))
    heading = Heading(
        f"{time} · {point.number}. {point.title or say('Closed part, for some of those invited')}", numbered=False
    )
    if not point.title:
        return [heading, calm(say("This part is not yours to lead. Ask the case director who does."))]
    blocks: list[Block] = [heading]
    if point.organisations:
        names = say.listed([organisation_label(say, key) for key in point.organisations])
        blocks.append(calm(say("Only for {who}.", who=names)))
    standard = standard_point(point.title)
    blocks += [Paragraph(text) for text in spoken(say, standard)]
    if standard in _ADDED:
        blocks += list(_ADDED[standard](say, plan, meeting))
    if point.note:
        blocks.append(Callout((line(strong(f"{say('Your note')}: "), point.note),)))
    return blocks


def _earlier(say: Say, plan: PlanContent, meeting: MeetingFacts) -> Iterator[Block]:
    """What the meeting opens with, as far as the chair may read it, and where each of it stands."""
    known = {action.number: action for action in plan.actions if not action.withheld}
    standing = [known[number] for number in meeting.earlier if number in known]
    if standing:
        yield BulletList(tuple(_action(say, action) for action in standing))
    else:
        yield calm(say("Nothing was agreed earlier."))


def _action(say: Say, action: PlanAction) -> Text:
    stands = () if action.status is ActionStatus.OPEN else (label(say, action.status),)
    reported = (say("Reported {day}", day=say.short_day(action.reported_on)),) if action.reported_on else ()
    named = f"{action.number} · {phrases.organisation(say, action.owner)}: "
    where = " · ".join((phrases.due(say, action.due), *stands, *reported))
    return line(strong(named), action.what, Span(f" ({where})", quiet=True))


def _prepared(say: Say, plan: PlanContent, meeting: MeetingFacts) -> Iterator[Block]:
    """What was prepared for this meeting and is still to be agreed."""
    fresh = [a for a in plan.actions if a.number not in meeting.earlier and not a.withheld]
    if standing := [action for action in fresh if action.status is ActionStatus.OPEN]:
        yield calm(say("Prepared for this meeting:"))
        yield BulletList(tuple(_action(say, action) for action in standing))


def _question(say: Say, _plan: PlanContent, meeting: MeetingFacts) -> Iterator[Block]:
    yield Callout((meeting.question,)) if meeting.question else calm(say("The question was not written down."))


def _news(_say: Say, _plan: PlanContent, meeting: MeetingFacts) -> Iterator[Block]:
    if meeting.news:
        yield Callout((meeting.news,))


def _voice(say: Say, _plan: PlanContent, meeting: MeetingFacts) -> Iterator[Block]:
    for alias, voice in meeting.voices:
        who = say("{name} speaks for {alias}.", name=voice.represented_by, alias=alias)
        lines: list[Text] = [who if voice.represented_by else say("Nobody speaks for {alias} yet.", alias=alias)]
        said = ((say("Wants"), voice.wishes), (say("Fears"), voice.fears), (say("May be told back"), voice.tell_back))
        lines += [line(strong(f"{name}: "), text) for name, text in said if text]
        yield Callout(tuple(lines))
    if not meeting.voices:
        yield calm(say("Nothing was written down of what the victim wants or fears. Ask who heard it last."))


def _conditions(say: Say, plan: PlanContent, _meeting: MeetingFacts) -> Iterator[Block]:
    """The clashes that are still open, each in a sentence."""
    english = say.language == "en"
    found = [one for one in plan.contradictions if one.is_open]
    if found:
        lines = (
            line(strong(f"{say.listed(list(one.conditions))}: "), one.why_en if english else one.why_nl)
            for one in found
        )
        yield BulletList(tuple(lines))
    else:
        yield calm(say("No clash is open."))


def _telling(say: Say, plan: PlanContent, _meeting: MeetingFacts) -> Iterator[Block]:
    yield from stop(say, plan)


def _review(say: Say, plan: PlanContent, _meeting: MeetingFacts) -> Iterator[Block]:
    if plan.review_on:
        yield calm(say("Now in the plan: {day}.", day=say.day(plan.review_on)))


_ADDED: dict[StandardPoint | None, Callable[[Say, PlanContent, MeetingFacts], Iterator[Block]]] = {
    StandardPoint.EARLIER: _earlier,
    StandardPoint.QUESTION: _question,
    StandardPoint.NEWS: _news,
    StandardPoint.VOICE: _voice,
    StandardPoint.CONDITIONS: _conditions,
    StandardPoint.ACTIONS: _prepared,
    StandardPoint.TELLING: _telling,
    StandardPoint.REVIEW: _review,
}
