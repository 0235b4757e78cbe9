"""Looks at the waiting room: what each form says against what stands, and what a guest handed in."""

from collections.abc import Collection, Mapping

from sqlmodel import col, or_, select

from models.condition import IssuedForm, ReceivedForm
from models.terms import FormStatus, Provenance, RowAnswer
from services.access.rules import Permission
from services.documents.forms.facts import BlockShown, FormReceipt, FormShown, Question, RowShown
from services.documents.forms.questions import HARD, WISH
from services.documents.forms.readings import spoken_reading
from services.documents.forms.receiving import receipt_of
from services.documents.forms.saying import ROWS, Said
from services.documents.forms.waiting import NOTHING_ROW, REPLACED, Block, Waiting, WaitingRoom
from services.meetings.queries import case_of_guest
from services.unit_of_work import Reading, Work
from services.wording import Say, speak

_OPEN_FIRST = {FormStatus.SET_APART: 0, FormStatus.WAITING: 1, FormStatus.SETTLED: 2}


def forms_of(work: Work, case_id: str, language: str = "nl") -> tuple[FormShown, ...]:
    """Every form that came in for a case: those set apart first, then those that wait, then the others; within these
    the latest first. In the words of `language`."""
    with work.read(Permission.FORM_READ, case_id, screen="waiting room") as look:
        rows = look.session.exec(
            select(ReceivedForm).where(ReceivedForm.case_id == case_id).order_by(col(ReceivedForm.received_at).desc())
        ).all()
        room, say = WaitingRoom(look), speak(language)
        return tuple(_shown(room, row, say) for row in sorted(rows, key=lambda row: _OPEN_FIRST[row.status]))


