"""What the director wants of the meeting: kind, length, where, until when and over which days; and what fits it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingKind, MeetingMode
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from services.availability.typed_hours import monday_of
from services.meetings.facts import DEFAULT_MINUTES, Availability
from services.meetings.proposing import appraised, availability
from services.meetings.rules import LOOK_AHEAD_DAYS, kinds_to_offer
from services.plans.queries import CaseState
from services.route_map.due import target_at
from services.route_map.queries import regional
from services.route_map.region import Planning
from services.scheduling.facts import LOCAL, Slot, local_day
from services.wording import Say, label

MINUTES = (30, 45, 60, 90, 120)
THIS_WEEK, TWO_WEEKS, FROM_MONDAY = "this_week", "two_weeks", "from_monday"
KIND_KEY, MODE_KEY = "meeting_kind", "meeting_mode"
"""Where the kind of meeting and its place are remembered, also for who hands a wish over."""
_MONDAYS = 12
"""So many weeks ahead a Monday can be chosen."""


@dataclass(frozen=True)
class Wish:
    """What is asked of a time. `until` is the last day, None for no deadline; `first_day` and `days` the stretch.
    `planning`: the hours in which the region meets; `only`: with whom (seat ids), with everybody when it is empty."""

    kind: MeetingKind
    minutes: int
    mode: MeetingMode
    until: date | None
    lunch_free: bool
    first_day: date | None
    days: int | None
    planning: Planning
    only: frozenset[str] = frozenset()

    @property
    def deadline(self) -> datetime | None:
        """The end of the last day, as the region's days end."""
        return datetime.combine(self.until, self.planning.day_end, LOCAL) if self.until else None

    @property
    def lunch(self) -> tuple[time, time] | None:
        """The lunch that is kept free, if it is."""
        return self.planning.lunch if self.lunch_free else None


def found_for(screen: Screen, case_id: str, wish: Wish) -> Availability:
    """The times that fit: the one computation of a page. Raises `NotAllowed`."""
    return availability(
        screen.work,
        case_id,
        wish.kind,
        wish.minutes,
        mode=wish.mode,
        first_day=wish.first_day,
        days=wish.days,
        deadline=wish.deadline,
        lunch_free=wish.lunch_free,
        only=wish.only,
    )


def slot_for(screen: Screen, case_id: str, wish: Wish, start: datetime, besides: str = "") -> Slot:
    """Who would be there at a time of one's own choice; `besides` is the meeting that is held then already."""
    return appraised(screen.work, case_id, wish.kind, wish.minutes, start, mode=wish.mode, besides=besides)


def wished(screen: Screen, state: CaseState, only: frozenset[str] = frozenset()) -> Wish:
    """Draws what can be asked and gives it. The day until which the region proposes to meet stands there beforehand.
    `only`: the seats to reckon with, where not everybody is meant."""
    planning = regional(screen.work.settings.route_map).region.planning
    with st.container(key="card_wish", gap="small"):
        with st.container(horizontal=True, vertical_alignment="top", gap="medium"):
            kind, minutes, mode = _what(screen.say)
            asked = target_at(planning, kind, state.facts.risk, screen.work.clock())
            target = local_day(asked) if asked else None
            until = _until(screen, state, kind, target)
        with st.container(key="wish_more", horizontal=True, vertical_alignment="center", gap="small"):
            _about_until(screen.say, until_key(state.facts.id, kind), until, target)
            first_day, days, lunch_free = _more(screen, planning)
    return Wish(kind, minutes, mode, until, lunch_free, first_day, days, planning, only)


