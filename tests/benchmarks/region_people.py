"""The people of an invented region: their organisations, part-time days, own calendars, sites and leave.

A calendar is one Python int here, a bit for each quarter of an hour of the grid's open days; only `free_blocks` turns
it into moments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from random import Random

from services.scheduling.facts import LOCAL, Grid
from services.scheduling.many.facts import Person
from services.scheduling.opening import open_days
from services.scheduling.refusals import Block

QUARTER = 15
"""Minutes of one bit."""
SIZES = {
    "politie": 38,
    "lokale_veld": 38,
    "VT": 22,
    "VHH": 12,
    "OM": 8,
    "RN": 8,
    "SHN": 6,
    "GGZ": 5,
    "vrouwenopvang": 4,
    "RvdK": 4,
    "DR": 3,
    "CCB": 2,
}
"""150 professionals in 12 organisations. Police and local teams sit at every table and come from every district; Veilig
Thuis and the Veiligheidshuis share one seat of the minimum and are as many together; the others are regional desks."""
SITES = ("noord", "midden", "zuid")
LENGTHS = ((2, 5), (4, 5), (6, 3), (8, 2), (16, 1))
"""What takes somebody's time, in quarters, and how often: mostly half hours and hours, now and then half a day."""
WORKDAY_QUARTERS = 34
"""Eight and a half hours with lunch."""
BEGINS = (time(8), time(8, 30), time(9))


@dataclass(frozen=True)
class Figures:
    """What a region looks like; every figure is an assumption, none a norm.

    `busy`: which part of their working time own appointments take, least and most of the people; `recurring`: which
    part of that comes back every week or two. `days`: working days a week, with how many of a hundred people.
    `leave`: who is a week away. `closed`: days on which an organisation is shut. `online_only`: who comes to no room.
    `capped`: who takes part in at most `most_a_day` meetings a day. All shares are from 0 to 1.
    """

    sizes: tuple[tuple[str, int], ...] = tuple(SIZES.items())
    busy: tuple[float, float] = (0.40, 0.75)
    recurring: float = 0.6
    days: tuple[tuple[int, int], ...] = ((3, 20), (4, 45), (5, 35))
    leave: float = 0.15
    closed: int = 2
    online_only: float = 0.12
    capped: float = 0.25
    most_a_day: tuple[int, ...] = (3, 4)


