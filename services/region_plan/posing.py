"""A plan put to the engine, and the plan as its rows stand: ids and times only. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.terms import NOT_COMING, CaseStatus, InvitationAnswer, MeetingStatus
from services.availability import stretches
from services.availability.facts import Diary
from services.cases.facts import CaseFacts, PartnerSeat
from services.meetings.rules import invitable
from services.region_plan.facts import RoomLine
from services.region_plan.kept import Announced, Invited, KeptLine, KeptPlan
from services.region_plan.leaving import Parts, joined, parts_of, professional
from services.region_plan.rules import filled, grid_of, is_within, last_day_of, span_of, weight_of
from services.route_map.facts import Attendance, RouteMap
from services.route_map.rules import attendance_rule
from services.scheduling.facts import LOCAL, Block, Grid, local_day
from services.scheduling.many.facts import (
    Booking,
    Earlier,
    MeetingRequest,
    Person,
    Pin,
    Plan,
    Policy,
    Problem,
    Room,
    Score,
    SeatNeed,
    Told,
)

FreeTimes = Mapping[str, tuple[Block, ...]]
"""By professional when they can be asked."""


@dataclass(frozen=True)
class Ground:
    """Everything that a plan rests on, as its reader may know it: a case that keeps them out is nowhere in it.

    `lines` are all that the reader may see, `cases` and `announced` what they are about, by case and meeting id.
    `diaries` and `homes` are by professional; `homes`: the organisation of those who still work there. `taken`: when a
    room is taken by an announced meeting that this plan cannot move. `meeting_elsewhere`: cases that meet, or look for
    a time, outside this plan.
    """

    plan: KeptPlan
    now: datetime
    route_map: RouteMap
    lines: tuple[KeptLine, ...]
    cases: Mapping[str, CaseFacts]
    announced: Mapping[str, Announced]
    diaries: Mapping[str, Diary]
    homes: Mapping[str, str]
    names: Mapping[str, str]
    rooms: tuple[RoomLine, ...]
    taken: Mapping[str, tuple[Block, ...]]
    meeting_elsewhere: frozenset[str] = frozenset()

    @property
    def not_before(self) -> datetime:
        """Nobody is asked to come sooner than the region's notice."""
        return self.now + timedelta(minutes=self.route_map.region.planning.notice_minutes)

    @property
    def grid(self) -> Grid:
        """The times of the plan."""
        return grid_of(self.plan, self.route_map.region.planning)

    def announced_of(self, line: KeptLine) -> Announced | None:
        """The announced meeting of a line, while it stands."""
        found = self.announced.get(line.meeting_id)
        return found if found and found.stands else None

    def rule_of(self, line: KeptLine) -> Attendance:
        """The minimum of a line's meeting."""
        return attendance_rule(self.route_map, self.cases[line.case_id], line.kind)

    def seats_of(self, line: KeptLine, moment: datetime | None = None) -> tuple[PartnerSeat, ...]:
        """Whom this meeting is for at that moment, or when the plan has it: seats that are still held on that day.
        Without a time, whoever may come within the days of the plan."""
        moment = moment or line.starts_at
        return invitable(self.cases[line.case_id], local_day(moment) if moment else self.plan.first_day)

    @property
    def parts(self) -> Parts:
        """Who leaves a case within the days of the plan."""
        seats = (seat for facts in self.cases.values() for seat in seats_of(facts, self.plan))
        return parts_of(seats, last_day_of(self.plan.first_day, self.plan.days))


def seats_of(facts: CaseFacts, plan: KeptPlan) -> tuple[PartnerSeat, ...]:
    """The seats of a case that a plan reckons with, also those that end within its days."""
    return invitable(facts, plan.first_day)


def can_move(ground: Ground, line: KeptLine) -> bool:
    """Whether a plan may still move a meeting: not announced yet, or far enough ahead and as plans hold them. One that
    its director made longer, or put on a Saturday or in another week, is theirs."""
    found = ground.announced_of(line)
    if found is None:
        return True
    ahead = found.status is MeetingStatus.PLANNED and not found.begun and found.starts_at >= ground.not_before
    as_long = found.ends_at - found.starts_at == timedelta(minutes=line.minutes)
    return ahead and as_long and is_within(ground.grid, (found.starts_at, found.ends_at))


