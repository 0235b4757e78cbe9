"""Findings cut down to what a reader may see. Pure.

Source: `conditions.md` section 3, tier: a reader without it sees no text, author or act of the other side.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from services.conditions.facts import ConditionView
from services.consistency.facts import Board, Certainty, Contradiction, DissentView, Found, Hole, SettledFinding


@dataclass(frozen=True)
class Made:
    """What was made of the findings of one case. `lapsed`: by finding the conditions that ended by its settlement;
    `holding`: the conditions of which a stop on approaching the suspect is in force."""

    settled: Mapping[str, SettledFinding] = field(default_factory=dict)
    lapsed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dissent: Mapping[str, tuple[DissentView, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Eyes:
    """What a reader sees of a case: conditions by id, ids of actions (None: all), and whether they direct it."""

    conditions: Mapping[str, ConditionView]
    actions: frozenset[str] | None
    directs: bool


def cut(whole: Found, own: Found, made: Made, eyes: Eyes) -> Board:
    """The board of a reader. Of `own`, found between what they see, only what is counted is taken."""
    contradictions = (
        *(one for one in whole.contradictions if eyes.conditions.keys() >= set(one.pair)),
        *(_hidden(whole.contradictions, made, eyes) if eyes.directs else ()),
    )
    duplicates = tuple(one for one in whole.duplicates if eyes.conditions.keys() >= set(one.pair))
    breaches = tuple(one for one in whole.breaches if one.condition in eyes.conditions)
    seen = {one.key for one in (*contradictions, *duplicates, *breaches)}
    return Board(
        found=Found(
            contradictions=contradictions,
            duplicates=duplicates,
            holes=tuple(_holes(whole.holes, own.holes, eyes)),
            breaches=breaches,
            read=own.read,
            all=own.all,
        ),
        settled={
            key: one
            for key, one in made.settled.items()
            if key in seen or (one.conditions and eyes.conditions.keys() >= set(one.conditions))
        },
        dissent={key: views for key, views in made.dissent.items() if key in seen},
        told=made.told & seen,
        holding=made.holding & eyes.conditions.keys(),
    )


def _hidden(contradictions: Iterable[Contradiction], made: Made, eyes: Eyes) -> Iterable[Contradiction]:
    """Those of which the reader sees one side: that something stands in the way of it, and nothing of what, but that a
    stop is in force, which everybody on the case is told. Numbered in the order of what they see, so that neither key
    nor place tells of the other."""
    waiting: dict[str, list[tuple[Certainty, bool]]] = {}
    for one in contradictions:
        seen = [name for name in one.pair if name in eyes.conditions]
        settled = one.key in made.settled and not made.settled[one.key].stale
        if len(seen) == 1 and len(one.pair) == 2 and not settled:
            stops = not made.holding.isdisjoint({*one.pair} - {*seen})
            waiting.setdefault(seen[0], []).append((one.certainty, stops))
    for name, found in sorted(waiting.items(), key=lambda pair: eyes.conditions[pair[0]].number):
        view = eyes.conditions[name]
        for index, (certainty, stops) in enumerate(sorted(found), start=1):
            key = f"hidden:{name}:{index}"
            yield Contradiction((name,), certainty, view.theme, view.tier, hold=stops, hidden=True, key=key)


def _holes(whole: Iterable[Hole], own: Iterable[Hole], eyes: Eyes) -> Iterable[Hole]:
    """What is missing in all there is. What stands for several counts only those that the reader sees."""
    counted = {one.key: one.count for one in own}
    for one in whole:
        unseen = one.condition and one.condition not in eyes.conditions
        if unseen or (one.action and eyes.actions is not None and one.action not in eyes.actions):
            continue
        if one.count == 1 and (one.condition or one.action or one.person or one.theme):
            yield one
        elif one.key in counted:
            yield replace(one, count=counted[one.key])
