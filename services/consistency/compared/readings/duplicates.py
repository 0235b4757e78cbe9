"""Conditions that ask nearly the same, by their readings. Pure.

Source: `conditions.md` section 3, near duplicate.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations

from models.terms import Modality, PersonRole
from services.consistency.compared.two_conditions import duplicate_of, in_order
from services.consistency.facts import Certainty, Duplicate, Statement
from services.scheduling.facts import LOCAL
from services.vocabulary.facts import Moment, Norm, Vocabulary

MOSTLY = 0.6
"""Of all norms of both conditions so many have a counterpart; of all values named in a slot so many are named twice."""
NEARLY = timedelta(hours=24)
"""So far apart two terms may begin and end and still be the same term."""
_SAME = ("maximum", "minimum", "hours", "before_event", "after_event", "until_event")
_SAME_SETS = ("days", "if_", "unless", "regardless")
_WHOLLY, _MOSTLY = ("at",), ("what", "to", "via", "about")
_ANYONE, _CHILDREN = "anyone", "children"
_LAST_MOMENT, _FIRST_MOMENT = time(23, 59, 59), time(0)


def duplicates(
    vocabulary: Vocabulary, statements: Sequence[Statement], roles: Mapping[str, PersonRole]
) -> tuple[Duplicate, ...]:
    """Pairs of conditions of which at least 60 % of all norms match, by number; also two of the same organisation.

    `roles` of the persons of the case by reference: who the children are, and who is a private person.
    """
    found = []
    for first, second in _candidates(statements):
        asked, other = first.reading or (), second.reading or ()
        if 2 * _matched(asked, other, roles) >= MOSTLY * (len(asked) + len(other)):
            found.append(duplicate_of(first, second, Certainty.CERTAIN))
    return tuple(found)


def same_norm(one: Norm, other: Norm, roles: Mapping[str, PersonRole]) -> bool:
    """Whether two norms ask the same of the same people at the same time.

    A slot that only one of them fills does not tell them apart, but for who does it: a ban on everybody is not one on
    somebody named, and a duty of some partner is not one of a private person.
    """
    if (one.modality, one.act) != (other.modality, other.act):
        return False
    if any(getattr(one, name) != getattr(other, name) for name in _SAME):
        return False
    if any(set(getattr(one, name)) != set(getattr(other, name)) for name in _SAME_SETS):
        return False
    return _terms_agree(one, other) and _doers_agree(one, other, roles) and _slots_agree(one, other, roles)


def _candidates(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs in order that share so many acts under the same modality that they can match."""
    asked = {one.id: Counter((norm.modality, norm.act) for norm in one.reading or ()) for one in statements}
    with_act: dict[tuple[Modality, str], list[Statement]] = defaultdict(list)
    for one in sorted(statements, key=lambda side: (side.number, side.id)):
        for ask in asked[one.id]:
            with_act[ask].append(one)
    pairs = {in_order(*pair) for those in with_act.values() for pair in combinations(those, 2)}
    for first, second in sorted(pairs, key=lambda pair: [(side.number, side.id) for side in pair]):
        shared = (asked[first.id] & asked[second.id]).total()
        if 2 * shared >= MOSTLY * (asked[first.id].total() + asked[second.id].total()):
            yield first, second


def _matched(asked: Sequence[Norm], other: Sequence[Norm], roles: Mapping[str, PersonRole]) -> int:
    """How many norms have a counterpart, each at most one, as many as can be."""
    likes = [[place for place, norm in enumerate(other) if same_norm(one, norm, roles)] for one in asked]
    taken: dict[int, int] = {}

    def finds(number: int, tried: set[int]) -> bool:
        for place in likes[number]:
            if place not in tried:
                tried.add(place)
                if place not in taken or finds(taken[place], tried):
                    taken[place] = number
                    return True
        return False

    return sum(finds(number, set()) for number in range(len(asked)))


# --- slots


def _doers_agree(one: Norm, other: Norm, roles: Mapping[str, PersonRole]) -> bool:
    mine, theirs = _named(one.by, roles), _named(other.by, roles)
    if one.modality is Modality.MUST_NOT:
        nobody = frozenset((_ANYONE,))
        return (mine or nobody) == (theirs or nobody)
    if mine and theirs:
        return mine == theirs
    return not any(doer in roles for doer in mine | theirs)


def _slots_agree(one: Norm, other: Norm, roles: Mapping[str, PersonRole]) -> bool:
    for slot in (*_WHOLLY, *_MOSTLY):
        mine, theirs = _named(getattr(one, slot), roles), _named(getattr(other, slot), roles)
        needed = 1 if slot in _WHOLLY else MOSTLY
        if mine and theirs and len(mine & theirs) < needed * len(mine | theirs):
            return False
    return True


def _named(values: tuple[str, ...], roles: Mapping[str, PersonRole]) -> frozenset[str]:
    """The values of a slot in small letters, the children of the case each by themselves."""
    found = {value.casefold() if ":" in value else value for value in values}
    children = {ref for ref, role in roles.items() if role is PersonRole.CHILD}
    if _CHILDREN in found and children:
        found = (found - {_CHILDREN}) | children
    return frozenset(found)


# --- terms


def _terms_agree(one: Norm, other: Norm) -> bool:
    return all(_near(mine, theirs) for mine, theirs in zip(_term(one), _term(other), strict=True))


def _near(mine: datetime | None, theirs: datetime | None) -> bool:
    if mine is None or theirs is None:
        return mine is theirs
    return abs(mine - theirs) <= NEARLY


def _term(norm: Norm) -> tuple[datetime | None, datetime | None, datetime | None]:
    """When it begins, by when it is to be done, and when it ends; None where it is open."""
    begins = _moment(norm.when or norm.from_, _FIRST_MOMENT)
    ends = _moment(norm.when or norm.until, _LAST_MOMENT)
    return begins, _moment(norm.before, _LAST_MOMENT), ends


def _moment(of: Moment | None, at: time) -> datetime | None:
    """A whole day at that local time."""
    if of is None or isinstance(of, datetime):
        return of
    day: date = of
    return datetime.combine(day, at, LOCAL)
