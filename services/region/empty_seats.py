"""Seats that are hard to fill: what the route map requires of open cases and nobody holds, by seat.

The route map's own rules say which seats a case needs. In SQL a case is only its risk, the facts on which seats hang,
the seats that are held (one bit each) and how long it goes on; equal cases are counted together, and the rules judge
each such kind of case once. A seat that hangs on a fact which is not read here is left out, and said to be.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import CTE, ColumnElement, Integer, String, Subquery, case, column, func, values
from sqlalchemy import select as bare
from sqlmodel import and_, col, exists, or_, select

from models.casework import Case, Seat
from models.condition import Condition
from models.directory import Organisation
from models.terms import LAPSED, ConditionKind, ConditionStatus, Known, Phase, Risk
from services.cases.facts import phase_of
from services.region import rules
from services.region.counted import Counted
from services.region.facts import EmptySeat, Waiting
from services.route_map.facts import Obligation, SeatRule, When
from services.route_map.queries import regional
from services.route_map.rules import met
from services.unit_of_work import Reading

_WEEK = timedelta(days=7)
_STEPS = (
    (Waiting.UNDER_A_WEEK, _WEEK),
    (Waiting.WEEKS, 4 * _WEEK),
    (Waiting.MONTHS, 13 * _WEEK),
)
_HANDED_OVER = exists().where(
    col(Condition.case_id) == col(Case.id),
    col(Condition.kind) == ConditionKind.HANDOVER,
    col(Condition.status).notin_((ConditionStatus.DRAFT, *LAPSED)),
)
_READ: Mapping[When, ColumnElement[bool]] = MappingProxyType(
    {
        When.VEILIG_THUIS_COMPETENT: col(Case.veilig_thuis_competent).is_(True),
        When.STALKING_ACTIVE: col(Case.stalking_active) == Known.YES,
        When.STALKING_STOPPED: col(Case.stalking_active) == Known.NO,
        When.NO_SERIOUS_GROUNDS: col(Case.serious_grounds) == Known.NO,
        When.COMPLAINT: col(Case.complaint) == Known.YES,
        When.SUSPECT_ARRESTED: col(Case.suspect_arrested) == Known.YES,
        When.SUSPECT_NOT_ARRESTED: col(Case.suspect_arrested) == Known.NO,
        When.VEILIG_THUIS_ADVISES_OTHERWISE: col(Case.veilig_thuis_advises_intervention) == Known.YES,
        When.SERIOUS_INTRUSION: col(Case.serious_intrusion) == Known.YES,
        When.INVESTIGATION_DONE: col(Case.investigation_done) == Known.YES,
        When.HANDOVER_PROPOSED: _HANDED_OVER,
    }
)
"""The facts that a count can read; each says the same as `services.route_map.rules` does of one case."""


def empty_seats_in(look: Reading, counted: Counted) -> tuple[tuple[EmptySeat, ...], tuple[str, ...]]:
    """Per seat that some open case may need: how many miss it and for how long. Beside it the ids of the rules whose
    seats cannot be counted. Three statements."""
    route_map = regional(look.settings.route_map)
    required = [rule for rule in route_map.seats if rule.obligation is Obligation.MUST]
    readable = [rule for rule in required if _asks(rule) <= set(_READ)]
    unread = {rule_id for rule in required if rule not in readable for rule_id in rule.rule_ids}
    slots = tuple(dict.fromkeys((rule.organisation, rule.role) for rule in readable))
    if not slots:
        return (), tuple(sorted(unread))
    found = _Cases(look, counted, readable, slots)
    waits = rules.moved(found.waiting(), found.left())
    ids = {slot: _rule_ids(readable, slot) for slot in slots}
    seats = [rules.empty_seat(*slot, ids[slot], waits.get(number, {})) for number, slot in enumerate(slots)]
    return rules.seats_in_order(seats), tuple(sorted(unread))


def _asks(rule: SeatRule) -> set[When]:
    return {fact for group in rule.when for fact in group}


def _rule_ids(seat_rules: Sequence[SeatRule], slot: tuple[str, str]) -> tuple[str, ...]:
    ids = (i for rule in seat_rules if (rule.organisation, rule.role) == slot for i in rule.rule_ids)
    return tuple(dict.fromkeys(ids))


class _Cases:
    """The open cases by kind: risk, facts, seats held, and how long they go on."""

    def __init__(
        self, look: Reading, counted: Counted, seat_rules: list[SeatRule], slots: tuple[tuple[str, str], ...]
    ) -> None:
        self.look, self.counted, self.rules, self.slots = look, counted, seat_rules, slots
        self.facts = sorted({fact for rule in seat_rules for fact in _asks(rule)})
        homes = select(Organisation.key, Organisation.id).where(col(Organisation.external).is_(False))
        self.homes = dict(look.session.exec(homes).all())

    def waiting(self) -> dict[int, Counter[Waiting]]:
        """By seat: the cases that miss it, by how long ago they were opened."""
        held = self._held()
        kinds = (
            select(
                col(Case.risk),
                *self._flags(),
                func.coalesce(held.c.bits, 0).label("bits"),
                self._since(Case.opened_at).label("opened"),
            )
            .select_from(Case)
            .outerjoin(held, held.c.case_id == col(Case.id))
            .where(self.counted.going_on())
        )
        found: dict[int, Counter[Waiting]] = {}
        for risk, *flags, bits, since, cases in self._by_kind(kinds):
            for number in self._needed(phase_of(risk), flags):
                if not bits & (1 << number):
                    found.setdefault(number, Counter())[list(Waiting)[since]] += cases
        return found

    def left(self) -> list[tuple[int, Waiting, Waiting, int]]:
        """Of those cases the ones in which somebody had the seat and left: how long ago at least."""
        need = self._need()
        gone = (
            select(Seat.case_id, need.c.bit, func.min(self._since_end()).label("since"))
            .join(need, self._fits(need))
            .where(or_(col(Seat.ended_at).is_not(None), col(Seat.until_on) < self.counted.today))
            .group_by(col(Seat.case_id), need.c.bit)
            .subquery()
        )
        taken = (
            exists()
            .where(col(Seat.case_id) == gone.c.case_id, self.counted.held())
            .where(need.c.bit == gone.c.bit, self._fits(need, by_home=False))
            .correlate(gone)
        )
        kinds = (
            select(
                gone.c.bit,
                col(Case.risk),
                *self._flags(),
                self._since(Case.opened_at).label("opened"),
                gone.c.since,
            )
            .select_from(gone)
            .join(Case, col(Case.id) == gone.c.case_id)
            .where(self.counted.going_on(), ~taken)
        )
        steps, found = list(Waiting), []
        for bit, risk, *flags, opened, since, cases in self._by_kind(kinds):
            number = bit.bit_length() - 1
            if number in self._needed(phase_of(risk), flags):
                found.append((number, steps[opened], steps[since], cases))
        return found

    def _by_kind(self, kinds: Any) -> Sequence[Any]:
        """Equal rows once, each with its number."""
        rows = kinds.subquery()
        return self.look.session.exec(bare(*rows.c, func.count()).group_by(*rows.c)).all()

    def _needed(self, phase: Phase, flags: list[int]) -> set[int]:
        certain = frozenset(fact for fact, holds in zip(self.facts, flags, strict=True) if holds)
        return {
            self.slots.index((rule.organisation, rule.role))
            for rule in self.rules
            if rule.phase is phase and met(rule.when, certain)
        }

    def _held(self) -> Subquery:
        """Per case which seats are held: a bit each. External parties fill none."""
        need = self._need()
        return (
            select(Seat.case_id, func.sum(need.c.bit.distinct()).label("bits"))
            .join(need, self._fits(need))
            .where(self.counted.held())
            .group_by(col(Seat.case_id))
            .subquery()
        )

    def _need(self) -> CTE:
        """The seats as a small table: organisation, role (empty for any) and bit. Its first row fits no seat and stands
        there for a region without any of these organisations."""
        shape = values(column("home", String), column("seat", String), column("bit", Integer), name="need")
        numbered = [(self.homes.get(key), role, 1 << number) for number, (key, role) in enumerate(self.slots)]
        return shape.data([("", "", 0), *(row for row in numbered if row[0])]).cte()

    @staticmethod
    def _fits(need: CTE, *, by_home: bool = True) -> ColumnElement[bool]:
        """Whether a seat is one of these. Not `by_home`: in a look at one case at a time, which must not begin with all
        seats of an organisation; an expression keeps its index out."""
        same_role = or_(need.c.seat == "", need.c.seat == col(Seat.role))
        home = col(Seat.organisation_id) if by_home else func.coalesce(Seat.organisation_id, "")
        return and_(need.c.home == home, same_role)

    def _flags(self) -> list[Any]:
        """1 where a fact holds; it is looked up only in cases of a risk in whose phase some seat hangs on it."""
        return [case((and_(self._matters(fact), _READ[fact]), 1), else_=0).label(fact.value) for fact in self.facts]

    def _matters(self, fact: When) -> ColumnElement[bool]:
        phases = {rule.phase for rule in self.rules if fact in _asks(rule)}
        return col(Case.risk).in_([risk for risk in Risk if phase_of(risk) in phases])

    def _since(self, moment: Any) -> Any:
        """The number of the step of `Waiting` in which a moment lies."""
        steps = [(col(moment) > self.look.now - age, number) for number, (_, age) in enumerate(_STEPS)]
        return case(*steps, else_=len(_STEPS))

    def _since_end(self) -> Any:
        """The same of the end of a seat: the moment it was ended, else the last day that was agreed."""
        days = [(col(Seat.until_on) > self.counted.today - age, number) for number, (_, age) in enumerate(_STEPS)]
        by_day = case(*days, else_=len(_STEPS))
        return case((col(Seat.ended_at).is_(None), by_day), else_=self._since(Seat.ended_at))
