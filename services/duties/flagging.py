"""What goes against a rule, or must be watched: conditions, choices and empty seats held against the route map. Pure.

A warning is no verdict: it names the rule, what raised it and why. Mediation is warned for in every phase while the
stalking is not known to have stopped (H-RN-8, domain.md section 0, point 6).
"""

from collections.abc import Iterable

from models.terms import (
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    PersonRole,
    Phase,
)
from services.consistency.compared.breaches import COURT_ORDER, against_stop_talk, breaches
from services.consistency.statements import statement_of
from services.duties.course import sash, sash_outdated_since
from services.duties.facts import Evidence, Obligation, RuleFlag
from services.duties.rules import obligations
from services.duties.shown_by_partners import victims_have_contact
from services.route_map.facts import RouteMap, When
from services.route_map.rules import attendance_rule, established, lead_organisation, network_seats
from services.route_map.warnings import JOINT_TALK, STOP_TALK
from services.vocabulary.facts import Vocabulary

_CHOSEN = (MeasureOutcome.ADVISED, MeasureOutcome.APPLIED)


def flags(
    route_map: RouteMap, vocabulary: Vocabulary, evidence: Evidence, duties: Iterable[Obligation] | None = None
) -> tuple[RuleFlag, ...]:
    """Every warning of a case, those of conditions first. `duties`: what was reckoned on this evidence already."""
    duties = obligations(route_map, evidence) if duties is None else duties
    of_conditions = tuple(_conditions(vocabulary, evidence))
    return (
        *of_conditions,
        *_mediation_chosen(evidence),
        *(_stop_talk_chosen(evidence) if not any(one.rule_id == STOP_TALK for one in of_conditions) else ()),
        *_open_interventions(duties),
        *_attendance(route_map, evidence),
        *_low_lane(evidence),
        *_people(route_map, evidence),
        *_risk(evidence),
    )


def _conditions(vocabulary: Vocabulary, evidence: Evidence) -> Iterable[RuleFlag]:
    """What a condition goes against, by its reading, its kind or its words. One against a court order is no matter of
    the route map: it is settled among the contradictions."""
    standing = [statement_of(view) for view in evidence.conditions if not view.lapsed]
    numbers = {one.id: one.number for one in standing}
    for breach in breaches(vocabulary, standing, evidence.facts):
        for why, label in breach.reasons if breach.why != COURT_ORDER else ():
            said = "reminder" if breach.reminds else why
            yield RuleFlag(breach.rule_id, said, breach.condition, {"number": numbers[breach.condition], "rule": label})


def _mediation_chosen(evidence: Evidence) -> Iterable[RuleFlag]:
    """Mediation that somebody advised or applied all the same (H-RN-8)."""
    for weighing in evidence.facts.weighings if evidence.facts.stalking_active is not Known.NO else ():
        if weighing.measure is Measure.MEDIATION and weighing.outcome in _CHOSEN:
            yield RuleFlag(JOINT_TALK, "mediation_chosen", data={"organisation": weighing.organisation})


def _stop_talk_chosen(evidence: Evidence) -> Iterable[RuleFlag]:
    """A stop conversation that was applied where it does not fit (L-POL-1)."""
    if any(w.measure is Measure.STOP_TALK and w.outcome is MeasureOutcome.APPLIED for w in evidence.facts.weighings):
        for why in against_stop_talk(evidence.facts):
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
