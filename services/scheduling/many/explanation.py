"""Why a meeting of a plan is late or has no time, whether that is proven, and what would help.

Source: `scheduling.md` section 5, "Infeasible": leave one part of the minimum out on the mask of the window. What
counting cannot prove of the highest risk, an exact search among the settled and the gravest may (`exhaustion`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import product

from models.terms import Risk
from services.scheduling.many.explained.exhaustion import Exhaustion
from services.scheduling.many.explained.filling import Chair, can_seat, chairs_of
from services.scheduling.many.explained.shortage import Shortages
from services.scheduling.many.explained.starts import Starts
from services.scheduling.many.explained.ways_out import takers, ways_out
from services.scheduling.many.facts import RISK_WEIGHT, VIDEO, Booking, MeetingRequest, Problem
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance

MOST_OTHERS = 12
"""Of the meetings that take a meeting's times, those that take most of them are named."""


def explain(problem: Problem, bookings: Iterable[Booking], meeting_id: str) -> Explained:
    """Why this meeting has no time before its deadline, or none at all, beside these bookings. For several meetings
    `explain_all` is cheaper. Raises KeyError for a meeting that is not in the problem."""
    (explained,) = explain_all(problem, bookings, (meeting_id,))
    return explained


def explain_all(
    problem: Problem,
    bookings: Iterable[Booking],
    meeting_ids: Iterable[str],
    ended: Callable[[float], bool] = lambda share: False,
) -> tuple[Explained, ...]:
    """As `explain`, in the order of the ids; the gravest are looked into first. `ended` is asked before each, with the
    share that is done (0 to 1), whether the rest is to be left `unexamined`."""
    wanted = tuple(meeting_ids)
    explainer = _Explainer(Starts(problem, bookings))
    meetings, found = explainer.starts.meetings, dict[str, Explained]()
    for done, id in enumerate(sorted(wanted, key=lambda id: -RISK_WEIGHT[meetings[id].risk])):
        if ended(done / len(wanted)):
            break
        found[id] = explainer.explain(meetings[id])
    return tuple(found.get(id) or _unexamined(id) for id in wanted)


def unexamined(problem: Problem, bookings: Iterable[Booking], ids: Iterable[str], *_: object) -> tuple[Explained, ...]:
    """Each meeting without a reason, in place of `explain_all`: for plans of which nobody asks why."""
    return tuple(map(_unexamined, ids))


def _unexamined(meeting_id: str) -> Explained:
    return Explained(meeting_id, Hindrance.NOT_EXAMINED, False, 0, 0)


