"""Points at which the meeting listens: the question, what is new, the victim's voice, and a point of its own."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import joined, show
from pages.live.room import Room
from services.victim.facts import Voice
from services.wording import Say


def draw_question(room: Room) -> bool:
    """Draws what the meeting is asked."""
    _quoted(room, room.meeting.question, room.say("No question was written down. Say in one sentence what to answer."))
    return False


def draw_news(room: Room) -> bool:
    """Draws what is new, as the invitation told it."""
    nothing = room.say("Nothing was written down beforehand. Who has news brings it in now.")
    _quoted(room, room.meeting.news, nothing)
    if not room.shared:
        words = room.say("Record an event")
        if st.button(words, key="live_event", icon=":material/add:", type="tertiary"):
            room.screen.go("gebeurtenissen", room.case_id)
    return False


def draw_voices(room: Room) -> bool:
    """Draws what each victim said, told by whoever speaks for them. On a screen for everybody the words are not read:
    they are told."""
    say, aliases = room.say, {person.ref: person.alias for person in room.state.facts.persons}
    if not room.table.voices:
        text = say("Nothing was written down of what the victim wants or fears. Ask who heard it last.")
        show(Markup('<p class="mind">{}</p>').format(text))
    for voice in room.table.voices:
        show(_voice(say, voice, aliases.get(voice.person_ref, "")))
    return False


def draw_own(room: Room) -> bool:
    """A point that somebody wrote themselves asks nothing of the planner but notes."""
    if not room.shared:
        show(Markup('<p class="soft">{}</p>').format(room.say("Write below what is said and agreed at this point.")))
    return False


def _voice(say: Say, voice: Voice, alias: str) -> Markup:
    told = say("{name} speaks for {alias}", name=voice.represented_by, alias=alias)
    if not voice.represented_by:
        told = say("Nobody speaks yet for {alias}", alias=alias)
    said = [(say("Wants"), voice.wishes), (say("Fears"), voice.fears), (say("May be told back"), voice.tell_back)]
    lines = [Markup('<p class="quote"><strong>{}:</strong> {}</p>').format(name, text) for name, text in said if text]
    head = Markup('<p class="quote">{}</p>').format(told)
    return head + Markup('<div class="said spoken">{}</div>').format(joined(lines)) if lines else head


def _quoted(room: Room, text: str, nothing: str) -> None:
    show(Markup('<p class="quote said lines">{}</p>').format(text) if text else Markup("<p>{}</p>").format(nothing))
