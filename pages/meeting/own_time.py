"""A time of one's own choice, appraised at once: who would be there and whether the minimum is met."""

from datetime import datetime, time

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.proposals import who_comes
from pages.meeting.slot_words import Seating, has_begun, missing_groups, slot_title, time_flaw
from pages.meeting.wish import Wish, slot_for
from services.plans.queries import CaseState
from services.scheduling.facts import LOCAL, Slot


def own_time(screen: Screen, state: CaseState, wish: Wish, around: Seating) -> None:
    """Draws the fields; only they are drawn anew when a day or time is picked."""

    @st.fragment
    def drawn() -> None:
        with refusals_shown(screen.say):
            _pick(screen, state, wish, around)

    with st.expander(screen.say("Pick a time of your own")):
        drawn()


def _pick(screen: Screen, state: CaseState, wish: Wish, around: Seating) -> None:
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        day = st.date_input(say("Day"), value=None, format="DD-MM-YYYY", key="own_day", width=185)
        hour = st.time_input(say("Time"), value=time(10), step=900, key="own_time", width=120)
    if not day or not hour:
        show(Markup('<p class="small">{}</p>').format(say("Pick a day; you see at once who can come.")))
        return
    start, now = datetime.combine(day, hour, LOCAL), screen.work.clock()
    if has_begun(start, now):
        show(Markup('<p class="stop" role="status">{}</p>').format(_flaw(screen, wish, start)))
        return
    slot = slot_for(screen, state.facts.id, wish, start)
    flaw = _flaw(screen, wish, start)
    mind = Markup('<p class="mind below" role="status">{}</p>').format(flaw) if flaw else ""
    show(
        Markup('<p class="line below">{}</p><h2 class="slot">{}</h2>{}{}').format(
            _met(screen, around, slot), slot_title(say, slot), who_comes(screen, around, slot), mind
        )
    )
    if missing_groups(say, around, slot):
        text = say("You can go on without them if you write down why. They are asked for information in writing.")
        show(Markup('<p class="small">{}</p>').format(text))
    if st.button(say("Choose this time"), key="choose_own", type="primary", icon=":material/mail:"):
        invite_dialog(screen, state, Offer(wish.kind, slot, wish.mode, around.unknown))


def _met(screen: Screen, around: Seating, slot: Slot) -> Markup | str:
    say = screen.say
    if not slot.groups:
        return ""
    if slot.rule_met:
        return tag(say("minimum met"), "green")
    known = missing_groups(say, around, slot)
    return tag(say("minimum not met"), "orange") if known else tag(say("minimum not known yet"), "orange")


def _flaw(screen: Screen, wish: Wish, start: datetime) -> str:
    hours = (wish.planning.day_start, wish.planning.day_end)
    return time_flaw(screen.say, start, wish.minutes, screen.work.clock(), hours)
