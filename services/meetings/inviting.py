"""Invitations inside somebody's act: made, renewed, taken back; each with its neutral mail in the outbox.

Whoever is barred gets nothing, also no word that a meeting was called off. Every person has a calendar item of their
own; what surely never left is not cancelled.
"""

from dataclasses import replace
from datetime import timedelta

from models.casework import Case
from models.casework import Seat as SeatRow
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting
from models.terms import MeetingStatus
from services.cases.apart import refuse_private_person
from services.cases.facts import PartnerSeat
from services.cases.guarding import words_of_cases
from services.directory.partners import contact_address
from services.directory.personal_links import give_link
from services.directory.sessions import end_sessions_of
from services.meetings.rules import due_at
from services.messages.actions import queue, take_back
from services.messages.calendar_items import calendar_item
from services.messages.envelope import enclosed
from services.messages.facts import InvitationText, Letter, Told
from services.messages.leaving import check_item_leaves
from services.messages.queries import told
from services.messages.rules import next_sequence
from services.relations.queries import identity_of, is_barred
from services.unit_of_work import NotAllowed, Transaction
from services.wording import speak

LINK_LIVES_AFTER_MEETING = timedelta(hours=24)
_ASKS = frozenset({Letter.POLL, Letter.INVITATION, Letter.MOVED})
_REPLACES_WHAT_WAITS = _ASKS | {Letter.WITHDRAWN}


def invite(
    tx: Transaction, meeting: Meeting, seat: PartnerSeat, *, letter: Letter = Letter.INVITATION, practice: bool
) -> Invitation:
    """One attendee's invitation with link, code and mail (`letter`: invitation or poll). Raises `PrivatePerson`."""
    _refuse_private_person(tx, meeting, seat.professional_id)
    row = without_link(tx, meeting, seat)
    give_link(tx, row, "u", practice=practice)
    tx.add(row)
    send(tx, meeting, row, letter, practice=practice)
    return row


def without_link(tx: Transaction, meeting: Meeting, seat: PartnerSeat) -> Invitation:
    """A row that says whom a meeting is for, without a link: nobody comes in by it and nobody is told. Whoever is not
    the holder of the seat stands in for them."""
    held = tx.session.get(SeatRow, seat.id)
    if held is None:
        raise NotAllowed
    return Invitation(
        id=tx.chance.id(),
        meeting_id=meeting.id,
        seat_id=seat.id,
        organisation_id=held.organisation_id,
        professional_id=seat.professional_id,
        stands_in_for=held.professional_id if held.professional_id != seat.professional_id else None,
        secret_hash="",
        expires_at=meeting.ends_at + LINK_LIVES_AFTER_MEETING,
        revoked_at=tx.now,
    )


def renew_invitation(
    tx: Transaction, meeting: Meeting, row: Invitation, *, letter: Letter | None = None, practice: bool
) -> None:
    """A new link and code; the old link, its unsent mail and its sessions die at once. Raises `PrivatePerson`.

    Without `letter`, the one that fits how far the meeting is: poll or invitation.
    """
    _refuse_private_person(tx, meeting, row.professional_id)
    give_link(tx, row, "u", practice=practice)
    row.expires_at = meeting.ends_at + LINK_LIVES_AFTER_MEETING
    row.version += 1
    tx.add(row)
    take_back(tx, row.id)
    end_sessions_of(tx, invitation_id=row.id)
    fits = Letter.POLL if meeting.status is MeetingStatus.POLLED else Letter.INVITATION
    send(tx, meeting, row, letter or fits, practice=practice)


