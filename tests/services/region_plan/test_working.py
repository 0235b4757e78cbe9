"""A plan worked out by a program beside the server: what it may do, what it may not, and what is left of it."""

import json
import os
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.casework import Case
from models.directory import SignInSession
from models.terms import BarKind
from services.access.rules import Standing
from services.region_plan import program, working
from services.region_plan.actions import lay_aside, mark, publish
from services.region_plan.facts import MarkMeeting, PlanGone
from services.region_plan.queries import problem_of
from services.region_plan.settling import whole
from services.region_plan.working import PlannerBusy, WorkFailed, Working, start, state, stop
from services.scheduling.many.form.files import write_plan
from services.unit_of_work import NotAllowed, SessionOver
from tests.rows import a_bar, an_account
from tests.services.region_plan.conftest import Region, WorkAs, at

FIRST = "import json, os, signal, sys, time; say = lambda **all: print(json.dumps(all), file=sys.stderr, flush=True)\n"
HOLDS_ON = "sys.stdin.buffer.read(); say(done=0.5, iterations=1, planned=1, score=[0] * 11)\n"
DEAF = HOLDS_ON + "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(1)"


@pytest.fixture(autouse=True)
def nothing_left() -> Generator[None]:
    """No program, and no pipe of one, outlives a test."""
    before = _open_pipes()
    yield
    for job in working._jobs.values():
        job.kill()
        assert _until(lambda job=job: job.ended)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    programs = [job._program._child.pid for job in working._jobs.values() if job._program]
    working._jobs.clear()
    assert not {str(pid) for pid in programs} & set(children)
    assert _until(lambda: _open_pipes() <= before)


