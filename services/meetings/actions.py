"""Writes of planning: plan a meeting and invite, call it off, re-issue a link."""

from collections.abc import Callable
from datetime import datetime, timedelta

from models.casework import Case
from models.casework import Seat as SeatRow
from models.directory import Account, Professional
from models.meeting import Invitation, Meeting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.facts import PartnerSeat
from services.cases.queries import gathered, reader_of
from services.directory.partners import contact_address
from services.errors import ServiceError
from services.meetings.facts import PlanMeeting
from services.meetings.queries import meetings_in
from services.meetings.rules import check_order
from services.messages.actions import queue, take_back
from services.messages.facts import InvitationText, Mail
from services.messages.rules import invitation_mail, withdrawal_mail
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Transaction, Work, secret_hash
from services.wording import speak

LINK_LIVES_AFTER_MEETING = timedelta(hours=24)


class MeetingOver(ServiceError):
    """This meeting was called off or has begun; nothing can be changed about it any more."""

    code = "meetings.meeting_over"


def plan(work: Work, order: PlanMeeting) -> str:
    """Plans a meeting and queues one neutral mail per attendee; gives the meeting's id.

    A repeated order (same `meeting_id`) changes nothing. Raises the refusals of `rules.check_order`.
    """
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        known = tx.session.get(Meeting, order.meeting_id)
        if known is not None:
            return _same(known, order)
        facts = gathered(tx, order.case_id, reader_of(tx))
        seats = check_order(order, facts, attendance_rule(regional(), facts, order.kind), tx.now)
        meeting = _meeting_row(tx, order)
        tx.add(meeting)
        for seat in seats:
            _invite(tx, meeting, facts.code_name, seat, practice=work.practice)
        tx.note(meeting=meeting.id, invited=len(seats), overridden=bool(order.override_reason.strip()))
        return meeting.id


def withdraw(work: Work, case_id: str, meeting_id: str, seen_version: int) -> None:
    """Calls a meeting off: its links die, its attendees get a cancelling calendar item."""
    with work.act(Permission.MEETING_WITHDRAW, case_id) as tx:
        meeting = _standing(tx, case_id, meeting_id)
        meeting = tx.edit(Meeting, meeting.id, seen_version)
        meeting.status, meeting.sequence = MeetingStatus.WITHDRAWN, meeting.sequence + 1
        case = tx.session.get(Case, case_id)
        for attendee in next(m for m in meetings_in(tx, case_id) if m.id == meeting_id).attendees:
            row = tx.session.get(Invitation, attendee.invitation_id)
            if row is None or case is None:
                continue
            row.revoked_at = row.revoked_at or tx.now
            text = _text(tx, meeting, case.code_name, row, practice=work.practice)
            _mail(tx, row, text, withdrawal_mail)
        tx.add(meeting)
        tx.note(meeting=meeting_id)


def reissue_link(work: Work, case_id: str, invitation_id: str) -> None:
    """A new link and code for one attendee; the old link and its sessions die at once."""
    with work.act(Permission.LINK_REISSUE, case_id) as tx:
        row = tx.session.get(Invitation, invitation_id, with_for_update=True)
        if row is None:
            raise NotAllowed
        meeting = _standing(tx, case_id, row.meeting_id)
        case = tx.session.get(Case, case_id)
        _new_link(tx, row)
        row.wrong_codes, row.locked_at, row.revoked_at = 0, None, None
        row.expires_at = meeting.ends_at + LINK_LIVES_AFTER_MEETING
        row.version += 1
        tx.add(row)
        end_sessions_of_invitation(tx, row.id)
        _mail_invitation(tx, row, meeting, case.code_name if case else "", practice=work.practice)
        tx.note(invitation=invitation_id)


def _same(known: Meeting, order: PlanMeeting) -> str:
    if known.case_id != order.case_id:
        raise NotAllowed
    return known.id


