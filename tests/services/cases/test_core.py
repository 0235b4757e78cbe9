"""The core of a case: since when, by whom, on what grounds; who is competent; a SASH that brings the risk along."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.terms import Instrument, Known, LegalBasis, Relation, Risk
from services.cases import actions
from services.cases.queries import case_facts
from services.cases.rules import competence, risk_by
from services.unit_of_work import ChangedMeanwhile, Work
from tests.planned import PlannedCase
from tests.services.cases.build import SASH, TODAY, edit, order, wrong

FRAME = {
    "complaint": Known.YES,
    "complaint_on": TODAY - timedelta(days=3),
    "serious_grounds": Known.YES,
    "serious_grounds_on": TODAY - timedelta(days=2),
    "suspect_arrested": Known.YES,
    "suspect_arrested_on": TODAY,
    "threats_or_violence": Known.YES,
    "veilig_thuis_advises_intervention": Known.NO,
    "serious_intrusion": Known.YES,
    "investigation_done": Known.NO,
    "brought_by": "VT",
    "legal_basis": LegalBasis.SAFETY_HOUSE,
    "safety_house_on": TODAY,
    "region": "Noord",
}

ARRESTED = {"suspect_arrested": Known.YES}


def test_everything_of_the_core_is_kept_at_opening_and_by_changing(planned: PlannedCase) -> None:
    opened = actions.open_case(planned.director, order(**FRAME))
    actions.edit_core(planned.director, edit(case_facts(planned.director, planned.case_id), **FRAME))
    for case_id in (opened, planned.case_id):
        facts = case_facts(planned.director, case_id)
        assert {name: getattr(facts, name) for name in FRAME} == FRAME


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"complaint": Known.YES, "complaint_on": TODAY + timedelta(days=1)}, "complaint_on", "in_future"),
        ({"complaint": Known.NO, "complaint_on": TODAY}, "complaint_on", "without_fact"),
        ({"complaint": Known.YES, "complaint_on": date(1, 1, 1)}, "complaint_on", "too_early"),
        ({"serious_grounds_on": TODAY}, "serious_grounds_on", "without_fact"),
        (
            {"suspect_arrested": Known.YES, "suspect_arrested_on": date(9999, 12, 31)},
            "suspect_arrested_on",
            "in_future",
        ),
        (
            {"suspect_arrested": Known.YES, "suspect_arrested_on": date(1899, 12, 31)},
            "suspect_arrested_on",
            "too_early",
        ),
        ({"safety_house_on": TODAY + timedelta(days=1)}, "safety_house_on", "in_future"),
        ({"review_on": date(9999, 12, 31)}, "review_on", "too_far"),
        ({"brought_by": "x" * 61}, "brought_by", "too_long"),
        ({"region": "a\nb"}, "region", "unreadable"),
        ({"review_events": ("x",) * 31}, "review_events", "too_many"),
        ({"veilig_thuis_competent": False}, "competence_reason", "empty"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_changes_nothing(
    planned: PlannedCase, about: dict, field: str, reason: str
) -> None:
    seen = case_facts(planned.director, planned.case_id)
    assert wrong(lambda: actions.edit_core(planned.director, edit(seen, **about))) == (field, reason)
    assert wrong(lambda: actions.open_case(planned.director, order(**about))) == (field, reason)
    assert case_facts(planned.director, planned.case_id) == seen


def test_another_relation_derives_again_who_is_competent(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    for relation, competent in ((Relation.NEIGHBOUR, False), (Relation.EX_PARTNER, True)):
        actions.edit_core(work, edit(case_facts(work, case_id), relation=relation))
        facts = case_facts(work, case_id)
        assert (facts.veilig_thuis_competent, facts.competence_reason) == (competent, "")


def test_an_override_keeps_its_reason_whatever_the_relation_becomes(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    override = {"veilig_thuis_competent": False, "competence_reason": " Afgesproken met het Veiligheidshuis. "}
    actions.edit_core(work, edit(case_facts(work, case_id), **override))
    actions.edit_core(work, edit(case_facts(work, case_id), relation=Relation.FAMILY))
    facts = case_facts(work, case_id)
    assert (facts.veilig_thuis_competent, facts.competence_reason) == (False, "Afgesproken met het Veiligheidshuis.")
    actions.edit_core(work, edit(facts, relation=Relation.STRANGER))
    assert case_facts(work, case_id).competence_reason == "", "the relation now says the same by itself"
    actions.edit_core(work, edit(case_facts(work, case_id), relation=Relation.FAMILY))
    assert case_facts(work, case_id).veilig_thuis_competent is True


def test_another_answer_than_the_new_relation_gives_needs_its_own_reason(planned: PlannedCase) -> None:
    seen = case_facts(planned.director, planned.case_id)
    said = edit(seen, relation=Relation.STRANGER, veilig_thuis_competent=True)
    assert wrong(lambda: actions.edit_core(planned.director, said)) == ("competence_reason", "empty")
    assert case_facts(planned.director, planned.case_id) == seen


@pytest.mark.parametrize("relation", list(Relation))
def test_only_another_answer_needs_a_reason(relation: Relation) -> None:
    derived, _ = competence(relation, None, "")
    assert competence(relation, derived, "niet nodig") == (derived, "")
    assert competence(relation, not derived, "wel nodig") == (not derived, "wel nodig")


def test_a_sash_brings_the_risk_along_only_when_asked(planned: PlannedCase) -> None:
    work, case_id = planned.director, planned.case_id
    low = replace(SASH, outcome="laag", by_person="P. Zandbergen", instrument_version="2.1")
    actions.record_assessment(work, case_id, low)
    assert case_facts(work, case_id).risk is Risk.HIGH
    stale = edit(case_facts(work, case_id))
    actions.record_assessment(work, case_id, low, sets_risk=True)
    facts = case_facts(work, case_id)
    assert (facts.risk, facts.assessments[-1]) == (Risk.LOW, low)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_core(work, stale)


def test_an_older_sash_and_other_instruments_leave_the_risk(planned: PlannedCase, director: Work) -> None:
    work, case_id = planned.director, planned.case_id
    actions.record_assessment(work, case_id, SASH)
    for assessment in (
        replace(SASH, outcome="laag", assessed_on=TODAY - timedelta(days=1)),
        replace(SASH, outcome="onveilig"),
        replace(SASH, instrument=Instrument.RISC, outcome="laag"),
        replace(SASH, instrument=Instrument.SAFETY_ASSESSMENT, outcome="laag"),
    ):
        assert risk_by(case_facts(work, case_id), assessment) is None
        actions.record_assessment(work, case_id, assessment, sets_risk=True)
        assert case_facts(work, case_id).risk is Risk.HIGH
    assert risk_by(case_facts(work, case_id), replace(SASH, outcome="gemiddeld")) is Risk.MEDIUM
    assert risk_by(case_facts(work, case_id), SASH) is None, "what stands already"


@pytest.mark.parametrize(
    ("about", "field", "reason"),
    [
        ({"assessed_on": TODAY + timedelta(days=1)}, "assessed_on", "in_future"),
        ({"assessed_on": date(1800, 1, 1)}, "assessed_on", "too_early"),
        ({"by_organisation": " "}, "by_organisation", "empty"),
        ({"by_person": "x" * 121}, "by_person", "too_long"),
        ({"instrument_version": "x" * 41}, "instrument_version", "too_long"),
        ({"outcome": "hoog\0"}, "outcome", "unreadable"),
        ({"outcome": "x" * 81}, "outcome", "too_long"),
    ],
)
def test_an_outcome_that_cannot_be_is_refused_in_a_new_case_too(
    planned: PlannedCase, about: dict, field: str, reason: str
) -> None:
    assessment = replace(SASH, **about)
    work, case_id = planned.director, planned.case_id
    told = wrong(lambda: actions.record_assessment(work, case_id, assessment))
    assert told == (field, reason)
    assert wrong(lambda: actions.open_case(work, order(assessments=(assessment,)))) == (field, reason)
    assert case_facts(work, case_id).assessments == ()
