"""A network as it goes on paper: everybody called by their part in the case, nothing that is nobody's business."""

from dataclasses import replace

from models.terms import PersonRole
from services.network.exporting import former_seats, leaving
from services.network.facts import NetworkFacts
from services.network.names import person_name
from services.network.pseudonyms import titles, unnamed
from services.wording import Say


def by_part(facts: NetworkFacts, say: Say) -> NetworkFacts:
    """The network as far as it may leave, with everybody called by their part; findings on it name nobody either."""
    kept = leaving(facts)
    called = titles(kept.case, say, former=former_seats(kept))
    bare = unnamed(kept, called, say)
    short, whole = f"{say('Alleged')} {say('perp.')}", person_name(say, PersonRole.SUSPECT)
    persons = (replace(person, alias=called.persons[person.ref].replace(whole, short)) for person in bare.case.persons)
    return replace(bare, case=replace(bare.case, persons=tuple(persons)))
