"""What the text of a condition tells without a structured reading: what it wants and what it forbids, about whom, when
and where. Cue words of acts and bans are those of the vocabulary, so that a region can add its own. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.terms import Modality, PersonRole
from services.consistency.compared.prose import dutch
from services.consistency.compared.prose.cues import ActCues, BanCues
from services.consistency.compared.prose.days import ALWAYS, Times, times_in, times_of, with_term
from services.consistency.compared.prose.names import Names, Organisations
from services.consistency.compared.prose.words import plain, stem, words_of
from services.consistency.facts import Statement
from services.vocabulary.facts import Norm, Vocabulary
from services.vocabulary.rules import SLOTS

_ABBREVIATED = re.compile(r"\b(mevr|mw|dhr|mr|dr|nr|bijv|max|ca|tel)\.", re.IGNORECASE)
_INITIAL_AT_END = re.compile(r"\b([A-ZÀ-Þ])\.(?=\s+[A-ZÀ-Þ])")
_INITIAL = re.compile(r"\b([A-ZÀ-Þ])\.")
_SENTENCE = re.compile(r"[.;:!?]+(?:\s+|$)|\n+")
_PART = re.compile(
    r",|[()]|\s[–-]\s|\b(?=(?:maar|echter)\b)"
    r"|\ben (?=(?:niet|geen|wel|nooit|nergens|niemand)\b)"
    r"|\ben (?!contact|tablet|dienst|bericht|met\b|het\b|dat\b)(?=[a-z]{2,}t\b)"
)
"""Where another thing is said in a sentence: after a comma, before 'maar', after an 'en' before a no or a verb."""
_LEAST_LETTERS, _EVENT_REACH, _NUMBER_REACH, _EXCEPT_REACH = 4, 4, 3, 4

Said = Sequence[tuple[str, str]]
"""Words as they stand, and plain."""


@dataclass(frozen=True)
class Claim:
    """One thing that a text wants, or forbids (`denied`). `acts` with the words that give them away, `words` by their
    stem, as they stand. `only`: this is allowed and the rest is not. `numbers` are (least, most, stem of what is
    counted); `said` all its words, plain. `wide`: the acts with all that they are a kind of."""

    denied: bool
    acts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    numbers: tuple[tuple[int, int, str], ...] = ()
    times: Times = ALWAYS
    only: bool = False
    said: tuple[str, ...] = ()
    wide: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """What a condition tells. `named` are refs of persons in text and reading; `somebody`: a person of the case who
    cannot be told apart. `organisations`: those named, and the author. `excepted`: what a ban leaves out. `ends`,
    `begins`: stems of what ends it or what it waits for. `bans` and `wishes` are its claims, both where it only
    allows."""

    of: Statement
    claims: tuple[Claim, ...]
    named: frozenset[str]
    somebody: bool
    organisations: frozenset[str]
    excepted: frozenset[str]
    ends: frozenset[str]
    begins: frozenset[str]
    bans: tuple[Claim, ...]
    wishes: tuple[Claim, ...]


class Listener:
    """Reads texts of one case. Everything that does not depend on the text is made ready once."""

    def __init__(self, vocabulary: Vocabulary, aliases: Mapping[str, str], roles: Mapping[str, PersonRole]) -> None:
        self.vocabulary, self.names = vocabulary, Names(aliases, roles)
        self.organisations, self.acts, self.bans = Organisations(vocabulary), ActCues(vocabulary), BanCues(vocabulary)

    def heard(self, one: Statement) -> Heard:
        """What a condition tells, by its reading where it has one and by its text."""
        hearing = _Hearing(self, one)
        for text in _SENTENCE.split(_tidy(one.text)):
            if text.strip():
                hearing.sentence(text)
        return hearing.heard()

    def content(self, said: str) -> bool:
        """Whether a plain word tells what a text is about."""
        if len(said) < _LEAST_LETTERS or said in dutch.SMALL or said[0].isdigit():
            return False
        return not (self.names.names(said) or self.organisations.names(said) or self.bans.denies(said))


class _Hearing:
    """One condition while it is read."""

    def __init__(self, by: Listener, one: Statement) -> None:
        self.by, self.one = by, one
        self.claims: list[Claim] = []
        self.named: set[str] = set()
        self.somebody = False
        self.organisations = {one.author}
        self.sets: dict[str, set[str]] = {"excepted": set(), "ends": set(), "begins": set()}

    def sentence(self, text: str) -> None:
        said = plain(text)
        times = with_term(times_in(said), self.one.until, self.one.due_on)
        former: Claim | None = None
        for part in _PART.split(text):
            words = [(word, plain(word)) for word in words_of(part)]
            if words and (claim := self._part(words, times, former)):
                self.claims.append(claim)
                former = claim

    def _part(self, words: Said, times: Times, former: Claim | None) -> Claim | None:
        said = " ".join(word for _, word in words)
        keys = self.by.organisations.found(words, said)
        self.organisations |= keys
        words = self._conditions(words)
        refs, somebody = self.by.names.found(words)
        self.named |= refs
        self.somebody |= somebody
        only = self._exceptions(words)
        if not words:
            return None
        asked = " ".join(word for _, word in words)
        claim = Claim(
            denied=self.by.bans.denied(words, asked),
            acts=self.by.acts.found(words, asked),
            words={stem(word): stands for stands, word in words if self.by.content(word)},
            places=frozenset(_places(words)),
            numbers=tuple(_numbers(words)),
            times=times,
            only=only,
            said=tuple(word for _, word in words),
        )
        return _carried_on(claim, former)

    def _conditions(self, words: Said) -> Said:
        """Takes the part away that is said as a condition ('zolang ...'), and remembers what it is about."""
        for place, (_, word) in enumerate(words):
            if word in dutch.ASIDE and place and words[place - 1][1] == "ook":
                return words[: place - 1]
            if word in dutch.ASIDE or word in ("tenzij", "behalve"):
                after = {stem(other) for _, other in words[place + 1 :] if self.by.content(other)}
                if word in dutch.UNTIL or word in dutch.AFTER:
                    self.sets["ends" if word in dutch.UNTIL else "begins"] |= after
                if word in dutch.EXCEPT:
                    self._leave_out(words[place + 1 :])
                return words[:place]
            if word in dutch.UNTIL or word in dutch.AFTER or word == "zonder":
                reach = words[place + 1 : place + 1 + _EVENT_REACH]
                if reach and (reach[0][1] in dutch.DAYS or reach[0][1] in dutch.MONTHS or reach[0][1][0].isdigit()):
                    continue
                after = {stem(other) for _, other in reach if self.by.content(other)}
                self.sets["begins" if word in dutch.AFTER else "ends"] |= after
        return words

    def _exceptions(self, words: Said) -> bool:
        for place, (_, word) in enumerate(words[:-1]):
            if word in dutch.ONLY and (place == 0 or words[place - 1][1] != "niet"):
                self._leave_out(words[place + 1 : place + 1 + _EXCEPT_REACH])
                return True
        return False

    def _leave_out(self, words: Said) -> None:
        said = " ".join(word for _, word in words)
        self.sets["excepted"] |= self.by.organisations.found(words, said)
        self.sets["excepted"] |= {
            stem(word) for _, word in words if self.by.content(word) and not self.by.acts.found([(word, word)], word)
        }

    def heard(self) -> Heard:
        reading = self.one.reading or ()
        heard = [self._of_norm(norm) for norm in reading] if reading else self.claims
        claims = tuple(replace(claim, wide=self.by.acts.widened(claim.acts)) for claim in heard)
        for norm in reading:
            for value in (value for slot in SLOTS for value in getattr(norm, slot)):
                self.named.add(value.rpartition(":")[2])
        return Heard(
            of=self.one,
            claims=claims,
            named=frozenset(self.named),
            somebody=self.somebody,
            organisations=frozenset(self.organisations),
            excepted=frozenset(self.sets["excepted"]),
            ends=frozenset(self.sets["ends"]),
            begins=frozenset(self.sets["begins"]),
            bans=tuple(claim for claim in claims if claim.denied or claim.only),
            wishes=tuple(claim for claim in claims if not claim.denied),
        )

    def _of_norm(self, norm: Norm) -> Claim:
        """A norm as a claim, with the words of the text that speak the same way and the labels of its values."""
        denied = norm.modality is Modality.MUST_NOT
        alike = [claim for claim in self.claims if claim.denied is denied] or self.claims
        words = {key: word for claim in alike for key, word in claim.words.items()}
        for slot in SLOTS:
            for value in getattr(norm, slot):
                term = self.by.vocabulary.terms.get(value.partition(":")[0])
                for word in words_of(term.nl) if term else ():
                    if self.by.content(plain(word)):
                        words.setdefault(stem(plain(word)), word)
        places = frozenset(value.partition(":")[0] for value in norm.at)
        said = next((claim.acts[norm.act] for claim in self.claims if norm.act in claim.acts), "")
        numbers = tuple(one for claim in alike for one in claim.numbers)
        plainly = tuple(word for claim in alike for word in claim.said)
        return Claim(
            denied,
            {norm.act: said},
            words,
            places,
            numbers,
            with_term(times_of(norm), self.one.until, self.one.due_on),
            said=plainly,
        )


def _tidy(text: str) -> str:
    """The text with points at the ends of sentences only."""
    return _INITIAL.sub(r"\1 ", _INITIAL_AT_END.sub(r"\1; ", _ABBREVIATED.sub(r"\1 ", text)))


def _carried_on(claim: Claim, former: Claim | None) -> Claim:
    """A part without a topic of its own is about what was said before it: 'Contact alleen via het wijkteam, niet
    rechtstreeks'."""
    if former is None or claim.acts or len(claim.words) > 1:
        return claim
    return replace(
        claim,
        denied=claim.denied or (former.denied and not dutch.TURNS.intersection(claim.said)),
        acts=former.acts,
        words={**former.words, **claim.words},
        places=claim.places or former.places,
    )


def _places(words: Said) -> Iterator[str]:
    for place, (_, word) in enumerate(words):
        if word in dutch.PLACES:
            before = [other for _, other in words[max(0, place - 3) : place]]
            if dutch.BEFORE_A_PLACE.intersection(before) or word == "thuis":
                yield dutch.PLACES[word]


def _numbers(words: Said) -> Iterator[tuple[int, int, str]]:
    for place, (_, word) in enumerate(words[:-1]):
        number = dutch.NUMBERS.get(word)
        if number is None:
            continue
        before = {other for _, other in words[max(0, place - 2) : place]}
        most = number if not before & dutch.AT_LEAST else 99
        least = number if not (before & dutch.AT_MOST or "dan" in before) else 0
        for _, counted in words[place + 1 : place + 1 + _NUMBER_REACH]:
            if len(counted) >= _LEAST_LETTERS and counted not in dutch.SMALL:
                yield least, most, stem(counted)
