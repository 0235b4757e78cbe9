"""The expiry calendar: what of a case comes to its day, how near that is, and what must follow. Pure.

No measure ends without somebody having thought of what comes after it (`domain.md` section 6, points 13 and 17).
"""

from collections.abc import Iterable
from datetime import date

from models.terms import CourtOrderKind, Measure, MeasureOutcome
from services.cases.facts import CaseFacts, CourtOrder, Weighing
from services.measures.facts import Ending, Expiry, Urgency
from services.measures.terms import extensions_left

WITHIN = 30
"""How many days ahead the calendar looks unless told."""
SOON = 14
ORDERS_LOOK_BACK = 30
"""A court's order that ended is nothing to act on for ever; a measure stays until it is weighed again."""
_SAME = {
    CourtOrderKind.BEHAVIOUR_ORDER: Measure.BEHAVIOUR_ORDER,
    CourtOrderKind.HOME_BAN: Measure.HOME_BAN,
    CourtOrderKind.CONTACT_BAN: Measure.CONTACT_OR_LOCATION_BAN,
    CourtOrderKind.LOCATION_BAN: Measure.CONTACT_OR_LOCATION_BAN,
}


def expiring(facts: CaseFacts, day: date, within: int = WITHIN) -> tuple[Expiry, ...]:
    """What of this case came to its day already or will within so many days after `day`; nearest first."""
    return calendar(facts.weighings, facts.court_orders, day, within)


def calendar(
    weighings: Iterable[Weighing], orders: Iterable[CourtOrder], day: date, within: int = WITHIN
) -> tuple[Expiry, ...]:
    """The same from the parts. An order that also stands in the register with the same last day is told once."""
    weighings = tuple(weighings)
    found = [ending for weighing in weighings for ending in _of_weighing(weighing, day)]
    told = {(expiry.subject, expiry.on) for expiry in found if expiry.what is Ending.MEASURE}
    found += [ending for order in orders for ending in _of_order(order, day) if _twin(ending) not in told]
    return tuple(sorted((e for e in found if e.days_left <= within), key=lambda e: (e.on, e.what, e.subject, e.id)))


def urgency(days_left: int) -> Urgency:
    """Gone by, within a fortnight, or later."""
    if days_left < 0:
        return Urgency.PAST
    return Urgency.SOON if days_left <= SOON else Urgency.LATER


def _of_weighing(weighing: Weighing, day: date) -> Iterable[Expiry]:
    if weighing.valid_until is not None and weighing.outcome is MeasureOutcome.APPLIED:
        left = (weighing.valid_until - day).days
        yield Expiry(
            Ending.MEASURE,
            weighing.measure,
            weighing.organisation,
            weighing.valid_until,
            left,
            urgency(left),
            weighing.id,
            weighing.valid_from,
            weighing.handover_to,
            handover_missing=not weighing.handover_to,
            extensions_left=extensions_left(weighing) if left >= 0 else 0,
        )
    if weighing.weigh_again_on is not None:
        left = (weighing.weigh_again_on - day).days
        again, measure = weighing.weigh_again_on, weighing.measure
        yield Expiry(Ending.WEIGH_AGAIN, measure, weighing.organisation, again, left, urgency(left), weighing.id)


def _of_order(order: CourtOrder, day: date) -> Iterable[Expiry]:
    if order.until_on is None or order.ended_on is not None:
        return
    left = (order.until_on - day).days
    if left >= -ORDERS_LOOK_BACK:
        start = order.from_on
        yield Expiry(
            Ending.COURT_ORDER, order.kind, order.given_by, order.until_on, left, urgency(left), order.id, start
        )


def _twin(order: Expiry) -> tuple[Measure | None, date]:
    same = _SAME.get(order.subject) if isinstance(order.subject, CourtOrderKind) else None
    return same, order.on
