"""Reading a case file by its YAML nodes, so that every refusal can name the line. No object is ever built by YAML.

Unknown keys are collected, never refused. Keys for whoever judges a rehearsal are taken out before anything is read.
Aliases are refused: a short file could stand for an endless one.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from services.errors import ServiceError
from services.scheduling.facts import LOCAL

LARGEST_FILE = 5 * 1024 * 1024
DEEPEST = 30
LONGEST_TEXT = 2000
_STR, _BOOL, _INT = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "bool", "int"))
_NULL, _TIMESTAMP = "tag:yaml.org,2002:null", "tag:yaml.org,2002:timestamp"
_FIRST_YEAR, _LAST_YEAR = 2000, 2200
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{1,2}:\d{2})(?::\d{2})?)?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
T = TypeVar("T", bound=StrEnum)


class CaseFileWrong(ServiceError):
    """A case file cannot be read. Fields: file (name), line (from 1), reason (see `refusal.REASONS`), key."""

    code: ClassVar[str] = "demo.case_file_wrong"

    def __init__(self, *, file: str, line: int, reason: str, key: str = "") -> None:
        self.file, self.line, self.reason, self.key = file, line, reason, key
        super().__init__(file=file, line=line, reason=reason, key=key)


def for_judges(key: str) -> bool:
    """Whether a key holds what a rehearsal is judged by; the planner must not read it (`rehearsal.md`)."""
    return key.startswith("expect") or key.endswith("_expected") or key in ("leak_tests", "must_appear")


class Source:
    """One file being read: gives the fields of its mappings and refuses with the line what cannot be read."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.ignored: set[str] = set()

    def wrong(self, node: Node | int, reason: str, key: str = "") -> NoReturn:
        """Refuses this node (or line number)."""
        line = node if isinstance(node, int) else node.start_mark.line + 1
        raise CaseFileWrong(file=self.file, line=line, reason=reason, key=key)

    def fields(self, node: Node, known: str, key: str = "") -> "Fields":
        """The fields of a mapping; `known` are the keys that are read, as words in one text."""
        found: dict[str, Node] = {}
        for name, value in self.pairs(node, key):
            if name not in known.split():
                self.ignored.add(name)
            elif name in found:
                self.wrong(value, "duplicate_key", name)
            elif value.tag != _NULL:
                found[name] = value
        return Fields(self, node, found)

    def pairs(self, node: Node, key: str = "") -> Iterator[tuple[str, Node]]:
        """Keys and values of a mapping, without those for whoever judges."""
        if not isinstance(node, MappingNode):
            self.wrong(node, "not_a_mapping", key)
        for name, value in node.value:
            if not isinstance(name, ScalarNode):
                self.wrong(name, "key_not_text")
            word = "".join(sign for sign in name.value if sign.isprintable())[:80]
            if not for_judges(word):
                yield word, value

    def items(self, node: Node, key: str) -> list[Node]:
        """The nodes of a list."""
        if not isinstance(node, SequenceNode):
            self.wrong(node, "not_a_list", key)
        return node.value

    def text(self, node: Node, key: str, longest: int = LONGEST_TEXT) -> str:
        """Text that says something; several lines are fine, control characters are not."""
        if not isinstance(node, ScalarNode) or node.tag not in (_STR, _INT, _TIMESTAMP):
            self.wrong(node, "not_text", key)
        text = node.value.strip()
        if not text:
            self.wrong(node, "empty_text", key)
        if len(text) > longest:
            self.wrong(node, "too_long", key)
        if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
            self.wrong(node, "odd_characters", key)
        return text

    def line_of_text(self, node: Node, key: str, longest: int) -> str:
        """Text that can stand in a name, a title or a mail's subject: one line, no disguises."""
        text = self.text(node, key, longest)
        if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text):
            self.wrong(node, "odd_characters", key)
        return text

    def flag(self, node: Node, key: str) -> bool:
        """true or false; YAML's yes and no count as well."""
        if not isinstance(node, ScalarNode) or node.tag != _BOOL:
            self.wrong(node, "not_true_or_false", key)
        return node.value.lower() in ("true", "yes", "on")

    def number(self, node: Node, key: str, least: int, most: int) -> int:
        """A whole number between two bounds."""
        if not isinstance(node, ScalarNode) or not re.fullmatch(r"\d{1,6}", node.value):
            self.wrong(node, "not_a_number", key)
        if not least <= int(node.value) <= most:
            self.wrong(node, "number_out_of_range", key)
        return int(node.value)

    def term(self, node: Node, terms: type[T], key: str) -> T:
        """A word that must be one of the known terms."""
        word = self.text(node, key)
        if word not in list(terms):
            self.wrong(node, "unknown_word", key)
        return terms(word)

    def day(self, node: Node, key: str) -> date:
        """A date, as 2026-11-23."""
        return self.moment(node, key)[0].date()

    def moment(self, node: Node, key: str) -> tuple[datetime, bool]:
        """A local moment (2026-11-23T18:00) or a whole day (its last minute), and whether it is a whole day.

        In the hour that a clock change doubles, the second one is meant: a hold must not end too early.
        """
        found = _MOMENT.fullmatch(self.text(node, key, 30))
        if not found:
            self.wrong(node, "bad_date", key)
        try:
            day = date.fromisoformat(found[1])
        except ValueError:
            self.wrong(node, "bad_date", key)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.wrong(node, "bad_date", key)
        minutes = self._minutes(node, found[2], key) if found[2] else 24 * 60 - 1
        naive = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001
        return naive.replace(tzinfo=LOCAL, fold=1), not found[2]

    def time(self, node: Node, key: str) -> int:
        """A time of day (09:00, or 24:00 for the end) in minutes since midnight."""
        if not isinstance(node, ScalarNode):
            self.wrong(node, "bad_time", key)
        return self._minutes(node, node.value, key)

    def _minutes(self, node: Node, text: str, key: str) -> int:
        found = _TIME.fullmatch(text)
        minutes = int(found[1]) * 60 + int(found[2]) if found else -1
        if not found or int(found[2]) > 59 or not 0 <= minutes <= 24 * 60:
            self.wrong(node, "bad_time", key)
        return minutes


