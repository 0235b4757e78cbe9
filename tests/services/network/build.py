"""Small networks for tests: seats, contacts, agreements and ties in one line each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from models.terms import CaseId, ContactKind, PersonRole, Relation, Risk, TieKind
from services.cases.facts import CaseFacts, CasePerson, PartnerSeat
from services.contacts.facts import Agreement, Contact, End, Tie
from services.network.facts import NetworkFacts
from services.scheduling.facts import LOCAL

NOW = datetime(2026, 11, 21, 14, tzinfo=LOCAL)
"""A Saturday afternoon."""
TODAY = NOW.date()

PEOPLE = (
    CasePerson("P1", "P1", PersonRole.VICTIM, "Mevrouw V."),
    CasePerson("P2", "P2", PersonRole.SUSPECT, "De heer D."),
    CasePerson("P3", "P3", PersonRole.CHILD, "Kind F."),
    CasePerson("P4", "P4", PersonRole.NETWORK, "Oma W."),
    CasePerson("P5", "P5", PersonRole.NETWORK, "Vriend K."),
)
_REFS = {person.ref for person in PEOPLE}
_numbers = count(1)


def seat(seat_id: str, organisation: str = "VT", role: str = "", person: str = "", **more: Any) -> PartnerSeat:
    """A seat; `person` is the professional's id, by default one of its own."""
    who = person or f"pro-{seat_id}"
    return PartnerSeat(seat_id, organisation, role, name=who, professional_id=who, **more)


def end(key: str) -> End:
    """A private person's reference or a seat's id."""
    return End(person_ref=key) if key in _REFS else End(seat_id=key)


def contact(*parties: str, days_ago: int = 1, on: date | None = None) -> Contact:
    """One occasion on which these were in touch."""
    day = on or TODAY - timedelta(days=days_ago)
    return Contact(f"k{next(_numbers)}", day, ContactKind.PHONE, tuple(map(end, parties)))


def agreed(teller: str, told: str, within: int = 4, *, on_call: bool = False, **more: Any) -> Agreement:
    """A standing agreement to inform."""
    return Agreement(f"a{next(_numbers)}", end(teller), end(told), within, date(2026, 1, 5), on_call, **more)


def tie(first: str, second: str, kind: TieKind = TieKind.FAMILY, **more: Any) -> Tie:
    """A private tie."""
    return Tie(f"t{next(_numbers)}", end(first), end(second), kind, date(2026, 1, 5), **more)


def network(seats: Iterable[PartnerSeat] = (), *, case: CaseFacts | None = None, **more: Any) -> NetworkFacts:
    """Facts of a high-risk case with these seats and the five people."""
    base = case or CaseFacts(CaseId("c"), "X-1", "Zaak Testvogel", Risk.HIGH, Relation.EX_PARTNER, True, persons=PEOPLE)
    return NetworkFacts(replace(base, seats=tuple(seats)), NOW, TODAY, **more)
