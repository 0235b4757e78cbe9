"""Counts over all open cases, as SQL: no graph, no facts of a case, as many statements for ten cases as for ten
thousand. Only `services.region.rules` lets a number out of this room.
"""

from collections import Counter
from typing import Any

from sqlalchemy import case, func
from sqlalchemy import select as bare
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col, or_, select

from models.casework import Case, CasePerson, Seat
from models.directory import Organisation, Professional
from models.terms import CaseStatus
from services.access.rules import Permission
from services.lead_times.queries import group_times_in
from services.region import rules
from services.region.counted import Counted, counted_in
from services.region.empty_seats import empty_seats_in
from services.region.facts import Amount, Measured, RegionNumbers, RiskLine, SharedPartners
from services.unit_of_work import Reading, Work


def region_numbers(work: Work) -> RegionNumbers:
    """The region as its coordinator may see it; the look is logged. Raises `NotAllowed`."""
    with work.read(Permission.REGION_READ, screen="region") as look:
        counted = counted_in(look)
        measured = loads_in(look, counted)
        seats, unread = empty_seats_in(look, counted)
        return RegionNumbers(
            risks=risks_in(look, counted),
            people=rules.people_in_order(measured),
            organisations=rules.group_loads(measured, by_team=False),
            teams=rules.group_loads(measured, by_team=True),
            shared=shared_in(look, counted),
            seats=seats,
            linked=linked_pairs_in(look, counted),
            unread=unread,
            times=group_times_in(look, counted.kept_from, rules.SMALLEST),
        )


def risks_in(look: Reading, counted: Counted) -> tuple[RiskLine, ...]:
    """How many open cases have each risk, gravest first. There is no total: it would give back what a step hides."""
    rows = look.session.exec(select(Case.risk, func.count()).where(counted.going_on()).group_by(col(Case.risk)))
    found = dict(rows.all())
    return tuple(RiskLine(risk, rules.step(found.get(risk, 0))) for risk in rules.RISK_WEIGHTS)


def loads_in(look: Reading, counted: Counted) -> tuple[Measured, ...]:
    """What every professional of a partner of the chain carries, exactly; external parties are not among them."""
    weight = case(*((col(Case.risk) == risk, weight) for risk, weight in rules.RISK_WEIGHTS.items()), else_=0)
    holding = (
        select(Seat.professional_id, func.count(func.distinct(Seat.case_id)), func.count(), func.sum(weight))
        .join(Case, col(Case.id) == col(Seat.case_id))
        .where(counted.held(), counted.going_on())
        .group_by(col(Seat.professional_id))
    )
    deputising = (
        select(Seat.deputy_id, func.count(func.distinct(Seat.case_id)))
        .where(counted.with_deputy(), counted.in_going_on(Seat))
        .group_by(col(Seat.deputy_id))
    )
    held = {who: (cases, seats, load) for who, cases, seats, load in look.session.exec(holding)}
    deputy_for = Counter(dict(look.session.exec(deputising).all()))
    return tuple(
        Measured(*person, *held.get(person[0], (0, 0, 0)), deputy_for=deputy_for[person[0]])
        for person in _directory(look)
    )


def _directory(look: Reading) -> list[tuple[str, str, str, str, str, bool]]:
    statement: Any = (
        bare(
            col(Professional.id),
            col(Professional.name),
            col(Organisation.key),
            col(Organisation.name),
            col(Professional.team),
            col(Professional.active),
        )
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Organisation.external).is_(False))
    )
    return [tuple(row) for row in look.session.exec(statement)]


def shared_in(look: Reading, counted: Counted) -> tuple[SharedPartners, ...]:
    """Pairs of professionals of different organisations with so many open cases in common that it may be told."""
    one, other = _twice(Seat)
    outside = list(look.session.exec(select(Organisation.id).where(col(Organisation.external).is_(True))))
    inside = [seat.organisation_id.notin_(outside) for seat in (one, other)] if outside else []
    cases = func.count(func.distinct(one.case_id))
    pairs = (
        select(one.professional_id.label("one"), other.professional_id.label("other"), cases.label("cases"))
        .join(other, one.case_id == other.case_id)
        .where(
            one.professional_id < other.professional_id,
            one.organisation_id != other.organisation_id,
            *inside,
            counted.held(one),
            counted.held(other),
            counted.in_going_on(one),
        )
        .group_by(one.professional_id, other.professional_id)
        .having(cases >= rules.SMALLEST)
        .subquery()
    )
    (first, second), (home, away) = _twice(Professional), _twice(Organisation)
    named = (
        bare(first.name, home.name, second.name, away.name, pairs.c.cases)
        .join_from(pairs, first, first.id == pairs.c.one)
        .join(second, second.id == pairs.c.other)
        .join(home, home.id == first.organisation_id)
        .join(away, away.id == second.organisation_id)
        .order_by((pairs.c.cases - pairs.c.cases % rules.SMALLEST).desc(), first.name, second.name)
        .limit(rules.MOST_SHARED)
    )
    return tuple(SharedPartners(*names, rules.step(cases)) for *names, cases in look.session.exec(named))


def linked_pairs_in(look: Reading, counted: Counted) -> Amount:
    """How many pairs of cases, one of them open at least, seem to have a person in common; never which."""
    (one, other), (here, there) = _twice(CasePerson), _twice(Case)
    pairs = (
        select(one.case_id, other.case_id)
        .join(other, one.name_key == other.name_key)
        .join(here, here.id == one.case_id)
        .join(there, there.id == other.case_id)
        .where(
            one.case_id < other.case_id,
            one.name_key.notin_(("", "-")),
            or_(one.birth_key == "", other.birth_key == "", one.birth_key == other.birth_key),
            or_(here.status != CaseStatus.CLOSED, there.status != CaseStatus.CLOSED),
            *(
                [one.case_id.notin_(counted.kept_from), other.case_id.notin_(counted.kept_from)]
                if counted.kept_from
                else []
            ),
        )
        .distinct()
        .subquery()
    )
    return rules.step(look.session.exec(select(func.count()).select_from(pairs)).one())


def _twice(kind: type[SQLModel]) -> tuple[Any, Any]:
    """A table beside itself."""
    return aliased(kind), aliased(kind)
