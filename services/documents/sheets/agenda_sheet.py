"""The agenda of a meeting as every partner may read it: by organisation and seat, without names.

A point that is for some of them only is a stretch of time without a title.
"""

from models.terms import NOT_COMING
from services.agenda.facts import Point
from services.agenda.spoken import confidentiality
from services.documents import phrases
from services.documents.facts import Invited, MeetingFacts
from services.documents.sheets.frame import calm, table
from services.documents.sheets.meeting_parts import called, paper, seat_of, when_and_where
from services.documents.word.layout import (
    Block,
    Callout,
    Cell,
    Heading,
    KeyValueTable,
    Layout,
    Paragraph,
    Title,
    line,
    strong,
)
from services.plans.facts import PlanContent
from services.wording import Say


def compose(plan: PlanContent, meeting: MeetingFacts, copy_code: str, say: Say) -> Layout:
    """The agenda from a meeting whose points are cut to what everybody at the table may read."""
    rows = when_and_where(say, meeting)
    chair = meeting.chair
    rows.append((say("Chair"), ", ".join(seat_of(say, chair)) if chair else say("nobody was named")))
    blocks: list[Block] = [
        Title(say("Agenda"), called(say, meeting)),
        KeyValueTable(tuple(rows), say("Key data of the meeting"), say("When, where and who leads it.")),
        Heading(say("What this meeting is to decide"), numbered=False),
        Paragraph(meeting.question) if meeting.question else calm(say("The question was not written down.")),
    ]
    if meeting.news:
        blocks += [Heading(say("What is new"), numbered=False), Paragraph(meeting.news)]
    blocks += [*_points(say, meeting), *_invited(say, meeting)]
    blocks += [Heading(say("Confidentiality"), numbered=False), Callout((confidentiality(say),))]
    receiver = say("partners in this case")
    return paper(say, plan, title=say("Agenda"), receiver=receiver, blocks=blocks, copy_code=copy_code)


def _points(say: Say, meeting: MeetingFacts) -> list[Block]:
    heading = Heading(say("Points"), numbered=False)
    if not meeting.points:
        return [heading, calm(say("There are no points yet."))]
    columns = ((say("Time"), 20), (say("No."), 8), (say("Point"), 72))
    rows = [_point(say, point) for point in meeting.points]
    return [heading, table(say("Points"), say("Per point the time and what it is about."), columns, rows)]


def _point(say: Say, point: Point) -> tuple[Cell, ...]:
    time = say("{start}–{end} h", start=say.time(point.starts_at), end=say.time(point.ends_at))
    title = line(strong(point.title)) if point.title else say("Closed part, for some of those invited")
    return time, str(point.number), title


def _invited(say: Say, meeting: MeetingFacts) -> list[Block]:
    heading = Heading(say("Who is invited"), numbered=False)
    if not meeting.invited:
        return [heading, calm(say("Nobody has been invited yet."))]
    columns = ((say("Organisation"), 36), (say("Seat"), 40), (say("Comes"), 24))
    rows: list[tuple[Cell, ...]] = [(*seat_of(say, person), _comes(say, person)) for person in meeting.invited]
    return [
        heading,
        table(say("Who is invited"), say("Per organisation the seat and whether it comes."), columns, rows),
    ]


def _comes(say: Say, person: Invited) -> str:
    if person.answer in NOT_COMING:
        return say("Sends information") if person.sent_information else say("No")
    if person.stands_in_for:
        return say("A deputy")
    return say("Yes") if person.answer == "ja" else phrases.NOTHING
