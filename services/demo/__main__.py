"""The command line of a rehearsal: `python -m services.demo rehearse CASES.yaml --out DIR`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from services.demo import refusal
from services.demo.case_file import CaseFileWrong, read
from services.demo.facts import CaseFile
from services.demo.rehearsal import rehearse as play
from services.demo.report import write
from services.errors import ServiceError
from services.route_map.loader import RouteMapWrong
from services.route_map.queries import regional
from services.route_map.refusal import explained as route_map_explained
from services.wording import LANGUAGES, speak

UNREADABLE = 2
app = typer.Typer(add_completion=False, help="Plays fictional cases.", pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Plays fictional cases, never beside real ones."""


@app.command("rehearse")
def rehearse(
    cases: Annotated[Path, typer.Argument(help="A file of fictional cases (YAML).")],
    out: Annotated[Path, typer.Option("--out", help="The folder for reports and documents.")],
    case: Annotated[str, typer.Option("--case", help="Only the case with this code.")] = "",
    route_map: Annotated[Path | None, typer.Option("--route-map", help="Another regional route map.")] = None,
) -> None:
    """Play every case of a file to its end and write down what came out. 2: a file cannot be read."""
    file = _read(cases)
    _check_route_map(route_map)
    chosen = [one for one in file.cases if case in ("", one.code)]
    if not chosen:
        _refuse("There is no case {code} in {file}.", code=case, file=cases.name)
    for one in chosen:
        try:
            write(play(file, one, route_map), out, route_map)
        except OSError:
            _refuse("The folder {folder} cannot be written to.", folder=str(out))
        except ServiceError as refused:
            _say("Case {code} stopped: {reason}.", code=one.code, reason=refused.code)
            raise typer.Exit(1) from None
        typer.echo(f"{one.code}: {out / one.code / 'report.json'}")


def _read(path: Path) -> CaseFile:
    try:
        return read(path)
    except CaseFileWrong as wrong:
        for language in LANGUAGES:
            typer.echo(refusal.explained(speak(language), wrong), err=True)
        raise typer.Exit(UNREADABLE) from None


def _check_route_map(path: Path | None) -> None:
    try:
        regional(path)
    except RouteMapWrong as wrong:
        for language in LANGUAGES:
            typer.echo(route_map_explained(speak(language), wrong), err=True)
        raise typer.Exit(UNREADABLE) from None


def _say(message: str, **places: object) -> None:
    for language in LANGUAGES:
        typer.echo(speak(language)(message, **places), err=True)


def _refuse(message: str, **places: object) -> NoReturn:
    _say(message, **places)
    raise typer.Exit(UNREADABLE)


if __name__ == "__main__":
    app()
