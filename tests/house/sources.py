"""The program's own source files as syntax trees, for the contracts of the building."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("models", "services", "pages")


@cache
def sources(*tops: str) -> tuple[tuple[str, ast.Module], ...]:
    """Path (from the project's root) and tree of every Python file under these folders; the whole program by default.

    `app.py` belongs to the whole program.
    """
    files = [path for top in tops or ROOMS for path in sorted((ROOT / top).rglob("*.py"))]
    if not tops:
        files.append(ROOT / "app.py")
    return tuple((path.relative_to(ROOT).as_posix(), _tree(path)) for path in files)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Everything in the tree of a file, walked once for all contracts; nobody changes it."""
    return tuple(ast.walk(tree))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call in a tree."""
    found = nodes(tree) if isinstance(tree, ast.Module) else ast.walk(tree)
    return (node for node in found if isinstance(node, ast.Call))


def dotted(node: ast.AST) -> str:
    """The name of what is called or read: `st.cache_data`, `say.plural`; empty when it has none."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f".{node.attr}"
    return ""


def where(path: str, node: ast.AST) -> str:
    """A place to open: `pages/frame/shell.py:12`."""
    return f"{path}:{getattr(node, 'lineno', 0)}"


def tracked_files() -> tuple[Path, ...]:
    """Every file of the project that belongs to it: what git tracks, or all but caches where there is no git."""
    import subprocess

    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if found.returncode == 0 and found.stdout:
        return tuple(ROOT / name for name in found.stdout.decode().split("\0") if name and (ROOT / name).exists())
    left_out = {".venv", ".git", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis", "test-output"}
    return tuple(p for p in ROOT.rglob("*") if p.is_file() and not left_out & set(p.relative_to(ROOT).parts))
