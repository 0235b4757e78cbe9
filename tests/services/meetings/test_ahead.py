"""When somebody is reminded next of the conditions they owe."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from models.terms import BarKind
from services.access.rules import Standing
from services.conditions.actions import hand_in, nothing_to_add
from services.conditions.asking import ask
from services.conditions.facts import AskConditions
from services.meetings.ahead import next_reminders
from services.meetings.reminding import remind
from services.unit_of_work import NotAllowed, Work
from tests.conftest import StillClock
from tests.planned import DUE, PlannedCase, a_condition, a_director, a_planned_case
from tests.rows import a_bar

TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""9.00 on the day that conditions are due."""


@pytest.fixture
def planned(work_as: Callable[..., Work]) -> PlannedCase:
    return a_planned_case(work_as)


def ahead(planned: PlannedCase) -> dict[str, datetime]:
    """By organisation."""
    home = {one.invitation_id: one.organisation for one in planned.meeting.attendees}
    return {
        home[which]: at for which, at in next_reminders(planned.director, planned.case_id, planned.meeting_id).items()
    }


def test_who_owes_conditions_hears_at_nine_on_the_day_they_are_due(planned: PlannedCase) -> None:
    assert ahead(planned) == dict.fromkeys(("politie", "VT", "lokale_veld", "DR"), TUESDAY)


def test_who_handed_in_has_none_or_is_not_asked_hears_no_more(planned: PlannedCase) -> None:
    hand_in(planned.as_guest("VT"), a_condition())
    nothing_to_add(planned.as_guest("DR"))
    there = planned.attendee("politie")
    ask(planned.director, AskConditions(planned.case_id, there.invitation_id, there.version, asked=False))
    assert set(ahead(planned)) == {"lokale_veld"}


def test_an_extension_moves_the_reminder(planned: PlannedCase) -> None:
    there = planned.attendee("VT")
    until = DUE + timedelta(hours=18)
    ask(planned.director, AskConditions(planned.case_id, there.invitation_id, there.version, due_at=until))
    assert ahead(planned)["VT"] == TUESDAY
    planned.director.clock.moment = TUESDAY + timedelta(hours=1)
    remind(planned.director, planned.case_id, planned.meeting_id, (there.invitation_id,))
    assert ahead(planned)["VT"] == TUESDAY + timedelta(days=1)


def test_a_rung_that_was_reached_and_not_climbed_is_due_now(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = TUESDAY + timedelta(minutes=20)
    assert ahead(planned)["VT"] == clock.moment


def test_after_the_last_rung_nothing_follows(planned: PlannedCase, clock: StillClock) -> None:
    clock.moment = TUESDAY + timedelta(minutes=20)
    remind(planned.director, planned.case_id, planned.meeting_id)
    assert ahead(planned) == {}


def test_nothing_is_told_of_who_is_barred_nor_to_who_is_not_on_the_case(
    planned: PlannedCase, work_as: Callable[..., Work]
) -> None:
    a_bar(work_as(Standing.SYSTEM), planned.case_id, BarKind.NAME, planned.attendee("VT").name)
    assert "VT" not in ahead(planned)
    with pytest.raises(NotAllowed):
        next_reminders(a_director(work_as, "M. Stranger"), planned.case_id, planned.meeting_id)
