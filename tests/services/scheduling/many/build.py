"""Problems of many meetings written shortly, and strategies for small ones of every kind.

`person("anna", "politie", "mon 09:00 12:00")`, `seat("pol", "politie", "anna", "bram")`, `meeting("m1", seat(...))`,
`problem(people, meetings)`, and `booked(meeting, at("mon", "09:00"), pol="anna")`.
"""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from models.terms import MeetingKind, Risk
from services.scheduling.facts import LOCAL, Grid
from services.scheduling.many.facts import (
    VIDEO,
    Booking,
    Earlier,
    MeetingRequest,
    Person,
    Pin,
    Place,
    Policy,
    Problem,
    Room,
    SeatNeed,
    Told,
)
from tests.services.scheduling.build import DAYS, MONDAY, at, free

__all__ = [
    "ALL_WEEK", "MONDAY", "at", "booked", "earlier", "free", "meeting", "person", "pin", "problem", "problems", "room",
    "seat", "small_day",
]  # fmt: skip

ALL_WEEK = tuple(f"{day} 08:00 18:00" for day in DAYS[:5])
ORGANISATIONS = ("politie", "VT", "VHH", "lokale_veld", "OM")
SITES = ("", "noord", "zuid")


def person(id: str, organisation: str, *spoken: str, **more) -> Person:
    """Someone with these free hours; all week from eight to six when none are given."""
    return Person(id, organisation, free(*(spoken or ALL_WEEK)), **more)


def room(id: str, seats: int = 10, site: str = "", *spoken: str) -> Room:
    """A room, to be had in these hours; always when none are given."""
    return Room(id, seats, site, free(*spoken) if spoken else None)


def seat(id: str, organisation: str, named: str, *substitutes: str, **more) -> SeatNeed:
    """A seat with its named person and who may sit in."""
    return SeatNeed(id, organisation, named, substitutes, **more)


def pin(day: str, clock: str, room: str = "") -> Pin:
    """A settled start."""
    return Pin(at(day, clock), room)


def earlier(day: str, clock: str, told: Told = Told.SENT, room: str = VIDEO, **who: str) -> Earlier:
    """What was planned before; `who` is person by seat."""
    return Earlier(at(day, clock), room, tuple(who.items()), told)


def meeting(id: str, *seats: SeatNeed, **more) -> MeetingRequest:
    """A meeting on line of an hour, of low risk, from Monday on, for which everybody's organisation must be there."""
    settings = {
        "case_id": f"case-{id}",
        "kind": MeetingKind.CASE_CONFERENCE,
        "risk": Risk.LOW,
        "minutes": 60,
        "earliest": at("mon", "00:00"),
        "deadline": None,
        "rule": tuple((organisation,) for organisation in dict.fromkeys(seat.organisation for seat in seats)),
    }
    return MeetingRequest(id=id, seats=seats, **(settings | more))


def problem(
    people: tuple[Person, ...],
    meetings: tuple[MeetingRequest, ...],
    rooms: tuple[Room, ...] = (),
    policy: Policy | None = None,
    **grid,
) -> Problem:
    """A week of half hours from eight to six, unless said otherwise (`days=`, `step_minutes=`, `lunch=`)."""
    settings = {"first_day": MONDAY, "days": 5} | grid
    return Problem(Grid(**settings), people, rooms, meetings, policy or Policy())


