"""How well contradictions are found in the labelled pairs: `python -m tests.services.consistency.measure`.

`--missed` lists what went otherwise than labelled, of the open half only: the other half is held back from whoever
tunes the words of the prose (`--all` lists both).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import typer

from services.consistency.compared.prose.contradictions import possible_contradictions
from services.consistency.compared.prose.duplicates import possible_duplicates
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Certainty, Contradiction, Statement
from services.vocabulary.queries import vocabulary
from tests.services.consistency.pairs import CONTRADICTION, NONE, WAITS, Pair, pairs


@dataclass(frozen=True)
class Measured:
    """What was found in some pairs beside what should be. `waiting`: pairs that wait and were said to, all that were
    said to wait, all that do."""

    right: int
    found: int
    expected: int
    waiting: tuple[int, int, int] = (0, 0, 0)

    @property
    def precision(self) -> float:
        """Right of what was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Found of what should be."""
        return self.right / self.expected if self.expected else 0.0


def over_readings(pair: Pair) -> Contradiction | None:
    """What is found between the two readings."""
    return next(iter(contradictions(vocabulary(), pair.read, pair.roles)), None)


def over_prose(pair: Pair) -> Contradiction | None:
    """What is found in the two texts alone."""
    return next(iter(possible_contradictions(vocabulary(), pair.stripped, pair.aliases)), None)


def verdict(found: Contradiction | None) -> str:
    """A finding as the pairs are labelled."""
    if found is None:
        return NONE
    return WAITS if found.certainty is Certainty.WAITS else CONTRADICTION


def missed(some: Iterable[Pair]) -> tuple[tuple[Pair, str, str, str], ...]:
    """Pair, which of the two looks, label and verdict of all that went otherwise than labelled."""
    return tuple(
        (pair, look, label, got)
        for pair in some
        for look, label, got in (
            ("readings", pair.with_readings, verdict(over_readings(pair))),
            ("prose", pair.from_prose, verdict(over_prose(pair))),
        )
        if label != got
    )


def with_readings(some: Iterable[Pair]) -> Measured:
    """Certain and probable findings over the readings of both sides."""
    return _counted([(pair.with_readings, verdict(over_readings(pair))) for pair in some])


def from_prose(some: Iterable[Pair]) -> Measured:
    """Possible findings over the texts alone."""
    return _counted([(pair.from_prose, verdict(over_prose(pair))) for pair in some])


def duplicates_from_prose(some: Iterable[Pair]) -> Measured:
    """Possible near duplicates over the texts alone; a pair that may contradict is none."""
    judged = [(pair.same, _same_by_prose(pair)) for pair in some]
    return Measured(sum(a and b for a, b in judged), sum(b for _, b in judged), sum(a for a, _ in judged))


def _same_by_prose(pair: Pair) -> bool:
    return bool(possible_duplicates(vocabulary(), pair.stripped, pair.aliases)) and over_prose(pair) is None


def noise() -> tuple[int, int]:
    """All conditions of a file laid in one case, as if no reading had been given: how many pairs of different
    organisations are pointed at although their readings go together, and how many such pairs there are."""
    pointed = quiet = 0
    for file in sorted({pair.file for pair in pairs()}):
        some = [pair for pair in pairs() if pair.file == file]
        case = laid_together(some)
        clashing = {one.pair for one in contradictions(vocabulary(), case, some[0].roles)}
        asked = {(f"{pair.id}a", f"{pair.id}b") for pair in some if pair.from_prose == CONTRADICTION}
        bare = [replace(one, reading=None) for one in case]
        possible = {one.pair for one in possible_contradictions(vocabulary(), bare, some[0].aliases)}
        others = {(a.id, b.id) for a, b in combinations(case, 2) if a.author != b.author} - clashing - asked
        pointed, quiet = pointed + len(others & possible), quiet + len(others)
    return pointed, quiet


def laid_together(some: Sequence[Pair]) -> tuple[Statement, ...]:
    """The conditions of some pairs as those of one case, numbered on; their ids are those of their pairs."""
    both = [(f"{pair.id}{one.id}", one) for pair in some for one in pair.read]
    return tuple(replace(one, id=id, number=number) for number, (id, one) in enumerate(both, start=1))


def _counted(judged: list[tuple[str, str]]) -> Measured:
    def both(word: str) -> tuple[int, int, int]:
        said = [(label == word, got == word) for label, got in judged]
        return sum(a and b for a, b in said), sum(b for _, b in said), sum(a for a, _ in said)

    return Measured(*both(CONTRADICTION), waiting=both(WAITS))


LOOKS: dict[str, Callable[[Iterable[Pair]], Measured]] = {
    "readings": with_readings,
    "prose": from_prose,
    "near duplicates in prose": duplicates_from_prose,
}
HALVES: dict[str, Callable[[Pair], bool]] = {
    "held back": lambda pair: pair.held_back,
    "open": lambda pair: not pair.held_back,
    "all": lambda pair: True,
}


def lines(show_missed: bool = False, show_all: bool = False) -> list[str]:
    """The figures as a table that documents can cite, and what was missed."""
    told = [
        "| | pairs | right/found/expected | precision | recall | waits right/found/expected |",
        "|---|---|---|---|---|---|",
    ]
    for look, measure in LOOKS.items():
        for half, belongs in HALVES.items():
            some = [pair for pair in pairs() if belongs(pair)]
            one = measure(some)
            waits = "/".join(map(str, one.waiting)) if look == "readings" else "-"
            told.append(
                f"| {look}, {half} | {len(some)} | {one.right}/{one.found}/{one.expected} "
                f"| {one.precision:.3f} | {one.recall:.3f} | {waits} |"
            )
    pointed, quiet = noise()
    told += ["", f"Laid together without readings: {pointed} of {quiet} pairs whose readings go together pointed at."]
    if show_missed or show_all:
        for pair, look, label, got in missed(pair for pair in pairs() if show_all or not pair.held_back):
            told += ["", f"{pair.file} {pair.id}, {look}: labelled {label}, got {got} ({pair.why})"]
            told += [f"  a: {pair.one.text}", f"  b: {pair.other.text}"]
    return told


def main(missed: bool = False, all: bool = False) -> None:
    """Print the figures; with --missed also what went otherwise in the open half, with --all in both."""
    for line in lines(missed, all):
        typer.echo(line)


if __name__ == "__main__":
    typer.run(main)
