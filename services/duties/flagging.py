"""What goes against a rule, or must be watched: conditions, choices and empty seats held against the route map. Pure.

A warning is no verdict: it names the rule, what raised it and why. Mediation is warned for in every phase while the
stalking is not known to have stopped (H-RN-8, domain.md section 0, point 6).
"""

from collections.abc import Collection, Iterable, Mapping

from models.terms import (
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    PersonRole,
    Phase,
)
from services.conditions.facts import ConditionView
from services.duties.course import sash, sash_outdated_since
from services.duties.facts import Evidence, Obligation, RuleFlag
from services.duties.rules import obligations
from services.duties.shown_by_partners import victims_have_contact
from services.route_map.facts import RouteMap, When
from services.route_map.rules import attendance_rule, established, lead_organisation, network_seats
from services.route_map.warnings import JOINT_TALK, MESSAGE, STOP_TALK, warnings_in

_CHOSEN = (MeasureOutcome.ADVISED, MeasureOutcome.APPLIED)
Warnings = Mapping[str, Collection[str]]
"""By condition id the rules that its words go against."""


def flags(route_map: RouteMap, evidence: Evidence, duties: Iterable[Obligation] | None = None) -> tuple[RuleFlag, ...]:
    """Every warning of a case, those of conditions first. `duties`: what was reckoned on this evidence already."""
    duties = obligations(route_map, evidence) if duties is None else duties
    standing = [c for c in evidence.conditions if not c.lapsed]
    warned = {c.id: {found.rule_id for found in warnings_in(c.text, evidence.facts)} for c in standing}
    return (
        *_mediation(evidence, standing, warned),
        *_stop_talk(evidence, standing, warned),
        *_open_interventions(duties),
        *_attendance(route_map, evidence),
        *_low_lane(evidence),
        *_people(route_map, evidence),
        *_risk(evidence),
    )


def _mediation(evidence: Evidence, conditions: Iterable[ConditionView], said: Warnings) -> Iterable[RuleFlag]:
    """A joint talk, by kind or in the words of a condition, and messages that pass through somebody (T-TH-3)."""
    facts = evidence.facts
    goes_on = facts.stalking_active is not Known.NO
    for condition in conditions:
        warned = said[condition.id]
        data = {"number": condition.number}
        if goes_on and (condition.kind is ConditionKind.MEDIATION or JOINT_TALK in warned):
            yield RuleFlag(JOINT_TALK, "joint_talk", condition.id, data)
        if MESSAGE in warned:
            yield RuleFlag(MESSAGE, "message_passed", condition.id, data)
    for weighing in facts.weighings if goes_on else ():
        if weighing.measure is Measure.MEDIATION and weighing.outcome in _CHOSEN:
            yield RuleFlag(JOINT_TALK, "mediation_chosen", data={"organisation": weighing.organisation})


def _stop_talk(evidence: Evidence, conditions: Iterable[ConditionView], said: Warnings) -> Iterable[RuleFlag]:
    """A stop conversation is for low risk only, without complaint, threats or violence (L-POL-1)."""
    facts = evidence.facts
    against = [
        ("stop_talk_not_low", facts.phase is not Phase.LOW),
        ("stop_talk_complaint", facts.complaint is Known.YES),
        ("stop_talk_violence", facts.threats_or_violence is Known.YES),
    ]
    reasons = [why for why, holds in against if holds]
    proposed = [c for c in conditions if c.kind is ConditionKind.STOP_TALK or STOP_TALK in said[c.id]]
    chosen = any(w.measure is Measure.STOP_TALK and w.outcome is MeasureOutcome.APPLIED for w in facts.weighings)
    for why in reasons:
        for condition in proposed:
            yield RuleFlag(STOP_TALK, why, condition.id, {"number": condition.number})
        if chosen and not proposed:
            yield RuleFlag(STOP_TALK, why)


def _open_interventions(duties: Iterable[Obligation]) -> Iterable[RuleFlag]:
    """Without serious grounds other interventions must be settled; warned for until somebody says how (H-OM-5)."""
    if any(duty.id == "H-OM-5" and not duty.settled for duty in duties):
        yield RuleFlag("H-OM-5", "no_serious_grounds")


def _attendance(route_map: RouteMap, evidence: Evidence) -> Iterable[RuleFlag]:
    """Who stands in for Veilig Thuis at a meeting, and which group nobody in the case can fill (H-VT-3)."""
    facts = evidence.facts
    if facts.phase is not Phase.HIGH:
        return
    if not facts.veilig_thuis_competent:
        yield RuleFlag(
            "H-VT-3", "veilig_thuis_not_competent", data={"lead": lead_organisation(facts, route_map.region)}
        )
    there = {seat.organisation for seat in network_seats(facts)}
    for group in attendance_rule(route_map, facts, MeetingKind.CASE_CONFERENCE).required:
        if not group & there:
            yield RuleFlag("H-VT-3", "seat_empty", data={"group": tuple(sorted(group))})


def _low_lane(evidence: Evidence) -> Iterable[RuleFlag]:
    facts, talk = evidence.facts, evidence.stop_talk
    if facts.phase is not Phase.LOW:
        return
    certain = established(facts)
    if When.ADVICE_REQUESTED not in certain:
        recorded = any(w.measure is Measure.ELECTRONIC_MONITORING for w in facts.weighings)
        yield RuleFlag("L-RN-1", "no_advice_closed" if recorded else "no_advice_open")
    if When.STOP_TALK_CONSIDERED in certain:
        yield _talk_agreement(evidence)
        if talk is None or not talk.report_number.strip():
            yield RuleFlag("L-POL-1b", "report_number_needed")


def _talk_agreement(evidence: Evidence) -> RuleFlag:
    """Whether Veilig Thuis was heard before the conversation, by agreement or by its safety assessment, and whether
    the prosecution has to be (L-POL-1a)."""
    facts, talk = evidence.facts, evidence.stop_talk
    assessed = facts.assessment(Instrument.SAFETY_ASSESSMENT)
    heard = (talk.veilig_thuis_agreed_on if talk else None) or (assessed.assessed_on if assessed else None)
    prosecution = facts.complaint is Known.YES and not (talk and talk.prosecution_agreed_on)
    why = "talk_prosecution_open" if prosecution else "talk_heard" if heard else "talk_not_heard"
    return RuleFlag("L-POL-1a", why, data={"on": heard, "complaint": facts.complaint})


def _people(route_map: RouteMap, evidence: Evidence) -> Iterable[RuleFlag]:
    for note in victims_have_contact(route_map, evidence).notes:
        if note.key == "contact_missing":
            yield RuleFlag("A-POL-5", "no_police_contact", data={"alias": note.data["alias"]})
    persons = evidence.facts.persons
    victims = {person.ref for person in persons if person.role is PersonRole.VICTIM}
    suspects = {person.ref for person in persons if person.role is PersonRole.SUSPECT}
    for seat in network_seats(evidence.facts):
        spoken = set(seat.speaks_with)
        if spoken & victims and spoken & suspects:
            yield RuleFlag("T-TH-3", "messenger", data={"name": seat.name, "organisation": seat.organisation})


def _risk(evidence: Evidence) -> Iterable[RuleFlag]:
    found = sash(evidence)
    if since := sash_outdated_since(evidence):
        yield RuleFlag("A-POL-2", "sash_outdated", data={"since": since})
    elif found and evidence.facts.veilig_thuis_competent and not found.coordinated_with_veilig_thuis:
        yield RuleFlag("A-POL-2", "sash_not_coordinated")
