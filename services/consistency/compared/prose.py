"""What two texts make possible, for pairs of which a side has no reading: somebody has to look. Pure.

Source: `conditions.md` section 6, fallback on prose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from models.terms import PersonRole
from services.consistency.compared import dutch
from services.consistency.compared.beside import pair_key, severity_between, theme_between, tier_between
from services.consistency.compared.meeting import Meeting
from services.consistency.compared.near import Near
from services.consistency.compared.texts import Listener
from services.consistency.compared.words import plain, stem, words_of
from services.consistency.facts import Certainty, Contradiction, Duplicate, Statement
from services.vocabulary.facts import Vocabulary

ALIKE = 0.75
"""From this likeness on two texts say nearly the same."""
_LEAST_SHARED = 3
_REFUSES = tuple(word for word in dutch.DENIES if " " not in word)


def possible_contradictions(
    vocabulary: Vocabulary,
    statements: Sequence[Statement],
    aliases: Mapping[str, str],
    roles: Mapping[str, PersonRole] | None = None,
) -> tuple[Contradiction, ...]:
    """Pairs whose texts may contradict each other, most severe first. `aliases` and `roles` of the persons of the case
    by reference; without roles a word for somebody's part may mean anybody."""
    ordered = sorted(statements, key=lambda one: (one.number, one.id))
    if all(one.reading for one in ordered):
        return ()
    listener, meeting = Listener(vocabulary, aliases, roles or {}), Meeting(vocabulary)
    found = []
    for first, second in Near(vocabulary).pairs([listener.told(one) for one in ordered]):
        words = meeting.words(first, second)
        if words is not None:
            found.append(_contradiction(first.of, second.of, words))
    return tuple(sorted(found, key=lambda one: one.severity))


def possible_duplicates(statements: Sequence[Statement]) -> tuple[Duplicate, ...]:
    """Pairs whose texts say nearly the same: of one subject, both with a no or both without, at least one without a
    reading; also two of the same organisation."""
    if all(one.reading for one in statements):
        return ()
    alike: dict[tuple[str, bool], list[_Text]] = {}
    for one in sorted(statements, key=lambda side: (side.number, side.id)):
        text = _text(one)
        alike.setdefault((one.subject, text.denied), []).append(text)
    found = [
        (first.of, second.of)
        for those in alike.values()
        for first, second in combinations(those, 2)
        if not (first.of.reading and second.of.reading) and _likeness(first, second) >= ALIKE
    ]
    return tuple(_duplicate(first, second) for first, second in sorted(found, key=_by_number))


@dataclass(frozen=True)
class _Text:
    """A condition as its words are compared: how many letters the word of each stem has, and whether it says no."""

    of: Statement
    letters: Mapping[str, int]
    denied: bool


def _text(one: Statement) -> _Text:
    words = [plain(word) for word in words_of(one.text)]
    denied = any(word in dutch.NO or word.startswith(_REFUSES) for word in words)
    return _Text(one, {stem(word): len(word) for word in words}, denied)


def _likeness(one: _Text, other: _Text) -> float:
    """0 to 1, much as a token set ratio: the letters of shared words against those of the text that adds least."""
    shared = one.letters.keys() & other.letters.keys()
    if len(shared) < _LEAST_SHARED:
        return 0
    both = sum(one.letters[key] + other.letters[key] for key in shared)
    added = min(sum(text.letters.values()) - sum(text.letters[key] for key in shared) for text in (one, other))
    return both / (both + added)


def _by_number(pair: tuple[Statement, Statement]) -> list[tuple[int, str]]:
    return [(one.number, one.id) for one in pair]


def _contradiction(first: Statement, second: Statement, words: tuple[str, ...]) -> Contradiction:
    return Contradiction(
        pair=(first.id, second.id),
        certainty=Certainty.POSSIBLE,
        theme=theme_between(first, second),
        tier=tier_between(first, second),
        words=words,
        severity=severity_between(first, second),
        hold=first.holds_approach or second.holds_approach,
        key=pair_key("possible", first, second),
    )


def _duplicate(first: Statement, second: Statement) -> Duplicate:
    return Duplicate(
        pair=(first.id, second.id),
        certainty=Certainty.POSSIBLE,
        theme=theme_between(first, second),
        tier=tier_between(first, second),
        key=pair_key("duplicate", first, second),
    )
