"""The case director decides on a form in the waiting room: take a block over, leave it out, say whose the form is.

Taking over makes the same condition as handing it in by the link; every decision is one act, and made twice it changes
nothing.
"""

from collections.abc import Collection

from sqlmodel import select

from models.condition import IssuedForm, ReceivedForm
from models.terms import FormStatus, RowAnswer
from services.access.rules import Permission
from services.conditions.facts import HandIn
from services.conditions.handing_in import keep_from_form, nothing_from_form
from services.documents.forms.kept import unpacked
from services.documents.forms.receiving import replace_older, settle
from services.documents.forms.saying import NEEDED, only, order_of
from services.documents.forms.waiting import NOTHING_ROW, Block, WaitingRoom
from services.errors import ServiceError
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


class FormRowWrong(ServiceError):
    """A row cannot be taken over as it stands in the form. Fields: `field`, `reason`."""

    code = "forms.row_wrong"


class FormNotOpen(ServiceError):
    """Nothing can be decided on this form now. Field: `reason` (`settled`, `set_apart`)."""

    code = "forms.not_open"


def take_over(
    work: Work,
    case_id: str,
    form_id: str,
    block_key: str,
    seen_version: int,
    *,
    rows: Collection[str] | None = None,
    condition_version: int = 0,
) -> int:
    """One block becomes a condition, or changes the one that it is about; gives the condition's version.

    `seen_version` is the form's, `condition_version` that of the condition it was shown against (0 for a new one).
    `rows` are the ones to take over, all that differ without it; what is not taken over stays as it stands.
    Raises `FormRowWrong`, `ChangedMeanwhile`, `FormNotOpen` and what handing in raises.
    """
    with work.act(Permission.FORM_SETTLE, case_id) as tx:
        row, room = _form(tx, form_id), WaitingRoom(tx)
        tx.note(form=row.id, block=block_key, answer=RowAnswer.TAKEN_OVER.value)
        block = _block(room, row, block_key)
        if block.answer is RowAnswer.TAKEN_OVER:
            return block.target.version
        _check_open(row, seen_version)
        if row.invitation_id is None or room.home(row.invitation_id) is None:
            raise NotAllowed
        if block.target.version != condition_version:
            raise ChangedMeanwhile(version=block.target.version)
        order = _order(block, block.changed if rows is None or block.hidden else frozenset(rows))
        version = keep_from_form(tx, row.invitation_id, case_id, order)
        _decided(tx, row, block_key, RowAnswer.TAKEN_OVER)
        return version


def leave_out(work: Work, case_id: str, form_id: str, block_key: str, seen_version: int) -> None:
    """One block, or `nothing`, is not taken over; what stands stays as it is."""
    with work.act(Permission.FORM_SETTLE, case_id) as tx:
        row = _form(tx, form_id)
        tx.note(form=row.id, block=block_key, answer=RowAnswer.LEFT_OUT.value)
        if row.rows.get(block_key) == RowAnswer.LEFT_OUT:
            return
        if block_key != NOTHING_ROW:
            _block(WaitingRoom(tx), row, block_key)
        _check_open(row, seen_version)
        _decided(tx, row, block_key, RowAnswer.LEFT_OUT)


def take_nothing_to_add(work: Work, case_id: str, form_id: str, seen_version: int) -> None:
    """That its organisation has no conditions, as the form says, is recorded of whom it is from."""
    with work.act(Permission.FORM_SETTLE, case_id) as tx:
        row, room = _form(tx, form_id), WaitingRoom(tx)
        tx.note(form=row.id, block=NOTHING_ROW, answer=RowAnswer.TAKEN_OVER.value)
        if row.rows.get(NOTHING_ROW) == RowAnswer.TAKEN_OVER:
            return
        _check_open(row, seen_version)
        if row.invitation_id is None or not room.waiting(row).nothing_to_add or room.home(row.invitation_id) is None:
            raise NotAllowed
        nothing_from_form(tx, row.invitation_id, case_id)
        _decided(tx, row, NOTHING_ROW, RowAnswer.TAKEN_OVER)