def in_problem(ground: Ground, line: KeptLine) -> bool:
    """Whether the engine has a say over this line."""
    case = ground.cases.get(line.case_id)
    if case is None or line.left_out or case.status is not CaseStatus.ACTIVE:
        return False
    return can_move(ground, line)


def problem_from(ground: Ground, ahead: timedelta = timedelta(0)) -> Problem:
    """The plan as a problem for the engine: every line that it may move or place. New times begin so much later than
    the region's notice asks (`ahead`); an announced one may stay where it is."""
    free, soonest, parts = free_times(ground), ground.not_before + ahead, ground.parts
    meetings = tuple(_request(ground, parts, free, line, soonest) for line in ground.lines if in_problem(ground, line))
    asked = {who for meeting in meetings for seat in meeting.seats for who in seat.people}
    planning = ground.route_map.region.planning
    return Problem(
        grid=ground.grid,
        people=tuple(_person(ground, parts, free, who) for who in sorted(asked)),
        rooms=tuple(_room(ground, room) for room in ground.rooms if _in_use(ground, room)),
        meetings=meetings,
        policy=Policy(travel_minutes=planning.travel_minutes),
    )


def _person(ground: Ground, parts: Parts, free: FreeTimes, part: str) -> Person:
    who = professional(part)
    return Person(part, ground.homes.get(who, ""), parts.free(part, free.get(who, ())))


def plan_from(ground: Ground, problem: Problem) -> Plan | None:
    """The plan as it stands in the rows, for the meetings of the problem; None when it was never worked out."""
    if ground.plan.worked_out_at is None:
        return None
    asked = {one.id for one in problem.meetings}
    lines = [line for line in ground.lines if line.id in asked]
    parts = ground.parts
    booked = tuple(parts.split(booking_of(line)) for line in lines if line.starts_at)
    return Plan(
        bookings=booked,
        unplanned=tuple(line.explained for line in lines if line.explained and not line.starts_at),
        late=tuple(line.explained for line in lines if line.explained and line.starts_at),
        score=ground.plan.score or Score(),
    )


def booking_of(line: KeptLine) -> Booking:
    """A line with a time as a booking of professionals. Raises ValueError for one without."""
    if line.starts_at is None or line.ends_at is None:
        raise ValueError("this line has no time")
    return Booking(
        meeting_id=line.id,
        start=line.starts_at.astimezone(LOCAL),
        end=line.ends_at.astimezone(LOCAL),
        room=line.room,
        attendees=line.attendees,
        absent=line.absent,
        late_minutes=line.late_minutes,
    )


def booked(ground: Ground, booking: Booking) -> Booking:
    """What the engine gives back, by professional, with only those absent who hold their seat on that day."""
    line = next((line for line in ground.lines if line.id == booking.meeting_id), None)
    return joined(booking, [seat.id for seat in ground.seats_of(line, booking.start)] if line else ())


def _request(ground: Ground, parts: Parts, free: FreeTimes, line: KeptLine, soonest: datetime) -> MeetingRequest:
    rule, announced = ground.rule_of(line), ground.announced_of(line)
    earliest = max(line.earliest_at, soonest if announced is None else min(soonest, announced.starts_at))
    return MeetingRequest(
        id=line.id,
        case_id=line.case_id,
        kind=line.kind,
        risk=ground.cases[line.case_id].risk,
        minutes=line.minutes,
        earliest=earliest.astimezone(LOCAL),
        deadline=line.deadline_at.astimezone(LOCAL) if line.deadline_at else None,
        rule=tuple(tuple(sorted(group)) for group in rule.required),
        seats=tuple(_seat(ground, parts, seat, rule) for seat in seats_of(ground.cases[line.case_id], ground.plan)),
        place=ground.plan.place,
        pinned=Pin(line.starts_at.astimezone(LOCAL), line.room) if line.pinned and line.starts_at else None,
        previous=_previous(ground, parts, free, line, rule),
    )


