"""When a meeting on a case can be: what is read for it, and how it is put to the solver.

The solver gets ids and times only. Whoever is barred from the case is neither counted nor offered as a deputy.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import select

from models.casework import Seat as SeatRow
from models.terms import MeetingKind, MeetingMode
from services.access.rules import Permission
from services.availability.facts import Diary
from services.availability.queries import diaries_in
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.meetings.facts import Availability
from services.meetings.rules import invitable, planning_grid
from services.relations.queries import barred_professionals
from services.route_map.due import target_at
from services.route_map.facts import Attendance
from services.route_map.queries import regional
from services.route_map.region import Planning
from services.route_map.rules import attendance_rule
from services.scheduling.facts import (
    LOCAL,
    Attendee,
    Blocked,
    Blocking,
    Grid,
    Proposals,
    Request,
    RequestWrong,
    Slot,
    Substitute,
    local_day,
)
from services.scheduling.rules import appraise, explain, possible_starts, slots
from services.scheduling.verification import verify
from services.unit_of_work import Reading, Work


@dataclass(frozen=True)
class _Table:
    """Who can sit at a meeting of this case, and what is known of their time. `deputies` by seat."""

    facts: CaseFacts
    seats: tuple[PartnerSeat, ...]
    deputies: Mapping[str, str]
    diaries: Mapping[str, Diary]
    rule: Attendance
    planning: Planning

    def diary(self, professional_id: str) -> Diary:
        """What is known of somebody's time; nothing where nothing was found."""
        return self.diaries.get(professional_id) or Diary(professional_id)


def availability(
    work: Work,
    case_id: str,
    kind: MeetingKind,
    minutes: int,
    *,
    mode: MeetingMode = MeetingMode.ONLINE,
    first_day: date | None = None,
    days: int | None = None,
    deadline: datetime | None = None,
    lunch_free: bool = True,
    besides: str = "",
    only: Collection[str] = (),
) -> Availability:
    """Proposals for a meeting of `minutes`: the earliest that meets the minimum, the best attended, and others.

    Looks from now (or `first_day`) for so many `days` at the diaries of attendees and deputies; with a `deadline` a
    meeting ends at or before it. Hours, notice, lunch and travel are the region's. `besides` is the meeting that is
    being moved: it takes nobody's time. `only`: the seats to reckon with, all when none are named. Raises
    `NotAllowed`, and `RequestWrong` for a length that fits no day.
    """
    with work.read(Permission.MEETING_READ, case_id, screen="availability") as look:
        planning = regional(look.settings.route_map).region.planning
        grid = planning_grid(look.now, first_day, days=days, planning=planning, lunch_free=lunch_free)
        table = _table(look, case_id, kind, grid, besides, only)
        return _available(look, table, kind, minutes, mode, grid, deadline)


def availability_in(
    look: Reading, case_id: str, kind: MeetingKind, minutes: int, only: Collection[str]
) -> Availability:
    """The same for these seats inside an open look: online, from now on, without a deadline."""
    grid = planning_grid(look.now, planning=regional(look.settings.route_map).region.planning)
    table = _table(look, case_id, kind, grid, only=only)
    return _available(look, table, kind, minutes, MeetingMode.ONLINE, grid, None)


def _available(
    look: Reading,
    table: _Table,
    kind: MeetingKind,
    minutes: int,
    mode: MeetingMode,
    grid: Grid,
    deadline: datetime | None,
) -> Availability:
    not_before = look.now + timedelta(minutes=table.planning.notice_minutes)
    found, blocked, starts = _proposed(table, minutes, mode, grid, not_before, deadline)
    return Availability(
        kind=kind,
        minutes=minutes,
        proposals=found,
        blocked=blocked,
        seats={seat.id: (seat.organisation, seat.name) for seat in table.seats},
        free={seat.id: table.diary(seat.professional_id).free for seat in table.seats},
        needed=table.rule.needed,
        required=table.rule.required,
        unknown=frozenset(seat.id for seat in table.seats if not table.diary(seat.professional_id).known),
        mode=mode,
        target=target_at(table.planning, kind, table.facts.risk, look.now),
        starts=starts,
    )


