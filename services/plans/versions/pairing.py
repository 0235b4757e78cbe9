"""Which item of the version before an item of this version is. Pure.

An item is known by its number. A condition that got another number is followed: to the one that took its place, to the
same words of the same organisation, or through the one action that comes from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanSignal, PlanWeighing

_ALIKE = 0.6
"""From this share of the same words on, two signals are one that was reworded."""


def conditions_paired(
    before: PlanContent, after: PlanContent
) -> tuple[list[tuple[PlanCondition, PlanCondition]], list[PlanCondition], list[PlanCondition]]:
    """The conditions that hold: those in both versions, those that are gone, and those that are new."""
    old, new = _holding(before), _holding(after)
    goes_to = {n: n for n in old if n in new}
    for number in [n for n in old if n not in goes_to]:
        free = [n for n in new if n not in goes_to.values() and n not in old]
        if found := _followed(number, old, new, free, before, after):
            goes_to[number] = found
    pairs = [(old[n], new[m]) for n, m in goes_to.items()]
    taken = set(goes_to.values())
    return pairs, [old[n] for n in old if n not in goes_to], [new[n] for n in new if n not in taken]


def _holding(content: PlanContent) -> dict[str, PlanCondition]:
    return {item.number: item for item in content.conditions if item.holds and not item.withheld}


def _followed(
    number: str,
    old: Mapping[str, PlanCondition],
    new: Mapping[str, PlanCondition],
    free: Sequence[str],
    before: PlanContent,
    after: PlanContent,
) -> str:
    """The number of the new condition that this one went on as; empty when it did not."""
    ended = next((item for item in after.conditions if item.number == number), None)
    if ended is not None:
        return ended.gone_into if ended.gone_into in free else ""
    mine = old[number]
    same = [n for n in free if (new[n].organisation, new[n].text) == (mine.organisation, mine.text)]
    if same:
        return same[0]
    of_mine = [n for n in free if new[n].organisation == mine.organisation]
    through = [n for n in of_mine if _one_action(number, n, before.actions, after.actions)]
    return through[0] if len(through) == 1 else ""


def _one_action(number: str, other: str, before: Iterable[PlanAction], after: Iterable[PlanAction]) -> bool:
    """Whether an action came from the one and now comes from the other in its place."""
    now = {action.number: set(action.settles) for action in after}
    return any(
        now.get(action.number, set()) - set(action.settles) == {other}
        and set(action.settles) - now[action.number] == {number}
        for action in before
    )


def actions_paired(
    before: PlanContent, after: PlanContent
) -> tuple[list[tuple[PlanAction, PlanAction]], list[PlanAction], list[PlanAction]]:
    """The same of the actions, which keep their number."""
    old = {item.number: item for item in before.actions if not item.withheld}
    new = {item.number: item for item in after.actions if not item.withheld}
    both = [(old[n], new[n]) for n in old if n in new]
    return both, [old[n] for n in old if n not in new], [new[n] for n in new if n not in old]


def weighings_paired(
    before: PlanContent, after: PlanContent
) -> tuple[list[tuple[PlanWeighing, PlanWeighing]], list[PlanWeighing], list[PlanWeighing]]:
    """The same of the weighings, one for one by measure and organisation, the earlier with the earlier."""
    left = list(before.weighings)
    pairs, fresh = [], []
    for item in after.weighings:
        found = _take(left, [w for w in left if w == item] or [w for w in left if _of(w) == _of(item)])
        if found is None:
            fresh.append(item)
        else:
            pairs.append((found, item))
    return pairs, left, fresh


def signals_paired(
    before: PlanContent, after: PlanContent
) -> tuple[list[tuple[PlanSignal, PlanSignal]], list[PlanSignal], list[PlanSignal]]:
    """The same of the signals, which have no number: the same signal first, else the one most like it."""
    left, fresh, pairs = list(before.signals), [], []
    for wanted in (lambda a, b: a == b, lambda a, b: a.signal == b.signal, lambda a, b: _alike(a.signal, b.signal)):
        open_ones = fresh if pairs or fresh else list(after.signals)
        fresh = []
        for item in open_ones:
            found = _take(left, [one for one in left if wanted(one, item)])
            if found is None:
                fresh.append(item)
            else:
                pairs.append((found, item))
    return pairs, left, fresh


def _of(item: PlanWeighing) -> tuple[str, str]:
    return item.measure, item.organisation


def _take(left: list, found: Sequence):
    if found:
        left.remove(found[0])
        return found[0]
    return None


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio() >= _ALIKE
