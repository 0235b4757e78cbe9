"""A meeting that was held and closed, with notes of two note takers; the tests of its minutes."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.meeting import Invitation
from models.terms import Capacity
from services.conditions.actions import decide, hand_in
from services.conditions.facts import Decide, Decision
from services.live import actions as live
from services.live.facts import Arrive, CloseMeeting, KeepNote
from services.live.queries import live_of
from services.plans.actions import record_action
from services.unit_of_work import Work
from tests.planned import STARTS, PlannedCase, a_condition, a_holder, a_planned_case, an_action


def come(planned: PlannedCase, organisation: str, *, accepted: bool = True) -> None:
    invitation_id = planned.attendee(organisation).invitation_id
    with planned.director.database.reading() as session:
        who = session.get_one(Invitation, invitation_id).professional_id
    of = (planned.case_id, planned.meeting_id, f"p-{organisation}", who)
    live.arrive(planned.director, Arrive(*of, Capacity.ATTENDEE, invitation_id, accepted=accepted))


def close(planned: PlannedCase) -> None:
    seen = live_of(planned.director, planned.case_id, planned.meeting_id).version
    live.close_meeting(planned.director, CloseMeeting(planned.case_id, planned.meeting_id, seen, "Alles is besproken."))


@pytest.fixture
def held(work_as: Callable[..., Work]) -> PlannedCase:
    """VT and DR came; the director noted something for all and something for the investigation, VT noted too."""
    planned = a_planned_case(work_as)
    for name, text, tier in (("c1", "Voor ieder.", "partners"), ("c2", "Alleen opsporing.", "opsporing")):
        hand_in(planned.as_guest("DR"), a_condition(name, text=text, tier=tier))
        decide(planned.director, Decide(planned.case_id, name, 1, Decision.ACCEPT))
    director, of = planned.director, (planned.case_id, planned.meeting_id)
    director.clock.moment = STARTS
    live.open_meeting(director, *of)
    live.read_statement(director, *of)
    come(planned, "VT")
    come(planned, "DR", accepted=False)
    live.keep_note(director, KeepNote(*of, 1, "Moeder slaapt slecht."))
    live.keep_note(director, KeepNote(*of, 1, "Onderzoek loopt.", "opsporing"))
    live.keep_note(a_holder(planned, work_as, "VT"), KeepNote(*of, 2, "School is gebeld."))
    record_action(director, an_action(planned.case_id, "a1", what="Bellen met de huisarts."))
    record_action(director, an_action(planned.case_id, "a2", what="Aanhouden om negen uur.", tier="opsporing"))
    director.clock.moment = STARTS + timedelta(minutes=80)
    return planned
