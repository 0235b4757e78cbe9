"""How the solver's cost grows; figures are printed by pytest-benchmark, and only ratios of CPU time are asserted."""

from datetime import date, datetime, time, timedelta
from random import Random
from time import process_time

import pytest

from services.scheduling.facts import LOCAL, Attendee, Grid, Request, Substitute
from services.scheduling.rules import explain, slots

FIRST = date(2026, 1, 5)
SEATS = ("politie", "VT", "VHH", "lokale_veld", "OM", "RN", "RvdK", "SHN", "DR", "CCB", "GGZ", "vrouwenopvang")


def calendar(chance: Random, days: int) -> tuple:
    """Two or three free blocks on most days."""
    found = []
    for day in (FIRST + timedelta(days=n) for n in range(days)):
        for hour in (9, 11, 14):
            if chance.random() < 0.6:
                start = datetime.combine(day, time(hour), LOCAL)
                found.append((start, start + timedelta(minutes=chance.choice((60, 90, 120)))))
    return tuple(found)


def problem(days: int, seats: int = 12) -> Request:
    chance = Random(days * 100 + seats)
    attendees = tuple(
        Attendee(f"a{n}", SEATS[n % 12], calendar(chance, days), (Substitute(f"s{n}", calendar(chance, days)),))
        for n in range(seats)
    )
    rule = (("lokale_veld",), ("VT", "VHH"), ("politie",))
    notice = datetime.combine(FIRST, time(0), LOCAL)
    return Request(60, notice, None, rule, attendees, Grid(FIRST, days, step_minutes=15))


@pytest.mark.parametrize("days", [7, 35, 140])
def test_slots_of_twelve_seats(benchmark, days):
    request = problem(days)
    assert benchmark(slots, request).best


def test_explanation_of_twelve_seats(benchmark):
    assert benchmark(explain, problem(35)).blocking


def cpu(request: Request, rounds: int) -> float:
    """The least CPU seconds of one call among some rounds: what other work on the machine cannot inflate much."""
    slots(request, others=0)
    spent = []
    for _ in range(rounds):
        start = process_time()
        for _ in range(5):
            slots(request, others=0)
        spent.append((process_time() - start) / 5)
    return min(spent)


@pytest.mark.long  # measures, and wants the machine to itself
@pytest.mark.parametrize(("small", "large"), [((35,), (280,)), ((70, 12), (70, 96))])
def test_eight_times_the_problem_costs_well_under_eight_times_its_square(small, large):
    assert cpu(problem(*large), 7) / cpu(problem(*small), 7) < 32
