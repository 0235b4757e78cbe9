"""Slots in words: when, who fills the minimum, who misses and why, and what a later time costs."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from markupsafe import Markup

from pages.frame.markup import joined
from services.cases.facts import CaseFacts
from services.meetings.rules import invitable
from services.scheduling.facts import Attendance, Presence, Reason, Slot
from services.scheduling.opening import public_holidays
from services.wording import Say
from services.wording.labels import organisation_label


@dataclass(frozen=True)
class Seating:
    """Who is invited, by seat id: organisation and name, and the deputy's name; `unknown`: of whom no time is known."""

    seats: Mapping[str, tuple[str, str]]
    deputies: Mapping[str, str] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    def name(self, say: Say, seat_id: str) -> str:
        """The organisation of a seat; with the person's name where an organisation has more than one."""
        organisation, name = self.seats[seat_id]
        shared = Counter(home for home, _ in self.seats.values())[organisation] > 1
        spoken = organisation_label(say, organisation)
        return f"{spoken}, {name}" if shared else spoken

    def in_order(self, required: Collection[Collection[str]]) -> list[str]:
        """Seat ids, those that can fill a part of the minimum attendance first."""
        return sorted(self.seats, key=lambda seat: (not self.fills(seat, required), self.seats[seat]))

    def fills(self, seat_id: str, required: Collection[Collection[str]]) -> bool:
        """Whether a seat's organisation can fill a part of the minimum attendance."""
        return any(self.seats[seat_id][0] in group for group in required)

    def doubts(self, group: Collection[str]) -> bool:
        """Whether somebody of whom no time is known could fill a part of the minimum attendance."""
        return any(self.seats[seat][0] in group for seat in self.unknown)


def seating(facts: CaseFacts, unknown: frozenset[str] = frozenset()) -> Seating:
    """Everybody of the case who is invited to meetings."""
    seats = invitable(facts)
    named = {seat.id: (seat.organisation, seat.name) for seat in seats}
    return Seating(named, {seat.id: seat.deputy for seat in seats if seat.deputy}, unknown & set(named))


def slot_title(say: Say, slot: Slot) -> str:
    """'dinsdag 24 november, 14.00–15.30'."""
    return say.span(slot.start, slot.end)


def groups_text(say: Say, around: Seating, slot: Slot) -> str:
    """By whom the minimum attendance is met, who is missing from it, or of whom it is not known."""
    if not slot.groups:
        return ""
    if missing := missing_groups(say, around, slot):
        return say("The minimum attendance is not met: without {who}.", who=say.listed(missing))
    if doubtful := doubtful_groups(say, around, slot):
        return say("Of {who} it is not known; the rest of the minimum is met.", who=say.listed(doubtful))
    names = [organisation_label(say, around.seats[group.attendee_id][0]) for group in slot.groups if group.attendee_id]
    return say("Minimum met: {who}.", who=say.listed(names))


def missing_groups(say: Say, around: Seating, slot: Slot) -> list[str]:
    """The parts of the minimum attendance that nobody fills, each as 'Veilig Thuis / Zorg- en Veiligheidshuis'."""
    empty = [group.organisations for group in slot.groups if group.attendee_id is None]
    return [group_name(say, group) for group in empty if not around.doubts(group)]


def doubtful_groups(say: Say, around: Seating, slot: Slot) -> list[str]:
    """The parts that somebody could fill of whose time nothing is known."""
    empty = [group.organisations for group in slot.groups if group.attendee_id is None]
    return [group_name(say, group) for group in empty if around.doubts(group)]


def group_name(say: Say, organisations: Iterable[str]) -> str:
    """The organisations of which one is enough."""
    return " / ".join(organisation_label(say, key) for key in organisations)


def attendance_rows(say: Say, around: Seating, slot: Slot) -> Markup:
    """Everybody who is not there in person for the whole meeting, under what they do instead, with the reason."""
    parts = [
        _part(title, [(around.name(say, one.attendee_id), _why(say, around, one)) for one in group])
        for title, group in _parted(say, around, slot)
        if group
    ]
    if not parts:
        return Markup("<p class='small below'>{}</p>").format(say("Everybody can come."))
    return joined(parts)


def _parted(say: Say, around: Seating, slot: Slot) -> list[tuple[str, list[Attendance]]]:
    unknown = [one for one in slot.attendance if _unknown(around, one)]
    rest = [one for one in slot.attendance if one not in unknown]
    partly = [one for one in rest if one.kind is Presence.PARTIAL]
    return [
        (say("Sends a deputy"), [one for one in rest if one.kind is Presence.SUBSTITUTE]),
        (say("There for part of it"), partly),
        (say("Not present"), [one for one in rest if one.kind is Presence.ABSENT]),
        (say("Availability unknown"), unknown),
    ]


