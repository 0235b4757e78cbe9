"""The form as a Word file: from the questions to a document that can only be filled in. Pure; the guard comes after."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from models.terms import MeetingKind, OrganisationKind
from services.conditions.facts import ConditionView
from services.conditions.words import readers_words
from services.documents.facts import IssuedFile
from services.documents.forms.facts import Control, Marks, Question
from services.documents.forms.filled import answer_of
from services.documents.forms.provenance import part_of, printed_code, properties_of
from services.documents.forms.questions import (
    Acts,
    FormOptions,
    alias_of,
    block_questions,
    block_title,
    head_questions,
    prompt_of,
    tag_of,
    tail_questions,
)
from services.documents.word.layout import (
    Block,
    BulletList,
    Callout,
    Entry,
    FormField,
    FormRow,
    FormTable,
    Heading,
    Layout,
    Paragraph,
    Title,
    line,
    strong,
)
from services.documents.word.package import pack
from services.wording import Say, label
from services.wording.labels import organisation_label

FORM = "formulier"
"""What it is called where documents are asked for."""
_ENTRIES = {
    Control.TEXT: Entry.TEXT,
    Control.CHOICE: Entry.CHOICE,
    Control.DAY: Entry.DAY,
    Control.CHECK: Entry.TICK,
}
_GROUPS = frozenset(("text", "done_by", "check", "tier"))
"""The questions at which something else begins: the words, who does it, how it is seen, who reads it."""
_LINES = {"text": 3, "if_not": 2}


@dataclass(frozen=True)
class FormBlock:
    """One numbered block: empty, or with a condition that stands. `again`: it is from an earlier meeting, and goes on
    in the words that are in force; one of this meeting is printed in its author's own."""

    view: ConditionView | None = None
    again: bool = False

    @property
    def printed(self) -> ConditionView | None:
        """The condition with the words to print as its author's."""
        return replace(self.view, handed_in_text=self.view.text) if self.view and self.again else self.view


@dataclass(frozen=True)
class FormSheet:
    """All that a form says. `marks` are sealed; `name` and `function` of who is invited may be empty.

    `elsewhere` counts own conditions that stand and are not printed: decided on, on the own page, or not for paper.
    """

    marks: Marks
    kind: MeetingKind
    starts_at: datetime
    due_at: datetime
    code_name: str
    organisation: str
    director: str
    name: str
    function: str
    options: FormOptions
    vocabulary: Acts | None
    blocks: tuple[FormBlock, ...]
    elsewhere: int = 0
    fictional: bool = False


def write_form(sheet: FormSheet, say: Say, made_at: datetime) -> IssuedFile:
    """The file. The same input gives the same bytes; `made_at` is zone-aware."""
    packed = pack(_layout(sheet, say), made_at)
    return IssuedFile(FORM, f"{sheet.marks.code}.docx", packed, sha256(packed).hexdigest(), sheet.elsewhere)


def _layout(sheet: FormSheet, say: Say) -> Layout:
    return Layout(
        title=say("Form for safety conditions"),
        language=say.language,
        author=organisation_label(say, OrganisationKind.VEILIGHEIDSHUIS.value),
        warning=say("CONFIDENTIAL – do not share with the alleged perpetrator"),
        code=say("Form {code}", code=sheet.marks.code),
        receiver=say("Return it only by the agreed secure way, or upload it with your personal link"),
        page_words=(say("Page"), say("of")),
        blocks=tuple(_blocks(sheet, say)),
        marking=say("FICTIONAL – practice region") if sheet.fictional else "",
        properties=properties_of(sheet.marks),
        form_part=part_of(sheet.marks),
    )


