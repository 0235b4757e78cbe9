"""What was found between the conditions of a case, in the names that its file has for them (`rehearsal.md`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.access.rules import Permission
from services.consistency.facts import Carried, Contradiction, Found, Hole, HoleKind, Statement
from services.consistency.finding import found
from services.consistency.statements import statement_of
from services.consistency.told.sentences import contradiction_sentence
from services.duties.facts import Evidence
from services.duties.queries import evidence_in
from services.unit_of_work import Work
from services.vocabulary.facts import Vocabulary
from services.vocabulary.queries import vocabulary
from services.wording import speak
from services.wording.labels import organisation_label

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
    """What stands between the conditions as they stand now, as it really is, whoever looks; nothing of actions.

    `condition_ids` are the ids by their names in the file, in its order.
    """
    with work.read(Permission.CASE_READ, case_id, screen="conditions") as look:
        evidence, words = evidence_in(look, [case_id])[case_id], vocabulary(look.settings.vocabulary)
    statements = _statements(evidence)
    there = found(words, tuple(statements.values()), evidence.facts)
    names = _Names(evidence, condition_ids)
    return Compared(
        conflicts=tuple(
            Conflict(names.of(one.pair), one.certainty.value, _why(words, one, statements, evidence))
            for one in there.contradictions
        ),
        duplicates=tuple(Double(names.of(one.pair), one.certainty.value) for one in there.duplicates),
        holes=tuple(map(names.gap, there.holes)),
    )


def left_open(work: Work, case_id: str, condition_ids: Mapping[str, str]) -> tuple[Gap, ...]:
    """The holes that the recorded actions leave."""
    with work.read(Permission.CASE_READ, case_id, screen="plan") as look:
        evidence, words = evidence_in(look, [case_id])[case_id], vocabulary(look.settings.vocabulary)
    there: Found = found(words, tuple(_statements(evidence).values()), evidence.facts, _carried(evidence))
    names = _Names(evidence, condition_ids)
    return tuple(names.gap(hole) for hole in there.holes if hole.what in OF_ACTIONS)


class _Names:
    def __init__(self, evidence: Evidence, condition_ids: Mapping[str, str]) -> None:
        self.conditions = {row: name for name, row in condition_ids.items()}
        self.numbers = {action.id: action.number for action in evidence.actions}

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


def _why(words: Vocabulary, one: Contradiction, statements: Mapping[str, Statement], evidence: Evidence) -> str:
    say = speak("nl")
    names = {person.ref: person.alias for person in evidence.facts.persons}
    names |= {one.author: organisation_label(say, one.author) for one in statements.values()}
    return contradiction_sentence(words, one, statements, say, names)


def _statements(evidence: Evidence) -> dict[str, Statement]:
    return {view.id: statement_of(view) for view in evidence.conditions if not view.lapsed}


def _carried(evidence: Evidence) -> Carried:
    seated = {seat.organisation for seat in evidence.facts.seats if not seat.barred}
    return Carried(
        settled=frozenset(row for action in evidence.actions for row in action.condition_ids),
        proven=frozenset(
            row for action in evidence.actions if action.proof or action.if_not for row in action.condition_ids
        ),
        ownerless=tuple(action.id for action in evidence.actions if action.owner not in seated),
    )