@dataclass(frozen=True)
class Quarters:
    """The grid's open days as quarters: bit `day * per_day + n` is the n-th quarter of that open day."""

    days: tuple[date, ...]
    opens: time
    per_day: int

    @classmethod
    def of(cls, grid: Grid) -> "Quarters":
        """The quarters of a grid."""
        return cls(open_days(grid), grid.day_start, grid.day_minutes // QUARTER)

    @property
    def whole_day(self) -> int:
        """The bits of the first day."""
        return (1 << self.per_day) - 1

    def bits(self, day: int, first: int, amount: int) -> int:
        """So many quarters of a day from its `first`, as far as the day goes."""
        first, last = max(first, 0), min(first + amount, self.per_day)
        return ((1 << max(last - first, 0)) - 1) << (day * self.per_day + first)

    def nth(self, at: time) -> int:
        """Which quarter of a day a time is in."""
        return (at.hour * 60 + at.minute - self.opens.hour * 60 - self.opens.minute) // QUARTER

    def moment(self, bit: int) -> datetime:
        """When a quarter begins."""
        day, quarter = divmod(bit, self.per_day)
        return datetime.combine(self.days[day], self.opens, LOCAL) + timedelta(minutes=quarter * QUARTER)


def free_blocks(quarters: Quarters, free: int) -> tuple[Block, ...]:
    """The runs of free quarters, each within a day."""
    found = []
    for day in range(len(quarters.days)):
        bits, base = free >> day * quarters.per_day & quarters.whole_day, day * quarters.per_day
        for is_free, run in groupby(range(quarters.per_day), lambda n, bits=bits: bits >> n & 1):
            taken = list(run)
            if is_free:
                length = timedelta(minutes=len(taken) * QUARTER)
                found.append((begin := quarters.moment(base + taken[0]), begin + length))
    return tuple(found)


@dataclass(frozen=True)
class Hours:
    """When one person works, and what their own calendar leaves of it."""

    person: Person
    works: int
    free: int

    @property
    def busy(self) -> float:
        """Which part of the working time is taken."""
        return 1 - self.free.bit_count() / self.works.bit_count()


def people(figures: Figures, grid: Grid, chance: Random) -> tuple[Hours, ...]:
    """Everybody of the region, organisation by organisation."""
    quarters, found = Quarters.of(grid), []
    for organisation, size in figures.sizes:
        shut = set(chance.sample(range(len(quarters.days)), figures.closed))
        found += [
            _somebody(f"{organisation}-{number:02}", organisation, shut, quarters, figures, chance)
            for number in range(size)
        ]
    return tuple(found)


def _somebody(
    name: str, organisation: str, shut: set[int], quarters: Quarters, figures: Figures, chance: Random
) -> Hours:
    works = _working(shut, quarters, figures, chance)
    free = works & ~_own_calendar(works, quarters, figures, chance)
    person = Person(
        name,
        organisation,
        free_blocks(quarters, free),
        online_only=chance.random() < figures.online_only,
        site=chance.choice(SITES),
        most_a_day=chance.choice(figures.most_a_day) if chance.random() < figures.capped else None,
    )
    return Hours(person, works, free)


def _working(shut: set[int], quarters: Quarters, figures: Figures, chance: Random) -> int:
    """The quarters at work: part-time days, less closed days, a week's leave and lunch."""
    amounts, shares = zip(*figures.days, strict=True)
    weekdays = set(chance.sample(range(5), chance.choices(amounts, shares)[0]))
    begins = quarters.nth(chance.choice(BEGINS))
    away = -1
    if chance.random() < figures.leave:
        away = _week(chance.choice(quarters.days))
    works = 0
    for number, day in enumerate(quarters.days):
        if number not in shut and day.weekday() in weekdays and _week(day) != away:
            works |= quarters.bits(number, begins, WORKDAY_QUARTERS)
            works &= ~quarters.bits(number, quarters.nth(time(12, 30)), 2)
    return works


def _own_calendar(works: int, quarters: Quarters, figures: Figures, chance: Random) -> int:
    """What is taken already: appointments that come back until their part is reached, then single ones. The last is
    cut to what is wanted."""
    wanted = round(works.bit_count() * chance.uniform(*figures.busy))
    taken = 0
    for makes, until in ((_recurring, round(wanted * figures.recurring)), (_single, wanted)):
        stretches = makes(quarters, chance)
        while (short := until - (taken & works).bit_count()) > 0:
            stretch = next(stretches) & works & ~taken
            if makes is _single and stretch.bit_count() > short:
                stretch = _lowest(stretch, short)
            taken |= stretch
    return taken


def _recurring(quarters: Quarters, chance: Random) -> Iterator[int]:
    """Appointments on one weekday at one time, each week or every other week."""
    while True:
        weekday, (first, amount) = chance.randrange(5), _stretch(quarters, chance)
        every, turn = chance.choice(((1, 0), (1, 0), (2, 0), (2, 1)))
        bits = 0
        for number, day in enumerate(quarters.days):
            if day.weekday() == weekday and _week(day) % every == turn:
                bits |= quarters.bits(number, first, amount)
        yield bits


def _single(quarters: Quarters, chance: Random) -> Iterator[int]:
    while True:
        yield quarters.bits(chance.randrange(len(quarters.days)), *_stretch(quarters, chance))


def _stretch(quarters: Quarters, chance: Random) -> tuple[int, int]:
    """From which quarter of a day and how many: begins on whole and half hours."""
    lengths, shares = zip(*LENGTHS, strict=True)
    return 2 * chance.randrange(quarters.per_day // 2), chance.choices(lengths, shares)[0]


def _lowest(bits: int, amount: int) -> int:
    """The lowest so many set bits."""
    kept = 0
    for _ in range(amount):
        kept |= bits & -bits
        bits &= bits - 1
    return kept


def _week(day: date) -> int:
    """The week, Monday to Sunday, by number."""
    return (day.toordinal() - 1) // 7
