"""The objective of a plan, reckoned from its bookings as `Score` defines it, by nothing that the search uses."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, timedelta

from models.terms import Risk
from services.scheduling.many.checked.ground import MINUTE, Ground, Held, clock_after, clock_before
from services.scheduling.many.facts import RISK_FACTOR, RISK_WEIGHT, TOLD_WEIGHT, Booking, MeetingRequest, Score


def minutes_late(meeting: MeetingRequest, booking: Booking) -> int:
    """By how many minutes, begun ones counted whole, the meeting ends after its deadline."""
    if meeting.deadline is None:
        return 0
    over = booking.end.astimezone(UTC) - meeting.deadline.astimezone(UTC)
    return max(0, -(-over // MINUTE))


def score_of(ground: Ground, planned: Iterable[Held]) -> Score:
    """The score of these bookings, at most one for each meeting; the other meetings are unplanned."""
    held = {one.id: one for one in planned}
    unplanned = sum(RISK_WEIGHT[wanted.risk] for wanted in ground.problem.meetings if wanted.id not in held)
    late = [(one.meeting.risk, minutes_late(one.meeting, one.booking)) for one in held.values()]
    substitutes, blocks, person_days, uneven = _people(ground, held.values())
    return Score(
        late=unplanned + sum(RISK_WEIGHT[risk] for risk, over in late if over),
        unplanned=unplanned,
        late_minutes=sum(RISK_FACTOR[risk] * over for risk, over in late),
        moved=sum(_moved(wanted, held.get(wanted.id)) for wanted in ground.problem.meetings),
        absent=sum(_absent(one) for one in held.values()),
        substitutes=substitutes,
        waiting=sum(_waited(ground, one) for one in held.values() if one.meeting.risk is Risk.HIGH),
        person_days=person_days,
        blocks=blocks,
        uneven=uneven,
        later=sum(RISK_FACTOR[one.meeting.risk] * _later(ground, one) for one in held.values()),
    )


def _moved(wanted: MeetingRequest, one: Held | None) -> int:
    """What people who knew of another plan have to be told."""
    before = wanted.previous
    if before is None:
        return 0
    sat = {person for _, person in before.attendees}
    if one and one.start == before.start.astimezone(UTC) and one.booking.room == before.room:
        sat -= set(one.people)
    return TOLD_WEIGHT[before.told] * len(sat)


def _absent(one: Held) -> int:
    filled = {seat for seat, _ in one.booking.attendees}
    missing = sum(seat.weight for seat in one.meeting.seats if seat.id not in filled)
    return missing * RISK_FACTOR[one.meeting.risk]


def _waited(ground: Ground, one: Held) -> int:
    first_day, _ = ground.first_start(one.meeting.earliest)
    own_day, _ = ground.first_start(one.start)
    return max(0, own_day - first_day)


def _later(ground: Ground, one: Held) -> int:
    a_day = ground.starts_a_day()
    (first_day, first), (own_day, own) = ground.first_start(one.meeting.earliest), ground.first_start(one.start)
    return max(0, own_day * a_day + own - first_day * a_day - first)


def _people(ground: Ground, planned: Iterable[Held]) -> tuple[int, int, int, int]:
    """Over all people: seats with a substitute, blocks, days with a meeting, and how unevenly it falls."""
    days: dict[tuple[str, date], list[Held]] = defaultdict(list)
    turns: dict[str, int] = defaultdict(int)
    edges: dict[str, int] = defaultdict(int)
    for one in planned:
        named = {seat.id: seat.named for seat in one.meeting.seats}
        for seat, person in one.booking.attendees:
            turns[person] += person != named.get(seat)
        for person in one.people:
            days[person, one.day].append(one)
            edges[person] += clock_before(one, ground.policy.early_before) or clock_after(one, ground.policy.late_after)
    blocks = sum(_blocks(ground, person, on_day) for (person, _), on_day in days.items())
    uneven = sum(count * count for counts in (turns, edges) for count in counts.values())
    return sum(turns.values()), blocks, len(days), uneven


def _blocks(ground: Ground, person: str, on_day: list[Held]) -> int:
    """The blocks of one person's day, with its long stretches and the sites to go to."""
    policy = ground.policy
    sites = {ground.goes_to(person, one.booking.room) for one in on_day} - {""}
    blocks = _stretches(on_day, lambda gap: gap <= policy.block_gap_minutes * MINUTE)
    unbroken = _stretches(on_day, lambda gap: gap < policy.break_minutes * MINUTE)
    long = [one for one in unbroken if one > policy.break_after_minutes * MINUTE]
    return len(blocks) + len(long) + len(sites)


def _stretches(on_day: list[Held], joins: Callable[[timedelta], bool]) -> list[timedelta]:
    """How long the meetings last that gaps like these join."""
    spans = sorted((one.start, one.end) for one in on_day)
    found = [spans[0]]
    for start, end in spans[1:]:
        if joins(start - found[-1][1]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return [end - start for start, end in found]