def _open_pipes() -> int:
    links = [link for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    return sum(1 for link in links if str(link.readlink()).startswith("pipe:"))


def _until(held: Callable[[], object], seconds: float = 90) -> bool:
    end = time.monotonic() + seconds
    while not held():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def instead(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Puts a few lines of Python in the place of the solver."""
    return lambda lines: monkeypatch.setattr(program, "COMMAND", (sys.executable, "-I", "-S", "-c", FIRST + lines))


def ended(region: Region) -> Working:
    """What came of it."""
    assert _until(lambda: _state(region).ended)
    return _state(region)


def _state(region: Region) -> Working:
    found = state(region.coordinator, "p1")
    assert found is not None
    return found


def writes(region: Region, *starts) -> str:
    """A program that writes the plan with the cases at these times."""
    return f"sys.stdin.buffer.read(); print({write_plan(region.plan_at(*starts))!r})"


def test_the_real_solver_gives_everybody_a_time_and_mends_what_it_made(region: Region) -> None:
    region.begun()
    assert state(region.coordinator, "p1") is None
    start(region.coordinator, "p1", seconds=1)
    start(region.coordinator, "p1", seconds=1)
    found = ended(region)
    assert (found.done, found.of, found.failed) == (1.0, 3, "")
    assert all(one.starts_at for one in region.week.meetings)
    assert (region.week.outdated, region.week.version) == (frozenset(), 2)
    times = {one.id: one.starts_at for one in region.week.meetings}
    start(region.coordinator, "p1", seconds=1)
    assert ended(region).failed == ""
    assert {one.id: one.starts_at for one in region.week.meetings} == times


def test_stopped_before_it_listens_it_still_gives_a_plan(region: Region) -> None:
    region.begun()
    start(region.coordinator, "p1", seconds=30)
    stop(region.coordinator, "p1")
    stop(region.coordinator, "p1")
    assert _state(region).stopping
    assert ended(region).failed == ""
    assert all(one.starts_at for one in region.week.meetings)


@pytest.mark.parametrize("standing", [one for one in Standing if one is not Standing.COORDINATOR])
def test_nobody_else_begins_sees_or_stops_it(region: Region, work_as: WorkAs, standing: Standing) -> None:
    region.begun()
    somebody = work_as(standing, account_id=an_account(region.system), session_id="s" * 32)
    for ask in (start, state, stop):
        with pytest.raises(NotAllowed):
            ask(somebody, "p1")
    assert working._jobs == {}


def test_what_was_announced_is_mended_rather_than_made_anew(region: Region, instead, tmp_path: Path) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    publish(region.coordinator, "p1", region.week.version)
    told = tmp_path / "told"
    instead(f"open({str(told)!r}, 'w').write(sys.argv[-1]); sys.stdin.read()")
    start(region.coordinator, "p1", seconds=7)
    assert ended(region).failed == "region_plan.work_failed", "it wrote no plan"
    assert told.read_text().startswith("--before=")


def test_the_program_gets_ids_alone_and_nothing_of_the_server(region: Region, instead, tmp_path: Path) -> None:
    with region.system.upkeep() as tx:
        for case_id in region.cases:
            row = tx.session.get_one(Case, case_id)
            row.code, row.code_name = f"Z-{case_id[:6]}", "Zaak Zeester"
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    kept = tmp_path / "heard"
    instead(
        f"got = [sys.stdin.read(), open(sys.argv[-1].partition('=')[2]).read(), sys.argv[1:], dict(os.environ),"
        f" sorted(int(fd) for fd in os.listdir('/proc/self/fd'))]; open({str(kept)!r}, 'w').write(json.dumps(got))"
    )
    start(region.coordinator, "p1", seconds=7)
    assert ended(region).failed == "region_plan.work_failed", "it wrote no plan"
    problem, plan, command, environment, files = json.loads(kept.read_text())
    assert set(environment) <= {"LC_CTYPE"}
    assert command == ["--seconds", "7", f"--warm=/dev/fd/{max(files)}"]
    assert len(files) == 5, "the three of every program, the plan that there was, and the folder it just listed"
    for word in ("Partner", "partner.example", "Zeester", "Z-", "Huisman", "C. Coord", "c" * 32):
        assert word not in problem + plan
    assert region.line(region.cases[0]).id in problem
    assert region.line(region.cases[0]).id in plan


RUBBISH = [
    "",
    "sys.exit(2)",
    "os.kill(os.getpid(), signal.SIGKILL)",
    "os.close(0); os.close(1); os.close(2)",
    "print('rubbish')",
    "print('[' * 100_000)",
    "sys.stdout.buffer.write(bytes(range(256)) * 100)",
    'print(\'{"version": "mdo-planner/plan@1"}\')',
    "sys.stdout.write('x' * 60_000_000)",
    "sys.stderr.write('x' * 60_000_000)",
    "[print('x' * 1000, file=sys.stderr) for _ in range(60_000)]",
]


def test_rubbish_is_no_plan_and_changes_nothing(region: Region, instead, capfd) -> None:
    region.begun()
    before = region.week
    for lines in RUBBISH:
        instead(lines)
        start(region.coordinator, "p1")
        assert ended(region).failed == "region_plan.work_failed", lines[:60]
    assert region.week == before
    assert capfd.readouterr().err == ""


SENSELESS = [
    '{"done": NaN, "planned": 1, "score": [0]}',
    '{"done": 0.5, "planned": 1e999, "score": [0]}',
    '{"done": 7, "planned": 1, "score": [0]}',
    '{"done": 0.5, "planned": 4, "score": [0]}',
    '{"done": 0.5, "planned": -1, "score": [0]}',
    '{"done": 0.5, "planned": 1, "score": ["<b>"]}',
    '{"done": 0.5, "planned": 1, "score": [0,0,0,0,0,0,0,0,0,0,0,0]}',
    "[1]",
    "[" * 4000,
    "null",
]


def test_progress_that_makes_no_sense_is_not_shown(region: Region, instead) -> None:
    region.begun()
    for said in SENSELESS:
        speaks = f"sys.stdin.read(); print({said!r}, file=sys.stderr, flush=True)\n"
        instead(speaks + HOLDS_ON)
        start(region.coordinator, "p1")
        found = ended(region)
        assert (found.done, found.planned, found.of) == (0.5, 1, 3), said[:60]
        instead(speaks)
        start(region.coordinator, "p1")
        found = ended(region)
        assert (found.done, found.planned) == (0.0, 0), said[:60]


def test_a_program_that_never_ends_is_stopped_by_the_clock(region: Region, instead, monkeypatch) -> None:
    region.begun()
    before = region.week
    instead(DEAF)
    monkeypatch.setattr(program, "PATIENCE", 0.1)
    monkeypatch.setattr(program, "GRACE", 0.1)
    start(region.coordinator, "p1", seconds=0)
    assert ended(region).failed == "region_plan.work_failed"
    assert region.week == before


def test_a_program_that_does_not_heed_a_stop_is_ended_with_all_that_it_began(
    region: Region, instead, monkeypatch
) -> None:
    region.begun()
    instead("os.fork()\n" + DEAF)
    monkeypatch.setattr(program, "GRACE", 0.1)
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    stop(region.coordinator, "p1")
    assert _state(region).stopping
    assert ended(region).failed == "region_plan.work_failed"


def test_a_program_that_cannot_be_begun_is_refused_and_leaves_nothing(region: Region, monkeypatch) -> None:
    region.begun()
    region.kept(at(1, 9))
    monkeypatch.setattr(program, "COMMAND", ("/nowhere/python",))
    with pytest.raises(WorkFailed):
        start(region.coordinator, "p1")
    assert state(region.coordinator, "p1") is None


def test_at_most_two_at_once_and_never_the_last_one_for_practice(region: Region, instead, monkeypatch) -> None:
    region.begun()
    for plan_id in ("p2", "p3"):
        region.plan_id = plan_id
        region.begun()
    region.plan_id = "p1"
    practice = replace(region.coordinator, practice=True)
    instead(DEAF)
    start(region.coordinator, "p1")
    with pytest.raises(PlannerBusy):
        start(practice, "p2")
    start(region.coordinator, "p2")
    with pytest.raises(PlannerBusy) as refused:
        start(region.coordinator, "p3")
    assert refused.value.fields == {"plans": 2}
    working._jobs[region.coordinator.database, "p1"].kill()
    assert ended(region).failed
    start(region.coordinator, "p3")


def test_what_was_changed_by_hand_meanwhile_is_not_overwritten(region: Region, instead) -> None:
    region.begun()
    region.kept(at(1, 9), at(1, 10, 30))
    line = region.line(region.cases[0])
    instead(HOLDS_ON + f"signal.sigwait([signal.SIGTERM]); print({write_plan(region.plan_at(at(2, 9)))!r})")
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    mark(region.coordinator, MarkMeeting("p1", region.week.version, line.id, pinned=True))
    before = region.week
    stop(region.coordinator, "p1")
    assert ended(region).failed == "work.changed_meanwhile"
    assert region.week == before


def test_a_plan_of_other_weeks_or_people_is_refused_by_the_check(region: Region, instead) -> None:
    region.begun()
    before = region.week
    problem, _ = problem_of(region.coordinator, "p1")
    plan = region.plan_at(at(1, 9))
    for wrong in (
        replace(plan, bookings=(replace(plan.bookings[0], meeting_id="nergens"),)),
        replace(plan, bookings=(replace(plan.bookings[0], attendees=(("stoel", "iemand"),)),)),
        replace(plan, bookings=(replace(plan.bookings[0], room="r999"),)),
        whole(replace(problem, meetings=problem.meetings[:1]), ()),
    ):
        instead(f"sys.stdin.read(); print({write_plan(wrong)!r})")
        start(region.coordinator, "p1")
        assert ended(region).failed == "scheduling.plan_wrong"
    assert region.week == before


def test_a_plan_laid_aside_meanwhile_stays_so(region: Region, instead) -> None:
    region.begun()
    instead(HOLDS_ON + f"signal.sigwait([signal.SIGTERM]); print({write_plan(region.plan_at(at(2, 9)))!r})")
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    lay_aside(region.coordinator, "p1", region.week.version)
    stop(region.coordinator, "p1")
    assert ended(region).failed == "region_plan.gone"
    with pytest.raises(PlanGone):
        start(region.coordinator, "p1")


def test_who_is_signed_out_meanwhile_keeps_nothing_and_the_next_one_reads_why(
    region: Region, work_as: WorkAs, instead
) -> None:
    region.begun()
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    before = region.week
    instead(HOLDS_ON + f"signal.sigwait([signal.SIGTERM]); print({write_plan(region.plan_at(at(2, 9)))!r})")
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    with region.system.upkeep() as tx:
        tx.session.get_one(SignInSession, region.coordinator.actor.session_id).ended_at = tx.now
    with pytest.raises(SessionOver):
        stop(region.coordinator, "p1")
    stop(other, "p1")
    assert _until(lambda: (state(other, "p1") or Working()).ended)
    found = state(other, "p1")
    assert found is not None
    assert found.failed == "region_plan.unattended"
    region.coordinator = other
    assert replace(region.week, score=None) == before


def test_who_is_kept_out_of_a_case_does_not_read_in_the_progress_that_it_is_there(
    region: Region, work_as: WorkAs, instead
) -> None:
    region.begun()
    a_bar(region.system, region.cases[0], BarKind.NAME, "A. Nders")
    other = work_as(Standing.COORDINATOR, name="A. Nders", account_id="d" * 32, session_id="d" * 32)
    instead(DEAF)
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    assert (_state(region).planned, _state(region).of) == (1, 3)
    assert state(other, "p1") == Working(done=0.5)
    start(other, "p1")
    assert len(working._jobs) == 1


def test_who_keeps_it_stands_in_the_log_and_who_is_barred_meanwhile_keeps_nothing(region: Region, instead) -> None:
    region.begun()
    instead(writes(region, at(2, 9)))
    start(region.coordinator, "p1")
    assert ended(region).failed == ""
    with region.system.database.reading() as session:
        done = session.exec(select(AuditEntry).where(AuditEntry.outcome == "done")).all()
    assert [row.actor for row in done if row.permission == "region.plan"] == ["c" * 32] * 2
    before = region.week
    instead(writes(region, at(3, 9)) + "; sys.stdout.flush(); " + HOLDS_ON + "signal.sigwait([signal.SIGTERM])")
    start(region.coordinator, "p1")
    assert _until(lambda: _state(region).done)
    a_bar(region.system, region.cases[0], BarKind.NAME, "C. Coord")
    stop(region.coordinator, "p1")
    assert ended(region).failed == "scheduling.plan_wrong"
    assert {one.starts_at for one in region.week.meetings} == {None}
    assert region.week.version == before.version


def test_an_error_that_nobody_foresaw_ends_as_a_code_and_tells_no_word(
    region: Region, instead, monkeypatch, capfd
) -> None:
    region.begun()

    def breaks(*_: object) -> None:
        raise RuntimeError("Zaak Zeester")

    monkeypatch.setattr(working, "keep", breaks)
    instead(writes(region, at(2, 9)))
    start(region.coordinator, "p1")
    assert ended(region).failed == "region_plan.work_failed"
    said = capfd.readouterr()
    assert "RuntimeError" in said.out + said.err
    assert "Zeester" not in said.out + said.err


def test_a_number_that_is_another_program_s_by_now_is_not_ended(region: Region, instead, monkeypatch) -> None:
    region.begun()
    instead("")
    start(region.coordinator, "p1")
    ended(region)
    monkeypatch.setattr(os, "killpg", lambda *_: pytest.fail("ended somebody else"))
    working._end_all()
    stop(region.coordinator, "p1")
