"""Personal links to actions: given by the case director, one per case, organisation and person; opened with a code.

An owner without an account answers for the actions of their organisation behind it, and sees nothing else. Decision
0066 says whom a link may be given to, and until when it works.
"""

from typing import ClassVar

from sqlmodel import col, select

from models.casework import Case, Seat
from models.directory import Account, Organisation, Professional
from models.follow_up import ActionLink
from models.sealing import SealBroken
from services.access.rules import Permission
from services.cases.guarding import words_of_cases
from services.cases.rows import check_professional
from services.directory.partners import contact_address
from services.directory.personal_links import LinkRefused, found_by, give_link, try_code
from services.directory.rules import PERSONAL_LINK
from services.directory.sessions import end_sessions_of, start_session
from services.directory.throttle import give_back, spend
from services.errors import ServiceError
from services.meetings.orders import OpenLink
from services.messages.actions import queue, take_back
from services.messages.facts import Mail, OwnerText
from services.messages.owner_letters import owner_letter
from services.relations.owning import links_in_force, on_the_case, still_held
from services.relations.queries import identity_of, is_barred
from services.reports.ladder import lapses_at
from services.reports.owing import visible_actions
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work
from services.wording import speak


class OwnerLinkWrong(ServiceError):
    """No link can be given to this person, or nothing can be asked through it. Field `reason`: `inactive`,
    `other_organisation`, `off_case`, `nothing_open`, `no_address`, `not_yet`, `manager`. Only the director hears it."""

    code: ClassVar[str] = "reports.owner_link_wrong"


def make_link(work: Work, case_id: str, organisation: str, professional_id: str) -> None:
    """Gives one person of an organisation (a key) that owns open actions a link and code, with a neutral mail where
    they have an address. A link that stands already stays as it is.

    The person works there and holds a seat in the case or deputises for one, or is chosen by the director: then their
    organisation holds a seat, or never held one. Raises `OwnerLinkWrong`, `PersonBarred` and `PrivatePerson`.
    """
    with work.act(Permission.ACTION_ASK, case_id) as tx:
        home = tx.session.exec(select(Organisation).where(Organisation.key == organisation)).first()
        person = tx.session.get(Professional, professional_id)
        if home is None or person is None:
            raise NotAllowed
        row = tx.session.exec(
            select(ActionLink).where(
                ActionLink.case_id == case_id,
                ActionLink.organisation_id == home.id,
                ActionLink.professional_id == person.id,
            )
        ).first()
        if row is not None and links_in_force(tx.session, [row], tx.now):
            tx.note(link=row.id, stood=True)
            return
        row = row or ActionLink(
            id=tx.chance.id(),
            case_id=case_id,
            organisation_id=home.id,
            professional_id=person.id,
            secret_hash="",
            made_at=tx.now,
            made_by=tx.actor.reference,
            expires_at=tx.now,
        )
        _give(tx, row, home, person, practice=work.practice)


def renew_link(work: Work, case_id: str, link_id: str) -> None:
    """A new link and code for the same person; the old link, its unsent mail and its sessions die at once.

    Raises the same as `make_link`; `NotAllowed` for a link that was taken back or is of another case.
    """
    with work.act(Permission.ACTION_ASK, case_id) as tx:
        row = standing_link(tx, case_id, link_id)
        home = tx.session.get_one(Organisation, row.organisation_id)
        _give(tx, row, home, tx.session.get_one(Professional, row.professional_id), practice=work.practice)


def revoke_link(work: Work, case_id: str, link_id: str) -> None:
    """Takes a link back: it opens no more, whoever is in by it is out, and no mail about it leaves. Raises
    `NotAllowed`."""
    with work.act(Permission.ACTION_ASK, case_id) as tx:
        row = standing_link(tx, case_id, link_id)
        row.revoked_at = tx.now
        tx.add(row)
        take_back(tx, row.id)
        end_sessions_of(tx, action_link_id=row.id)
        tx.note(link=row.id, revoked=True)


