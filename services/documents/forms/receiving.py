"""A filled in form comes in: handed in by the case director from a mail, or by whoever was invited by their own link.

| the form                                              | becomes                                              |
|-------------------------------------------------------|------------------------------------------------------|
| whole, and of an invitation of this case              | waiting, to be taken over row by row                 |
| marks changed or gone, questions gone, of nobody known | set apart, until the case director says whose it is  |
| of somebody else than whose link it came by           | set apart, without a word about whose it is          |
| of another case, or without any answer                | refused, and nothing of it is kept                   |
| the very same file again                              | what came in before                                  |
| a newer file of the same form                         | takes the place of the one that waits                |
"""

import hashlib
from dataclasses import replace

from sqlmodel import select

from models.condition import IssuedForm, ReceivedForm
from models.meeting import Invitation, Meeting
from models.terms import FormStatus, Provenance, RowAnswer
from services.access.rules import Permission
from services.directory.rules import FORM_FILE
from services.directory.throttle import spend
from services.documents.forms.apart import read_apart
from services.documents.forms.facts import FormRead, FormReceipt
from services.documents.forms.interpreting import numbers_in
from services.documents.forms.judging import Judged, judged, misfit
from services.documents.forms.kept import Apart, Kept, packed, unpacked
from services.documents.forms.questions import block_key
from services.documents.forms.waiting import NOTHING_ROW, REPLACED, Waiting, WaitingRoom
from services.errors import ServiceError
from services.meetings.queries import case_of_guest
from services.meetings.rules import due_at
from services.unit_of_work import Transaction, Work


class FormOfAnotherCase(ServiceError):
    """The form was made for another case. Nothing of it was kept."""

    code = "forms.of_another_case"


class FormEmpty(ServiceError):
    """Nothing is filled in. Nothing was kept."""

    code = "forms.empty"


def receive_form(work: Work, case_id: str, content: bytes) -> FormReceipt:
    """The case director hands in a form that came by mail; `content` are the bytes of the file.

    Raises what the reader refuses, `FormOfAnotherCase` or `FormEmpty`.
    """
    with work.read(Permission.FORM_RECEIVE, case_id):  # who may not do this has no file read either
        pass
    read = read_apart(content)
    with work.act(Permission.FORM_RECEIVE, case_id) as tx:
        return _Arrival(tx, content, read).received()


def receive_own_form(work: Work, content: bytes) -> FormReceipt:
    """The same by a guest through their own link; also after the deadline, which is then told to the case director.

    Raises `TooManyTries` as well.
    """
    case_id = case_of_guest(work)
    with work.read(Permission.FORM_RECEIVE, case_id):
        pass
    spend(work, FORM_FILE, work.actor.invitation_id)
    read = read_apart(content)
    with work.act(Permission.FORM_RECEIVE, case_id) as tx:
        return _Arrival(tx, content, read).received()


