"""The minutes of a meeting, from its record: who was there, what was noted and decided, who does what.

Where nothing is recorded, that is said; nothing is made up from who was invited. A draft says that it is one.
"""

from dataclasses import replace

from models.terms import Known, MeetingKind
from services.agenda.spoken import confidentiality
from services.documents import phrases
from services.documents.plan import closing_chapters, decided_chapter
from services.documents.sheets.frame import calm, stop, table
from services.documents.sheets.meeting_parts import called, paper, when_and_where
from services.documents.sheets.minutes_parts import actions, addenda, conditions, noted, open_points
from services.documents.word.layout import (
    Block,
    BulletList,
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
from services.minutes.facts import Minutes, Person, Record
from services.minutes.words import (
    absent_words,
    accepted_words,
    attendance_words,
    held_words,
    home_of,
    next_words,
    seat_words,
    statement_words,
    without_words,
)
from services.plans.facts import PlanContent
from services.wording import Say


def compose(minutes: Minutes, record: Record, plan: PlanContent, copy_code: str, say: Say) -> Layout:
    """The minutes as one reader gets them. `record` is cut to that reader, and so is `plan`, which holds words in the
    place of what they must act on without reading it."""
    before = [action for action in plan.actions if action.number in record.earlier]
    agreed = [action for action in plan.actions if action.number not in record.earlier]
    blocks: list[Block] = [
        *_opening(say, minutes, record, plan),
        *_attendance(say, record),
        *actions(say, say("What was agreed earlier"), before, say("Nothing was agreed earlier."), record.said),
        *noted(say, record),
        *conditions(say, plan.conditions),
        *decided_chapter.decided(say, plan, level=1),
        *closing_chapters.weighings(say, plan),
        *actions(say, say("What was agreed"), agreed, say("No new actions were agreed."), record.said),
        *open_points(say, plan),
        Heading(say("Next meeting")),
        Paragraph(next_words(say, record)),
        *addenda(say, minutes),
    ]
    receiver = say("partners in this case")
    made = paper(say, plan, title=say("Minutes of the meeting"), receiver=receiver, blocks=blocks, copy_code=copy_code)
    if minutes.is_locked:
        return made
    return replace(made, marking=" · ".join(part for part in (say("DRAFT – minutes not locked"), made.marking) if part))


def _opening(say: Say, minutes: Minutes, record: Record, plan: PlanContent) -> list[Block]:
    rows = when_and_where(say, record)
    if record.opened_at:
        rows.append((say("Held"), _held(say, record)))
    if record.kind is not MeetingKind.COORDINATION:
        rows += [(say("Chair"), seat_words(say, record, record.chair_seat_id))]
        rows += [(say("Note taker"), seat_words(say, record, record.note_taker_seat_id))]
        rows += [(say("The question"), record.question or say("not written down"))]
    if record.outcome:
        rows.append((say("What came of it"), record.outcome))
    return [
        Title(say("Minutes of the meeting"), called(say, record)),
        *stop(say, plan),
        Callout((_state(say, minutes),)),
        KeyValueTable(tuple(rows), say("Key data of the meeting"), say("When, where and who led it.")),
        Heading(say("Confidentiality")),
        Callout((confidentiality(say), statement_words(say, record))),
    ]


def _state(say: Say, minutes: Minutes) -> str:
    if minutes.locked_at is None:
        return say("Draft: what is recorded up to now. It can still change.")
    return say("Locked on {moment}. Since then nothing in it was changed.", moment=say.moment(minutes.locked_at))


def _held(say: Say, record: Record) -> Cell:
    told = [held_words(say, record)]
    if record.closing_reason:
        told.append(say("Closed with points open, because: {reason}", reason=record.closing_reason))
    return tuple(told)


# ---- who was there ----


def _attendance(say: Say, record: Record) -> list[Block]:
    heading = Heading(say("Who was there"))
    if not record.people:
        return [heading, calm(say("Nobody was invited."))]
    columns = ((say("Organisation"), 24), (say("Name"), 24), (say("Attendance"), 30), (say("Statement"), 22))
    ordered = sorted(record.people, key=lambda one: not one.was_there)
    there = [one for one in ordered if one.was_there or one.attended is Known.UNKNOWN]
    told = say("Per person the organisation and whether they were there.")
    blocks: list[Block] = [heading]
    if there:
        rows = [_person(say, record, one) for one in there]
        blocks.append(table(say("Who was there"), told, columns, rows))
    if all(one.attended is Known.UNKNOWN and not one.stays for one in record.people):
        blocks.append(calm(say("Who was there has not been recorded yet; this shows who was invited.")))
    if absent := [one for one in ordered if not one.was_there and one.attended is Known.NO]:
        blocks += [Heading(say("Apologies and information sent"), level=2)]
        blocks.append(BulletList(tuple(_absent(say, one) for one in absent)))
    if told := without_words(say, record):
        blocks.append(Paragraph(told))
    return blocks


def _person(say: Say, record: Record, one: Person) -> tuple[Cell, ...]:
    accepted = accepted_words(say, record, one) or phrases.NOTHING
    return home_of(say, one), line(strong(one.name)), tuple(attendance_words(say, one)), accepted


def _absent(say: Say, one: Person) -> str:
    return f"{one.name}, {home_of(say, one)}: {absent_words(say, one)}"
