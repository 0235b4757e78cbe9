"""A plan as its screen shows it: case numbers, risks, times and professionals. Pure."""

from models.terms import CaseStatus, Risk
from services.cases.facts import CaseFacts, PartnerSeat
from services.region_plan.facts import CaseMeeting, SeatTaken, WeekPlan
from services.region_plan.kept import Announced, KeptLine
from services.region_plan.posing import Ground, booking_of, in_problem, is_confirmed, plan_from, problem_from
from services.region_plan.rules import person_days, sittings_of
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Told
from services.scheduling.many.reasons import Breach
from services.scheduling.many.verification import verify

_GRAVEST = (Risk.HIGH, Risk.MEDIUM, Risk.LOW)
_OF_NO_BOOKING = frozenset({Breach.SCORE, Breach.DROPPED, Breach.LATENESS})
"""What a later moment, a new case or a word that is still missing brings: no time is wrong by it."""


def shown(ground: Ground) -> WeekPlan:
    """The plan, the first meeting first and those without a time at the end, gravest first."""
    plan = ground.plan
    held = [line for line in ground.lines if line.starts_at and not _called_off(ground, line)]
    bookings = [booking_of(line) for line in held if not line.left_out]
    meetings = [_meeting(ground, line) for line in ground.lines]
    return WeekPlan(
        id=plan.id,
        version=plan.version,
        first_day=plan.first_day,
        days=plan.days,
        place=plan.place,
        stage=plan.stage,
        begun_at=plan.begun_at,
        worked_out_at=plan.worked_out_at,
        published_at=plan.published_at,
        meetings=tuple(sorted(meetings, key=_first_first)),
        rooms=ground.rooms,
        sittings=sittings_of(bookings),
        score=plan.score,
        person_days=person_days(bookings),
        outdated=outdated(ground),
        crowded=crowded(ground),
    )


def outdated(ground: Ground) -> frozenset[str]:
    """The lines whose time no longer holds: somebody or a room is not free, the case is not active any more or meets
    at another time, or the announced meeting was called off."""
    found = {line.id for line in ground.lines if _called_off(ground, line)}
    for line in ground.lines:
        active = ground.cases[line.case_id].status is CaseStatus.ACTIVE
        if line.starts_at and not line.meeting_id and (not active or line.case_id in ground.meeting_elsewhere):
            found.add(line.id)
    problem = problem_from(ground)
    plan = plan_from(ground, problem)
    timed = {line.id for line in ground.lines if line.starts_at}
    for violation in verify(problem, plan) if plan else ():
        if violation.breach not in _OF_NO_BOOKING:
            found |= timed & set(violation.meetings)
    return frozenset(found)


def crowded(ground: Ground) -> frozenset[str]:
    """The lines to be moved whose announced meeting is at one time with another of the plan, with the same people or
    room: announcing was cut off. Who cannot come there by the plan is not counted."""
    known = [(line, found) for line in ground.lines if (found := ground.announced_of(line))]
    return frozenset(
        line.id
        for line, announced in known
        if in_problem(ground, line)
        and is_moved(line, announced)
        and any(_clash(line, announced, *other) for other in known if other[0] is not line)
    )


def _clash(line: KeptLine, announced: Announced, other: KeptLine, beside: Announced) -> bool:
    if announced.starts_at >= beside.ends_at or beside.starts_at >= announced.ends_at:
        return False
    same_room = line.announced_room == other.announced_room not in ("", VIDEO)
    return same_room or bool(_sit(line, announced) & _sit(other, beside))


def _sit(line: KeptLine, announced: Announced) -> frozenset[str]:
    return announced.held & {who for _, who in line.attendees}


def is_moved(line: KeptLine, announced: Announced) -> bool:
    """Whether the plan has another time or place than was announced."""
    return line.starts_at is not None and (line.starts_at, line.room) != (announced.starts_at, line.announced_room)


def _called_off(ground: Ground, line: KeptLine) -> bool:
    found = ground.announced.get(line.meeting_id)
    return found is not None and not found.stands


def _meeting(ground: Ground, line: KeptLine) -> CaseMeeting:
    facts, announced = ground.cases[line.case_id], ground.announced_of(line)
    fixed = announced is not None and not in_problem(ground, line)
    starts_at, ends_at = (announced.starts_at, announced.ends_at) if fixed else (line.starts_at, line.ends_at)
    room = line.announced_room if fixed else line.room
    return CaseMeeting(
        id=line.id,
        case_id=line.case_id,
        code=facts.code,
        risk=facts.risk,
        kind=line.kind,
        minutes=line.minutes,
        earliest_at=line.earliest_at.astimezone(LOCAL),
        deadline_at=line.deadline_at.astimezone(LOCAL) if line.deadline_at else None,
        starts_at=starts_at.astimezone(LOCAL) if starts_at else None,
        ends_at=ends_at.astimezone(LOCAL) if ends_at else None,
        room=room,
        room_name=_room_name(ground, room),
        seats=tuple(_taken(ground, line, seat, announced) for seat in ground.seats_of(line)),
        late_minutes=line.late_minutes,
        explained=line.explained,
        pinned=line.pinned,
        left_out=line.left_out,
        told=_told(ground, line, announced),
        moved=announced is not None and not fixed and is_moved(line, announced),
        only_place=announced is not None and line.starts_at == announced.starts_at,
        meeting_id=line.meeting_id,
        refusal=line.refusal,
        director=_director(facts),
        unknown=tuple(_home(seat) for seat in ground.seats_of(line) if _nothing_known(ground, seat)),
    )


def _director(facts: CaseFacts) -> str:
    """Whoever can do something in the case: the deputy while the director is away."""
    return (facts.deputy_director if facts.director_away_until else "") or facts.director


def _nothing_known(ground: Ground, seat: PartnerSeat) -> bool:
    """Whether nobody can say when the holder of this seat works."""
    diary = ground.diaries.get(seat.professional_id)
    return diary is not None and not diary.known


def _home(seat: PartnerSeat) -> str:
    return seat.organisation_name or seat.organisation


def _told(ground: Ground, line: KeptLine, announced: Announced | None) -> Told | None:
    if announced is None:
        return None
    return Told.CONFIRMED if is_confirmed(announced, ground.rule_of(line)) else Told.SENT


def _taken(ground: Ground, line: KeptLine, seat: PartnerSeat, announced: Announced | None) -> SeatTaken:
    """Who sits there by the plan; a name only of who is named on the seat or deputises for it by now. Where nobody
    does, who is expected all the same: everybody on the case is invited, and a plan takes no invitation back."""
    who = dict(line.attendees).get(seat.id, "")
    if who not in (seat.professional_id, seat.deputy_id):
        who = ""
    name, substitute = ground.names.get(who, ""), bool(who) and who != seat.professional_id
    if not who and announced and line.starts_at:
        invited = (one.professional_id for one in announced.invited if one.seat_id == seat.id)
        who = next((one for one in invited if one in announced.held), "")
    return SeatTaken(seat.id, _home(seat), who, name, substitute, "" if name else ground.names.get(who, ""))


def _room_name(ground: Ground, room: str) -> str:
    """Empty on line: the screen has a word for that."""
    return next((one.name for one in ground.rooms if one.id == room and room != VIDEO), "")


def _first_first(meeting: CaseMeeting) -> tuple[bool, float, int, str]:
    at = meeting.starts_at.timestamp() if meeting.starts_at else 0.0
    return meeting.starts_at is None, at, _GRAVEST.index(meeting.risk), meeting.code
