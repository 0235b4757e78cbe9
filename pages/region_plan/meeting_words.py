"""A planned meeting in words: its place, who is not there, how it stands; the same in the weeks and in its dialog."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from models.terms import MeetingMode, Risk
from pages.frame.case_header import RISK_COLOUR
from pages.frame.markup import joined, tag
from pages.meeting.slot_words import minutes_late
from services.network.names import organisation_name, small
from services.region_plan.facts import CaseMeeting, SeatTaken, WeekPlan
from services.scheduling.many.facts import VIDEO, Place, Told
from services.wording import Say, label

GRAVEST = tuple(Risk)[::-1]
"""Risks, the gravest first."""


@dataclass(frozen=True)
class Counted:
    """The meetings of a plan by what became of them; every one is in one of the first three."""

    planned: tuple[CaseMeeting, ...]
    without: tuple[CaseMeeting, ...]
    left_out: tuple[CaseMeeting, ...]
    late: tuple[CaseMeeting, ...]

    @property
    def deciding(self) -> tuple[CaseMeeting, ...]:
        """What asks for a decision: late or without a time, gravest first."""
        return tuple(sorted((*self.without, *self.late), key=_gravity))


def counted(plan: WeekPlan) -> Counted:
    """Sorts a plan's meetings; `late` and `without` gravest first, by how late and by deadline."""
    taken = [one for one in plan.meetings if not one.left_out]
    planned = sorted((one for one in taken if one.starts_at), key=lambda one: (one.starts_at, one.code))
    return Counted(
        tuple(planned),
        tuple(sorted((one for one in taken if not one.starts_at), key=_gravity)),
        tuple(sorted((one for one in plan.meetings if one.left_out), key=_gravity)),
        tuple(sorted((one for one in planned if one.late_minutes > 0), key=_gravity)),
    )


def _gravity(one: CaseMeeting) -> tuple[int, bool, int, str]:
    return (GRAVEST.index(one.risk), one.starts_at is not None, -one.late_minutes, one.code)


def untold(one: CaseMeeting) -> bool:
    """Whether it has a time of which nobody was told yet."""
    return bool(one.starts_at) and not one.left_out and one.told in (None, Told.DRAFT)


def to_move(one: CaseMeeting) -> bool:
    """Whether people know another time or place than the plan has now."""
    return bool(one.starts_at) and not one.left_out and one.moved and not untold(one)


def place_name(say: Say, place: Place) -> str:
    """Where the meetings of a plan are held."""
    return {
        Place.ONLINE: label(say, MeetingMode.ONLINE),
        Place.ON_SITE: label(say, MeetingMode.ON_SITE),
        Place.EITHER: say("Online or on site"),
    }[place]


def room_words(say: Say, one: CaseMeeting) -> str:
    """Where one meeting is held: 'online', or the room's name."""
    return say("online") if one.room == VIDEO else one.room_name


def risk_tag(say: Say, risk: Risk) -> Markup:
    """The risk as a small coloured word."""
    return tag(label(say, risk), RISK_COLOUR[risk])


def inside(say: Say, organisation: str) -> str:
    """The short name of an organisation as it stands within a sentence."""
    return small(organisation_name(say, organisation), organisation)


def here(seats: Iterable[SeatTaken]) -> int:
    """How many seats somebody sits on."""
    return sum(1 for seat in seats if seat.name)


def absent_names(say: Say, seats: Iterable[SeatTaken]) -> list[str]:
    """Whose seat nobody fills; '2 × politie' where an organisation misses more than once."""
    missing = Counter(inside(say, seat.organisation) for seat in seats if not seat.name)
    return [name if times == 1 else f"{times} × {name}" for name, times in missing.items()]


def still_expected(say: Say, one: CaseMeeting) -> list[str]:
    """Who keeps an invitation though the plan has found that they cannot come, and for which organisation."""
    return [
        say(
            "{name} ({who}) is expected, but cannot come by the plan",
            name=seat.expected,
            who=inside(say, seat.organisation),
        )
        for seat in one.seats
        if seat.expected
    ]


def stand_ins(say: Say, one: CaseMeeting) -> list[str]:
    """Who comes for somebody else, and for which organisation."""
    return [
        say("{name} as substitute for {who}", name=seat.name, who=inside(say, seat.organisation))
        for seat in one.seats
        if seat.name and seat.substitute
    ]


def late_words(say: Say, minutes: int) -> str:
    """'2 dagen te laat'."""
    return say("{late} late", late=minutes_late(say, minutes))


def told_tag(say: Say, one: CaseMeeting) -> Markup:
    """What people know of this time."""
    if to_move(one):
        return tag(say("moved, not told yet"), "orange")
    if one.told is Told.CONFIRMED:
        return tag(say("confirmed"), "green")
    if one.told is Told.SENT:
        return tag(say("sent"), "blue")
    return tag(say("draft"))


def state_tags(say: Say, one: CaseMeeting, outdated: frozenset[str]) -> Markup:
    """How a meeting with a time stands, what needs a look first."""
    tags = [told_tag(say, one)]
    if one.id in outdated:
        tags.insert(0, tag(say("no longer fits"), "red"))
    if one.refusal:
        tags.insert(0, tag(say("refused"), "red"))
    if one.late_minutes > 0:
        tags.append(tag(late_words(say, one.late_minutes), "orange"))
    if one.pinned:
        tags.append(pin_tag(say))
    return joined(tags, " ")


def pin_tag(say: Say) -> Markup:
    """The sign of a meeting that was settled by hand."""
    return Markup('<span class="tag t-white"><span class="pin" aria-hidden="true"></span>{}</span>').format(
        say("pinned")
    )
