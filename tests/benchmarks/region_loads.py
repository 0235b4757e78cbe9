"""An invented region with many meetings to place: `region` makes it, the same for the same seed.

What is asked and what there is, with the figures below (rounded; `demand` gives those of one region):

- A meeting lasts 47 minutes on average (three in four are action meetings of 30 or 45, the others MDOs of 60, 75 or
  90) and needs three people: 2,000 of them need 1,570 hours of each group of the minimum, and 1.3 optional partners.
- They are asked for over 20 working days, with 2, 5 or 15 working days to go: two in three are due within 25 working
  days, the last on day 35; the grid has 40.
- Part-time days, leave and closed days leave a professional 6.2 working hours per open day, and own appointments 2.6
  of them. In the 28 open days in which nearly all has to be done police, local teams and the two houses of the third
  seat (38, 38 and 34 people) have 2,700 hours each.
- So 2,000 cases take nearly 60 percent of all the free time of the groups that they cannot do without, in pieces that
  three people must have in common; of victim support as much is asked as there is. 500 cases take 15 percent, 50 two.
- Two working days, such calendars and seats without a substitute do not always go together: about a quarter of the
  high-risk cases has no time before its deadline even if it were alone in the world. That is a finding about such a
  region and none about a planner, so late cases are counted with how many of them are proven.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from models.terms import MeetingKind, Risk
from services.scheduling.facts import LOCAL, Grid, Rule
from services.scheduling.many.facts import MeetingRequest, Place, Policy, Problem, Room, SeatNeed
from services.scheduling.opening import open_days, working_days_after
from tests.benchmarks.region_earlier import Drawer, invite
from tests.benchmarks.region_people import Figures, Hours, Quarters, people

FIRST_DAY = date(2026, 4, 13)
"""A Monday; King's Day, Ascension and Whit Monday fall in the weeks after it."""
LUNCH = (time(12, 30), time(13))
RULE: Rule = (("lokale_veld",), ("VT", "VHH"), ("politie",))
RISKS = {Risk.HIGH: 20, Risk.MEDIUM: 50, Risk.LOW: 30}
"""Of a hundred cases."""
WORKING_DAYS = {Risk.HIGH: 2, Risk.MEDIUM: 5, Risk.LOW: 15}
SECOND_SEATS = {("VT",): 60, ("VHH",): 25, ("VT", "VHH"): 15}
"""Who of both houses is asked, of a hundred meetings."""
OPTIONAL = (("OM", 0.35, 3), ("RN", 0.30, 2), ("SHN", 0.35, 2))
"""Organisation, in which part of the meetings it is asked, and what its absence weighs."""
OTHERS = ("GGZ", "vrouwenopvang", "RvdK", "DR", "CCB")
ROOMS = (
    Room("zaal-1", 6, "noord"),
    Room("zaal-2", 8, "midden"),
    Room("zaal-3", 10, "midden"),
    Room("zaal-4", 8, "zuid"),
)


@dataclass(frozen=True)
class Load:
    """What is asked of a region. `asked_days`: over how many working days the meetings are asked for; `after_days`:
    working days of the grid after the last deadline. `mdos`: the part that is an MDO. `places`: online, on site,
    either, of a hundred. `substitutes`: how many a seat has, each as often. `others`: in which part one more partner is
    asked. `invited`: the part with an earlier time. Shares are from 0 to 1."""

    asked_days: int = 20
    after_days: int = 5
    risks: tuple[tuple[Risk, int], ...] = tuple(RISKS.items())
    mdos: float = 0.25
    action_minutes: tuple[int, ...] = (30, 45)
    mdo_minutes: tuple[int, ...] = (60, 75, 90)
    notice_minutes: int = 60
    places: tuple[int, int, int] = (75, 10, 15)
    substitutes: tuple[int, ...] = (0, 1, 2)
    others: float = 0.30
    invited: float = 0.30


def region(
    cases: int,
    *,
    seed: int,
    busy: tuple[float, float] = (0.40, 0.75),
    substitutes: tuple[int, ...] = (0, 1, 2),
    invited: float = 0.30,
    figures: Figures | None = None,
    load: Load | None = None,
) -> Problem:
    """A region of 150 people in 12 organisations with so many open cases, one meeting of each.

    The three figures that are varied most are arguments; `figures` and `load` give all, and then those three too.
    """
    figures = figures or Figures(busy=busy)
    load = load or Load(substitutes=substitutes, invited=invited)
    grid = _grid(load)
    everybody = people(figures, grid, Random(f"people {seed}"))
    chance = Random(f"cases {seed}")
    homes = _homes(everybody)
    meetings = tuple(_meeting(number, grid, load, homes, chance) for number in range(cases))
    drawer = Drawer(grid, everybody, ROOMS, Policy().travel_minutes, RULE)
    earlier = invite(drawer, meetings, load.invited, Random(f"invited {seed}"))
    return Problem(grid, tuple(hours.person for hours in everybody), ROOMS, earlier)