class _Arrival:
    """One file that comes in, inside its transaction."""

    def __init__(self, tx: Transaction, content: bytes, read: FormRead) -> None:
        self.tx, self.read = tx, read
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.room = WaitingRoom(tx)
        self.guest = tx.actor.invitation_id

    def received(self) -> FormReceipt:
        """Keeps it, or finds what came in before."""
        judgement, issued = self._judged()
        known = self.tx.session.exec(
            select(ReceivedForm)
            .where(ReceivedForm.case_id == self.tx.case_id, ReceivedForm.sha256 == self.sha256)
            .with_for_update()
        ).first()
        row = known or self._new_row()
        again = known is not None and (not self.guest or self._is_own(known))
        apart = judgement.apart or self._not_theirs(issued)
        if known is None or (apart is None and known.status is FormStatus.SET_APART):
            self._place(row, judgement.provenance, apart, issued)
        waiting = self.room.waiting(row)
        if known is None and not (waiting.blocks or waiting.emptied or waiting.nothing_to_add):
            raise FormEmpty
        if known is None:
            settle_if_done(self.tx, self.room, row)
        self.tx.note(form=row.id, status=row.status.value, provenance=row.provenance.value, again=again)
        return receipt_of(waiting, guest=self.guest, again=again)

    def _judged(self) -> tuple[Judged, IssuedForm | None]:
        """What the marks are worth, and the form of this case that they name, surely or as a hint."""
        judgement = judged(self.read, self.tx.database.vault)
        named = self.tx.session.get(IssuedForm, judgement.marks.form_id) if judgement.marks else None
        if judgement.sound and (named is None or named.case_id != self.tx.case_id):
            raise FormOfAnotherCase
        if named is None or named.case_id != self.tx.case_id:
            named = self._by_code()
        if judgement.sound and named is not None and (wrong := misfit(self.read, len(named.blocks))):
            judgement = replace(judgement, provenance=Provenance.CHANGED, apart=wrong)
        return judgement, named

    def _by_code(self) -> IssuedForm | None:
        """A printed code is a hint at best: it is typed over as easily as any other text."""
        code = self.read.printed_code.strip().upper()
        of_case = select(IssuedForm).where(IssuedForm.case_id == self.tx.case_id)
        return next((row for row in self.tx.session.exec(of_case) if code and code.startswith(row.code.upper())), None)

    def _new_row(self) -> ReceivedForm:
        return ReceivedForm(
            id=self.tx.chance.id(),
            case_id=self.tx.case_id,
            status=FormStatus.SET_APART,
            provenance=Provenance.STRIPPED,
            sha256=self.sha256,
            read_sealed="",
            received_at=self.tx.now,
            received_by=self.tx.actor.reference,
        )

    def _place(self, row: ReceivedForm, provenance: Provenance, apart: Apart | None, issued: IssuedForm | None) -> None:
        """Writes where it stands: waiting, or set apart and why. A second time too: the very file that came by
        somebody else's link may come by the right one."""
        sure = issued if apart is None else None
        row.provenance = provenance
        row.status = FormStatus.SET_APART if apart else FormStatus.WAITING
        row.invitation_id = sure.invitation_id if sure else None
        row.issued_form_id = sure.id if sure else None
        former = unpacked(self.tx.unseal(row, "read_sealed")) if row.read_sealed else None
        kept = Kept(
            read=self.read,
            by_link=bool(self.guest),
            late=self._late(),
            apart=apart,
            hint=issued.id if issued else "",
            ids=former.ids if former else {block_key(n): self.tx.chance.id() for n in numbers_in(self.read)},
        )
        row.received_by = self.tx.actor.reference
        row.version += former is not None
        self.tx.seal(row, "read_sealed", packed(kept))
        self.tx.add(row)
        if sure is not None:
            replace_older(self.tx, self.room, row)

    def _not_theirs(self, issued: IssuedForm | None) -> Apart | None:
        if issued is not None and self.guest and issued.invitation_id != self.guest:
            return Apart.FOREIGN
        invitation = self.tx.session.get(Invitation, issued.invitation_id) if issued else None
        return None if invitation is not None and self.room.stands(invitation) else Apart.NOT_INVITED

    def _late(self) -> bool:
        """Whether a guest's form comes after their deadline; what the case director hands in has none."""
        invitation = self.tx.session.get(Invitation, self.guest) if self.guest else None
        meeting = self.tx.session.get(Meeting, invitation.meeting_id) if invitation else None
        if invitation is None or meeting is None:
            return False
        return self.tx.now >= due_at(invitation, meeting)

    def _is_own(self, row: ReceivedForm) -> bool:
        return self.guest in (row.received_by, row.invitation_id)


def replace_older(tx: Transaction, room: WaitingRoom, newer: ReceivedForm) -> None:
    """What waits of the same issued form is settled by the newer one; what was decided of it stays decided."""
    older = tx.session.exec(
        select(ReceivedForm)
        .where(
            ReceivedForm.case_id == newer.case_id,
            ReceivedForm.issued_form_id == newer.issued_form_id,
            ReceivedForm.status == FormStatus.WAITING,
            ReceivedForm.id != newer.id,
        )
        .with_for_update()
    ).all()
    for row in older:
        waiting = room.waiting(row)
        left = {block.filled.key: RowAnswer.LEFT_OUT.value for block in waiting.blocks if block.due}
        if waiting.nothing_to_add and NOTHING_ROW not in row.rows:
            left[NOTHING_ROW] = RowAnswer.LEFT_OUT.value
        row.rows = row.rows | left | {REPLACED: newer.id}
        settle(tx, row)


def settle_if_done(tx: Transaction, room: WaitingRoom, row: ReceivedForm) -> None:
    """A form of which nothing is left to decide is done with."""
    if row.status is FormStatus.WAITING and room.waiting(row).done:
        settle(tx, row)


def settle(tx: Transaction, row: ReceivedForm) -> None:
    """Done with, by whoever acts."""
    row.status, row.settled_at, row.settled_by = FormStatus.SETTLED, tx.now, tx.actor.reference
    row.version += 1
    tx.add(row)


def receipt_of(waiting: Waiting, *, guest: str = "", again: bool = False) -> FormReceipt:
    """What whoever handed it in hears. A guest whose form is set apart is not told what is wrong with its marks, nor
    whose it is."""
    row = waiting.row
    hushed = guest and row.status is FormStatus.SET_APART
    return FormReceipt(
        id=row.id,
        status=FormStatus.SET_APART if guest and row.invitation_id not in (None, guest) else row.status,
        provenance=Provenance.CHANGED if hushed else row.provenance,
        blocks=len(waiting.blocks),
        nothing_to_add=waiting.nothing_to_add,
        again=again,
        received_at=row.received_at,
        late=waiting.kept.late,
    )
