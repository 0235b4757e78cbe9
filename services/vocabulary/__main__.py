"""The command line of the vocabulary: `python -m services.vocabulary check FILE`."""

from pathlib import Path
from typing import Annotated

import typer

from services.vocabulary.loader import VocabularyWrong, load
from services.vocabulary.printed import printed
from services.vocabulary.queries import REGIONAL
from services.vocabulary.refusal import explained
from services.wording import LANGUAGES, speak

UNREADABLE = 2
app = typer.Typer(add_completion=False, help="Reads regional vocabularies.", pretty_exceptions_enable=False)


@app.callback()
def main() -> None:
    """Reads regional vocabularies, never a case."""


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="A regional vocabulary (YAML); without it the one that comes along.")] = (
        REGIONAL
    ),
    language: Annotated[str, typer.Option("--language", help="nl or en")] = "nl",
) -> None:
    """Check a vocabulary and print its acts and terms. 2: the file is refused; line and reason are said."""
    try:
        found = load(file)
    except VocabularyWrong as wrong:
        for spoken in LANGUAGES:
            typer.echo(explained(speak(spoken), wrong), err=True)
        raise typer.Exit(UNREADABLE) from None
    for line in printed(speak(language), found):
        typer.echo(line)


if __name__ == "__main__":
    app()
