"""What the route map asks of a case: of the three acceptance cases, and of any case."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import (
    CaseId,
    ConditionKind,
    Known,
    Measure,
    MeasureOutcome,
    MeetingKind,
    OrganisationKind,
    Phase,
    Relation,
    Risk,
    SeatRole,
)
from services.cases.facts import CaseFacts, PartnerSeat, Weighing
from services.route_map import rules
from services.route_map.facts import When, WhyMissing
from services.route_map.queries import regional
from tests.case_facts import case_facts, seat
from tests.shared import needs_cases

MAP = regional()


def facts(**given_facts: Any) -> CaseFacts:
    known = {"risk": Risk.HIGH, "relation": Relation.EX_PARTNER, "veilig_thuis_competent": True} | given_facts
    return CaseFacts(id=CaseId("c"), code="X-1", code_name="Zaak Testvogel", **known)


def ids(case: CaseFacts, *reported: When) -> set[str]:
    return {rule.id for rule in rules.holding(MAP, case, reported)}


def missing(case: CaseFacts) -> list[str]:
    return [need.key for need in rules.missing_seats(MAP, case)]


def weighing(measure: Measure, organisation: str, outcome: MeasureOutcome) -> Weighing:
    return Weighing(measure, organisation, outcome, "reden", "partners")


# ---------------------------------------------------------------------------------------------- which rules hold
def test_phase_decides_which_rules_hold() -> None:
    high, low = ids(facts()), ids(facts(risk=Risk.LOW))
    assert {"A-POL-1", "G-1", "H-VT-3", "T-CR-6"} <= high
    assert not any(rule_id.startswith("L-") for rule_id in high)
    assert {"A-POL-1", "G-1", "L-POL-1"} <= low
    assert not any(rule_id.startswith("H-") for rule_id in low)
    assert "T-CR-6" not in low


def test_medium_risk_follows_the_lane_of_high_risk() -> None:
    assert ids(facts(risk=Risk.MEDIUM)) == ids(facts())


@pytest.mark.parametrize(
    ("rule_id", "fires"),
    [
        ("A-RN-1", {"seats": (seat("RN"),)}),
        ("H-RN-8", {"stalking_active": Known.YES}),
        ("H-OM-5", {"serious_grounds": Known.NO}),
        ("L-POL-1a", {"risk": Risk.LOW, "condition_kinds": (ConditionKind.STOP_TALK,)}),
        ("L-POL-2a", {"risk": Risk.LOW, "stalking_active": Known.NO}),
        ("L-OM-2", {"risk": Risk.LOW, "suspect_arrested": Known.YES}),
        ("L-OM-4", {"risk": Risk.LOW, "suspect_arrested": Known.NO}),
        ("L-RN-1", {"risk": Risk.LOW, "seats": (seat("RN", SeatRole.ADVISER),)}),
    ],
)
def test_conditional_rule_fires_on_its_fact_and_not_while_it_is_unknown(rule_id: str, fires: dict[str, Any]) -> None:
    unknown = facts(risk=fires.get("risk", Risk.HIGH), stalking_active=Known.UNKNOWN)
    assert rule_id not in ids(unknown)
    assert rule_id in ids(facts(**fires))


def test_official_report_is_asked_once_the_stop_talk_was_held() -> None:
    weighed = weighing(Measure.STOP_TALK, "politie", MeasureOutcome.POSTPONED)
    assert "L-POL-1b" not in ids(facts(risk=Risk.LOW, weighings=(weighed,)))
    held = replace(weighed, outcome=MeasureOutcome.APPLIED)
    assert "L-POL-1b" in ids(facts(risk=Risk.LOW, weighings=(held,)))


def test_incident_after_the_agreement_opens_the_investigation() -> None:
    low = facts(risk=Risk.LOW)
    assert "L-POL-2b" not in ids(low)
    assert {"L-POL-2b", "L-POL-3", "L-POL-4"} <= ids(low, When.STALKING_CONTINUES)


def test_exception_to_no_intervention_needs_the_reason_and_no_arrest() -> None:
    free = facts(risk=Risk.LOW, suspect_arrested=Known.NO)
    assert "L-OM-5" not in ids(free)
    assert "L-OM-5" in ids(free, When.SERIOUS_INTRUSION)
    assert "L-OM-5" in ids(free, When.VEILIG_THUIS_ADVISES_OTHERWISE)
    assert "L-OM-5" not in ids(facts(risk=Risk.LOW, suspect_arrested=Known.YES), When.SERIOUS_INTRUSION)


def test_continuous_estimating_ends_with_a_good_plan() -> None:
    assert "T-CH-5" in ids(facts())
    assert "T-CH-5" not in ids(facts(), When.GOOD_PLAN_EXISTS)


def test_veilig_thuis_work_falls_to_the_safety_house_where_it_is_not_competent() -> None:
    rule = MAP.rule("H-VT-3")
    assert rules.carrier(rule, facts(), MAP.region) == "VT"
    assert rules.carrier(rule, facts(veilig_thuis_competent=False), MAP.region) == "VHH"
    assert rules.carrier(MAP.rule("H-OM-1"), facts(veilig_thuis_competent=False), MAP.region) == "OM"


# ---------------------------------------------------------------------------------------------- seats
@needs_cases
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H-01", []),
        ("M-02", ["politie/contactpersoon_slachtoffer", "DR", "CCB", "OM/slachtoffercoordinator"]),
        ("L-03", []),
    ],
)
def test_missing_seats_of_the_acceptance_cases(code: str, expected: list[str]) -> None:
    assert missing(case_facts(code)) == expected


def test_high_risk_asks_for_ten_seats_and_low_for_three() -> None:
    keys = [need.key for need in rules.required_seats(MAP, facts())]
    assert keys == [
        "politie/casusregisseur", "politie/contactpersoon_slachtoffer", "DR", "CCB", "VT", "VHH", "lokale_veld",
        "OM/officier_van_justitie", "OM/slachtoffercoordinator", "RN",
    ]  # fmt: skip
    low = [need.key for need in rules.required_seats(MAP, facts(risk=Risk.LOW))]
    assert low == ["politie/casusregisseur", "politie/contactpersoon_slachtoffer", "VT"]


def test_local_field_is_needed_at_low_risk_once_a_handover_is_proposed() -> None:
    case = facts(risk=Risk.LOW, condition_kinds=(ConditionKind.HANDOVER,))
    assert missing(case)[-1] == "lokale_veld"


def test_veilig_thuis_is_not_needed_where_it_is_not_competent() -> None:
    assert "VT" not in missing(facts(veilig_thuis_competent=False))
    assert "VT" not in missing(facts(veilig_thuis_competent=False, risk=Risk.LOW))


def test_seat_without_the_right_role_does_not_fill_it() -> None:
    assert "OM/officier_van_justitie" in missing(facts(seats=(seat("OM", "beleidsadviseur"),)))


def test_external_party_fills_no_seat_and_says_why() -> None:
    found = rules.missing_seats(MAP, facts(seats=(seat("DR", external=True),)))
    why = {need.key: need.why for need in found}
    assert why["DR"] is WhyMissing.ONLY_EXTERNAL
    assert why["CCB"] is WhyMissing.NOBODY_NAMED


def test_absence_from_meetings_does_not_empty_a_seat() -> None:
    assert "DR" not in missing(facts(seats=(seat("DR", attends=False),)))


organisations = st.sampled_from([kind.value for kind in OrganisationKind])
roles = st.sampled_from([role.value for role in SeatRole])
seats = st.builds(seat, organisations, roles, external=st.booleans(), barred=st.booleans(), attends=st.booleans())
cases = st.builds(
    facts,
    risk=st.sampled_from(Risk),
    veilig_thuis_competent=st.booleans(),
    stalking_active=st.sampled_from(Known),
    serious_grounds=st.sampled_from(Known),
    complaint=st.sampled_from(Known),
    suspect_arrested=st.sampled_from(Known),
    condition_kinds=st.lists(st.sampled_from(ConditionKind), max_size=3).map(tuple),
    seats=st.lists(seats, max_size=8).map(tuple),
)


@given(cases, seats)
def test_one_more_seat_never_adds_a_missing_one(case: CaseFacts, more: PartnerSeat) -> None:
    assert set(missing(replace(case, seats=(*case.seats, more)))) <= set(missing(case))


@given(cases)
def test_barred_seats_are_as_if_they_were_not_there(case: CaseFacts) -> None:
    without = replace(case, seats=tuple(s for s in case.seats if not s.barred))
    assert rules.missing_seats(MAP, case) == rules.missing_seats(MAP, without)
    assert rules.holding(MAP, case) == rules.holding(MAP, without)


@given(cases, st.sampled_from([When.STALKING_CONTINUES, When.SERIOUS_INTRUSION, When.INVESTIGATION_DONE]))
def test_what_is_reported_only_ever_adds_rules(case: CaseFacts, reported: When) -> None:
    outweighed = {"L-POL-2a"} if reported is When.STALKING_CONTINUES else set()
    assert ids(case) - outweighed <= ids(case, reported)


@given(cases)
def test_rules_of_the_other_lane_never_hold(case: CaseFacts) -> None:
    other = Phase.LOW if case.phase is Phase.HIGH else Phase.HIGH
    assert other not in {rule.phase for rule in rules.holding(MAP, case)}


# ---------------------------------------------------------------------------------------------- meetings
@pytest.mark.parametrize("kind", [MeetingKind.ACTION_MEETING, MeetingKind.CASE_CONFERENCE])
def test_meeting_needs_local_field_police_and_one_of_veilig_thuis_and_safety_house(kind: MeetingKind) -> None:
    rule = rules.attendance_rule(MAP, facts(), kind)
    assert set(rule.required) == {frozenset({"lokale_veld"}), frozenset({"politie"}), frozenset({"VT", "VHH"})}
    assert (rule.optional, rule.rule_ids, rule.needed) == (frozenset({"RN", "OM"}), ("H-VT-3",), True)


def test_only_the_safety_house_counts_where_veilig_thuis_is_not_competent() -> None:
    rule = rules.attendance_rule(MAP, facts(veilig_thuis_competent=False), MeetingKind.CASE_CONFERENCE)
    assert frozenset({"VHH"}) in rule.required
    assert not any("VT" in group for group in rule.required)


def test_low_risk_needs_no_meeting_but_one_that_is_held_keeps_its_minimum() -> None:
    rule = rules.attendance_rule(MAP, facts(risk=Risk.LOW), MeetingKind.CASE_CONFERENCE)
    assert not rule.needed
    assert len(rule.required) == 3


def test_coordination_by_phone_has_no_minimum() -> None:
    assert rules.attendance_rule(MAP, facts(), MeetingKind.COORDINATION).required == ()


# ---------------------------------------------------------------------------------------------- weighings
@needs_cases
@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_no_plan_of_the_acceptance_cases_waits_for_a_weighing(code: str) -> None:
    assert [duty for duty in rules.unweighed(MAP, case_facts(code)) if duty.must_record] == []


@needs_cases
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H-01", {("gedragsaanwijzing_509hh", "OM"), ("contact_locatieverbod", "RN"), ("DUT", "RN"), ("EM", "RN")}),
        ("L-03", {("stopgesprek", "politie"), ("EM", "RN")}),
    ],
)
def test_weighings_that_hold_a_plan_up_before_they_are_recorded(code: str, expected: set[tuple[str, str]]) -> None:
    open_ones = rules.unweighed(MAP, case_facts(code, considered=False))
    assert {(duty.measure.value, duty.organisation) for duty in open_ones if duty.must_record} == expected


@pytest.mark.parametrize("outcome", list(MeasureOutcome))
def test_any_recorded_outcome_settles_a_weighing(outcome: MeasureOutcome) -> None:
    case = facts(weighings=(weighing(Measure.ELECTRONIC_MONITORING, "RN", outcome),))
    assert Measure.ELECTRONIC_MONITORING not in {duty.measure for duty in rules.unweighed(MAP, case)}


def test_weighing_by_another_organisation_does_not_settle_it() -> None:
    case = facts(weighings=(weighing(Measure.ELECTRONIC_MONITORING, "OM", MeasureOutcome.ADVISED),))
    assert Measure.ELECTRONIC_MONITORING in {duty.measure for duty in rules.unweighed(MAP, case)}
