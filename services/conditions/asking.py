"""Of whom conditions are asked and until when, and how far everybody is."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import col, select

from models.casework import Draft
from models.condition import Condition, IssuedForm, ReceivedForm
from models.meeting import Invitation, Meeting
from models.terms import ConditionStatus, FormStatus, MeetingStatus
from services.access.rules import Permission
from services.conditions.facts import AskConditions, Asked
from services.conditions.rules import check_extension
from services.meetings.attendees import attendees_in
from services.meetings.facts import Attendee
from services.meetings.rules import MeetingOver, due_at
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Reading, Work

__all__ = ["ask", "asked_in", "asked_of", "due_at"]

_NO_CONDITION = ("information", "last_time", "set_answer")
"""Forms of a guest that hold no condition; what is typed there is no condition in the making."""


@dataclass(frozen=True)
class _Known:
    """What is known of attendees beside their invitations, by invitation."""

    writing: frozenset[str]
    handed_in: dict[str, int]
    forms: dict[str, tuple[FormStatus, str]]
    sent: frozenset[str]


def ask(work: Work, order: AskConditions) -> int:
    """The case director settles what is asked of one attendee; gives the invitation's version. Twice is once.

    Raises `ExtensionWrong`, `MeetingOver` once the meeting has begun, `ChangedMeanwhile` and `NotAllowed`.
    """
    with work.act(Permission.CONDITION_ASK, order.case_id) as tx:
        row = tx.session.get(Invitation, order.invitation_id, with_for_update=True)
        meeting = tx.session.get(Meeting, row.meeting_id) if row else None
        if row is None or row.revoked_at is not None or meeting is None or meeting.case_id != order.case_id:
            raise NotAllowed
        asked = (order.asked, order.due_at if order.asked else None)
        if row.version == order.seen_version + 1 and asked == (row.conditions_asked, row.conditions_due_at):
            return row.version
        if meeting.status is not MeetingStatus.PLANNED or tx.now >= meeting.starts_at:
            raise MeetingOver
        if row.version != order.seen_version:
            raise ChangedMeanwhile(version=row.version)
        if order.asked and order.due_at != row.conditions_due_at:
            check_extension(order.due_at, meeting.conditions_due_at, meeting.starts_at, tx.now)
        row.conditions_asked, row.conditions_due_at = asked
        row.version += 1
        tx.add(row)
        tx.note(invitation=row.id, asked=order.asked, extended=row.conditions_due_at is not None)
        return row.version


def asked_of(work: Work, case_id: str) -> tuple[Asked, ...]:
    """How far everybody is with conditions for the meeting that they are collected for; empty without one."""
    with work.read(Permission.CONDITION_READ, case_id, screen="asked") as look:
        statement = select(Meeting.id).where(Meeting.case_id == case_id, Meeting.status == MeetingStatus.PLANNED)
        meeting_id = look.session.exec(statement.order_by(col(Meeting.starts_at).desc())).first()
        return asked_in(look, case_id, meeting_id) if meeting_id else ()


def asked_in(look: Reading, case_id: str, meeting_id: str) -> tuple[Asked, ...]:
    """The same of one meeting inside an open look, by organisation and name, without whoever is barred.

    In a number of queries that does not grow with the attendees. Raises `NotAllowed` for another case's meeting.
    """
    meeting = look.session.get(Meeting, meeting_id)
    if meeting is None or meeting.case_id != case_id:
        raise NotAllowed
    attendees = attendees_in(look, [meeting])[meeting.id]
    known = _known(look, case_id, [attendee.invitation_id for attendee in attendees])
    return tuple(_asked(attendee, meeting, known) for attendee in attendees)


def _known(look: Reading, case_id: str, ids: Collection[str]) -> _Known:
    typed = select(Draft.owner).where(
        Draft.case_id == case_id, col(Draft.owner).in_(ids), col(Draft.form).notin_(_NO_CONDITION)
    )
    counted = (
        select(Condition.invitation_id, func.count())
        .where(col(Condition.invitation_id).in_(ids), Condition.status != ConditionStatus.DRAFT)
        .group_by(col(Condition.invitation_id))
    )
    came = (
        select(ReceivedForm.invitation_id, ReceivedForm.status, ReceivedForm.id)
        .where(col(ReceivedForm.invitation_id).in_(ids))
        .order_by(col(ReceivedForm.received_at), col(ReceivedForm.id))
    )
    sent = select(IssuedForm.invitation_id).where(col(IssuedForm.invitation_id).in_(ids))
    return _Known(
        writing=frozenset(look.session.exec(typed)),
        handed_in={which or "": number for which, number in look.session.exec(counted)},
        forms={which or "": (status, form_id) for which, status, form_id in look.session.exec(came)},
        sent=frozenset(look.session.exec(sent)),
    )


def _asked(attendee: Attendee, meeting: Meeting, known: _Known) -> Asked:
    which, due = attendee.invitation_id, due_at(attendee, meeting)
    form, form_id = known.forms.get(which, (None, ""))
    return Asked(
        invitation_id=which,
        organisation=attendee.organisation,
        organisation_name=attendee.organisation_name,
        name=attendee.name,
        asked=attendee.conditions_asked,
        due_at=due,
        extended=due > meeting.conditions_due_at,
        opened_at=attendee.opened_at,
        writing=which in known.writing,
        handed_in=known.handed_in.get(which, 0),
        handed_in_at=attendee.handed_in_at,
        nothing_to_add=attendee.nothing_to_add,
        answer=attendee.answer,
        information_at=attendee.information_at,
        reminders=attendee.reminders,
        reminded_at=attendee.reminded_at,
        locked=attendee.locked,
        form=form,
        form_id=form_id,
        form_sent=which in known.sent,
        version=attendee.version,
    )
