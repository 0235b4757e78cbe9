"""Where two heard texts meet: what the one wants and the other forbids, about the same people, at the same time and
place. Pure.

Source: `conditions.md` section 6, fallback on prose; the points are its points, with acts beside the words.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, product

from services.consistency.compared.prose import dutch
from services.consistency.compared.prose.candidates import related_kinds
from services.consistency.compared.prose.claims import Claim, Heard
from services.consistency.compared.prose.days import apart
from services.consistency.compared.prose.words import plain, stem, words_of
from services.vocabulary.facts import Vocabulary

ENOUGH = 5
"""Points from which somebody should look."""
_SAME_KIND, _RELATED_KIND, _SUBJECT, _OPPOSITE, _DATE = 2, 1, 1, 1, 1
_ACT, _ACT_IN_OTHER_WORDS, _MOST_WORDS, _RELATION = 2, 1, 2, 3

Words = tuple[str, ...]


class TwoTexts:
    """Holds heard texts against one another."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._kinds = related_kinds(vocabulary)
        self._excludes = {frozenset(row.acts) for row in vocabulary.excludes}
        self._requires = tuple(
            (row.act, row.then, _label_stems(vocabulary, dict(row.filled).get("what", ())))
            for row in vocabulary.requires
        )
        self._themes = {act.id: act.theme for act in vocabulary.acts.values()}
        self._one_place = frozenset(act.id for act in vocabulary.acts.values() if "at" in act.single)
        self._one_time = frozenset(act.id for act in vocabulary.acts.values() if "when" in act.single)

    def words(self, first: Heard, second: Heard) -> Words | None:
        """The words that met, or None where nothing does."""
        best, met = 0, ()
        enough = ENOUGH + (first.of.author == second.of.author)
        here, there = _people_meet(first, second), _people_meet(second, first)
        if not here and not there:
            return None
        around = self._around(first, second)
        for points, words in chain(
            self._against(first, second) if here else (),
            self._against(second, first) if there else (),
            self._together(first, second) if around else (),
        ):
            if points + around > best:
                best, met = points + around, words
        return tuple(dict.fromkeys(word for word in met if word)) if best >= enough else None

    # --- the one forbids what the other wants

    def _against(self, ban: Heard, wanted: Heard) -> Iterator[tuple[int, Words]]:
        if ban.ends & wanted.begins:
            return
        for no, yes in product(ban.bans, wanted.wishes):
            points, words = self._alike(no, yes)
            if not points and self._around(ban, wanted) >= _SAME_KIND + _SUBJECT:
                points = self._unknown(no, yes)
            if points and _in_reach(ban, no, wanted, yes):
                yield points + _OPPOSITE + self._besides(ban, no, wanted, yes), words

    def _alike(self, no: Claim, yes: Claim) -> tuple[int, Words]:
        """Points and words for the same act and the same words, or for a relation between two acts."""
        for act, then, about in self._requires:
            if act in yes.acts and then in no.acts and (known := sorted(about & no.words.keys())):
                return _RELATION, (no.acts[then], yes.acts[act], *(no.words[key] for key in known))
        both, shared = no.acts.keys() & yes.wide.keys(), no.words.keys() & yes.words.keys()
        points, words = 0, []
        if both:
            points = _ACT if any(_same_word(no.acts[act], yes.wide[act]) for act in both) else _ACT_IN_OTHER_WORDS
            words = [said for act in sorted(both) for said in (no.acts[act], yes.wide[act])]
        elif wider := sorted(no.wide.keys() & yes.acts.keys()):
            points = _ACT_IN_OTHER_WORDS
            words = [said for act in wider for said in (no.wide[act], yes.acts[act])]
        if shared:
            words += [side.words[key] for key in sorted(shared) for side in (no, yes)]
            of_acts = {stem(plain(word)) for act in both for word in no.acts[act].split()}
            points += min(len(shared - of_acts), _MOST_WORDS)
        return points, tuple(words)

    def _unknown(self, no: Claim, yes: Claim) -> int:
        """A point where acts of two of one kind and subject are not of different themes: nothing tells them apart."""
        mine, theirs = ({self._themes[act] for act in claim.acts} for claim in (no, yes))
        return int(not mine or not theirs or bool(mine & theirs))

    def _besides(self, ban: Heard, no: Claim, wanted: Heard, yes: Claim) -> int:
        """Points for the same day, the same other people and, of one kind, the same organisation."""
        others = ban.named & wanted.named - {ban.of.subject, wanted.of.subject}
        known = (ban.organisations & wanted.organisations) - {ban.of.author, wanted.of.author}
        return _DATE * bool(no.times.on & yes.times.on) + bool(others) + bool(known and ban.of.kind == wanted.of.kind)

    # --- both want what does not go together

    def _together(self, first: Heard, second: Heard) -> Iterator[tuple[int, Words]]:
        for one, other in product(first.wishes, second.wishes):
            if one.acts.keys() & other.acts.keys() & self._one_time and _other_days(one, other):
                yield _ACT + _OPPOSITE, self._alike(one, other)[1]
            if apart(one.times, other.times):
                continue
            points, words = self._unlike(one, other)
            if points:
                yield points, words

    def _unlike(self, one: Claim, other: Claim) -> tuple[int, Words]:
        for mine, theirs in product(one.acts, other.acts):
            if frozenset((mine, theirs)) in self._excludes and mine != theirs:
                return _RELATION + _OPPOSITE, (one.acts[mine], other.acts[theirs])
        shared = one.words.keys() & other.words.keys()
        both = tuple(side.words[key] for key in sorted(shared) for side in (one, other))
        acts = one.acts.keys() & other.acts.keys()
        if acts & self._one_place and one.places and other.places and not one.places & other.places:
            return _ACT + _OPPOSITE, both
        if _numbers_clash(one, other):
            return _ACT + _OPPOSITE, both
        if (shared or acts) and (words := _opposites(one, other)):
            return min(len(shared), 1) + _ACT * bool(acts) + _OPPOSITE, (*words, *both)
        return 0, ()

    # --- what they have in common

    def _around(self, one: Heard, other: Heard) -> int:
        """Points for the same kind and the same subject."""
        kinds = frozenset((one.of.kind, other.of.kind))
        kind = _SAME_KIND if len(kinds) == 1 else _RELATED_KIND * (kinds in self._kinds)
        return kind + _SUBJECT * _one_subject(one, other)


