"""The command line of the route map: `python -m services.route_map check FILE`."""

from pathlib import Path
from typing import Annotated

import typer

from services.route_map.loader import RouteMapWrong, load
from services.route_map.printed import printed
from services.route_map.queries import REGIONAL
from services.route_map.refusal import explained
from services.wording import LANGUAGES, speak

UNREADABLE = 2
app = typer.Typer(add_completion=False, help="Reads regional route maps.", pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Reads regional route maps, never a case."""


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A regional route map (YAML); without it the one that comes along.")] = (
        REGIONAL
    ),
    language: Annotated[str, typer.Option("--language", help="nl or en")] = "nl",
) -> None:
    """Check a route map and print every rule beside its source. 2: the file is refused; line and reason are said."""
    try:
        route_map = load(file)
    except RouteMapWrong as wrong:
        for spoken in LANGUAGES:
            typer.echo(explained(speak(spoken), wrong), err=True)
        raise typer.Exit(UNREADABLE) from None
    for line in printed(speak(language), route_map):
        typer.echo(line)


if __name__ == "__main__":
    app()
