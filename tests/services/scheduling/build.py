"""Requests written shortly: `week` and `at` for moments, `seat` for attendees, and strategies for hypothesis."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from hypothesis import strategies as st

from services.scheduling.facts import LOCAL, Attendee, Block, Grid, Request, Rule, Substitute

MONDAY = date(2026, 11, 23)
MINIMUM: Rule = (("lokale_veld",), ("VT", "VHH"), ("politie",))
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def at(day: str, clock: str, monday: date = MONDAY) -> datetime:
    """A local moment in the week of `monday`."""
    return datetime.combine(monday + timedelta(days=DAYS.index(day)), time.fromisoformat(clock), LOCAL)


def free(*spoken: str, monday: date = MONDAY) -> tuple[Block, ...]:
    """`free("mon 09:00 12:00", ...)`."""
    parts = (text.split() for text in spoken)
    return tuple((at(day, start, monday), at(day, end, monday)) for day, start, end in parts)


def seat(name: str, organisation: str, *spoken: str, deputies: dict[str, tuple[str, ...]] | None = None, **more):
    substitutes = tuple(Substitute(id, free(*blocks)) for id, blocks in (deputies or {}).items())
    return Attendee(name, organisation, free(*spoken), substitutes, **more)


def request(*attendees: Attendee, minutes: int = 60, rule: Rule = MINIMUM, monday: date = MONDAY, **more) -> Request:
    settings = {
        "not_before": datetime.combine(monday, time(0), LOCAL),
        "deadline": None,
        "grid": Grid(monday),
    }
    return Request(minutes=minutes, rule=rule, attendees=attendees, **(settings | more))


ORGANISATIONS = ("politie", "VT", "VHH", "OM")
PEOPLE = tuple(f"p{number}" for number in range(7))


@st.composite
def anywhere(draw, monday: date) -> tuple[Block, ...]:
    """Up to five blocks anywhere in eight days, on quarter hours, sometimes touching, sometimes across a night."""
    edges = sorted(draw(st.sets(st.integers(0, 8 * 96), max_size=10)))
    start = datetime.combine(monday, time(0), LOCAL).astimezone(UTC)
    moments = [start + timedelta(minutes=15 * edge) for edge in edges]
    touching = draw(st.booleans())
    return tuple(pairwise(moments) if touching else zip(moments[::2], moments[1::2], strict=False))


DAY_PATTERNS = ((), ("09:00 12:30",), ("10:00 11:00",), ("08:30 10:15", "13:00 17:00"), ("08:00 18:00",))


@st.composite
def office_days(draw, monday: date) -> tuple[Block, ...]:
    """A working week made of a few ordinary days, so that people do meet."""
    patterns = draw(st.lists(st.sampled_from(DAY_PATTERNS), min_size=5, max_size=5))
    spoken = (f"{day} {block}" for day, pattern in zip(DAYS, patterns, strict=False) for block in pattern)
    return free(*spoken, monday=monday)


def blocks(monday: date = MONDAY) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.one_of(office_days(monday), office_days(monday), anywhere(monday))


@st.composite
def attendees(draw, monday: date = MONDAY) -> tuple[Attendee, ...]:
    """Two to six seats; people may hold two seats or be someone's substitute as well."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        person, *others = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3, unique=True))
        substitutes = tuple(Substitute(other, draw(blocks(monday))) for other in others)
        organisation = draw(st.sampled_from(ORGANISATIONS))
        required = draw(st.sampled_from((False, False, False, True)))
        found.append(Attendee(f"a{number}", organisation, draw(blocks(monday)), substitutes, required, person))
    return tuple(found)


RULES = st.lists(
    st.lists(st.sampled_from(ORGANISATIONS), min_size=1, max_size=3, unique=True).map(tuple), min_size=0, max_size=3
).map(tuple)


@st.composite
def requests(draw, monday: date = MONDAY) -> Request:
    """Small problems with every kind of edge: odd lengths and steps, notice and deadline anywhere, closed days, lunch,
    travel."""
    start = datetime.combine(monday, time(0), LOCAL)
    deadline = draw(
        st.none() | st.none() | st.integers(0, 9 * 96).map(lambda quarter: start + timedelta(minutes=15 * quarter))
    )
    return Request(
        minutes=draw(st.sampled_from((15, 30, 45, 60, 90, 100, 240))),
        not_before=start + timedelta(minutes=draw(st.sampled_from((0, 0, 600, 1000, 2000, 5000)))),
        deadline=deadline,
        rule=draw(RULES),
        attendees=draw(attendees(monday)),
        grid=Grid(
            monday,
            days=draw(st.integers(1, 9)),
            step_minutes=draw(st.sampled_from((15, 30, 45, 60))),
            closed=draw(st.sampled_from((frozenset(), frozenset({monday + timedelta(days=1)})))),
            lunch=draw(st.sampled_from((None, None, (time(12, 30), time(13)), (time(10, 10), time(11, 50))))),
        ),
        travel_minutes=draw(st.sampled_from((0, 0, 0, 10, 30, 75))),
    )
