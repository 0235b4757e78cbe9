"""`verify`, as whoever runs the planner types it: which copy a found file is, and nothing of its case."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.documents.actions import issue_network
from services.documents.facts import IssuedFile
from services.maintenance import __main__ as commands
from services.relations.facts import Actor
from services.unit_of_work import Work
from tests.planned import PlannedCase, a_planned_case
from tests.services.documents.copies import altered

Verify = Callable[..., Result]


@dataclass
class _Premises:
    """A planner of one database."""

    work_as: Callable[..., Work]
    practice: None = None

    def work(self, *, practice: bool, actor: Actor) -> Work:
        assert not practice
        return self.work_as(actor)


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


@pytest.fixture
def file(planned: PlannedCase) -> IssuedFile:
    return issue_network(planned.director, planned.case_id)


@pytest.fixture
def verify(work_as: Callable[..., Work], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    monkeypatch.setattr(commands, "open_premises", lambda _settings: _Premises(work_as))

    def run(*words: str, content: bytes | None = None) -> Result:
        path = tmp_path / "found"
        if content is not None:
            path.write_bytes(content)
            words = (str(path), *words)
        return CliRunner().invoke(commands.app, ["verify", *words])

    return run


def test_a_copy_is_told_and_nothing_of_its_case(verify: Verify, file: IssuedFile, planned: PlannedCase) -> None:
    result = verify(content=altered.saved_by_python_docx(file.content))
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[:2] == ["Echte zaken", f"Exemplaarcode: {file.copy_code}"]
    assert "Opgehaald door: I. Brandsma" in lines
    assert lines[-1].startswith("Het is elders opnieuw opgeslagen")
    assert not {planned.case_id, "Heggemus", "T-100", "Mevrouw"} & set(result.output.replace(":", " ").split())


def test_a_code_is_enough_in_any_spelling_and_language(verify: Verify, file: IssuedFile) -> None:
    result = verify("--code", file.copy_code.lower(), "--language", "en")
    assert result.exit_code == 0
    assert f"Copy code: {file.copy_code}" in result.output.splitlines()


def test_what_is_unknown_exits_1(verify: Verify) -> None:
    assert verify(content=altered.another_document()).exit_code == 1
    assert verify("--code", "22222222").exit_code == 1


def test_what_cannot_be_read_exits_2(verify: Verify, tmp_path: Path) -> None:
    for result in (verify(content=altered.bomb()), verify(str(tmp_path / "nothing there")), verify(str(tmp_path))):
        assert result.exit_code == 2
        assert "kon niet worden gelezen" in result.output
    for words in ((), (str(tmp_path / "found"), "--code", "22222222")):
        assert verify(*words).exit_code == 2
