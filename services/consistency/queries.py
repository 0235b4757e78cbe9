"""The board of a case: what was found between its conditions and what was made of it, cut down to what its reader may
see. Findings are reckoned over everything that stands and cut afterwards: what stands apart for a reader may hold
between conditions that they cannot see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.queries import conditions_in_many, directs, readable_of
from services.consistency.compared.holes import holes
from services.consistency.cutting import Eyes, Made, cut
from services.consistency.facts import (
    Board,
    Carried,
    Contradiction,
    Duplicate,
    Found,
    SettledFinding,
    Statement,
)
from services.consistency.finding import found
from services.consistency.made_of_findings import made_in_many
from services.consistency.statements import again, statement_of
from services.protection.rules import WHOLE, Reader
from services.scheduling.facts import local_day
from services.unit_of_work import Reading
from services.vocabulary.facts import Vocabulary
from services.vocabulary.queries import vocabulary

__all__ = ["board_in", "boards_in_many", "statement_of"]


def boards_in_many(
    look: Reading,
    facts: Mapping[str, CaseFacts],
    visible: Mapping[str, Sequence[ConditionView]],
    carried: Mapping[str, Carried],
    *,
    everything: Mapping[str, Sequence[ConditionView]],
    actions: Mapping[str, Collection[str]] | None = None,
    reader: Reader | None = None,
) -> dict[str, Board]:
    """The board of each of these cases, in a number of queries that does not grow with them.

    `visible` are the conditions that the reader may see, `everything` all that were handed in, `actions` the ids of the
    actions that the reader may see (all where it is not given); `carried` is reckoned over all of both. A look that
    opens nothing has no words to compare: its boards say so (`reckoned`).
    """
    if not look.opens:
        return {case_id: Board(reckoned=False) for case_id in facts}
    words, who, today = vocabulary(look.settings.vocabulary), reader or reader_of(look), local_day(look.now)
    made = made_in_many(look, [case_id for case_id in facts if everything[case_id]], everything, who)
    boards: dict[str, Board] = {}
    for case_id, case in facts.items():
        eyes = Eyes(
            conditions={view.id: view for view in visible[case_id]},
            actions=None if actions is None else frozenset(actions[case_id]),
            directs=directs(look, case_id),
        )
        room = _Room(words, case, everything[case_id], carried.get(case_id), today)
        boards[case_id] = _board(room, made.get(case_id, Made()), eyes)
    return boards


def board_in(look: Reading, case_id: str, reader: Reader | None = None) -> Board:
    """The board of one case inside an open look or transaction, without what its actions make of it. Raises
    `NotAllowed` for a case that does not exist."""
    who = reader or reader_of(look)
    facts, every = {case_id: gathered(look, case_id, who)}, conditions_in_many(look, [case_id], WHOLE)
    visible = readable_of(look, every, who)
    return boards_in_many(look, facts, visible, {}, everything=every, reader=who)[case_id]


@dataclass(frozen=True)
class _Room:
    """One case as it is compared: its vocabulary, its facts, all conditions, what its actions make of them, the day."""

    words: Vocabulary
    case: CaseFacts
    views: Sequence[ConditionView]
    carried: Carried | None
    today: date

    def found(self, statements: Sequence[Statement]) -> Found:
        """What is found between some of its conditions."""
        return found(self.words, statements, self.case, self.carried, self.today)


def _board(room: _Room, made: Made, eyes: Eyes) -> Board:
    standing = [statement_of(view) for view in room.views if not view.lapsed]
    whole = _with_settled(room, room.found(standing), made)
    seen = [one for one in standing if one.id in eyes.conditions]
    if len(seen) == len(standing):
        return cut(whole, whole, made, eyes)
    read = sum(one.reading is not None for one in seen)
    missing = holes(seen, room.case, room.carried, room.words)
    return cut(whole, Found(holes=missing, read=read, all=len(seen)), made, eyes)


def _with_settled(room: _Room, whole: Found, made: Made) -> Found:
    """What was found, with the findings whose conditions ended by their own settlement: shown while it stands."""
    known = {one.key for one in whole.to_settle}
    settled = {key: one for key, one in made.settled.items() if key not in known}
    by_id = {view.id: view for view in room.views}
    ended = {key: one for key, one in settled.items() if _ended_by_it(one, made, by_id)}
    if not ended:
        return whole
    named = {name for one in ended.values() for name in one.conditions}
    former = room.found([statement_of(view) for view in room.views if view.id in named])
    contradictions: list[Contradiction] = [one for one in former.contradictions if one.key in ended]
    duplicates: list[Duplicate] = [one for one in former.duplicates if one.key in ended]
    breaches = [one for one in former.breaches if one.key in ended]
    back = {one.key for one in (*contradictions, *duplicates, *breaches)}
    for key, one in ended.items():
        if key not in back and not one.stale:  # other words for the one that goes on: kept by its name alone
            bare = again(key, [by_id[name] for name in one.conditions])
            contradictions += [bare] if isinstance(bare, Contradiction) else []
            duplicates += [bare] if isinstance(bare, Duplicate) else []
    return replace(
        whole,
        contradictions=(*whole.contradictions, *contradictions),
        duplicates=(*whole.duplicates, *duplicates),
        breaches=(*whole.breaches, *breaches),
    )


def _ended_by_it(one: SettledFinding, made: Made, views: Mapping[str, ConditionView]) -> bool:
    """Whether every condition of a settlement stands or ended by this settlement, and one did."""
    lapsed = made.lapsed.get(one.finding, frozenset())
    return bool(lapsed) and all(name in views and (name in lapsed) == views[name].lapsed for name in one.conditions)
