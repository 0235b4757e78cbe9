"""Lines that may not be there: what a court, a prosecutor, a measure or a hold forbids, and contact despite it.

What the law forbids as such is not judged here: a ban on places forbids no contact, special conditions may hold
anything, and so neither makes a line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from models.terms import CourtOrderKind, Known, Measure, MeasureOutcome, PersonRole
from services.cases.facts import CaseFacts, Weighing
from services.cases.rules import hold_in_force
from services.network.facts import NetworkFacts
from services.network.rules import refs
from services.scheduling.facts import local_day

EVERYBODY = ""
"""The second end of a line when nobody at all may approach the first."""
HELD = "hold"
"""Why of a line that a hold draws (H-VT-1); nothing of its reason."""

_FORBIDDING_ORDERS = (CourtOrderKind.CONTACT_BAN, CourtOrderKind.HOME_BAN, CourtOrderKind.BEHAVIOUR_ORDER)
_FORBIDDING_MEASURES = (Measure.CONTACT_OR_LOCATION_BAN, Measure.HOME_BAN, Measure.BEHAVIOUR_ORDER)


@dataclass(frozen=True)
class ForbiddenLine:
    """A line between an alleged perpetrator (`first`) and another person (`second`, or `EVERYBODY`).

    `why`: a `CourtOrderKind`, a `Measure` or `HELD`; `Measure.MEDIATION` forbids to mediate between the two, not to be
    in touch (H-RN-8). `until`: the last day, where it is known.
    """

    first: str
    second: str
    why: str
    until: date | None


@dataclass(frozen=True)
class ContactDespite:
    """A recorded contact along a line that was forbidden on its day."""

    contact_id: str
    happened_on: date
    line: ForbiddenLine


def forbidden_lines(facts: NetworkFacts) -> tuple[ForbiddenLine, ...]:
    """The lines forbidden now: orders and measures in force, then holds, then mediation while stalking goes on."""
    lines = list(_banned(facts.case, facts.today, facts.today))
    hold = hold_in_force(facts.case, facts.now)
    suspects, victims = refs(facts.case, PersonRole.SUSPECT), refs(facts.case, PersonRole.VICTIM)
    if hold:
        until = _last_day(hold.until)
        lines += [ForbiddenLine(suspect, EVERYBODY, HELD, until) for suspect in suspects]
    if facts.case.stalking_active is Known.YES:
        pairs = ((suspect, victim) for suspect in suspects for victim in victims)
        lines += [ForbiddenLine(*pair, Measure.MEDIATION, None) for pair in pairs]
    return tuple(lines)


def contacts_despite(facts: NetworkFacts) -> tuple[ContactDespite, ...]:
    """The recorded contacts between people whom an order or measure kept apart on that day, latest first; of each the
    first line that forbade it. Holds are left out: since when one stands is not recorded."""
    found: list[ContactDespite] = []
    for contact in facts.contacts:
        there = {end.person_ref for end in contact.parties if end.person_ref}
        lines = _banned(facts.case, contact.happened_on, facts.today) if len(there) > 1 else ()
        line = next((line for line in lines if {line.first, line.second} <= there), None)
        if line:
            found.append(ContactDespite(contact.id, contact.happened_on, line))
    return tuple(sorted(found, key=lambda one: (one.happened_on, one.contact_id), reverse=True))


def _banned(case: CaseFacts, day: date, today: date) -> Iterator[ForbiddenLine]:
    """What orders and measures forbid on a day; a pair that two of them keep apart comes once."""
    told: set[tuple[str, str]] = set()
    for line in (*_by_orders(case, day), *_by_measures(case, day, today)):
        if (line.first, line.second) not in told:
            told.add((line.first, line.second))
            yield line


def _by_orders(case: CaseFacts, day: date) -> Iterator[ForbiddenLine]:
    suspects, victims = refs(case, PersonRole.SUSPECT), refs(case, PersonRole.VICTIM)
    known = {person.ref for person in case.persons}
    for order in case.court_orders:
        if order.kind in _FORBIDDING_ORDERS and order.stands_on(day):
            bound = [suspect for suspect in suspects if suspect in order.about] or suspects
            kept_from = [ref for ref in order.about if ref in known and ref not in suspects] or victims
            until = min((end for end in (order.until_on, order.ended_on) if end), default=None)
            yield from (ForbiddenLine(one, other, order.kind, until) for one in bound for other in kept_from)


def _by_measures(case: CaseFacts, day: date, today: date) -> Iterator[ForbiddenLine]:
    suspects, victims = refs(case, PersonRole.SUSPECT), refs(case, PersonRole.VICTIM)
    for weighing in case.weighings:
        if weighing.measure in _FORBIDDING_MEASURES and _applied_on(weighing, day, today):
            pairs = ((suspect, victim) for suspect in suspects for victim in victims)
            yield from (ForbiddenLine(*pair, weighing.measure, weighing.valid_until) for pair in pairs)


def _applied_on(weighing: Weighing, day: date, today: date) -> bool:
    """Whether a measure is applied and in force; one without a beginning is taken to begin today, so that nothing
    earlier is held against anybody."""
    begins = weighing.valid_from or weighing.weighed_on or today
    ends = weighing.valid_until
    return weighing.outcome is MeasureOutcome.APPLIED and begins <= day and (ends is None or day <= ends)


def _last_day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None