def _what(say: Say) -> tuple[MeetingKind, int, MeetingMode]:
    st.session_state.setdefault(KIND_KEY, MeetingKind.CASE_CONFERENCE.value)
    st.session_state.setdefault(MODE_KEY, MeetingMode.ONLINE.value)
    kind = st.segmented_control(
        say("Kind of meeting"),
        [kind.value for kind in kinds_to_offer()],
        format_func=lambda value: label(say, MeetingKind(value)),
        required=True,
        key=KIND_KEY,
    )
    minutes = _minutes(say, MeetingKind(kind))
    mode = st.segmented_control(
        say("Where"),
        [mode.value for mode in MeetingMode],
        format_func=lambda value: label(say, MeetingMode(value)),
        required=True,
        key=MODE_KEY,
    )
    return MeetingKind(kind), minutes, MeetingMode(mode)


def minutes_key(kind: MeetingKind) -> str:
    """Where the chosen length of a kind of meeting is remembered."""
    return f"minutes_{kind.value}"


def until_key(case_id: str, kind: MeetingKind) -> str:
    """Where the last day is remembered; it is proposed anew for another kind."""
    return f"until_{kind.value}_{case_id}"


def _minutes(say: Say, kind: MeetingKind) -> int:
    key = minutes_key(kind)
    st.session_state.setdefault(key, DEFAULT_MINUTES[kind])
    offered = sorted({*MINUTES, st.session_state[key] or DEFAULT_MINUTES[kind]})
    return int(st.segmented_control(say("Minutes"), offered, required=True, key=key) or DEFAULT_MINUTES[kind])


def _until(screen: Screen, state: CaseState, kind: MeetingKind, target: date | None) -> date | None:
    """The last day; the region's proposal stands there until it is changed or let go."""
    key, today = until_key(state.facts.id, kind), screen.today
    first = min(today, st.session_state.setdefault(key, target) or today)
    title = screen.say("At the latest on")
    until: date | None = st.date_input(title, None, format="DD-MM-YYYY", min_value=first, key=key, width=180)
    return until


def _about_until(say: Say, key: str, until: date | None, target: date | None) -> None:
    """That the last day is the region's proposal, or the way back to it."""
    if target is None or until == target:
        day = say.short_day(target) if target else ""
        text = say("Proposal of the region: by {day} at the latest", day=day) if target else ""
        show(Markup('<p class="small">{}</p>').format(text))
        return
    words = plain(say("Back to {day}, as the region proposes", day=say.short_day(target)))
    st.button(words, key="until_back", type="tertiary", icon=":material/undo:", on_click=_set, args=(key, target))
    st.space("stretch")


def _more(screen: Screen, planning: Planning) -> tuple[date | None, int | None, bool]:
    """First day, number of days, and whether lunch is kept free."""
    say = screen.say
    named = {THIS_WEEK: say("This week"), TWO_WEEKS: say("Two weeks"), FROM_MONDAY: say("From a Monday")}
    with st.popover(say("More choices"), icon=":material/tune:", type="tertiary"):
        stretch = st.segmented_control(
            say("Look at"),
            list(named),
            format_func=lambda value: named[value],
            default=TWO_WEEKS,
            required=True,
            key="meeting_stretch",
        )
        first_day, days = _stretch(screen, stretch)
        lunch_free = False
        if planning.lunch:
            start, end = (say.hour(hour) for hour in planning.lunch)
            words = plain(say("Keep lunch free ({start} to {end})", start=start, end=end))
            lunch_free = st.toggle(words, value=True, key="meeting_lunch")
    return first_day, days, lunch_free


def _stretch(screen: Screen, stretch: str | None) -> tuple[date | None, int | None]:
    say, today = screen.say, screen.today
    if stretch == THIS_WEEK:
        return None, max(7 - today.weekday(), 1) if today.isoweekday() <= 5 else LOOK_AHEAD_DAYS - 5
    if stretch == FROM_MONDAY:
        mondays = [monday_of(today) + timedelta(weeks=number) for number in range(1, _MONDAYS + 1)]
        chosen = st.selectbox(
            say("From Monday"), mondays, format_func=lambda day: say.short_day(day), key="from_monday"
        )
        return chosen, LOOK_AHEAD_DAYS
    return None, None


def _set(key: str, value: object) -> None:
    st.session_state[key] = value