def match(work: Work, case_id: str, form_id: str, invitation_id: str, seen_version: int) -> None:
    """The case director says whose a form is that was set apart; from then on it waits like any other. Said twice it
    changes nothing. Raises `NotAllowed` for an invitation that does not stand."""
    with work.act(Permission.FORM_SETTLE, case_id) as tx:
        row, room = _form(tx, form_id), WaitingRoom(tx)
        tx.note(form=row.id, invitation=invitation_id, provenance=row.provenance.value)
        if row.status is FormStatus.WAITING and row.invitation_id == invitation_id:
            return
        if row.status is not FormStatus.SET_APART:
            raise FormNotOpen(reason="settled")
        if row.version != seen_version:
            raise ChangedMeanwhile(version=row.version)
        if room.home(invitation_id) is None:
            raise NotAllowed
        row.invitation_id, row.status = invitation_id, FormStatus.WAITING
        row.issued_form_id = _issued_to(tx, row, invitation_id)
        row.version += 1
        tx.add(row)
        if row.issued_form_id is not None:
            replace_older(tx, room, row)


def discard(work: Work, case_id: str, form_id: str, seen_version: int) -> None:
    """A form that was set apart and is of nobody here is laid aside; it can be read, and nothing comes of it."""
    with work.act(Permission.FORM_SETTLE, case_id) as tx:
        row = _form(tx, form_id)
        tx.note(form=row.id, discarded=True)
        if row.status is FormStatus.SETTLED:
            return
        if row.version != seen_version:
            raise ChangedMeanwhile(version=row.version)
        settle(tx, row)


def _form(tx: Transaction, form_id: str) -> ReceivedForm:
    row = tx.session.exec(
        select(ReceivedForm).where(ReceivedForm.id == form_id, ReceivedForm.case_id == tx.case_id).with_for_update()
    ).first()
    if row is None:
        raise NotAllowed
    return row


def _block(room: WaitingRoom, row: ReceivedForm, block_key: str) -> Block:
    found = next((block for block in room.waiting(row).blocks if block.filled.key == block_key), None)
    if found is None:
        raise NotAllowed
    return found


def _check_open(row: ReceivedForm, seen_version: int) -> None:
    if row.status is not FormStatus.WAITING:
        raise FormNotOpen(reason="settled" if row.status is FormStatus.SETTLED else "set_apart")
    if row.version != seen_version:
        raise ChangedMeanwhile(version=row.version)


def _order(block: Block, rows: Collection[str]) -> HandIn:
    """The order for these rows. A new condition needs what no condition can do without."""
    faults = block.filled.faults
    for name in rows:
        if name in faults:
            raise FormRowWrong(field=name, reason=faults[name])
    whole = only(rows, block.said, block.now)
    for name in NEEDED:
        if not getattr(whole, name):
            raise FormRowWrong(field=name, reason=faults.get(name, "empty"))
    target = block.target
    follows = target.follows_id if target.former is not None or target.view is not None else ""
    order = order_of(whole, target.condition_id, seen_version=target.version, follows_id=follows)
    if order is None:
        raise FormRowWrong(field="kind", reason="empty")
    return order


def _decided(tx: Transaction, row: ReceivedForm, key: str, answer: RowAnswer) -> None:
    row.rows = row.rows | {key: answer.value}
    row.version += 1
    tx.add(row)
    if WaitingRoom(tx).waiting(row).done:
        settle(tx, row)


def _issued_to(tx: Transaction, row: ReceivedForm, invitation_id: str) -> str | None:
    """The form that its code or marks name, if that was made for whom it is said to be of: then its blocks are about
    the conditions that were printed in it."""
    hint = unpacked(tx.unseal(row, "read_sealed")).hint
    issued = tx.session.get(IssuedForm, hint) if hint else None
    mine = issued is not None and issued.case_id == tx.case_id and issued.invitation_id == invitation_id
    return hint if mine else None
