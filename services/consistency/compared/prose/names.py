"""Who is meant in a text: persons by their alias or by a word for their part in the case, organisations by key or by
name. Pure."""

from collections.abc import Mapping, Sequence

from models.terms import PersonRole
from services.consistency.compared.prose import dutch
from services.consistency.compared.prose.words import plain, words_of
from services.vocabulary.facts import Vocabulary

_PARTS: Mapping[PersonRole, frozenset[str]] = {
    PersonRole.VICTIM: dutch.VICTIM_WORDS,
    PersonRole.SUSPECT: dutch.SUSPECT_WORDS,
    PersonRole.CHILD: frozenset(("kinderen",)),
}
_TITLE_REACH = 2
_ARTICLES = ("de ", "het ", "een ")


class Names:
    """Finds the persons of a case in words. Without roles a word for a part ('verdachte') is somebody of the case."""

    def __init__(self, aliases: Mapping[str, str], roles: Mapping[str, PersonRole]) -> None:
        self._initials: dict[str, list[tuple[str, str]]] = {}
        self._parts: dict[str, set[str]] = {}
        firsts: dict[str, list[str]] = {}
        for ref, alias in aliases.items():
            said = [plain(word) for word in words_of(alias)]
            if not said:
                continue
            title = next((dutch.TITLES[word] for word in said if word in dutch.TITLES), said[0])
            if len(said) > 1:
                self._initials.setdefault(said[-1], []).append((title, ref))
            if title == said[0]:
                firsts.setdefault(title, []).append(ref)
                if title in dutch.CHILD_WORDS or roles.get(ref) is PersonRole.CHILD:
                    self._parts.setdefault("kinderen", set()).add(ref)
        self._parts |= {first: set(refs) for first, refs in firsts.items() if len(refs) == 1}
        for ref, role in roles.items():
            for word in _PARTS.get(role, ()):
                self._parts.setdefault(word, set()).add(ref)
        self._own = frozenset((*self._initials, *self._parts))

    def found(self, words: Sequence[tuple[str, str]]) -> tuple[frozenset[str], bool]:
        """The refs of persons named in words (as they stand, plain), and whether somebody else of the case is meant."""
        refs: set[str] = set()
        somebody = False
        for place, (word, said) in enumerate(words):
            if said in self._initials and word[0].isupper():
                titles = {dutch.TITLES.get(before, before) for _, before in words[max(0, place - _TITLE_REACH) : place]}
                those = self._initials[said]
                titled = [ref for title, ref in those if title in titles]
                refs.update(titled or ([those[0][1]] if len(those) == 1 else ()))
            elif said in self._parts:
                refs |= self._parts[said]
            elif said in dutch.VICTIM_WORDS or said in dutch.SUSPECT_WORDS:
                somebody = True
        return frozenset(refs), somebody

    def names(self, said: str) -> bool:
        """Whether a plain word is only a name."""
        return said in self._own


class Organisations:
    """Finds organisations in a text by key ('VT') or by their name within a sentence ('Veilig Thuis')."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._keys = frozenset(vocabulary.organisations)
        self._said = []
        for key, label in vocabulary.organisations.items():
            name = plain(label.nl)
            for article in _ARTICLES:
                name = name.removeprefix(article)
            self._said.append((name, key))
        self._words = frozenset(name for name, _ in self._said)

    def found(self, words: Sequence[tuple[str, str]], text: str) -> frozenset[str]:
        """The keys of those named; `text` is plain."""
        keys = {word for word, _ in words if word in self._keys}
        return frozenset((*keys, *(key for name, key in self._said if name in text)))

    def names(self, said: str) -> bool:
        """Whether a plain word is only a name."""
        return said in self._words
