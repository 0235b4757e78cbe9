"""The order of imports holds: the contracts stand in `pyproject.toml`, in the order of the architecture."""

import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.sources import ROOT, calls, dotted, nodes, sources, where

MAY_KNOW_TABLES = {"actions", "queries", "unit_of_work"}
ROOMS_OF_TABLES = (
    *("services/audit/", "services/barring/", "services/cases/", "services/directory/"),
    *("services/demo/accounts.py", "services/direction/seat.py", "services/measures/police_plan.py"),
    *("services/duties/following.py", "services/live/", "services/meetings/", "services/region/"),
    "services/region_plan/",
    "services/minutes/recording.py",
    *("services/conditions/", "services/documents/forms/", "services/plans/releasing.py"),
    *("services/consistency/made_of_findings.py", "services/consistency/telling.py"),
    *("services/plans/recording.py", "services/plans/settling.py"),
    *("services/plans/versions/", "services/plans/written/"),
    *("services/documents/copies/", "services/documents/guarding/", "services/documents/house_styles/"),
    *("services/documents/notices/", "services/documents/papers.py"),
    *("services/relations/owning.py", "services/relations/prepared.py", "services/reports/"),
)
"""The directory has a file per door instead of one actions.py; drafts and rows of cases, likenesses and directing of
bars lie beside their actions; the police plan is apart from everything else; following is the system's own verb; a
meeting is planned, moved, kept free and recorded in a file each; a region is counted in a file per question, and its
weeks are read and announced in a file each; conditions are asked, carried over and confirmed in a file each, and
forms are issued, received and taken over so; the release of a plan is apart from making it, and so is settling what
was found between conditions, which records an action the same way; what was settled is read beside the board.
Versions of a plan and what is written for it have a room each; copies are handed out, recognised and called back in
a file each, and texts for one reader are written and issued in one place. Who comes to the table of a meeting stands
apart from what is noted there, and the record of a meeting from its minutes. Which links to actions hold is asked by
permission and by reminders alike; such links are given, owners reminded and their managers written to in a file
each. What is asked in every act is put together once, beside the queries that ask it."""


def test_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_contracts_cover_every_room() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    stair = next(c for c in contracts if c.get("containers") == ["services"])
    listed = {name.strip() for layer in stair["layers"] for name in layer.split("|")}
    there = {p.stem for p in (ROOT / "services").iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert stair["exhaustive"] is True
    assert listed == there - {"__init__"}


def test_tables_are_known_only_to_queries_and_actions() -> None:
    strangers = []
    for path, tree in sources("services"):
        stem = Path(path).stem
        if stem in MAY_KNOW_TABLES or path.startswith(ROOMS_OF_TABLES):
            continue
        strangers += [f"{path}: {name}" for name in _imports(tree) if name.startswith(("sqlmodel", "sqlalchemy"))]
    assert strangers == []


def test_only_the_unit_of_work_begins_and_commits() -> None:
    allowed = {"services/unit_of_work.py", "models/database.py"}
    found = [
        where(path, call)
        for path, tree in sources("services", "pages")
        for call in calls(tree)
        if path not in allowed and dotted(call.func).endswith((".begin", ".commit", ".rollback", ".writing"))
    ]
    assert found == []


def _imports(tree) -> list[str]:
    import ast

    found = []
    for node in nodes(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found
