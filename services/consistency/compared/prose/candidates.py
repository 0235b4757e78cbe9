"""Which pairs of heard texts can meet at all: a quick look before the long one, so that many conditions stay quick. It
leaves out no pair that the long look would find. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from models.terms import ConditionKind
from services.consistency.compared.prose import dutch
from services.consistency.compared.prose.claims import Claim, Heard
from services.vocabulary.facts import Vocabulary

Mark = tuple[object, ...]


@dataclass(frozen=True)
class _Sign:
    """A heard text as bits: `asks` meet the `answers` of another where a ban meets a wish or two wishes exclude each
    other."""

    heard: Heard
    asks: int
    answers: int


class Candidates:
    """Finds pairs with something in common."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._then: defaultdict[str, set[str]] = defaultdict(set)
        for row in vocabulary.requires:
            self._then[row.act].add(row.then)
        self._excludes = tuple(row.acts for row in vocabulary.excludes)
        self._single = frozenset(act.id for act in vocabulary.acts.values() if act.single)

    def pairs(self, heard: Sequence[Heard]) -> Iterator[tuple[Heard, Heard]]:
        """Pairs of which a side has no reading, in order, that can meet."""
        numbers: defaultdict[Mark, int] = defaultdict(count().__next__)
        signs = [self._sign(one, numbers) for one in heard]
        for place, first in enumerate(signs):
            asks, read = first.asks, bool(first.heard.of.reading)
            for second in signs[place + 1 :]:
                if asks & second.answers and not (read and second.heard.of.reading):
                    yield first.heard, second.heard

    def _sign(self, one: Heard, numbers: defaultdict[Mark, int]) -> _Sign:
        bans = set(self._banned(one))
        wants = set(self._wanted(one))
        asks: set[Mark] = {("ban", mark) for mark in bans} | {("want", mark) for mark in wants}
        answers: set[Mark] = {("ban", mark) for mark in wants} | {("want", mark) for mark in bans}
        for mark, other in self._poles(one):
            asks.add(mark)
            answers.add(other)
        return _Sign(one, _bits(asks, numbers), _bits(answers, numbers))

    def _banned(self, one: Heard) -> Iterator[Mark]:
        for claim in one.bans:
            yield from (("act", act) for act in claim.wide)
            yield from (("word", word) for word in claim.words)
            yield ("about", one.of.kind, one.of.subject)

    def _wanted(self, one: Heard) -> Iterator[Mark]:
        for claim in one.wishes:
            yield from (("act", act) for act in claim.wide)
            yield from (("act", then) for act in claim.acts for then in self._then[act])
            yield from (("word", word) for word in claim.words)
            yield ("about", one.of.kind, one.of.subject)

    def _poles(self, one: Heard) -> Iterator[tuple[Mark, Mark]]:
        """What excludes what: a mark, and the mark that it meets."""
        for claim in one.wishes:
            for place, acts in enumerate(self._excludes):
                for end in (0, 1):
                    if acts[end] in claim.acts:
                        yield ("excludes", place, end), ("excludes", place, 1 - end)
            if claim.places or claim.times.on:
                yield from ((("single", act), ("single", act)) for act in self._single & claim.acts.keys())
            yield from ((("number", counted), ("number", counted)) for _, _, counted in claim.numbers)
            yield from _opposite_poles(claim)


def related_kinds(vocabulary: Vocabulary) -> frozenset[frozenset[ConditionKind | str]]:
    """Kinds that share an act, two by two."""
    return frozenset(
        frozenset((one, other)) for act in vocabulary.acts.values() for one in act.kinds for other in act.kinds
    )


def _opposite_poles(claim: Claim) -> Iterator[tuple[Mark, Mark]]:
    for place, ends in enumerate(dutch.OPPOSITES):
        for end in (0, 1):
            if any(word.startswith(ends[end]) for word in claim.said):
                yield ("opposite", place, end), ("opposite", place, 1 - end)


def _bits(marks: Iterable[Mark], numbers: defaultdict[Mark, int]) -> int:
    bits = 0
    for mark in marks:
        bits |= 1 << numbers[mark]
    return bits
