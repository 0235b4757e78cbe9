"""The README and the documents beside it say what is so."""

import re
from enum import StrEnum

import pytest

from models import terms
from services.access.rules import Permission
from services.settings import Settings
from services.wording import label, speak
from tests.house.sources import ROOT, tracked_files

README = ROOT / "README.md"


def _rows(text: str) -> list[list[str]]:
    """Cells of every table row."""
    return [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|") and not re.fullmatch(r"[|\s:-]+", line)
    ]


def _section(title: str) -> str:
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", README.read_text(), re.DOTALL | re.MULTILINE)
    assert found, f"no section {title}"
    return found[1]


def test_settings_are_all_listed_with_their_default() -> None:
    listed = {row[0].strip("`"): row[1].strip("`") for row in _rows(_section("Settings"))[1:]}
    there = {f"MDO_{name.upper()}": field for name, field in Settings.model_fields.items()}
    assert set(listed) == set(there)
    for name, field in there.items():
        value = field.default.get_secret_value() if hasattr(field.default, "get_secret_value") else field.default
        assert listed[name] == ("–" if value in (None, "") else str(value)), name


def test_glossary_is_that_of_the_terms() -> None:
    listed = {(row[0].strip("`"), row[1].strip("`")): (row[2], row[3]) for row in _rows(_section("Glossary"))[1:]}
    kinds = {name: kind for name, kind in vars(terms).items() if isinstance(kind, type) and issubclass(kind, StrEnum)}
    nl, en = speak("nl"), speak("en")
    there = {
        (f"{name}.{member.name}", member.value): (label(nl, member), label(en, member))
        for name, kind in kinds.items()
        if kind is not terms.RuleForce
        for member in kind
    }
    assert listed == there


@pytest.mark.parametrize("command", ["-r requirements.txt && .venv/bin/streamlit run app.py", "&& .venv/bin/pytest"])
def test_both_commands_stand_there_on_one_line(command: str) -> None:
    assert any(command in line and line.startswith("python3 -m venv .venv") for line in README.read_text().splitlines())


def test_build_calls_the_tests_of_the_readme() -> None:
    run = (ROOT / ".ci/run").read_text()
    assert "-r requirements-dev.txt" in run
    for step in ("ruff check", "ruff format --check", "ty check", "lint-imports", "bandit", "pytest", "-m long"):
        assert step in run, step


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in (path for path in tracked_files() if path.suffix == ".md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            if not (path.parent / target).exists():
                broken.append((path.name, target))
    assert broken == []


def test_files_named_in_the_documents_exist() -> None:
    """A path in backquotes is a promise."""
    broken = []
    for path in (path for path in tracked_files() if path.suffix == ".md"):
        for target in re.findall(r"`((?:pages|services|models|tests|docs|\.ci)/[\w./-]+)(?:::\w+)?`", path.read_text()):
            if not (ROOT / target).exists():
                broken.append((path.name, target))
    assert broken == []


def test_tests_named_in_the_threat_model_exist() -> None:
    text = (ROOT / "docs/threat-model.md").read_text()
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    assert len(named) > 10
    gone = [(file, name) for file, name in named if f"def {name}(" not in (ROOT / file).read_text()]
    assert gone == []


def test_every_decision_says_problem_options_and_choice() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [path.name[:4] for path in decisions] == [f"{number:04d}" for number in range(1, len(decisions) + 1)]
    for path in decisions:
        text = path.read_text()
        assert all(f"## {part}" in text for part in ("Problem", "Options", "Choice")), path.name
        assert len(text.splitlines()) < 60, path.name


def test_permissions_are_named_by_what_and_verb() -> None:
    assert [p for p in Permission if not re.fullmatch(r"[a-z]+\.[a-z_]+", p)] == []
