"""What an announced meeting is asked, said anew: by its director, without a mail, never over somebody else's words."""

from dataclasses import replace

import pytest

from models.terms import InvitationAnswer
from services.access.rules import Permission
from services.meetings.actions import MeetingOver, set_question, withdraw
from services.meetings.orders import SetQuestion
from services.meetings.rules import LONGEST_TEXT, MeetingFieldWrong, QuestionMissing
from services.unit_of_work import ChangedMeanwhile, NotAllowed
from tests.conftest import StillClock
from tests.planned import STARTS, PlannedCase, a_holder
from tests.services.meetings.lives import WorkAs, all_say, cases_that_share, last_entry


def anew(planned: PlannedCase) -> SetQuestion:
    version = planned.meeting.version
    return SetQuestion(planned.case_id, planned.meeting_id, version, "  Gaat het verbod in?  ", "Een nieuw bericht.")


def test_attendees_read_the_new_words_and_nobody_is_mailed_or_asked_anew(planned: PlannedCase) -> None:
    all_say(planned.director, planned.case_id, planned.meeting_id, InvitationAnswer.YES)
    before = planned.meeting
    version = set_question(planned.director, anew(planned))
    after = planned.meeting
    assert (after.question, after.news) == ("Gaat het verbod in?", "Een nieuw bericht.")
    assert (after.version, after.sequence, version) == (before.version + 1, before.sequence, before.version + 1)
    assert [one.mails for one in after.attendees] == [one.mails for one in before.attendees]
    assert {one.answer for one in after.attendees} == {InvitationAnswer.YES}
    assert last_entry(planned.director, Permission.MEETING_PLAN).notes == {"meeting": after.id, "question": True}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"question": " "}, QuestionMissing),
        ({"news": ""}, QuestionMissing),
        ({"news": "x" * (LONGEST_TEXT + 1)}, MeetingFieldWrong),
        ({"question": "Wat nu?\x00"}, MeetingFieldWrong),
        ({"version": 99}, ChangedMeanwhile),
        ({"meeting_id": "unknown"}, NotAllowed),
    ],
)
def test_words_that_cannot_be_kept_change_nothing(
    planned: PlannedCase, changes: dict[str, object], error: type[Exception]
) -> None:
    before = planned.meeting
    with pytest.raises(error):
        set_question(planned.director, replace(anew(planned), **changes))
    assert planned.meeting == before


def test_nobody_writes_over_words_they_have_not_seen(planned: PlannedCase) -> None:
    seen = anew(planned)
    set_question(planned.director, seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        set_question(planned.director, replace(seen, question="Iets anders?"))
    assert refused.value.fields == {"version": planned.meeting.version}
    assert planned.meeting.question == "Gaat het verbod in?"


def test_what_has_begun_or_was_called_off_keeps_its_words(planned: PlannedCase, clock: StillClock) -> None:
    order, before = anew(planned), clock.moment
    clock.moment = STARTS
    with pytest.raises(MeetingOver):
        set_question(planned.director, order)
    clock.moment = before
    withdraw(planned.director, planned.case_id, planned.meeting_id, order.version)
    with pytest.raises(MeetingOver):
        set_question(planned.director, anew(planned))


def test_a_stranger_says_nothing(planned: PlannedCase, work_as: WorkAs) -> None:
    before = planned.meeting
    (other, case_id), *_ = cases_that_share(work_as, 1)
    for who in (other, a_holder(planned, work_as, "VT"), planned.as_guest("VT")):
        for which in (planned.case_id, case_id):
            with pytest.raises(NotAllowed):
                set_question(who, replace(anew(planned), case_id=which))
    assert planned.meeting == before
