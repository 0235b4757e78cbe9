"""A review on a real database: begun once, checked with evidence, decided for good, and read by who may."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.follow_up import ConditionCheck, Review
from models.terms import CloseReason, EventKind, Known, PlanStatus, ReviewDecision, Risk, Tier
from services.access.rules import Permission
from services.cases.actions import edit_core, record_assessment
from services.cases.facts import Assessment, Instrument
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.documents.actions import issue
from services.duties.queries import evidence_in
from services.duties.stale import stale_since
from services.events.actions import record_events
from services.events.facts import NewEvent
from services.plans.actions import adopt
from services.plans.orders import AdoptPlan
from services.plans.queries import case_state
from services.plans.versions.actions import withdraw_version
from services.relations.queries import CaseClosed
from services.reviews.actions import begin_review, check_condition, decide_review
from services.reviews.facts import ReviewLine
from services.reviews.queries import reviews_of
from services.reviews.rules import (
    NoPlanToReview,
    PlanReplaced,
    ReviewDecided,
    ReviewGoesOn,
    ReviewRefused,
    ReviewWrong,
)
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Work
from services.wording import speak
from tests.conftest import StillClock
from tests.planned import PlannedCase, a_condition, a_director, a_holder, a_planned_case, explained
from tests.services.documents.reading import paragraphs
from tests.services.reviews.conftest import DAY, Reviewed, in_force

WorkAs = Callable[..., Work]
CONTINUE, CHANGE, UP = ReviewDecision.CONTINUE, ReviewDecision.CHANGE, ReviewDecision.SCALE_UP
DOWN, CLOSE = ReviewDecision.SCALE_DOWN, ReviewDecision.CLOSE


def happens(reviewed: Reviewed, event_id: str = "e1", kind: EventKind = EventKind.INCIDENT) -> None:
    record_events(reviewed.director, reviewed.case_id, (NewEvent(event_id, kind, reviewed.clock(), "Een bericht."),))


def stale(reviewed: Reviewed) -> tuple[str, ...]:
    with reviewed.director.read(Permission.CASE_READ, reviewed.case_id, screen="test") as look:
        return stale_since(evidence_in(look, [reviewed.case_id])[reviewed.case_id])


def the_line(reviewed: Reviewed) -> ReviewLine:
    return next(line for line in reviews_of(reviewed.director, reviewed.case_id) if line.id == "r1")


def refused(reviewed: Reviewed, decision: ReviewDecision, **changes: object) -> tuple[str, ...]:
    with pytest.raises(ReviewRefused) as why:
        decide_review(reviewed.director, reviewed.a_decision(decision, **changes))
    return why.value.fields["points"]


def test_without_a_plan_there_is_nothing_to_review(work_as: WorkAs) -> None:
    planned = a_planned_case(work_as)
    with pytest.raises(NoPlanToReview):
        begin_review(planned.director, planned.case_id, "r1")


def test_a_plan_that_was_taken_back_is_not_reviewed(reviewed: Reviewed) -> None:
    withdraw_version(reviewed.director, reviewed.case_id, 1, "Er klopte iets niet.")
    with pytest.raises(NoPlanToReview):
        reviewed.begin()


def test_a_review_begins_once_and_may_hang_on_a_meeting_of_its_case(reviewed: Reviewed) -> None:
    with pytest.raises(NotAllowed):
        reviewed.begin(meeting_id="of-another-case")
    reviewed.begin(meeting_id=reviewed.planned.meeting_id)
    reviewed.begin(meeting_id=reviewed.planned.meeting_id)
    assert the_line(reviewed).meeting_id == reviewed.planned.meeting_id
    with pytest.raises(ReviewGoesOn) as going:
        reviewed.begin("r2")
    assert going.value.fields["review"] == "r1"


def test_met_needs_evidence_and_unknown_somebody_who_finds_out(reviewed: Reviewed) -> None:
    reviewed.begin()
    wrong = (
        ({"evidence": " "}, "evidence", "empty"),
        ({"met": Known.UNKNOWN, "by_organisation": ""}, "by_organisation", "unknown"),
        ({"by_organisation": "GGZ"}, "by_organisation", "no_seat"),
        ({"seen_on": reviewed.today + DAY}, "seen_on", "in_future"),
        ({"seen_on": reviewed.today - 10 * DAY}, "seen_on", "before_plan"),
    )
    for changes, field, reason in wrong:
        with pytest.raises(ReviewWrong) as refusal:
            reviewed.check(**changes)
        assert (refusal.value.fields["field"], refusal.value.fields["reason"]) == (field, reason)
    assert reviewed.check(seen_on=reviewed.today - 9 * DAY) == 1, "the day of the plan itself is no day before it"
    assert reviewed.check(Known.UNKNOWN, evidence="", version=1) == 2


def test_a_check_is_kept_over_what_was_seen_and_twice_is_once(reviewed: Reviewed) -> None:
    reviewed.begin()
    assert (reviewed.check(), reviewed.check()) == (1, 1)
    with pytest.raises(ChangedMeanwhile) as first:
        reviewed.check(Known.NO)
    assert first.value.fields["version"] == 1
    assert reviewed.check(Known.NO, version=1) == 2
    (kept,) = the_line(reviewed).checks
    assert (kept.met, kept.number, kept.recorded_by) == (Known.NO, 1, "I. Brandsma")


def test_what_was_found_of_other_words_counts_no_more(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    assert reviewed.now.open == ()
    reviewed.clock.forward(minutes=1)
    decide(reviewed.director, Decide(reviewed.case_id, "c1", 2, Decision.CHANGE, "Helemaal geen contact."))
    now = reviewed.now
    assert [one.condition.id for one in now.open] == ["c1"]
    assert now.going and now.going.checks[0].reworded
    assert refused(reviewed, CONTINUE) == ("not_looked",)


def test_continuing_writes_the_next_day_and_makes_the_plan_fresh(reviewed: Reviewed) -> None:
    happens(reviewed)
    assert stale(reviewed) == ("incident",)
    reviewed.clock.forward(hours=1)
    reviewed.begin()
    assert refused(reviewed, CONTINUE) == ("not_looked",)
    reviewed.check()
    version = case_facts(reviewed.director, reviewed.case_id).version
    order = reviewed.a_decision(CONTINUE)
    decide_review(reviewed.director, order)
    decide_review(reviewed.director, order)
    facts, line = case_facts(reviewed.director, reviewed.case_id), the_line(reviewed)
    assert (facts.review_on, facts.review_events) == (order.next_on, ("incident", "overtreding"))
    assert facts.version == version + 1, "an open form of the case notices"
    assert (line.decision, line.reasons, line.decided_by) == (CONTINUE, "Het werkt.", "I. Brandsma")
    assert stale(reviewed) == ()
    reviewed.clock.forward(hours=1)
    happens(reviewed, "e2")
    assert stale(reviewed) == ("incident",)


def test_an_event_that_nobody_saw_stops_the_decision(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    order = reviewed.a_decision(CONTINUE)
    happens(reviewed)
    with pytest.raises(ChangedMeanwhile):
        decide_review(reviewed.director, order)
    with pytest.raises(ChangedMeanwhile):
        decide_review(reviewed.director, reviewed.a_decision(CONTINUE, version=1))
    assert the_line(reviewed).decision is None


def test_a_decided_review_is_never_changed(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    decide_review(reviewed.director, reviewed.a_decision(CONTINUE))
    with pytest.raises(ReviewDecided):
        reviewed.check(Known.NO, version=1)
    with pytest.raises(ReviewDecided):
        decide_review(reviewed.director, reviewed.a_decision(UP, version=3))
    reviewed.clock.forward(minutes=1)
    reviewed.begin("r2")
    assert [line.id for line in reviews_of(reviewed.director, reviewed.case_id)] == ["r2", "r1"]


def test_not_met_asks_for_change_or_a_word_why_for_who_may_read_it(reviewed: Reviewed, work_as: WorkAs) -> None:
    reviewed.begin()
    reviewed.check(Known.NO)
    assert refused(reviewed, CONTINUE) == ("explain",)
    decide_review(reviewed.director, reviewed.a_decision(CONTINUE, explanations={"c1": "Morgen alsnog."}))
    assert the_line(reviewed).checks[0].why_go_on == "Morgen alsnog."
    told = paragraphs(issue(reviewed.director, reviewed.case_id, "partners").content)
    told_at = told[told.index("De laatste evaluatie") :]
    assert [word for word in ("Doorgaan zoals het is", "Het werkt.", "Niet voldaan") if word not in told_at] == []
    assert any("Morgen alsnog." in line for line in told_at)
    next_day = speak("nl").day(the_line(reviewed).next_on)
    assert any(f"Dit plan wordt uiterlijk op {next_day} geëvalueerd" in line for line in told), "the day that holds now"
    victim = "\n".join(paragraphs(issue(reviewed.director, reviewed.case_id, "slachtoffer").content))
    assert "Morgen alsnog." not in victim and "Het werkt." not in victim


def test_changing_makes_the_next_draft_and_nothing_else(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check(Known.NO)
    before = case_state(reviewed.director, reviewed.case_id)
    decide_review(reviewed.director, reviewed.a_decision(CHANGE))
    after = case_state(reviewed.director, reviewed.case_id)
    assert after.draft and (after.draft.number, after.draft.status) == (2, PlanStatus.DRAFT)
    assert after.in_force == before.in_force
    assert (after.actions, after.conditions) == (before.actions, before.conditions)
    assert reviewed.now.plan == before.in_force


def test_scaling_down_waits_for_a_lower_sash_and_up_for_nothing_at_high_risk(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    assert refused(reviewed, DOWN) == ("not_lower",)
    lower = Assessment(Instrument.SASH, "gemiddeld", reviewed.today, "politie")
    record_assessment(reviewed.director, reviewed.case_id, lower)
    assert refused(reviewed, DOWN) == ("not_lower",), "the case itself still stands at high"
    record_assessment(reviewed.director, reviewed.case_id, lower, sets_risk=True)
    decide_review(reviewed.director, reviewed.a_decision(DOWN))
    assert the_line(reviewed).decision is DOWN
    reviewed.begin("r2")
    decide_review(reviewed.director, reviewed.a_decision(UP, review_id="r2"))


def test_another_lane_superseded_the_plan_and_it_cannot_continue(reviewed: Reviewed) -> None:
    facts = case_facts(reviewed.director, reviewed.case_id)
    edit_core(reviewed.director, replace(EditCore.as_it_stands(facts), risk=Risk.LOW))
    reviewed.begin()
    reviewed.check()
    assert set(refused(reviewed, CONTINUE)) == {"risk_higher", "other_lane"}
    assert refused(reviewed, UP) == ("not_higher",)


def test_another_plan_ends_a_review_that_goes_on(reviewed: Reviewed) -> None:
    reviewed.begin()
    adopt(reviewed.director, AdoptPlan(reviewed.case_id, explained(reviewed.planned)))
    with pytest.raises(PlanReplaced):
        reviewed.check()
    assert the_line(reviewed).left
    reviewed.begin("r2")


def test_closing_is_refused_while_rules_say_otherwise_and_closes_nothing_by_itself(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    assert refused(reviewed, CLOSE) == ("close_reason",)
    points = refused(reviewed, CLOSE, close_reason=CloseReason.STOPPED)
    assert {"closing.stalking_not_known_to_have_stopped", "closing.open_rules", "closing.open_actions"} >= set(points)
    assert not case_facts(reviewed.director, reviewed.case_id).closed


def test_the_next_day_is_a_working_day_ahead_within_the_weeks_of_the_region(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check()
    wrong = (
        (None, "empty"),
        (reviewed.today, "in_past"),
        (reviewed.today + 3 * DAY, "no_working_day"),
        (reviewed.now.next.latest + 7 * DAY, "too_far"),
    )
    for day, reason in wrong:
        with pytest.raises(ReviewWrong) as refusal:
            decide_review(reviewed.director, reviewed.a_decision(CONTINUE, next_on=day))
        assert refusal.value.fields["reason"] == reason
    decide_review(reviewed.director, reviewed.a_decision(CONTINUE, next_on=reviewed.now.next.latest))
    with pytest.raises(ReviewDecided):
        decide_review(reviewed.director, reviewed.a_decision(CONTINUE, reasons=" "))


def with_a_secret(planned: PlannedCase) -> None:
    """The plan in force, with a condition that only police and prosecution read."""
    hand_in(planned.as_guest("DR"), a_condition("c2", text="Tappen.", tier=Tier.INVESTIGATION))
    decide(planned.director, Decide(planned.case_id, "c2", 1, Decision.ACCEPT))
    in_force(planned)


def test_members_read_what_they_may_and_nobody_else_anything(work_as: WorkAs, clock: StillClock) -> None:
    reviewed = Reviewed(a_planned_case(work_as, further=with_a_secret), clock)
    reviewed.begin()
    for name in ("c1", "c2"):
        reviewed.check(condition_id=name)
    holder = a_holder(reviewed.planned, work_as, "VT")
    (line,) = reviews_of(holder, reviewed.case_id)
    assert [check.condition_id for check in line.checks] == ["c1"]
    assert len(the_line(reviewed).checks) == 2
    for verb in (
        lambda: begin_review(holder, reviewed.case_id, "r9"),
        lambda: check_condition(holder, reviewed.a_check()),
    ):
        with pytest.raises(NotAllowed):
            verb()
    stranger = a_director(work_as, "M. Vreemd")
    for outsider in (stranger, reviewed.planned.as_guest("VT")):
        with pytest.raises(NotAllowed):
            reviews_of(outsider, reviewed.case_id)


def test_nothing_that_was_written_stands_open_in_table_or_log(reviewed: Reviewed) -> None:
    reviewed.begin()
    reviewed.check(evidence="GEHEIM-bewijs")
    decide_review(reviewed.director, reviewed.a_decision(CONTINUE, reasons="GEHEIM-reden"))
    with reviewed.director.database.reading() as session:
        rows = [*session.exec(select(Review)), *session.exec(select(ConditionCheck)), *session.exec(select(AuditEntry))]
        assert "GEHEIM" not in "".join(row.model_dump_json() for row in rows)


def test_a_closed_case_is_not_reviewed(reviewed: Reviewed) -> None:
    from models.casework import Case
    from models.terms import CaseStatus

    with reviewed.director.upkeep() as tx:
        case = tx.session.get_one(Case, reviewed.case_id)
        case.status = CaseStatus.CLOSED
        tx.add(case)
    with pytest.raises(CaseClosed):
        reviewed.begin()
