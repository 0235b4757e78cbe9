"""Who handed in what for the meeting that a plan was made in: when and how, never how many conditions.

A count would tell a reader of conditions that are not in their edition.
"""

from collections.abc import Iterable, Mapping

from models.terms import Arrival, Known, MeetingKind
from services.conditions.facts import ConditionView
from services.meetings.facts import Attendee, PlannedMeeting
from services.plans.appendices import PlanContribution
from services.scheduling.facts import local_day

LINK, FORM, PHONE, WRITTEN = "link", "form", "phone", "written"
_WAYS = {Arrival.LINK: LINK, Arrival.FORM: FORM, Arrival.PHONE: PHONE}


def contributions(
    meeting: PlannedMeeting | None, conditions: Iterable[ConditionView], codes: Mapping[str, str]
) -> tuple[PlanContribution, ...]:
    """One row per organisation that was asked, in the order of the meeting; `codes`: of forms, by invitation."""
    ways = {view.invitation_id: _WAYS.get(view.arrived) for view in conditions if view.invitation_id and view.arrived}
    asked = [one for one in (meeting.attendees if meeting else ()) if one.conditions_asked]
    of = {home: [one for one in asked if one.organisation == home] for home in (one.organisation for one in asked)}
    return tuple(_contribution(home, group, ways, codes) for home, group in of.items())


def _contribution(
    home: str, group: list[Attendee], ways: Mapping[str, str | None], codes: Mapping[str, str]
) -> PlanContribution:
    """Of several people of one organisation the last word counts."""
    came = [(moment, one) for one in group if (moment := one.handed_in_at or one.information_at)]
    if not came:
        nothing = all(one.nothing_to_add for one in group)
        answered = max((one.answered_at for one in group if one.answered_at), default=None) if nothing else None
        return PlanContribution(home, local_day(answered) if answered else None, nothing_to_add=nothing)
    moment, last = max(came, key=lambda pair: pair[0])
    return PlanContribution(
        organisation=home,
        received_on=local_day(moment),
        how=_way(last, ways),
        form_code=codes.get(last.invitation_id, "") if last.form_in else "",
        nothing_to_add=last.nothing_to_add,
    )


def _way(one: Attendee, ways: Mapping[str, str | None]) -> str:
    if one.form_in:
        return FORM
    return ways.get(one.invitation_id) or (WRITTEN if one.information_at and not one.handed_in_at else LINK)


def presence(meetings: Iterable[PlannedMeeting]) -> dict[str, bool]:
    """Who was there, by seat id, at the latest meeting of which that was recorded; a call between two is no meeting.
    Who is not in it is not known."""
    met = (one for one in meetings if one.kind is not MeetingKind.COORDINATION)
    recorded = [one for one in met if any(who.attended is not Known.UNKNOWN for who in one.attendees)]
    latest = max(recorded, key=lambda one: one.starts_at, default=None)
    known = (who for who in (latest.attendees if latest else ()) if who.attended is not Known.UNKNOWN)
    return {who.seat_id: who.attended is Known.YES for who in known}
