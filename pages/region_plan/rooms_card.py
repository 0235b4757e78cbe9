"""The rooms that meetings on site may use: a list, a new one, a change, and no longer using one."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.region_plan.shown import ROOM, closes, opens
from services.region_plan.actions import save_room
from services.region_plan.facts import RoomLine, SaveRoom

MOST_SEATS = 500
LONGEST_NAME = 80


def rooms_card(screen: Screen, rooms: tuple[RoomLine, ...]) -> None:
    """Draws the list; who is in use comes first."""
    say = screen.say
    with st.container(key="card_region_rooms", gap="small"):
        text = say("For meetings on site. Rooms at one address need no travel between them.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Rooms"), text))
        if not rooms:
            show(Markup("<p>{}</p>").format(say("No rooms yet. Online meetings need none.")))
        for room in sorted(rooms, key=lambda one: (not one.active, one.name.casefold())):
            with st.container(
                key=f"row_room_{room.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="small"
            ):
                show(_line(screen, room))
                if st.button(say("Change"), key=f"region_room_{room.id}", type="tertiary", help=plain(room.name)):
                    opens(ROOM, room.id)
        if st.button(say("Add a room"), key="region_room_new", icon=":material/add:"):
            opens(ROOM, screen.work.chance.id())


def _line(screen: Screen, room: RoomLine) -> Markup:
    say = screen.say
    seats = say.plural("{n} seat", "{n} seats", room.seats)
    gone = "" if room.active else tag(say("no longer used"))
    return Markup('<h3>{} {}</h3><p class="small">{}</p>').format(
        room.name, gone, " · ".join(part for part in (seats, room.site) if part)
    )


def room_dialog(screen: Screen, rooms: tuple[RoomLine, ...], room_id: str) -> None:
    """Opens the dialog of one room; an id that no room has is a new one's."""
    say, room = screen.say, next((one for one in rooms if one.id == room_id), None)

    @st.dialog(say("Change a room") if room else say("Add a room"), on_dismiss=closes)
    def opened() -> None:
        with refusals_shown(say):
            _form(screen, room or RoomLine(room_id, 0, "", 8, "", active=True))

    opened()


def _form(screen: Screen, room: RoomLine) -> None:
    say = screen.say
    name = st.text_input(say("Name"), room.name, max_chars=LONGEST_NAME, key=f"region_room_name_{room.id}")
    seats = st.number_input(say("Seats in the room"), 1, MOST_SEATS, room.seats, key=f"region_room_seats_{room.id}")
    site = st.text_input(
        say("Where it stands"),
        room.site,
        max_chars=LONGEST_NAME,
        key=f"region_room_site_{room.id}",
        placeholder=say("For example: Town hall"),
    )
    active = True
    if room.version:
        active = st.toggle(say("Used for meetings"), room.active, key=f"region_room_active_{room.id}")
        if not active:
            text = say("It is offered no more. Meetings that are planned there stay, until they are worked out again.")
            show(Markup('<p class="mind" role="status">{}</p>').format(text))
    if st.button(say("Save"), key="region_room_save", type="primary"):
        with refusals_shown(say):
            save_room(screen.work, SaveRoom(room.id, room.version, name.strip(), int(seats), site.strip(), active))
            closes()
            st.rerun()
