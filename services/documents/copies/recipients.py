"""For whom of an audience a copy of their own can be made: the professionals on its seats."""

from typing import ClassVar

from models.terms import PersonRole
from services.access.rules import Permission
from services.cases.facts import CaseFacts, PartnerSeat
from services.cases.gathering import gathered
from services.documents.copies.facts import Recipient
from services.documents.copies.register import organisation_in
from services.documents.for_victims import VICTIM
from services.errors import ServiceError
from services.protection.rules import WHOLE
from services.relations.queries import barred_professionals
from services.unit_of_work import Reading, Work


class RecipientUnknown(ServiceError):
    """Nobody of whom this audience is made up: not on its seats (any more), or kept out of the case."""

    code: ClassVar[str] = "copies.recipient_unknown"


def recipients_of(work: Work, case_id: str, audience: str) -> tuple[Recipient, ...]:
    """Whom a copy for this audience can be made for, by name; nobody for who may not issue it. Raises `NotAllowed`."""
    with work.read(Permission.PLAN_READ, case_id, screen="editions") as look:
        return recipients_in(look, case_id, audience) if look.may(Permission.DOCUMENT_ISSUE) else ()


def recipients_in(look: Reading, case_id: str, audience: str) -> tuple[Recipient, ...]:
    """The same inside an open look or transaction. A victim's page goes by whoever speaks with her."""
    facts = gathered(look, case_id, WHOLE)
    victims = _victims(facts, audience)
    barred = barred_professionals(look.session, look.database.vault, case_id)
    found: dict[str, Recipient] = {}
    for seat in facts.seats:
        known = seat.professional_id and seat.professional_id not in barred and not seat.barred
        if known and _gets(seat, audience, victims):
            found[seat.professional_id] = Recipient(seat.professional_id, seat.name, seat.organisation, seat.role)
    return tuple(sorted(found.values(), key=lambda one: (one.organisation, one.name)))


def check_recipient(look: Reading, case_id: str, audience: str, recipient_id: str | None) -> None:
    """Raises `RecipientUnknown` for a recipient whom this audience has not; none at all is right."""
    if recipient_id and recipient_id not in {one.id for one in recipients_in(look, case_id, audience)}:
        raise RecipientUnknown


def _victims(facts: CaseFacts, audience: str) -> set[str]:
    """The one victim that an edition is for, by reference, in the order of the case."""
    place = audience.removeprefix(VICTIM).removeprefix("-") or "1"
    refs = [person.ref for person in facts.persons if person.role is PersonRole.VICTIM]
    return set(refs[int(place) - 1 : int(place)]) if place.isdecimal() and int(place) else set()


def _gets(seat: PartnerSeat, audience: str, victims: set[str]) -> bool:
    if audience.startswith(VICTIM):
        return bool(victims & set(seat.speaks_with)) and not seat.external
    home = organisation_in(audience)
    return seat.organisation == home if home else not seat.external