def _seat(ground: Ground, parts: Parts, seat: PartnerSeat, rule: Attendance) -> SeatNeed:
    """A deputy sits in who works at the seat's own organisation."""
    deputy = seat.deputy_id
    stands_in = deputy and deputy != seat.professional_id and ground.homes.get(deputy) == seat.organisation
    named, *later = parts.on_seat(seat.professional_id, seat.until_on)
    return SeatNeed(
        id=seat.id,
        organisation=seat.organisation,
        named=named,
        substitutes=(*later, *(parts.on_seat(deputy, seat.until_on) if stands_in else ())),
        weight=weight_of(seat.organisation, rule),
    )


def _previous(ground: Ground, parts: Parts, free: FreeTimes, line: KeptLine, rule: Attendance) -> Earlier | None:
    """What people were told: where enough of them said yes that the minimum is met, it is confirmed."""
    announced = ground.announced_of(line)
    if announced is None:
        return None
    day, there = local_day(announced.starts_at), expected(ground, free, line, announced)
    return Earlier(
        start=announced.starts_at.astimezone(LOCAL),
        room=line.announced_room,
        attendees=tuple((one.seat_id, parts.on_day(one.professional_id, day)) for one in there),
        told=Told.CONFIRMED if is_confirmed(announced, rule) else Told.SENT,
    )


def is_confirmed(announced: Announced, rule: Attendance) -> bool:
    """Whether those who said yes meet the minimum; somebody at least said so."""
    yes: dict[str, set[str]] = {}
    for one in announced.invited:
        if one.answer is InvitationAnswer.YES:
            yes.setdefault(one.professional_id, set()).add(one.organisation)
    return bool(yes) and filled(rule.required, yes)


def expected(ground: Ground, free: FreeTimes, line: KeptLine, announced: Announced) -> tuple[Invited, ...]:
    """Who still comes, as far as is known: did not refuse, and has that time free. One seat a person."""
    seats = {seat.id: seat for seat in ground.seats_of(line, announced.starts_at)}
    found: dict[str, Invited] = {}
    for one in announced.invited:
        seat = seats.get(one.seat_id)
        if seat is None or one.professional_id not in (seat.professional_id, seat.deputy_id):
            continue
        there = not stretches.without([(announced.starts_at, announced.ends_at)], free.get(one.professional_id, ()))
        if there and one.answer not in NOT_COMING:
            found.setdefault(one.professional_id, one)
    return tuple(found.values())


def free_times(ground: Ground) -> FreeTimes:
    """Everybody's free time. What they answered about an announced meeting goes before what their diary says: whoever
    said yes keeps that time in their own diary, and whoever said no has it not."""
    free = {who: diary.free for who, diary in ground.diaries.items()}
    for line in ground.lines:
        announced = ground.announced_of(line)
        if announced is None or not in_problem(ground, line):
            continue
        block = (announced.starts_at, announced.ends_at)
        for one in announced.invited:
            known = free.get(one.professional_id, ())
            if one.answer is InvitationAnswer.YES:
                free[one.professional_id] = stretches.joined((*known, block))
            elif one.answer in NOT_COMING:
                free[one.professional_id] = stretches.without(known, [block])
    return {who: tuple(_local(block) for block in blocks) for who, blocks in free.items()}


def _room(ground: Ground, room: RoomLine) -> Room:
    taken = ground.taken.get(room.id, ())
    free = stretches.without([span_of(ground.plan)], taken) if taken else None
    return Room(room.id, room.seats, room.site, tuple(_local(block) for block in free) if free is not None else None)


def _local(block: Block) -> Block:
    return block[0].astimezone(LOCAL), block[1].astimezone(LOCAL)


def _in_use(ground: Ground, room: RoomLine) -> bool:
    """A room that is offered, or that a line still stands in."""
    return room.active or any(room.id in (line.room, line.announced_room) for line in ground.lines)
