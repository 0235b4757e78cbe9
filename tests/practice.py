"""The fictional region for tests: loaded once a run, a fresh copy for every test. And the cases, rehearsed."""

import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.demo.__main__ import app
from services.demo.actions import enter_practice
from services.directory.sessions import recognise
from services.premises import Premises, open_premises
from services.settings import Settings
from services.unit_of_work import Work
from tests.once import once
from tests.shared import CASES


@dataclass
class Region:
    """The fictional region, opened, with its case director signed in."""

    premises: Premises
    work: Work


@pytest.fixture(scope="session")
def loaded_region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a planner in which somebody looked around today."""

    def enter(folder: Path) -> None:
        opened = open_premises(_settings(folder))
        enter_practice(opened)
        _close(opened)

    return once(tmp_path_factory, "region", enter)


@pytest.fixture(scope="session")
def rehearsed_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the whole rehearsal of the acceptance cases writes, from the command line. Nobody changes it."""

    def rehearse(folder: Path) -> None:
        result = CliRunner().invoke(app, ["rehearse", str(CASES), "--out", str(folder)])
        assert result.exit_code == 0, result.output

    return once(tmp_path_factory, "rehearsal", rehearse)


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