def _standing(tx: Transaction, case_id: str, meeting_id: str) -> Meeting:
    meeting = tx.session.get(Meeting, meeting_id)
    if meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED or meeting.starts_at <= tx.now:
        raise MeetingOver
    return meeting


def _meeting_row(tx: Transaction, order: PlanMeeting) -> Meeting:
    return Meeting(
        id=order.meeting_id,
        case_id=order.case_id,
        kind=order.kind,
        starts_at=order.starts_at,
        ends_at=order.starts_at + timedelta(minutes=order.minutes),
        conditions_due_at=order.conditions_due_at,
        planned_by=tx.actor.reference,
    )


def _invite(tx: Transaction, meeting: Meeting, code_name: str, seat: PartnerSeat, *, practice: bool) -> None:
    held = tx.session.get(SeatRow, seat.id)
    if held is None:
        raise NotAllowed
    row = Invitation(
        id=tx.chance.id(),
        meeting_id=meeting.id,
        seat_id=seat.id,
        organisation_id=held.organisation_id,
        professional_id=seat.professional_id,
        secret_hash="",
        expires_at=meeting.ends_at + LINK_LIVES_AFTER_MEETING,
    )
    _new_link(tx, row)
    tx.add(row)
    _mail_invitation(tx, row, meeting, code_name, practice=practice)


def _new_link(tx: Transaction, row: Invitation) -> None:
    """The secret stands in the link's fragment, which browsers never send: no log and no scanner sees it."""
    secret = tx.chance.secret()
    row.secret_hash = secret_hash(secret)
    tx.seal(row, "link_sealed", f"{tx.settings.public_address}/u/{row.id}#{secret}")
    tx.seal(row, "code_sealed", tx.chance.spoken_code())


def _mail_invitation(tx: Transaction, row: Invitation, meeting: Meeting, code_name: str, *, practice: bool) -> None:
    text = _text(tx, meeting, code_name, row, practice=practice)
    _mail(tx, row, text, invitation_mail)


def _mail(tx: Transaction, row: Invitation, text: InvitationText, written: Callable[..., Mail]) -> None:
    """Queues what `written` makes of the text; an older mail about this invitation that waits still does not go."""
    take_back(tx, row.id)
    person = tx.session.get(Professional, row.professional_id)
    address = contact_address(tx, person) if person else ""
    if address:
        mail = written(text, speak(text.language), to=address, organiser=tx.settings.mail_from, made_at=tx.now)
        queue(tx, mail, invitation_id=row.id)


def _text(tx: Transaction, meeting: Meeting, code_name: str, row: Invitation, *, practice: bool) -> InvitationText:
    case = tx.session.get(Case, meeting.case_id)
    director = tx.session.get(Account, case.director_id) if case else None
    return InvitationText(
        kind=meeting.kind,
        code_name=code_name,
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


def invitation_text(work: Work, case_id: str, invitation_id: str) -> InvitationText:
    """The text of one attendee's invitation, to copy by hand. Raises `NotAllowed`."""
    with work.act(Permission.MAIL_QUEUE, case_id, subject="copy") as tx:
        row = tx.session.get(Invitation, invitation_id)
        meeting = tx.session.get(Meeting, row.meeting_id) if row else None
        case = tx.session.get(Case, case_id)
        if row is None or meeting is None or case is None or meeting.case_id != case_id:
            raise NotAllowed
        tx.note(invitation=invitation_id)
        return _text(tx, meeting, case.code_name, row, practice=work.practice)


def end_sessions_of_invitation(tx: Transaction, invitation_id: str, at: datetime | None = None) -> None:
    """Signs out whoever came in by this invitation."""
    from sqlmodel import col, select

    from models.directory import SignInSession

    statement = select(SignInSession).where(
        SignInSession.invitation_id == invitation_id, col(SignInSession.ended_at).is_(None)
    )
    for row in tx.session.exec(statement):
        row.ended_at = at or tx.now
        tx.add(row)
