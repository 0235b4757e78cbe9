"""Conditions that go against the route map or against a court order. Pure.

What a reading says goes before its kind, and its kind before its words: a reading that forbids what a rule forbids is
no proposal, whatever its words look like.

Source: `condition-vocabulary.yaml`, standing; domain.md section 0, points 6 and 9.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from models.terms import ConditionKind, Known, Modality, Phase
from services.cases.facts import CaseFacts
from services.consistency.compared.readings.standards import Standards
from services.consistency.facts import Breach, Contradiction, Statement
from services.route_map.warnings import JOINT_TALK, STOP_TALK, warnings_in
from services.vocabulary.facts import Vocabulary, Words

STANDING, COURT_ORDER = "standing", "court_order"
"""Why of a breach whose `label` says what the rule asks, and of one against an order of a court."""
_BY_KIND = {ConditionKind.MEDIATION: JOINT_TALK, ConditionKind.STOP_TALK: STOP_TALK}
_NOTHING = Words()


def breaches(
    vocabulary: Vocabulary, statements: Sequence[Statement], facts: CaseFacts, today: date | None = None
) -> tuple[Breach, ...]:
    """Every breach, one for a rule and a condition: those that a reading shows first, then by number of the condition.

    An order of a court whose last day lies before `today` stands in nobody's way.
    """
    standards = Standards(vocabulary, facts, today)
    found: dict[str, Breach] = {}
    for look in (_by_reading, _by_kind, _by_words):
        for statement in sorted(statements, key=lambda one: (one.number, one.id)):
            for breach in look(standards, statement):
                found.setdefault(breach.key, breach)
    return tuple(found.values())


def beside(found: Sequence[Breach], contradictions: Sequence[Contradiction]) -> tuple[Breach, ...]:
    """Without those against a court order that a contradiction says already, beside the condition that names it."""
    told = {name for one in contradictions if one.court_order and one.stands for name in one.pair}
    return tuple(one for one in found if one.why != COURT_ORDER or one.condition not in told)


def _by_reading(standards: Standards, statement: Statement) -> Iterator[Breach]:
    against = [row for row in standards.rows if any(standards.breaks(norm, row) for norm in statement.reading or ())]
    for rule in dict.fromkeys(row.rule for row in against):
        rows = [row for row in against if row.rule == rule]
        why = [(COURT_ORDER if standards.is_order(row) else STANDING, row.label) for row in rows]
        yield replace(_breach(rule, statement, why), reminds=all(row.remind for row in rows))


def _by_kind(standards: Standards, statement: Statement) -> Iterator[Breach]:
    rule = _BY_KIND.get(statement.kind)
    if rule and not statement.reading:
        why = _reasons(rule, standards.facts)
        yield from (_breach(rule, statement, why),) if why else ()


def _by_words(standards: Standards, statement: Statement) -> Iterator[Breach]:
    for rule in dict.fromkeys(found.rule_id for found in warnings_in(statement.text, standards.facts)):
        why = _reasons(rule, standards.facts)
        if why and not _says_no(standards, statement, rule):
            yield _breach(rule, statement, why)


def _says_no(standards: Standards, statement: Statement, rule: str) -> bool:
    """Whether the reading speaks of what the rule forbids, and only to forbid it."""
    about = [norm for norm in statement.reading or () if standards.touches(norm, rule)]
    return bool(about) and all(norm.modality is Modality.MUST_NOT for norm in about)


def against_stop_talk(facts: CaseFacts) -> tuple[str, ...]:
    """Why a stop conversation does not fit a case; empty where it can be weighed (L-POL-1)."""
    told = {
        "stop_talk_not_low": facts.phase is not Phase.LOW,
        "stop_talk_complaint": facts.complaint is Known.YES,
        "stop_talk_violence": facts.threats_or_violence is Known.YES,
    }
    return tuple(why for why, holds in told.items() if holds)


def _reasons(rule: str, facts: CaseFacts) -> list[tuple[str, Words]]:
    """Why a kind or a text goes against one of the prohibitions that the planner knows by itself, so that no region can
    lose them with a line of its vocabulary; none where the case does not forbid it."""
    if rule == STOP_TALK:
        return [(why, _NOTHING) for why in against_stop_talk(facts)]
    if rule == JOINT_TALK:
        return [("joint_talk", _NOTHING)] if facts.stalking_active is not Known.NO else []
    return [("message_passed", _NOTHING)]


def _breach(rule: str, statement: Statement, why: Sequence[tuple[str, Words]]) -> Breach:
    (first, label), *more = why
    key = f"breach:{rule}:{statement.id}"
    return Breach(rule, statement.id, first, statement.tier, label, key=key, also=tuple(more))
