"""Working a plan out in a program beside the server, which can be looked at, stopped, and left alone.

The program is the solver's own (`python -m services.scheduling solve`): it gets ids and moments through a pipe and
nothing of our environment. What it writes is read like a file from outside, checked, and kept in one act of whoever
began it (decision 0074).
"""

import atexit
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Any, ClassVar

import structlog

from services.access.rules import Permission
from services.errors import ServiceError
from services.region_plan.actions import keep
from services.region_plan.posing import plan_from, problem_from
from services.region_plan.program import Program
from services.region_plan.queries import WHILE_WORKED_OUT, seen_plan
from services.relations.facts import Actor
from services.scheduling.many.checks import check_problem
from services.scheduling.many.facts import Plan, Problem, Score
from services.scheduling.many.form.files import FormWrong, read_plan, write_plan, write_problem
from services.unit_of_work import NotAllowed, Work

SECONDS = 30
"""Of reckoning, where nobody says otherwise."""
AT_ONCE = 2
"""Plans that one server works out at the same time: more would take the pages' share of a small machine. The fictional
region, which is open to everybody, never takes the last of them."""
_log = structlog.get_logger(__name__)


class PlannerBusy(ServiceError):
    """Other plans are being worked out here. Field `plans`: how many."""

    code: ClassVar[str] = "region_plan.busy"


class WorkFailed(ServiceError):
    """Working a plan out could not begin, or ended without a plan. Nothing was changed."""

    code: ClassVar[str] = "region_plan.work_failed"


class Unattended(ServiceError):
    """Whoever began it was signed out, or may not plan any more, before it ended. Nothing was changed."""

    code: ClassVar[str] = "region_plan.unattended"


@dataclass(frozen=True)
class Working:
    """How far working out a plan is. `done` from 0 to 1; `score` of the best so far; `explaining`: the times are there
    and it is being found out why cases are late. `failed` is the code of the
    refusal with which it ended, empty while it goes on and when the plan was kept.

    `planned`, `of` and `score` are for whoever began it: they count cases that may keep somebody else out, who finds 0,
    0 and None.
    """

    done: float = 0.0
    planned: int = 0
    of: int = 0
    score: Score | None = None
    explaining: bool = False
    stopping: bool = False
    ended: bool = False
    failed: str = ""


class _Job:
    """One program at work on one plan. Raises `WorkFailed` when it cannot be begun."""

    def __init__(self, work: Work, plan_id: str, version: int, problem: Problem, before: Plan | None) -> None:
        self.work, self.plan_id, self.version = work, plan_id, version
        self._state, self._lock = Working(of=len(problem.meetings)), Lock()
        self._asked = write_problem(problem), write_plan(before) if before else ""
        # What people were told of moves as little as can be; a draft that nobody knows of may be made better.
        self._mend = any(meeting.previous for meeting in problem.meetings)
        self._program: Program | None = None

    def run(self, seconds: int) -> None:
        """Starts the program; a thread hears it out."""
        try:
            self._program = Program(*self._asked, seconds, mend=self._mend)
        except OSError:
            raise WorkFailed from None
        self._asked = "", ""
        Thread(target=self._hear_out, args=(self._program,), daemon=True).start()

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self._state.ended

    def seen_by(self, actor: Actor) -> Working:
        """How far it is, as this one may know."""
        own = actor.reference == self.work.actor.reference
        return self._state if own else replace(self._state, planned=0, of=0, score=None)

    def stop(self) -> None:
        """Asks the program for the best it has."""
        if self._program is not None and not self._state.ended:
            self._tell(stopping=True)
            self._program.stop()

    def kill(self) -> None:
        """Ends the program, without a plan."""
        if self._program is not None:
            self._program.kill()

    def _hear_out(self, program: Program) -> None:
        """Everything it says, then its plan. Whatever goes wrong ends as a code, never silently, and no word of it is
        written anywhere."""
        code = WorkFailed.code
        try:
            plan = program.heard(self._note)
            if plan is not None:
                keep(self.work, self.plan_id, self.version, read_plan(plan))
                code = ""
        except FormWrong:
            pass
        except NotAllowed:
            code = Unattended.code
        except ServiceError as refusal:
            code = refusal.code
        except Exception as failed:
            _log.error("region_plan.failed", error=type(failed).__name__)
        finally:
            self._tell(ended=True, failed=code, **({} if code else {"done": 1.0}))

    def _note(self, line: bytes) -> None:
        """One line of progress; anything else that it says is not for us."""
        with suppress(ValueError, TypeError, KeyError, OverflowError, RecursionError):
            said: Mapping[str, Any] = json.loads(line)
            done, planned, score = float(said["done"]), int(said["planned"]), Score(*map(int, said["score"]))
            explaining = said.get("explaining", False) is True
            if 0 <= done <= 1 and 0 <= planned <= self._state.of:
                self._tell(done=done, planned=planned, score=score, explaining=explaining)

    def _tell(self, **changes: Any) -> None:
        with self._lock:
            self._state = replace(self._state, **changes)


_jobs: dict[tuple[object, str], _Job] = {}
_lock = Lock()


def start(work: Work, plan_id: str, *, seconds: int = SECONDS) -> None:
    """Begins to work a plan out, from where it stands; when it ends, the plan is kept by itself.

    While it is being worked out already nothing happens. Raises `NotAllowed`, `PlanGone`, `PlannerBusy`,
    `ProblemWrong`, `WorkFailed`.
    """
    with seen_plan(work, plan_id) as ground:
        problem = problem_from(ground, WHILE_WORKED_OUT)
        job = _Job(work, plan_id, ground.plan.version, problem, plan_from(ground, problem))
    check_problem(problem)
    with _lock:
        if _running(work, plan_id):
            return
        busy = sum(1 for other in _jobs.values() if not other.ended)
        if busy >= AT_ONCE - work.practice:
            raise PlannerBusy(plans=busy)
        job.run(seconds)
        _jobs[work.database, plan_id] = job


def state(work: Work, plan_id: str) -> Working | None:
    """How far it is, or how it ended; None when this server did not work on it. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen="region_plan"):
        job = _jobs.get((work.database, plan_id))
        return job.seen_by(work.actor) if job else None


def stop(work: Work, plan_id: str) -> None:
    """Ends the search; the best plan so far is kept. Raises `NotAllowed`."""
    with work.read(Permission.REGION_PLAN, screen="region_plan"):
        job = _jobs.get((work.database, plan_id))
    if job:
        job.stop()


def _running(work: Work, plan_id: str) -> bool:
    job = _jobs.get((work.database, plan_id))
    return job is not None and not job.ended


@atexit.register
def _end_all() -> None:
    for job in tuple(_jobs.values()):
        job.kill()
