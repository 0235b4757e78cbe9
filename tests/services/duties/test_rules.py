"""What a case still has to answer: which rules hold, how far each is, what it waits for."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from models.terms import (
    ConditionStatus,
    EventKind,
    Gravity,
    Instrument,
    InvitationAnswer,
    Known,
    Measure,
    MeasureOutcome,
    PlanStatus,
    Risk,
    RuleAnswer,
    RuleForce,
    Tier,
)
from services.cases.facts import Assessment
from services.duties.facts import DutyState
from services.duties.rules import (
    accepts,
    due_at,
    limited,
    obligations,
    obligations_for,
    unanswered,
    wants_reason,
)
from services.measures.facts import StopTalk
from services.plans.orders import ActionView
from services.route_map.facts import Due, DueUnit, RuleKind, When
from tests.services.duties.build import (
    DAY,
    HOUR,
    MAP,
    OPENED,
    answer,
    asking,
    condition,
    duties,
    evidence,
    incident,
    meeting,
    version,
    weighing,
    with_facts,
)
from tests.shared import needs_cases

pytestmark = needs_cases
TODAY = (OPENED + HOUR).date()
MINIMUM = ("politie", "VT", "lokale_veld")

H01_BEFORE = {
    "A-POL-1": "nothing in the file says who made sure that everyone was safe",
    "A-RN-1": "no RISC on record, and probation has a seat",
    "A-RN-2": "hearing referees leaves no trace in the file",
    "A-RN-3": "waits for RISC and referees; nothing was advised before the meeting",
    "A-RN-4": "how probation talks is said by probation",
    "A-OM-2": "the prosecution knows the SASH, but waits for probation's advice",
    "H-POL-1": "no police plan",
    "H-POL-5": "waits for the police plan",
    "H-VT-0": "heading: waits for the rules under it",
    "H-VT-2": "CCB sits in the case, but the psychologist was not asked after",
    "H-VT-3": "no meeting planned yet",
    "H-VT-4": "no condition decided yet",
    "H-VT-5": "waits for the conditions; no plan",
    "H-RN-1": "nothing weighed yet",
    "H-RN-2": "nothing weighed yet",
    "H-RN-3": "nothing weighed yet",
    "H-RN-4": "waits for both weighings",
    "H-RN-5": "no recorded line between probation and Veilig Thuis",
    "H-RN-6": "no word of the community officer",
    "H-RN-7": "no word with the victim's helpers",
    "H-OM-3": "nothing weighed yet",
    "H-OM-4": "probation was not asked after a ban yet",
    "T-CR-7": "no meeting yet",
    "T-CR-8": "no marker in the dispatch system",
    "T-CH-3": "a talk about the criminal case leaves no trace",
    "T-CH-6": "nobody told of help offered to the suspect",
    "T-TH-1": "whether partners update one another is for people to say",
    "T-TH-2": "no plan in force",
    "T-OVJ-3": "asks after conditions and plan",
    "T-OVJ-4": "CCB takes part, the protection system was not told",
    "T-OVJ-6": "neither plan",
    "T-OVJ-7": "the psychologist was not asked after",
}
H01_ANSWERED = {
    "A-POL-2": "SASH hoog of 18 November, coordinated with Veilig Thuis",
    "A-POL-3": "SASH coordinated, safety assessment of 20 November, line police - Veilig Thuis",
    "A-POL-4": "Brandsma directs",
    "A-POL-5": "De Wolff speaks with the victim",
    "A-VT-1": "SASH coordinated",
    "A-VT-2": "the report was made",
    "A-VT-3": "safety assessment of 20 November",
    "A-OM-1": "SASH on record, prosecutor in the case",
    "G-1": "SASH and case say hoog",
    "H-POL-2": "lines police - VT and police - OM",
    "H-POL-3": "lines police - DR and police - CCB",
    "H-VT-1": "Oudejans and others speak with her, Terpstra with him",
    "H-OM-1": "Eikelboom of the Safety House is in the case",
    "H-OM-2": "Blik is victim coordinator",
    "T-CR-1": "line police - VT",
    "T-CR-2": "line police - OM",
    "T-CR-6": "lines police - DR and police - CCB",
    "T-OVJ-1": "A-POL-2",
    "T-OVJ-2": "A-POL-3",
    "T-OVJ-5": "A-POL-4",
}
H01_NEVER_ASK = {
    "H-POL-4": DutyState.RUNNING,
    "T-CR-5": DutyState.RUNNING,
    "T-CH-1": DutyState.RUNNING,
    "T-CH-2": DutyState.RUNNING,
    "T-CH-4": DutyState.RUNNING,
    "T-CH-5": DutyState.RUNNING,
    "H-RN-8": DutyState.WATCHED,
    "T-TH-3": DutyState.WATCHED,
    "T-CR-3": DutyState.OPTIONAL,
    "T-CR-4": DutyState.OPTIONAL,
}


def test_the_first_case_asks_what_we_derived_by_hand() -> None:
    found = duties(evidence("H-01"))
    assert {duty.id for duty in found.values() if duty.asking} == set(H01_BEFORE)
    assert {duty.id for duty in found.values() if duty.settled} == set(H01_ANSWERED)
    assert {duty.id: duty.state for duty in found.values() if not duty.asking and not duty.settled} == H01_NEVER_ASK
    assert "H-OM-5" not in found, "serious grounds are unknown: nothing fires"


def test_what_the_first_case_weighed_settles_the_weighing_rules_and_what_follows() -> None:
    before, after = evidence("H-01"), evidence("H-01", considered=True)
    settled = {"H-RN-1", "H-RN-2", "H-RN-3", "H-RN-4", "H-OM-3", "H-OM-4", "A-RN-3", "T-OVJ-4"}
    assert asking(before) - asking(after) == settled
    assert duties(after)["H-RN-3"].state is DutyState.WEIGHED


def test_medium_risk_without_veilig_thuis_gives_its_work_to_the_safety_house() -> None:
    found = duties(evidence("M-02"))
    assert found["H-VT-3"].organisation == found["A-VT-3"].organisation == "VHH"
    assert found["H-OM-5"].because == (When.NO_SERIOUS_GROUNDS,)
    assert found["A-POL-5"].state is DutyState.OPEN
    assert [note.key for note in found["A-POL-5"].notes] == ["contact_missing"]


@pytest.mark.parametrize(
    ("rule_id", "said", "state"),
    [
        ("A-POL-1", RuleAnswer.DONE, DutyState.DONE),
        ("A-POL-1", RuleAnswer.NOT_POSSIBLE, DutyState.EXPLAINED),
        ("A-POL-1", RuleAnswer.NOT_APPLICABLE, DutyState.EXPLAINED),
        ("H-OM-3", RuleAnswer.YES, DutyState.WEIGHED),
        ("H-OM-3", RuleAnswer.NO, DutyState.WEIGHED),
        ("T-CR-3", RuleAnswer.DONE, DutyState.DONE),
        ("H-POL-4", RuleAnswer.RUNNING, DutyState.RUNNING),
    ],
)
def test_an_answer_makes_of_a_rule_what_it_says(rule_id: str, said: RuleAnswer, state: DutyState) -> None:
    found = duties(evidence("H-01", answers=(answer(rule_id, said),)))[rule_id]
    assert (found.state, found.answer is not None) == (state, True)


def test_an_ongoing_rule_is_unanswered_until_somebody_confirms_it_and_never_done() -> None:
    assert "H-POL-4" in unanswered(obligations(MAP, evidence("H-01")))
    confirmed = evidence("H-01", answers=(answer("H-POL-4", RuleAnswer.RUNNING),))
    assert "H-POL-4" not in unanswered(obligations(MAP, confirmed))
    assert not duties(confirmed)["H-POL-4"].settled


@pytest.mark.parametrize("said", [RuleAnswer.PLANNED])
def test_what_is_agreed_for_later_asks_again_when_the_day_has_passed(said: RuleAnswer) -> None:
    agreed = answer("H-POL-1", said, planned_for=TODAY + 2 * DAY)
    now = evidence("H-01", answers=(agreed,))
    assert duties(now)["H-POL-1"].state is DutyState.PLANNED
    assert duties(now)["H-POL-5"].waits_for == ("H-POL-1",), "agreed is not done"
    later = replace(now, now=OPENED + 3 * DAY)
    assert duties(later)["H-POL-1"].state is DutyState.OPEN
    assert duties(later)["H-POL-1"].notes[-1].data == {"on": TODAY + 2 * DAY}


def test_weighed_for_later_is_weighed_until_that_day() -> None:
    found = evidence("H-01", answers=(answer("H-OM-3", RuleAnswer.LATER, planned_for=TODAY + DAY),))
    assert duties(found)["H-OM-3"].state is DutyState.WEIGHED
    assert duties(replace(found, now=OPENED + 3 * DAY))["H-OM-3"].state is DutyState.OPEN


def test_a_weighing_is_open_again_on_its_day_to_weigh_again() -> None:
    weighed = weighing(Measure.ARREST, "OM", MeasureOutcome.POSTPONED, TODAY, weigh_again_on=TODAY + 2 * DAY)
    found = with_facts(evidence("H-01"), weighings=(weighed,))
    assert duties(found)["H-OM-3"].state is DutyState.WEIGHED
    again = duties(replace(found, now=OPENED + 2 * DAY))["H-OM-3"]
    assert (again.state, again.notes[-1].key) == (DutyState.OPEN, "weigh_again")


def test_what_must_be_recorded_is_settled_by_the_register_alone() -> None:
    said = evidence("H-01", answers=(answer("H-RN-3", RuleAnswer.YES), answer("H-RN-4")))
    assert accepts(MAP.rule("H-RN-3")) == ()
    assert RuleAnswer.DONE not in accepts(MAP.rule("H-RN-4"))
    by_another = weighing(Measure.ELECTRONIC_MONITORING, "OM", MeasureOutcome.ADVISED, TODAY)
    assert duties(with_facts(evidence("H-01"), weighings=(by_another,)))["H-RN-3"].state is DutyState.OPEN
    unsaid = replace(by_another, organisation="RN", reason=" ")
    assert duties(with_facts(evidence("H-01"), weighings=(unsaid,)))["H-RN-3"].state is DutyState.OPEN
    weighed = with_facts(said, weighings=(replace(by_another, organisation="RN"),))
    assert duties(weighed)["H-RN-3"].state is DutyState.WEIGHED


def test_every_force_takes_its_own_answers() -> None:
    by_force = {rule.force: accepts(rule) for rule in MAP.rules if rule.kind is RuleKind.STEP and not rule.gives}
    assert by_force[RuleForce.CONSIDER] == (
        RuleAnswer.YES,
        RuleAnswer.NO,
        RuleAnswer.LATER,
        RuleAnswer.NOT_POSSIBLE,
        RuleAnswer.NOT_APPLICABLE,
    )
    assert by_force[RuleForce.ONGOING] == (RuleAnswer.RUNNING,)
    assert by_force[RuleForce.PROHIBIT] == by_force[RuleForce.CONSIDER_RECORD] == ()
    assert RuleAnswer.DONE in by_force[RuleForce.INSTRUCT] and RuleAnswer.YES not in by_force[RuleForce.INSTRUCT]
    assert accepts(MAP.rule("G-1")) == accepts(MAP.rule("A-VT-2")) == ()
    assert RuleAnswer.DONE not in accepts(MAP.rule("A-POL-2")), "saying that there is a SASH gives no risk level"


def test_a_reason_is_asked_for_all_but_done_and_where_the_rule_wants_it_written_down() -> None:
    assert not wants_reason(MAP.rule("H-POL-1"), RuleAnswer.DONE)
    assert not wants_reason(MAP.rule("H-POL-4"), RuleAnswer.RUNNING)
    assert wants_reason(MAP.rule("H-POL-1"), RuleAnswer.NOT_APPLICABLE)
    assert wants_reason(MAP.rule("A-POL-1"), RuleAnswer.DONE)
    assert wants_reason(MAP.rule("L-OM-5"), RuleAnswer.DONE)


def test_the_risk_level_comes_from_a_sash_that_was_coordinated_and_fits_the_case() -> None:
    alone = Assessment(Instrument.SASH, "hoog", TODAY, "politie")
    found = duties(with_facts(evidence("H-01"), assessments=(alone,)))
    assert [note.key for note in found["A-POL-2"].notes] == ["sash", "sash_not_coordinated"]
    assert found["A-POL-2"].state is DutyState.WAITING and found["A-POL-2"].waits_for == ("A-VT-1",)
    assert duties(with_facts(evidence("M-02"), assessments=(alone,)))["A-POL-2"].state is DutyState.DONE
    assert duties(with_facts(evidence("H-01"), assessments=()))["G-1"].waits_for == ("A-POL-2",)
    other = replace(alone, outcome="laag", coordinated_with_veilig_thuis=True)
    differs = duties(with_facts(evidence("H-01"), assessments=(other,)))["G-1"]
    assert (differs.state, differs.notes[-1].key) == (DutyState.OPEN, "risk_differs")


def test_a_threat_after_the_sash_asks_for_a_new_one_below_high_risk() -> None:
    threat = incident(OPENED + 2 * DAY, gravity=Gravity.THREAT)
    assert "A-POL-2" in asking(evidence("M-02", now=OPENED + 3 * DAY, events=(threat,)))
    assert "A-POL-2" not in asking(evidence("H-01", now=OPENED + 3 * DAY, events=(threat,)))
    assert "A-POL-2" not in asking(evidence("M-02", now=OPENED + 3 * DAY, events=(replace(threat, struck=True),)))


def test_a_meeting_is_agreed_before_it_begins_and_counts_when_it_met_the_minimum() -> None:
    coming = meeting(OPENED + 2 * DAY, *MINIMUM)
    planned = evidence("H-01", meetings=(coming,))
    assert (duties(planned)["H-VT-3"].state, duties(planned)["H-VT-3"].planned_for) == (
        DutyState.PLANNED,
        (OPENED + 2 * DAY).date(),
    )
    assert "H-VT-4" in asking(planned) and duties(planned)["H-VT-4"].state is DutyState.OPEN, "may start before"
    assert duties(replace(planned, now=OPENED + 3 * DAY))["H-VT-3"].state is DutyState.DONE
    short = meeting(OPENED + 2 * DAY, "politie", "VT")
    assert duties(evidence("H-01", meetings=(short,)))["H-VT-3"].notes[-1].data == {"groups": (("lokale_veld",),)}
    nobody = meeting(OPENED + 2 * DAY, *MINIMUM, said=InvitationAnswer.NO)
    assert duties(evidence("H-01", meetings=(nobody,)))["H-VT-3"].state is DutyState.OPEN


def test_veilig_thuis_fills_no_seat_of_the_minimum_where_it_is_not_competent() -> None:
    assert duties(evidence("M-02", meetings=(meeting(OPENED + 2 * DAY, *MINIMUM),)))["H-VT-3"].state is DutyState.OPEN
    with_house = meeting(OPENED + 2 * DAY, "politie", "VHH", "lokale_veld")
    assert duties(evidence("M-02", meetings=(with_house,)))["H-VT-3"].state is DutyState.PLANNED


def test_conditions_count_when_all_are_decided_and_one_stands() -> None:
    undecided = condition(id="c2", status=ConditionStatus.SUBMITTED, decided_at=None)
    assert duties(evidence("H-01", conditions=(condition(), undecided)))["H-VT-4"].state is DutyState.OPEN
    assert duties(evidence("H-01", conditions=(condition(),)))["H-VT-4"].state is DutyState.DONE
    dropped = condition(status=ConditionStatus.DROPPED)
    assert duties(evidence("H-01", conditions=(dropped,)))["H-VT-4"].state is DutyState.OPEN


def test_the_questions_of_the_prosecutor_are_answered_by_the_rules_they_ask_after() -> None:
    later = OPENED + 4 * DAY
    complete = evidence(
        "H-01",
        now=later,
        considered=True,
        meetings=(meeting(OPENED + 2 * DAY, *MINIMUM),),
        conditions=(condition(),),
        versions=(version(),),
        police_plan_written=True,
        answers=(answer("H-VT-2"),),
    )
    found = duties(complete)
    assert {found[f"T-OVJ-{n}"].state for n in range(1, 8)} == {DutyState.DONE}
    assert found["H-VT-0"].state is DutyState.DONE
    assert "T-CH-5" in found, "a hard condition has no action: the plan is not good yet"
    settling = ActionView(
        "a1",
        1,
        "Bellen.",
        "VT",
        (),
        None,
        False,
        None,
        ("c1",),
        "",
        "",
        "",
        "partners",
        "open",
        1,  # type: ignore[arg-type]
    )
    assert "T-CH-5" not in duties(replace(complete, actions=(settling,)))
    again = replace(complete, actions=(settling,), events=(incident(later - HOUR, EventKind.BREACH),))
    assert "T-CH-5" in duties(again), "after an incident the plan must be looked at anew"


def test_a_superseded_plan_answers_nothing() -> None:
    old = replace(version(), status=PlanStatus.SUPERSEDED)
    assert "H-VT-5" in asking(evidence("H-01", now=OPENED + 4 * DAY, conditions=(condition(),), versions=(old,)))


def test_what_is_older_than_a_rule_does_not_answer_it_and_asks_to_be_confirmed() -> None:
    began = OPENED + 5 * DAY
    found = evidence("H-01", now=began + HOUR, considered=True, since={"H-OM-1": began, "H-POL-2": began})
    house = duties(found)["H-OM-1"]
    assert (house.state, [note.key for note in house.notes]) == (DutyState.OPEN, ["seat", "earlier"])
    old, new = answer("H-OM-1", at=OPENED + DAY), answer("H-OM-1", at=began + HOUR)
    assert duties(replace(found, answers=(old,)))["H-OM-1"].state is DutyState.OPEN
    assert duties(replace(found, answers=(new,)))["H-OM-1"].state is DutyState.DONE
    registered = with_facts(found, safety_house_on=began.date())
    assert duties(registered)["H-OM-1"].state is DutyState.DONE


def test_a_replaced_answer_counts_no_more() -> None:
    gone = replace(answer("A-POL-1"), replaced_at=OPENED + 2 * HOUR)
    assert "A-POL-1" in asking(evidence("H-01", answers=(gone,)))


def test_in_principle_no_intervention_gives_way_to_its_exceptions() -> None:
    low = with_facts(evidence("L-03"), serious_intrusion=Known.YES)
    found = duties(low)["L-OM-4"]
    assert (found.state, found.notes[0].data) == (DutyState.EXPLAINED, {"rule": "L-OM-5"})
    assert duties(evidence("L-03"))["L-OM-4"].state is DutyState.OPEN


def test_the_stop_conversation_has_its_own_record() -> None:
    considered = weighing(Measure.STOP_TALK, "politie", MeasureOutcome.APPLIED, TODAY)
    low = with_facts(evidence("L-03"), weighings=(considered,), complaint=Known.YES)
    assert {"L-POL-1a", "L-POL-1b"} <= asking(low)
    agreed = replace(low, stop_talk=StopTalk(veilig_thuis_agreed_on=TODAY, report_number="PL-1"))
    assert duties(agreed)["L-POL-1a"].notes[-1].key == "talk_no_prosecution"
    assert duties(agreed)["L-POL-1b"].state is DutyState.DONE
    both = replace(agreed, stop_talk=replace(agreed.stop_talk, prosecution_agreed_on=TODAY))
    assert duties(both)["L-POL-1a"].state is DutyState.DONE


def test_a_due_moment_counts_from_when_the_rule_began_in_working_days() -> None:
    friday = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert due_at(Due(1, DueUnit.WORKING_DAYS), friday).date() == date(2026, 11, 23)
    assert due_at(Due(1, DueUnit.DAYS), friday).date() == date(2026, 11, 21)
    assert due_at(Due(30, DueUnit.HOURS), friday) == friday + timedelta(hours=30)
    assert due_at(Due(3, DueUnit.WORKING_DAYS, medium=5), friday, Risk.MEDIUM).date() == date(2026, 11, 27)
    summer = due_at(Due(1, DueUnit.DAYS), datetime(2026, 3, 28, 9, 0, tzinfo=UTC))
    assert (summer.day, summer.hour, summer.utcoffset()) == (29, 23, timedelta(hours=2)), "until midnight there"


def test_a_reader_sees_how_far_a_rule_is_but_not_what_is_withheld() -> None:
    secret = weighing(Measure.ARREST, "OM", MeasureOutcome.APPLIED, TODAY)
    found = with_facts(evidence("H-01"), weighings=(replace(secret, tier=Tier.INVESTIGATION),))
    (duty,) = [d for d in obligations_for(MAP, found, _partners) if d.id == "H-OM-3"]
    assert (duty.state, duty.notes, duty.withheld) == (DutyState.DONE, (), True)
    planned = answer("H-POL-1", RuleAnswer.PLANNED, planned_for=TODAY + DAY, tier=Tier.INVESTIGATION)
    found = evidence("H-01", answers=(planned,))
    (duty,) = [d for d in obligations_for(MAP, found, _partners) if d.id == "H-POL-1"]
    assert (duty.state, duty.answer, duty.planned_for, duty.withheld) == (DutyState.OPEN, None, None, False)
    assert limited(found, _partners).answers == ()
    assert obligations_for(MAP, found, lambda tier: True) == obligations(MAP, found)


def _partners(tier: str) -> bool:
    return tier != Tier.INVESTIGATION
