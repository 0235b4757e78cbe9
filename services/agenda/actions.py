"""Writes of agendas: keep one, take the proposal back, plan several cases in a row."""

from datetime import timedelta

from sqlmodel import select

from models.meeting import AgendaItem, Meeting
from models.meeting import Sitting as SittingRow
from services.access.rules import Permission
from services.agenda.facts import PlanSitting, SetAgenda, SittingOutcome
from services.agenda.rules import AgendaWrong, SittingWrong, can_change, check_points, check_sitting, clock
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered_many
from services.cases.queries import reader_of
from services.cases.rules import check_active
from services.errors import ServiceError
from services.meetings.actions import plan
from services.meetings.moving import was_opened
from services.meetings.occupied import taken_seats
from services.meetings.orders import PlanMeeting
from services.meetings.rules import check_free, check_order
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.unit_of_work import NotAllowed, Reading, Transaction, Work


def set_agenda(work: Work, order: SetAgenda) -> int:
    """Keeps the whole agenda of a meeting, in this order; gives the meeting's new version.

    Titles and notes are sealed. Raises `ChangedMeanwhile` and `AgendaWrong`; more minutes than the meeting has are no
    refusal (`Agenda.over_minutes`).
    """
    with work.act(Permission.AGENDA_EDIT, order.case_id) as tx:
        check_points(order.points)
        meeting = _cleared(tx, order.meeting_id, order.version)
        for number, point in enumerate(order.points, 1):
            row = AgendaItem(
                id=tx.chance.id(),
                meeting_id=meeting.id,
                number=number,
                minutes=point.minutes,
                title_sealed="",
                organisations=list(dict.fromkeys(point.organisations)),
            )
            tx.seal(row, "title_sealed", point.title.strip())
            tx.seal(row, "note_sealed", point.note.strip())
            tx.add(row)
        tx.note(meeting=meeting.id, points=len(order.points), minutes=sum(point.minutes for point in order.points))
        return meeting.version


def reset_agenda(work: Work, case_id: str, meeting_id: str, version: int) -> int:
    """Puts the proposed agenda back in the place of what was written; gives the meeting's new version.

    Raises `ChangedMeanwhile` and `AgendaWrong`.
    """
    with work.act(Permission.AGENDA_EDIT, case_id) as tx:
        meeting = _cleared(tx, meeting_id, version)
        tx.note(meeting=meeting.id, points=0)
        return meeting.version


def plan_sitting(work: Work, order: PlanSitting) -> SittingOutcome:
    """Plans a meeting per case at its own time on the clock, one case after another, each with own invitations.

    Every case is looked at first: is one refused, nothing is sent and the outcome says which and why. Each case is
    then an act of its own; should one be refused after all, the others keep their time. The same order again plans
    what is left and changes nothing about the rest. Raises `SittingWrong` and `NotAllowed`.
    """
    check_sitting(order)
    orders = _orders(order)
    if stopped := _refusals(work, orders):
        return SittingOutcome(order.sitting_id, (), stopped)
    _open_sitting(work, order)
    planned: list[str] = []
    refused: list[tuple[str, ServiceError]] = []
    for each in orders:
        try:
            plan(work, each)
            planned.append(each.case_id)
        except ServiceError as refusal:
            refused.append((each.case_id, refusal))
    return SittingOutcome(order.sitting_id, tuple(planned), tuple(refused))


def _cleared(tx: Transaction, meeting_id: str, version: int) -> Meeting:
    """The meeting as the writer saw it, without the agenda it had."""
    meeting = tx.edit(Meeting, meeting_id, version)
    if not can_change(meeting.status, meeting.ends_at, tx.now):
        raise AgendaWrong(field="meeting", reason="over", number=0)
    if was_opened(tx, meeting.id):  # what is noted belongs to the number of a point
        raise AgendaWrong(field="meeting", reason="opened", number=0)
    for row in tx.session.exec(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)):
        tx.session.delete(row)
    tx.add(meeting)
    return meeting


def _orders(order: PlanSitting) -> tuple[PlanMeeting, ...]:
    times = clock(order.starts_at, [item.minutes for item in order.items])
    return tuple(
        PlanMeeting(
            meeting_id=item.meeting_id,
            case_id=item.case_id,
            kind=order.kind,
            starts_at=starts_at,
            minutes=item.minutes,
            seat_ids=item.seat_ids,
            conditions_due_at=order.conditions_due_at,
            question=item.question,
            news=item.news,
            override_reason=item.override_reason,
            mode=order.mode,
            place=order.place,
            sitting_id=order.sitting_id,
        )
        for item, (starts_at, _) in zip(order.items, times, strict=True)
    )


def _refusals(work: Work, orders: tuple[PlanMeeting, ...]) -> tuple[tuple[str, ServiceError], ...]:
    """What planning would refuse, by case, of the cases that are not planned yet."""
    found: list[tuple[str, ServiceError]] = []
    with work.read_many(Permission.MEETING_PLAN, [order.case_id for order in orders], screen="sitting") as look:
        if any(order.case_id not in look.allowed for order in orders):
            raise NotAllowed
        every = gathered_many(look, look.allowed, reader_of(look))
        for order in orders:
            if look.session.get(Meeting, order.meeting_id) is None:
                try:
                    _check(look, every[order.case_id], order)
                except ServiceError as refusal:
                    found.append((order.case_id, refusal))
    return tuple(found)


def _check(look: Reading, facts: CaseFacts, order: PlanMeeting) -> None:
    check_active(facts.status)
    seats = check_order(order, facts, attendance_rule(regional(look.settings.route_map), facts, order.kind), look.now)
    people, ends_at = (
        {seat.id: seat.professional_id for seat in seats},
        order.starts_at + timedelta(minutes=order.minutes),
    )
    taken = taken_seats(look, people, order.starts_at, ends_at, besides={order.meeting_id})
    check_free(taken, order.override_reason)


def _open_sitting(work: Work, order: PlanSitting) -> None:
    """The sitting that the meetings belong to; it holds a time and who planned it, nothing of a case."""
    with work.act(Permission.MEETING_PLAN, order.items[0].case_id) as tx:
        known = tx.session.get(SittingRow, order.sitting_id)
        if known is not None and (known.planned_by != tx.actor.reference or known.starts_at != order.starts_at):
            raise SittingWrong(field="sitting", reason="other")
        if known is None:
            tx.add(SittingRow(id=order.sitting_id, starts_at=order.starts_at, planned_by=tx.actor.reference))
        tx.note(sitting=order.sitting_id, cases=len(order.items))
