"""A meeting opens with what was agreed before it, if anything was; and keeps its points while it lasts."""

from datetime import timedelta

from models.terms import MeetingKind
from services.agenda.facts import StandardPoint
from services.agenda.queries import agenda_of
from services.agenda.rules import suggested
from services.agenda.words import standard_point
from services.plans.actions import record_action
from tests.conftest import StillClock
from tests.planned import PlannedCase, an_action


def points(planned: PlannedCase) -> list[StandardPoint | None]:
    agenda = agenda_of(planned.director, planned.case_id, planned.meeting_id)
    return [standard_point(point.title) for point in agenda.points]


def test_each_kind_of_meeting_opens_with_what_was_agreed_earlier() -> None:
    for kind in MeetingKind:
        with_it = [point for point, _ in suggested(kind, 60, earlier=True)]
        assert with_it[1] is StandardPoint.EARLIER
        assert sum(minutes for _, minutes in suggested(kind, 60, earlier=True)) == 60
        assert kind is MeetingKind.REVIEW or StandardPoint.EARLIER not in dict(suggested(kind, 60))


def test_what_is_recorded_at_the_table_moves_no_point(planned: PlannedCase, clock: StillClock) -> None:
    record_action(planned.director, an_action(planned.case_id, due_at=clock() + timedelta(days=9)))
    before = points(planned)
    assert StandardPoint.EARLIER not in before
    clock.forward(days=2, hours=1)
    record_action(planned.director, an_action(planned.case_id, "a2", due_at=clock() + timedelta(days=9)))
    assert points(planned) == before