def _label_stems(vocabulary: Vocabulary, values: Iterable[str]) -> frozenset[str]:
    """Stems of the labels of terms that a relation fills in."""
    terms = [vocabulary.terms.get(value.partition(":")[0]) for value in values]
    words = [plain(word) for term in terms if term for word in words_of(term.nl)]
    return frozenset(stem(word) for word in words if word not in dutch.SMALL)


def _same_word(one: str, other: str) -> bool:
    mine, theirs = ({stem(word) for word in plain(said).split() if word not in dutch.SMALL} for said in (one, other))
    return bool(mine & theirs)


def _one_subject(one: Heard, other: Heard) -> bool:
    """Whether both are about the same person's doing, or about what these two do with one another."""
    mine, theirs = one.of.subject, other.of.subject
    if mine == theirs:
        return bool(mine)
    return bool(mine and theirs) and _speaks_of(one, theirs) and _speaks_of(other, mine)


def _speaks_of(one: Heard, ref: str) -> bool:
    return ref in one.named or ref in one.of.protects or one.somebody


def _people_meet(ban: Heard, wanted: Heard) -> bool:
    """Whether both speak of the same people: of one subject the same others, or else the ban is about somebody of whom
    the other speaks."""
    mine, theirs = ban.of.subject, wanted.of.subject
    if mine and mine == theirs:
        whom = {*ban.named, *ban.of.protects} - {mine}
        other = {*wanted.named, *wanted.of.protects} - {mine}
        return not whom or not other or bool(whom & other)
    if mine and theirs:
        return mine in wanted.named or mine in wanted.of.protects or wanted.somebody
    return bool(ban.named & wanted.named) or not (ban.named and wanted.named)


def _in_reach(ban: Heard, no: Claim, wanted: Heard, yes: Claim) -> bool:
    """Whether what is wanted lies within the ban: its time, its place, not what it leaves out."""
    if apart(no.times, yes.times):
        return False
    if no.places and yes.places and bool(no.places & yes.places) is no.only:
        return False
    if "zelf" in no.said and wanted.named - ban.named - {ban.of.subject}:
        return False
    return not ban.excepted & (wanted.organisations | yes.words.keys())


def _other_days(one: Claim, other: Claim) -> bool:
    return bool(one.times.on and other.times.on and not one.times.on & other.times.on)


def _numbers_clash(one: Claim, other: Claim) -> bool:
    return any(
        mine[2] == theirs[2] and (mine[1] < theirs[0] or theirs[1] < mine[0])
        for mine, theirs in product(one.numbers, other.numbers)
    )


def _opposites(one: Claim, other: Claim) -> Words:
    for row in dutch.OPPOSITES:
        for left, right in (row, row[::-1]):
            mine = _beginning(one, left)
            theirs = _beginning(other, right)
            if mine and theirs:
                return mine, theirs
    return ()


def _beginning(claim: Claim, beginnings: tuple[str, ...]) -> str:
    return next((word for word in claim.said if word.startswith(beginnings)), "")
