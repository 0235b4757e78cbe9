"""How fast this machine is at this moment: a fixed job like our own work, timed between the rounds of what is measured.

An absolute limit says nothing by itself: a build machine is slower than the one on which the limit was set, and slower
still while its neighbours work. The job below costs `JOB_SECONDS` of CPU on an idle core of the machine on which the
limits were set; where it takes twice that, every limit is twice as wide. So a slow machine passes, and code that
became three times as dear does not. Ratios within one run (growth with size) need none of this and stay as they are.

A new limit: print `spent(call)` on a quiet machine and allow about twice what it says in `fair` seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles
from time import process_time

JOB_SECONDS = 0.0014
"""The job on an idle core of the machine on which the limits were set (least of many rounds, Python 3.11)."""


@dataclass(frozen=True)
class Spent:
    """CPU seconds of one call over some rounds: middle, 95th of a hundred and least; `job` is the yardstick's middle in
    the same rounds."""

    median: float
    p95: float
    least: float
    job: float

    @property
    def slowness(self) -> float:
        """How many times as slow the machine was as the one on which the limits were set."""
        return self.job / JOB_SECONDS

    @property
    def fair(self) -> float:
        """The middle, in seconds of the machine on which the limits were set: what a limit is held against."""
        return self.median / self.slowness

    @property
    def fair_p95(self) -> float:
        """The 95th of a hundred in such seconds."""
        return self.p95 / self.slowness

    def __str__(self) -> str:
        here = f"median {self.median * 1000:.2f} ms, p95 {self.p95 * 1000:.2f} ms, least {self.least * 1000:.2f} ms"
        return f"{here} of CPU, machine x{self.slowness:.2f}: {self.fair * 1000:.2f} ms where the limits were set"


def spent(call: Callable[[], object], rounds: int = 31) -> Spent:
    """What a call costs, warmed up once, with the yardstick before, between and after the rounds."""
    call()
    taken, yard = [], [_yard()]
    for _ in range(rounds):
        taken.append(timed(call))
        yard.append(_yard())
    p95 = quantiles(taken, n=20, method="inclusive")[-1] if rounds > 1 else taken[0]
    return Spent(median(taken), p95, min(taken), median(yard))


def _yard() -> float:
    """The job once more, the better of two: the first finds the caches as the measured call left them."""
    return min(timed(job), timed(job))


def timed(call: Callable[[], object]) -> float:
    """The CPU seconds of this process during one call."""
    begun = process_time()
    call()
    return process_time() - begun


@dataclass(frozen=True)
class _Seat:
    key: str
    name: str
    days: tuple[int, ...]
    mask: int


def job() -> int:
    """Builds, sorts, groups, joins and counts small frozen facts: what our rules do all day. Always the same answer."""
    seats = [
        _Seat(f"seat{n * 7919 % 1009}", f"Z. Naam {n % 97}", tuple(range(n % 7)), (1 << n % 180) | n)
        for n in range(900)
    ]
    homes: dict[str, list[_Seat]] = {}
    for seat in sorted(seats, key=lambda one: (one.name, one.key)):
        homes.setdefault(seat.name[-2:], []).append(seat)
    told = [", ".join(f"{one.key} ({len(one.days)})" for one in home if one.mask & 3) for home in homes.values()]
    pairs = {(one.key, other.key) for home in homes.values() for one, other in pairwise(home)}
    free = 0
    for seat in seats:
        free |= seat.mask & ~(seat.mask << 1)
    return sum(map(len, told)) + len(pairs) + free.bit_count()
