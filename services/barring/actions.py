"""Keeps people out of a case, and judges who merely resembles them. Nothing here lifts a bar."""

from sqlmodel import select

from models.barring import Bar, NearMatch
from models.casework import Case
from models.direction import HandoverRow
from models.directory import Account, Professional
from models.follow_up import ActionLink
from models.meeting import Invitation, Meeting
from models.terms import BarKind, Belonging, HandoverAnswer, Known
from services.access.rules import Permission
from services.barring.directing import settle_directing
from services.barring.facts import NewBar
from services.barring.likeness import note_account, note_alike, note_professional
from services.barring.rules import BarWrong, check_bar
from services.messages.actions import take_back
from services.relations.queries import barred_accounts, barred_professionals, belonging
from services.relations.rules import bar_form
from services.unit_of_work import Transaction, Work


def bar(work: Work, case_id: str, order: NewBar) -> None:
    """Keeps someone out of the case from now on: seats, invitations, choices and screens alike.

    A deputy who is kept out is taken off the case at once; a director who is, by the deputy, who directs it from then
    on. Raises `BarWrong`, also for a bar that would shut out whoever acts.
    """
    with work.act(Permission.BAR_EDIT, case_id) as tx:
        alike = add_bar(tx, case_id, order)
        refuse_own(tx, case_id)
        shut_out(tx, case_id)
        tx.note(kind=order.kind.value, alike=alike)


def judge(work: Work, case_id: str, match_id: str, same: Known, seen_version: int) -> int:
    """Says whether somebody who resembles a person kept out is that person; gives the version. Can be said anew.

    Raises `BarWrong` and `ChangedMeanwhile`.
    """
    with work.act(Permission.BAR_EDIT, case_id) as tx:
        row = tx.edit(NearMatch, match_id, seen_version)
        if same is Known.UNKNOWN:
            raise BarWrong(field="same", reason="unknown")
        row.same, row.judged_by, row.judged_at = same, tx.actor.reference, tx.now
        tx.add(row)
        refuse_own(tx, case_id)
        shut_out(tx, case_id)
        tx.note(match=match_id, same=same.value)
        return row.version


def add_bar(tx: Transaction, case_id: str, order: NewBar) -> int:
    """Adds a bar once, inside somebody's act; gives how many people a person must judge. Raises `BarWrong`."""
    check_bar(order.kind, order.value)
    key = tx.lookup(f"bar.{order.kind}", bar_form(order.kind, order.value))
    known = select(Bar.id).where(Bar.case_id == case_id, Bar.kind == order.kind, Bar.value_key == key)
    if tx.session.exec(known).first():
        return 0
    row = Bar(id=tx.chance.id(), case_id=case_id, kind=order.kind, value_key=key, value_sealed="")
    tx.seal(row, "value_sealed", order.value.strip())
    tx.seal(row, "reason_sealed", order.reason.strip())
    tx.add(row)
    return note_alike(tx, row, order.value) if order.kind is BarKind.NAME else 0


def refuse_own(tx: Transaction, case_id: str) -> None:
    """Raises `BarWrong` when whoever acts would be kept out of the case by it: then nobody would be left to see to it.

    Somebody else can do it, after handing over or as deputy.
    """
    if belonging(tx.session, tx.database.vault, tx.actor.identity, case_id, tx.now) is Belonging.BARRED:
        raise BarWrong(field="bar", reason="shuts_out_director")


def shut_out(tx: Transaction, case_id: str) -> None:
    """Takes whoever is kept out by now off the case, and back what still waited to be sent to them."""
    case = tx.session.get(Case, case_id, with_for_update=True)
    if case is None:
        return
    _take_off(tx, case)
    barred = barred_professionals(tx.session, tx.database.vault, case_id)
    invited = select(Invitation).join(Meeting).where(Meeting.case_id == case_id)
    for invitation in tx.session.exec(invited).all():
        if invitation.professional_id in barred:
            take_back(tx, invitation.id)
    for link in tx.session.exec(select(ActionLink).where(ActionLink.case_id == case_id)).all():
        if link.professional_id in barred:
            take_back(tx, link.id)


def notice_professional(tx: Transaction, person: Professional) -> None:
    """Whoever puts a professional into the directory, or renames one, tells so here; nothing is told back."""
    for case_id in note_professional(tx, person):
        shut_out(tx, case_id)


def notice_account(tx: Transaction, account: Account) -> None:
    """The same for an account."""
    for case_id in note_account(tx, account):
        shut_out(tx, case_id)


def _take_off(tx: Transaction, case: Case) -> None:
    """A director who is kept out gives way to a deputy who is not; without one nobody can be put in their place."""
    asked = select(HandoverRow).where(HandoverRow.case_id == case.id, HandoverRow.answer == HandoverAnswer.OPEN)
    handovers = tx.session.exec(asked).all()
    concerned = {
        case.director_id,
        case.deputy_id or "",
        *(who for row in handovers for who in (row.from_id, row.to_id)),
    }
    barred = barred_accounts(tx.session, tx.database.vault, case.id, concerned)
    for row in handovers:
        if {row.from_id, row.to_id} & barred:
            row.answer, row.answered_at = HandoverAnswer.WITHDRAWN, tx.now
            tx.add(row)
    deputy = case.deputy_id if case.deputy_id not in barred else None
    if case.director_id in barred and deputy:
        settle_directing(tx, case, director_id=deputy, deputy_id=None)
    elif case.deputy_id != deputy:
        settle_directing(tx, case, director_id=case.director_id, deputy_id=None)
