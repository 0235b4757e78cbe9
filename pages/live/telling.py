"""Who tells the victim what was agreed, and by when; only of what she may read. While a stop stands, it says so."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.markup import joined, plain, show
from pages.live.doing import open_actions
from pages.live.room import Room, all_done, doing, numbered
from services.cases.rules import hold_in_force
from services.plans.orders import ActionView
from services.reports.actions import tell_victim
from services.reports.facts import TellVictim
from services.wording.labels import organisation_label


def draw_telling(room: Room) -> bool:
    """Draws who tells what; gives False: nothing here takes the key that agrees."""
    say = room.say
    if hold_in_force(room.state.facts, room.screen.work.clock()):
        text = say("Stop: nobody approaches the alleged perpetrator until the case director releases this.")
        show(Markup('<p class="stop">{}</p>').format(text))
    hers = [action for action in open_actions(room) if action.tier == Tier.VICTIM]
    if not hers:
        text = say("No open action is for the victim to read. Who may read one is chosen with the action.")
        show(Markup("<p>{}</p>").format(all_done(room, text)))
    for action in hers:
        _row(room, action)
    _fixed(room)
    return False


def _row(room: Room, action: ActionView) -> None:
    say, number = room.say, action.number
    homes = {seat.organisation: organisation_label(say, seat.organisation) for seat in room.state.facts.seats}
    if action.tells_victim:
        homes.setdefault(action.tells_victim, organisation_label(say, action.tells_victim))
    with st.container(key=f"row_live_tell_{number}", gap="xsmall"):
        show(Markup('<p class="quote">{}</p>').format(numbered(room, action.what, f"A{number}")))
        if not room.directs:
            show(Markup('<p class="small">{}</p>').format(_told(room, action)))
            return
        who, by, keep = st.columns([2, 1.4, 1], vertical_alignment="bottom", gap="small")
        key = f"live.tell.{action.id}.{action.version}"
        options = list(homes)
        chosen = who.selectbox(
            say("Who tells the victim"),
            options,
            index=options.index(action.tells_victim) if action.tells_victim else None,
            format_func=lambda home: homes.get(home, ""),
            placeholder=say("Nobody"),
            key=f"{key}.who",
        )
        first = min(room.screen.today, action.tell_victim_on or room.screen.today)
        day = by.date_input(
            say("Victim told on or before"),
            value=action.tell_victim_on,
            format="DD-MM-YYYY",
            key=f"{key}.on",
            min_value=first,
        )
        same = (chosen or "", day) == (action.tells_victim, action.tell_victim_on)
        keep.button(
            say("Keep"),
            key=f"live_tell_{number}",
            help=None if room.shared else plain(f"A{number}"),
            disabled=same or not chosen,
            width="stretch",
            on_click=doing(room, _teller(room, action, str(chosen or ""), day if isinstance(day, date) else None)),
        )


def _teller(room: Room, action: ActionView, home: str, day: date | None) -> Callable[[], None]:
    def go() -> None:
        tell_victim(room.screen.work, TellVictim(room.case_id, action.id, action.version, home, day))

    return go


def _told(room: Room, action: ActionView) -> str:
    say = room.say
    if not action.tells_victim:
        return say("Nobody tells the victim yet.")
    who = organisation_label(say, action.tells_victim)
    if action.tell_victim_on is None:
        return say("{who} tells the victim.", who=who)
    return say("{who} tells the victim by {day}.", who=who, day=say.short_day(action.tell_victim_on))


def _fixed(room: Room) -> None:
    """Who speaks with her anyway: the words reach her best from somebody she knows."""
    say, aliases = room.say, {person.ref: person.alias for person in room.state.facts.persons}
    lines = [
        say("{name} speaks for {alias}", name=voice.represented_by, alias=aliases.get(voice.person_ref, ""))
        for voice in room.table.voices
        if voice.represented_by
    ]
    show(joined([Markup('<p class="small">{}</p>').format(text) for text in lines]))
