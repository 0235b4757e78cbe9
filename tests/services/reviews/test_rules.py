"""Which decision can be taken on what was found: the cases of the file, and every set of checks there could be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.terms import (
    CloseReason,
    ConditionStatus,
    EventKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    PlanStatus,
    ReviewDecision,
    Risk,
    RuleAnswer,
)
from services.cases.facts import Assessment
from services.duties.closing import closing_points
from services.duties.facts import Evidence, PlanReviewed
from services.duties.rules import accepts, obligations
from services.duties.stale import stale_since
from services.measures.facts import StopTalk
from services.reviews.facts import CheckedCondition
from services.reviews.rules import Picture, is_pressing, looked_at, next_review, reviewable, standing_in_the_way
from services.route_map.region import Reviews
from services.scheduling.opening import is_working_day
from tests.case_facts import raw_cases
from tests.services.duties.build import (
    DAY,
    MAP,
    OPENED,
    answer,
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
CONTINUE, CHANGE, UP = ReviewDecision.CONTINUE, ReviewDecision.CHANGE, ReviewDecision.SCALE_UP
DOWN, CLOSE = ReviewDecision.SCALE_DOWN, ReviewDecision.CLOSE
THIRD, FIFTH = datetime(2026, 12, 3, 19, 0, tzinfo=UTC), datetime(2026, 12, 5, 10, 0, tzinfo=UTC)


def found(condition_id: str, met: Known) -> CheckedCondition:
    return CheckedCondition(condition_id, condition_id, met, "Gezien.", "VT", date(2026, 12, 2))


def picture(file: Evidence, *checks: CheckedCondition, risk: Risk | None = None, unseen: bool = False) -> Picture:
    """What a decision is judged on, with the plan made at `risk`."""
    made = tuple(obligations(MAP, file))
    return Picture(file, made, reviewable(file.versions), looked_at(file.conditions, checks, file.now), risk, unseen)


def keys(decision: ReviewDecision, judged: Picture, **more: object) -> set[str]:
    return {point.key for point in standing_in_the_way(decision, judged, **more)}  # type: ignore[arg-type]


def rules(decision: ReviewDecision, judged: Picture, **more: object) -> set[str]:
    points = standing_in_the_way(decision, judged, **more)  # type: ignore[arg-type]
    return {rule for point in points for rule in point.rule_ids}


def settled(code: str, now: datetime) -> Evidence:
    """A case of the file with a plan in force and an answer to every rule that asks."""
    talk = weighing(Measure.STOP_TALK, "politie", MeasureOutcome.APPLIED, date(2026, 11, 24))
    tag = weighing(Measure.ELECTRONIC_MONITORING, "RN", MeasureOutcome.NOT_APPLICABLE, date(2026, 11, 24))
    held = StopTalk("t", date(2026, 11, 20), None, date(2026, 11, 24), "Bureau", "PL2600-1", closed=True)
    file = evidence(code, now=now, stop_talk=held, conditions=(condition(),), versions=(version(),))
    file = with_facts(file, weighings=(talk, tag), review_events=tuple(raw_cases()[code]["review"]["events"]))
    said = tuple(
        answer(duty.id, RuleAnswer.DONE if RuleAnswer.DONE in accepts(duty.rule) else RuleAnswer.NOT_APPLICABLE)
        for duty in duties(file).values()
        if duty.asking and accepts(duty.rule)
    )
    return replace(file, answers=said)


@pytest.fixture
def calm() -> Evidence:
    """L-03 on 2 December: the talk was held, every rule answered, nothing happened since; the stalking stopped."""
    return with_facts(settled("L-03", datetime(2026, 12, 2, 9, 0, tzinfo=UTC)), stalking_active=Known.NO)


def test_a_calm_case_can_continue_and_can_be_closed(calm: Evidence) -> None:
    judged = picture(calm, found("c1", Known.YES), risk=Risk.LOW)
    assert keys(CONTINUE, judged) == keys(CHANGE, judged) == set()
    assert keys(CLOSE, judged, close_reason=CloseReason.STOPPED) == set()
    assert keys(UP, judged) == {"not_higher"}
    assert keys(DOWN, judged) == {"not_lower"}


def test_on_3_december_a_new_message_asks_a_new_sash_and_the_case_cannot_be_closed(calm: Evidence) -> None:
    going_on = with_facts(calm, stalking_active=Known.YES)
    third = replace(going_on, now=THIRD, events=(incident(THIRD),))
    judged = picture(third, found("c1", Known.YES), risk=Risk.LOW)
    assert stale_since(third) == ("incident",)
    assert keys(CONTINUE, judged) == {"sash_due"} and rules(CONTINUE, judged) == {"A-POL-2"}
    closing = {"closing.stalking_goes_on", "closing.sash_outdated", "closing.open_rules"}
    assert keys(CLOSE, judged, close_reason=CloseReason.STOPPED) >= closing | {"sash_due"}
    assert rules(CLOSE, judged, close_reason=CloseReason.STOPPED) >= {"A-POL-2", "L-POL-2b", "L-POL-3", "L-POL-4"}
    assert keys(CHANGE, judged) == set(), "the plan can be changed at once"


def test_on_5_december_a_medium_sash_takes_the_case_up_and_asks_a_new_plan(calm: Evidence) -> None:
    sash = Assessment(Instrument.SASH, "gemiddeld", FIFTH.date(), "politie", True)
    told = replace(calm, now=FIFTH, events=(incident(THIRD),))
    recorded = with_facts(told, stalking_active=Known.YES, assessments=(*told.facts.assessments, sash))
    still_low = picture(recorded, found("c1", Known.YES), risk=Risk.LOW)
    assert keys(CONTINUE, still_low) == {"risk_higher"} and keys(UP, still_low) == {"not_higher"}
    old = replace(recorded.versions[0], status=PlanStatus.SUPERSEDED)
    raised = replace(with_facts(recorded, risk=Risk.MEDIUM), versions=(old,))
    judged = picture(raised, found("c1", Known.YES), risk=Risk.LOW)
    assert judged.plan == old, "the superseded plan is still looked back at"
    assert keys(UP, judged) == set()
    assert keys(CONTINUE, judged) == {"other_lane"} and rules(CONTINUE, judged) == {"G-1"}
    assert "closing.open_rules" in keys(CLOSE, judged, close_reason=CloseReason.STOPPED)


@pytest.mark.parametrize("code", ["H-01", "M-02", "L-03"])
def test_every_review_event_of_the_file_asks_for_a_look_and_a_review_quiets_it(code: str) -> None:
    names = {kind.value: kind for kind in EventKind} | {"wissel_CR": EventKind.DIRECTOR_CHANGED}
    file = settled(code, FIFTH)
    for word in raw_cases()[code]["review"]["events"]:
        if word == "sash_gewijzigd":  # no event: a new SASH counts by its own record
            continue
        happened = replace(file, events=(incident(THIRD, names.get(word, EventKind.OTHER)),))
        assert stale_since(happened), word
        plan = file.versions[0].id
        let_stand = replace(happened, reviews=(PlanReviewed(plan, CONTINUE, THIRD + timedelta(hours=1)),))
        assert stale_since(let_stand) == (), word
        for other in (DOWN, UP, CHANGE):
            assert stale_since(replace(happened, reviews=(PlanReviewed(plan, other, FIFTH),))), word
        late = replace(happened.events[0], reported_at=THIRD + timedelta(hours=2))
        assert stale_since(replace(let_stand, events=(late,))), "told of only after the review"


def test_an_event_of_which_nothing_was_agreed_does_not(calm: Evidence) -> None:
    agreed = with_facts(
        replace(calm, events=(incident(THIRD, EventKind.OTHER),), now=FIFTH), review_events=("incident",)
    )
    assert stale_since(agreed) == ()


def test_what_ended_by_itself_and_what_lapsed_need_not_be_looked_at() -> None:
    views = (
        condition(id="c1", until=OPENED + 5 * DAY),
        condition(id="c2", status=ConditionStatus.MERGED),
        condition(id="c3", hard=False),
        condition(id="c4"),
    )
    looked = looked_at(views, (), OPENED + 6 * DAY)
    assert [(one.condition.id, one.needed) for one in looked] == [("c1", False), ("c3", False), ("c4", True)]


STATES = some.sampled_from([None, *Known])


@given(
    states=some.lists(some.tuples(STATES, some.booleans()), max_size=6),
    active=some.sampled_from(Known),
    happens=some.booleans(),
    unseen=some.booleans(),
    reason=some.sampled_from([None, *CloseReason]),
)
def test_closing_needs_everything_hard_met_and_nothing_in_the_way(
    states: list[tuple[Known | None, bool]], active: Known, happens: bool, unseen: bool, reason: CloseReason | None
) -> None:
    views = tuple(condition(id=f"c{n}", number=n, hard=hard) for n, (_, hard) in enumerate(states))
    checks = tuple(found(f"c{n}", met) for n, (met, _) in enumerate(states) if met is not None)
    file = replace(settled("L-03", FIFTH), conditions=views, events=(incident(THIRD),) if happens else ())
    judged = picture(with_facts(file, stalking_active=active), *checks, risk=Risk.LOW, unseen=unseen)
    explained = {f"c{n}" for n in range(6)}
    if not standing_in_the_way(CLOSE, judged, explained, reason):
        assert reason is not None and not unseen
        assert closing_points(judged.duties, judged.evidence, reason) == ()
        assert all(met is Known.YES for met, hard in states if hard)
    unmet = {f"c{n}" for n, (met, hard) in enumerate(states) if hard and met is Known.NO}
    points = standing_in_the_way(CONTINUE, judged)
    assert {point.explains for point in points if point.explains} == unmet
    assert (any(met is None and hard for met, hard in states)) == ("not_looked" in {point.key for point in points})


@given(today=some.dates(date(2026, 1, 1), date(2030, 12, 31)), risk=some.sampled_from(Risk), pressing=some.booleans())
def test_the_proposed_day_is_always_one_that_is_taken(today: date, risk: Risk, pressing: bool) -> None:
    terms = next_review(Reviews(1, 1, 1) if pressing else Reviews(), risk, today, pressing=pressing)
    for day in (terms.proposed, terms.latest):
        assert is_working_day(day) and today < day <= today + timedelta(weeks=terms.weeks)
    assert terms.proposed <= terms.latest


def test_a_week_is_proposed_while_something_is_not_as_it_must_be() -> None:
    monday = date(2026, 11, 23)
    looked = looked_at((condition(),), (found("c1", Known.NO),), OPENED)
    assert is_pressing(looked) and not is_pressing(looked_at((condition(),), (found("c1", Known.YES),), OPENED))
    assert next_review(Reviews(), Risk.HIGH, monday, pressing=True).proposed == date(2026, 11, 30)
    assert next_review(Reviews(), Risk.HIGH, monday, pressing=False).proposed == date(2026, 12, 21)