def _unknown(around: Seating, attendance: Attendance) -> bool:
    return attendance.attendee_id in around.unknown and attendance.kind in (Presence.ABSENT, Presence.PARTIAL)


def _part(title: str, lines: list[tuple[str, str]]) -> Markup:
    rows = [
        Markup("<li><strong>{}</strong> <span class='soft'>{}</span></li>").format(who, why)
        if why
        else Markup("<li><strong>{}</strong></li>").format(who)
        for who, why in lines
    ]
    return Markup("<p class='small below'>{}</p><ul>{}</ul>").format(title, joined(rows))


def _why(say: Say, around: Seating, attendance: Attendance) -> str:
    """Why somebody is not there in person for the whole meeting."""
    if _unknown(around, attendance):
        return ""
    if attendance.kind is Presence.SUBSTITUTE:
        return around.deputies.get(attendance.attendee_id, "")
    if attendance.kind is Presence.PARTIAL:
        return partly_words(say, attendance)
    return _reason(say, attendance)


def partly_words(say: Say, attendance: Attendance) -> str:
    """From or until when somebody is there who is there for a part; empty for the whole."""
    since, until = attendance.since, attendance.until
    if since and until:
        return say("from {start} until {time}", start=say.time(since), time=say.time(until))
    if since:
        return say("from {time}", time=say.time(since))
    return say("until {time}", time=say.time(until)) if until else ""


def _reason(say: Say, attendance: Attendance) -> str:
    until, start = attendance.free_until, attendance.free_from
    if attendance.reason is Reason.FREE_AROUND and until and start:
        return say("free until {until} and from {start}", until=say.time(until), start=say.time(start))
    if attendance.reason is Reason.FREE_FROM and start:
        return say("free from {time}", time=say.time(start))
    if attendance.reason is Reason.FREE_UNTIL and until:
        return say("free until {time}", time=say.time(until))
    if attendance.reason is Reason.SITS_IN_ELSEWHERE:
        return say("fills another seat in this meeting")
    return say("not free all day")


def cost_of_earliest(say: Say, slot: Slot) -> str:
    """What the earliest time costs beside the best attended one."""
    gone = [one.attendee_id for one in slot.attendance if one.kind in (Presence.ABSENT, Presence.PARTIAL)]
    if not gone:
        return ""
    return say("Optional partners who miss it hand in their conditions in writing.")


def cost_of_best(say: Say, earliest: Slot, best: Slot) -> str:
    """'20½ uur later dan de vroegste tijd, met 3 partners meer.'"""
    more = say.plural("{n} partner more", "{n} partners more", best.present - earliest.present)
    return say("{later} than the earliest time, with {more}.", later=later(say, best.start - earliest.start), more=more)


def later(say: Say, apart: timedelta) -> str:
    """How much later, in days from two days on, else in hours and halves."""
    hours = apart.total_seconds() / 3600
    if hours >= 48:
        return say.plural("{n} day later", "{n} days later", round(hours / 24))
    halves = round(hours * 2)
    whole = str(halves // 2) if halves >= 2 or not halves else ""
    return say("{hours} hours later", hours=f"{whole}½" if halves % 2 else whole)


def minutes_late(say: Say, minutes: int) -> str:
    """'45 minuten', '3 uur' or '2 dagen': how long after the deadline."""
    if minutes < 120:
        return say.plural("{n} minute", "{n} minutes", minutes)
    if minutes < 48 * 60:
        return say.plural("{n} hour", "{n} hours", round(minutes / 60))
    return say.plural("{n} day", "{n} days", round(minutes / (24 * 60)))


def time_flaw(say: Say, start: datetime, minutes: int, moment: datetime, hours: tuple[time, time]) -> str:
    """What is odd about a time of one's own choice: in the past, a weekend, a public holiday, outside the hours in
    which the region meets; else nothing. Local time. Only what is past cannot be chosen, see `has_begun`."""
    if has_begun(start, moment):
        return say("This time lies in the past. Choose another one.")
    if start.date() in public_holidays(start.year):
        return say("{day} is a public holiday: most partners do not work then.", day=say.day(start, year=False))
    if start.isoweekday() > 5:
        return say("{day} is in the weekend: most partners do not work then.", day=say.day(start, year=False))
    opens, closes = (datetime.combine(start.date(), hour, start.tzinfo) for hour in hours)
    if start < opens or start + timedelta(minutes=minutes) > closes:
        span = {"start": say.hour(hours[0]), "end": say.hour(hours[1])}
        return say("This is outside the hours of {start} to {end}: most partners do not work then.", **span)
    return ""


def has_begun(start: datetime, moment: datetime) -> bool:
    """Whether a time is over or now."""
    return start <= moment
