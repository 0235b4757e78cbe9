"""Invitations inside somebody's act: made, renewed, taken back; each with its neutral mail in the outbox.

Whoever is barred gets nothing, also no word that a meeting was called off.
"""

from datetime import timedelta

from models.casework import Case
from models.casework import Seat as SeatRow
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting
from services.cases.apart import refuse_private_person
from services.cases.facts import PartnerSeat
from services.directory.accounts import personal_link
from services.directory.partners import contact_address
from services.directory.sessions import end_sessions_of
from services.messages.actions import queue, take_back
from services.messages.facts import InvitationText, Letter
from services.messages.rules import invitation_mail, withdrawal_mail
from services.relations.queries import identity_of, is_barred
from services.unit_of_work import NotAllowed, Transaction, secret_hash
from services.wording import speak

LINK_LIVES_AFTER_MEETING = timedelta(hours=24)


def invite(
    tx: Transaction, meeting: Meeting, seat: PartnerSeat, *, letter: Letter = Letter.INVITATION, practice: bool
) -> Invitation:
    """One attendee's invitation with link, code and mail (`letter`: invitation or poll). Raises `PrivatePerson`."""
    held = tx.session.get(SeatRow, seat.id)
    if held is None:
        raise NotAllowed
    _refuse_private_person(tx, meeting, seat.professional_id)
    row = Invitation(
        id=tx.chance.id(),
        meeting_id=meeting.id,
        seat_id=seat.id,
        organisation_id=held.organisation_id,
        professional_id=seat.professional_id,
        secret_hash="",
        expires_at=meeting.ends_at + LINK_LIVES_AFTER_MEETING,
    )
    _new_link(tx, row, practice=practice)
    tx.add(row)
    send(tx, meeting, row, letter, practice=practice)
    return row


def renew_invitation(
    tx: Transaction, meeting: Meeting, row: Invitation, *, letter: Letter = Letter.INVITATION, practice: bool
) -> None:
    """A new link and code; the old link, its unsent mail and its sessions die at once. Raises `PrivatePerson`."""
    _refuse_private_person(tx, meeting, row.professional_id)
    _new_link(tx, row, practice=practice)
    row.wrong_codes, row.locked_at, row.revoked_at = 0, None, None
    row.expires_at = meeting.ends_at + LINK_LIVES_AFTER_MEETING
    row.version += 1
    tx.add(row)
    take_back(tx, row.id)
    end_sessions_of(tx, invitation_id=row.id)
    send(tx, meeting, row, letter, practice=practice)


def take_invitation_back(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> None:
    """The meeting was called off: the link dies, the attendee is told."""
    row.revoked_at = row.revoked_at or tx.now
    tx.add(row)
    take_back(tx, row.id)
    end_sessions_of(tx, invitation_id=row.id)
    send(tx, meeting, row, Letter.WITHDRAWN, practice=practice)


def send(tx: Transaction, meeting: Meeting, row: Invitation, letter: Letter, *, practice: bool, to: str = "") -> None:
    """Puts one letter about an invitation into the outbox. Nothing goes to whoever is barred or has no mail address.

    It goes to who is expected, and `STOOD_IN` to whom they stand in for: send it before the row names the deputy, or
    tell the professional's id in `to`.
    """
    who = to or (row.stands_in_for if letter is Letter.STOOD_IN else None) or row.professional_id
    person = tx.session.get(Professional, who)
    home = tx.session.get(Organisation, person.organisation_id) if person else None
    address = contact_address(tx, person) if person else ""
    if person is None or home is None or not address:
        return
    vault = tx.database.vault
    if is_barred(tx.session, vault, identity_of(vault, person, home), meeting.case_id):
        return
    text = invitation_text(tx, meeting, row, practice=practice)
    written = withdrawal_mail if letter in (Letter.WITHDRAWN, Letter.STOOD_IN) else invitation_mail
    mail = written(text, speak(text.language), to=address, organiser=tx.settings.mail_from, made_at=tx.now)
    queue(tx, mail, invitation_id=row.id)


def invitation_text(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> InvitationText:
    """What the messages about this invitation may know."""
    case = tx.session.get(Case, meeting.case_id)
    director = tx.session.get(Account, case.director_id) if case else None
    return InvitationText(
        kind=meeting.kind,
        code_name=case.code_name if case else "",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        conditions_due_at=meeting.conditions_due_at,
        link=tx.unseal(row, "link_sealed"),
        director_name=director.name if director else "",
        language="nl",
        uid=f"{row.id}@mdo-planner",
        sequence=meeting.sequence,
        fictional=practice,
    )


def _refuse_private_person(tx: Transaction, meeting: Meeting, professional_id: str) -> None:
    """Whoever turns out to be a private person of the case is never let in, whatever seat was given to them."""
    if person := tx.session.get(Professional, professional_id):
        refuse_private_person(tx, meeting.case_id, person)


def _new_link(tx: Transaction, row: Invitation, *, practice: bool) -> None:
    """The secret stands in the link's fragment, which browsers never send: no log and no scanner sees it."""
    secret = tx.chance.secret()
    row.secret_hash = secret_hash(secret)
    tx.seal(row, "link_sealed", personal_link(tx.settings, "u", row.id, secret, practice=practice))
    tx.seal(row, "code_sealed", tx.chance.spoken_code())
