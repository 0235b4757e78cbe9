"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from services.directory import passwords
from tests.cast import House, open_house
from tests.live import live_server

__all__ = ["live_server"]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest Argon2 for tests that do not measure it; the real settings have a test of their own."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)
    monkeypatch.setattr(passwords, "_codes_hasher", quick)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A fresh database, a clock that stands still, and nobody in it."""
    opened = open_house(tmp_path)
    yield opened
    opened.database.close()
