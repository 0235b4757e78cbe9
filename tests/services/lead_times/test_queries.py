"""Lead times are read from what is recorded, for one case as for many."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from models.terms import Instrument
from services.access.rules import Permission, Standing
from services.cases.actions import record_assessment
from services.cases.facts import Assessment
from services.cases.queries import my_cases
from services.lead_times.facts import Stage
from services.lead_times.queries import group_times_in, lead_times_in, lead_times_of
from services.live.actions import open_meeting
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase
from tests.statements import statements


def test_a_case_tells_its_way_from_report_to_meeting(planned: PlannedCase) -> None:
    assert lead_times_of(planned.director, planned.case_id).waits_for.stage is Stage.SASH
    sash = Assessment(Instrument.SASH, "hoog", date(2026, 11, 23), "politie")
    record_assessment(planned.director, planned.case_id, sash)
    way = lead_times_of(planned.director, planned.case_id)
    assert [one.stage for one in way.stages] == list(Stage)
    assert way.stages[0].on == date(2026, 11, 23)
    assert way.stages[1].on is None  # announced is not held
    later = planned.meeting.ends_at + timedelta(days=3)
    after = lead_times_of(at(planned.director, later), planned.case_id)
    assert after.stages[1].on == planned.meeting.starts_at.date()
    assert after.stages[2].on is None
    assert after.stages[2].days == (later.date() - way.reported_on).days


def test_a_meeting_counts_from_the_moment_that_it_was_opened(planned: PlannedCase) -> None:
    director = at(planned.director, planned.meeting.starts_at)
    open_meeting(director, planned.case_id, planned.meeting_id)
    assert lead_times_of(director, planned.case_id).stages[1].on == planned.meeting.starts_at.date()


def test_a_stranger_learns_nothing(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    with pytest.raises(NotAllowed):
        lead_times_of(work_as(Standing.CASE_DIRECTOR, account_id="s" * 32), planned.case_id)


def test_many_cases_cost_as_many_statements_as_one(planned: PlannedCase) -> None:
    ids = [line.id for line in my_cases(planned.director)]
    looking = planned.director.read_many(Permission.CASE_READ, ids, screen="x")
    with looking as look, statements(planned.director.database) as said:
        found = lead_times_in(look, [*ids, "0" * 32])
    assert set(found) == set(ids)
    assert len(said) == 5


def test_a_coordinator_is_told_spans_of_groups_only(planned: PlannedCase, work_as: Callable[..., Work]) -> None:
    coordinator = work_as(Standing.COORDINATOR, account_id="c" * 32)
    with coordinator.read(Permission.REGION_READ) as look:
        assert {one.span for one in group_times_in(look, (), 5)} == {None}


def at(work: Work, moment: datetime) -> Work:
    """The same work at another time."""
    return replace(work, clock=lambda: moment)
