"""The picture at first sight says no more than the list beside it."""

import re

from services.network.drawn.picture import network_svg
from services.network.findings import find
from services.route_map.queries import regional
from services.wording import speak
from tests.services.network.worked_example import FACTS

MAP, SAY = regional(), speak("nl")
FOUND = find(MAP, FACTS, SAY).open


def numbers(svg: str) -> set[int]:
    return {int(one) for told in re.findall(r">([\d· ]+)</text>", svg) for one in told.split(" · ")}


def test_no_number_is_drawn_beyond_those_in_the_list() -> None:
    drawn = numbers(network_svg(FACTS, FOUND, SAY, most=5))
    assert drawn and max(drawn) <= 5 < max(numbers(network_svg(FACTS, FOUND, SAY)))


def test_a_picked_seat_shows_all_that_is_about_it() -> None:
    seat = next(seat.id for seat in FACTS.case.seats)
    assert network_svg(FACTS, FOUND, SAY, seat, most=1) == network_svg(FACTS, FOUND, SAY, seat)
