"""How a plan differs from what was planned before, and who must hear of it."""

from collections.abc import Iterable

from services.scheduling.many.facts import Booking, Change, Difference, MeetingRequest, Problem, Told


def changes(problem: Problem, bookings: Iterable[Booking]) -> tuple[Change, ...]:
    """How these bookings differ from what was planned before, in the order of the problem's meetings. A meeting without
    an earlier time is new."""
    known = {booking.meeting_id: booking for booking in bookings}
    found = (_change(meeting, known.get(meeting.id)) for meeting in problem.meetings)
    return tuple(change for change in found if change)


def _change(meeting: MeetingRequest, booking: Booking | None) -> Change | None:
    earlier = meeting.previous
    now = {person for _, person in booking.attendees} if booking else set()
    if earlier is None:
        return Change(meeting.id, Difference.NEW, Told.DRAFT, len(now)) if booking else None
    sat = {person for _, person in earlier.attendees}
    if booking is None:
        return Change(meeting.id, Difference.DROPPED, earlier.told, len(sat))
    if booking.start.timestamp() != earlier.start.timestamp():
        return Change(meeting.id, Difference.MOVED, earlier.told, len(sat | now))
    if booking.room != earlier.room:
        return Change(meeting.id, Difference.ROOM, earlier.told, len(sat | now))
    return Change(meeting.id, Difference.PEOPLE, earlier.told, len(sat ^ now)) if sat != now else None