def own_forms(work: Work) -> tuple[FormReceipt, ...]:
    """What came in from the acting guest, or is of their invitation; the latest first."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="own forms") as look:
        mine = work.actor.invitation_id
        rows = look.session.exec(
            select(ReceivedForm)
            .where(
                ReceivedForm.case_id == case_id,
                or_(ReceivedForm.invitation_id == mine, ReceivedForm.received_by == mine),
            )
            .order_by(col(ReceivedForm.received_at).desc())
        ).all()
        room = WaitingRoom(look)
        return tuple(receipt_of(room.waiting(row), guest=mine) for row in rows)


def waiting_in(look: Reading, case_ids: Collection[str]) -> Mapping[str, int]:
    """How many forms wait or are set apart, by case, in one query. Ask it for cases that may be read."""
    found = dict.fromkeys(case_ids, 0)
    of_these = select(ReceivedForm.case_id).where(
        col(ReceivedForm.case_id).in_(case_ids), ReceivedForm.status != FormStatus.SETTLED
    )
    for case_id in look.session.exec(of_these):
        found[case_id] += 1
    return found


def _shown(room: WaitingRoom, row: ReceivedForm, say: Say) -> FormShown:
    waiting = room.waiting(row)
    words = _Words(room, waiting.organisation, say)
    issued = waiting.issued or (room.look.session.get(IssuedForm, waiting.kept.hint) if waiting.kept.hint else None)
    nothing = row.rows.get(NOTHING_ROW)
    return FormShown(
        id=row.id,
        status=row.status,
        provenance=Provenance(row.provenance),
        code=issued.code if issued and room.home(issued.invitation_id) else "",
        invitation_id=(row.invitation_id or "") if waiting.organisation else "",
        organisation=waiting.organisation,
        organisation_name=waiting.organisation_name,
        filled_in_by=_filled_in_by(waiting),
        received_at=row.received_at,
        by_link=waiting.kept.by_link,
        blocks=tuple(words.block(block) for block in waiting.blocks),
        nothing_to_add=waiting.nothing_to_add,
        remarks=_remarks(waiting),
        version=row.version,
        apart=waiting.kept.apart.value if waiting.kept.apart else "",
        hint=issued.invitation_id if issued and room.home(issued.invitation_id) else "",
        late=waiting.kept.late,
        replaced=REPLACED in row.rows,
        nothing_answer=RowAnswer(nothing) if nothing else None,
        settled_at=row.settled_at,
    )


def _filled_in_by(waiting: Waiting) -> str:
    said = {answer.tag: answer.text.strip() for answer in waiting.kept.read.answers}
    return ", ".join(part[:120] for key in ("name", "function", "phone") if (part := said.get(key, "")))


def _remarks(waiting: Waiting) -> tuple[str, ...]:
    found = [f"emptied:{number}" for number in waiting.emptied]
    flagged = {(flag, answer.tag) for answer in waiting.kept.read.answers for flag in answer.flags}
    found += [
        f"deleted_text:{number}"
        for number in sorted({block.filled.number for block in waiting.blocks})
        if any(flag == "deleted_text" and tag.startswith(f"c{number}.") for flag, tag in flagged)
    ]
    declared = any(answer.tag == "true" and answer.checked for answer in waiting.kept.read.answers)
    return tuple(found) if declared else (*found, "not_declared")


class _Words:
    """What rows hold, in the words of one language, as this organisation's form says them."""

    def __init__(self, room: WaitingRoom, organisation: str, say: Say) -> None:
        self.room, self.say = room, say
        self.questions = {question.key: question for question in room.questions(organisation, say)}
        self.aliases = dict(_options(self.questions, "subject"))

    def block(self, block: Block) -> BlockShown:
        """One block, row by row; nothing of it where its readers are others."""
        target, filled = block.target, block.filled
        shown = [] if block.hidden else [self._row(block, key) for key in ROWS]
        return BlockShown(
            key=filled.key,
            number=filled.number,
            condition_id=target.condition_id,
            condition_number=target.view.number if target.view else 0,
            rows=tuple(row for row in shown if row.form or row.now or row.fault),
            changes=bool(block.changed),
            answer=block.answer,
            condition_version=target.version,
            follows_number=target.former.number if target.former and not target.view else 0,
            hidden=block.hidden,
        )

    def _row(self, block: Block, key: str) -> RowShown:
        fault = block.filled.faults.get(key, "")
        stands = block.target.view or block.target.former
        now = self._spoken(key, block.now) if stands else ""
        if key in block.filled.missing:
            return RowShown(key, self._label(key), "", now, "gone")
        return RowShown(
            key,
            self._label(key),
            block.filled.words.get(key, "") if fault else self._spoken(key, block.said),
            now,
            fault,
        )

    def _label(self, key: str) -> str:
        say = self.say
        return {
            "kind": say("What it is about"),
            "subject": say("Whose behaviour"),
            "protects": say("Whom it protects"),
            "text": say("The agreement"),
            "hard": say("Must or wish"),
            "holds": say("Nobody approaches"),
            "reading": say("In short"),
            "done_by": say("Who does it"),
            "due_on": say("By which day"),
            "until": say("Holds until"),
            "check": say("How it is checked"),
            "checked_by": say("Who checks it"),
            "if_not": say("If it does not succeed"),
            "tier": say("Who may read it"),
        }[key]

    def _spoken(self, key: str, said: Said) -> str:
        say, value = self.say, getattr(said, key)
        if key == "protects":
            return say.listed([self.aliases.get(ref, ref) for ref in value])
        if key == "hard":
            return dict(_options(self.questions, "hard")).get(HARD if value else WISH, "")
        if key == "holds":
            return say("Yes") if value else ""
        if key == "reading":
            return spoken_reading(self.room.acts, value, say, self.aliases)
        if key == "due_on":
            return say.day(value) if value else ""
        if key == "until":
            return say.moment(value) if value else ""
        return dict(_options(self.questions, key)).get(value, value or "") if value else ""


def _options(questions: Mapping[str, Question], key: str) -> tuple[tuple[str, str], ...]:
    return questions[key].options if key in questions else ()
