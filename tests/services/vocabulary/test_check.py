"""`python -m services.vocabulary check FILE`: what a vocabulary holds, for people who do not read YAML."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.vocabulary.__main__ import app
from services.vocabulary.queries import REGIONAL, vocabulary


def run(*arguments: str) -> Result:
    """The command's outcome."""
    return CliRunner().invoke(app, ["check", *arguments])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_act_and_term_is_printed(language: str) -> None:
    result = run(str(REGIONAL), "--language", language)
    assert result.exit_code == 0
    for act in vocabulary().acts:
        assert vocabulary().act_label(act, language) in result.output
    for term in vocabulary().terms:
        assert vocabulary().label(term, language) in result.output


def test_a_wrong_file_is_refused_in_both_languages(tmp_path: Path) -> None:
    wrong = tmp_path / "eigen.yaml"
    wrong.write_text(
        REGIONAL.read_text(encoding="utf-8").replace("is_a: [contact]", "is_a: [hug]", 1), encoding="utf-8"
    )
    result = run(str(wrong))
    assert result.exit_code == 2
    assert "er is geen handeling hug" in result.output
    assert "there is no act hug" in result.output
