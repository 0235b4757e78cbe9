"""How seats and people are called in findings and in the picture: short enough for a box."""

import re

from models.terms import OrganisationKind, PersonRole, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.wording import Say
from services.wording.labels import organisation_label, seat_label

_SHORT = {
    OrganisationKind.CONFLICT_EN_CRISISBEHEERSING.value: "CCB team",
    OrganisationKind.OPENBAAR_MINISTERIE.value: "OM",
    OrganisationKind.VEILIGHEIDSHUIS.value: "Safety House (VHH)",
    OrganisationKind.RAAD_VOOR_DE_KINDERBESCHERMING.value: "Child board (RvdK)",
    OrganisationKind.GEESTELIJKE_GEZONDHEIDSZORG.value: "Mental health (GGZ)",
    OrganisationKind.BEWAKEN_EN_BEVEILIGEN.value: "Guarding & protection",
    OrganisationKind.HULPVERLENING.value: "Victim's care",
}
_SHORT_SEATS = {
    (OrganisationKind.POLITIE.value, SeatRole.VICTIM_CONTACT.value): "Police contact person",
    (OrganisationKind.OPENBAAR_MINISTERIE.value, SeatRole.VICTIM_COORDINATOR.value): "Victim coord. (OM)",
    (OrganisationKind.VEILIG_THUIS.value, SeatRole.CASE_HOLDER.value): "Case holder (VT)",
}
_PEOPLE = {
    PersonRole.VICTIM: "Victim",
    PersonRole.SUSPECT: "Alleged perpetrator",
    PersonRole.CHILD: "Child",
    PersonRole.NETWORK: "Someone close",
}
_PROPER = {
    OrganisationKind.VEILIG_THUIS.value,
    OrganisationKind.VEILIGHEIDSHUIS.value,
    OrganisationKind.OPENBAAR_MINISTERIE.value,
    OrganisationKind.CONFLICT_EN_CRISISBEHEERSING.value,
    OrganisationKind.RAAD_VOOR_DE_KINDERBESCHERMING.value,
    OrganisationKind.SLACHTOFFERHULP.value,
    OrganisationKind.GEESTELIJKE_GEZONDHEIDSZORG.value,
}
"""Organisations whose name keeps its capital inside a sentence."""

_TITLE = re.compile(r"\w+ [A-Z][a-z]|[A-Z]{2}")
"""A name in title case or one that begins with an abbreviation: 'Probation Service', 'GI'."""

_POLITE = re.compile(r"(De heer|Mevrouw|Mevr\.|Mw\.|Dhr\.|Meneer) ")
"""How an alias can begin that is no name: 'Mevrouw W.' is 'mevrouw W.' inside a sentence, 'Oma W.' stays."""

NAMED_BY_ROLE = (OrganisationKind.POLITIE.value, OrganisationKind.OPENBAAR_MINISTERIE.value)
"""Organisations of which a seat is called by its role."""


def organisation_name(say: Say, organisation: str) -> str:
    """A short name of an organisation."""
    return say(_SHORT[organisation]) if organisation in _SHORT else _initial(organisation_label(say, organisation))


def seat_name(say: Say, organisation: str, role: str) -> str:
    """A seat by its role where its organisation has several, else by its organisation."""
    if (organisation, role) in _SHORT_SEATS:
        return say(_SHORT_SEATS[organisation, role])
    if role and organisation in NAMED_BY_ROLE:
        return _initial(seat_label(say, role))
    return organisation_name(say, organisation)


def seat_title(say: Say, seat: PartnerSeat, facts: CaseFacts) -> str:
    """What stands in the box of a seat; a second seat of an organisation is told apart by its role."""
    siblings = [other for other in facts.seats if other.organisation == seat.organisation and not other.barred]
    if len(siblings) > 1 and seat.organisation not in NAMED_BY_ROLE:
        short = seat.organisation if len(seat.organisation) <= 4 else organisation_name(say, seat.organisation)
        return _initial(f"{seat_label(say, seat.role)} {short}")
    return seat_name(say, seat.organisation, seat.role)


def person_name(say: Say, role: PersonRole) -> str:
    """A private person's part in the case."""
    return say(_PEOPLE[role])


def end_name(say: Say, facts: CaseFacts, end: str, *, inside: bool = False) -> str:
    """The name of a subject or of an end of a line: a private person's alias, a seat or an organisation.

    `inside` a sentence a common noun loses its capital.
    """
    for person in facts.persons:
        if person.ref == end:
            return polite(say, person.alias) if inside else person.alias
    organisation, _, role = end.partition("/")
    name = seat_name(say, organisation, role)
    return small(name, organisation, role) if inside else name


def small(name: str, organisation: str, role: str | None = None) -> str:
    """A name as it stands inside a sentence: without capital, unless it is a proper name."""
    by_role = role and organisation in NAMED_BY_ROLE
    proper = organisation in _PROPER and not by_role
    return name if proper or _TITLE.match(name) else name[:1].lower() + name[1:]


def polite(say: Say, alias: str) -> str:
    """An alias as it stands inside a Dutch sentence; in an English one it is as good as a name."""
    within = say.language == "nl" and _POLITE.match(alias)
    return alias[:1].lower() + alias[1:] if within else alias


def closed(sentence: str) -> str:
    """A sentence with one full stop, also when it ends in an alias such as 'Oma W.'."""
    return sentence.removesuffix(".") if sentence.endswith("..") else sentence


def _initial(words: str) -> str:
    return words[:1].upper() + words[1:]
