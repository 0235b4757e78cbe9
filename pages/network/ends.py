"""Who can be an end of a contact, an agreement or a tie: how they are called in a list, and whom a finding means."""

from models.terms import OrganisationKind
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.contacts.facts import End
from services.wording import Say, label
from services.wording.labels import organisation_label, seat_label


def seats_named(say: Say, case: CaseFacts) -> dict[str, str]:
    """Every seat of the case by its id: 'S. de Boer · Veilig Thuis, casushouder'."""
    return {seat.id: seat_words(say, seat) for seat in case.seats if not seat.barred}


def seat_words(say: Say, seat: PartnerSeat) -> str:
    """One seat: who, of which organisation, as what."""
    return f"{seat.name} · {home_words(say, seat)}, {_small(seat_label(say, seat.role))}"


def home_words(say: Say, seat: PartnerSeat) -> str:
    """The organisation of a seat in short: 'Politie', not the name of the whole team; others by their own name."""
    known = seat.organisation in set(OrganisationKind)
    return organisation_label(say, seat.organisation) if known else seat.organisation_name or seat.organisation


def persons_named(say: Say, case: CaseFacts) -> dict[str, str]:
    """Every private person of the case by reference: 'Mevrouw W. · slachtoffer'."""
    return {person.ref: person_words(say, person) for person in case.persons}


def person_words(say: Say, person: CasePerson) -> str:
    """One private person: the alias and the part in the case."""
    return f"{person.alias} · {_small(label(say, person.role))}"


def ends_named(say: Say, case: CaseFacts) -> dict[str, str]:
    """Seats first, then private persons, by seat id or reference."""
    return seats_named(say, case) | persons_named(say, case)


def end_words(say: Say, case: CaseFacts, end: End) -> str:
    """A recorded end in short: a person's alias, or a professional with the organisation, also after the seat ended."""
    if end.person_ref:
        return next((person.alias for person in case.persons if person.ref == end.person_ref), end.person_ref)
    home = organisation_label(say, end.organisation)
    return f"{end.name} ({home})" if end.name else home


def short_words(say: Say, case: CaseFacts, key: str) -> str:
    """A seat id or reference in short: 'S. de Boer (Veilig Thuis)', or the alias."""
    seat = next((seat for seat in case.seats if seat.id == key), None)
    if seat is None:
        return end_words(say, case, End(person_ref=key))
    return f"{seat.name} ({home_words(say, seat)})"


def meant_by(case: CaseFacts, end: str) -> tuple[str, ...]:
    """The seat ids, or the one reference, that an end of a finding can stand for; nothing when nobody is there yet.

    `organisation/role` means the seats with that role, else those of the organisation; a bare organisation all of its
    seats.
    """
    if any(person.ref == end for person in case.persons):
        return (end,)
    seats = [seat for seat in case.seats if not seat.barred]
    if any(seat.id == end for seat in seats):
        return (end,)
    organisation, _, role = end.partition("/")
    there = [seat for seat in seats if seat.organisation == organisation]
    return tuple(seat.id for seat in ([seat for seat in there if role and seat.role == role] or there))


def _small(words: str) -> str:
    """A role inside a line keeps its capitals only as an abbreviation."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
