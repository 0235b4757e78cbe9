"""What nobody knows yet, to whom the question goes, and which rules wait for the answer. Pure.

A fact that is unknown fires nothing; that is why finding it out is itself something to do.
"""

from collections import defaultdict
from collections.abc import Iterable

from models.terms import ConditionKind, Known, Measure, OrganisationKind, Phase, Relation
from services.cases.facts import CaseFacts
from services.duties.course import reported, risk_of, sash, stalking_events
from services.duties.facts import Evidence, OpenQuestion
from services.route_map.facts import RouteMap, Rule, When
from services.route_map.rules import established, holding, met
from services.scheduling.facts import local_day

_POLICE, _OM, _VT = OrganisationKind.POLITIE, OrganisationKind.OPENBAAR_MINISTERIE, OrganisationKind.VEILIG_THUIS

ASKED: dict[str, OrganisationKind] = {
    "serious_grounds": _OM,
    "complaint": _POLICE,
    "suspect_arrested": _POLICE,
    "stalking_active": _POLICE,
    "threats_or_violence": _POLICE,
    "veilig_thuis_advises_intervention": _VT,
    "serious_intrusion": _POLICE,
    "investigation_done": _OM,
    "relation": _POLICE,
    "risk": _POLICE,
}
"""Whom to ask after a fact of the case."""

_FIELD: dict[When, str] = {
    When.NO_SERIOUS_GROUNDS: "serious_grounds",
    When.COMPLAINT: "complaint",
    When.SUSPECT_ARRESTED: "suspect_arrested",
    When.SUSPECT_NOT_ARRESTED: "suspect_arrested",
    When.STALKING_ACTIVE: "stalking_active",
    When.STALKING_STOPPED: "stalking_active",
    When.VEILIG_THUIS_ADVISES_OTHERWISE: "veilig_thuis_advises_intervention",
    When.SERIOUS_INTRUSION: "serious_intrusion",
    When.INVESTIGATION_DONE: "investigation_done",
}


def open_questions(route_map: RouteMap, evidence: Evidence) -> tuple[OpenQuestion, ...]:
    """The unknown facts on which rules of this case's lane depend, in the order of `ASKED`."""
    waiting: dict[str, list[str]] = defaultdict(list)
    for rule in _undecided(route_map, evidence):
        for fact in _unknown(rule, evidence):
            waiting[fact].append(rule.id)
    for fact, rule_ids in _besides(route_map, evidence):
        waiting[fact].extend(rule_ids)
    return tuple(
        OpenQuestion(fact, ASKED[fact].value, tuple(dict.fromkeys(waiting[fact]))) for fact in ASKED if fact in waiting
    )


def _undecided(route_map: RouteMap, evidence: Evidence) -> list[Rule]:
    """Rules of the lane that do not hold, of which every rule that comes first does."""
    reports = reported(evidence)
    here = {rule.id for rule in holding(route_map, evidence.facts, reports)}
    lanes = {Phase.ALWAYS, Phase.TASK, evidence.facts.phase}
    return [r for r in route_map.rules if r.phase in lanes and r.id not in here and here.issuperset(r.needs)]


def _unknown(rule: Rule, evidence: Evidence) -> set[str]:
    """The facts that decide whether the rule holds: nothing when a group can no longer be met, whatever is found."""
    certain = established(evidence.facts, reported(evidence))
    wanted: set[str] = set()
    for group in rule.when:
        if met((group,), certain):
            continue
        fields = {_FIELD[when] for when in group if when in _FIELD}
        open_here = {name for name in fields if getattr(evidence.facts, name) is Known.UNKNOWN}
        if not open_here:
            return set()
        wanted |= open_here
    return wanted


def _besides(route_map: RouteMap, evidence: Evidence) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Facts on which more hangs than whether a rule holds."""
    facts = evidence.facts
    if facts.phase is Phase.LOW and _talk_considered(facts):
        if facts.complaint is Known.UNKNOWN:
            yield "complaint", ("L-POL-1", "L-POL-1a")
        if facts.threats_or_violence is Known.UNKNOWN:
            yield "threats_or_violence", ("L-POL-1",)
    if facts.relation is Relation.UNKNOWN:
        carried = {rule.id for rule in holding(route_map, facts) if rule.organisation == _VT}
        yield "relation", tuple(rule.id for rule in route_map.rules if rule.id in carried)
    found = sash(evidence)
    says = risk_of(found.outcome) if found else None
    if says is not None and says is not facts.risk:
        yield "risk", ("G-1",)
    if facts.stalking_active is Known.NO and stalking_after_stop(evidence):
        yield "stalking_active", ("L-POL-2a", "L-POL-2b")


def stalking_after_stop(evidence: Evidence) -> bool:
    """Whether the log tells of stalking from after the day on which it was first known to have stopped."""
    stopped = evidence.began_later("L-POL-2a")
    events = stalking_events(evidence)
    return bool(stopped and events) and local_day(events[-1].happened_at) > local_day(stopped or evidence.now)


def _talk_considered(facts: CaseFacts) -> bool:
    weighed = any(weighing.measure is Measure.STOP_TALK for weighing in facts.weighings)
    return weighed or ConditionKind.STOP_TALK in facts.condition_kinds
