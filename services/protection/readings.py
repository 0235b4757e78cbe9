"""The ways in which one text can be taken: invisible signs as nothing or as a gap, unescaped, turned round. Pure."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cached_property
from urllib.parse import unquote

from services.protection.lookalikes import GAP, NEXT_PARAGRAPH, PARAGRAPH, WALL, is_silent, plain
from services.protection.spelled import in_digits

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});")
_TURNED = re.compile(r"[\u202d\u202e\u2066-\u2068]")
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z][^\W\d_A-Z])")
_CAPITAL_I = re.compile(r"(?<=[a-z])I(?=[a-z])")
_INVISIBLE = re.compile(
    "[\xad\u0600-\u0605\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"(?<=\w)[-\u2010\u2011\xad][ \t]*\r?\n[ \t]*(?=\w)")
_NOT_LATIN = re.compile(r"[\u0250-\u02b8\u0370-\u1dbf\u2c60-\ufdff\ufe70-\ufefe\uff00-\uffef\U00010000-\U000dffff]")
_FIGURES = re.compile(f"[0-9oli](?:[ {PARAGRAPH}]?[0-9oli])*")
GRAM = 4
"""So many letters at once are looked up."""
_GAPS = frozenset((GAP, PARAGRAPH))
_FOLD = str.maketrans({"0": "o", "1": "l", "i": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
                       GAP: None, PARAGRAPH: None})  # fmt: skip


def folded(words: str) -> str:
    """Plain words with no gaps and one sign for all that look alike; only to tell quickly where nothing can stand."""
    return words.translate(_FOLD)


class Reading:
    """One way to take a text: its plain form, and what can be reckoned from that, once."""

    def __init__(self, words: str) -> None:
        self.words = words

    @cached_property
    def folded(self) -> str:
        """Without gaps, to see quickly what cannot stand there."""
        return folded(self.words)

    @cached_property
    def _grams(self) -> frozenset[str]:
        text = self.folded
        return frozenset([text[at : at + GRAM] for at in range(len(text) - GRAM + 1)])

    @cached_property
    def figures(self) -> str:
        """Every stretch of digits, folded: nearly nothing of most texts."""
        runs = (run for run in _FIGURES.findall(self.words) if any(map(str.isdecimal, run)))
        return WALL.join(map(folded, runs))

    @cached_property
    def in_numbers(self) -> "Reading":
        """With number words as digits."""
        return self._told(in_digits(self.words))

    @cached_property
    def _at(self) -> list[int]:
        """Where in the plain form each folded letter stands."""
        return [at for at, sign in enumerate(self.words) if sign not in _GAPS]

    def where(self, key: str, room: int) -> Iterator[tuple[int, int]]:
        """The stretches of the plain form, `room` wide on both sides, around each place where folded letters stand.

        Almost no key stands there: that costs one look into a set.
        """
        if len(key) >= GRAM and not (key[:GRAM] in self._grams and key[-GRAM:] in self._grams):
            return
        found, begun, ended = self.folded.find(key), 0, -1
        while found >= 0:
            start, end = self._at[found] - room, self._at[found + len(key) - 1] + room
            if ended >= 0 and start > ended:
                yield begun, ended
            begun, ended = max(0, start) if ended < start or ended < 0 else begun, end
            found = self.folded.find(key, found + 1)
        if ended >= 0:
            yield begun, ended

    def _told(self, words: str) -> "Reading":
        return self if words == self.words else Reading(words)


class Text:
    """A text and all its readings."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.readings = tuple(Reading(words) for words in dict.fromkeys(_all_of(text)))

    @cached_property
    def _seen(self) -> str:
        shown = "".join(sign for sign in self.text if sign.isascii() or not is_silent(sign))
        return f"{shown} {unicodedata.normalize('NFKC', shown)}"

    @cached_property
    def capitalised(self) -> frozenset[str]:
        """The words that begin with a capital, plain; and words with signs of which one cannot say it."""
        found = _LETTERS.findall(self._seen)
        return frozenset(plain(word) for word in found if word[0].isupper() or _NOT_LATIN.search(word))

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The words that are written in capitals all through."""
        return frozenset(word for word in _LETTERS.findall(self._seen) if word.isupper())


def _all_of(text: str) -> Iterator[str]:
    for one in dict.fromkeys(_unescaped(text)):
        yield plain(one)
        for pattern, told in _SEEN_OTHERWISE:
            if pattern.search(one) and (some := _around(one, pattern)):
                yield told(some)


def _around(text: str, pattern: re.Pattern[str]) -> str:
    """The paragraphs that a pattern is about, each with the one before and after it."""
    if NEXT_PARAGRAPH not in text:
        return text
    lines = text.split(NEXT_PARAGRAPH)
    about = {near for at, line in enumerate(lines) if pattern.search(line) for near in (at - 1, at, at + 1)}
    return NEXT_PARAGRAPH.join(line if at in about else WALL for at, line in enumerate(lines))


def _shown_gaps(text: str) -> str:
    return "".join(" " if sign > "\x7f" and unicodedata.category(sign) == "Cf" else sign for sign in text)


_SEEN_OTHERWISE: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_NOT_LATIN, lambda text: plain(text, alike=False)),
    (_INVISIBLE, lambda text: plain(_shown_gaps(text))),
    (_TURNED, lambda text: plain(text[::-1])),
    (_HYPHENATED, lambda text: plain(_HYPHENATED.sub("", text))),
    (_CAPITAL_I, lambda text: plain(_CAPITAL_I.sub("l", text))),
    (_CAMEL, lambda text: plain(_CAMEL.sub(" ", text))),
)
_WAYS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_ENTITY, html.unescape),
    (_PERCENT, lambda text: unquote(text, errors="replace")),
    (_ESCAPED, lambda text: _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)),
)


def _unescaped(text: str) -> Iterator[str]:
    """The text, and what a program makes of it that takes it for HTML, an address of the web or JSON."""
    yield text
    for pattern, undo in _WAYS:
        if pattern.search(text):
            yield undo(text)
