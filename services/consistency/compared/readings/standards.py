"""Whether one norm goes against a norm of the route map or an order of a court, act by act and slot by slot. Pure.

What follows from a wish counts (`derived`): who is to stay in somebody's home is to have contact with her.
"""

from collections.abc import Collection
from datetime import date, datetime

from models.terms import Modality, PersonRole
from services.cases.facts import CaseFacts, CourtOrder
from services.consistency.compared.acts import wider_acts
from services.consistency.compared.readings.derived import Slots, derive
from services.consistency.compared.readings.parts import ANYONE, PARTNERS, Parts
from services.scheduling.facts import local_day
from services.vocabulary.facts import Moment, Norm, Standing, Vocabulary
from services.vocabulary.standing import COURT_ORDER, in_force, orders_behind


class Standards:
    """The norms of the route map that hold in one case. `rows` are those, `facts` the case."""

    def __init__(self, vocabulary: Vocabulary, facts: CaseFacts, today: date | None = None) -> None:
        self.facts = facts
        self._vocabulary = vocabulary
        self._roles = {person.ref: person.role for person in facts.persons}
        self._parts = Parts(vocabulary, self._roles)
        self._orders = {row: orders_behind(row, facts, today) for row in in_force(vocabulary, facts)}
        self.rows = tuple(row for row, orders in self._orders.items() if orders or not self.is_order(row))
        self._wider = {row.act: wider_acts(vocabulary, row.act) for row in vocabulary.standing}
        self._known: dict[str, frozenset[str]] = {}

    def is_order(self, row: Standing) -> bool:
        """Whether the norm is that of a court order, and not of the route map."""
        return any(name == COURT_ORDER for name, _ in row.facts)

    def touches(self, norm: Norm, rule: str) -> bool:
        """Whether a norm speaks of an act of this rule, a wider one or a narrower one."""
        acts = {row.act for row in self._vocabulary.standing if row.rule == rule}
        return bool(acts & wider_acts(self._vocabulary, norm.act)) or any(norm.act in self._wider[act] for act in acts)

    def breaks(self, norm: Norm, row: Standing) -> bool:
        """Whether a norm goes against one that holds; of a reminder, whether it is about it."""
        if norm.act not in self._vocabulary.acts:
            return False
        if row.modality is Modality.MUST and not row.remind:
            forbids = norm.modality is Modality.MUST_NOT and norm.act in self._wider[row.act]
            return forbids and _whole(norm) and self._meets(norm, row, {"by": norm.by, "to": norm.to})
        if norm.modality is Modality.MUST_NOT or row.act not in self._reachable(norm.act):
            return False
        done = derive(self._vocabulary, self._parts, norm)
        return any(one.act == row.act and self._meets(norm, row, one.slots) for one in done)

    def _reachable(self, act: str) -> frozenset[str]:
        """Every act that can follow from one, whatever its slots hold."""
        if act not in self._known:
            found, waiting = set[str](), [act]
            while waiting:
                here = waiting.pop()
                if here not in found:
                    found |= (more := wider_acts(self._vocabulary, here))
                    waiting += [one.then for one in self._vocabulary.requires if one.act in more]
            self._known[act] = frozenset(found)
        return self._known[act]

    def _meets(self, norm: Norm, row: Standing, slots: Slots) -> bool:
        by, to = slots.get("by", ()), slots.get("to", ())
        if not self.is_order(row) or row.by:
            return self._done_by(norm.modality, by, row.by)
        orders = [order for order in self._orders[row] if _at_once(norm, order) and norm.basis != COURT_ORDER]
        if norm.modality is Modality.MUST_NOT:
            by, to = by or (ANYONE,), to or (ANYONE,)
        return any(self._between(by, to, *self._ends(order, row)) for order in orders)

    def _done_by(self, modality: Modality, by: Collection[str], bound: Collection[str]) -> bool:
        """Whether who must or may do it is among those whom the rule is about; nobody named is some professional."""
        if not bound:
            return True
        doers = by or (PARTNERS,)
        if modality is Modality.MUST:
            return any(self._parts.within(doer, one) for doer in doers for one in bound)
        return self._overlap(doers, bound)

    def _ends(self, order: CourtOrder, row: Standing) -> tuple[Collection[str], Collection[str]]:
        """Whom an order binds, and towards whom: the persons that it is about, or else who it must be about."""
        suspects = [ref for ref, role in self._roles.items() if role is PersonRole.SUSPECT]
        meant = PersonRole.CHILD if row.modality is Modality.MUST else PersonRole.VICTIM
        others = [ref for ref in order.about if ref in self._roles and ref not in suspects]
        bound = [ref for ref in order.about if ref in suspects]
        return bound or suspects, others or [ref for ref, role in self._roles.items() if role is meant]

    def _between(
        self, by: Collection[str], to: Collection[str], bound: Collection[str], others: Collection[str]
    ) -> bool:
        """Whether it is between these two sides, whoever of them begins. Where nobody is named, it is not: a duty is a
        professional's then."""
        return (self._overlap(by, bound) and self._overlap(to, others)) or (
            self._overlap(by, others) and self._overlap(to, bound)
        )

    def _overlap(self, one: Collection[str], other: Collection[str]) -> bool:
        return any(self._parts.within(a, b) or self._parts.within(b, a) for a in one for b in other)


def _whole(norm: Norm) -> bool:
    """A ban that leaves no other way: not one on a place, a channel or some hours, and without an exception."""
    return not (norm.at or norm.via or norm.about or norm.what or norm.hours or norm.days or norm.exceptions)


def _at_once(norm: Norm, order: CourtOrder) -> bool:
    """Whether norm and order are in force on some same day; an open end is open."""
    first, last = _day(norm.from_ or norm.when), _day(norm.until or norm.before or norm.when)
    begun = order.from_on is None or last is None or order.from_on <= last
    return begun and (order.until_on is None or first is None or first <= order.until_on)


def _day(moment: Moment | None) -> date | None:
    return local_day(moment) if isinstance(moment, datetime) else moment
