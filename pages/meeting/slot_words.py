"""Slots in words: when, who fills the minimum, who misses and why, and why there is no time at all."""

from collections.abc import Iterable

from markupsafe import Markup

from services.meetings.facts import Availability
from services.scheduling.facts import AfterDeadline, Attendance, Presence, Reason, Shorter, Slot, SubstituteMissing
from services.wording import Say
from services.wording.labels import organisation_label


def slot_title(say: Say, slot: Slot) -> str:
    """'dinsdag 24 november, 14.00–15.30'."""
    return say.span(slot.start, slot.end)


def groups_text(say: Say, found: Availability, slot: Slot) -> str:
    """By whom the minimum attendance is met."""
    if not slot.groups:
        return ""
    filled = [found.seats[group.attendee_id][0] for group in slot.groups if group.attendee_id]
    if len(filled) < len(slot.groups):
        return say("The minimum attendance is not met.")
    names = [organisation_label(say, organisation) for organisation in filled]
    return say("Minimum met: {who}.", who=say.listed(names))


def absent_rows(say: Say, found: Availability, slot: Slot) -> Markup:
    """Who misses a slot, comes later or sends a deputy, each with the reason."""
    rows = [
        Markup("<li><strong>{}</strong> <span class='soft'>{}</span></li>").format(
            _who(say, found, attendance), _why(say, attendance)
        )
        for attendance in slot.attendance
        if attendance.kind is not Presence.NAMED
    ]
    if not rows:
        return Markup("<p class='small'>{}</p>").format(say("Everybody can come."))
    title = say("Not or not wholly present")
    return Markup("<p class='small' style='margin-top:.5rem'>{}</p><ul>{}</ul>").format(title, Markup("").join(rows))


def _who(say: Say, found: Availability, attendance: Attendance) -> str:
    organisation, name = found.seats[attendance.attendee_id]
    return f"{organisation_label(say, organisation)}, {name}"


def _why(say: Say, attendance: Attendance) -> str:
    if attendance.kind is Presence.SUBSTITUTE:
        return say("sends a deputy")
    if attendance.kind is Presence.PARTIAL and attendance.until:
        return say("until {time}", time=say.time(attendance.until))
    if attendance.reason is Reason.FREE_FROM and attendance.free_from:
        return say("free from {time}", time=say.time(attendance.free_from))
    if attendance.reason is Reason.FREE_UNTIL and attendance.free_until:
        return say("free until {time}", time=say.time(attendance.free_until))
    if attendance.reason is Reason.FREE_AROUND and attendance.free_until and attendance.free_from:
        until, start = say.time(attendance.free_until), say.time(attendance.free_from)
        return say("free until {until} and from {start}", until=until, start=start)
    if attendance.reason is Reason.SITS_IN_ELSEWHERE:
        return say("fills another seat in this meeting")
    return say("not free all day")


def blocked_lines(say: Say, found: Availability) -> Iterable[str]:
    """Why there is no time, and what would help."""
    if found.blocked is None:
        return
    for part in found.blocked.blocking:
        names = " / ".join(organisation_label(say, key) for key in part.organisations)
        if not part.invited:
            yield say("{who}: nobody is invited.", who=names)
        else:
            yield say(
                "{who}: free at {alone} times; without them there would be {without} times.",
                who=names,
                alone=part.alone,
                without=part.without,
            )
    for suggestion in found.blocked.suggestions:
        yield _suggestion(say, found, suggestion)


def _suggestion(say: Say, found: Availability, suggestion: Shorter | AfterDeadline | SubstituteMissing) -> str:
    if isinstance(suggestion, Shorter):
        times = suggestion.times
        return say("A meeting of {minutes} minutes has {times} times.", minutes=suggestion.minutes, times=times)
    if isinstance(suggestion, AfterDeadline):
        when = slot_title(say, suggestion.slot)
        return say("After the deadline: {when}, {minutes} minutes late.", when=when, minutes=suggestion.minutes_late)
    organisation, name = found.seats[suggestion.attendee_id]
    who = f"{organisation_label(say, organisation)}, {name}"
    return say("With a deputy for {who} there would be {times} times.", who=who, times=suggestion.times)
