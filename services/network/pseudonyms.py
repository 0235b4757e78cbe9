"""How seats and people are called in a file that leaves the house: by their part in the case, or by name.

An alias is a name too: initials and 'Oma' tell a reader of the region enough. Words of a seat that somebody made up
may hold a name; then the seat is called by its organisation alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.terms import OrganisationKind, PersonRole
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.contacts.facts import End
from services.network.facts import NetworkFacts
from services.network.names import NAMED_BY_ROLE, person_name, small
from services.protection.matching import hits
from services.wording import Say
from services.wording.labels import organisation_label, seat_label

_DRAWN_BY_ROLE = (PersonRole.VICTIM, PersonRole.SUSPECT)
_SHORTEST_NAME = 3
"""A part of a name with fewer letters is an initial or a particle, and stands in too many words to mean anybody."""


@dataclass(frozen=True)
class Titles:
    """What each seat (by id), private person (by reference) and organisation (by key) is called; all different."""

    seats: dict[str, str]
    persons: dict[str, str]
    organisations: dict[str, str]

    def of(self, end: str) -> str:
        """The title of any of them; empty for what is not in the case."""
        return self.seats.get(end) or self.persons.get(end) or self.organisations.get(end, "")


def titles(
    facts: CaseFacts, say: Say, more_organisations: Iterable[str] = (), former: Iterable[PartnerSeat] = ()
) -> Titles:
    """The titles of everybody in a case, by their part in it; who shares one gets a number, private people always.

    `more_organisations`: keys of organisations that are named beside those with a seat; `former`: seats that ended.
    """
    former = tuple(former)
    keys = (*(seat.organisation for seat in (*facts.seats, *former)), *more_organisations)
    organisations = _organisations(say, keys)
    homes = {key: small(name, key) for key, name in organisations.items()}
    telling = telling_names(facts, former)
    seats = [
        (seat.id, _title(_role(say, seat, telling), homes[seat.organisation], say("former") if gone else ""))
        for gone, group in ((False, facts.seats), (True, former))
        for seat in group
    ]
    persons = [(person.ref, person_name(say, person.role)) for person in facts.persons]
    return Titles(_numbered(seats), _numbered(persons, always=True), organisations)


def telling_names(facts: CaseFacts, former: Iterable[PartnerSeat] = ()) -> tuple[str, ...]:
    """The names, parts of names and aliases of a case by which a reader knows somebody."""
    names = [name for seat in (*facts.seats, *former) for name in (seat.name, seat.deputy) if name]
    names += [name for name in (facts.director, facts.deputy_director) if name]
    parts = [part for name in names for part in name.split() if sum(map(str.isalpha, part)) >= _SHORTEST_NAME]
    capitals = [part for part in parts if part[:1].isupper()]
    return tuple(dict.fromkeys((*names, *capitals, *(person.alias for person in facts.persons))))


def unnamed(facts: NetworkFacts, called: Titles, say: Say) -> NetworkFacts:
    """The same network with everybody called by their part in it, for what is drawn from facts.

    A box and a figure say most of it by themselves: beneath them stands only what tells the role or who shares it. An
    organisation of a region's own goes by its title, also as its key.
    """
    telling = telling_names(facts.case)
    keys = {key: key if key in list(OrganisationKind) else title for key, title in called.organisations.items()}
    alone = Counter(person.role for person in facts.case.persons)

    def bare(seat: PartnerSeat) -> PartnerSeat:
        role, shared = _role(say, seat, telling), called.seats[seat.id].rpartition(" ")[2]
        numbered = shared.isdecimal() and seat.organisation in list(OrganisationKind)
        by_role = seat.organisation in NAMED_BY_ROLE and not numbered  # its role stands in the box already
        shown = called.organisations[seat.organisation] if by_role else _title(role, shared if numbered else "")
        return replace(
            seat,
            name=shown,
            role=seat.role if role else "",
            organisation=keys[seat.organisation],
            organisation_name=called.organisations[seat.organisation],
            deputy=say("Deputy") if seat.deputy else "",
            note="",
        )

    def nameless(person: CasePerson) -> CasePerson:
        own = person.role in _DRAWN_BY_ROLE and alone[person.role] == 1
        return replace(person, alias="" if own else called.persons[person.ref], note="")

    case = replace(
        facts.case,
        code="",
        code_name="",
        summary="",
        director="",
        deputy_director=say("Deputy") if facts.case.deputy_director else "",
        persons=tuple(map(nameless, facts.case.persons)),
        seats=tuple(map(bare, facts.case.seats)),
        recorded_lines=tuple((keys[one], keys[other]) for one, other in facts.case.recorded_lines),
    )
    return _unnamed_ends(replace(facts, case=case, linked=(), without_basis=()), called, keys)


def _unnamed_ends(facts: NetworkFacts, called: Titles, keys: dict[str, str]) -> NetworkFacts:
    def bare(end: End) -> End:
        return replace(end, name=called.of(end.key), organisation=keys.get(end.organisation, ""))

    return replace(
        facts,
        contacts=tuple(replace(one, parties=tuple(map(bare, one.parties))) for one in facts.contacts),
        agreements=tuple(replace(one, teller=bare(one.teller), told=bare(one.told)) for one in facts.agreements),
        ties=tuple(replace(one, first=bare(one.first), second=bare(one.second)) for one in facts.ties),
    )


def _role(say: Say, seat: PartnerSeat, telling: tuple[str, ...]) -> str:
    """A seat's role in words; empty where somebody's name stands in it."""
    words = seat_label(say, seat.role)
    return "" if hits(words, telling) else words


def _title(*words: str) -> str:
    title = " ".join(word for word in words if word)
    return title[:1].upper() + title[1:]


def _organisations(say: Say, keys: Iterable[str]) -> dict[str, str]:
    """Organisations of the chain by their name; another by a number, for a school's name tells where a child is."""
    known = set(OrganisationKind) - {OrganisationKind.OTHER}
    keys = tuple(dict.fromkeys(keys))
    named = {key: organisation_label(say, key) for key in keys if key in known}
    others = [key for key in keys if key not in known]
    return named | {key: say("Other organisation {n}", n=number) for number, key in enumerate(others, start=1)}


def _numbered(titled: list[tuple[str, str]], *, always: bool = False) -> dict[str, str]:
    shared, seen, found = Counter(title for _, title in titled), Counter[str](), {}
    for key, title in titled:
        seen[title] += 1
        found[key] = f"{title} {seen[title]}" if always or shared[title] > 1 else title
    return found
