"""Pairs of which a side has no reading and whose texts say nearly the same: somebody has to look. Pure.

Source: `conditions.md` section 3, near duplicate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from models.terms import PersonRole
from services.consistency.compared.prose.claims import Heard, Listener
from services.consistency.compared.prose.words import plain, stem, words_of
from services.consistency.compared.two_conditions import duplicate_of
from services.consistency.facts import Certainty, Duplicate, Statement
from services.vocabulary.facts import Vocabulary

ALIKE, ALIKE_OF_ONE_ACT = 0.75, 0.6
"""From this likeness on two texts say nearly the same; where they speak of one act and the same people,
from this one."""
_LEAST_SHARED = 3


def possible_duplicates(
    vocabulary: Vocabulary,
    statements: Sequence[Statement],
    aliases: Mapping[str, str],
    roles: Mapping[str, PersonRole] | None = None,
) -> tuple[Duplicate, ...]:
    """Pairs whose texts say nearly the same of the same people, by number: of one subject, both with a no or both
    without, at the same time; at least one without a reading; also two of the same organisation."""
    ordered = sorted(statements, key=lambda one: (one.number, one.id))
    if all(one.reading for one in ordered):
        return ()
    listener = Listener(vocabulary, aliases, roles or {})
    alike: dict[tuple[str, bool], list[_Text]] = {}
    for text in (_text(listener.heard(one)) for one in ordered):
        alike.setdefault((text.heard.of.subject, text.denied), []).append(text)
    found = [
        (first.heard.of, second.heard.of)
        for those in alike.values()
        for first, second in combinations(those, 2)
        if not (first.heard.of.reading and second.heard.of.reading) and _same(first, second)
    ]
    found.sort(key=lambda pair: [(one.number, one.id) for one in pair])
    return tuple(duplicate_of(first, second, Certainty.POSSIBLE) for first, second in found)


@dataclass(frozen=True)
class _Text:
    """A text as it is compared: how many letters the word of each stem has, and whether it forbids."""

    heard: Heard
    letters: Mapping[str, int]
    denied: bool


def _text(heard: Heard) -> _Text:
    words = [plain(word) for word in words_of(heard.of.text)]
    return _Text(heard, {stem(word): len(word) for word in words}, bool(heard.bans))


def _same(one: _Text, other: _Text) -> bool:
    """Whether nothing that both say tells them apart, and their words are alike."""
    mine, theirs = _acts(one.heard), _acts(other.heard)
    if (mine and theirs and not mine & theirs) or _circumstances(one.heard) != _circumstances(other.heard):
        return False
    if not (_agree(one.heard.named, other.heard.named) and _agree(_others(one.heard), _others(other.heard))):
        return False
    one_act = bool(mine & theirs) and one.heard.named == other.heard.named
    return _likeness(one, other) >= (ALIKE_OF_ONE_ACT if one_act else ALIKE)


def _acts(heard: Heard) -> frozenset[str]:
    return frozenset(act for claim in heard.claims for act in claim.acts)


def _others(heard: Heard) -> frozenset[str]:
    """The organisations that a text names, without its own."""
    return heard.organisations - {heard.of.author}


def _circumstances(heard: Heard) -> tuple[frozenset[object], ...]:
    """When, where and how often: what tells two texts apart that have every other word in common."""
    return (
        frozenset(claim.times for claim in heard.claims),
        frozenset(place for claim in heard.claims for place in claim.places),
        frozenset(number for claim in heard.claims for number in claim.numbers),
        frozenset((heard.ends, heard.begins, heard.excepted)),
    )


def _agree(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one of them names nobody whom the other does not."""
    return mine <= theirs or theirs <= mine


def _likeness(one: _Text, other: _Text) -> float:
    """0 to 1, much as a token set ratio: the letters of shared words against those of the text that adds least."""
    shared = one.letters.keys() & other.letters.keys()
    if len(shared) < _LEAST_SHARED:
        return 0
    both = sum(one.letters[key] + other.letters[key] for key in shared)
    added = min(sum(text.letters.values()) - sum(text.letters[key] for key in shared) for text in (one, other))
    return both / (both + added)
