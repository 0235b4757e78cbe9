"""What all findings of a case of 30 people cost, and how that grows with the contacts recorded. CPU time, one run."""

from dataclasses import replace
from datetime import timedelta
from statistics import median
from sys import stdout
from time import process_time

import pytest

from models.terms import ContactKind
from services.cases.facts import PartnerSeat
from services.contacts.facts import Contact
from services.network.facts import NetworkFacts
from services.network.findings import find
from services.route_map.queries import regional
from services.wording import speak
from tests.networks import TODAY
from tests.services.network.worked_example import CASE, FACTS, PERSONS, SEATS, end

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

PEOPLE, MOST = 30, 0.005
"""Seconds of CPU. Measured on an idle core: 2 to 3 thousandths with 46 contacts; a busy machine takes twice that."""


def thirty_people() -> NetworkFacts:
    """The worked example, which has a finding of every kind, with a few more professionals."""
    more = tuple(
        PartnerSeat(f"x{n}", "lokale_veld", f"werker_{n}", f"Z. Extra {n}", professional_id=f"pro-x{n}")
        for n in range(PEOPLE - len(SEATS) - len(PERSONS))
    )
    return replace(FACTS, case=replace(CASE, seats=(*SEATS, *more)))


def with_contacts(facts: NetworkFacts, number: int) -> NetworkFacts:
    """So many contacts, those of the example first, then two seats at a time, day after day back."""
    keys = [seat.id for seat in SEATS if not seat.barred]
    added = (
        Contact(
            f"m{n}",
            TODAY - timedelta(days=n % 60),
            ContactKind.PHONE,
            (end(keys[n % len(keys)]), end(keys[(n * 7 + 3) % len(keys)])),
        )
        for n in range(number - len(facts.contacts))
    )
    return replace(facts, contacts=(*facts.contacts, *added))


def cost(facts: NetworkFacts) -> float:
    """The median CPU seconds of all findings, in words and ranked; the least of three, as the machine is not alone."""
    return min(_median(facts) for _ in range(3))


def _median(facts: NetworkFacts, rounds: int = 31) -> float:
    route_map, say = regional(), speak("nl")
    find(route_map, facts, say)
    taken = []
    for _ in range(rounds):
        begun = process_time()
        find(route_map, facts, say)
        taken.append(process_time() - begun)
    return median(taken)


def test_all_findings_of_thirty_people_take_at_most_five_thousandths_of_a_second() -> None:
    facts = thirty_people()
    assert len(facts.case.seats) + len(facts.case.persons) == PEOPLE
    taken = {number: cost(with_contacts(facts, number)) for number in (46, 100, 200, 400)}
    told = ", ".join(f"{number} contacts {seconds * 1000:.1f} ms" for number, seconds in taken.items())
    stdout.write(f"all findings of {PEOPLE} people: {told}\n")
    assert taken[46] <= MOST
    assert taken[400] / taken[46] <= 8
