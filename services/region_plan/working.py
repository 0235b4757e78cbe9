"""Working a plan out in a program beside the server, which can be looked at, stopped, and left alone.

The program is the solver's own (`python -m services.scheduling solve`): it gets ids and moments through a pipe and
nothing of our environment. What it writes is read like a file from outside, checked, and kept in one act of whoever
began it (decision 0074).
"""

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Any, ClassVar

from services.access.rules import Permission
from services.errors import ServiceError
from services.region_plan.actions import keep
from services.region_plan.posing import plan_from, problem_from
from services.region_plan.queries import WHILE_WORKED_OUT, seen_plan
from services.scheduling.many.facts import Plan, Problem, Score
from services.scheduling.many.form.files import read_plan, write_plan, write_problem
from services.unit_of_work import Work

SECONDS = 30
"""Of reckoning, where nobody says otherwise."""
AT_ONCE = 2
"""Plans that one server works out at the same time: more would take the pages' share of a small machine."""
_GENTLE = 10
"""Lower than the server's own priority."""
_ROOT = Path(__file__).resolve().parents[2]


class PlannerBusy(ServiceError):
    """Other plans are being worked out here. Field `plans`: how many."""

    code: ClassVar[str] = "region_plan.busy"


class WorkFailed(ServiceError):
    """Working a plan out ended without a plan. Nothing was changed."""

    code: ClassVar[str] = "region_plan.work_failed"


@dataclass(frozen=True)
class Working:
    """How far working out a plan is. `done` from 0 to 1; `score` of the best so far. `failed` is the code of the
    refusal with which it ended, empty while it goes on and when the plan was kept."""

    done: float = 0.0
    planned: int = 0
    of: int = 0
    score: Score | None = None
    stopping: bool = False
    ended: bool = False
    failed: str = ""


class _Job:
    """One program at work on one plan."""

    def __init__(self, work: Work, plan_id: str, version: int, problem: Problem, before: Plan | None) -> None:
        self.work, self.plan_id, self.version, self.problem = work, plan_id, version, problem
        self.state = Working(of=len(problem.meetings))
        self.before = before
        self.program: subprocess.Popen[bytes] | None = None

    def run(self, seconds: int) -> None:
        """Starts the program; a thread hears it out."""
        earlier = _piped(write_plan(self.before)) if self.before else None
        asked = ["--before", f"/dev/fd/{earlier}"] if earlier is not None else []
        command = [sys.executable, "-E", "-s", "-m", "services.scheduling", "solve", "-", "--out", "-", "--progress"]
        self.program = subprocess.Popen(  # noqa: S603
            [*command, "--seconds", str(seconds), *asked],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
            cwd=_ROOT,
            pass_fds=() if earlier is None else (earlier,),
            start_new_session=True,
        )
        if earlier is not None:
            os.close(earlier)
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.program.pid, _GENTLE)
        Thread(target=self._hear_out, args=(self.program,), daemon=True).start()

    def stop(self) -> None:
        """Asks the program for the best it has."""
        self.state = replace(self.state, stopping=True)
        if self.program is not None and self.program.poll() is None:
            self.program.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the program, without a plan."""
        if self.program is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.program.pid, signal.SIGKILL)

    def _hear_out(self, program: subprocess.Popen[bytes]) -> None:
        """Everything it says, then its plan. Whatever goes wrong ends as a code, never silently."""
        code = WorkFailed.code
        try:
            told: list[bytes] = []
            listening = [
                Thread(target=_hand_over, args=(program.stdin, write_problem(self.problem).encode()), daemon=True),
                Thread(target=lambda: told.append(_all_of(program.stdout)), daemon=True),
            ]
            for thread in listening:
                thread.start()
            for line in program.stderr or ():
                self._note(line)
            for thread in listening:
                thread.join()
            if program.wait() == 0:
                keep(self.work, self.plan_id, self.version, read_plan(told[0]))
                code = ""
        except ServiceError as refusal:
            code = refusal.code
        finally:
            for pipe in (program.stdin, program.stdout, program.stderr):
                if pipe is not None:
                    pipe.close()
            self.state = replace(self.state, done=1.0 if not code else self.state.done, ended=True, failed=code)

    def _note(self, line: bytes) -> None:
        """One line of progress; anything else that it says is not for us."""
        with suppress(ValueError, TypeError, KeyError):
            said: Mapping[str, Any] = json.loads(line)
            self.state = replace(
                self.state, done=float(said["done"]), planned=int(said["planned"]), score=Score(*said["score"])
            )


_jobs: dict[tuple[object, str], _Job] = {}
_lock = Lock()


def start(work: Work, plan_id: str, *, seconds: int = SECONDS) -> None:
    """Begins to work a plan out, from where it stands; when it ends, the plan is kept by itself.

    While it is being worked out already nothing happens. Raises `NotAllowed`, `PlanGone`, `PlannerBusy`,
    `ProblemWrong`.
    """
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground, WHILE_WORKED_OUT)
        job = _Job(work, plan_id, ground.plan.version, problem, plan_from(ground, problem))
    with _lock:
        if _running(work, plan_id):
            return
        busy = sum(1 for other in _jobs.values() if not other.state.ended)
        if busy >= AT_ONCE:
            raise PlannerBusy(plans=busy)
        job.run(seconds)
        _jobs[work.database, plan_id] = job


def state(work: Work, plan_id: str) -> Working | None:
    """How far it is, or how it ended; None when this server did not work on it. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen="region_plan"):
        job = _jobs.get((work.database, plan_id))
        return job.state if job else None


def stop(work: Work, plan_id: str) -> None:
    """Ends the search; the best plan so far is kept. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen="region_plan"):
        job = _jobs.get((work.database, plan_id))
    if job and not job.state.ended:
        job.stop()


def _running(work: Work, plan_id: str) -> bool:
    job = _jobs.get((work.database, plan_id))
    return job is not None and not job.state.ended


def _piped(text: str) -> int:
    """The end of a pipe from which this text can be read; written beside, as a pipe holds little."""
    reads, writes = os.pipe()
    Thread(target=_hand_over, args=(os.fdopen(writes, "wb"), text.encode()), daemon=True).start()
    return reads


def _hand_over(pipe: IO[bytes] | None, content: bytes) -> None:
    """All of it, then the end; a program that does not listen to the end is no reason to fail."""
    if pipe is not None:
        with suppress(BrokenPipeError), pipe:
            pipe.write(content)


def _all_of(pipe: IO[bytes] | None) -> bytes:
    return pipe.read() if pipe is not None else b""


@atexit.register
def _end_all() -> None:
    for job in _jobs.values():
        job.kill()