def demand(problem: Problem) -> dict[str, tuple[float, float]]:
    """Hours asked and hours free, for each group of the minimum and each organisation outside it."""
    homes = {person.organisation for person in problem.people}
    in_rule = {organisation for group in RULE for organisation in group}
    groups = [*RULE, *((organisation,) for organisation in sorted(homes - in_rule))]
    found = {}
    for group in groups:
        free = sum(
            (last - first).total_seconds() / 3600
            for person in problem.people
            if person.organisation in group
            for first, last in person.free
        )
        asked = sum(
            meeting.minutes / 60
            for meeting in problem.meetings
            if any(seat.organisation in group for seat in meeting.seats)
        )
        found["/".join(group)] = (asked, free)
    return found


def _grid(load: Load) -> Grid:
    """Fifteen minutes, from the first day until some days after the last deadline."""
    longest = max(WORKING_DAYS.values())
    last = working_days_after(FIRST_DAY, load.asked_days + longest + load.after_days)
    return Grid(FIRST_DAY, (last - FIRST_DAY).days, step_minutes=15, lunch=LUNCH)


Homes = dict[str, list[Hours]]
"""Of each organisation its people."""


def _homes(everybody: tuple[Hours, ...]) -> Homes:
    homes: Homes = {}
    for hours in everybody:
        homes.setdefault(hours.person.organisation, []).append(hours)
    return homes


def _meeting(number: int, grid: Grid, load: Load, homes: Homes, chance: Random) -> MeetingRequest:
    levels, shares = zip(*load.risks, strict=True)
    risk = chance.choices(levels, shares)[0]
    is_mdo = chance.random() < load.mdos
    asked = chance.choice(open_days(grid)[: load.asked_days])
    due = working_days_after(asked, WORKING_DAYS[risk])
    asked_at = datetime.combine(asked, time(8), LOCAL) + timedelta(minutes=15 * chance.randrange(36))
    quarters = Quarters.of(grid)
    between = sum(quarters.bits(n, 0, quarters.per_day) for n, day in enumerate(quarters.days) if asked < day <= due)
    return MeetingRequest(
        f"m{number:05}",
        f"c{number:05}",
        MeetingKind.CASE_CONFERENCE if is_mdo else MeetingKind.ACTION_MEETING,
        risk,
        chance.choice(load.mdo_minutes if is_mdo else load.action_minutes),
        asked_at + timedelta(minutes=load.notice_minutes),
        datetime.combine(due, grid.day_end, LOCAL),
        RULE,
        tuple(_seat(*seat, between, load, homes, chance) for seat in _asked(load, chance)),
        chance.choices((Place.ONLINE, Place.ON_SITE, Place.EITHER), load.places)[0],
    )


def _asked(load: Load, chance: Random) -> tuple[tuple[str, int], ...]:
    """The organisations at the table, each with the weight of its absence: the minimum and some optional partners."""
    second = chance.choices(list(SECOND_SEATS), list(SECOND_SEATS.values()))[0]
    asked = [(organisation, 1) for organisation in ("lokale_veld", *second, "politie")]
    asked += [(organisation, weight) for organisation, part, weight in OPTIONAL if chance.random() < part]
    if chance.random() < load.others:
        asked.append((chance.choice(OTHERS), 1))
    return tuple(asked)


def _seat(organisation: str, weight: int, between: int, load: Load, homes: Homes, chance: Random) -> SeatNeed:
    """Cases are given to people by the time that they have in the days until the deadline; any colleague may be the
    one who sits in."""
    home = homes[organisation]
    named = chance.choices(home, [(hours.free & between).bit_count() + 1 for hours in home])[0]
    colleagues = [hours.person.id for hours in home if hours is not named]
    amount = min(chance.choice(load.substitutes), len(colleagues))
    return SeatNeed(
        organisation, organisation, named.person.id, tuple(chance.sample(colleagues, amount)), weight=weight
    )