class Fields:
    """The known fields of one mapping. An empty value counts as absent."""

    def __init__(self, source: Source, node: Node, found: dict[str, Node]) -> None:
        self.source, self.node, self._found = source, node, found

    def get(self, key: str) -> Node | None:
        """The node of a field, if it is there."""
        return self._found.get(key)

    def need(self, key: str) -> Node:
        """The node of a field that must be there."""
        if key not in self._found:
            self.source.wrong(self.node, "missing_key", key)
        return self._found[key]

    def text(self, key: str, longest: int = LONGEST_TEXT) -> str:
        """A text, or the empty text."""
        node = self.get(key)
        if node is None or (isinstance(node, ScalarNode) and not node.value.strip() and node.tag == _STR):
            return ""
        return self.source.text(node, key, longest)

    def line(self, key: str, longest: int, *, needed: bool = False) -> str:
        """A line of text, or the empty text where it may be absent."""
        if not needed and not self.text(key, longest):
            return ""
        return self.source.line_of_text(self.need(key), key, longest)

    def flag(self, key: str, default: bool) -> bool:
        """true or false."""
        node = self.get(key)
        return default if node is None else self.source.flag(node, key)

    def items(self, key: str) -> list[Node]:
        """The nodes of a list; none where it is absent."""
        node = self.get(key)
        return [] if node is None else self.source.items(node, key)

    def lines(self, key: str, longest: int) -> tuple[str, ...]:
        """A list of lines of text; one line alone is a list of one."""
        node = self.get(key)
        if isinstance(node, ScalarNode):
            return (self.source.line_of_text(node, key, longest),)
        return tuple(self.source.line_of_text(item, key, longest) for item in self.items(key))

    def known(self, key: str, words: Iterable[str], reason: str) -> tuple[str, ...]:
        """A list of words of which each must be known."""
        allowed = set(words)
        for item in self.items(key):
            if self.source.line_of_text(item, key, 60) not in allowed:
                self.source.wrong(item, reason, key)
        return self.lines(key, 60)


def compose(path: Path) -> tuple[Source, Node]:
    """Reads and parses a file. Refuses what cannot be opened, is too large, is not UTF-8 or is not plain YAML."""
    source = Source(path.name)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError:
        source.wrong(1, "unreadable")
    if len(raw) > LARGEST_FILE:
        source.wrong(1, "too_large")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source.wrong(raw.count(b"\n", 0, error.start) + 1, "not_utf8")
    return source, _parsed(source, text)


def _parsed(source: Source, text: str) -> Node:
    try:
        root = yaml.compose(text, Loader=_Loader)
    except _Refused as error:
        source.wrong(error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        source.wrong(mark.line + 1 if mark else 1, "malformed")
    except ReaderError as error:
        source.wrong(text.count("\n", 0, error.position) + 1, "odd_characters")
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        source.wrong(1, "malformed")
    if root is None:
        source.wrong(1, "empty_file")
    return root


class _Refused(yaml.MarkedYAMLError):
    """Well-formed YAML that is no case file; `problem` is the reason."""


class _Loader(yaml.SafeLoader):
    """Composes nodes only, refuses aliases and depth before they cost anything."""

    depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        """One node, unless it is an alias or lies too deep."""
        if self.check_event(yaml.AliasEvent):
            raise _Refused(problem="alias", problem_mark=self.peek_event().start_mark)
        if self.depth > DEEPEST:
            raise _Refused(problem="too_deep", problem_mark=self.peek_event().start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1
