"""Which acts a text speaks of and whether it forbids them, by the cues of the vocabulary. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from models.terms import Modality
from services.consistency.compared.acts import wider_acts
from services.consistency.compared.prose import dutch
from services.consistency.compared.prose.words import plain
from services.vocabulary.facts import Vocabulary

_WHOLE = 3
"""A cue of so few letters is a whole word."""
_NOT_THE_REST = frozenset(("zonder", "without"))
"""Cues of a ban that say no to the next word only."""

_PARTICIPLE = "ge"

Said = Sequence[tuple[str, str]]


class _Beginnings:
    """Finds words by how they begin."""

    def __init__(self, cues: Iterable[tuple[str, str]]) -> None:
        self.whole: dict[str, set[str]] = {}
        self.begins: dict[str, set[str]] = {}
        self.phrases: list[tuple[str, str]] = []
        for cue, meaning in cues:
            said = plain(cue)
            if " " in said:
                self.phrases.append((f" {said}", meaning))
            else:
                (self.whole if len(said) <= _WHOLE else self.begins).setdefault(said, set()).add(meaning)
        self.lengths = sorted({len(cue) for cue in self.begins}, reverse=True)

    def found(self, words: Said, text: str) -> dict[str, str]:
        """What the words mean, each with the words that say so; `text` are the same in one line."""
        meant: dict[str, str] = {}
        for stands, word in words:
            for meaning in self.of_word(word):
                meant.setdefault(meaning, stands)
        spaced = f" {text}"
        for phrase, meaning in self.phrases:
            if phrase in spaced:
                meant[meaning] = phrase.strip()
        return meant

    def of_word(self, word: str) -> set[str]:
        """What one word means by the longest cue that it has, also as a participle ('gebeld')."""
        meant = self.whole.get(word) or self._begun(word)
        if not meant and word.startswith(_PARTICIPLE) and len(word) > _WHOLE + len(_PARTICIPLE):
            root = word.removeprefix(_PARTICIPLE)
            meant = self.whole.get(root[:-1]) or self._begun(root)
        return meant or set()

    def _begun(self, word: str) -> set[str]:
        for length in self.lengths:
            if found := self.begins.get(word[:length]) if length <= len(word) else None:
                return found
        return set()


class ActCues:
    """The acts behind the words of a text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._cues = _Beginnings((cue, act.id) for act in vocabulary.acts.values() for cue in act.cues)
        self._wider = {act: wider_acts(vocabulary, act) for act in vocabulary.acts}

    def found(self, words: Said, text: str) -> Mapping[str, str]:
        """Acts that the words give away, each with those words."""
        return self._cues.found(words, text)

    def wider(self, act: str) -> frozenset[str]:
        """An act and all that it is a kind of."""
        return self._wider.get(act, frozenset((act,)))

    def widened(self, acts: Mapping[str, str]) -> Mapping[str, str]:
        """Acts with all that they are a kind of, each with the words that give it away."""
        return {wide: said for act, said in acts.items() for wide in self.wider(act)} | dict(acts)


class BanCues:
    """Whether words forbid, by the cues of a ban in the vocabulary and the plain no of Dutch."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        cues = [plain(cue) for cue in vocabulary.modalities[Modality.MUST_NOT].cues if cue not in _NOT_THE_REST]
        self._whole = frozenset(cue for cue in cues if " " not in cue)
        self._phrases = tuple(f" {cue}" for cue in (*cues, *dutch.DENIES) if " " in cue)
        self._begins = tuple(cue for cue in dutch.DENIES if " " not in cue)

    def denies(self, word: str) -> bool:
        """Whether one plain word says no."""
        return word in self._whole or word.startswith(self._begins)

    def denied(self, words: Said, text: str) -> bool:
        """Whether words say no to what they are about; `text` are the same in one line."""
        meant = reduce(lambda rest, phrase: rest.replace(phrase, " "), dutch.NO_DENIAL, f" {text}")
        if any(phrase in meant for phrase in self._phrases):
            return True
        said = meant.split() if len(meant) != len(text) + 1 else [word for _, word in words]
        if any(self.denies(word) for word in said):
            return True
        return any(word.endswith(dutch.BAN_ENDS) for word in said) and not dutch.MUST.intersection(said)
