"""Reads what is still asked of whom, over all cases: for reminders, so without any content of a case."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import and_, col, or_, select

from models.casework import Case, Seat
from models.directory import Professional
from models.meeting import Invitation, Meeting, PollAnswer
from models.terms import CaseStatus, MeetingStatus
from services.meetings.attendees import forms_in
from services.meetings.ladder import Asked
from services.meetings.rules import latest_due
from services.relations.queries import barred_by_case, in_force
from services.scheduling.facts import local_day
from services.unit_of_work import Reading


def asked_of(
    look: Reading, *, meeting_id: str = "", professional_id: str = "", among: Collection[str] | None = None
) -> tuple[Asked, ...]:
    """The live invitations of meetings that are still to come and of polls that are open; of one meeting or one person
    where named, or `among` these invitations.

    Left out is who is barred from the case, whose seat ended, who is no longer active or has no mail address, and what
    is in a closed case. The number of queries does not grow with what is found.
    """
    statement: Any = _live(look)
    if meeting_id:
        statement = statement.where(Invitation.meeting_id == meeting_id)
    if professional_id:
        statement = statement.where(Invitation.professional_id == professional_id)
    if among is not None:
        statement = statement.where(col(Invitation.id).in_(among))
    rows = look.session.exec(statement).all()
    voted = _voted(look, [row.invitation_id for row in rows if row.status is MeetingStatus.POLLED])
    forms = forms_in(look, [row.invitation_id for row in rows if row.status is MeetingStatus.PLANNED])
    cases, people = {row.case_id for row in rows}, {row.professional_id for row in rows}
    barred = barred_by_case(look.session, look.database.vault, cases, people) if rows else {}
    return tuple(_asked(row, voted, forms) for row in rows if row.professional_id not in barred[row.case_id])


def reminded_since(look: Reading, moment: datetime) -> frozenset[tuple[str, str]]:
    """Professional and case of everybody who was reminded at or after a moment."""
    rows = look.session.exec(
        select(Invitation.professional_id, Meeting.case_id)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .where(col(Invitation.reminded_at) >= moment)
    )
    return frozenset((who, case_id) for who, case_id in rows)


def _live(look: Reading) -> Any:
    polled = and_(Meeting.status == MeetingStatus.POLLED, col(Meeting.poll_closes_at) > look.now)
    planned = and_(Meeting.status == MeetingStatus.PLANNED, Meeting.starts_at > look.now)
    wanted = (
        *(col(Invitation.id).label("invitation_id"), col(Meeting.id).label("meeting_id"), col(Meeting.case_id)),
        *(col(Invitation.professional_id), col(Meeting.status), col(Meeting.starts_at)),
        *(col(Meeting.conditions_due_at), col(Meeting.poll_closes_at), col(Invitation.answer)),
        *(col(Invitation.conditions_asked), col(Invitation.conditions_due_at).label("own_due_at")),
        *(col(Invitation.handed_in_at), col(Invitation.nothing_to_add), col(Invitation.information_at)),
        *(col(Invitation.locked_at), col(Invitation.asked_at), col(Invitation.reminded_at)),
        col(Invitation.reminded_for),
    )
    return (
        columns(*wanted)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .join(Case, col(Case.id) == col(Meeting.case_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .join(Professional, col(Professional.id) == col(Invitation.professional_id))
        .where(
            or_(polled, planned),
            col(Case.status) != CaseStatus.CLOSED,
            col(Invitation.revoked_at).is_(None),
            col(Invitation.secret_hash) != "",
            col(Invitation.expires_at) > look.now,
            in_force(local_day(look.now)),
            col(Professional.active).is_(True),
            col(Professional.email_sealed) != "",
        )
        .order_by(col(Meeting.starts_at), col(Invitation.id))
    )


def _voted(look: Reading, invitation_ids: Collection[str]) -> frozenset[str]:
    if not invitation_ids:
        return frozenset()
    found = select(PollAnswer.invitation_id).where(col(PollAnswer.invitation_id).in_(invitation_ids)).distinct()
    return frozenset(look.session.exec(found))


def _asked(row: Any, voted: Collection[str], forms: Collection[str]) -> Asked:
    came = row.handed_in_at or row.nothing_to_add or row.information_at or row.invitation_id in forms
    return Asked(
        invitation_id=row.invitation_id,
        meeting_id=row.meeting_id,
        case_id=row.case_id,
        professional_id=row.professional_id,
        status=row.status,
        starts_at=row.starts_at,
        conditions_due_at=latest_due(row.own_due_at, row.conditions_due_at, row.starts_at),
        poll_closes_at=row.poll_closes_at,
        answer=row.answer,
        voted=row.invitation_id in voted,
        handed_in=bool(came),
        conditions_asked=row.conditions_asked,
        locked=row.locked_at is not None,
        asked_at=row.asked_at,
        reminded_at=row.reminded_at,
        reminded_for=row.reminded_for,
    )
