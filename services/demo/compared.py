"""What was found between the conditions of a case, in the names that its file has for them (`rehearsal.md`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.access.rules import Permission
from services.consistency.facts import Contradiction, Hole, HoleKind
from services.consistency.statements import statement_of
from services.consistency.told.sentences import contradiction_sentence
from services.plans.queries import CaseState, state_in
from services.protection.rules import WHOLE
from services.unit_of_work import Work
from services.vocabulary.facts import Vocabulary
from services.vocabulary.queries import vocabulary
from services.vocabulary.sentences import names_in
from services.wording import speak

OF_ACTIONS = frozenset((HoleKind.NO_ACTION, HoleKind.NO_OWNER, HoleKind.NO_PROOF))
"""Holes that only the agreed plan shows."""


@dataclass(frozen=True)
class Conflict:
    """Two conditions of the file, in its order, how sure it is that they do not go together, and why, in Dutch."""

    pair: tuple[str, ...]
    certainty: str
    why: str


@dataclass(frozen=True)
class Double:
    """Two conditions of the file that ask nearly the same."""

    pair: tuple[str, ...]
    certainty: str


@dataclass(frozen=True)
class Gap:
    """A hole, by names of the file: a condition, a person, a theme, the number of an action; `count` how many a line
    stands for."""

    what: str
    condition: str | None = None
    person: str | None = None
    theme: str | None = None
    action: int | None = None
    count: int = 1


@dataclass(frozen=True)
class Compared:
    """Everything that was found between the conditions of one case."""

    conflicts: tuple[Conflict, ...] = ()
    duplicates: tuple[Double, ...] = ()
    holes: tuple[Gap, ...] = ()


def compared(work: Work, case_id: str, condition_ids: Mapping[str, str]) -> Compared:
    """What stands between the conditions now, as it really is, whoever looks; nothing of actions.

    `condition_ids` are the ids by their names in the file, in its order.
    """
    state, words = _everything(work, case_id)
    names, there = _Names(state, condition_ids), state.board.found
    return Compared(
        conflicts=tuple(
            Conflict(names.of(one.pair), one.certainty.value, _why(words, one, state)) for one in there.contradictions
        ),
        duplicates=tuple(Double(names.of(one.pair), one.certainty.value) for one in there.duplicates),
        holes=tuple(names.gap(hole) for hole in there.holes if hole.what not in OF_ACTIONS),
    )


def left_open(work: Work, case_id: str, condition_ids: Mapping[str, str]) -> tuple[Gap, ...]:
    """The holes that the recorded actions leave."""
    state, _ = _everything(work, case_id)
    names = _Names(state, condition_ids)
    return tuple(names.gap(hole) for hole in state.board.found.holes if hole.what in OF_ACTIONS)


def _everything(work: Work, case_id: str) -> tuple[CaseState, Vocabulary]:
    with work.read(Permission.CASE_READ, case_id, screen="conditions") as look:
        # a rehearsal tells what there is, whatever its case director may read of it
        return state_in(look, case_id, WHOLE), vocabulary(look.settings.vocabulary)


class _Names:
    def __init__(self, state: CaseState, condition_ids: Mapping[str, str]) -> None:
        self.conditions = {row: name for name, row in condition_ids.items()}
        self.numbers = {action.id: action.number for action in state.actions}

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of these conditions, in the order of the file."""
        there = set(ids)
        return tuple(name for row, name in self.conditions.items() if row in there)

    def gap(self, hole: Hole) -> Gap:
        """A hole by the names of the file."""
        return Gap(
            what=hole.what.value,
            condition=self.conditions.get(hole.condition),
            person=hole.person or None,
            theme=hole.theme.value if hole.theme else None,
            action=self.numbers.get(hole.action),
            count=hole.count,
        )


def _why(words: Vocabulary, one: Contradiction, state: CaseState) -> str:
    say, statements = speak("nl"), {view.id: statement_of(view) for view in state.conditions}
    norms = [norm for name in one.pair for norm in statements[name].reading or ()]
    aliases = {person.ref: person.alias for person in state.facts.persons}
    names = names_in(say, norms, aliases, [statements[name].author for name in one.pair])
    return contradiction_sentence(words, one, statements, say, names)