def appraised(
    work: Work,
    case_id: str,
    kind: MeetingKind,
    minutes: int,
    start: datetime,
    *,
    mode: MeetingMode = MeetingMode.ONLINE,
    besides: str = "",
) -> Slot:
    """Who would be there at a time of one's own choice, and whether the minimum is met; hours and notice are not
    judged. Raises `NotAllowed`, `RequestWrong` (nobody: the case has no attendees; start: a moment without a zone).
    """
    if start.tzinfo is None:
        raise RequestWrong(what="start")
    with work.read(Permission.MEETING_READ, case_id, screen="availability") as look:
        planning = regional(look.settings.route_map).region.planning
        grid = planning_grid(look.now, local_day(start), days=1, planning=planning)
        table = _table(look, case_id, kind, grid, besides)
        return appraise(_request(table, minutes, mode, grid, look.now, None), start)


def _table(
    look: Reading, case_id: str, kind: MeetingKind, grid: Grid, besides: str = "", only: Collection[str] = ()
) -> _Table:
    """Reads attendees, deputies and their diaries for the days of the grid."""
    facts = gathered(look, case_id, reader_of(look))
    route_map = regional(look.settings.route_map)
    seats = tuple(seat for seat in invitable(facts) if not only or seat.id in only)
    deputies = _deputies(look, case_id, seats)
    start = datetime(grid.first_day.year, grid.first_day.month, grid.first_day.day, tzinfo=LOCAL)
    people = {seat.professional_id for seat in seats} | set(deputies.values())
    diaries = diaries_in(look, people, start, start + timedelta(days=grid.days), besides={besides})
    return _Table(facts, seats, deputies, diaries, attendance_rule(route_map, facts, kind), route_map.region.planning)


def _deputies(look: Reading, case_id: str, seats: tuple[PartnerSeat, ...]) -> dict[str, str]:
    """The deputy of each seat that has one; who is barred is none."""
    named = {row.id: row.deputy_id for row in look.session.exec(select(SeatRow).where(SeatRow.case_id == case_id))}
    barred = barred_professionals(look.session, look.database.vault, case_id)
    found = {seat.id: named.get(seat.id) or seat.professional_id for seat in seats}
    own = {seat.id: seat.professional_id for seat in seats}
    return {seat_id: who for seat_id, who in found.items() if who != own[seat_id] and who not in barred}


def _proposed(
    table: _Table, minutes: int, mode: MeetingMode, grid: Grid, not_before: datetime, deadline: datetime | None
) -> tuple[Proposals, Blocked, tuple[datetime, ...]]:
    """The proposals, how tight it is or why there are none, and every start that meets the minimum."""
    if not table.seats:
        return Proposals(None, None), _nobody(table.rule), ()
    request = _request(table, minutes, mode, grid, not_before, deadline)
    return _sound(request, slots(request)), explain(request), possible_starts(request)


def _sound(request: Request, found: Proposals) -> Proposals:
    """The proposals that the independent checker has nothing against: a wrong one is not shown."""
    earliest, best = (slot if slot and not verify(request, slot) else None for slot in (found.earliest, found.best))
    others = tuple(slot for slot in found.others if not verify(request, slot))
    if earliest is None or best is None:
        earliest = best = earliest or best or next(iter(others), None)
    return Proposals(earliest, best, others)


def _nobody(rule: Attendance) -> Blocked:
    """Why there is no time on a case without attendees."""
    return Blocked(0, 0, tuple(Blocking(group, None, 0, 0, 0) for group in _groups(rule)))


def _request(
    table: _Table, minutes: int, mode: MeetingMode, grid: Grid, not_before: datetime, deadline: datetime | None
) -> Request:
    return Request(
        minutes=minutes,
        not_before=not_before,
        deadline=deadline,
        rule=_groups(table.rule),
        attendees=tuple(_attendee(table, seat) for seat in table.seats),
        grid=grid,
        travel_minutes=table.planning.travel_minutes if mode is MeetingMode.ON_SITE else 0,
    )


def _attendee(table: _Table, seat: PartnerSeat) -> Attendee:
    deputy = table.deputies.get(seat.id)
    substitutes = (Substitute(deputy, table.diary(deputy).free),) if deputy else ()
    free = table.diary(seat.professional_id).free
    return Attendee(seat.id, seat.organisation, free, substitutes, person=seat.professional_id)


def _groups(rule: Attendance) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(sorted(group)) for group in rule.required)