def open_action_link(work: Work, order: OpenLink, *, ip: str = "") -> str:
    """Lets an owner in; gives the session's secret. `order.invitation_id` is the id in the link.

    Raises `LinkRefused` for every link that does not hold, `CodeWrong` or `LinkLocked`; `TooManyTries` after so many
    links that do not hold, of one id or from one address.
    """
    subject = order.invitation_id[:64]
    spend(work, PERSONAL_LINK, subject, ip=ip)
    row, refusal = None, None
    try:
        with work.act(Permission.LINK_OPEN) as tx:
            row = _opening(tx, order)
            if row is None:
                tx.note(refused="link")
            else:
                tx.note(link=row.id)
                refusal = try_code(tx, row, order.code)
                if refusal is None:
                    return start_session(tx, action_link_id=row.id, language="nl")
    finally:
        if row is not None:
            give_back(work, PERSONAL_LINK, subject, ip=ip)
    raise refusal or LinkRefused()


def standing_link(tx: Transaction, case_id: str, link_id: str) -> ActionLink:
    """A link of this case that was not taken back, held for this transaction. Raises `NotAllowed`."""
    row = tx.session.get(ActionLink, link_id, with_for_update=True)
    if row is None or row.case_id != case_id or row.revoked_at is not None:
        raise NotAllowed
    return row


def owner_text(look: Reading, row: ActionLink, count: int, *, practice: bool) -> OwnerText:
    """What a message about the actions behind a link may know."""
    case = look.session.get_one(Case, row.case_id)
    director = look.session.get(Account, case.director_id)
    return OwnerText(
        code_name=case.code_name,
        count=count,
        link=look.unseal(row, "link_sealed"),
        director_name=director.name if director else "",
        fictional=practice,
    )


def _opening(tx: Transaction, order: OpenLink) -> ActionLink | None:
    """The link that opens with this secret, of somebody who may still come in."""
    row = found_by(tx, ActionLink, order.invitation_id, order.secret)
    if row is None or not links_in_force(tx.session, [row], tx.now):
        return None
    person = tx.session.get_one(Professional, row.professional_id)
    home = tx.session.get_one(Organisation, row.organisation_id)
    try:
        identity = identity_of(tx.database.vault, person, home)
    except SealBroken:
        return None
    return None if is_barred(tx.session, tx.database.vault, identity, row.case_id) else row


def _give(tx: Transaction, row: ActionLink, home: Organisation, person: Professional, *, practice: bool) -> None:
    if not person.active:
        raise OwnerLinkWrong(reason="inactive")
    if person.organisation_id != home.id:
        raise OwnerLinkWrong(reason="other_organisation")
    check_professional(tx, row.case_id, person.id, refuse_barred=True)
    seats = tx.session.exec(
        select(Seat)
        .where(Seat.case_id == row.case_id, Seat.organisation_id == home.id)
        .order_by(col(Seat.since_on), col(Seat.id))
    ).all()
    today = local_day(tx.now)
    own = [one for one in seats if person.id in (one.professional_id, one.deputy_id) and still_held(one, today)]
    row.seat_id = own[0].id if own else None
    if not on_the_case(row, seats, today):
        raise OwnerLinkWrong(reason="off_case")
    dues = visible_actions(tx, row.case_id, home.key)
    if not dues:
        raise OwnerLinkWrong(reason="nothing_open")
    give_link(tx, row, "a", practice=practice)
    row.made_at, row.made_by, row.opened_at = tx.now, tx.actor.reference, None
    row.reminded_at, row.reminders, row.escalated_at, row.escalated_by = None, 0, None, None
    row.expires_at = lapses_at([due for due in dues.values() if due], tx.now)
    row.version += 1
    tx.add(row)
    take_back(tx, row.id)
    end_sessions_of(tx, action_link_id=row.id)
    _send(tx, row, person, len(dues), practice=practice)
    tx.note(link=row.id, actions=len(dues))


def _send(tx: Transaction, row: ActionLink, person: Professional, count: int, *, practice: bool) -> None:
    """The first letter; where there is no address the director passes the link on."""
    address = contact_address(tx, person)
    if not address:
        return
    text = owner_text(tx, row, count, practice=practice)
    subject, body = owner_letter(text, speak(text.language))
    queue(tx, Mail(address, subject, body), kept=words_of_cases(tx, [row.case_id]), action_link_id=row.id)
