"""From a vocabulary file to a `Vocabulary`, or a refusal that names file, line and reason; and a vocabulary joined with
what a case file brings along."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import yaml
from yaml.nodes import Node, ScalarNode

from services.route_map.nodes import Source, compose
from services.vocabulary.checks import check_presence, check_relations
from services.vocabulary.facts import Act, Exclusion, Requirement, Slot, Standing, Term, Vocabulary, Words
from services.vocabulary.reading import FIELDS, Entries
from services.vocabulary.refusal import VocabularyWrong

__all__ = ["VocabularyWrong", "joined", "load"]

T = TypeVar("T")
K = TypeVar("K", bound=str)
Relation = TypeVar("Relation", Exclusion, Requirement, Standing)
Entry = TypeVar("Entry", Act, Term)
Identified = TypeVar("Identified", Act, Term, Slot)
SHIPPED = Path(__file__).with_name("regional.yaml")
_LISTS = "acts terms part_of excludes requires standing"
_HEAD = f"version modalities slots {' '.join(FIELDS)}"


def load(path: Path) -> Vocabulary:
    """Read a vocabulary and check the whole of it. Raises `VocabularyWrong` at the first fault."""
    source, root = compose(path, VocabularyWrong)
    top = source.mapping(root, f"{_HEAD} {_LISTS}", "organisations bases lowered presence extra_vocabulary")
    entries = Entries(source)
    slots = _by_id(source, top, "slots", lambda node: _keyed(entries.slot(node)))
    modalities = _by_id(source, top, "modalities", entries.modality)
    fields: dict[str, Words] = {}
    for name, known in FIELDS.items():
        fields |= entries.field_words(top, name, known)
    bare = Vocabulary(
        version=_version(source, top["version"]),
        modalities=modalities,
        slots=slots,
        fields=fields,
        acts={},
        terms={},
        organisations=_by_id(source, top, "organisations", entries.named),
        bases=_by_id(source, top, "bases", entries.named),
        lowered=entries.texts(top, "lowered"),
    )
    found = _with_lists(bare, source, top)
    if "presence" in top:
        found = replace(found, presence=entries.presence(top["presence"]))
        check_presence(source, top["presence"], found)
    for node in source.items(top["extra_vocabulary"]) if "extra_vocabulary" in top else ():
        found = joined(found, node, path.name)
    return found


def joined(vocabulary: Vocabulary, extra: Mapping[str, object] | Node, file: str = "extra_vocabulary") -> Vocabulary:
    """A vocabulary with more acts, terms and relations. What is known already keeps what it means; only its words are
    those of the addition. `extra` is a plain mapping or, for lines as they stand in `file`, its node.

    Raises `VocabularyWrong`; for a mapping the line is that of the mapping written out.
    """
    source = Source(file, VocabularyWrong)
    if isinstance(extra, Node):
        node: Node | None = extra
    else:
        try:
            written = yaml.safe_dump(dict(extra), allow_unicode=True, sort_keys=False)
        except (yaml.YAMLError, TypeError, ValueError, RecursionError):
            source.wrong(1, "syntax")
        node = yaml.compose(written, Loader=yaml.SafeLoader)
    if node is None:
        source.wrong(1, "empty_file")
    return _with_lists(vocabulary, source, source.mapping(node, "", _LISTS))


def _with_lists(base: Vocabulary, source: Source, top: dict[str, Node]) -> Vocabulary:
    entries = Entries(source)
    found = replace(
        base,
        acts=_with(base.acts, _by_id(source, top, "acts", lambda node: _keyed(entries.act(node)))),
        terms=_with(base.terms, _by_id(source, top, "terms", lambda node: _keyed(entries.term(node)))),
        part_of=tuple(dict.fromkeys((*base.part_of, *_each(source, top, "part_of", entries.part)))),
        excludes=_same(base.excludes, _each(source, top, "excludes", entries.exclusion)),
        requires=_same(base.requires, _each(source, top, "requires", entries.requirement)),
        standing=_same(base.standing, _each(source, top, "standing", entries.standing)),
    )
    check_relations(source, top, found)
    return found


def _with(base: Mapping[str, Entry], own: Mapping[str, Entry]) -> dict[str, Entry]:
    """Union by id. An id that is there already takes over every word that the addition has, and nothing else."""
    merged = dict(base)
    for key, entry in own.items():
        known = merged.get(key)
        merged[key] = entry if known is None else _reworded(known, entry)
    return merged


def _reworded(known: Entry, own: Entry) -> Entry:
    words = {name: value for name, value in vars(own).items() if isinstance(value, Words) and value != Words()}
    labels = {name: value for name in ("nl", "en") if (value := getattr(own, name))}
    return replace(known, **words, **labels, cues=tuple(dict.fromkeys((*known.cues, *own.cues))))


def _same(base: tuple[Relation, ...], own: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Union of relations; one that differs in its words only takes the place of the former."""
    by_meaning = {replace(entry, label=Words()): entry for entry in (*base, *own)}
    return tuple(by_meaning.values())


def _keyed(entry: Identified) -> tuple[str, Identified]:
    return entry.id, entry


def _each(source: Source, top: dict[str, Node], name: str, one: Callable[[Node], T]) -> tuple[T, ...]:
    return tuple(one(node) for node in source.items(top[name])) if name in top else ()


def _by_id(source: Source, top: dict[str, Node], name: str, one: Callable[[Node], tuple[K, T]]) -> dict[K, T]:
    found: dict[K, T] = {}
    for node in source.items(top[name]) if name in top else ():
        key, entry = one(node)
        if key in found:
            source.wrong(node, "duplicate_id", key)
        found[key] = entry
    if name in ("slots", "modalities") and len(found) < {"slots": 6, "modalities": 3}[name]:
        source.wrong(top[name], "missing_key", name)
    return found


def _version(source: Source, node: Node) -> str:
    return node.value.strip() if isinstance(node, ScalarNode) and node.value.strip() else source.text(node)
