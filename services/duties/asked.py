"""The prosecutor's questions as they are frozen with a plan: how each stands, and from what that shows.

Nobody is named, people go by their seat: the words stay as they are when somebody is kept out of the case later. Each
question stands there as every partner may read it, and once more for the investigation where that says more.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from models.terms import OrganisationKind, SeatRole, Tier
from services.cases.facts import CaseFacts
from services.duties.facts import DutyState, Evidence, Note, Obligation
from services.duties.queries import evidence_in
from services.duties.rules import obligations_for
from services.duties.words import note_words
from services.plans.appendices import PlanQuestion
from services.plans.composing.asking import answers_questions
from services.plans.orders import VersionLine
from services.protection.rules import ANY_PARTNER, Reader, may_read
from services.route_map.facts import RouteMap, RuleKind
from services.route_map.queries import regional
from services.unit_of_work import Reading
from services.wording import Say, speak
from services.wording.labels import organisation_label, seat_label

_READERS = (
    (Tier.PARTNERS, Reader(ANY_PARTNER)),
    (Tier.INVESTIGATION, Reader(OrganisationKind.OPENBAAR_MINISTERIE)),
)
_TELLING = ("tell", "told")


@answers_questions
def prosecutors_questions(look: Reading, case_id: str, coming: VersionLine | None) -> tuple[PlanQuestion, ...]:
    """The questions of one case by rule, each for every partner and, where that says more, for the investigation.

    `coming`: the version that is adopted just now, which counts as the plan in force.
    """
    evidence = evidence_in(look, [case_id])[case_id]
    if coming is not None:
        evidence = replace(evidence, versions=(coming,))
    route_map = regional(look.settings.route_map)
    asked: list[PlanQuestion] = []
    for tier, reader in _READERS:
        for question in _as_read_by(route_map, evidence, lambda item, who=reader: may_read(item, who), tier):
            if not any(_same(question, known) for known in asked):
                asked.append(question)
    order = [rule.id for rule in route_map.rules]
    return tuple(sorted(asked, key=lambda question: order.index(question.rule_id)))


def _as_read_by(
    route_map: RouteMap, evidence: Evidence, sees: Callable[[str], bool], tier: Tier
) -> Iterable[PlanQuestion]:
    duties = {duty.id: duty for duty in obligations_for(route_map, evidence, sees)}
    for duty in duties.values():
        if duty.rule.kind is RuleKind.CHECK and duty.rule.role == SeatRole.PUBLIC_PROSECUTOR:
            yield PlanQuestion(
                rule_id=duty.id,
                question_nl=duty.rule.text("nl"),
                question_en=duty.rule.text("en"),
                settled=None if duty.state is DutyState.EXPLAINED else duty.settled,
                shown_nl=tuple(_shown(speak("nl"), evidence.facts, duty, duties)),
                shown_en=tuple(_shown(speak("en"), evidence.facts, duty, duties)),
                tier=tier,
            )


def _same(one: PlanQuestion, other: PlanQuestion) -> bool:
    told = (one.rule_id, one.settled, one.shown_nl, one.shown_en)
    return told == (other.rule_id, other.settled, other.shown_nl, other.shown_en)


def _shown(say: Say, facts: CaseFacts, duty: Obligation, duties: Mapping[str, Obligation]) -> Iterable[str]:
    """What the file shows for each rule that the question asks after, and what was answered to the question itself."""
    for rule_id in duty.rule.answers:
        under = duties.get(rule_id)
        if under is None:
            yield say("{rule}: not asked at this risk", rule=rule_id)
            continue
        told = [_words(say, facts, note) for note in under.notes]
        told += [under.answer.reason] if under.answer and under.answer.reason else []
        yield f"{rule_id}: {' · '.join(told) or (say('settled') if under.settled else say('not settled yet'))}"
    yield from (_words(say, facts, note) for note in duty.notes if note.key in _TELLING)
    if duty.answer and duty.answer.reason:
        yield duty.answer.reason


def _words(say: Say, facts: CaseFacts, note: Note) -> str:
    """The note with the seats of its people in the place of their names."""
    if note.key == "seat":
        return _seat(say, note.data["organisation"], note.data["role"])
    data: dict[str, Any] = dict(note.data)
    if "names" in data:
        data["names"] = tuple(_called(say, facts, name) for name in data["names"])
    if note.key == "director":
        data["name"] = _called(say, facts, data["name"])
    return note_words(say, Note(note.key, data, note.tier))


def _called(say: Say, facts: CaseFacts, name: str) -> str:
    seat = next((seat for seat in facts.seats if seat.name == name), None)
    return _seat(say, seat.organisation, seat.role) if seat else seat_label(say, SeatRole.CASE_DIRECTOR)


def _seat(say: Say, organisation: str, role: str) -> str:
    words = seat_label(say, role) if role else ""
    named = f"{organisation_label(say, organisation)}, {words}" if words else organisation_label(say, organisation)
    return named[:1].upper() + named[1:]