class _Explainer:
    """The masks of one problem and its bookings, for many questions."""

    def __init__(self, starts: Starts) -> None:
        self.starts = starts
        self._shortages: Shortages | None = None
        self._exhaustion: Exhaustion | None = None

    def explain(self, meeting: MeetingRequest) -> Explained:
        starts = self.starts
        hindrance, others = self.hindrance(meeting)
        near = takers(starts, meeting)
        if hindrance is Hindrance.TAKEN_BY_OTHERS:
            others = tuple(near[:MOST_OTHERS])
        return Explained(
            meeting.id,
            hindrance,
            hindrance is not Hindrance.TAKEN_BY_OTHERS,
            starts.held(meeting).bit_count(),
            starts.window(meeting).bit_count(),
            tuple(self._blocking(meeting)),
            tuple(ways_out(starts, meeting, near)),
            others,
        )

    def hindrance(self, meeting: MeetingRequest) -> tuple[Hindrance, tuple[str, ...]]:
        """The first that holds in the order of truth, with the other meetings that are part of it."""
        if not meeting.seats:
            return Hindrance.NOBODY, ()
        chairs = chairs_of(meeting)
        invited = {who for chair in chairs for who in chair.people}
        if not can_seat(meeting.rule, chairs, invited, len(invited)):
            return Hindrance.MINIMUM_NOT_INVITED, ()
        if meeting.pinned and not self.starts.held(meeting, in_time=False):
            return Hindrance.PIN_IMPOSSIBLE, ()
        if collides := tuple(self._colliding(meeting)):
            return Hindrance.PINS_COLLIDE, collides
        return self._in_time(meeting)

    def _in_time(self, meeting: MeetingRequest) -> tuple[Hindrance, tuple[str, ...]]:
        starts, settled = self.starts, self.starts.settled(meeting)
        if starts.window(meeting, in_time=False) & settled and not starts.window(meeting) & settled:
            return Hindrance.DEADLINE_PASSED, ()
        if not starts.held(meeting, any_room=True):
            return Hindrance.NO_COMMON_TIME, ()
        if not starts.held(meeting):
            return Hindrance.NO_ROOM, ()
        self._shortages = self._shortages or Shortages(starts)
        short = self._shortages.shortage(meeting)
        if not short and meeting.risk is Risk.HIGH and starts.bookings:
            self._exhaustion = self._exhaustion or Exhaustion(starts, starts.bookings)
            short = self._exhaustion.search(meeting).proof
        return (Hindrance.SHORTAGE, short) if short else (Hindrance.TAKEN_BY_OTHERS, ())

    def _colliding(self, meeting: MeetingRequest) -> Iterator[str]:
        """The other pinned meetings that could be held where they are pinned, but not beside this one."""
        for other in self.starts.problem.meetings if meeting.pinned else ():
            overlaps = other.pinned and other.id != meeting.id and _overlap(meeting, other)
            if overlaps and self.starts.held(other, in_time=False) and not self._both(meeting, other):
                yield other.id

    def _both(self, one: MeetingRequest, other: MeetingRequest) -> bool:
        """Whether two pinned meetings that overlap have a place and people of their own."""
        rule = tuple(tuple(pinned.id + key for key in group) for pinned in (one, other) for group in pinned.rule)
        licences = self.starts.problem.policy.video_licences
        for (here, first), (there, second) in product(self._settings(one), self._settings(other)):
            if here == there and (here != VIDEO or (licences is not None and licences < 2)):
                continue
            chairs = tuple(sorted((*first, *second), key=lambda chair: not chair.required))
            everybody = frozenset(who for chair in chairs for who in chair.people)
            if can_seat(rule, chairs, everybody, len(everybody)):
                return True
        return False

    def _settings(self, meeting: MeetingRequest) -> Iterator[tuple[str, tuple[Chair, ...]]]:
        """The places to be had at the start of a pinned meeting, with its chairs and who can come there."""
        starts, at = self.starts, self.starts.settled(meeting)
        for where in starts.places(meeting):
            for room in where.rooms or (None,):
                if starts.place_open(where._replace(rooms=(room,) if room else ()), meeting.minutes, None) & at:
                    yield room.id if room else VIDEO, tuple(self._there(meeting, where.site, at))

    def _there(self, meeting: MeetingRequest, site: str | None, at: int) -> Iterator[Chair]:
        for chair in chairs_of(meeting):
            able = (who for who in chair.people if self.starts.able(who, meeting.minutes, site) & at)
            yield Chair(meeting.id + chair.id, meeting.id + chair.organisation, chair.required, frozenset(able))

    def _blocking(self, meeting: MeetingRequest) -> Iterator[BlockingSeat]:
        """What each part of the minimum costs: counted beside the others of the plan if alone there would be a start
        in time, and else as if it were alone."""
        beside = bool(self.starts.held(meeting))
        for number, group in enumerate(meeting.rule):
            relaxed = replace(meeting, rule=meeting.rule[:number] + meeting.rule[number + 1 :])
            yield BlockingSeat(group, "", self.starts.held(relaxed, beside=beside).bit_count())
        for seat in meeting.seats:
            if seat.required:
                spared = replace(seat, required=False)
                relaxed = replace(meeting, seats=tuple(spared if one is seat else one for one in meeting.seats))
                yield BlockingSeat((seat.organisation,), seat.id, self.starts.held(relaxed, beside=beside).bit_count())


def _overlap(one: MeetingRequest, other: MeetingRequest) -> bool:
    """Whether two pinned meetings share any time."""
    begins = [pinned.pinned.start.timestamp() for pinned in (one, other) if pinned.pinned]
    ends = [begin + pinned.minutes * 60 for begin, pinned in zip(begins, (one, other), strict=True)]
    return max(begins) < min(ends)
