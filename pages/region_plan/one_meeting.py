"""The dialog of one meeting: who sits there, times that fit with what each means, one's own time, pin, leave out."""

from collections.abc import Callable
from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import facts_list, joined, plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.meeting_words import late_words, pin_tag, risk_tag, room_words, told_tag
from pages.region_plan.needs_decision import reasons
from pages.region_plan.option_words import consequences_box, option_line, place_words
from pages.region_plan.shown import CHANGED, closes
from pages.region_plan.why_words import Lines
from services.region_plan.actions import mark, settle
from services.region_plan.facts import CaseMeeting, MarkMeeting, SeatTaken, SettleMeeting, TimeWrong, WeekPlan
from services.region_plan.queries import consequences, options_for
from services.scheduling.facts import LOCAL
from services.scheduling.many.facts import VIDEO, Option, Place
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label
from services.wording.labels import organisation_label

_OWN = "own"
_MOST_OPTIONS = 8


def meeting_dialog(screen: Screen, plan: WeekPlan, one: CaseMeeting, lines: Lines) -> None:
    """Opens the dialog. The times that fit are worked out once, when it opens."""
    say = screen.say
    options = () if one.left_out else _options(screen, plan, one)

    @st.dialog(
        plain(say("Case {case}: {kind}", case=one.code, kind=label(say, one.kind))), width="medium", on_dismiss=closes
    )
    def opened() -> None:
        with refusals_shown(say):
            _drawn(screen, plan, one, options, lines)

    opened()


def _options(screen: Screen, plan: WeekPlan, one: CaseMeeting) -> tuple[Option, ...]:
    """The times that fit; none for a meeting that this plan cannot place any more, such as one that begins soon."""
    try:
        return options_for(screen.work, plan.id, one.id)[:_MOST_OPTIONS]
    except TimeWrong:
        return ()


def _drawn(screen: Screen, plan: WeekPlan, one: CaseMeeting, options: tuple[Option, ...], lines: Lines) -> None:
    say = screen.say
    if st.session_state.get(CHANGED):
        text = say("Somebody else changed this plan meanwhile. It is shown as it is now: look, and press once more.")
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
    show(_facts(say, one, plan.outdated))
    if one.left_out:
        _left_out(screen, plan, one)
        return
    if one.explained is not None:
        show(Markup('<div class="mind">{}</div>').format(reasons(say, one, lines)))
    chosen = _chosen(screen, plan, one, options)
    if chosen is not None:
        show(consequences_box(say, plan, one, chosen, lines))
    _buttons(screen, plan, one, chosen)


def _facts(say: Say, one: CaseMeeting, outdated: frozenset[str]) -> Markup:
    """Where it stands now, by when it is wanted, and who sits there."""
    if one.starts_at and one.ends_at:
        now = Markup("{}, {} {} {}").format(
            say.span(one.starts_at, one.ends_at),
            room_words(say, one),
            told_tag(say, one),
            pin_tag(say) if one.pinned else "",
        )
        if one.late_minutes > 0:
            now += Markup(" {}").format(tag(late_words(say, one.late_minutes), "orange"))
        if one.id in outdated:
            now += Markup(" {}").format(tag(say("no longer fits"), "red"))
    else:
        now = Markup("{}").format(say("no time"))
    deadline = say.moment(one.deadline_at) if one.deadline_at else say("none")
    return facts_list(
        [
            (say("Now"), now),
            (say("Risk"), risk_tag(say, one.risk)),
            (say("Deadline"), deadline),
            (say("Who"), _seats(say, one)),
        ]
    )


def _seats(say: Say, one: CaseMeeting) -> Markup | str:
    """Who sits there; of a meeting without a time only which organisations are asked."""
    if one.starts_at is None:
        return say.listed([organisation_label(say, seat.organisation) for seat in one.seats])
    return joined([Markup("<div>{}</div>").format(_seat(say, seat)) for seat in one.seats])


def _seat(say: Say, seat: SeatTaken) -> Markup:
    home = organisation_label(say, seat.organisation)
    if not seat.name:
        who = (
            say("{name} is expected, but cannot come by the plan", name=seat.expected)
            if seat.expected
            else say("nobody")
        )
        return Markup('{}: <span class="soft">{}</span>').format(home, who)
    return Markup("{}: {} {}").format(home, seat.name, tag(say("substitute")) if seat.substitute else "")


