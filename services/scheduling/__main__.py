"""Plans of many meetings without the planner around them: `python -m services.scheduling --help`.

Problem and plan are files of `docs/scheduling-form.md`. Exit status: 0 sound, 1 violations found, 2 bad input.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from services.scheduling.many.facts import Plan, Problem, Progress
from services.scheduling.many.form.files import MOST_BYTES, FormWrong, read_plan, read_problem, write_plan
from services.scheduling.many.form.typed import written
from services.scheduling.many.reasons import Violation
from services.scheduling.many.verification import score, verify
from services.wording import Say, speak

app = typer.Typer(add_completion=False, help="Plans many meetings, and checks plans.", pretty_exceptions_enable=False)
T = TypeVar("T")
Speech = Annotated[str, typer.Option("--language", help="en or nl")]
ProblemFile = Annotated[Path, typer.Argument(help="the problem; - reads standard input")]
USUAL_ITERATIONS = 20_000
NO_END = 10**9


@app.command("solve")
def solve(
    problem: ProblemFile,
    out: Annotated[Path, typer.Option("--out", help="where the plan goes; - is standard output")],
    seconds: Annotated[float | None, typer.Option("--seconds", min=0, help="CPU seconds to search")] = None,
    iterations: Annotated[int | None, typer.Option("--iterations", min=0, help="rounds to search")] = None,
    seed: Annotated[int, typer.Option("--seed", help="of chance")] = 0,
    before: Annotated[Path | None, typer.Option("--before", help="the plan that there was: it is mended")] = None,
    warm: Annotated[Path | None, typer.Option("--warm", help="a plan to begin with: it is improved")] = None,
    progress: Annotated[bool, typer.Option("--progress", help="tell on standard error how far it is")] = False,
    language: Speech = "en",
) -> None:
    """Make a plan and write it, unless its own check finds it wrong. Ctrl-C or SIGTERM: the best plan so far."""
    say, halt = speak(language), Halt()
    _check_writable(out, say)
    asked = _read(read_problem, problem, say)
    begun_with = before or warm
    earlier = _read(read_plan, begun_with, say) if begun_with else None
    made = _planned(asked, earlier, Budget(seed, iterations, seconds), halt, mended=bool(before), told=progress)
    found = verify(asked, made)
    if found:
        _show(found, err=True)
        typer.echo(say("The plan is not sound and was not written."), err=True)
        raise typer.Exit(1)
    _write(out, write_plan(made), say)


@app.command("verify")
def check(
    problem: ProblemFile,
    plan: Annotated[Path, typer.Argument(help="the plan; - reads standard input")],
    language: Speech = "en",
) -> None:
    """Show what is wrong with a plan, one JSON object a line, and its score as reckoned anew; exit 1 when there is."""
    say = speak(language)
    asked, made = _read(read_problem, problem, say), _read(read_plan, plan, say)
    found = verify(asked, made)
    _show(found)
    reckoned = written(score(asked, made.bookings))
    typer.echo(json.dumps({"sound": not found, "violations": len(found), "score": reckoned}))
    raise typer.Exit(1 if found else 0)


@dataclass(frozen=True)
class Budget:
    """The seed of chance, and how long to search: rounds or CPU seconds, the first spent."""

    seed: int
    iterations: int | None
    seconds: float | None

    def rounds(self, usual: int) -> int:
        """As many as were asked for; without any budget the usual number, and with seconds alone no end to them."""
        return self.iterations if self.iterations is not None else usual if self.seconds is None else NO_END


class Halt:
    """Whether somebody wants the search to stop: by a signal, or by no longer listening to its progress."""

    def __init__(self) -> None:
        self.wanted = False
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, self._signalled)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})  # who begins it may hold this back until here

    def __call__(self) -> bool:
        return self.wanted

    def tell(self, progress: Progress) -> None:
        """Writes one line about how far the search is."""
        line = {**written(progress), "score": list(astuple(progress.score))}
        try:
            typer.echo(json.dumps(line), err=True)
        except OSError:
            self.wanted = True

    def _signalled(self, *_: object) -> None:
        self.wanted = True


def _planned(problem: Problem, earlier: Plan | None, budget: Budget, halt: Halt, *, mended: bool, told: bool) -> Plan:
    """The plan with its explanations: the earlier one mended, or improved, or a new one where there is none."""
    # Only who solves waits for numpy.
    from services.scheduling.many.planning import plan
    from services.scheduling.many.repairing import ITERATIONS, repair

    given: dict[str, Any] = {"seed": budget.seed, "seconds": budget.seconds, "stop": halt}
    given["on_progress"] = halt.tell if told else None
    if mended and earlier:
        return repair(problem, earlier, iterations=budget.rounds(ITERATIONS), **given).plan
    return plan(problem, iterations=budget.rounds(USUAL_ITERATIONS), warm_start=earlier, **given)


def _show(found: tuple[Violation, ...], err: bool = False) -> None:
    for violation in found:
        typer.echo(json.dumps(written(violation)), err=err)


def _read(reading: Callable[[bytes], T], path: Path, say: Say) -> T:
    try:
        if str(path) == "-":
            return reading(sys.stdin.buffer.read(MOST_BYTES + 1))
        with path.open("rb") as file:
            return reading(file.read(MOST_BYTES + 1))
    except FormWrong as wrong:
        _refuse(f"{path}: {say(wrong.fault, **wrong.fields)}")
    except OSError:
        _refuse(say("{path} could not be read.", path=path))


def _check_writable(out: Path, say: Say) -> None:
    """Nobody waits for a plan that cannot be kept."""
    if str(out) != "-" and (out.is_dir() or not os.access(out.parent, os.W_OK)):
        _refuse(say("{path} could not be written.", path=out))


def _write(out: Path, text: str, say: Say) -> None:
    """The whole file or none: an earlier plan of this name stays until the new one is there."""
    try:
        if str(out) == "-":
            typer.echo(text, nl=False)
            return
        unfinished = out.with_name(f".{out.name}.{os.getpid()}")
        unfinished.write_text(text)
        unfinished.replace(out)
    except OSError:
        _refuse(say("{path} could not be written.", path=out))


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


if __name__ == "__main__":
    sys.exit(app())
