"""A second meeting of the same case, and readings, for the tests of conditions."""

from dataclasses import replace
from datetime import timedelta

from models.meeting import Invitation
from models.terms import Modality
from services.meetings.actions import plan
from services.meetings.queries import meetings_of
from services.unit_of_work import Work
from services.vocabulary.facts import Norm
from tests.planned import DUE, STARTS, PlannedCase, plan_order, seats_of
from tests.rows import a_session

A_WEEK = timedelta(weeks=1)
NO_CONTACT = Norm(Modality.MUST_NOT, "contact", by=("P2",), to=("P1",))
VT_SPEAKS = Norm(Modality.MUST, "speak_with", by=("VT",), to=("P2",))


def next_meeting(planned: PlannedCase, meeting_id: str = "m2", weeks: int = 1) -> PlannedCase:
    """The same case at its next meeting, a week later, with everybody invited again."""
    times = {"starts_at": STARTS + weeks * A_WEEK, "conditions_due_at": DUE + weeks * A_WEEK}
    seats = tuple(seats_of(planned.director, planned.case_id).values())
    plan(planned.director, plan_order(planned.case_id, seats, meeting_id, **times))
    there = next(one for one in meetings_of(planned.director, planned.case_id) if one.id == meeting_id)
    invited = {attendee.organisation: attendee for attendee in there.attendees}

    def as_guest(organisation: str) -> Work:
        attendee, before = invited[organisation], planned.as_guest(organisation)
        mark = f"s-{attendee.invitation_id}"[:32]
        a_session(planned.director, mark)
        with planned.director.database.reading() as session:
            who = session.get_one(Invitation, attendee.invitation_id).professional_id
        actor = replace(before.actor, invitation_id=attendee.invitation_id, session_id=mark, professional_id=who)
        return before.as_actor(actor)

    return replace(planned, meeting_id=meeting_id, as_guest=as_guest)