def _chosen(screen: Screen, plan: WeekPlan, one: CaseMeeting, options: tuple[Option, ...]) -> Option | None:
    """One of the times that fit, or a time of one's own with what it means at once."""
    say = screen.say
    named = {f"{option.booking.start.isoformat()}/{option.booking.room}": option for option in options}
    if not named:
        text = say("No time fits beside the other meetings as they stand. You can look at a time of your own.")
        show(Markup("<p>{}</p>").format(text))
        return _own(screen, plan, one)
    key = st.radio(
        say("Times that fit"),
        [*named, _OWN],
        format_func=lambda key: plain(option_line(say, plan, one, named[key])) if key in named else say("Another time"),
        key=f"region_slot_{one.id}",
    )
    return named[key] if key in named else _own(screen, plan, one)


def _own(screen: Screen, plan: WeekPlan, one: CaseMeeting) -> Option | None:
    say = screen.say
    start = one.starts_at.astimezone(LOCAL) if one.starts_at else None
    first, second, third = st.columns([1, 1, 1.4], gap="small", vertical_alignment="bottom")
    day = first.date_input(say("Day"), start.date() if start else None, format="DD-MM-YYYY", key=f"region_day_{one.id}")
    usual = time(start.hour, start.minute - start.minute % 15) if start else time(10)
    hour = second.time_input(say("Time"), usual, step=900, key=f"region_hour_{one.id}")
    with third:
        room = _room(say, plan, one)
    if not isinstance(day, date) or hour is None:
        show(Markup('<p class="small">{}</p>').format(say("Choose a day and a time; you see at once what it means.")))
        return None
    with refusals_shown(say):
        return consequences(screen.work, plan.id, one.id, datetime.combine(day, hour, tzinfo=LOCAL), room)
    return None


def _room(say: Say, plan: WeekPlan, one: CaseMeeting) -> str:
    """Where: online, a room in use, or left to the plan."""
    if plan.place is Place.ONLINE:
        return VIDEO
    rooms = {room.id: room.name for room in plan.rooms if room.active}
    named = {"": say("Any place that is free")} | ({VIDEO: say("online")} if plan.place is Place.EITHER else {}) | rooms
    if one.room and one.room not in named:
        named[one.room] = place_words(say, plan, one.room)
    chosen = st.selectbox(
        say("Place"), list(named), format_func=lambda room: named.get(room, ""), key=f"region_where_{one.id}"
    )
    return chosen or ""


def _buttons(screen: Screen, plan: WeekPlan, one: CaseMeeting, chosen: Option | None) -> None:
    say = screen.say
    with st.container(key="region_meeting_do", horizontal=True, gap="small"):
        if chosen is not None and st.button(say("Put it there and pin it"), key="region_settle", type="primary"):
            booking = chosen.booking
            _act(lambda: settle(screen.work, SettleMeeting(plan.id, plan.version, one.id, booking.start, booking.room)))
        if one.starts_at:
            words = say("Unpin") if one.pinned else say("Pin it where it is")
            if st.button(words, key="region_pin"):
                order = MarkMeeting(plan.id, plan.version, one.id, pinned=not one.pinned)
                _act(lambda: mark(screen.work, order))
        if st.button(say("Leave to director"), key="region_leave_out", type="tertiary"):
            order = MarkMeeting(plan.id, plan.version, one.id, left_out=True)
            _act(lambda: mark(screen.work, order))


def _left_out(screen: Screen, plan: WeekPlan, one: CaseMeeting) -> None:
    say = screen.say
    show(Markup("<p>{}</p>").format(say("This case is left to its director: it gets no time in this plan.")))
    if st.button(say("Take it in again"), key="region_take_in", type="primary"):
        _act(lambda: mark(screen.work, MarkMeeting(plan.id, plan.version, one.id, left_out=False)))


def _act(order: Callable[[], object]) -> None:
    """Does it and closes the dialog; where somebody else changed the plan, it is opened on what stands now."""
    try:
        order()
    except ChangedMeanwhile:
        st.session_state[CHANGED] = True
        st.rerun()
    closes()
    st.rerun()
