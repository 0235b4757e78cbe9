"""Makes instances with the statistics of the public sets, of any size.

Durations, group sizes and the share of required seats are those counted in the published sets of 50 and 100 meetings;
days have 36 grains and fit as in all five (`public-meeting-sets.md`).
"""

from random import Random

from tests.benchmarks.public_sets.instance import (
    BREAK,
    LARGER_ROOMS,
    MIXED_CONFLICT,
    OVERLAP,
    PREFERRED_CONFLICT,
    REQUIRED_CONFLICT,
    ROOM_CONFLICT,
    ROOM_STABILITY,
    SOON,
    Instance,
    Meeting,
)

ROOMS = (30, 20, 16, 14, 12)
GRAINS_A_DAY = 36
GRAINS_PER_MEETING = 3.2
DURATIONS = {1: 18, 2: 6, 3: 19, 4: 13, 6: 11, 8: 14, 16: 19}
SEATS = {2: 13, 3: 5, 4: 13, 5: 10, 6: 6, 8: 12, 10: 8, 12: 5, 14: 7, 16: 15, 20: 6, 30: 5}
WEIGHTS = {
    ROOM_CONFLICT: 1,
    REQUIRED_CONFLICT: 1,
    MIXED_CONFLICT: 1,
    PREFERRED_CONFLICT: 1,
    SOON: 1,
    BREAK: 100,
    OVERLAP: 10,
    LARGER_ROOMS: 1,
    ROOM_STABILITY: 1,
}


def generate(meetings: int, *, seed: int, persons: int = 38) -> Instance:
    """An instance of that many meetings; the same for the same seed."""
    chance = Random(seed)
    grains = round(meetings * GRAINS_PER_MEETING)
    days = tuple(grain // GRAINS_A_DAY for grain in range(grains))
    return Instance(days, ROOMS, persons, tuple(_meeting(persons, chance) for _ in range(meetings)), WEIGHTS)


def _meeting(persons: int, chance: Random) -> Meeting:
    (grains,), (seats,) = (chance.choices(list(counts), list(counts.values())) for counts in (DURATIONS, SEATS))
    coming = chance.sample(range(persons), min(seats, persons))
    required = max(2, round(len(coming) * chance.uniform(0.25, 0.8)))
    return Meeting(grains, frozenset(coming[:required]), frozenset(coming[required:]), len(coming))
