"""Each of the 81 rules holds with some facts and not with others; nothing unknown fires; nothing contradicts."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import (
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    OrganisationKind,
    Phase,
    Risk,
    SeatRole,
)
from services.cases.facts import Assessment, CaseFacts, Weighing
from services.route_map import rules
from services.route_map.facts import When
from services.route_map.queries import regional
from tests.case_facts import seat
from tests.services.route_map.rule_cases import ALWAYS, ASSESSED, BARE, HOLDS_OR_NOT, Held

MAP = regional()
REPORTED = (When.STALKING_CONTINUES, When.GOOD_PLAN_EXISTS)
KNOWN_FIELDS = [name.name for name in fields(CaseFacts) if isinstance(getattr(BARE, name.name), Known)]


def ids(case: CaseFacts, reported: tuple[When, ...] = ()) -> set[str]:
    return {rule.id for rule in rules.holding(MAP, case, reported)}


def test_every_rule_stands_in_the_table_once() -> None:
    assert len(ALWAYS) + len(HOLDS_OR_NOT) == 81
    assert {*ALWAYS, *HOLDS_OR_NOT} == {rule.id for rule in MAP.rules}


@pytest.mark.parametrize(("rule_id", "with_it"), [(rule_id, pair[0]) for rule_id, pair in HOLDS_OR_NOT.items()])
def test_rule_holds(rule_id: str, with_it: Held) -> None:
    assert rule_id in ids(with_it.case, with_it.reported)


@pytest.mark.parametrize(("rule_id", "without"), [(rule_id, pair[1]) for rule_id, pair in HOLDS_OR_NOT.items()])
def test_rule_does_not_hold(rule_id: str, without: Held) -> None:
    assert rule_id not in ids(without.case, without.reported)


known = st.sampled_from(Known)
weighings = st.builds(
    Weighing,
    st.sampled_from(Measure),
    st.sampled_from([kind.value for kind in OrganisationKind]),
    st.sampled_from(MeasureOutcome),
    st.just("reden"),
    st.just("partners"),
)
seats = st.builds(
    seat,
    st.sampled_from([kind.value for kind in OrganisationKind]),
    st.sampled_from([role.value for role in SeatRole]),
    barred=st.booleans(),
    external=st.booleans(),
)
assessments = st.builds(
    Assessment,
    st.sampled_from(Instrument),
    st.just("x"),
    st.just(ASSESSED["assessments"][0].assessed_on),
    st.just("VT"),
)
cases = st.builds(
    replace,
    st.just(BARE),
    risk=st.sampled_from(Risk),
    veilig_thuis_competent=st.booleans(),
    seats=st.lists(seats, max_size=5).map(tuple),
    weighings=st.lists(weighings, max_size=4).map(tuple),
    assessments=st.lists(assessments, max_size=2).map(tuple),
    condition_kinds=st.lists(st.sampled_from(ConditionKind), max_size=3).map(tuple),
    **dict.fromkeys(KNOWN_FIELDS, known),
)
reports = st.lists(st.sampled_from(REPORTED), unique=True).map(tuple)


@given(cases, reports)
def test_what_is_always_done_and_the_task_lists_hold_whatever_the_facts(
    case: CaseFacts, reported: tuple[When, ...]
) -> None:
    assert set(ALWAYS) <= ids(case, reported)


@given(cases, st.sampled_from(KNOWN_FIELDS), reports)
def test_an_unknown_fact_fires_nothing_that_knowing_it_would_not(
    case: CaseFacts, name: str, reported: tuple[When, ...]
) -> None:
    unknown = ids(replace(case, **{name: Known.UNKNOWN}), reported)
    for answer in (Known.YES, Known.NO):
        assert unknown <= ids(replace(case, **{name: answer}), reported)


def test_of_a_bare_case_no_conditional_rule_holds() -> None:
    for risk in Risk:
        held = rules.holding(MAP, replace(BARE, risk=risk))
        assert {rule.id for rule in held if rule.when} <= {"T-CR-6", "T-CH-5"}


@given(cases, reports)
def test_no_contradictory_rules_hold_together(case: CaseFacts, reported: tuple[When, ...]) -> None:
    held = ids(case, reported)
    for one, other in (("L-OM-2", "L-OM-4"), ("L-OM-3", "L-OM-4"), ("L-OM-2", "L-OM-5"), ("L-POL-2a", "L-POL-2b")):
        assert not {one, other} <= held
    assert len({rule_id[0] for rule_id in held} & {"H", "L"}) == 1
    assert not {"H-RN-8", "L-POL-2a"} <= held


@given(cases, reports)
def test_exception_to_no_intervention_always_stands_beside_the_principle(
    case: CaseFacts, reported: tuple[When, ...]
) -> None:
    held = ids(case, reported)
    assert "L-OM-5" not in held or "L-OM-4" in held


@given(cases)
def test_phase_follows_from_risk_alone(case: CaseFacts) -> None:
    phases = {rule.phase for rule in rules.holding(MAP, case)}
    assert phases == {Phase.ALWAYS, Phase.TASK, Phase.LOW if case.risk is Risk.LOW else Phase.HIGH}


@pytest.mark.parametrize(
    ("when", "name"),
    [
        (When.VEILIG_THUIS_ADVISES_OTHERWISE, "veilig_thuis_advises_intervention"),
        (When.SERIOUS_INTRUSION, "serious_intrusion"),
        (When.INVESTIGATION_DONE, "investigation_done"),
    ],
)
def test_fact_of_the_case_is_read(when: When, name: str) -> None:
    certain = {answer: when in rules.established(replace(BARE, **{name: answer})) for answer in Known}
    assert certain == {Known.YES: True, Known.NO: False, Known.UNKNOWN: False}


def test_report_that_it_goes_on_outweighs_an_older_end() -> None:
    certain = rules.established(replace(BARE, stalking_active=Known.NO), [When.STALKING_CONTINUES])
    assert When.STALKING_ACTIVE in certain
    assert When.STALKING_STOPPED not in certain
