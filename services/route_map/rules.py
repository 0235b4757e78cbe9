"""What the route map asks of a case. Pure: a route map and the facts of one case in, frozen answers out.

A fact that is unknown establishes nothing, so no conditional rule fires on it. Barred seats are as if they were not
there; external parties (a school, an employer) fill no seat.
"""

from collections.abc import Callable, Iterable

from models.terms import (
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    OrganisationKind,
    Phase,
    SeatRole,
)
from services.cases.facts import CaseFacts, PartnerSeat
from services.route_map.facts import (
    Attendance,
    MeasureToWeigh,
    MissingSeat,
    Obligation,
    RouteMap,
    Rule,
    SeatNeed,
    Terms,
    When,
    WhyMissing,
)
from services.route_map.region import EitherOrBoth, Region

_VT, _VHH, _RN = OrganisationKind.VEILIG_THUIS, OrganisationKind.VEILIGHEIDSHUIS, OrganisationKind.RECLASSERING


def network_seats(facts: CaseFacts) -> tuple[PartnerSeat, ...]:
    """The seats that count: neither barred nor external."""
    return tuple(seat for seat in facts.seats if not seat.barred and not seat.external)


def lead_organisation(facts: CaseFacts, region: Region) -> str:
    """Who carries meeting and plan: Veilig Thuis where it is competent, else whom the region names (H-VT-3)."""
    return _VT.value if facts.veilig_thuis_competent else region.lead_without_vt


def carrier(rule: Rule, facts: CaseFacts, region: Region) -> str:
    """The organisation that carries a rule out in this case: the case holder's tasks fall to the organisation that
    holds cases in this region, and Veilig Thuis' work to the lead where it is not competent."""
    organisation = region.case_holder if rule.role == SeatRole.CASE_HOLDER else rule.organisation
    return lead_organisation(facts, region) if organisation == _VT else organisation


def established(facts: CaseFacts, reported: Iterable[When] = ()) -> frozenset[When]:
    """The facts that are certain in this case. `reported` adds what the case itself cannot show, such as an incident
    after the stop conversation (`stalking_continues`); who reports that it goes on outweighs an older 'it stopped'."""
    certain = frozenset(when for when, holds in _READ.items() if holds(facts)) | frozenset(reported)
    if When.STALKING_CONTINUES in certain:
        return certain - {When.STALKING_STOPPED} | {When.STALKING_ACTIVE}
    return certain


def met(terms: Terms, certain: frozenset[When]) -> bool:
    """Whether every group of a condition has an established fact."""
    return all(group & certain for group in terms)


def holding(route_map: RouteMap, facts: CaseFacts, reported: Iterable[When] = ()) -> tuple[Rule, ...]:
    """The rules that hold now, in the order of the route map: always, this phase's, and the task lists."""
    certain, phases = established(facts, reported), {Phase.ALWAYS, Phase.TASK, facts.phase}
    return tuple(
        rule
        for rule in route_map.rules
        if rule.phase in phases and met(rule.when, certain) and rule.until not in certain
    )


def required_seats(
    route_map: RouteMap, facts: CaseFacts, certain: frozenset[When] | None = None
) -> tuple[SeatNeed, ...]:
    """The seats this case must have filled, each with the rules that ask for it. `certain`: what is `established`."""
    certain = established(facts) if certain is None else certain
    return _needs(route_map, facts, certain, Obligation.MUST)


def undecided_seats(
    route_map: RouteMap, facts: CaseFacts, certain: frozenset[When] | None = None
) -> tuple[SeatNeed, ...]:
    """The seats that this case must consider and that nobody fills: somebody has to say yes or no."""
    certain = established(facts) if certain is None else certain
    seats = network_seats(facts)
    considered = _needs(route_map, facts, certain, Obligation.CONSIDER)
    return tuple(need for need in considered if not any(_fills(seat, need) for seat in seats))


def _needs(
    route_map: RouteMap, facts: CaseFacts, certain: frozenset[When], obligation: Obligation
) -> tuple[SeatNeed, ...]:
    return tuple(
        SeatNeed(seat.organisation, seat.role or None, seat.rule_ids)
        for seat in route_map.seats
        if seat.obligation is obligation and seat.phase is facts.phase and met(seat.when, certain)
    )


def missing_seats(
    route_map: RouteMap, facts: CaseFacts, needed: Iterable[SeatNeed] | None = None
) -> tuple[MissingSeat, ...]:
    """The required seats that nobody fills. `needed`: those required, where they are known already."""
    seats = network_seats(facts)
    visible = [seat for seat in facts.seats if not seat.barred]
    return tuple(
        MissingSeat(need.organisation, need.role, need.rule_ids, _why(need, visible))
        for need in (required_seats(route_map, facts) if needed is None else needed)
        if not any(_fills(seat, need) for seat in seats)
    )


def attendance_rule(route_map: RouteMap, facts: CaseFacts, kind: MeetingKind) -> Attendance:
    """Which groups must be present at a meeting of this kind (H-VT-3).

    A region may want both Veilig Thuis and the Safety House instead of one of them. Where Veilig Thuis is not competent
    it counts in no group; a group of nobody else falls to the lead. Low risk asks for no meeting; one that is held all
    the same keeps the minimum.
    """
    for rule in route_map.attendance:
        if kind in rule.kinds:
            groups = _groups(rule.groups.required, facts, route_map.region)
            return Attendance(groups, rule.groups.optional, rule.rule_ids, needed=facts.phase is Phase.HIGH)
    return Attendance((), frozenset(), (), needed=False)


