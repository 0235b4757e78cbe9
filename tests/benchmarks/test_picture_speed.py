"""What the picture of the network costs: 60 seats within 50 ms of CPU (median), and how it grows."""

from statistics import median
from time import process_time

import pytest

from services.network.drawn.picture import network_picture, network_svg
from services.network.drawn.png import network_png
from services.network.facts import Finding, FindingKind, NetworkFacts
from tests.services.network.drawn.scenes import NL, contact, finding, large, network

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

MOST = 0.050


def scene(seats: int) -> tuple[NetworkFacts, tuple[Finding, ...]]:
    """So many seats, two contacts each, and a missing contact for every third."""
    case = large(seats)
    keys = [seat.id for seat in case.seats]
    contacts = tuple(
        contact(case, n % 40, key, keys[(n * 7 + k) % seats]) for n, key in enumerate(keys) for k in (1, 3)
    )
    pairs = [(keys[n], keys[(n + 4) % seats]) for n in range(0, seats, 3)]
    found = tuple(
        finding(FindingKind.MISSING_CONTACT, n, one, pairs=[(one, other)]) for n, (one, other) in enumerate(pairs)
    )
    return network(case, contacts=contacts), found


def cpu(call, rounds: int = 15) -> float:
    """The median of the CPU seconds of one call."""
    call()
    spent = []
    for _ in range(rounds):
        start = process_time()
        call()
        spent.append(process_time() - start)
    return median(spent)


@pytest.mark.parametrize("seats", [15, 30, 60])
def test_picture(benchmark, seats: int) -> None:
    facts, found = scene(seats)
    assert benchmark(network_svg, facts, found, NL)


def test_picture_of_sixty_seats_stays_within_fifty_milliseconds() -> None:
    facts, found = scene(60)
    both = cpu(lambda: network_picture(facts, found, NL, "x000"))
    opened = cpu(lambda: network_svg(facts, found, NL, unfolded=("fold:politie/1", "fold:*/1")))
    assert cpu(lambda: network_svg(facts, found, NL)) <= MOST
    assert both <= 2 * MOST and opened <= MOST


def test_picture_for_word_stays_well_within_a_second() -> None:
    facts, found = scene(60)
    assert cpu(lambda: network_png(facts, found, NL), 3) < 0.8
