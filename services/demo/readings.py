"""The structured readings of a case file, and the words that a file adds to the region's vocabulary for them.

A reading that the vocabulary does not know is left out and told, so that a rehearsal runs to its end; the words that a
file adds must be right, or the file is refused with the line.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from services.demo.facts import FileCondition
from services.demo.nodes import CaseFileWrong, Source
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Moment, Norm, Vocabulary
from services.vocabulary.loader import VocabularyWrong, joined
from services.vocabulary.queries import REGIONAL, vocabulary
from services.vocabulary.rules import NUMBERS, NormWrong, check_norm, norm_of

_MOMENTS = ("when", "before", "from_", "until")


def known_words(source: Source, extras: Iterable[Node]) -> Vocabulary:
    """The region's vocabulary with what a file adds, in turn. Raises `CaseFileWrong` with the line."""
    found = vocabulary()
    for node in extras:
        try:
            found = joined(found, node, source.file)
        except VocabularyWrong as wrong:
            raise CaseFileWrong(
                file=source.file, line=wrong.line, reason="vocabulary", key=wrong.data or "extra_vocabulary"
            ) from None
    return found


def understood(
    condition: FileCondition, words: Vocabulary, persons: Collection[str], organisations: Collection[str]
) -> FileCondition:
    """The condition with its reading as norms; without, and with the reason, where one of them is not known."""
    if condition.says is None:
        return condition
    try:
        reading = tuple(norm_of(_with_numbers(norm)) for norm in condition.says)
        for norm in reading:
            check_norm(words, norm, persons, organisations)
    except NormWrong as wrong:
        return replace(condition, unread=(wrong.field, wrong.reason))
    return replace(condition, reading=reading)


def later(reading: tuple[Norm, ...] | None, by: timedelta) -> tuple[Norm, ...] | None:
    """The same reading in another week, by the clock on the wall."""
    if reading is None:
        return None
    return tuple(
        replace(norm, **{name: _moved(getattr(norm, name), by) for name in _MOMENTS if getattr(norm, name)})
        for norm in reading
    )


def write_vocabulary(extras: Iterable[str], path: Path) -> None:
    """Writes the region's vocabulary with what a case adds, for the database of that case alone."""
    root = yaml.compose(REGIONAL.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    added = SequenceNode("tag:yaml.org,2002:seq", [yaml.compose(text, Loader=yaml.SafeLoader) for text in extras])
    root.value.append((ScalarNode("tag:yaml.org,2002:str", "extra_vocabulary"), added))
    path.write_text(yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True), encoding="utf-8")


def as_text(node: MappingNode) -> str:
    """What a file adds, kept as text until a database needs it."""
    return yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True)


def _with_numbers(norm: Mapping[str, object]) -> dict[str, object]:
    """Everything in a file is text until somebody knows what it is; these three are whole numbers."""
    return {
        key: int(value) if key in NUMBERS and isinstance(value, str) and value.isdecimal() else value
        for key, value in norm.items()
    }


def _moved(moment: Moment, by: timedelta) -> Moment:
    return moment.astimezone(LOCAL) + by if isinstance(moment, datetime) else moment + by
