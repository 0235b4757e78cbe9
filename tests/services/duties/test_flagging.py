"""Warnings and open questions: what a judge of the acceptance cases expects is there, with its condition."""

from dataclasses import replace

import pytest

from models.terms import ConditionKind, ConditionStatus, Gravity, Known, Measure, MeasureOutcome, Relation, Risk
from services.duties.flagging import flags
from services.duties.questions import open_questions
from tests.case_facts import raw_cases
from tests.services.duties.build import (
    DAY,
    MAP,
    OPENED,
    WORDS,
    condition,
    evidence,
    incident,
    of_the_file,
    weighing,
    with_facts,
)
from tests.shared import needs_cases

pytestmark = needs_cases


@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_every_warning_that_a_judge_expects_is_given(code: str) -> None:
    found = flags(MAP, WORDS, evidence(code, considered=True, conditions=of_the_file(code)))
    given = {(flag.rule_id, flag.condition_id) for flag in found}
    expected = {(each["rule"], each.get("condition")) for each in raw_cases()[code].get("rule_flags_expected", ())}
    assert expected <= given
    assert len(given - expected) <= 1, "few others: a wall of warnings warns nobody"


def test_a_joint_talk_is_warned_for_in_every_phase_until_the_stalking_has_stopped() -> None:
    talk = condition(ConditionKind.CARE, text="Wijkteam biedt een gezamenlijk afrondend gesprek aan.")
    for risk in Risk:
        found = with_facts(evidence("H-01", conditions=(talk,)), risk=risk)
        assert [f.condition_id for f in flags(MAP, WORDS, found) if f.rule_id == "H-RN-8"] == ["c1"]
        stopped = with_facts(found, stalking_active=Known.NO)
        assert not [f for f in flags(MAP, WORDS, stopped) if f.rule_id == "H-RN-8"]
    dropped = replace(talk, status=ConditionStatus.DROPPED)
    assert not [f for f in flags(MAP, WORDS, evidence("H-01", conditions=(dropped,))) if f.rule_id == "H-RN-8"]


def test_the_words_of_a_condition_are_read_as_well_as_its_kind() -> None:
    def warned(text: str) -> set[str]:
        found = evidence("M-02", conditions=(condition(ConditionKind.CARE, text=text),))
        return {flag.rule_id for flag in flags(MAP, WORDS, found) if flag.condition_id}

    assert warned("Geen mediation zolang het gedrag bestaat.") == set()
    assert warned("Een gesprek onder leiding van een mediator.") == {"H-RN-8"}
    assert warned("De toezichthouder geeft een brief van de verdachte aan het slachtoffer.") == {"T-TH-3"}
    assert warned("Wijkagent voert een stopgesprek.") == {"L-POL-1"}


def test_a_stop_conversation_is_warned_for_with_its_reason() -> None:
    talk = condition(ConditionKind.STOP_TALK)
    low = evidence("L-03", conditions=(talk,))
    assert not _whys(low, "L-POL-1")
    assert _whys(with_facts(low, complaint=Known.YES), "L-POL-1") == ["stop_talk_complaint"]
    assert _whys(with_facts(low, threats_or_violence=Known.YES), "L-POL-1") == ["stop_talk_violence"]
    assert _whys(evidence("H-01", conditions=(talk,)), "L-POL-1") == ["stop_talk_not_low", "stop_talk_complaint"]
    held = weighing(Measure.STOP_TALK, "politie", MeasureOutcome.APPLIED, OPENED.date())
    assert _whys(with_facts(evidence("M-02"), weighings=(held,)), "L-POL-1") == [
        "stop_talk_not_low",
        "stop_talk_complaint",
    ]


def test_the_low_lane_watches_agreement_report_and_monitoring() -> None:
    low = with_facts(evidence("L-03"), condition_kinds=(ConditionKind.STOP_TALK,))
    assert _whys(low, "L-RN-1") == ["no_advice_open"]
    assert _whys(low, "L-POL-1a") == ["talk_heard"]
    assert _whys(with_facts(low, complaint=Known.YES), "L-POL-1a") == ["talk_prosecution_open"]
    assert _whys(with_facts(low, assessments=()), "L-POL-1a") == ["talk_not_heard"]
    assert _whys(low, "L-POL-1b") == ["report_number_needed"]


def test_empty_seats_messengers_and_an_old_sash_are_warned_for() -> None:
    found = evidence("H-01")
    bare = with_facts(found, seats=tuple(s for s in found.facts.seats if s.organisation != "lokale_veld"))
    assert [f.data for f in flags(MAP, WORDS, bare) if f.rule_id == "H-VT-3"] == [{"group": ("lokale_veld",)}]
    both = with_facts(found, seats=(replace(found.facts.seats[4], speaks_with=("P1", "P2")),))
    assert [f.data["name"] for f in flags(MAP, WORDS, both) if f.rule_id == "T-TH-3"] == ["S. Oudejans"]
    threat = incident(OPENED + DAY, gravity=Gravity.THREAT)
    assert _whys(evidence("M-02", now=OPENED + 2 * DAY, events=(threat,)), "A-POL-2") == ["sash_outdated"]


def test_an_unknown_fact_is_a_question_to_who_can_tell() -> None:
    (question,) = open_questions(MAP, evidence("H-01"))
    assert (question.fact, question.organisation, question.rule_ids) == ("serious_grounds", "OM", ("H-OM-5",))
    low = with_facts(evidence("L-03"), condition_kinds=(ConditionKind.STOP_TALK,), complaint=Known.UNKNOWN)
    asked = {q.fact: (q.organisation, q.rule_ids) for q in open_questions(MAP, low)}
    assert asked == {
        "complaint": ("politie", ("L-POL-1", "L-POL-1a")),
        "threats_or_violence": ("politie", ("L-POL-1",)),
        "veilig_thuis_advises_intervention": ("VT", ("L-OM-5",)),
        "serious_intrusion": ("politie", ("L-OM-5",)),
    }


def test_an_arrest_settles_what_hung_on_it_and_an_unknown_one_asks() -> None:
    unknown = with_facts(evidence("L-03"), suspect_arrested=Known.UNKNOWN)
    (asked,) = [q for q in open_questions(MAP, unknown) if q.fact == "suspect_arrested"]
    assert asked.rule_ids == ("L-OM-2", "L-OM-4", "L-OM-5")
    arrested = with_facts(evidence("L-03"), suspect_arrested=Known.YES)
    assert not {q.fact for q in open_questions(MAP, arrested)} & {"suspect_arrested", "serious_intrusion"}


def test_relation_and_a_sash_that_says_otherwise_are_questions_too() -> None:
    strange = with_facts(evidence("M-02"), relation=Relation.UNKNOWN, risk=Risk.HIGH)
    asked = {q.fact: q.rule_ids for q in open_questions(MAP, strange)}
    assert asked["risk"] == ("G-1",)
    assert "H-VT-3" in asked["relation"]


def _whys(found, rule_id: str) -> list[str]:
    return [flag.why for flag in flags(MAP, WORDS, found) if flag.rule_id == rule_id]
