"""What is wrong between bookings: a person or room twice, travel, meetings a day, licences.

Travel: a meeting on line, or in a room at a person's own site or of which the site is not known, is attended from where
they work; any other one elsewhere. Between meetings of one person in different places lie the policy's minutes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from heapq import heappop, heappush

from services.scheduling.many.checked.ground import MINUTE, Ground, Held
from services.scheduling.many.facts import VIDEO
from services.scheduling.many.reasons import Breach, Violation


def across_breaches(ground: Ground, planned: Iterable[Held]) -> Iterator[Violation]:
    """Every breach that takes more than one booking."""
    by_person: dict[tuple[str, date], list[Held]] = defaultdict(list)
    by_room: dict[str, list[Held]] = defaultdict(list)
    for one in sorted(planned, key=lambda one: (one.start, one.id)):
        by_room[one.booking.room].append(one)
        for person in one.people:
            by_person[person, one.day].append(one)
    online = by_room.pop(VIDEO, [])
    for room, there in by_room.items():
        yield from (Violation(Breach.ROOM_TWICE, pair, room) for pair in overlapping(there))
    for (person, _), on_day in by_person.items():
        yield from (Violation(Breach.PERSON_TWICE, pair, person) for pair in overlapping(on_day))
        yield from (Violation(Breach.TRAVEL, pair, person) for pair in too_near(ground, person, on_day))
        most = ground.people[person].most_a_day if person in ground.people else None
        if most is not None and len(on_day) > most:
            yield Violation(Breach.MOST_A_DAY, tuple(one.id for one in on_day), person)
    licences = ground.policy.video_licences
    if licences is not None:
        yield from (Violation(Breach.LICENCES, (one.id,)) for one in beyond(online, licences))


def overlapping(in_order: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """Each meeting that begins before an earlier one has ended, with that earlier one. In order of start."""
    last: Held | None = None
    for one in in_order:
        if last and one.start < last.end:
            yield last.id, one.id
        if last is None or one.end > last.end:
            last = one


def too_near(ground: Ground, person: str, on_day: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """Each meeting that comes too soon after an earlier one elsewhere, with that one. In order of start."""
    last_at: dict[str, Held] = {}
    for one in on_day:
        site = ground.goes_to(person, one.booking.room)
        for other, before in last_at.items():
            if other != site and one.start < before.end + ground.policy.travel_minutes * MINUTE:
                yield before.id, one.id
        if site not in last_at or one.end > last_at[site].end:
            last_at[site] = one


def beyond(in_order: Iterable[Held], licences: int) -> Iterator[Held]:
    """The meetings that begin while all licences are in use. In order of start."""
    ends: list[datetime] = []
    for one in in_order:
        while ends and ends[0] <= one.start:
            heappop(ends)
        heappush(ends, one.end)
        if len(ends) > licences:
            yield one
