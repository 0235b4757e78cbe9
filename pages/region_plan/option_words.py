"""What a time would mean for a meeting and for the others, in sentences, before anything is kept."""

from markupsafe import Markup

from pages.frame.markup import joined
from pages.meeting.slot_words import minutes_late
from pages.region_plan.meeting_words import inside, late_words
from pages.region_plan.why_words import Lines
from services.region_plan.facts import CaseMeeting, WeekPlan
from services.scheduling.many.facts import VIDEO, Booking, Option, Told
from services.wording import Say, label


def place_words(say: Say, plan: WeekPlan, room: str) -> str:
    """'online', or the name of a room."""
    return say("online") if room == VIDEO else {one.id: one.name for one in plan.rooms}.get(room, room)


def option_line(say: Say, plan: WeekPlan, one: CaseMeeting, option: Option) -> str:
    """One time in a list: when, where, how many come, and whether it is late or pushes others."""
    booking = option.booking
    here = say("{n} of {all} present", n=len(one.seats) - len(booking.absent), all=len(one.seats))
    parts = [say.span(booking.start, booking.end), place_words(say, plan, booking.room), here]
    if booking.late_minutes > 0:
        parts.append(late_words(say, booking.late_minutes))
    if option.pushed:
        parts.append(say.plural("moves {n} other meeting", "moves {n} other meetings", len(option.pushed)))
    return " · ".join(parts)


def consequences_box(say: Say, plan: WeekPlan, one: CaseMeeting, option: Option, lines: Lines) -> Markup:
    """Everything that a time means; green where it costs nobody anything."""
    told = [
        _lateness(say, one, option.booking),
        *_people(say, one, option.booking, _names(plan)),
        *_pushed(say, option, lines),
        *_announced(say, one, option.booking),
    ]
    calm = not option.pushed and option.booking.late_minutes <= 0
    head = say(
        "{when}, {place}",
        when=say.span(option.booking.start, option.booking.end),
        place=place_words(say, plan, option.booking.room),
    )
    return Markup('<div class="{}" role="status"><p><strong>{}</strong></p><ul>{}</ul></div>').format(
        "good" if calm else "mind", head, joined([Markup("<li>{}</li>").format(text) for text in told])
    )


def _lateness(say: Say, one: CaseMeeting, booking: Booking) -> str:
    if one.deadline_at is None:
        return say("It has no deadline.")
    deadline = say.short_moment(one.deadline_at)
    if booking.late_minutes > 0:
        late = minutes_late(say, booking.late_minutes)
        return say("{late} after its deadline ({when}).", late=late, when=deadline)
    return say("In time: its deadline is {when}.", when=deadline)


def _people(say: Say, one: CaseMeeting, booking: Booking, names: dict[str, str]) -> list[str]:
    """Who is not there, and who sits in for whom; told by name where the plan knows it."""
    seats = {seat.seat_id: inside(say, seat.organisation) for seat in one.seats}
    absent = [seats.get(seat_id, "") for seat_id in booking.absent]
    named = {seat.seat_id: seat.professional_id for seat in one.seats if seat.name and not seat.substitute}
    stand_ins = [
        say("{name} comes as substitute for {who}.", name=names[who], who=seats[seat_id])
        for seat_id, who in booking.attendees
        if seat_id in seats and who in names and named.get(seat_id, who) != who
    ]
    if absent:
        return [say("Without {who}.", who=say.listed([name for name in absent if name])), *stand_ins]
    return [say("Every seat is filled."), *stand_ins]


def _pushed(say: Say, option: Option, lines: Lines) -> list[str]:
    """Meetings that get another time or place by it, or none."""
    pushed = [lines[line] for line in option.pushed if line in lines]
    if not option.pushed:
        return [say("No other meeting moves.")]
    cases = say.listed(
        [say("{case} ({risk} risk)", case=other.code, risk=label(say, other.risk).lower()) for other in pushed]
    )
    return [
        say.plural(
            "{n} meeting gets another time by this, or none: {cases}.",
            "{n} meetings get another time by this, or none: {cases}.",
            len(option.pushed),
            cases=cases,
        )
    ]


def _announced(say: Say, one: CaseMeeting, booking: Booking) -> list[str]:
    if one.told in (None, Told.DRAFT) or one.starts_at is None:
        return []
    if booking.start == one.starts_at and booking.room == one.room:
        return []
    return [
        say("Its people confirmed another time. They hear of the new one when you announce.")
        if one.told is Told.CONFIRMED
        else say("Its people have an invitation for another time. They hear of the new one when you announce.")
    ]


def _names(plan: WeekPlan) -> dict[str, str]:
    return {seat.professional_id: seat.name for one in plan.meetings for seat in one.seats if seat.name}
