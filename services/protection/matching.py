"""Finds protected terms in a text, however they are written: pure.

A term stands in a text as whole words, in any case, with or without accents, in letters that look alike, its words
glued or with whatever signs between, its letters spaced out; a number also grouped in another way, in words, and behind
a country code. `docs/decisions/0058-what-the-guard-reads.md` says what is not found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from services.protection.lookalikes import GAP, PARAGRAPH, plain
from services.protection.readings import Reading, Text, folded
from services.protection.spelled import in_digits

AS_NAME = "\ue000"
"""Before a term: an ordinary word that is a name as well, looked for only where it has a capital."""
_NUMBER_LENGTH = 6
"""From this many digits on, a term of digits only is found however the digits are grouped."""
_LONG = 5
"""From so many letters on a word is found with a break inside and with a digit stuck to it."""
_ROOM = 60
_CODE = range(5, 9)
_DATE = re.compile(r"\d{1,2} \d{1,2} (?:\d{2}|\d{4})|\d{4} \d{2} \d{2}")
_RUNS = re.compile(r"[0-9]+|[^\W0-9_]+")
_LIKE = {"o": "[o0]", "l": "[l1i]", "i": "[i1]", "s": "[s5]", "e": "[e3]", "a": "[a4]", "t": "[t7]", "b": "[b8]",
         "g": "[g9]", "m": "(?:m|r ?n)", "w": "(?:w|v ?v)"}  # fmt: skip
_DIGIT_LIKE = {"0": "[0o]", "1": "[1li]"}
_SHORTENED = {"van": "(?:v ?a ?n|v)", "der": "(?:d ?e ?r|d)", "den": "(?:d ?e ?n|d)", "de": "(?:d ?e|d)",
              "ten": "(?:t ?e ?n|t)", "ter": "(?:t ?e ?r|t)", "het": "(?:h ?e ?t|t)"}  # fmt: skip
_BREAK = f"[ {PARAGRAPH}]?"
_AFTER_NUMBER = r"(?:(?:(?<=[0-9])|(?<=[0-9]\w))(?![0-9])|(?!\w))"
"""A number may have a letter after it ("12a"); one in letters only ends a word: "holds" is no H-01."""
_DOOR = f"(?:{_BREAK}(?:huisnummer|huisnr|nummer|nr|no|number|n))?{_BREAK}"
_SMALL_WORDS_WORDS = """
en de het een in is te op er ze we ik je u of om aan van na al als dan dat die met niet ook uit tot zo bij door over
voor naar hij zij wij was ben af ja nee per and the a to on at an or it he me my no so be by do go i s t d mijn haar
zijn hun wie wat waar toe mee nu heb had kan wil mag moet hem onder der den des ten ter
"""
SMALL_WORDS = frozenset(_SMALL_WORDS_WORDS.split())
"""Words that stand everywhere: a name is not found in two halves of which one is such a word ("oom en tante")."""


@dataclass(frozen=True)
class Hit:
    """A protected term that stands in a text: the term as it was given, and the words around it as written."""

    part: str
    term: str
    around: str


def hits(text: str, terms: Iterable[str]) -> tuple[str, ...]:
    """Which of `terms` stand in `text` as whole words, as they were given and in their order, each once.

    "oma" stands in "bij Óma's huis", not in "automatisch". Empty terms, or terms of signs only, never hit.
    """
    wanted = tuple(terms)
    if not text or not wanted:
        return ()
    read = Text(text)
    return tuple(dict.fromkeys(term.given for term in _compiled(wanted) if term.stands_in(read)))


def count(text: str, terms: Iterable[str]) -> int:
    """How many places in `text` hold a protected term; overlapping terms count once."""
    wanted = tuple(terms)
    if not text or not wanted:
        return 0
    read = Text(text)
    standing = [term for term in _compiled(wanted) if term.stands_in(read)]
    if not standing:
        return 0
    return max(1, *(_places(standing, reading) for reading in read.readings))


def places(text: str, terms: Iterable[str], part: str = "", room: int = 40) -> tuple[Hit, ...]:
    """Each term that stands in `text`, once, with so many signs of the text around it. For who may see all of it."""
    return tuple(Hit(part, term, _around(text, term, room)) for term in hits(text, terms))


def _around(text: str, term: str, room: int) -> str:
    """The least stretch of words that holds the term, with what stands beside it."""
    forms = (term, AS_NAME + term)
    ends = [found.end() for found in re.finditer(r"\S+", text)] or [len(text)]
    starts = [found.start() for found in re.finditer(r"\S+", text)] or [0]
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if hits(text[: ends[middle]], forms) else (middle + 1, high)
    end, first, last = ends[low], 0, low
    while first < last:
        middle = (first + last + 1) // 2
        first, last = (middle, last) if hits(text[starts[middle] : end], forms) else (first, middle - 1)
    return " ".join(text[max(0, starts[first] - room) : end + room].split())


def _places(terms: "list[Term]", reading: Reading) -> int:
    """Places that overlap count once."""
    spans = sorted(span for term in terms for span in term.spans(reading))
    found, reached = 0, -1
    for start, end in spans:
        found += start >= reached
        reached = max(reached, end)
    return found


@lru_cache(maxsize=64)
def _compiled(terms: tuple[str, ...]) -> "tuple[Term, ...]":
    return tuple(term for given in dict.fromkeys(terms) for term in _forms(given))


@lru_cache(maxsize=4096)
def _forms(given: str) -> "tuple[Term, ...]":
    """How one term is looked for: mostly one way; two where it is written in another script."""
    bare = given.removeprefix(AS_NAME)
    forms = dict.fromkeys(" ".join(plain(bare, alike=alike).split()) for alike in (True, False))
    return tuple(Term(bare, words, as_name=bare != given) for words in forms if words)


class Term:
    """One protected term, ready to be looked for. `words`: its plain form."""

    def __init__(self, given: str, words: str, *, as_name: bool) -> None:
        self.given, self.words, self.as_name = given, words, as_name
        self.runs = tuple(run for word in words.split() for run in _RUNS.findall(word))
        digits = [run for run in self.runs if run.isdecimal()]
        size = sum(map(len, self.runs))
        self.numeric = len(digits) == len(self.runs)
        self.number = self.numeric and size >= _NUMBER_LENGTH and not _DATE.fullmatch(words)
        letters = [run for run in self.runs if not run.isdecimal()]
        self.code = bool(digits) and bool(letters) and size in _CODE and max(map(len, letters)) <= 3
        self.digits = bool(digits)
        self.small = tuple(run for run in letters if run in SMALL_WORDS and len(run) > 1) if self.code else ()
        self.key = folded("".join(self.runs) if self.numeric or self.code else _telling(self.runs))
        self._room = _ROOM + 3 * size
        self.other_key = self.key.replace("m", "rn").replace("w", "vv")

    def stands_in(self, text: Text) -> bool:
        """Whether it stands in any reading of a text."""
        return any(
            self._is_meant(found) and self._is_shown(text, found)
            for reading in text.readings
            for found in self._places(reading)
        )

    def spans(self, reading: Reading) -> set[tuple[int, int]]:
        """Where it stands in a reading, in places of its plain form (or of that with its numbers in digits)."""
        return {found.span() for found in self._places(reading) if self._is_meant(found)}

    def _places(self, reading: Reading) -> Iterator[re.Match[str]]:
        if self.numeric:
            for read in dict.fromkeys((reading, reading.in_numbers)):
                if self.key in read.figures:
                    yield from self._found.finditer(read.words)
            return
        doors = self.digits and not self.code
        for key in dict.fromkeys((self.key, self.other_key)):
            for start, end in reading.where(key, self._room):
                yield from self._found.finditer(reading.words, start, end)
                stretch = reading.words[start:end] if doors else ""
                if (told := in_digits(stretch, doors=True)) != stretch:
                    yield from self._found.finditer(told)

    def _is_meant(self, found: re.Match[str]) -> bool:
        """Not just letters that happen to stand behind each other across two words, nor a word made of digits."""
        if self.number:
            return 3 * sum(map(str.isdecimal, found[0])) >= sum(map(str.isalnum, found[0]))
        if self.code:
            return True
        pieces = [piece for piece in found.groups() if piece is not None]
        spaced = all(_spaced_out(piece) for piece in pieces)
        return all(_whole(piece, run, spaced=spaced) for piece, run in zip(pieces, self.runs, strict=True))

    def _is_shown(self, text: Text, found: re.Match[str]) -> bool:
        """Ordinary words count only where they are written as a name; letters that are a word only in capitals."""
        if self.small:
            return self._is_one_sign(text, found) or {run.upper() for run in self.small} <= text.capitals
        if not self.as_name:
            return True
        word = max(self.runs, key=len)
        disguised = word not in found[0]
        return disguised or not {word, f"{word}s"}.isdisjoint(text.capitalised)

    def _is_one_sign(self, text: Text, found: re.Match[str]) -> bool:
        """Whether a post code or plate stands there as one sign: glued, hyphenated or spaced out."""
        if found[0].isalnum() or all(len(part) == 1 for part in found[0].split(GAP)):
            return True
        return re.search(r"(?<!\w)" + r"[-./_]?".join(self.runs) + r"(?!\w)", text.text, re.I) is not None

    @cached_property
    def _found(self) -> re.Pattern[str]:
        if self.number:
            return re.compile(rf"(?<![0-9]){_BREAK.join(_DIGIT_LIKE.get(d, d) for d in ''.join(self.runs))}(?![0-9])")
        if self.code:
            return re.compile(_edge(self.runs[0][0]) + _grouped(self.runs) + _edge(self.runs[-1][-1], after=True))
        between = [self._between(one, other) for one, other in zip(self.runs, self.runs[1:], strict=False)]
        written = [f"({_letters(run, at, self.runs)})" for at, run in enumerate(self.runs)]
        return re.compile(
            self._before() + "".join(a + b for a, b in zip(written, (*between, ""), strict=True)) + self._after()
        )

    def _between(self, one: str, other: str) -> str:
        if one.isdecimal() and other.isdecimal():
            return f"[ {PARAGRAPH}]"
        if other.isdecimal() and not self.code:
            return _DOOR
        return _BREAK

    def _before(self) -> str:
        first = self.runs[0]
        return "(?<![^\\W0-9_])" if _is_long(first) else r"(?<!\w)"

    def _after(self) -> str:
        last = self.runs[-1]
        if last.isdecimal():
            return _AFTER_NUMBER if len(self.runs) > 1 and not self.numeric else r"(?!\w)"
        return "s?(?![^\\W0-9_])" if _is_long(last) else r"s?(?!\w)"


def _telling(runs: tuple[str, ...]) -> str:
    """The longest stretch of letters that stands there in every way of writing: what is looked for first."""
    if len(runs) > 2 and runs[0].isdecimal() and re.fullmatch(r"(?:19|20)\d\d", runs[-1]):
        return "".join(runs[1:])
    stretches = [""]
    for at, run in enumerate(runs):
        changes = run.isdecimal() or (run in _SHORTENED and at < len(runs) - 1)
        stretches = [*stretches, ""] if changes else [*stretches[:-1], stretches[-1] + run]
    return max(stretches, key=len)


def _is_long(run: str) -> bool:
    return len(run) >= _LONG and not run.isdecimal()


def _edge(sign: str, *, after: bool = False) -> str:
    kind = "[0-9]" if sign.isdecimal() else r"[^\W0-9_]"
    return f"(?!{kind})" if after else f"(?<!{kind})"


def _grouped(runs: tuple[str, ...]) -> str:
    """A plate or post code: gaps anywhere, another cell only between its groups."""
    return _BREAK.join(f"({' ?'.join(_DIGIT_LIKE.get(sign, sign) for sign in run)})" for run in runs)


def _letters(run: str, at: int, runs: tuple[str, ...]) -> str:
    """One word or number of a term, letter by letter, perhaps with gaps."""
    if run.isdecimal():
        return " ?".join(_DIGIT_LIKE.get(sign, sign) for sign in run)
    if at < len(runs) - 1 and run in _SHORTENED:
        return _SHORTENED[run]
    if len(run) < 3:
        return " ?".join(map(re.escape, run))
    first = "[i1l]" if run[0] == "i" else _LIKE.get(run[0], run[0])
    return " ?".join((first, *(_LIKE.get(sign, sign) for sign in run[1:])))


def _spaced_out(piece: str) -> bool:
    return len(piece) == 1 or (GAP in piece and all(len(part) <= 1 for part in piece.split(GAP)))


def _whole(piece: str, run: str, *, spaced: bool) -> bool:
    """Whether a piece of text is that word: unbroken, spaced out, or a long one broken into parts that say nothing."""
    if not run.isdecimal() and 2 * sum(map(str.isalpha, piece)) < len(run):
        return False
    if GAP not in piece or spaced:
        return True
    if not _is_long(run):
        return not run.isdecimal() and _spaced_out(piece) and len(run) > 2
    return _spaced_out(piece) or SMALL_WORDS.isdisjoint(piece.split(GAP))
