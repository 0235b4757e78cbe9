"""The command line of whoever runs the planner: `python -m services.maintenance --help`."""

import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from services.documents.copies.faults import FoundFileRefused
from services.maintenance.queries import check_logs, database_states, settings_shown
from services.maintenance.verifying import told_lines, verify_code, verify_file
from services.maintenance.worker import run
from services.premises import Premises, open_premises
from services.settings import SettingWrong, from_environment, make_key
from services.wording import Say, speak

app = typer.Typer(add_completion=False, help="Runs and checks the MDO planner.", pretty_exceptions_enable=False)
T = TypeVar("T")
Speech = Annotated[str, typer.Option("--language", help="nl or en")]


@app.command("work")
def keep_sending(language: Speech = "nl") -> None:
    """Send mail and follow changes until stopped; for places with several servers (set MDO_WORKER=off on those)."""
    say = speak(language)
    premises = _opened(say)
    halt = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: halt.set())
    if not premises.settings.smtp_host:
        typer.echo(say("No mail server is set (MDO_SMTP_HOST): nothing will be sent."))
    typer.echo(say("Sending what waits. Stop with Ctrl-C."))
    run(premises, halt)


@app.command("check-audit")
def check_audit(language: Speech = "nl") -> None:
    """Verify the log of every database; exit 1 when one is broken."""
    say = speak(language)
    broken = False
    for report in check_logs(_opened(say)):
        where = _place(say, practice=report.practice)
        if report.broken_at is None:
            typer.echo(say("{place}: the log is whole (entries: {n}).", place=where, n=report.entries))
        else:
            broken = True
            typer.echo(say("{place}: the log is BROKEN at entry {n}.", place=where, n=report.broken_at))
    raise typer.Exit(1 if broken else 0)


@app.command("doctor")
def doctor(language: Speech = "nl") -> None:
    """Show settings without secrets and the state of the databases; exit 1 when something is wrong."""
    say = speak(language)
    settings = _or_refused(from_environment, say)
    for line in settings_shown(settings):
        shown = (say("(set, not shown)") if line.is_set else say("(not set)")) if line.secret else line.value
        typer.echo(f"{line.name:<22} {shown or say('(not set)')}")
    healthy = True
    for state in database_states(_opened(say)):
        healthy = healthy and state.up_to_date
        verdict = say("up to date") if state.up_to_date else say("NOT that of this program")
        typer.echo(f"{_place(say, practice=state.practice)}: {state.kind}, {state.revision}, {verdict}")
    raise typer.Exit(0 if healthy else 1)


@app.command("make-key")
def new_key(language: Speech = "nl") -> None:
    """Make the key file; needed once before the first start with PostgreSQL, then copied to every server."""
    say = speak(language)
    path = _or_refused(from_environment, say).key_file
    try:
        make_key(path)
    except FileExistsError:
        typer.echo(say("There is a key already; it stays as it is."), err=True)
        raise typer.Exit(1) from None
    typer.echo(say("A key was made: {path}. Keep a copy in a safe place; without it nothing can be read.", path=path))


@app.command("verify")
def verify_found(
    file: Annotated[Path | None, typer.Argument(help="a file that was found")] = None,
    code: Annotated[str, typer.Option("--code", help="its copy code, typed over")] = "",
    language: Speech = "nl",
) -> None:
    """Tell which copy a found file is; exit 1 when it is unknown, 2 when it cannot be read."""
    say = speak(language)
    if (file is None) == (not code):
        typer.echo(say("Name a file, or a copy code with --code."), err=True)
        raise typer.Exit(2)
    premises = _opened(say)
    try:
        found = verify_file(premises, file) if file else verify_code(premises, code)
    except (FoundFileRefused, OSError):
        typer.echo(say("This file could not be read. If there is a copy code on it, give that with --code."), err=True)
        raise typer.Exit(2) from None
    if found is None:
        typer.echo(say("Unknown: no copy of this planner."))
        raise typer.Exit(1)
    typer.echo(_place(say, practice=found[0]))
    for line in told_lines(say, found[1]):
        typer.echo(line)


def _opened(say: Say) -> Premises:
    return _or_refused(lambda: open_premises(from_environment()), say)


def _or_refused(open_it: Callable[[], T], say: Say) -> T:
    try:
        return open_it()
    except SettingWrong as wrong:
        setting, reason = wrong.fields["setting"], wrong.fields["reason"]
        sentence = say("The planner cannot start: look at {setting} ({reason}).", setting=setting, reason=reason)
        typer.echo(sentence, err=True)
        raise typer.Exit(2) from None


def _place(say: Say, *, practice: bool) -> str:
    return say("Fictional region") if practice else say("Real cases")


if __name__ == "__main__":
    sys.exit(app())
