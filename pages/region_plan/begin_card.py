"""Beginning a plan: from which day, for how many weeks, and where its meetings may be."""

from datetime import date, timedelta

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.meeting_words import place_name
from pages.region_plan.shown import CHOSEN, FRESH, MORE
from services.region_plan.actions import begin
from services.region_plan.facts import BeginPlan, RoomLine
from services.scheduling.many.facts import Place
from services.scheduling.opening import working_days_after

MOST_WEEKS = 4
_FURTHEST = timedelta(days=183)
"""Later first days are refused: nobody's calendar is known then."""
_USUAL_WEEKS = 2


def begin_card(screen: Screen, rooms: tuple[RoomLine, ...], *, first: bool) -> None:
    """Draws the form; `first`: there is no plan yet, and the card says what will stand here."""
    say = screen.say
    plan_id = st.session_state.setdefault(FRESH, screen.work.chance.id())
    with st.container(key="card_region_begin", gap="small"):
        show(Markup('<h2>{}</h2><p class="soft">{}</p>').format(say("Plan weeks"), _about(screen, first=first)))
        day, weeks, place = st.columns([1, 1, 2], gap="small", vertical_alignment="bottom")
        first_day = day.date_input(
            say("First day"),
            value=working_days_after(screen.today, 1),
            min_value=screen.today,
            max_value=screen.today + _FURTHEST,
            format="DD-MM-YYYY",
            key="region_first_day",
        )
        amount = weeks.number_input(say("Number of weeks"), 1, MOST_WEEKS, _USUAL_WEEKS, key="region_weeks")
        named = {one.value: place_name(say, one) for one in Place}
        where = place.segmented_control(
            say("Where"),
            list(named),
            default=Place.ONLINE.value,
            format_func=lambda one: named[one],
            key="region_place",
            required=True,
        )
        if isinstance(first_day, date):
            _until(screen, first_day, int(amount) * 7)
        _mind_rooms(screen, Place(where or Place.ONLINE), rooms)
        with st.container(horizontal=True, gap="small"):
            begins = st.button(say("Begin"), key="region_begin", type="primary", icon=":material/event_note:")
            if not first and st.button(say("Back to the plan"), key="region_begin_back", type="tertiary"):
                st.session_state.pop(MORE, None)
                st.rerun()
        if begins and isinstance(first_day, date):
            with refusals_shown(say):
                order = BeginPlan(plan_id, first_day, int(amount) * 7, Place(where or Place.ONLINE))
                st.session_state[CHOSEN] = begin(screen.work, order)
                st.session_state.pop(FRESH, None)
                st.session_state.pop(MORE, None)
                st.rerun()


def _about(screen: Screen, *, first: bool) -> str:
    say = screen.say
    if first:
        return say(
            "There is no plan yet. Choose the weeks: every open case that needs a meeting then stands here, and one "
            "press works out a time for all of them together. Nobody hears of it before you announce it."
        )
    return say("A plan for other weeks. The plan that is there stays as it is.")


def _mind_rooms(screen: Screen, place: Place, rooms: tuple[RoomLine, ...]) -> None:
    say, usable = screen.say, [room for room in rooms if room.active]
    if place is Place.ONLINE:
        return
    if usable:
        text = say("Rooms that are used: {rooms}.", rooms=say.listed([room.name for room in usable]))
        show(Markup('<p class="small">{}</p>').format(text))
        return
    text = say("There is no room yet. Add one under Rooms first: a meeting on site without a room gets no time.")
    show(Markup('<p class="mind" role="status">{}</p>').format(text))


def _until(screen: Screen, first_day: date, days: int) -> None:
    last = first_day + timedelta(days=days - 1)
    text = screen.say("Until and including {day}.", day=screen.say.day(last))
    show(Markup('<p class="small">{}</p>').format(text))
