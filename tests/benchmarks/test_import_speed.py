"""A list of contacts is read in proportion to its lines, and one that is too long is refused for a fraction of that."""

from datetime import date, timedelta

import pytest

from services.contacts.decoding import MOST_LINES
from services.contacts.importing import ImportReport, read_contacts
from tests.benchmarks.yardstick import spent
from tests.services.contacts.test_importing import HEADER, PERSONS, SEATS

pytestmark = pytest.mark.long

TODAY = date(2026, 11, 23)
LINE = "telefoon;Sanne de Wolff;Mevrouw W."
ROUNDS = 3


def lines(number: int) -> bytes:
    """A list of that many contacts, each on another day."""
    days = ((TODAY - timedelta(days=n)).isoformat() for n in range(number))
    return "\n".join((HEADER, *(f"{day};{LINE}" for day in days))).encode()


def read(data: bytes) -> ImportReport:
    return read_contacts(data, SEATS, PERSONS, TODAY)


def test_reading_grows_with_the_lines() -> None:
    few, many = lines(MOST_LINES // 4), lines(MOST_LINES)
    assert len(read(many).good) == MOST_LINES
    assert spent(lambda: read(many), ROUNDS).fair <= 6 * spent(lambda: read(few), ROUNDS).fair


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_ten_times_too_many_lines_cost_less_than_what_is_allowed(encoding: str) -> None:
    allowed, refused = lines(MOST_LINES), (f"{HEADER}\n" + f"02-11-2026;{LINE}\n" * 10 * MOST_LINES).encode(encoding)
    (found,) = read(refused).faults
    assert found.reason == "too_many_lines"
    assert 4 * spent(lambda: read(refused), ROUNDS).fair <= spent(lambda: read(allowed), ROUNDS).fair
