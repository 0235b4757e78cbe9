"""Makes a form for one attendee: what stands already is in it, it has a code of its own, and the guard read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.casework import Case, Seat
from models.condition import Condition, IssuedForm
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting
from models.terms import ConditionStatus, MeetingStatus
from services.access.rules import Permission
from services.cases.queries import guarded_words, reader_of
from services.conditions.carrying import last_time_in
from services.conditions.queries import follows_in, readable, view_of
from services.conditions.rules import check_open
from services.directory.partners import organisations_by_id
from services.directory.rules import OWN_FILE
from services.directory.throttle import spend
from services.documents.facts import IssuedFile
from services.documents.forms.provenance import marks_of, sealed
from services.documents.forms.questions import BLOCKS, SPARE_BLOCKS, block_questions, options_of
from services.documents.forms.writer import FormBlock, FormSheet, write_form
from services.documents.guarding.guard import guard
from services.errors import ServiceError
from services.meetings.queries import case_of_guest
from services.meetings.rules import due_at
from services.protection.matching import hits
from services.protection.rules import Reader
from services.relations.queries import identity_of, is_barred, still_held
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Transaction, Work
from services.vocabulary.queries import vocabulary
from services.wording import Say, speak
from services.wording.labels import seat_label

MOST_ANSWERS = 380
"""What one form asks at most; whoever reads one back reads no more than 400 answers."""
_CODE_LENGTH = 5
_TRIES = 20


class FormNotMade(ServiceError):
    """No form can be made for this attendee. Field: `reason` (`replaced`: the invitation was, `locked`: its link is,
    `no_meeting`: it does not stand)."""

    code = "forms.not_made"


@dataclass(frozen=True)
class _For:
    """Whom a form is for: the rows behind an invitation that stands."""

    invitation: Invitation
    meeting: Meeting
    person: Professional
    home: Organisation
    case: Case
    due_at: datetime


def issue_form(work: Work, case_id: str, invitation_id: str, language: str = "nl") -> IssuedFile:
    """The case director has a form made for an attendee, also after the deadline; entered and logged.

    Raises `FormNotMade`, `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.FORM_ISSUE, case_id) as tx:
        return _issued(tx, _whom(tx, case_id, invitation_id), speak(language), fictional=work.practice)


def issue_own_form(work: Work, language: str = "nl") -> IssuedFile:
    """The acting guest has a form made for themselves. Raises as `issue_form`, `DeadlinePassed` and `TooManyTries`."""
    case_id = case_of_guest(work)
    spend(work, OWN_FILE, work.actor.invitation_id)
    with work.act(Permission.FORM_ISSUE, case_id) as tx:
        whom = _whom(tx, case_id, work.actor.invitation_id)
        check_open(tx.now, whom.due_at)
        return _issued(tx, whom, speak(language), fictional=work.practice)


def _whom(tx: Transaction, case_id: str, invitation_id: str) -> _For:
    """Raises `NotAllowed` for an invitation of another case and for whoever is barred or off the case, alike."""
    invitation = tx.session.get(Invitation, invitation_id)
    meeting = tx.session.get(Meeting, invitation.meeting_id) if invitation else None
    if invitation is None or meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    person = tx.session.get_one(Professional, invitation.professional_id)
    home = tx.session.get_one(Organisation, invitation.organisation_id)
    barred = is_barred(tx.session, tx.database.vault, identity_of(tx.database.vault, person, home), case_id)
    if barred or not still_held(tx.session.get(Seat, invitation.seat_id), local_day(tx.now)):
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED:
        raise FormNotMade(reason="no_meeting")
    if invitation.revoked_at is not None:
        raise FormNotMade(reason="replaced")
    if invitation.locked_at is not None:
        raise FormNotMade(reason="locked")
    case = tx.session.get_one(Case, case_id)
    return _For(invitation, meeting, person, home, case, due_at(invitation, meeting))


def _issued(tx: Transaction, whom: _For, say: Say, *, fictional: bool) -> IssuedFile:
    kept = guarded_words(tx, whom.case.id, Reader(whom.home.key))
    options = options_of(tx, whom.case.id, say, whom.home.key)
    acts = vocabulary(tx.settings.vocabulary)
    room = MOST_ANSWERS // len(block_questions(say, acts, options)) - SPARE_BLOCKS
    standing = _standing(tx, whom)
    printed = [block for block in standing if _on_paper(tx, whom, block) and not _tells(block, kept)][:room]
    blocks = (*printed, *(FormBlock() for _ in range(max(SPARE_BLOCKS, BLOCKS - len(printed)))))
    row = _row(tx, whom, say, blocks)
    file = write_form(
        FormSheet(
            marks=sealed(marks_of(row), tx.database.vault),
            kind=whom.meeting.kind,
            starts_at=whom.meeting.starts_at,
            due_at=whom.due_at,
            code_name=whom.case.code_name,
            organisation=whom.home.name,
            director=tx.session.get_one(Account, whom.case.director_id).name,
            name=whom.person.name,
            function=seat_label(say, whom.person.function),
            options=options,
            vocabulary=acts,
            blocks=blocks,
            elsewhere=len(standing) - len(printed) + _decided(tx, whom),
            fictional=fictional,
        ),
        say,
        tx.now,
    )
    guard(file, kept)
    tx.add(row)
    tx.note(form=row.id, invitation=whom.invitation.id, blocks=len(blocks), sha256=file.sha256)
    return file


def _standing(tx: Transaction, whom: _For) -> list[FormBlock]:
    """What the attendee handed in for this meeting and can change, then what their organisation asked for before."""
    rows = tx.session.exec(
        select(Condition)
        .where(Condition.invitation_id == whom.invitation.id, Condition.status == ConditionStatus.SUBMITTED)
        .order_by(col(Condition.number))
    ).all()
    homes, follows = organisations_by_id(tx.session, {whom.home.id}), follows_in(tx, whom.case.id)
    own = [view_of(tx, row, homes, follows) for row in rows]
    again = last_time_in(tx, whom.case.id, whom.invitation.id)
    return [*(FormBlock(view) for view in own), *(FormBlock(view, again=True) for view in again)]


def _on_paper(tx: Transaction, whom: _For, block: FormBlock) -> bool:
    """Whether a block is printed for whoever takes the form: for a director what they may read.

    For the attendee only what is from last time. Their own of this meeting stay on their page, all of them: a form that
    left out just those with protected words would tell which words are protected.
    """
    if tx.actor.invitation_id == whom.invitation.id:
        return block.again
    return block.view is not None and readable(tx, whom.case.id, block.view.tier, reader_of(tx))


def _decided(tx: Transaction, whom: _For) -> int:
    """How many conditions of this meeting the case director decided on: those change by a call."""
    settled = (ConditionStatus.ACCEPTED, ConditionStatus.CHANGED)
    statement = select(Condition.id).where(
        Condition.invitation_id == whom.invitation.id, col(Condition.status).in_(settled)
    )
    return len(tx.session.exec(statement).all())


def _tells(block: FormBlock, kept: Iterable[str]) -> bool:
    """Whether words stand in a condition that may not travel on paper: it stays where it is."""
    view = block.view
    return view is not None and bool(hits("\n".join((view.handed_in_text, view.text, view.check, view.if_not)), kept))


def _row(tx: Transaction, whom: _For, say: Say, blocks: Iterable[FormBlock]) -> IssuedForm:
    return IssuedForm(
        id=tx.chance.id(),
        case_id=whom.case.id,
        meeting_id=whom.meeting.id,
        invitation_id=whom.invitation.id,
        organisation_id=whom.home.id,
        code=_free_code(tx),
        language=say.language,
        blocks=[_entry(tx, block) for block in blocks],
        due_at=whom.due_at,
        issued_to=tx.actor.reference,
        issued_at=tx.now,
    )


def _entry(tx: Transaction, block: FormBlock) -> dict[str, str | int]:
    """What a block is about. One from last time becomes a new condition that takes the former's place."""
    view = block.view
    if view is None or block.again:
        return {"condition_id": tx.chance.id(), "version": 0, "follows_id": view.id if view else ""}
    return {"condition_id": view.id, "version": view.version, "follows_id": view.follows_id}


def _free_code(tx: Transaction) -> str:
    """A short code that no form has: 31 signs in five places, over 28 million."""
    for _ in range(_TRIES):
        code = f"F-{tx.chance.spoken_code(_CODE_LENGTH)}"
        if tx.session.exec(select(IssuedForm.id).where(IssuedForm.code == code)).first() is None:
            return code
    raise RuntimeError("no free code for a form")