def booked(wanted: MeetingRequest, start: datetime, room: str = VIDEO, **who: str) -> Booking:
    """This meeting at this time, with a person by seat; the other seats are absent, and the lateness is right."""
    end = start + timedelta(minutes=wanted.minutes)
    late = max(0, -(-int((end - wanted.deadline).total_seconds()) // 60)) if wanted.deadline else 0
    absent = tuple(seat.id for seat in wanted.seats if seat.id not in who)
    return Booking(wanted.id, start, end, room, tuple(who.items()), absent, late)


DAY_PATTERNS = ((), ("09:00 12:30",), ("10:00 11:00",), ("08:30 10:15", "13:00 17:00"), ("08:00 18:00",))


@st.composite
def people(draw, days: int) -> tuple[Person, ...]:
    """Three to eight professionals whose hours do meet."""
    found = []
    for number in range(draw(st.integers(3, 8))):
        patterns = draw(st.lists(st.sampled_from(DAY_PATTERNS), min_size=days, max_size=days))
        spoken = [f"{day} {block}" for day, pattern in zip(DAYS, patterns, strict=False) for block in pattern]
        found.append(
            Person(
                f"p{number}",
                draw(st.sampled_from(ORGANISATIONS)),
                free(*spoken),
                draw(st.sampled_from((False, False, False, True))),
                draw(st.sampled_from(SITES)),
                draw(st.sampled_from((None, None, 1, 2))),
            )
        )
    return tuple(found)


@st.composite
def rooms(draw) -> tuple[Room, ...]:
    """None to two rooms, small enough to be too small."""
    hours = st.none() | st.sampled_from((free("mon 08:00 12:00"), free("mon 09:00 18:00", "tue 09:00 18:00"), ()))
    return tuple(
        Room(f"r{number}", draw(st.integers(1, 5)), draw(st.sampled_from(SITES)), draw(hours))
        for number in range(draw(st.sampled_from((0, 0, 1, 2))))
    )


@st.composite
def seats(draw, known: tuple[Person, ...]) -> tuple[SeatNeed, ...]:
    """None to four seats, held by people who may be asked for others as well."""
    found = []
    for number in range(draw(st.sampled_from((0, 1, 2, 2, 3, 3, 4)))):
        named, *others = draw(st.lists(st.sampled_from(known), min_size=1, max_size=3, unique=True))
        found.append(
            SeatNeed(
                f"s{number}",
                named.organisation,
                named.id,
                tuple(other.id for other in others),
                draw(st.sampled_from((False, False, False, True))),
                draw(st.integers(0, 3)),
            )
        )
    return tuple(found)


@st.composite
def meetings(draw, id: str, grid: Grid, known: tuple[Person, ...], places: tuple[Room, ...]) -> MeetingRequest:
    """One meeting, sometimes urgent, pinned, or planned before."""
    wanted = draw(seats(known))
    invited = sorted({seat.organisation for seat in wanted})
    keys = st.sampled_from(invited if invited and draw(st.integers(0, 4)) else ORGANISATIONS)
    groups = st.lists(keys, min_size=1, max_size=2, unique=True).map(tuple)
    moments = starts(grid)
    where = st.sampled_from((VIDEO, *(place.id for place in places)))
    pinned = draw(st.none() | st.none() | st.builds(Pin, moments, st.just("") | where))
    before = None
    if wanted and draw(st.booleans()):
        sat = tuple((one.id, draw(st.sampled_from(one.people))) for one in wanted)
        before = Earlier(draw(moments), draw(where), sat, draw(st.sampled_from(Told)))
    midnight = datetime.combine(grid.first_day, time(0), LOCAL)
    hours = st.integers(-24, 24 * 4).map(lambda hour: midnight + timedelta(hours=hour))
    return MeetingRequest(
        id,
        draw(st.sampled_from(("c1", "c2", "c3"))),
        draw(st.sampled_from(MeetingKind)),
        draw(st.sampled_from(Risk)),
        draw(st.sampled_from((30, 60, 90))),
        draw(st.just(midnight) | hours),
        draw(st.none() | hours),
        tuple(draw(st.lists(groups, max_size=3))),
        wanted,
        draw(st.sampled_from(Place)),
        pinned,
        before,
    )


def starts(grid: Grid) -> st.SearchStrategy[datetime]:
    """Any start of the grid, open or not for a meeting of some length."""
    on_days = st.integers(0, grid.days - 1).map(lambda day: datetime.combine(grid.first_day, grid.day_start, LOCAL)
                                                + timedelta(days=day))  # fmt: skip
    last = (grid.day_minutes - 1) // grid.step_minutes
    return st.builds(lambda day, step: day + timedelta(minutes=grid.step_minutes * step), on_days, st.integers(0, last))


@st.composite
def problems(draw) -> Problem:
    """Small valid problems: three to eight people, one to six meetings, one to three days, and every kind of edge."""
    grid = Grid(
        MONDAY,
        days=draw(st.integers(1, 3)),
        step_minutes=draw(st.sampled_from((15, 30))),
        lunch=draw(st.sampled_from((None, None, (time(12, 30), time(13))))),
    )
    known, places = draw(people(grid.days)), draw(rooms())
    wanted = tuple(draw(meetings(f"m{number}", grid, known, places)) for number in range(draw(st.integers(1, 6))))
    policy = Policy(
        travel_minutes=draw(st.sampled_from((0, 30, 45))),
        block_gap_minutes=draw(st.sampled_from((0, 30))),
        break_after_minutes=draw(st.sampled_from((60, 120))),
        video_licences=draw(st.sampled_from((None, None, 1, 2))),
    )
    return Problem(grid, known, places, wanted, policy)


def small_day(amount: int = 3, day: date = MONDAY) -> Problem:
    """A sound little problem: so many meetings of the same three people on one day."""
    known = (person("anna", "politie"), person("bram", "VT"), person("carla", "lokale_veld"))
    sat = (
        seat("pol", "politie", "anna", required=True),
        seat("vt", "VT", "bram"),
        seat("veld", "lokale_veld", "carla"),
    )
    return problem(known, tuple(meeting(f"m{number}", *sat) for number in range(amount)), first_day=day, days=1)