def _groups(required: tuple[frozenset[str], ...], facts: CaseFacts, region: Region) -> tuple[frozenset[str], ...]:
    pair = frozenset({_VT.value, _VHH.value})
    read: list[frozenset[str]] = []
    for group in required:
        both = region.vt_vhh is EitherOrBoth.BOTH and pair <= group
        read.extend([*(group - pair | {one} for one in sorted(pair, reverse=True))] if both else [group])
    if not facts.veilig_thuis_competent:
        lead = frozenset({lead_organisation(facts, region)})
        read = [group - {_VT.value} or lead for group in read]
    return tuple(dict.fromkeys(read))


def measures_to_weigh(
    route_map: RouteMap, facts: CaseFacts, certain: frozenset[When] | None = None
) -> tuple[MeasureToWeigh, ...]:
    """The measures that this case's phase wants weighed, and by whom. `certain`: what is `established`."""
    certain = established(facts) if certain is None else certain
    return tuple(
        MeasureToWeigh(rule.measure, rule.organisation, rule.rule_ids, rule.must_record)
        for rule in route_map.measures
        if rule.phase is facts.phase and met(rule.when, certain)
    )


def unweighed(
    route_map: RouteMap, facts: CaseFacts, to_weigh: Iterable[MeasureToWeigh] | None = None
) -> tuple[MeasureToWeigh, ...]:
    """The measures to weigh of which no weighing is on record; only those with `must_record` hold a plan up.
    `to_weigh`: all of them, where they are known already."""
    duties = measures_to_weigh(route_map, facts) if to_weigh is None else to_weigh
    weighed = {(weighing.measure, weighing.organisation) for weighing in facts.weighings}
    return tuple(duty for duty in duties if (duty.measure, duty.organisation) not in weighed)


def _fills(seat: PartnerSeat, need: SeatNeed) -> bool:
    return seat.organisation == need.organisation and need.role in (None, seat.role)


def _why(need: SeatNeed, visible: Iterable[PartnerSeat]) -> WhyMissing:
    external = any(seat.external and _fills(seat, need) for seat in visible)
    return WhyMissing.ONLY_EXTERNAL if external else WhyMissing.NOBODY_NAMED


def _has(facts: CaseFacts, organisation: str, role: str | None = None) -> bool:
    return any(_fills(seat, SeatNeed(organisation, role, ())) for seat in network_seats(facts))


def _weighed(facts: CaseFacts, measure: Measure, *outcomes: MeasureOutcome) -> bool:
    return any(w.measure is measure and (not outcomes or w.outcome in outcomes) for w in facts.weighings)


def _stop_talk_considered(facts: CaseFacts) -> bool:
    return ConditionKind.STOP_TALK in facts.condition_kinds or _weighed(facts, Measure.STOP_TALK)


def _advice_requested(facts: CaseFacts) -> bool:
    """An adviser of probation on the case, or a weighing by probation that was applicable, means advice was asked."""
    applicable = (w.organisation == _RN and w.outcome is not MeasureOutcome.NOT_APPLICABLE for w in facts.weighings)
    return _has(facts, _RN, SeatRole.ADVISER) or any(applicable)


_READ: dict[When, Callable[[CaseFacts], bool]] = {
    When.PROBATION_INVOLVED: lambda facts: _has(facts, _RN),
    When.STALKING_ACTIVE: lambda facts: facts.stalking_active is Known.YES,
    When.STALKING_STOPPED: lambda facts: facts.stalking_active is Known.NO,
    When.NO_SERIOUS_GROUNDS: lambda facts: facts.serious_grounds is Known.NO,
    When.COMPLAINT: lambda facts: facts.complaint is Known.YES,
    When.STOP_TALK_CONSIDERED: _stop_talk_considered,
    When.STOP_TALK_HELD: lambda facts: _weighed(facts, Measure.STOP_TALK, MeasureOutcome.APPLIED),
    When.SAFETY_ASSESSED: lambda facts: facts.assessment(Instrument.SAFETY_ASSESSMENT) is not None,
    When.ADVICE_REQUESTED: _advice_requested,
    When.SUSPECT_ARRESTED: lambda facts: facts.suspect_arrested is Known.YES,
    When.SUSPECT_NOT_ARRESTED: lambda facts: facts.suspect_arrested is Known.NO,
    When.RISK_HIGH_OR_MEDIUM: lambda facts: facts.phase is Phase.HIGH,
    When.VEILIG_THUIS_COMPETENT: lambda facts: facts.veilig_thuis_competent,
    When.HANDOVER_PROPOSED: lambda facts: ConditionKind.HANDOVER in facts.condition_kinds,
    When.VEILIG_THUIS_ADVISES_OTHERWISE: lambda facts: facts.veilig_thuis_advises_intervention is Known.YES,
    When.SERIOUS_INTRUSION: lambda facts: facts.serious_intrusion is Known.YES,
    When.INVESTIGATION_DONE: lambda facts: facts.investigation_done is Known.YES,
    When.CCB_INVOLVED: lambda facts: _has(facts, OrganisationKind.CONFLICT_EN_CRISISBEHEERSING),
}
