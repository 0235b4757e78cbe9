"""Rows become the facts of a network, inside an open look, cut down to what its reader may see.

Who is barred is left out whole before anything is built, and so is every contact, agreement and tie they are part of.
"""

from collections.abc import Iterator
from datetime import date

from models.terms import ContactKind, EventKind, MeetingKind, MeetingStatus
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.likeness import linked_in
from services.cases.queries import reader_of
from services.contacts.facts import Contact, End
from services.contacts.queries import agreements_in, contacts_in, seat_ends_in, ties_in
from services.directory.partners import organisations_by_id, weekly_hours_in
from services.events.queries import events_in
from services.meetings.queries import attended_in, meetings_in
from services.network.facts import LinkedCase, MeetingOutlook, NetworkFacts
from services.protection.rules import Reader
from services.route_map.facts import RouteMap
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.scheduling.facts import local_day
from services.unit_of_work import Reading

_HAPPENED = (EventKind.INCIDENT, EventKind.BREACH)


def network_facts_in(look: Reading, case_id: str, reader: Reader | None = None) -> NetworkFacts:
    """Everything the findings of a case need, for whoever looks or for another reader if one is given.

    Raises `NotAllowed` for a case that does not exist.
    """
    reader = reader or reader_of(look)
    case = gathered(look, case_id, reader)
    ids = [case_id]
    return NetworkFacts(
        case=case,
        now=look.now,
        today=local_day(look.now),
        contacts=(*contacts_in(look, ids)[case_id], *_from_meetings(look, case)),
        agreements=tuple(agreements_in(look, ids)[case_id]),
        ties=tuple(ties_in(look, ids)[case_id]),
        hours=weekly_hours_in(look, {seat.professional_id for seat in case.seats}),
        meetings=_meetings(look, case, regional(look.settings.route_map)),
        linked=_linked(look, case_id),
        incident_on=_incident(look, case_id, reader),
        without_basis=_without_basis(look, case),
    )


def _from_meetings(look: Reading, case: CaseFacts) -> Iterator[Contact]:
    """Who was at a meeting was in touch there with everybody else; a seat that ended since stays in it."""
    meetings = attended_in(look, [case.id])[case.id]
    ends = {
        seat.id: End(seat.id, "", seat.organisation, seat.role, seat.professional_id, seat.name) for seat in case.seats
    }
    if any(seat_id not in ends for meeting in meetings for seat_id in meeting.seat_ids):
        ends = {**seat_ends_in(look, case.id), **ends}
    for meeting in meetings:
        there = tuple(ends[seat_id] for seat_id in meeting.seat_ids if seat_id in ends)
        if len(there) > 1:
            kind = ContactKind.PHONE if meeting.kind is MeetingKind.COORDINATION else ContactKind.MEETING
            yield Contact(f"meeting:{meeting.meeting_id}", meeting.on, kind, there, meeting_id=meeting.meeting_id)


def _linked(look: Reading, case_id: str) -> tuple[LinkedCase, ...]:
    """The same person elsewhere, as far as the reader has rights there."""
    return tuple(
        LinkedCase(
            case_id=link.case_id,
            code_name=link.code_name,
            person_ref=link.person_ref,
            roles_reversed=link.roles_reversed,
            certain=link.certain,
        )
        for link in linked_in(look, case_id)
    )


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


def _incident(look: Reading, case_id: str, reader: Reader) -> date | None:
    """The day of the latest incident or breach that the reader may know of."""
    events = events_in(look, (case_id,), reader).get(case_id, ())
    days = (local_day(event.happened_at) for event in events if event.kind in _HAPPENED)
    return max((day for day in days if day <= local_day(look.now)), default=None)


def _without_basis(look: Reading, case: CaseFacts) -> tuple[str, ...]:
    """The organisations on the case of which the directory names no legal basis for sharing, in file order."""
    homes = {home.key: home for home in organisations_by_id(look.session).values()}
    keys = dict.fromkeys(seat.organisation for seat in case.seats)
    return tuple(key for key in keys if key in homes and not homes[key].legal_basis.strip())
