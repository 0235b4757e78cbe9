"""The low-risk case of the file, day by day: the talk, the new incident, the new SASH, phase H."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial

import pytest

from models.terms import (
    ActionStatus,
    CloseReason,
    ConditionKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    Phase,
    PlanStatus,
    Risk,
    RuleAnswer,
    RuleForce,
)
from services.cases.facts import Assessment
from services.duties.closing import closing_points
from services.duties.course import goes_on
from services.duties.facts import DutyState, Evidence
from services.duties.rules import accepts, obligations
from services.duties.words import closing_words
from services.measures.facts import StopTalk
from services.plans.orders import ActionView
from services.wording import speak
from tests.services.duties.build import (
    MAP,
    answer,
    asking,
    condition,
    duties,
    evidence,
    incident,
    version,
    weighing,
    with_facts,
)
from tests.shared import needs_cases

pytestmark = needs_cases
TALK = date(2026, 11, 24)
INCIDENT = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
ACTION = partial(
    ActionView,
    id="a1",
    number=1,
    what="Bellen.",
    owner="VT",
    supporting=(),
    due_at=None,
    due_on_day=False,
    ends_on=None,
    condition_ids=(),
    proof="",
    if_not="",
    if_not_tier="",
    tier="partners",
    version=1,
)
NEW_SASH = datetime(2026, 12, 5, 10, 0, tzinfo=UTC)


@pytest.fixture
def calm() -> Evidence:
    """2 December: the talk was held and reported, everything was answered, nothing happened since."""
    talk = weighing(Measure.STOP_TALK, "politie", MeasureOutcome.APPLIED, TALK)
    tag = weighing(Measure.ELECTRONIC_MONITORING, "RN", MeasureOutcome.NOT_APPLICABLE, TALK)
    found = with_facts(
        evidence(
            "L-03",
            now=datetime(2026, 12, 2, 9, 0, tzinfo=UTC),
            stop_talk=StopTalk("t", date(2026, 11, 20), None, TALK, "Bureau", "PL2600-1", closed=True),
            conditions=(condition(ConditionKind.HANDOVER, hard=False),),
            versions=(version(),),
        ),
        weighings=(talk, tag),
    )
    said = tuple(
        answer(duty.id, RuleAnswer.DONE if RuleAnswer.DONE in accepts(duty.rule) else RuleAnswer.NOT_APPLICABLE)
        for duty in duties(found).values()
        if duty.asking and accepts(duty.rule)
    )
    return replace(found, answers=said)


def test_a_calm_case_asks_nothing_more(calm: Evidence) -> None:
    assert not goes_on(calm)
    assert asking(calm) == set()
    assert not {"L-POL-2b", "L-POL-3", "L-POL-4"} & set(duties(calm))


def test_it_can_be_closed_when_the_stalking_stopped_and_not_before(calm: Evidence) -> None:
    still = [point.key for point in closing_points(obligations(MAP, calm), calm, CloseReason.STOPPED)]
    assert still == ["stalking_not_known_to_have_stopped"]
    stopped = with_facts(calm, stalking_active=Known.NO)
    assert "L-POL-2a" in duties(stopped)
    assert closing_points(obligations(MAP, stopped), stopped, CloseReason.STOPPED) == ()


def test_what_an_organisation_did_not_do_does_not_vanish_with_the_case(calm: Evidence) -> None:
    """It holds closing up until something takes its place, wherever the case goes."""
    stopped = with_facts(calm, stalking_active=Known.NO)
    for reason in (CloseReason.STOPPED, CloseReason.HANDED_OVER):
        for status in ActionStatus:
            points = closing_points((), replace(stopped, actions=(ACTION(status=status),)), reason)
            asked = {ActionStatus.OPEN: "open_actions", ActionStatus.NOT_DONE: "actions_not_done"}.get(status)
            assert [(point.key, point.data["numbers"]) for point in points] == ([(asked, (1,))] if asked else [])
            assert all(closing_words(speak("nl"), point) for point in points)


def test_a_new_incident_after_the_talk_fires_investigation_prosecution_and_detectives(calm: Evidence) -> None:
    third = replace(calm, now=INCIDENT, events=(incident(INCIDENT),))
    found = duties(third)
    assert found["L-POL-2b"].state is DutyState.OPEN
    assert found["L-POL-3"].waits_for == found["L-POL-4"].waits_for == ("L-POL-2b",)
    assert {"A-POL-2", "G-1", "L-POL-2b", "L-POL-3", "L-POL-4", "L-VT-2"} <= asking(third)
    assert [note.key for note in found["A-POL-2"].notes] == ["sash", "sash_outdated"]
    assert [note.key for note in found["L-VT-2"].notes] == ["report_back"]
    assert found["L-OM-4"].notes[0].data == {"rule": "L-POL-2b"}, "a started investigation is no 'none in principle'"


def test_a_case_in_which_it_goes_on_cannot_be_closed(calm: Evidence) -> None:
    third = replace(calm, now=INCIDENT, events=(incident(INCIDENT),))
    points = {point.key for point in closing_points(obligations(MAP, third), third, CloseReason.STOPPED)}
    assert points >= {"stalking_goes_on", "sash_outdated", "open_rules"}


def test_reporting_back_is_answered_anew_and_the_clock_of_the_incident_answers_the_prosecution(calm: Evidence) -> None:
    told = incident(INCIDENT, told_prosecution_at=INCIDENT)
    third = replace(calm, now=INCIDENT, events=(told,))
    assert duties(third)["L-POL-3"].state is DutyState.DONE
    again = answer("L-VT-2", at=INCIDENT, id="a-again")
    assert duties(replace(third, answers=(*calm.answers, again)))["L-VT-2"].state is DutyState.DONE


def test_a_medium_sash_opens_the_whole_of_phase_h(calm: Evidence) -> None:
    fifth = _fifth(calm)
    held = {duty.id: duty for duty in duties(fifth).values() if duty.rule.phase is Phase.HIGH}
    steps = {rule.id for rule in MAP.rules if rule.phase is Phase.HIGH}
    assert set(held) == steps
    never = {"H-POL-4": DutyState.RUNNING, "H-RN-8": DutyState.WATCHED}
    assert {rule_id: duty.state for rule_id, duty in held.items() if not duty.asking} == never
    assert not [rule_id for rule_id in duties(fifth) if rule_id.startswith("L-")]


def test_what_was_weighed_at_low_risk_is_weighed_again_and_stays_readable(calm: Evidence) -> None:
    fifth = _fifth(calm)
    tag = duties(fifth)["H-RN-3"]
    assert (tag.state, [note.key for note in tag.notes]) == (DutyState.OPEN, ["weighing", "earlier"])
    assert duties(fifth)["G-1"].state is DutyState.DONE
    assert [a.rule_id for a in fifth.answers if a.rule_id.startswith("L-")], "answers of the low lane are kept"


def test_every_asking_rule_of_phase_h_takes_an_answer_or_says_what_settles_it(calm: Evidence) -> None:
    by_record = {d.id for d in duties(_fifth(calm)).values() if d.asking and not accepts(d.rule)}
    assert by_record == {r.id for r in MAP.rules if r.force is RuleForce.CONSIDER_RECORD and r.phase is Phase.HIGH}


def _fifth(calm: Evidence) -> Evidence:
    """5 December: SASH gemiddeld; the director raised the risk, the old version is superseded."""
    sash = Assessment(Instrument.SASH, "gemiddeld", NEW_SASH.date(), "politie", True)
    began = {rule.id: NEW_SASH for rule in MAP.rules if rule.phase is Phase.HIGH}
    old = replace(calm.versions[0], status=PlanStatus.SUPERSEDED)
    changed = replace(calm, now=NEW_SASH, events=(incident(INCIDENT),), versions=(old,), since=began)
    return with_facts(changed, risk=Risk.MEDIUM, assessments=(*calm.facts.assessments, sash))
