"""The real hash settings, which other tests replace by quick ones."""

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest
from argon2 import PasswordHasher, extract_parameters

from services.directory import passwords


@pytest.fixture
def real() -> Iterator[ModuleType]:
    yield importlib.reload(passwords)


def test_passwords_are_hashed_with_64_mebibytes_three_passes_one_lane(real: ModuleType) -> None:
    kept = real.hash_password("vier paarse fietsen")
    chosen = extract_parameters(kept)
    assert (chosen.memory_cost, chosen.time_cost, chosen.parallelism) == (65536, 3, 1)
    assert kept.startswith("$argon2id$")
    assert real.password_fits(kept, "vier paarse fietsen")
    assert not real.password_fits(kept, "vijf paarse fietsen")
    assert not real.hash_needs_renewal(kept)


def test_a_weaker_hash_is_renewed() -> None:
    assert passwords.hash_needs_renewal(PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash("x"))


def test_nobodys_password_never_fits() -> None:
    assert not passwords.password_fits(None, "\0")
    assert not passwords.password_fits(None, "anything")


def test_an_unknown_account_costs_the_same_hash(monkeypatch: pytest.MonkeyPatch) -> None:
    verified: list[str] = []
    verify = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda *given: verified.append(given[1]) or verify(*given))
    passwords.password_fits(None, "anything")
    passwords.password_fits(passwords.hash_password("x"), "anything")
    costs = [(extract_parameters(kept).memory_cost, extract_parameters(kept).time_cost) for kept in verified]
    assert len(costs) == 2
    assert costs[0] == costs[1]


def test_a_broken_hash_fits_nothing() -> None:
    assert not passwords.password_fits("not a hash", "anything")
