"""Whether one norm goes against a norm of the route map or an order of a court, act by act and slot by slot. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from models.terms import Modality, PersonRole
from services.cases.facts import CaseFacts, CourtOrder
from services.scheduling.facts import local_day
from services.vocabulary.facts import Moment, Norm, Standing, Vocabulary
from services.vocabulary.standing import COURT_ORDER, in_force, orders_behind

_ANYONE, _PROFESSIONALS, _CHILDREN = "anyone", "professionals", "children"


class Standards:
    """The norms of the route map that hold in one case. `rows` are those, `facts` the case."""

    def __init__(self, vocabulary: Vocabulary, facts: CaseFacts, today: date | None = None) -> None:
        self.facts = facts
        is_a = {act.id: act.is_a for act in vocabulary.acts.values()}
        self._wider = {act: _reached(act, is_a) for act in is_a}
        self._wholes = _wholes(vocabulary, facts)
        self._every = vocabulary.standing
        holding = [(row, orders_behind(row, facts, today)) for row in in_force(vocabulary, facts)]
        self._orders = dict(holding)
        self.rows = tuple(row for row, orders in holding if orders or not self.is_order(row))

    def is_order(self, row: Standing) -> bool:
        """Whether the norm is that of a court order, and not of the route map."""
        return any(name == COURT_ORDER for name, _ in row.facts)

    def touches(self, norm: Norm, rule: str) -> bool:
        """Whether a norm speaks of an act of this rule, a wider one or a narrower one."""
        acts = [row.act for row in self._every if row.rule == rule]
        return any(self._is(norm.act, act) or self._is(act, norm.act) for act in acts)

    def breaks(self, norm: Norm, row: Standing) -> bool:
        """Whether a norm goes against one that holds; of a reminder, whether it is about it."""
        if row.modality is Modality.MUST and not row.remind:
            forbids = norm.modality is Modality.MUST_NOT and self._is(row.act, norm.act)
            return forbids and _whole(norm) and self._meets(norm, row)
        return norm.modality is not Modality.MUST_NOT and self._is(norm.act, row.act) and self._meets(norm, row)

    def _meets(self, norm: Norm, row: Standing) -> bool:
        if not self.is_order(row) or row.by:
            return self._done_by(norm, row.by)
        orders = [order for order in self._orders[row] if _at_once(norm, order)]
        return any(self._between(norm, *self._ends(order, row)) for order in orders) and norm.basis != COURT_ORDER

    def _done_by(self, norm: Norm, by: Collection[str]) -> bool:
        """Whether who must or may do it is among those whom the rule is about; nobody named is some professional."""
        if not by:
            return True
        doers = norm.by or (_PROFESSIONALS,)
        if norm.modality is Modality.MUST:
            return any(self._within(doer, one) for doer in doers for one in by)
        return self._reach(doers, by)

    def _ends(self, order: CourtOrder, row: Standing) -> tuple[Collection[str], Collection[str]]:
        """Whom an order binds, and towards whom: the persons that it is about, or else who it must be about."""
        roles = {person.ref: person.role for person in self.facts.persons}
        suspects = [ref for ref, role in roles.items() if role is PersonRole.SUSPECT]
        meant = PersonRole.CHILD if row.modality is Modality.MUST else PersonRole.VICTIM
        others = [ref for ref in order.about if ref in roles and ref not in suspects]
        bound = [ref for ref in order.about if ref in suspects]
        return bound or suspects, others or [ref for ref, role in roles.items() if role is meant]

    def _between(self, norm: Norm, bound: Collection[str], others: Collection[str]) -> bool:
        """Whether it is between these two sides. A ban that names nobody is for all; a duty that names nobody is for a
        professional, so never between them."""
        if norm.modality is not Modality.MUST_NOT and not (norm.by and norm.to):
            return False
        by, to = norm.by or (_ANYONE,), norm.to or (_ANYONE,)
        return (self._reach(by, bound) and self._reach(to, others)) or (
            self._reach(by, others) and self._reach(to, bound)
        )

    def _reach(self, one: Collection[str], other: Collection[str]) -> bool:
        return any(self._within(a, b) or self._within(b, a) for a in one for b in other)

    def _within(self, part: str, whole: str) -> bool:
        if whole in (part, _ANYONE):
            return True
        home, slash, _ = part.partition("/")
        ids = {part, home} if slash else {part}
        return any(whole == id or whole in self._wholes.get(id, ()) for id in ids)

    def _is(self, act: str, wider: str) -> bool:
        return act == wider or wider in self._wider.get(act, ())


def _whole(norm: Norm) -> bool:
    """A ban that leaves no other way: not one on a place, a channel or some hours, and without an exception."""
    return not (norm.at or norm.via or norm.about or norm.what or norm.hours or norm.days or norm.exceptions)


def _at_once(norm: Norm, order: CourtOrder) -> bool:
    """Whether norm and order are in force on some same day; an open end is open."""
    first, last = _day(norm.from_ or norm.when), _day(norm.until or norm.before or norm.when)
    begun = not (order.from_on and last) or order.from_on <= last
    return begun and (not (order.until_on and first) or first <= order.until_on)


def _day(moment: Moment | None) -> date | None:
    return local_day(moment) if isinstance(moment, datetime) else moment


def _wholes(vocabulary: Vocabulary, facts: CaseFacts) -> Mapping[str, set[str]]:
    links: dict[str, tuple[str, ...]] = {}
    for part, whole in vocabulary.part_of:
        links[part] = (*links.get(part, ()), whole)
    for person in facts.persons:
        if person.role is PersonRole.CHILD:
            links[person.ref] = (*links.get(person.ref, ()), _CHILDREN)
    return {part: _reached(part, links) for part in links}


def _reached(start: str, links: Mapping[str, tuple[str, ...]]) -> set[str]:
    reached: set[str] = set()
    waiting = [*links.get(start, ())]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += links.get(here, ())
    return reached
