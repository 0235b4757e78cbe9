"""Refuses a problem that makes no sense, before anything is spent on it.

What merely cannot be done is no fault of the problem but of the week, and gets an honest partial plan: a deadline that
has passed, no seats, nobody known, no meetings, pins that contradict each other.
"""

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime, timedelta

from services.scheduling.facts import LOCAL, LONGEST_TRAVEL_MINUTES, Grid
from services.scheduling.many.facts import MOST_MEETINGS, VIDEO, MeetingRequest, Policy, Problem, SeatNeed
from services.scheduling.many.reasons import ProblemWrong
from services.scheduling.opening import is_open
from services.scheduling.refusals import Block, CalendarWrong, check_free

LONGEST_MINUTES = 24 * 60
HEAVIEST_SEAT = 1_000
"""Far more than seats differ by; a level of the score never grows beyond what whole numbers hold."""


def check_problem(problem: Problem) -> None:
    """Raises `ProblemWrong` naming the first part that makes no sense, and the id of the entry; see `_need` for each:
    people, organisation, free, most_a_day; rooms, seats; meetings, minutes, earliest, deadline, rule, seats, named,
    substitutes, weight, pinned, previous; and the policy's own parts."""
    _need(len(problem.meetings) <= MOST_MEETINGS, "meetings")
    _check_policy(problem.policy)
    _once(problem.people, "people")
    for person in problem.people:
        _need(bool(person.organisation), "organisation", person.id)
        _need(person.most_a_day is None or person.most_a_day >= 0, "most_a_day", person.id)
        _check_calendar(person.free, person.id)
    _once(problem.rooms, "rooms")
    for room in problem.rooms:
        _need(room.id != VIDEO, "rooms", room.id)
        _need(room.seats >= 1, "seats", room.id)
        _check_calendar(room.free or (), room.id)
    _once(problem.meetings, "meetings")
    people, rooms = {person.id for person in problem.people}, {room.id for room in problem.rooms}
    for meeting in problem.meetings:
        _check_times(problem.grid, meeting)
        _check_seats(meeting, people)
        _check_settled(problem.grid, meeting, rooms)


def _need(held: bool, what: str, id: str = "") -> None:
    if not held:
        raise ProblemWrong(what=what, id=id)


def _once(entries: Iterable, what: str) -> None:
    """Every id is there once, and none is empty."""
    seen: set[Hashable] = set()
    for entry in entries:
        _need(bool(entry.id) and entry.id not in seen, what, entry.id)
        seen.add(entry.id)


def _check_calendar(free: Iterable[Block], id: str) -> None:
    try:
        check_free(id, free)
    except CalendarWrong:
        raise ProblemWrong(what="free", id=id) from None


def _check_policy(policy: Policy) -> None:
    _need(0 <= policy.travel_minutes <= LONGEST_TRAVEL_MINUTES, "travel_minutes")
    for what in ("block_gap_minutes", "break_after_minutes", "break_minutes"):
        _need(0 <= getattr(policy, what) <= LONGEST_MINUTES, what)
    for what in ("early_before", "late_after"):
        _need(getattr(policy, what).tzinfo is None, what)
    _need(policy.video_licences is None or policy.video_licences >= 0, "video_licences")


def _check_times(grid: Grid, meeting: MeetingRequest) -> None:
    whole_steps = meeting.minutes >= 1 and meeting.minutes % grid.step_minutes == 0
    _need(whole_steps and meeting.minutes <= grid.day_minutes, "minutes", meeting.id)
    _need(_has_zone(meeting.earliest), "earliest", meeting.id)
    _need(meeting.deadline is None or _has_zone(meeting.deadline), "deadline", meeting.id)


def _check_seats(meeting: MeetingRequest, people: Collection[str]) -> None:
    groups_are_groups = not any(isinstance(group, str) for group in meeting.rule)
    _need(all(meeting.rule) and groups_are_groups, "rule", meeting.id)
    ids = [seat.id for seat in meeting.seats]
    _need(all(ids) and len(ids) == len(set(ids)), "seats", meeting.id)
    for seat in meeting.seats:
        _check_seat(meeting, seat, people)


def _check_seat(meeting: MeetingRequest, seat: SeatNeed, people: Collection[str]) -> None:
    _need(bool(seat.organisation), "organisation", meeting.id)
    _need(seat.named in people, "named", meeting.id)
    _need(len(seat.people) == len(set(seat.people)), "substitutes", meeting.id)
    _need(all(person in people for person in seat.substitutes), "substitutes", meeting.id)
    _need(0 <= seat.weight <= HEAVIEST_SEAT, "weight", meeting.id)


def _check_settled(grid: Grid, meeting: MeetingRequest, rooms: Collection[str]) -> None:
    pinned, before = meeting.pinned, meeting.previous
    if pinned:
        known = pinned.room in ("", VIDEO) or pinned.room in rooms
        _need(_has_zone(pinned.start) and known and _on_grid(grid, pinned.start), "pinned", meeting.id)
    if before:
        _need(_has_zone(before.start), "previous", meeting.id)
        seats = [seat for seat, _ in before.attendees]
        _need(len(seats) == len(set(seats)), "previous", meeting.id)


def _has_zone(moment: datetime) -> bool:
    return moment.tzinfo is not None


def _on_grid(grid: Grid, moment: datetime) -> bool:
    """Whether a meeting may start then at all: one of the grid's starts, on one of its open days."""
    local = moment.astimezone(LOCAL).replace(tzinfo=None)
    after_opening = local - datetime.combine(local.date(), grid.day_start)
    in_days = grid.first_day <= local.date() < grid.first_day + timedelta(days=grid.days)
    in_hours = grid.day_start <= local.time() < grid.day_end
    on_step = not after_opening % timedelta(minutes=grid.step_minutes)
    return in_days and in_hours and on_step and is_open(grid, local.date())
