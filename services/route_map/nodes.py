"""Reading YAML by its nodes, so that every refusal can name the line. Only text, true/false and lists are built.

YAML turns an unquoted `on`, `no` or `yes` into true or false; here a key or word that is not plain text is refused.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from services.errors import ServiceError

TermT = TypeVar("TermT", bound=StrEnum)
_TEXT, _BOOLEAN, _NUMBER = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "int"))
_DIGITS = re.compile("-?[0-9]{1,9}")


class RouteMapWrong(ServiceError):
    """The route map cannot be used. Fields: file (name), line (from 1), reason (see `refusal.REASONS`), data (str)."""

    code = "route_map.wrong"

    def __init__(self, *, file: str, line: int, reason: str, data: str = "") -> None:
        self.file, self.line, self.reason, self.data = file, line, reason, data
        super().__init__(file=file, line=line, reason=reason, data=data)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason} {self.data}".rstrip()


class Source:
    """One file being read: turns nodes into values, and refuses with the line what is not what it must be.

    Another kind of file is refused with an error of its own: `refusal` takes the same fields as `RouteMapWrong`.
    """

    def __init__(self, file: str, refusal: Callable[..., ServiceError] = RouteMapWrong) -> None:
        self.file, self.refusal = file, refusal

    def wrong(self, node: Node | int, reason: str, data: str = "") -> NoReturn:
        """Refuse this node (or line number)."""
        line = node if isinstance(node, int) else node.start_mark.line + 1
        raise self.refusal(file=self.file, line=line, reason=reason, data=data)

    def mapping(self, node: Node, required: str, optional: str = "") -> dict[str, Node]:
        """The values of a mapping by key; required and optional keys are given as words in one text."""
        if not isinstance(node, MappingNode):
            self.wrong(node, "wrong_type", "mapping")
        allowed = {*required.split(), *optional.split()}
        for key_node, _ in node.value:
            if (key := self._key(key_node)) not in allowed:
                self.wrong(key_node, "unknown_key", key)
        found = dict(self.entries(node))
        for key in required.split():
            if key not in found:
                self.wrong(node, "missing_key", key)
        return found

    def has(self, node: Node, key: str) -> bool:
        """Whether a mapping has this key."""
        return isinstance(node, MappingNode) and any(found.value == key for found, _ in node.value)

    def entries(self, node: Node) -> Iterator[tuple[str, Node]]:
        """The keys of a mapping with their values, whatever the keys are; none may stand there twice."""
        if not isinstance(node, MappingNode):
            self.wrong(node, "wrong_type", "mapping")
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self._key(key_node)
            if key in seen:
                self.wrong(key_node, "duplicate_key", key)
            seen.add(key)
            yield key, value

    def _key(self, node: Node) -> str:
        if not isinstance(node, ScalarNode) or node.tag != _TEXT:
            self.wrong(node, "key_not_text", str(node.value) if isinstance(node, ScalarNode) else "")
        return node.value

    def text(self, node: Node) -> str:
        """A plain text that says something."""
        if not isinstance(node, ScalarNode) or node.tag != _TEXT:
            self.wrong(node, "wrong_type", "text")
        if not node.value.strip():
            self.wrong(node, "empty_text")
        return node.value.strip()

    def boolean(self, node: Node) -> bool:
        """`true` or `false`."""
        if not isinstance(node, ScalarNode) or node.tag != _BOOLEAN or node.value.lower() not in ("true", "false"):
            self.wrong(node, "wrong_type", "true/false")
        return node.value.lower() == "true"

    def whole_number(self, node: Node, least: int, most: int) -> int:
        """A whole number within bounds, written in plain digits."""
        if not isinstance(node, ScalarNode) or node.tag != _NUMBER or not _DIGITS.fullmatch(node.value):
            self.wrong(node, "wrong_type", "number")
        if not least <= int(node.value) <= most:
            self.wrong(node, "odd_number", f"{least}-{most}")
        return int(node.value)

    def items(self, node: Node) -> Iterator[Node]:
        """The nodes of a list."""
        if not isinstance(node, SequenceNode):
            self.wrong(node, "wrong_type", "list")
        return iter(node.value)

    def term(self, node: Node, terms: type[TermT], reason: str) -> TermT:
        """A word that must be one of the known terms."""
        word = self.text(node)
        if word not in list(terms):
            self.wrong(node, reason, word)
        return terms(word)


def compose(path: Path, refusal: Callable[..., ServiceError] = RouteMapWrong) -> tuple[Source, Node]:
    """Read and parse a file. Refuses a file that cannot be read, is not UTF-8, is empty or is not YAML."""
    source = Source(path.name, refusal)
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError):
        source.wrong(1, "unreadable")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.wrong(mark.line + 1 if mark else 1, "syntax", error.problem or "")
    except (yaml.YAMLError, RecursionError):
        source.wrong(1, "syntax")
    if root is None:
        source.wrong(1, "empty_file")
    return source, root
