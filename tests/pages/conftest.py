"""People and places for the screens: the fictional region, and a house with one of each role."""

import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.terms import AccountRole
from services.demo.actions import enter_practice
from services.directory.sessions import recognise
from services.premises import Premises, open_premises
from services.settings import Settings
from services.unit_of_work import Work
from tests.cast import House, Person


@dataclass
class Region:
    """The fictional region, opened, with its case director signed in."""

    premises: Premises
    work: Work


@pytest.fixture(scope="session")
def _loaded_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("region")
    opened = open_premises(_settings(folder))
    enter_practice(opened)
    _close(opened)
    return folder


@pytest.fixture
def region(_loaded_region: Path, tmp_path: Path) -> Generator[Region]:
    """A fresh copy of the three fictional cases, seen by their director."""
    shutil.copytree(_loaded_region, tmp_path / "region")
    opened = open_premises(_settings(tmp_path / "region"))
    work = opened.work(practice=True)
    actor = recognise(work, enter_practice(opened))
    assert actor is not None
    yield Region(opened, work.as_actor(actor))
    _close(opened)


@pytest.fixture
def astrid(house: House) -> Person:
    """The administrator."""
    return house.first_administrator()


@pytest.fixture
def hanna(house: House, astrid: Person) -> Person:
    """A case director."""
    return house.account(astrid, "Hanna Huisman", AccountRole.CASE_DIRECTOR)


@pytest.fixture
def member(house: House, astrid: Person) -> Callable[[str, AccountRole], Person]:
    """Somebody else with an account, by name and role."""

    def made(name: str, role: AccountRole) -> Person:
        return house.account(astrid, name, role)

    return made


def _settings(folder: Path) -> Settings:
    return Settings(data_folder=folder / "data", key_file=folder / "keys" / "key")


def _close(opened: Premises) -> None:
    opened.real.close()
    if opened.practice is not None:
        opened.practice.close()
