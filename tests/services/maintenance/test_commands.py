"""The command line, as whoever runs the planner types it."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.maintenance.__main__ import app
from services.premises import PRACTICE_FILE, REAL_FILE, open_premises
from services.settings import from_environment

Command = Callable[..., Result]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """`command("doctor")`: runs it with a data folder and key of its own."""
    monkeypatch.setenv("MDO_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("MDO_KEY_FILE", str(tmp_path / "keys" / "key"))
    return lambda *words: CliRunner().invoke(app, list(words))


@pytest.mark.usefixtures("moved_in")
def test_check_audit_says_for_both_databases_that_the_log_is_whole(command: Command) -> None:
    result = command("check-audit")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Echte zaken: het logboek is heel (regels: 1).",
        "Fictieve regio: het logboek is heel (regels: 1).",
    ]


@pytest.mark.usefixtures("moved_in")
@pytest.mark.parametrize(("practice", "place"), [(False, "Real cases"), (True, "Fictional region")])
def test_check_audit_finds_a_changed_entry_in_either_database_and_exits_1(
    command: Command, practice: bool, place: str
) -> None:
    command("check-audit")
    command("check-audit")
    opened = open_premises(from_environment())
    database = opened.practice if practice else opened.real
    assert database is not None
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_no_update")
        connection.exec_driver_sql("UPDATE audit_entry SET actor = 'somebody else' WHERE seq = 2")
    result = command("check-audit", "--language", "en")
    assert result.exit_code == 1
    assert f"{place}: the log is BROKEN at entry 2." in result.output.splitlines()
    assert len([line for line in result.output.splitlines() if "whole" in line]) == 1


@pytest.mark.usefixtures("moved_in")
def test_doctor_shows_every_setting_and_no_secret(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDO_SMTP_PASSWORD", "CANARYPASSWORD")
    result = command("doctor", "--language", "en")
    assert result.exit_code == 0
    assert "CANARYPASSWORD" not in result.output
    assert "MDO_SMTP_PASSWORD      (set, not shown)" in result.output
    assert "MDO_SMTP_PORT          587" in result.output
    assert "Real cases: SQLCipher" in result.output
    assert "up to date" in result.output


def test_doctor_does_not_show_the_address_of_a_server_with_its_password(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MDO_DATABASE_URL", "postgresql://planner:CANARYPASSWORD@127.0.0.1:1/planner")
    command("make-key")
    result = command("doctor", "--language", "en")
    assert result.exit_code == 2
    assert "look at MDO_DATABASE_URL (database_not_opened)" in result.output
    assert "CANARYPASSWORD" not in result.output


def test_a_planner_that_cannot_start_names_the_setting(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MDO_SMTP_PORT", "mail")
    result = command("check-audit")
    assert result.exit_code == 2
    assert "kijk naar MDO_SMTP_PORT" in result.output


def test_make_key_makes_one_key_and_never_a_second(command: Command, tmp_path: Path) -> None:
    assert command("make-key").exit_code == 0
    key = (tmp_path / "keys" / "key").read_bytes()
    assert command("make-key").exit_code == 1
    assert (tmp_path / "keys" / "key").read_bytes() == key
    assert command("doctor").exit_code == 0


@pytest.mark.usefixtures("moved_in")
def test_work_runs_on_its_own_until_it_is_told_to_stop(command: Command, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-u", "-m", "services.maintenance", "work"],
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert running.stdout is not None
    lines = [running.stdout.readline(), running.stdout.readline()]
    running.send_signal(signal.SIGTERM)
    assert running.wait(20) == 0
    running.stdout.close()
    assert "MDO_SMTP_HOST" in lines[0]
    assert lines[1] == "Verstuurt wat wacht. Stop met Ctrl-C.\n"
    assert {path.name for path in (tmp_path / "data").glob("*.db")} == {REAL_FILE, PRACTICE_FILE}
