"""The thread that sends waiting mail."""

import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
import structlog

from services.cases.likeness import KeyReport
from services.maintenance import worker
from services.messages.facts import SentReport
from services.premises import Premises, open_premises
from services.settings import Settings
from services.unit_of_work import Work


@pytest.fixture
def premises(tmp_path: Path) -> Generator[Premises]:
    """A planner without a fictional region."""
    opened = open_premises(Settings(data_folder=tmp_path / "data", key_file=tmp_path / "key", practice="off"))
    yield opened
    opened.real.close()


def until(true: Callable[[], bool]) -> None:
    """Waits, ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, "did not happen"
        time.sleep(0.01)


def test_it_sends_again_and_again_as_the_system_until_stopped(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[Work] = []
    monkeypatch.setattr(worker, "send_due", lambda work: rounds.append(work) or SentReport())
    stop = worker.start(premises, pause_seconds=0.01)
    until(lambda: len(rounds) >= 3)
    stop()
    assert "outbox" not in [thread.name for thread in threading.enumerate()]
    seen = len(rounds)
    time.sleep(0.05)
    assert len(rounds) == seen
    assert {(work.actor.standing.value, work.practice) for work in rounds} == {("systeem", False)}


def test_an_error_ends_a_round_not_the_work_and_only_its_class_is_logged(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    def fail(_: Work) -> SentReport:
        rounds.append(1)
        raise RuntimeError("mail to jan@politie.example about CANARY failed")

    monkeypatch.setattr(worker, "send_due", fail)
    with structlog.testing.capture_logs() as log:
        stop = worker.start(premises, pause_seconds=0.01)
        until(lambda: len(rounds) >= 2)
        stop()
    assert {(line["event"], line["error"]) for line in log} == {("outbox.failed", "RuntimeError")}
    assert "CANARY" not in str(log)


def test_it_reminds_once_a_minute_and_an_error_ends_that_round_only(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    reminded: list[int] = []
    sent: list[int] = []

    def fail(_: Work) -> int:
        reminded.append(1)
        raise RuntimeError("CANARY")

    monkeypatch.setattr(worker, "remind_due", fail)
    monkeypatch.setattr(worker, "send_due", lambda _: sent.append(1) or SentReport())
    with structlog.testing.capture_logs() as log:
        stop = worker.start(premises, pause_seconds=0.01)
        until(lambda: len(sent) >= 3)
        stop()
    assert len(reminded) == 1
    assert [line["error"] for line in log if line["event"] == "reminders.failed"] == ["RuntimeError"]
    assert "CANARY" not in str(log)


def test_the_thread_does_not_keep_the_program_alive(premises: Premises) -> None:
    stop = worker.start(premises)
    [thread] = [thread for thread in threading.enumerate() if thread.name == "outbox"]
    assert thread.daemon
    stop()


def test_stopping_does_not_wait_for_the_pause(premises: Premises) -> None:
    stop = worker.start(premises, pause_seconds=600)
    before = time.monotonic()
    stop()
    assert time.monotonic() - before < 5


def test_persons_get_their_keys_until_nobody_waits_and_an_error_is_tried_again(
    premises: Premises, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds: list[int] = []

    def fill(_: Work) -> KeyReport:
        rounds.append(1)
        if len(rounds) == 1:
            raise RuntimeError("CANARY")
        return KeyReport(2, more=len(rounds) < 4)

    monkeypatch.setattr(worker, "fill_keys", fill)
    with structlog.testing.capture_logs() as log:
        stop = worker.start(premises, pause_seconds=0.01)
        until(lambda: len(rounds) == 4)
        time.sleep(0.1)
        stop()
    assert len(rounds) == 4
    assert [line["event"] for line in log if line["event"].startswith("keys")] == ["keys.failed", *3 * ["keys.filled"]]
    assert "CANARY" not in str(log)
