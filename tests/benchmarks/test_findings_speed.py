"""What all findings of a case of 30 people cost, and how that grows with the contacts recorded. CPU time, one run."""

from dataclasses import replace
from datetime import timedelta
from sys import stdout

import pytest

from models.terms import ContactKind
from services.cases.facts import PartnerSeat
from services.contacts.facts import Contact
from services.network.facts import NetworkFacts
from services.network.findings import find
from services.route_map.queries import regional
from services.wording import speak
from tests.benchmarks.yardstick import Spent, spent
from tests.networks import TODAY
from tests.services.network.worked_example import CASE, FACTS, PERSONS, SEATS, end

pytestmark = pytest.mark.long  # CPU time counts only when nothing else runs

PEOPLE, MOST = 30, 0.007
"""Seconds of CPU by the yardstick. Measured: 2.4 to 3.7 thousandths with 46 contacts."""


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


def cost(facts: NetworkFacts) -> Spent:
    """All findings, in words and ranked."""
    route_map, say = regional(), speak("nl")
    return spent(lambda: find(route_map, facts, say))


def test_all_findings_of_thirty_people_take_thousandths_of_a_second() -> None:
    facts = thirty_people()
    assert len(facts.case.seats) + len(facts.case.persons) == PEOPLE
    taken = {number: cost(with_contacts(facts, number)) for number in (46, 100, 200, 400)}
    for number, one in taken.items():
        stdout.write(f"all findings of {PEOPLE} people with {number} contacts: {one}\n")
    assert taken[46].fair <= MOST
    assert taken[400].fair / taken[46].fair <= 8
