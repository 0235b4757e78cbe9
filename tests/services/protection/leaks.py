"""Seeded leaks and clean texts, each by its number and always the same.

Seeds below `HELD_BACK` served while the matcher was made; those from there on were never looked at one by one, and half
of them are disguised twice. The same holds for the clean texts.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

from models.terms import ProtectedKind
from services.cases.telling import telling_days, telling_forms
from tests.services.protection import terms_drawn
from tests.services.protection.clean_words import SENTENCES, TRAPS
from tests.services.protection.disguises import PLAIN, dutch, ways_for
from tests.services.protection.terms_drawn import Drawn

HELD_BACK = 50_000
_ROOM = (
    "Overdracht bij {}.", "{} belde gisteren.", "Let op: {} (niet delen)", "Ze is gezien bij {}, om 10.30 uur.",
    "„{}”", "Zie ook {}; daarna bellen.", "Contact via {}", "{}", "Zij zei: {}!", "- {}\n- nog te doen",
)  # fmt: skip


@dataclass(frozen=True)
class Leak:
    """One leak: what is protected, how it is written (`ways`), the words as written, and a text around them."""

    number: int
    drawn: Drawn
    ways: tuple[str, ...]
    written: str
    text: str

    @property
    def terms(self) -> tuple[str, ...]:
        """What the guard is given to look for: as `guarded_words` makes it from the protected words."""
        return telling_forms(self.drawn.kind, self.drawn.term)


def leak(number: int) -> Leak:
    """The leak of this number."""
    chance = Random(number)
    drawn = chance.choice(terms_drawn.SORTS)(chance)
    ways = ways_for(drawn.sort)
    way = chance.choice(tuple(ways))
    written, used = ways[way](drawn.core, chance), (way,)
    if number >= HELD_BACK and chance.random() < 0.5:
        second = chance.choice(("no-break space", "soft hyphen", "zero width", "full width", "in quotes"))
        if way not in ("right to left", "spaced", "dotted", "dashed", "starred"):
            written, used = PLAIN[second](written, chance), (way, second)
    return Leak(number, drawn, used, written, chance.choice(_ROOM).format(written))


def leaks(first: int, many: int) -> tuple[Leak, ...]:
    """So many leaks from this number on."""
    return tuple(leak(number) for number in range(first, first + many))


@dataclass(frozen=True)
class Clean:
    """A text in which nothing of what is protected stands."""

    number: int
    terms: tuple[str, ...]
    text: str


@lru_cache
def _spoken() -> tuple[str, ...]:
    """Every Dutch sentence of the program."""
    words = Path(__file__).parents[3] / "services" / "wording" / "nl.po"
    found = re.findall(r'^msgstr(?:\[\d\])? "(.{20,})"$', words.read_text(encoding="utf-8"), re.M)
    return tuple(line.replace('\\"', '"').replace("\\n", "\n") for line in found)


def clean(number: int, shown: tuple[str, ...] = ()) -> Clean:
    """The clean text of this number, and two dozen protected words of a case of which it says nothing, in all forms in
    which they are looked for. `shown` are names of professionals that documents name openly."""
    chance = Random(1_000_000 + number)
    kept = tuple(chance.choice(terms_drawn.SORTS)(chance) for _ in range(24))
    said = " ".join(one.term for one in kept)
    terms = {form for one in kept for form in telling_forms(one.kind, one.term, shown)}
    terms |= {form for _ in range(3) for form in telling_days(terms_drawn.born(chance))}
    lines = []
    while len(lines) < 6:
        line = _line(chance, kept)
        if not _says(line, kept, said):
            lines.append(line)
    return Clean(number, tuple(sorted(terms)), "\n".join(lines))


def _line(chance: Random, kept: tuple[Drawn, ...]) -> str:
    source = chance.random()
    if source < 0.35:
        return chance.choice(_spoken())
    if source < 0.5:
        return chance.choice(TRAPS)
    return _filled(chance.choice(SENTENCES), chance, kept)


def _filled(sentence: str, chance: Random, kept: tuple[Drawn, ...]) -> str:
    """A sentence with other doors in the very same streets, other numbers, days and people."""
    doors = [one.term.split(",")[0] for one in kept if one.kind is ProtectedKind.ADDRESS]
    street = re.sub(r"\s\d.*", "", chance.choice(doors)) if doors else "Kerkweg"
    n = chance.randrange
    return sentence.format(
        street=street,
        door=n(1, 300),
        day=n(1, 29),
        month=n(1, 13),
        year=n(2024, 2028),
        hour=n(7, 22),
        minute=chance.choice(("00", "15", "30", "45")),
        article=n(100, 600),
        small=n(2, 90),
        word=dutch(n(2, 60)),
        phone=terms_drawn.phone(chance).term,
        name=terms_drawn.name(chance).term,
        plate=terms_drawn.plate(chance).term,
        money=n(10, 9000),
    )


def _says(line: str, kept: tuple[Drawn, ...], said: str) -> bool:
    """Whether a line was drawn that does name what is protected: the same word in full, or the very same door."""
    words = {w for w in re.split(r"[\s,.@_'-]+", said) if len(w) > 2 and w[0].isupper()}
    own = {w for w in re.split(r"[^\w]+", line) if w[:1].isupper()}
    names = {w for one in kept if one.sort in ("name", "child") for w in re.split(r"[\s'-]+", one.term) if len(w) > 2}
    doors = [one.term.split(",")[0] for one in kept if one.kind is ProtectedKind.ADDRESS]
    return bool(names & words & own) or any(re.sub(r"(\d+).*", r"\1", door) in line for door in doors)
