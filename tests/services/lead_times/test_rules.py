"""How long the way took: marks in order, nothing negative, small groups told nothing of."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.terms import Risk
from services.lead_times.facts import Span, Stage
from services.lead_times.rules import group_times, lead_times, span_of

REPORT = date(2026, 11, 16)


def test_a_case_counts_its_days_from_the_report() -> None:
    reached = {Stage.SASH: date(2026, 11, 17), Stage.MEETING: date(2026, 11, 25)}
    way = lead_times("c", REPORT, reached, date(2026, 11, 30), {Stage.MEETING: date(2026, 11, 23)})
    assert [(one.stage, one.days, one.on is not None) for one in way.stages] == [
        (Stage.SASH, 1, True),
        (Stage.MEETING, 9, True),
        (Stage.PLAN, 14, False),
        (Stage.REVIEW, 14, False),
    ]
    assert way.waits_for is not None
    assert way.waits_for.stage is Stage.PLAN
    assert [one.stage for one in way.stages if one.overdue] == [Stage.MEETING]


def test_what_was_done_before_the_case_came_here_took_no_days() -> None:
    way = lead_times("c", REPORT, {Stage.SASH: REPORT - timedelta(days=3)}, REPORT, {})
    assert way.stages[0].days == 0


def test_a_target_that_passed_unreached_is_overdue() -> None:
    way = lead_times("c", REPORT, {}, date(2026, 11, 24), {Stage.MEETING: date(2026, 11, 23)})
    assert way.stages[1].overdue


def test_of_four_cases_nothing_is_told_and_of_five_the_middle_one() -> None:
    four = [(Risk.HIGH, Stage.PLAN, days) for days in (1, 2, 3, 30)]
    told = {(one.risk, one.stage): one.span for one in group_times(four, 5)}
    assert set(told.values()) == {None}
    told = {(one.risk, one.stage): one.span for one in group_times([*four, (Risk.HIGH, Stage.PLAN, 4)], 5)}
    assert told[Risk.HIGH, Stage.PLAN] is Span.A_WEEK
    assert told[Risk.LOW, Stage.PLAN] is None


@given(st.lists(st.integers(0, 400), max_size=30))
def test_a_group_tells_a_span_of_one_of_its_cases_or_nothing(days: list[int]) -> None:
    ways = [(Risk.MEDIUM, Stage.MEETING, day) for day in days]
    told = {(one.risk, one.stage): one.span for one in group_times(ways, 5)}
    span = told[Risk.MEDIUM, Stage.MEETING]
    assert (span is None) == (len(days) < 5)
    if span is not None:
        shorter = [day for day in days if list(Span).index(span_of(day)) < list(Span).index(span)]
        assert len(shorter) <= len(days) // 2
