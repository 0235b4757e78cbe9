"""Who takes what an announcement frees: the order in which meetings move. Pure."""

from collections.abc import Collection, Iterator, Mapping

from services.region_plan.telling import Telling
from services.scheduling.facts import Block
from services.scheduling.many.facts import VIDEO


def in_order_of_freeing(due: Collection[Telling]) -> Iterator[tuple[Telling, ...]]:
    """The meetings to announce in groups: whatever takes a time, people or room comes after what leaves them.

    Meetings that wait for one another, as two do that swap, are one group, each followed by one for which it waits.
    """
    by_id = {one.line.id: one for one in due}
    moving = [one for one in due if one.announced]
    left = {one.line.id: [other.line.id for other in moving if waits(one, other)] for one in due}
    while left:
        ready = [one for one, others in left.items() if not left.keys() & set(others)]
        group = ready[:1] or min((_reached(left, one) for one in left), key=len)
        yield tuple(by_id[one] for one in group)
        for one in group:
            del left[one]


def _reached(left: Mapping[str, Collection[str]], first: str) -> list[str]:
    """Everything that one waits for, itself first, by one way or another."""
    found, ahead = dict.fromkeys([first]), [first]
    while ahead:
        new = [other for other in left[ahead.pop()] if other in left and other not in found]
        found |= dict.fromkeys(new)
        ahead.extend(new)
    return list(found)


def waits(one: Telling, other: Telling) -> bool:
    """Whether one is to be where the other is announced now."""
    known = other.announced
    if known is None or one is other or not _overlap((one.starts_at, one.ends_at), (known.starts_at, known.ends_at)):
        return False
    same_room = one.line.room == other.line.announced_room != VIDEO
    own = one.announced.held if one.announced else frozenset[str]()
    return same_room or bool(known.held & {*one.people.values(), *one.absentees, *own})


def _overlap(one: Block, other: Block) -> bool:
    return one[0] < other[1] and other[0] < one[1]
