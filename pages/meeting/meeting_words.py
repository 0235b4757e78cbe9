"""A meeting that stands, in words: when, how the minimum attendance does, what each attendee said. Pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from markupsafe import Markup

from models.terms import InvitationAnswer, Known, MeetingMode, MeetingStatus
from pages.frame.markup import tag
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.standing import GroupNow, GroupState
from services.messages.facts import Delivery
from services.scheduling.facts import local_day
from services.wording import Say, label
from services.wording.labels import organisation_label

_SOON = timedelta(minutes=90)


def countdown(say: Say, starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """'over 3 dagen', 'morgen', 'over 40 minuten', 'nu bezig', 'geweest'."""
    if now >= ends_at:
        return say("has been")
    if now >= starts_at:
        return say("going on now")
    if starts_at - now < _SOON:
        return say.plural("in {n} minute", "in {n} minutes", max(1, round((starts_at - now).total_seconds() / 60)))
    days = (local_day(starts_at) - local_day(now)).days
    if days <= 1:
        return say("tomorrow") if days else say("today")
    return say.plural("in {n} day", "in {n} days", days)


def is_over(meeting: PlannedMeeting, now: datetime) -> bool:
    """Whether its time ran out, or who was there was kept already: a meeting may close early."""
    return meeting.ends_at <= now or any(one.attended is not Known.UNKNOWN for one in meeting.attendees)


def title(say: Say, meeting: PlannedMeeting) -> str:
    """'MDO: woensdag 25 november, 10.30–12.00'."""
    return f"{label(say, meeting.kind)}: {say.span(meeting.starts_at, meeting.ends_at)}"


def about(say: Say, meeting: PlannedMeeting, now: datetime) -> str:
    """'Over 2 dagen · online · voorwaarden tot di 24 nov 16.00': one line below the title."""
    when = say("has been") if is_over(meeting, now) else countdown(say, meeting.starts_at, meeting.ends_at, now)
    due = say("conditions until {moment}", moment=say.short_moment(meeting.conditions_due_at))
    return " · ".join([when[:1].upper() + when[1:], where(say, meeting), due])


def where(say: Say, meeting: PlannedMeeting) -> str:
    """Online, or the place."""
    if meeting.mode is MeetingMode.ONLINE:
        return say("online")
    return meeting.place or say("on site")


def status_tag(say: Say, status: MeetingStatus) -> Markup:
    """How far a meeting is."""
    colours = {
        MeetingStatus.PLANNED: "blue",
        MeetingStatus.POLLED: "orange",
        MeetingStatus.HELD: "green",
    }
    return tag(label(say, status), colours.get(status, "grey"))


def answer_tag(say: Say, attendee: Attendee) -> Markup:
    """What one attendee said, as sign and word; after the meeting whether they were there."""
    if attendee.attended is not Known.UNKNOWN:
        there = attendee.attended is Known.YES
        return tag("✓ " + say("was there"), "green") if there else tag("✕ " + say("was not there"), "grey")
    return {
        InvitationAnswer.YES: tag("✓ " + say("comes"), "green"),
        InvitationAnswer.NO: tag("✕ " + say("does not come"), "grey"),
        InvitationAnswer.DEPUTY: tag("? " + say("deputy proposed"), "orange"),
        InvitationAnswer.INFORMATION: _in_writing(say, attendee),
        InvitationAnswer.OPEN: tag("? " + say("no answer yet"), "orange"),
    }[attendee.answer]


def _in_writing(say: Say, attendee: Attendee) -> Markup:
    if attendee.information_at:
        return tag("✓ " + say("in writing, received"), "blue")
    return tag("? " + say("in writing, not received yet"), "orange")


def progress_tag(say: Say, attendee: Attendee) -> Markup:
    """How far one attendee is with the conditions."""
    if attendee.locked:
        return tag(say("locked: wrong code five times"), "red")
    if attendee.handed_in_at:
        return tag(say("conditions in"), "green")
    if attendee.nothing_to_add:
        return tag(say("no conditions"), "green")
    return tag(say("link opened"), "blue") if attendee.opened_at else tag(say("not opened yet"), "orange")


def mailed(say: Say, attendee: Attendee, *, sending: bool) -> str:
    """How far the last mail to one attendee is; `sending`: whether mail leaves from here at all."""
    if not attendee.mails:
        return say("no mail address known")
    if attendee.mails[-1].delivery is Delivery.STOPPED:
        return say("mail not written: it would hold protected words")
    if not sending:
        return say("text ready to copy")
    return {
        Delivery.SENT: say("mail sent"),
        Delivery.WAITING: say("mail waits to be sent"),
        Delivery.GIVEN_UP: say("mail could not be delivered"),
    }[attendee.mails[-1].delivery]


def known_as(say: Say, attendee: Attendee) -> str:
    """The name, and whom they stand in for."""
    if attendee.stands_in_for:
        return say("{name}, stands in for {other}", name=attendee.name, other=attendee.stands_in_for)
    return attendee.name


def counted(say: Say, meeting: PlannedMeeting) -> str:
    """'3 komen · 1 komt niet · 7 nog geen antwoord'."""
    by = {answer: sum(one.answer is answer for one in meeting.attendees) for answer in InvitationAnswer}
    parts = (
        (InvitationAnswer.YES, say.plural("{n} comes", "{n} come", by[InvitationAnswer.YES])),
        (InvitationAnswer.NO, say.plural("{n} does not come", "{n} do not come", by[InvitationAnswer.NO])),
        (InvitationAnswer.INFORMATION, say("{n} in writing", n=by[InvitationAnswer.INFORMATION])),
        (InvitationAnswer.DEPUTY, say("{n} with a deputy", n=by[InvitationAnswer.DEPUTY])),
        (InvitationAnswer.OPEN, say("{n} without an answer yet", n=by[InvitationAnswer.OPEN])),
    )
    return " · ".join(text for answer, text in parts if by[answer])


def group_name(say: Say, group: GroupNow) -> str:
    """'Veilig Thuis / Veiligheidshuis'."""
    return " / ".join(organisation_label(say, key) for key in group.organisations)


def minimum_lines(say: Say, meeting: PlannedMeeting, groups: Iterable[GroupNow]) -> list[tuple[GroupState, str]]:
    """How the minimum stands, one line per state: by whom it is met, for whom it waits, without whom it fails."""
    groups = tuple(groups)
    home = {one.invitation_id: one.organisation for one in meeting.attendees}

    def names(state: GroupState) -> list[str]:
        own = [group for group in groups if group.state is state]
        return [organisation_label(say, home[group.by]) if group.by else group_name(say, group) for group in own]

    filled, open_, broken, waived = (names(state) for state in GroupState)
    lines = []
    if broken:
        lines.append(
            (GroupState.BROKEN, say("Without {who} the minimum attendance is not met.", who=say.listed(broken)))
        )
    if open_:
        lines.append((GroupState.OPEN, say("The minimum attendance still waits for {who}.", who=say.listed(open_))))
    if filled:
        whole = not broken and not open_ and not waived
        told = say("Minimum attendance met by {who}.") if whole else say("So far it is met by {who}.")
        lines.append((GroupState.FILLED, told.format(who=say.listed(filled))))
    if waived:
        lines.append((GroupState.WAIVED, say("Decided: this meeting is held without {who}.", who=say.listed(waived))))
    return lines
