"""How partners come together in a rehearsal: invited to a meeting, or spoken by phone where none is asked."""

from pathlib import Path
from typing import Any

import pytest

from models.terms import Known, MeetingKind, MeetingStatus
from services.demo.case_file import read
from services.demo.meeting_played import BY_PHONE, NO_MEETING_NEEDED, coordinate, meet, slots
from services.demo.outcome import Outcome
from services.demo.played import own_database
from services.demo.staging import Stage, put_on
from services.meetings.facts import PlannedMeeting
from services.meetings.queries import meetings_of
from tests.services.demo.build import case, put, text


def gathered(folder: Path, told: dict[str, Any]) -> tuple[PlannedMeeting, ...]:
    """The meetings of a case after its partners came together."""
    file = read(put(folder, text(told)))
    (one,) = file.cases
    with own_database(one, None) as (work, _):
        staged = put_on(Stage(work), one)
        work = work.as_actor(staged.director)
        outcome = Outcome(one, slots=slots(work, staged.case_id, file, one))
        meet(work, staged.case_id, file, outcome)
        coordinate(work, staged.case_id, outcome)
        return meetings_of(work, staged.case_id)


LOW = {"risk": "laag", "sash": {"outcome": "laag", "date": "2026-11-12", "by": "politie"}}


def test_where_a_meeting_is_asked_nobody_coordinates_besides(tmp_path: Path) -> None:
    (meeting,) = gathered(tmp_path, case())
    assert meeting.status is MeetingStatus.PLANNED


def test_without_a_meeting_the_director_speaks_with_whom_the_file_names_as_in_touch(tmp_path: Path) -> None:
    (meeting,) = gathered(tmp_path, case(**LOW))
    assert (meeting.kind, meeting.status) == (MeetingKind.COORDINATION, MeetingStatus.HELD)
    assert [(one.organisation, one.attended) for one in meeting.attendees] == [("VT", Known.YES)]
    assert (meeting.outcome, [one.reason for one in meeting.waivers]) == (BY_PHONE, [NO_MEETING_NEEDED])


def test_a_file_that_names_nobody_in_touch_gets_no_coordination(tmp_path: Path) -> None:
    assert gathered(tmp_path, case(**LOW, partner_contacts=[])) == ()


@pytest.mark.parametrize("who", ["VT", "C. Houder"])
def test_nobody_barred_is_spoken(tmp_path: Path, who: str) -> None:
    assert gathered(tmp_path, case(**LOW, barred=[who])) == ()
