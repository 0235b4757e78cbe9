"""A meeting announced: new, or out of a time that was kept free or put to the vote."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from models.meeting import Invitation, Meeting, Sitting
from models.terms import MeetingStatus
from services.access.rules import Permission
from services.cases.facts import PartnerSeat
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.meetings.deputies import DeputyWrong
from services.meetings.inviting import invite, renew_invitation, send, take_invitation_back
from services.meetings.moving import invitations_of
from services.meetings.occupied import taken_seats
from services.meetings.orders import PlanMeeting
from services.meetings.rules import MeetingOver, check_free, check_order, missing_groups
from services.meetings.waiving import keep_waiver
from services.messages.facts import Letter
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Transaction, Work

_NOBODY: Mapping[str, str] = MappingProxyType({})


def plan(work: Work, order: PlanMeeting) -> str:
    """Announces a meeting and queues one neutral mail per attendee; gives the meeting's id.

    A meeting of the same id whose time was kept free or put to the vote is announced at the ordered time: links that
    were given go on, seats no longer in the order are told and taken back, new ones are invited. When it was announced
    already nothing changes. A reason that lets a missing partner or somebody's other meeting pass is kept. Raises
    `CaseNotActive`, `MeetingOver`, `SlotTaken` and the refusals of `rules.check_order`.
    """
    with work.act(Permission.MEETING_PLAN, order.case_id) as tx:
        return plan_in(tx, order, practice=work.practice)


def plan_in(
    tx: Transaction,
    order: PlanMeeting,
    *,
    practice: bool,
    instead: Mapping[str, str] = _NOBODY,
    making_room: Collection[str] = (),
) -> str:
    """The same inside an act on the case. `instead`: by seat its deputy, who is invited in the place of its holder;
    raises `DeputyWrong` for somebody who is not the deputy of that seat, or is barred. The meetings `making_room` take
    nobody's time."""
    known = tx.session.get(Meeting, order.meeting_id, with_for_update=True)
    if known is not None and _announced(known, order):
        tx.note(meeting=known.id, repeated=True)
        return known.id
    facts = gathered(tx, order.case_id, reader_of(tx))
    check_active(facts.status)
    rule = attendance_rule(regional(tx.settings.route_map), facts, order.kind)
    seats = [_taken_by(seat, instead) for seat in check_order(order, facts, rule, tx.now)]
    ends_at = order.starts_at + timedelta(minutes=order.minutes)
    people = {seat.id: seat.professional_id for seat in seats}
    besides = {order.meeting_id, *making_room}
    check_free(taken_seats(tx, people, order.starts_at, ends_at, besides=besides), order.override_reason)
    meeting = known or _new(tx, order)
    _let_go(tx, meeting, people, practice=practice)
    _write(tx, meeting, order)
    _invite(tx, meeting, seats, practice=practice)
    if reason := order.override_reason.strip():
        missing = missing_groups(rule, (seat.organisation for seat in seats))
        keep_waiver(tx, meeting.id, {key for group in missing for key in group}, reason)
    tx.note(meeting=meeting.id, invited=len(seats), overridden=bool(reason))
    return meeting.id


def _taken_by(seat: PartnerSeat, instead: Mapping[str, str]) -> PartnerSeat:
    """The seat with who is invited for it."""
    who = instead.get(seat.id, "")
    if who and who != seat.deputy_id:
        raise DeputyWrong(field="deputy", reason="inactive")
    return replace(seat, professional_id=who) if who else seat


def _announced(known: Meeting, order: PlanMeeting) -> bool:
    """Whether there is nothing left to do. A meeting that was called off is not brought back by a late repeat."""
    if known.case_id != order.case_id:
        raise NotAllowed
    if known.status in (MeetingStatus.WITHDRAWN, MeetingStatus.HELD):
        raise MeetingOver
    return known.status is MeetingStatus.PLANNED


def _new(tx: Transaction, order: PlanMeeting) -> Meeting:
    return Meeting(
        id=order.meeting_id,
        case_id=order.case_id,
        kind=order.kind,
        starts_at=order.starts_at,
        ends_at=order.starts_at,
        conditions_due_at=order.conditions_due_at,
        planned_by=tx.actor.reference,
    )


def _let_go(tx: Transaction, meeting: Meeting, wanted: Iterable[str], *, practice: bool) -> None:
    """Whoever was asked in a poll and is not invited hears that, while the meeting still is what they were asked."""
    if meeting.status is MeetingStatus.POLLED:
        for row in invitations_of(tx, meeting.id):
            if row.seat_id not in wanted and row.revoked_at is None:
                take_invitation_back(tx, meeting, row, practice=practice)


def _write(tx: Transaction, meeting: Meeting, order: PlanMeeting) -> None:
    """The order, as the meeting it announces. No calendar item went out before, so the sequence stays."""
    if order.sitting_id and tx.session.get(Sitting, order.sitting_id) is None:
        raise NotAllowed
    if meeting.status is not MeetingStatus.PLANNED:
        meeting.version += 1
    meeting.kind, meeting.mode, meeting.status = order.kind, order.mode, MeetingStatus.PLANNED
    meeting.starts_at = order.starts_at
    meeting.ends_at = order.starts_at + timedelta(minutes=order.minutes)
    meeting.conditions_due_at = order.conditions_due_at
    meeting.planned_by = tx.actor.reference
    meeting.chair_seat_id = order.chair_seat_id or None
    meeting.note_taker_seat_id = order.note_taker_seat_id or None
    meeting.sitting_id = order.sitting_id or None
    tx.seal(meeting, "question_sealed", order.question.strip())
    tx.seal(meeting, "news_sealed", order.news.strip())
    tx.seal(meeting, "place_sealed", order.place.strip())
    tx.add(meeting)


def _invite(tx: Transaction, meeting: Meeting, seats: Iterable[PartnerSeat], *, practice: bool) -> None:
    rows = {row.seat_id: row for row in invitations_of(tx, meeting.id)}
    for seat in seats:
        row = rows.get(seat.id)
        if row is None:
            invite(tx, meeting, seat, practice=practice)
        elif row.revoked_at is not None:
            renew_invitation(tx, meeting, row, practice=practice)
        else:
            _announce(tx, meeting, row, practice=practice)


def _announce(tx: Transaction, meeting: Meeting, row: Invitation, *, practice: bool) -> None:
    """The invitation of somebody who was asked for a time: the same link, a first calendar item."""
    row.reminders = 0
    row.version += 1
    tx.add(row)
    send(tx, meeting, row, Letter.INVITATION, practice=practice)
