"""The fictional region for tests: loaded once a run, a fresh copy for every test."""

import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.demo.actions import enter_practice
from services.directory.sessions import recognise
from services.premises import Premises, open_premises
from services.settings import Settings
from services.unit_of_work import Work


@dataclass
class Region:
    """The fictional region, opened, with its case director signed in."""

    premises: Premises
    work: Work


@pytest.fixture(scope="session")
def loaded_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planner in which somebody looked around today."""
    folder = tmp_path_factory.mktemp("region")
    opened = open_premises(_settings(folder))
    enter_practice(opened)
    _close(opened)
    return folder


@pytest.fixture
def region(loaded_region: Path, tmp_path: Path) -> Generator[Region]:
    """A fresh copy of the three fictional cases, seen by their director."""
    shutil.copytree(loaded_region, tmp_path / "region")
    opened = open_premises(_settings(tmp_path / "region"))
    work = opened.work(practice=True)
    actor = recognise(work, enter_practice(opened))
    assert actor is not None
    yield Region(opened, work.as_actor(actor))
    _close(opened)


def _settings(folder: Path) -> Settings:
    return Settings(data_folder=folder / "data", key_file=folder / "keys" / "key")


def _close(opened: Premises) -> None:
    opened.real.close()
    if opened.practice is not None:
        opened.practice.close()
