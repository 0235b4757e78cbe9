"""Whether a meeting that was confirmed for a time could have kept it, with everything that was settled as it is.

Settled are the pinned meetings of the plan, and the confirmed ones that kept their start. The meeting could have stayed
if its earlier time and place are allowed and not taken by these, and if of the people on its seats, free then by their
own calendars and not with these, some meet the minimum. Its lateness is no ground for moving it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, timedelta

from services.scheduling.many.checked.across import beyond, overlapping, too_near
from services.scheduling.many.checked.ground import Ground, Held, held
from services.scheduling.many.checked.seating import fewest
from services.scheduling.many.facts import VIDEO, Booking, MeetingRequest, Told


def wrongly_moved(ground: Ground, planned: Iterable[Held]) -> Iterator[str]:
    """The meetings that were confirmed, have lost their time or place, and could have kept both."""
    by_id = {one.id: one for one in planned}
    settled = _Settled(one for one in by_id.values() if one.meeting.pinned or _kept_start(one))
    for wanted in ground.problem.meetings:
        before, now = wanted.previous, by_id.get(wanted.id)
        if before is None or before.told is not Told.CONFIRMED or wanted.pinned:
            continue
        stays = now is not None and _kept_start(now) and now.booking.room == before.room
        if not stays and _could_stay(ground, settled, wanted):
            yield wanted.id


def _kept_start(one: Held) -> bool:
    before = one.meeting.previous
    return before is not None and before.told is Told.CONFIRMED and one.start == before.start.astimezone(UTC)


class _Settled:
    """What stays as it is, by the day, with its people and rooms."""

    def __init__(self, settled: Iterable[Held]) -> None:
        self._of: dict[tuple[str, date], list[Held]] = defaultdict(list)
        self._in: dict[tuple[str, date], list[Held]] = defaultdict(list)
        for one in settled:
            self._in[one.booking.room, one.day].append(one)
            for person in one.people:
                self._of[person, one.day].append(one)

    def of(self, person: str, joined: Held) -> list[Held]:
        """This person's other settled meetings of the day with `joined` among them, in order."""
        return _in_order([*self._of.get((person, joined.day), ()), joined])

    def at(self, joined: Held) -> list[Held]:
        """The other settled meetings of the day in the same place with `joined` among them, in order."""
        return _in_order([*self._in.get((joined.booking.room, joined.day), ()), joined])


def _in_order(found: list[Held]) -> list[Held]:
    """A meeting that kept its start in another place is not in its own way."""
    own = {one.id: one for one in found}
    return sorted(own.values(), key=lambda one: (one.start, one.id))


def _could_stay(ground: Ground, settled: _Settled, wanted: MeetingRequest) -> bool:
    before = wanted.previous
    if before is None:
        return False
    end = before.start.astimezone(UTC) + timedelta(minutes=wanted.minutes)
    stay = held(wanted, Booking(wanted.id, before.start, end, before.room, ()))
    if any(ground.time_breaches(stay)) or any(ground.place_breaches(stay)) or _place_taken(ground, settled, stay):
        return False
    people = {person for seat in wanted.seats for person in seat.people}
    least = fewest(wanted, {person for person in people if _could_come(ground, settled, person, stay)})
    room = ground.rooms.get(before.room)
    return least is not None and (room is None or least <= room.seats)


def _place_taken(ground: Ground, settled: _Settled, stay: Held) -> bool:
    there = [one for one in settled.at(stay) if one.start < stay.end and stay.start < one.end]
    if stay.booking.room != VIDEO:
        return any(overlapping(there))
    licences = ground.policy.video_licences
    return licences is not None and any(beyond(there, licences))


def _could_come(ground: Ground, settled: _Settled, person: str, stay: Held) -> bool:
    known = ground.people.get(person)
    if known is None or not ground.can_go(person, stay):
        return False
    if known.online_only and stay.booking.room != VIDEO:
        return False
    on_day = settled.of(person, stay)
    if known.most_a_day is not None and len(on_day) > known.most_a_day:
        return False
    return not any(overlapping(on_day)) and not any(too_near(ground, person, on_day))
