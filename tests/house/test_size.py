"""Files one can read in one go, functions one can hold in the head."""

import ast

from tests.house.sources import ROOT, nodes, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 30


def _functions() -> list[tuple[str, int]]:
    return [
        (f"{path}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for path, tree in sources()
        if not path.startswith("models/migrations/versions/")
        for node in nodes(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_files_are_short() -> None:
    lengths = {
        path: len((ROOT / path).read_text().splitlines())
        for path, _ in sources()
        if not path.startswith("models/migrations/versions/")
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    assert [f"{name}: {lines}" for name, lines in _functions() if lines > LONGEST_FUNCTION] == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [lines for _, lines in _functions()]
    assert sum(lines <= USUAL_FUNCTION for lines in lengths) / len(lengths) >= 0.9


def test_public_parts_say_what_they_are_for() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in sources()
        if not path.startswith("models/migrations/")
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert silent == []
