"""Rows become the facts of a network, inside an open look, cut down to what its reader may see.

Who is barred is left out whole before anything is built, and so is every contact, agreement and tie they are part of.
"""

from collections.abc import Collection
from datetime import date

from models.terms import EventKind, MeetingStatus
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.contacts.facts import Agreement, Contact, Tie
from services.directory.partners import organisations_by_id
from services.events.queries import events_in
from services.meetings.queries import meetings_in
from services.network.facts import LinkedCase, MeetingOutlook, NetworkFacts
from services.route_map.facts import RouteMap
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.scheduling.facts import local_day
from services.scheduling.hours import WeeklyHours
from services.unit_of_work import Reading

_HAPPENED = (EventKind.INCIDENT, EventKind.BREACH)


def network_facts_in(look: Reading, case_id: str) -> NetworkFacts:
    """Everything the findings of a case need, for whoever looks. Raises `NotAllowed` for a case that does not exist."""
    case = gathered(look, case_id, reader_of(look))
    contacts, agreements, ties = _recorded(look, case_id)
    return NetworkFacts(
        case=case,
        now=look.now,
        today=local_day(look.now),
        contacts=contacts,
        agreements=agreements,
        ties=ties,
        hours=_hours(look, {seat.professional_id for seat in case.seats}),
        meetings=_meetings(look, case, regional(look.settings.route_map)),
        linked=_linked(look, case_id),
        incident_on=_incident(look, case_id),
        without_basis=_without_basis(look, case),
    )


def _recorded(look: Reading, case_id: str) -> tuple[tuple[Contact, ...], tuple[Agreement, ...], tuple[Tie, ...]]:
    return (), (), ()


def _hours(look: Reading, professional_ids: Collection[str]) -> dict[str, WeeklyHours]:
    return {}


def _linked(look: Reading, case_id: str) -> tuple[LinkedCase, ...]:
    return ()


def _meetings(look: Reading, case: CaseFacts, route_map: RouteMap) -> tuple[MeetingOutlook, ...]:
    """The meetings to come, the first one first. Whoever left the case since being invited is no part of them."""
    seats = {seat.id for seat in case.seats}
    to_come = [
        MeetingOutlook(
            id=meeting.id,
            kind=meeting.kind,
            starts_at=meeting.starts_at,
            invited=tuple((one.seat_id, one.answer) for one in meeting.attendees if one.seat_id in seats),
            required=attendance_rule(route_map, case, meeting.kind).required,
        )
        for meeting in meetings_in(look, case.id)
        if meeting.status is MeetingStatus.PLANNED and meeting.starts_at > look.now
    ]
    return tuple(sorted(to_come, key=lambda meeting: (meeting.starts_at, meeting.id)))


def _incident(look: Reading, case_id: str) -> date | None:
    """The day of the latest incident or breach that the reader may know of."""
    events = events_in(look, (case_id,), reader_of(look)).get(case_id, ())
    days = (local_day(event.happened_at) for event in events if event.kind in _HAPPENED)
    return max((day for day in days if day <= local_day(look.now)), default=None)


def _without_basis(look: Reading, case: CaseFacts) -> tuple[str, ...]:
    """The organisations on the case of which the directory names no legal basis for sharing, in file order."""
    homes = {home.key: home for home in organisations_by_id(look.session).values()}
    keys = dict.fromkeys(seat.organisation for seat in case.seats)
    return tuple(key for key in keys if key in homes and not homes[key].legal_basis.strip())
