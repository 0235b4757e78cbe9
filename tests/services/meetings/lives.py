"""Cases that share their professionals, and meetings in every stage of their life, for tests of planning."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import select

from models.audit import AuditEntry
from models.meeting import Invitation, Meeting
from models.terms import InvitationAnswer, MeetingKind, MeetingStatus, Relation, Risk
from services.access.rules import Permission, Standing
from services.cases.actions import open_case
from services.cases.orders import NewCase, NewSeat
from services.cases.queries import case_facts
from services.meetings.facts import PlannedMeeting
from services.meetings.inviting import invite
from services.meetings.orders import MoveMeeting, OpenLink, RecordCoordination, ReserveSeries
from services.meetings.queries import meetings_of
from services.messages.facts import Letter
from services.unit_of_work import Work
from tests.planned import DEPUTY, DUE, HOMES, PERSONS, STARTS, PlannedCase, a_director
from tests.rows import a_professional, an_account

WorkAs = Callable[..., Work]
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def cases_that_share(work_as: WorkAs, number: int = 2, risk: Risk = Risk.HIGH) -> list[tuple[Work, str]]:
    """Cases of a director each, with the same professional on each seat."""
    system = work_as(Standing.SYSTEM)
    people = [a_professional(system, f"Deelnemer {n}", f"d{n}@partner.example", home) for n, home in enumerate(HOMES)]
    found = []
    for count in range(number):
        director = a_director(work_as, f"Regisseur {count}")
        order = NewCase(f"T-4{count}0", f"Zaak Merel {count}", risk, Relation.EX_PARTNER, PERSONS)
        order = replace(
            order,
            seats=tuple(NewSeat(who, "adviseur") for who in people),
            deputy_account_id=an_account(system, f"{DEPUTY} {count}"),
        )
        found.append((director, open_case(director, order)))
    return found


def a_poll(director: Work, case_id: str, seat_ids: tuple[str, ...], meeting_id: str = "p1") -> str:
    """Times put to the vote: a meeting that stands as polled, everybody asked with a link of their own."""
    seats = [seat for seat in case_facts(director, case_id).seats if seat.id in seat_ids]
    with director.act(Permission.MEETING_PLAN, case_id) as tx:
        meeting = Meeting(
            id=meeting_id,
            case_id=case_id,
            kind=MeetingKind.ACTION_MEETING,
            status=MeetingStatus.POLLED,
            starts_at=STARTS + DAY,
            ends_at=STARTS + DAY + HOUR,
            conditions_due_at=STARTS,
            planned_by=tx.actor.reference,
            poll_closes_at=DUE,
        )
        tx.add(meeting)
        for seat in seats:
            invite(tx, meeting, seat, letter=Letter.POLL, practice=False)
    return meeting_id


def a_series(case_id: str, seat_ids: tuple[str, ...], **changes: Any) -> ReserveSeries:
    """An order to keep three Wednesdays free, four weeks apart, but for `changes`."""
    about = {"series_id": "s1", "kind": MeetingKind.REVIEW, "starts_at": STARTS + 7 * DAY, "minutes": 45}
    return ReserveSeries(case_id=case_id, seat_ids=seat_ids, **(about | {"every_weeks": 4, "times": 3} | changes))


def a_call(case_id: str, held_at: datetime, *seat_ids: str, **changes: Any) -> RecordCoordination:
    """An order to record what was settled by phone, but for `changes`."""
    about = {"meeting_id": "k1", "outcome": "De wijkagent gaat langs.", "reason": "Laag risico, niets nieuws."}
    return RecordCoordination(case_id=case_id, held_at=held_at, seat_ids=seat_ids, **(about | changes))


def a_move(planned: PlannedCase, starts_at: datetime = STARTS + DAY, **changes: Any) -> MoveMeeting:
    """An order to hold the meeting a day later, but for `changes`."""
    about = {"version": planned.meeting.version, "minutes": 90, "conditions_due_at": starts_at - 2 * HOUR}
    return MoveMeeting(planned.meeting_id, planned.case_id, starts_at=starts_at, **(about | changes))


def the_meeting(director: Work, case_id: str, meeting_id: str) -> PlannedMeeting:
    """A meeting as its director sees it."""
    return next(one for one in meetings_of(director, case_id) if one.id == meeting_id)


def key_of(meeting: PlannedMeeting, organisation: str) -> OpenLink:
    """Link and code of an attendee."""
    there = next(one for one in meeting.attendees if one.organisation == organisation)
    return OpenLink(there.invitation_id, there.link.rpartition("#")[2], there.code)


def all_say(director: Work, case_id: str, meeting_id: str, answer: InvitationAnswer) -> None:
    """Everybody invited gives this answer."""
    with director.act(Permission.MEETING_PLAN, case_id) as tx:
        for row in tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting_id)).all():
            row.answer, row.answered_at = answer, tx.now
            tx.add(row)


def last_entry(work: Work, permission: Permission) -> AuditEntry:
    """The newest entry of the audit log about this."""
    with work.database.reading() as session:
        of_it = select(AuditEntry).where(AuditEntry.permission == permission.value)
        return session.exec(of_it.order_by(AuditEntry.seq.desc())).first()
