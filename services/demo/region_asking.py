"""How far the half-way case of the fictional region is with its conditions: of one they are asked until later, of one
not at all, one form waits, and the leading organisation was asked whether it is enough. All invented, in Dutch.

Never for a rehearsal: a case file that somebody brings gets nothing that is not in it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from models.terms import ConditionKind, Modality
from services.conditions.actions import record_condition
from services.conditions.asking import ask
from services.conditions.confirming import ask_for_set
from services.conditions.facts import AskConditions, HandIn
from services.demo.staging import Stage, at
from services.documents.forms.filling import filled_in
from services.documents.forms.issuing import issue_form
from services.documents.forms.receiving import receive_own_form
from services.meetings.facts import Attendee, PlannedMeeting
from services.unit_of_work import Work

NOT_ASKED, ASKED_LATER, BY_FORM = "VHH", "OM", "SHN"
"""Who chairs and asks nothing itself; who is away until the last evening; who rather writes in Word."""
LATER = (3, 8 * 60 + 30)
"""Day and minute of the own deadline, counted from the Monday of the region's week: the morning of the meeting."""
CHECKED = "m8"
_CHECKED_BY = "VHH"
_DONE_IN_DAYS = 18
LAST_TIME = (
    ASKED_LATER,
    "Mevrouw S. hoort pas na overleg met de officier dat de heer R. opnieuw aangifte heeft gedaan.",
)
"""What the prosecution asked for by phone, before there was a meeting."""

FORM: Mapping[str, str | bool] = {
    "c1.if_not": "Receptie belt 112; de casemanager belt de heer R. nog dezelfde dag.",
    "c2.kind": ConditionKind.EVIDENCE.value,
    "c2.subject": "P1",
    "c2.protects.P1": True,
    "c2.text": "De heer R. houdt een logboek bij van elk pakketje, bericht en bezoek waar hij niet om vroeg.",
    "c2.hard": "wish",
    "c2.modality": Modality.MUST.value,
    "c2.act": "keep_log",
    "c2.done_by": "P1",
    "c2.check": "De casemanager vraagt er elke week naar.",
    "c2.checked_by": "SHN",
    "c2.if_not": "De casemanager houdt het logboek met hem samen bij.",
    "true": True,
}
"""What the form says: the condition that it gave by the link, changed in one row, and one that is new."""


def recorded_before(stage: Stage, work: Work, case_id: str) -> None:
    """What stands from before there was a meeting."""
    organisation, text = LAST_TIME
    order = HandIn(
        condition_id=work.chance.id(),
        kind=ConditionKind.SPEAKS_WITH,
        text=text,
        subject_ref="P2",
        protects=("P1",),
        check="De officier geeft het door aan de casusregisseur.",
    )
    record_condition(work, case_id, stage.organisation(organisation), order)


def whole(order: HandIn, monday: date) -> HandIn:
    """The same with who does it, by when, and how it is checked by whom."""
    return replace(
        order,
        done_by="lokale_veld",
        due_on=monday + timedelta(days=_DONE_IN_DAYS),
        check="Het wijkteam meldt het na de eerste afspraak terug.",
        checked_by=_CHECKED_BY,
        if_not="Het wijkteam belt de procesregisseur dezelfde dag.",
    )


def settle_whom_to_ask(work: Work, meeting: PlannedMeeting, monday: date) -> None:
    """Of one nothing is asked; one has until the morning of the meeting."""
    silent, late = (_guest(meeting, home) for home in (NOT_ASKED, ASKED_LATER))
    ask(work, AskConditions(meeting.case_id, silent.invitation_id, silent.version, asked=False))
    ask(work, AskConditions(meeting.case_id, late.invitation_id, late.version, due_at=at(monday, *LATER)))


def hand_in_a_form(director: Work, case_id: str, guest: Work) -> None:
    """One that the case director sent, so with what stands; through the same reader as any form that comes in."""
    sent = issue_form(director, case_id, guest.actor.invitation_id)
    receive_own_form(guest, filled_in(sent.content, FORM))


def ask_whether_enough(work: Work, meeting: PlannedMeeting) -> None:
    """The leading organisation has not answered yet."""
    ask_for_set(work, meeting.case_id, meeting.id)


def _guest(meeting: PlannedMeeting, organisation: str) -> Attendee:
    return next(one for one in meeting.attendees if one.organisation == organisation)
