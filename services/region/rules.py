"""What of a region may be told, pure: small numbers hidden, and nothing that gives them back.

Every number stands by itself as a step of five. There are no totals, no differences and no order within a step, so that
no two numbers can be taken from each other to find a small one; a group's number is a floor, and is lowered where it
would say that one of its people carries something. Source: `network.md` section 3 (Region), `security.md` section 4.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from models.terms import OrganisationKind, Risk
from services.region.facts import Amount, EmptySeat, GroupLoad, Measured, PersonLoad, Waiting

SMALLEST = 5
"""Fewer cases than this are not told apart. In a small place four cases are four people whom a colleague may know;
five is the least that statistics of care and safety commonly publish. Our proposal, to be confirmed by the region."""

RISK_WEIGHTS: Mapping[Risk, int] = MappingProxyType({Risk.HIGH: 3, Risk.MEDIUM: 2, Risk.LOW: 1})
"""What a seat in a case of this risk counts for in the load. Our proposal: it orders people, it measures no hours."""

_MOST_OF_FEW = (SMALLEST - 1) * max(RISK_WEIGHTS.values())
MOST_SHARED = 20
"""So many pairs of partners are shown at most."""

_CHAIN = {kind.value: place for place, kind in enumerate(OrganisationKind)}


def step(number: int, width: int = SMALLEST) -> Amount:
    """The step in which a number lies: 0 to 4, 5 to 9, 10 to 14."""
    begin = max(number, 0) // width * width
    return Amount(begin, begin + width - 1)


def person_load(one: Measured) -> PersonLoad:
    """What may be told of a professional. Of few cases not even the load: one case of weight 3 would be a high one."""
    cases = step(one.cases)
    return PersonLoad(
        name=one.name,
        organisation=one.organisation,
        organisation_name=one.organisation_name,
        team=one.team,
        cases=cases,
        deputy_for=step(one.deputy_for),
        seats=None if cases.small else step(one.seats),
        load=None if cases.small else step(one.load),
    )


def people_in_order(measured: Iterable[Measured]) -> tuple[PersonLoad, ...]:
    """Everybody of the directory, also who has no case: that somebody is listed says nothing. Heaviest step first;
    within a step by name, for an order by the true number would tell it. Who left is told of only with many cases."""
    lines = [person_load(one) for one in measured if _listed(one)]
    return tuple(sorted(lines, key=lambda line: (-_begin(line.load), -line.cases.at_least, line.name, line.team)))


def group_loads(measured: Iterable[Measured], *, by_team: bool) -> tuple[GroupLoad, ...]:
    """The organisations, or the teams of those that have them; heaviest step first."""

    def name(one: Measured) -> tuple[str, str]:
        return one.organisation, one.team if by_team else ""

    people = sorted((one for one in measured if one.team or not by_team), key=name)
    groups = [_group(key, list(members)) for key, members in groupby(people, key=name)]
    found = [group for group in groups if group.people]
    return tuple(
        sorted(found, key=lambda g: (-_begin(g.load), -_begin(g.seats), _in_the_chain(g.organisation), g.team))
    )


def _group(key: tuple[str, str], members: list[Measured]) -> GroupLoad:
    lines = [person_load(one) for one in members if _listed(one)]
    return GroupLoad(
        organisation=key[0],
        organisation_name=members[0].organisation_name,
        team=key[1],
        people=len(lines),
        seats=floor(sum(one.seats for one in members), [line.seats for line in lines], SMALLEST - 1),
        load=floor(sum(one.load for one in members), [line.load for line in lines], _MOST_OF_FEW),
    )


def floor(total: int, members: Sequence[Amount | None], most_of_few: int) -> Amount | None:
    """What a group has at least, as far as that may be told; None when it is too little to tell.

    `members`: what each has, as shown; None for who is hidden and has `most_of_few` at most. The floor is never more
    than all but one hidden member can make up together, so that it proves nothing of that one.
    """
    hidden = sum(member is None for member in members)
    shown = sum(member.at_most or 0 for member in members if member)
    most = shown + most_of_few * (hidden - 1) if hidden else total
    begin = min(total, most) // SMALLEST * SMALLEST
    return Amount(begin) if begin >= SMALLEST else None


def empty_seat(organisation: str, role: str, rule_ids: tuple[str, ...], waits: Mapping[Waiting, int]) -> EmptySeat:
    """A seat of which so many open cases wait this long. The waiting is that of the middle case, and of none when they
    are few."""
    missing = sum(waits.values())
    if missing < SMALLEST:
        return EmptySeat(organisation, role, rule_ids, step(missing))
    passed, order = 0, list(Waiting)
    for waiting in order:
        passed += waits.get(waiting, 0)
        if 2 * passed >= missing:
            break
    return EmptySeat(organisation, role, rule_ids, step(missing), waiting)


def seats_in_order(seats: Iterable[EmptySeat]) -> tuple[EmptySeat, ...]:
    """Hardest to fill first: most cases, then longest empty; within that in the order of the chain."""
    longest = {waiting: -place for place, waiting in enumerate(Waiting)}
    return tuple(
        sorted(
            seats,
            key=lambda s: (
                -s.missing.at_least,
                longest[s.waiting] if s.waiting else 1,
                _in_the_chain(s.organisation),
                s.role,
            ),
        )
    )


def moved(
    opened: Mapping[int, Counter[Waiting]], left: Iterable[tuple[int, Waiting, Waiting, int]]
) -> dict[int, Counter[Waiting]]:
    """How long seats (by number) stay empty: since the case was opened, but for cases in which somebody sat there until
    later. `left`: seat, step since the opening, step since they left, cases."""
    found = {seat: Counter(waits) for seat, waits in opened.items()}
    for seat, since_opening, since_left, cases in left:
        found.setdefault(seat, Counter())[since_opening] -= cases
        found[seat][since_left] += cases
    return found


def _listed(one: Measured) -> bool:
    return one.active or one.cases >= SMALLEST


def _begin(amount: Amount | None) -> int:
    return amount.at_least if amount else 0


def _in_the_chain(organisation: str) -> tuple[int, str]:
    return _CHAIN.get(organisation, len(_CHAIN)), organisation
