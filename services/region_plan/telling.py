"""Of which meetings of a plan people must hear, and who. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.cases.facts import PartnerSeat
from services.region_plan.facts import Sitting
from services.region_plan.kept import Announced, KeptLine
from services.region_plan.posing import Ground, booking_of, expected, free_times, in_problem
from services.region_plan.rules import sittings_of
from services.region_plan.showing import is_moved, outdated
from services.scheduling.facts import Block
from services.scheduling.many.facts import VIDEO


@dataclass(frozen=True)
class Joined:
    """The sitting that a meeting is part of."""

    id: str
    starts_at: datetime


@dataclass(frozen=True)
class Staying:
    """An announced meeting as the plan leaves it: since when it is there, who is expected, and who of them cannot come
    by the plan."""

    starts_at: datetime
    held: frozenset[str]
    absentees: frozenset[str]

    def spares(self, people: Collection[str]) -> bool:
        """Whether nobody of these is taken by it but who cannot come there by the plan."""
        shared = self.held & set(people)
        return bool(shared) and shared <= self.absentees


@dataclass(frozen=True)
class Telling:
    """A line to announce, or whose announced meeting is to be moved. `seats` are those that come, with who comes;
    `absent` those of whom the plan knows that they cannot. `instead`: by seat the deputy who comes. `elsewhere`:
    who sits at another meeting of the plan then."""

    line: KeptLine
    starts_at: datetime
    ends_at: datetime
    seats: tuple[PartnerSeat, ...]
    absent: tuple[PartnerSeat, ...]
    instead: Mapping[str, str]
    elsewhere: frozenset[str] = frozenset()
    place: str = ""
    announced: Announced | None = None
    sitting: Joined | None = None

    @property
    def people(self) -> dict[str, str]:
        """By seat who comes."""
        return {seat.id: seat.professional_id for seat in self.seats}

    @property
    def absentees(self) -> frozenset[str]:
        """Whose seat nobody fills."""
        return frozenset(seat.professional_id for seat in self.absent)

    @property
    def staying(self) -> Staying | None:
        """Its announced meeting once it is as the plan has it."""
        return Staying(self.starts_at, self.announced.held, self.absentees) if self.announced else None


@dataclass(frozen=True)
class Tellings:
    """What is due, moves first. `outdated`: lines whose time no longer holds. `stays`: by id the announced
    meetings that the plan leaves as they are."""

    due: tuple[Telling, ...]
    unchanged: tuple[str, ...]
    outdated: frozenset[str] = field(default_factory=frozenset)
    stays: Mapping[str, Staying] = field(default_factory=dict)


def tellings(ground: Ground) -> Tellings:
    """Everything that publishing a plan must tell."""
    free, timed = free_times(ground), [line for line in ground.lines if line.starts_at and not line.left_out]
    due: list[Telling] = []
    unchanged: list[str] = []
    stays: dict[str, Staying] = {}
    seated = _seated(timed)
    for line in sorted(timed, key=lambda one: (booking_of(one).start, one.id)):
        announced = ground.announced_of(line)
        if announced and not in_problem(ground, line):
            unchanged.append(line.id)
            continue
        telling = _telling(ground, line, announced, seated)
        if announced and not is_moved(line, announced) and _same_people(ground, free, telling, announced):
            unchanged.append(line.id)
            stays[announced.id] = Staying(announced.starts_at, announced.held, telling.absentees)
        else:
            due.append(telling)
    due.sort(key=lambda one: one.announced is None)
    joined = _joined(ground, timed, {one.line.id for one in due})
    elsewhere = {line.id for line in timed if not line.meeting_id and line.case_id in ground.meeting_elsewhere}
    return Tellings(
        due=tuple(replace(one, sitting=joined.get(one.line.id)) for one in due),
        unchanged=tuple(unchanged),
        outdated=outdated(ground) - elsewhere,
        stays=stays,
    )


def _seated(timed: Iterable[KeptLine]) -> dict[str, list[Block]]:
    """By professional when they sit at a meeting of the plan."""
    found: dict[str, list[Block]] = defaultdict(list)
    for line in timed:
        booking = booking_of(line)
        for _, who in line.attendees:
            found[who].append((booking.start, booking.end))
    return found


def _telling(ground: Ground, line: KeptLine, announced: Announced | None, seated: Mapping[str, list[Block]]) -> Telling:
    booking, comes = booking_of(line), dict(line.attendees)
    every = ground.seats_of(line)
    seats = tuple(replace(seat, professional_id=comes[seat.id]) for seat in every if seat.id in comes)
    there = set(comes.values())
    absent = tuple(seat for seat in every if seat.id not in comes and seat.professional_id not in there)
    return Telling(
        line=line,
        starts_at=booking.start,
        ends_at=booking.end,
        seats=seats,
        absent=absent,
        instead={
            seat.id: comes[seat.id]
            for seat in every
            if comes.get(seat.id, seat.professional_id) != seat.professional_id
        },
        elsewhere=frozenset(
            who
            for who in (seat.professional_id for seat in absent)
            if any(begins < booking.end and booking.start < ends for begins, ends in seated.get(who, ()))
        ),
        place=_place(ground, line.room),
        announced=announced,
    )


def _same_people(ground: Ground, free: Mapping[str, tuple], telling: Telling, announced: Announced) -> bool:
    """Whether everybody of the plan is invited, for the same seat."""
    told = {(one.seat_id, one.professional_id) for one in expected(ground, free, telling.line, announced)}
    return set(telling.people.items()) <= told


def _place(ground: Ground, room: str) -> str:
    """A room as attendees read it; empty on line."""
    found = next((one for one in ground.rooms if one.id == room and room != VIDEO), None)
    return " · ".join(part for part in (found.name, found.site) if part) if found else ""


def _joined(ground: Ground, timed: list[KeptLine], due: set[str]) -> dict[str, Joined]:
    """By line the sitting that it becomes part of: one that neighbours have already, or a new one for two at least."""
    lines, found = {line.id: line for line in timed}, dict[str, Joined]()
    for sitting in sittings_of(booking_of(line) for line in timed):
        told = [line_id for line_id in sitting.line_ids if line_id in due]
        known = _known(ground, sitting, lines, due)
        if known or len(told) > 1:
            found |= dict.fromkeys(told, Joined(known or told[0], sitting.starts_at))
    return found


def _known(ground: Ground, sitting: Sitting, lines: Mapping[str, KeptLine], due: set[str]) -> str:
    """The sitting of a neighbour that stays as it is."""
    stay = (ground.announced_of(lines[line_id]) for line_id in sitting.line_ids if line_id not in due)
    return next((one.sitting_id for one in stay if one and one.sitting_id), "")
