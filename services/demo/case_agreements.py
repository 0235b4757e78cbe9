"""Reads what is written and agreed on a case: conditions, weighings, the plan's actions, what happened later."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import cast

from yaml.nodes import Node, ScalarNode

from models.terms import ConditionKind, Measure, MeasureOutcome, Tier
from services.demo.case_parts import organisation, plain
from services.demo.facts import FileAction, FileCondition, FileEvent, FileWeighing
from services.demo.nodes import Fields, Source
from services.protection.rules import ONE_ORGANISATION
from services.scheduling.facts import LOCAL

_CONDITION = (
    "id org kind hard tier subject protects nl until when until_event if_not says via suspect_text_nl gloss chapter"
)
_ACTION = "nr from what_nl owner supporting due ends proof if_not if_not_tier tier gloss"
_WEIGHING = "measure org outcome reason_nl reason tier"
_EVENT = "date event nl outcome"
_CONTINUOUSLY = frozenset({"doorlopend", "continu", "ongoing"})
_APPROACHES = frozenset({"speak_with", "contact", "interview", "share"})
"""Acts by which somebody approaches the suspect or lets him know something (`condition-vocabulary.yaml`)."""


def tier(fields: Fields, key: str, organisations: set[str], default: str) -> str:
    """Who may read it: a tier, or one organisation of the file."""
    node = fields.get(key)
    if node is None:
        return default
    word = fields.source.line_of_text(node, key, 80)
    if word not in list(Tier) and word.removeprefix(ONE_ORGANISATION) not in organisations:
        fields.source.wrong(node, "unknown_word", key)
    return word if word in list(Tier) or word.startswith(ONE_ORGANISATION) else f"{ONE_ORGANISATION}{word}"


def condition(source: Source, node: Node, refs: set[str], suspects: set[str], organisations: set[str]) -> FileCondition:
    """One condition; its structured reading is kept as it stands."""
    fields = source.fields(node, _CONDITION, "conditions")
    says = _norms(source, fields)
    kind_word = source.line_of_text(fields.need("kind"), "kind", 40)
    kind = ConditionKind(kind_word) if kind_word in list(ConditionKind) else ConditionKind.OTHER
    moment = fields.get("until") or fields.get("when")
    subject = fields.line("subject", 10)
    if subject and subject not in refs:
        source.wrong(fields.need("subject"), "unknown_person", "subject")
    held = FileCondition(
        id=source.line_of_text(fields.need("id"), "id", 40),
        organisation=organisation(source, fields.need("org"), "org"),
        kind=kind,
        text=source.text(fields.need("nl"), "nl"),
        hard=fields.flag("hard", False),
        tier=tier(fields, "tier", organisations, Tier.PARTNERS),
        subject=subject,
        protects=tuple(dict.fromkeys(fields.known("protects", refs, "unknown_person"))),
        until=source.moment(moment, "until")[0] if moment is not None else None,
        if_not=fields.text("if_not"),
        says=says,
        suspect_text=fields.text("suspect_text_nl"),
    )
    return _with_hold(held, suspects, ends=fields.get("until") is not None)


def _norms(source: Source, fields: Fields) -> tuple[Mapping[str, object], ...] | None:
    if fields.get("says") is None:
        return None
    norms = [plain(source, item, "says") for item in fields.items("says")]
    for item, norm in zip(fields.items("says"), norms, strict=True):
        if not isinstance(norm, Mapping):
            source.wrong(item, "not_a_mapping", "says")
    return tuple(cast(list[Mapping[str, object]], norms))


def _with_hold(found: FileCondition, suspects: set[str], *, ends: bool) -> FileCondition:
    """Whether it keeps everybody from the suspect: read from its norms, or without any from kind, hardness and term.

    A hold that is missed could warn the suspect, so prose that looks like one counts as one; and what is for the
    investigation alone needs no term: it lasts until the director releases it.
    """
    if found.kind is not ConditionKind.SPEAKS_WITH or not suspects:
        return found
    if found.says is None:
        lasts = ends or found.tier == Tier.INVESTIGATION
        return replace(found, holds_approach=found.hard and lasts and found.subject in suspects)
    norms = [norm for norm in found.says if _forbids_approach(norm, found, suspects)]
    until = found.until or max(filter(None, map(_said_until, norms)), default=None)
    return replace(found, holds_approach=True, until=until) if norms else found


def _said_until(norm: Mapping[str, object]) -> datetime | None:
    try:
        said = datetime.fromisoformat(str(norm.get("until")))
    except ValueError:
        return None
    return (said if "T" in str(norm["until"]) else said.replace(hour=23, minute=59)).replace(tzinfo=LOCAL, fold=1)


def _forbids_approach(norm: Mapping[str, object], found: FileCondition, suspects: set[str]) -> bool:
    by, to = _words(norm.get("by")), _words(norm.get("to"))
    term = any(norm.get(key) for key in ("until", "until_event", "before_event")) or found.tier == Tier.INVESTIGATION
    everybody = not by or "anyone" in by
    reaches = bool(to & suspects) or (not to and found.subject in suspects)
    return norm.get("modality") == "must_not" and norm.get("act") in _APPROACHES and everybody and reaches and term


def _words(value: object) -> set[str]:
    if isinstance(value, list):
        return {word for word in value if isinstance(word, str)}
    return {value} if isinstance(value, str) and value else set()


def weighing(source: Source, node: Node, organisations: set[str]) -> FileWeighing:
    """A measure that was weighed, by whom, and what it came to."""
    fields = source.fields(node, _WEIGHING, "considered")
    reason = fields.get("reason_nl") or fields.need("reason")
    return FileWeighing(
        measure=source.term(fields.need("measure"), Measure, "measure"),
        organisation=organisation(source, fields.need("org"), "org"),
        outcome=source.term(fields.need("outcome"), MeasureOutcome, "outcome"),
        reason=source.text(reason, "reason_nl"),
        tier=tier(fields, "tier", organisations, Tier.PARTNERS),
    )


def action(source: Source, node: Node, place: int, conditions: set[str], organisations: set[str]) -> FileAction:
    """One agreement; `place` numbers it where the file does not."""
    fields = source.fields(node, _ACTION, "agreed_plan")
    number, due, whole_day = fields.get("nr"), None, False
    term = fields.get("due")
    if term is not None and not (isinstance(term, ScalarNode) and term.value.strip().casefold() in _CONTINUOUSLY):
        due, whole_day = source.moment(term, "due")
    ends = fields.get("ends")
    last_day = source.day(ends, "ends") if ends is not None else None
    if ends is not None and last_day and due and last_day < due.date():
        source.wrong(ends, "ends_before_due", "ends")
    return FileAction(
        number=place if number is None else source.number(number, "nr", 1, 9999),
        what=source.text(fields.need("what_nl"), "what_nl"),
        owner=organisation(source, fields.need("owner"), "owner"),
        conditions=tuple(dict.fromkeys(fields.known("from", conditions, "unknown_condition"))),
        supporting=tuple(organisation(source, item, "supporting") for item in fields.items("supporting")),
        due=due,
        due_on_day=whole_day,
        ends=last_day,
        proof=fields.text("proof"),
        if_not=fields.text("if_not"),
        if_not_tier=tier(fields, "if_not_tier", organisations, ""),
        tier=tier(fields, "tier", organisations, Tier.PARTNERS),
    )


def event(source: Source, node: Node) -> FileEvent:
    """Something that happened after adoption."""
    fields = source.fields(node, _EVENT, "follow_up_scenario")
    return FileEvent(
        on=source.day(fields.need("date"), "date"),
        event=fields.line("event", 60, needed=True),
        text=fields.text("nl"),
        outcome=fields.line("outcome", 80),
    )
