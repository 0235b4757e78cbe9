"""What belongs to the project names no machine and no registry, and the program reads nothing meant for its judges."""

import ast
import re
from pathlib import Path

from tests.house.sources import ROOT, nodes, sources, tracked_files

TEXT = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".po", ".css", ".js", ".cfg", ".ini", ".sh", ".csv", ""}
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|Users|work|mnt|workspace)/(?!hanna\b)[\w.-]+")
"""Hanna is one of the cast."""
REGISTRY = re.compile(
    r"(?:--(?:extra-)?index-url|--find-links|--trusted-host|https?://[\w.-]*(?:pypi|pythonhosted)[\w.-]*)"
)
JUDGES = re.compile(r"\w+_expected|leak_tests|must_appear|expect|expects")
FENCE = "services/demo/nodes.py"
"""The fence itself: it drops these keys before anything else of a case file is read."""


def _texts() -> list[tuple[str, str]]:
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text(errors="ignore"))
        for path in tracked_files()
        if path.suffix in TEXT and path.name != Path(__file__).name
    ]


def test_no_file_names_a_machine() -> None:
    assert [(name, found.group()) for name, text in _texts() if (found := MACHINE.search(text))] == []


def test_no_file_names_a_package_registry() -> None:
    assert [(name, found.group()) for name, text in _texts() if (found := REGISTRY.search(text))] == []


def test_requirements_are_exact_and_hashed() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
        assert len(lines) > 40
        assert [line[:60] for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_everything_for_running_is_in_the_development_set_too() -> None:
    runs, develops = (_pinned(name) for name in ("requirements.txt", "requirements-dev.txt"))
    assert runs.items() <= develops.items()


def test_program_never_asks_for_what_judges_hold() -> None:
    found = [
        f"{path}:{node.lineno} {node.value}"
        for path, tree in sources()
        if path != FENCE
        for node in nodes(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and JUDGES.fullmatch(node.value)
    ]
    assert found == []


def test_program_reads_nothing_outside_itself() -> None:
    found = [path for path, tree in sources() if "../shared" in ast.unparse(tree) or "MDO_SHARED" in ast.unparse(tree)]
    assert found == []


def test_only_fixed_places_at_the_top() -> None:
    fixed = {"pyproject.toml", "app.py", "pages", "models", "services", "tests", "README.md", "requirements.txt"}
    fixed |= {"requirements-dev.txt", "LICENSE", "CHANGELOG.md", "docs"}
    tops = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert {top for top in tops if not top.startswith(".")} <= fixed


def _pinned(name: str) -> dict[str, str]:
    pinned = re.findall(r"^([A-Za-z0-9_.\[\]-]+)==([^\s;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
    return {package.split("[")[0].lower(): version for package, version in pinned}