def _blocks(sheet: FormSheet, say: Say) -> Iterable[Block]:
    yield Title(say("Form for safety conditions"), _about(sheet, say))
    yield _how(sheet, say)
    yield _good(say)
    yield Heading(say("Your details"))
    yield _head(sheet, say)
    yield Heading(say("Safety conditions"))
    needed = say("Needed: what it is about, the agreement, must or wish, and who may read it. The rest if you know it.")
    yield Paragraph(needed, quiet=True, keep_with_next=True)
    for number, block in enumerate(sheet.blocks, start=1):
        yield from _condition(sheet, say, number, block)
    yield Heading(say("Finishing"))
    yield FormTable(
        tuple(FormRow(question.label, _field(say, question)) for question in tail_questions(say)),
        say("Finishing"),
        say("At the left what is asked, at the right your answer."),
        label_share=80,
    )
    yield Paragraph(say("Form code: {code}", code=printed_code(sheet.marks)), quiet=True)


def _about(sheet: FormSheet, say: Say) -> str:
    meeting, day = label(say, sheet.kind), say.day(sheet.starts_at)
    return f"{say('{meeting} of {day}', meeting=meeting, day=day)} – {sheet.code_name} – {sheet.organisation}"


def _how(sheet: FormSheet, say: Say) -> BulletList:
    due = line(say("Return it before"), " ", strong(say.moment(sheet.due_at)), ".")
    points = [
        due,
        say("One agreement per block. Leave blocks empty that you do not need."),
        say("Write no names or addresses that are not needed; call people as the lists do."),
        say("In doubt? Call {director}, the case director.", director=sheet.director),
    ]
    if sheet.elsewhere:
        told = say.plural(
            "{n} condition of yours stands already and is not on this form.",
            "{n} conditions of yours stand already and are not on this form.",
            sheet.elsewhere,
        )
        points.append(f"{told} {say('To change it, call the case director.')}")
    return BulletList(tuple(points))


def _good(say: Say) -> Callout:
    return Callout(
        (
            line(strong(say("A good condition")), " ", say("can be seen to hold: who does what, where, until when;")),
            say("asks no more than safety needs;"),
            say("has a check: who sees whether it holds, and what happens if it does not."),
        )
    )


def _head(sheet: FormSheet, say: Say) -> FormTable:
    known = {"name": sheet.name, "function": sheet.function}
    rows = [FormRow(say("Organisation"), sheet.organisation)]
    rows += (
        FormRow(question.label, replace(_field(say, question), text=known.get(question.key, "")))
        for question in head_questions(say)
    )
    return FormTable(tuple(rows), say("Your details"), say("At the left what is asked, at the right your answer."))


def _condition(sheet: FormSheet, say: Say, number: int, block: FormBlock) -> Iterable[Block]:
    title = block_title(say, number)
    yield Heading(title, level=2)
    if block.again:
        told = say("From last time. Leave it, change it, or clear the text when it no longer holds.")
        yield Paragraph(told, quiet=True, keep_with_next=True)
    elif block.view is not None:
        yield Paragraph(say("As it stands now. Change what is different."), quiet=True, keep_with_next=True)
    rows = tuple(
        FormRow(question.label, _answered(say, question, number, block.printed), begins=question.key in _GROUPS)
        for question in block_questions(say, sheet.vocabulary, sheet.options)
    )
    yield FormTable(rows, title, say("At the left what is asked, at the right your answer."))


def _answered(say: Say, question: Question, number: int, view: ConditionView | None) -> FormField:
    if view is not None and question.key == "tier" and view.tier not in dict(question.options):
        kept = (view.tier, readers_words(say, view.tier))
        question = replace(question, options=(*question.options, kept))
    field = _field(say, question, number)
    answer = answer_of(view, question, say) if view is not None else ""
    if isinstance(answer, bool):
        return replace(field, ticked=answer)
    if isinstance(answer, date):
        return replace(field, day=answer)
    return replace(field, text=answer or "")


def _field(say: Say, question: Question, number: int = 0) -> FormField:
    return FormField(
        entry=_ENTRIES[question.control],
        tag=tag_of(question, number),
        name=alias_of(say, question, number),
        prompt=prompt_of(say, question),
        options=question.options,
        lines=_LINES.get(question.key, 2) if question.long else 1,
    )
