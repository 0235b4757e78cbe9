"""The command line, as whoever compares planners types it."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.scheduling.__main__ import app
from services.scheduling.many.facts import Plan
from services.scheduling.many.form.files import read_plan, write_plan, write_problem
from services.scheduling.many.verification import verify
from tests.services.scheduling.many.build import small_day

DAY = small_day()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the problem of a day with three meetings."""
    (tmp_path / "problem.json").write_text(write_problem(DAY))
    return tmp_path


@pytest.fixture(autouse=True)
def own_signals():
    """The command changes what signals do; the tests go on with what they had."""
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for sign, doing in before.items():
        signal.signal(sign, doing)


def command(*words: object, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=typed)


def solved(place: Path, *more: object) -> Plan:
    result = command("solve", place / "problem.json", "--iterations", 40, "--out", place / "plan.json", *more)
    assert result.exit_code == 0, result.output
    return read_plan((place / "plan.json").read_bytes())


def test_a_solved_problem_is_a_sound_plan_of_all_its_meetings(place):
    plan = solved(place)
    assert verify(DAY, plan) == ()
    assert len(plan.bookings) == 3
    assert sorted(path.name for path in place.iterdir()) == ["plan.json", "problem.json"]
    checked = command("verify", place / "problem.json", place / "plan.json")
    assert checked.exit_code == 0
    assert json.loads(checked.output)["sound"] is True


def test_the_same_seed_gives_the_same_plan_and_an_earlier_plan_is_gone_on_with(place):
    first = solved(place, "--seed", 3)
    assert replace(solved(place, "--seed", 3), effort=first.effort) == first
    again = solved(place, "--before", place / "plan.json")
    assert again.score <= first.score
    improved = solved(place, "--warm", place / "plan.json", "--iterations", 0)
    assert improved.bookings == again.bookings


def test_meetings_without_a_time_are_explained(place):
    (place / "problem.json").write_text(write_problem(small_day(12)))
    plan = solved(place)
    assert len(plan.bookings) <= 10
    assert sorted([one.meeting_id for one in (*plan.bookings, *plan.unplanned)]) == sorted(f"m{n}" for n in range(12))


def test_a_plan_with_a_fault_is_found_out_by_line_and_status(place):
    plan = solved(place)
    late = replace(plan, bookings=(replace(plan.bookings[0], late_minutes=5), *plan.bookings[1:]))
    (place / "plan.json").write_text(write_plan(late))
    checked = command("verify", place / "problem.json", place / "plan.json")
    assert checked.exit_code == 1
    first, last = checked.output.splitlines()
    assert json.loads(first) == {"breach": "lateness", "meetings": [late.bookings[0].meeting_id]}
    assert json.loads(last)["violations"] == 1


def test_bad_input_gets_one_sentence_and_exit_2(place):
    (place / "wrong.json").write_text(write_problem(DAY).replace('"named": "carla"', '"named": "nobody"', 1))
    for words, sentence in [
        (("solve", place / "wrong.json", "--out", "-"), "wrong.json: meetings[0].seats[2].named: no such person"),
        (("solve", place / "none.json", "--out", "-"), "none.json could not be read."),
        (("solve", place, "--out", "-"), "could not be read."),
        (("solve", place / "problem.json", "--out", place / "no" / "plan.json"), "plan.json could not be written."),
        (("verify", place / "problem.json", place / "problem.json"), "this file is of another kind or version"),
    ]:
        result = command(*words)
        assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1), result.output
        assert sentence in result.stderr
        assert result.stdout == ""
    assert command("solve", place / "problem.json", "--out", "-", "--seconds", "nan").exit_code == 2
    dutch = command("solve", place / "wrong.json", "--out", "-", "--language", "nl")
    assert dutch.stderr.endswith("meetings[0].seats[2].named: deze persoon staat er niet bij\n")


def test_a_problem_comes_in_and_the_plan_goes_out_by_pipes(place):
    result = command("solve", "-", "--iterations", 5, "--out", "-", typed=(place / "problem.json").read_bytes())
    assert result.exit_code == 0
    assert len(read_plan(result.stdout.encode()).bookings) == 3


def started(place: Path) -> subprocess.Popen:
    """A search that would take hours, once it has told how far it is."""
    words = ["solve", str(place / "problem.json"), "--seconds", "9000", "--out", str(place / "plan.json"), "--progress"]
    running = subprocess.Popen(
        [sys.executable, "-m", "services.scheduling", *words], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert running.stderr is not None
    told = json.loads(running.stderr.readline())
    assert set(told) == {"done", "iterations", "planned", "score", "explaining"}
    assert (told["planned"], len(told["score"])) == (3, 11)
    return running


def test_a_search_that_is_stopped_writes_the_best_plan_so_far(place):
    running = started(place)
    running.send_signal(signal.SIGTERM)
    assert running.communicate(timeout=60)[1] is not None
    assert running.returncode == 0
    plan = read_plan((place / "plan.json").read_bytes())
    assert plan.effort.stopped
    assert verify(DAY, plan) == ()


def test_a_search_that_nobody_listens_to_any_more_stops_as_well(place):
    running = started(place)
    assert running.stderr is not None
    running.stderr.close()
    assert running.wait(60) == 0
    assert read_plan((place / "plan.json").read_bytes()).effort.stopped


def test_checking_waits_for_no_numbers():
    code = "import sys, services.scheduling.__main__; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