def take_invitation_back(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> None:
    """The meeting was called off: the link dies, the attendee is told."""
    row.revoked_at = row.revoked_at or tx.now
    tx.add(row)
    end_sessions_of(tx, invitation_id=row.id)
    send(tx, meeting, row, Letter.WITHDRAWN, practice=practice)


def send(tx: Transaction, meeting: Meeting, row: Invitation, letter: Letter, *, practice: bool, to: str = "") -> None:
    """Puts one letter about an invitation into the outbox; what still waited about it is taken back, unless the letter
    asks or tells nothing new. Nothing goes to whoever is barred, has no mail address or never got a link.

    It goes to who is expected. `STOOD_IN` goes to whom they stand in for, or to the professional named in `to`; send it
    last, because a new link takes back what waits. `MOVED` and `PLACE` to whoever was told no time are an invitation.
    Raises `MessageFieldWrong`, and `MailLeaks` when the mail would hold words that may not leave.
    """
    if letter in _REPLACES_WHAT_WAITS:
        take_back(tx, row.id)
    if letter in _ASKS:
        _ask_anew(tx, meeting, row, letter)
    who = to or (row.stands_in_for if letter is Letter.STOOD_IN else None) or row.professional_id
    address = reachable_at(tx, meeting.case_id, who)
    if not address or not row.secret_hash:
        return
    uid = _uid(row, who)
    # What waits still goes out before word of another place, which takes nothing back.
    before = told(tx, row.id, uid, leaves=_leaves(tx, practice) and letter is not Letter.PLACE)
    if letter in (Letter.MOVED, Letter.PLACE) and before.standing is None:
        letter = Letter.INVITATION
    text = _with_what_was_told(invitation_text(tx, meeting, row, practice=practice), meeting, uid, before)
    mail = enclosed(
        letter,
        text,
        speak(text.language),
        to=address,
        organiser=tx.settings.mail_from,
        made_at=tx.now,
        in_calendar=before.standing is not None,
    )
    queue(tx, mail, kept=words_of_cases(tx, [meeting.case_id]), invitation_id=row.id)


def _ask_anew(tx: Transaction, meeting: Meeting, row: Invitation, letter: Letter) -> None:
    """From here reminders wait and count. A meeting that moved is asked about anew; a link just sent again is not."""
    row.asked_at, row.expires_at = tx.now, meeting.ends_at + LINK_LIVES_AFTER_MEETING
    if letter is Letter.MOVED:
        row.reminders = 0
    if not row.reminders:
        row.reminded_for = {}
    tx.add(row)


def reachable_at(tx: Transaction, case_id: str, professional_id: str) -> str:
    """The mail address to write to about a case; empty for whoever is barred from it, or gave none."""
    person = tx.session.get(Professional, professional_id)
    home = tx.session.get(Organisation, person.organisation_id) if person else None
    if person is None or home is None:
        return ""
    vault = tx.database.vault
    barred = is_barred(tx.session, vault, identity_of(vault, person, home), case_id)
    return "" if barred else contact_address(tx, person)


def own_item(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> str:
    """The calendar item of who is expected, as it stands now: for their own page, the same as in their last mail.

    Raises `MailLeaks` when it would hold words that may not leave.
    """
    text = invitation_text(tx, meeting, row, practice=practice)
    before = told(tx, row.id, text.uid, leaves=_leaves(tx, practice))
    text = replace(text, sequence=max(meeting.sequence, before.sequence or 0))
    item = calendar_item(text, speak(text.language), made_at=tx.now, organiser=tx.settings.mail_from)
    check_item_leaves(item, words_of_cases(tx, [meeting.case_id]), tx.settings.public_address)
    return item


def invitation_text(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> InvitationText:
    """What the messages about this invitation may know."""
    case = tx.session.get(Case, meeting.case_id)
    director = tx.session.get(Account, case.director_id) if case else None
    return InvitationText(
        kind=meeting.kind,
        code_name=case.code_name if case else "",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        conditions_due_at=due_at(row, meeting),
        conditions_asked=row.conditions_asked,
        link=tx.unseal(row, "link_sealed"),
        director_name=director.name if director else "",
        language="nl",
        uid=_uid(row, row.professional_id),
        sequence=meeting.sequence,
        fictional=practice,
        poll_closes_at=meeting.poll_closes_at if meeting.status is MeetingStatus.POLLED else None,
    )


def _with_what_was_told(text: InvitationText, meeting: Meeting, uid: str, before: Told) -> InvitationText:
    """The same for one addressee: their item, the time that they know, and whether all they know of is a poll."""
    only_asked = meeting.status is MeetingStatus.WITHDRAWN and before.sequence is None
    return replace(
        text,
        uid=uid,
        sequence=next_sequence(meeting.sequence, before),
        was=(before.standing.starts_at, before.standing.ends_at) if before.standing else None,
        poll_closes_at=text.poll_closes_at or (meeting.poll_closes_at if only_asked else None),
    )


def _leaves(tx: Transaction, practice: bool) -> bool:
    """Whether mail goes out by itself; elsewhere any text may have been copied."""
    return bool(tx.settings.smtp_host) and not practice


def _uid(row: Invitation, professional_id: str) -> str:
    """The item of one person: a deputy has another than whom they replace, also where both read the same calendar."""
    first = professional_id == (row.stands_in_for or row.professional_id)
    return f"{row.id}@mdo-planner" if first else f"{row.id}.{professional_id}@mdo-planner"


def _refuse_private_person(tx: Transaction, meeting: Meeting, professional_id: str) -> None:
    """Whoever turns out to be a private person of the case is never let in, whatever seat was given to them."""
    if person := tx.session.get(Professional, professional_id):
        refuse_private_person(tx, meeting.case_id, person)
