"""Why a meeting is late or has no time, in sentences with exact figures, and what would help."""

from collections.abc import Iterable, Mapping

from pages.meeting.slot_words import minutes_late
from pages.region_plan.meeting_words import inside
from services.region_plan.facts import CaseMeeting
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut
from services.wording import Say, label

Lines = Mapping[str, CaseMeeting]
"""The meetings of a plan by their id."""
MOST_NAMED = 3
"""So many other cases are named in one sentence; the rest is counted."""


def why(say: Say, one: CaseMeeting, found: Explained, lines: Lines) -> str:
    """The one sentence that says what stands in the way."""
    others = _cases(say, found.others, lines)
    deadline = say.short_moment(one.deadline_at) if one.deadline_at else say("the end of these weeks")
    who = say.listed([group_words(say, part.organisations) for part in found.blocking if not part.seat_id])
    return {
        Hindrance.NOBODY: say("There is nobody to ask: no seat of this case has a professional."),
        Hindrance.MINIMUM_NOT_INVITED: say(
            "The minimum attendance cannot be met: nobody has a seat for {who}.", who=who
        )
        if who
        else say("The minimum attendance cannot be met: somebody of it has no seat."),
        Hindrance.DEADLINE_PASSED: say("Its deadline ({when}) lies before the first time that is left.", when=deadline),
        Hindrance.NO_COMMON_TIME: say("Who must be there share no free time before {when}.", when=deadline),
        Hindrance.NO_ROOM: say("No room with enough seats is free at a time that suits, before {when}.", when=deadline),
        Hindrance.PIN_IMPOSSIBLE: say("It is pinned at a time at which who must be there, or the room, is not free."),
        Hindrance.PINS_COLLIDE: say(
            "It is pinned at the same time as {cases}, with the same people or room.", cases=others
        )
        if others
        else say("It is pinned at the same time as another one, with the same people or room."),
        Hindrance.SHORTAGE: say(
            "The same people are needed by {cases}, and together they have too few times.", cases=others
        )
        if others
        else say("The people who must be there have too few times for all their cases."),
        Hindrance.TAKEN_BY_OTHERS: say(
            "Alone it would have {n} times before {when}; they went to {cases}.",
            n=found.times,
            when=deadline,
            cases=others or say("other cases"),
        ),
        Hindrance.NOT_EXAMINED: say("Why it is late was not looked into: the work was stopped before."),
    }[found.hindrance]


def unknown_words(say: Say, one: CaseMeeting) -> list[str]:
    """Of whom no hours are known: an empty diary is no full one."""
    if not one.unknown:
        return []
    who = say.listed([inside(say, key) for key in dict.fromkeys(one.unknown)])
    return [say("Nothing is known of the hours of {who}, so nothing counts as free. Fill them in first.", who=who)]


def proof(say: Say, one: CaseMeeting, found: Explained) -> str:
    """Whether no plan at all could do better, in words; with unknown hours, as far as that can be said."""
    if found.proven and one.unknown:
        return say("As long as those hours are unknown no plan holds it in time.")
    if found.proven and found.others:
        return say("This is proven: no plan at all holds it in time together with these.")
    if found.proven:
        return say("This is proven: no plan at all holds it in time.")
    return say("This is not proven: working it out longer may still find a time.")


def group_words(say: Say, organisations: Iterable[str]) -> str:
    """The organisations of which one is enough, by their short names."""
    return " / ".join(inside(say, key) for key in organisations)


def blocking_words(say: Say, one: CaseMeeting, found: Explained) -> list[str]:
    """Whose asking costs times, what gains most first: 'Zonder Veilig Thuis: 14 tijden; met: 0.'"""
    parts = sorted(found.blocking, key=lambda part: -part.without)
    return [
        say.plural(
            "Without {who}: {n} time; with: {times}.",
            "Without {who}: {n} times; with: {times}.",
            part.without,
            who=_who(say, one, part),
            times=found.times,
        )
        for part in parts
        if part.without > found.times
    ]


def _who(say: Say, one: CaseMeeting, part: BlockingSeat) -> str:
    return _seat(say, one, part.seat_id) if part.seat_id else group_words(say, part.organisations)


def _seat(say: Say, one: CaseMeeting, seat_id: str) -> str:
    """A seat by its organisation, and by who sits there where the organisation has more of them."""
    seat = next((seat for seat in one.seats if seat.seat_id == seat_id), None)
    if seat is None:
        return say("one of the attendees")
    several = sum(1 for other in one.seats if other.organisation == seat.organisation) > 1
    name = inside(say, seat.organisation)
    return f"{name} ({seat.name})" if several and seat.name else name


def way_out(say: Say, one: CaseMeeting, found: Suggestion, lines: Lines) -> str:
    """One thing that would help, with its figure."""
    times = say.plural("{n} start that fits", "{n} starts that fit", found.times)
    if found.way is WayOut.SUBSTITUTE:
        return say("With a substitute for {who}: {times}.", who=_seat(say, one, found.seat_id), times=times)
    if found.way is WayOut.ONLINE:
        return say("Online: {times}.", times=times)
    if found.way is WayOut.SHORTER:
        return say(
            "In {minutes} minutes instead of {now}: {times}.", minutes=found.minutes, now=one.minutes, times=times
        )
    if found.way is WayOut.SWAP:
        other = lines.get(found.meeting_id)
        if other is None:
            return say("If another case of lower risk gives way: {times}.", times=times)
        risk = label(say, other.risk).lower()
        return say("If {case} ({risk} risk) gives way: {times}.", case=other.code, risk=risk, times=times)
    if found.start is None:
        return say("After the deadline: {times}.", times=times)
    late = minutes_late(say, found.late_minutes)
    return say("After the deadline: {when}, {late} late.", when=say.short_moment(found.start), late=late)


def who_can(say: Say, one: CaseMeeting, found: Explained) -> list[str]:
    """What of all this only the case's director can do, who is named: who plans a region opens no case."""
    ways = {way.way for way in found.suggestions}
    acts = [
        *([say("name a substitute")] if WayOut.SUBSTITUTE in ways else []),
        *([say("plan a shorter meeting")] if WayOut.SHORTER in ways else []),
        *([say("enter or ask for the hours")] if one.unknown else []),
    ]
    if not acts:
        return []
    if not one.director:
        return [say("The case director can {acts}.", acts=say.listed(acts))]
    return [say("{director} directs this case and can {acts}.", director=one.director, acts=say.listed(acts))]


def _cases(say: Say, ids: Iterable[str], lines: Lines) -> str:
    codes = [lines[one].code for one in ids if one in lines]
    named, more = codes[:MOST_NAMED], len(codes) - MOST_NAMED
    if more > 0:
        named.append(say.plural("{n} more", "{n} more", more))
    return say.listed(named)
