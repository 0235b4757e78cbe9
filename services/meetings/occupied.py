"""Whose time is taken by another meeting, in whatever case; nothing of that meeting is told."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlmodel import col, select

from models.casework import Seat
from models.meeting import Invitation, Meeting
from models.terms import NOT_COMING, MeetingStatus
from services.relations.queries import barred_by_case, in_force, still_held
from services.scheduling.facts import local_day
from services.unit_of_work import Reading


def taken_seats(
    look: Reading, seats: Mapping[str, str], starts_at: datetime, ends_at: datetime, *, besides: Collection[str]
) -> tuple[str, ...]:
    """Of these seats (id to professional), those whose professional is expected at an announced meeting that overlaps.

    Meetings that touch do not overlap. The meetings `besides` are left out: one does not stand in its own way. Who said
    not to come there, left that case or is barred from it has that time free. Ask it inside the act that plans: the
    acts follow one another, so of two who plan the same person at once the second is refused.
    """
    rows = look.session.exec(
        select(Invitation.professional_id, Meeting.case_id)
        .join(Meeting, col(Meeting.id) == col(Invitation.meeting_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .where(
            col(Invitation.professional_id).in_(set(seats.values())),
            col(Invitation.revoked_at).is_(None),
            col(Invitation.answer).not_in(NOT_COMING),
            Meeting.status == MeetingStatus.PLANNED,
            col(Meeting.id).not_in(besides),
            Meeting.starts_at < ends_at,
            Meeting.ends_at > starts_at,
            in_force(local_day(starts_at)),
        )
    ).all()
    barred = barred_by_case(
        look.session, look.database.vault, {case_id for _, case_id in rows}, {who for who, _ in rows}
    )
    busy = {who for who, case_id in rows if who not in barred[case_id]}
    return tuple(seat_id for seat_id, who in seats.items() if who in busy)


def expected(look: Reading, meeting: Meeting, rows: Iterable[Invitation], starts_at: datetime) -> list[Invitation]:
    """Of a meeting's invitations, those of who is still expected: link not taken back, seat held on that day, not
    barred."""
    barred = barred_by_case(
        look.session, look.database.vault, [meeting.case_id], {row.professional_id for row in rows}
    )[meeting.case_id]
    day = local_day(starts_at)
    return [
        row
        for row in rows
        if row.revoked_at is None
        and row.professional_id not in barred
        and still_held(look.session.get(Seat, row.seat_id), day)
    ]
