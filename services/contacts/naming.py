"""What people call the seats, persons and kinds of contact in a file of their own, in Dutch and in English. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from models.terms import ContactKind
from services.cases.facts import CasePerson, PartnerSeat
from services.relations.rules import normal_form
from services.wording import Say, speak
from services.wording.labels import label, organisation_label, seat_label
from services.wording.speech import LANGUAGES

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("jan", "januari", "january"), ("feb", "februari", "february"), ("mrt", "maart", "mar", "march")),
            *(("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july")),
            *(("aug", "augustus", "august"), ("sep", "september"), ("okt", "oktober", "oct", "october")),
            *(("nov", "november"), ("dec", "december")),
        ),
        1,
    )
    for name in names
}
_TIME = r"(?:[ t]+\d{1,2}:\d{2}(?::\d{2})?)?"
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_TIME}", re.ASCII)
_DUTCH = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}", re.ASCII)
_IN_WORDS = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})", re.ASCII)


def day_of(text: str) -> date | None:
    """The day that a cell names: 2026-11-23, 23-11-2026, 23/11/2026, 23.11.2026 or 23 november 2026."""
    plain = text.strip().lower()
    try:
        if iso := _ISO.fullmatch(plain):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if dutch := _DUTCH.fullmatch(plain):
            return date(int(dutch[4]), int(dutch[3]), int(dutch[1]))
        if worded := _IN_WORDS.fullmatch(plain):
            return date(int(worded[3]), _MONTHS.get(worded[2], 0), int(worded[1]))
    except ValueError:
        return None
    return None


def kind_of(text: str) -> ContactKind | None:
    """The kind of contact that a cell names, by its own word or its label in either language."""
    return _kinds().get(_key(text))


@cache
def _kinds() -> dict[str, ContactKind]:
    return {_key(word): kind for kind in ContactKind for word in (kind.value, *_said(label, kind))}


class Names:
    """By which names the parties of a case can be meant.

    Somebody's own name, alias or reference, or organisation and role together, comes before a role or organisation
    alone; each only where it can mean one. Who share a part are also numbered in order: 'Kind 2', 'wijkagent politie 1'
    (so the export without names calls them, `services.network.pseudonyms`).
    """

    def __init__(self, seats: Iterable[PartnerSeat], persons: Iterable[CasePerson]) -> None:
        self._own: dict[str, set[str]] = defaultdict(set)
        self._part: dict[str, set[str]] = defaultdict(set)
        self._untitled: dict[str, set[str]] = defaultdict(set)
        places: Counter[str] = Counter()
        for seat in seats:
            places[f"{seat.organisation}/{seat.role}"] += 1
            roles = (seat.role, *_said(seat_label, seat.role))
            homes = (seat.organisation, seat.organisation_name, *_said(organisation_label, seat.organisation))
            both = [f"{home} {role}" for home in (*homes, seat.name) for role in roles]
            numbered = [f"{one} {places[f'{seat.organisation}/{seat.role}']}" for one in both]
            self._add(seat.id, seat.name, (*both, *numbered), (*roles, *homes))
        for person in persons:
            roles = (person.role.value, *_said(label, person.role))
            places[person.role.value] += 1
            self._add(
                person.ref,
                person.alias,
                (person.ref, *(f"{role} {places[person.role.value]}" for role in roles)),
                roles,
            )

    def meant_by(self, text: str) -> frozenset[str]:
        """The seats (ids) and persons (references) that this can mean; empty when it means nobody."""
        key, untitled = _key(text), _untitled(text)
        found = (self._own.get(key), self._part.get(key), self._untitled.get(untitled))
        return frozenset(next(filter(None, found), ())) if key else frozenset()

    def _add(self, party: str, name: str, own: Iterable[str], part: Iterable[str]) -> None:
        self._own[_key(name)].add(party)
        if bare := _untitled(name):
            self._untitled[bare].add(party)
        for names, kept in ((own, self._own), (part, self._part)):
            for key in filter(None, map(_key, names)):
                kept[key].add(party)


def _said(how: Callable[[Say, Any], str], term: str) -> list[str]:
    """A label in each language."""
    return [how(speak(language), term) for language in LANGUAGES]


def _key(text: str) -> str:
    """Without capitals, accents, signs and order: 'Wolff, L. de' is 'L. de Wolff'. What looks like a title stays: DR
    is the district detectives."""
    words = (normal_form(word) or word.casefold() for word in re.findall(r"\w+", text))
    return " ".join(sorted(" ".join(words).split()))


def _untitled(text: str) -> str:
    """The same of a name, without titles: 'mr. L. de Wolff' is 'L. de Wolff'."""
    return " ".join(sorted(normal_form(text).split()))
