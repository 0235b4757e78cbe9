"""Why there is no time, what each required partner costs in times, and what would help, each with one button."""

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingMode
from pages.frame.markup import plain, rows, show
from pages.frame.screen import Screen
from pages.meeting.inviting import Offer, invite_dialog
from pages.meeting.polling import poll_dialog
from pages.meeting.slot_words import Seating, group_name, minutes_late, slot_title
from pages.meeting.wish import Wish, minutes_key
from pages.network.seat_form import deputy_for_seat
from services.meetings.facts import Availability
from services.plans.queries import CaseState
from services.scheduling.facts import AfterDeadline, Blocked, Online, Presence, Shorter, Suggestion
from services.wording import Say

_GONE = (Presence.ABSENT, Presence.PARTIAL)


def why_not_card(screen: Screen, state: CaseState, wish: Wish, found: Availability, around: Seating) -> None:
    """Draws why no time meets the minimum attendance and what would help."""
    say, blocked = screen.say, found.blocked
    with st.container(key="card_no_time", gap="small"):
        title = say("No time in these days at which the minimum attendance is met")
        show(Markup('<h2 class="slot">{}</h2>').format(title))
        if blocked is None:
            return
        if not blocked.open_times:
            show(Markup("<p>{}</p>").format(say("No working hour is left in these days before the last day.")))
        else:
            show(cost_rows(say, blocked))
        _help(screen, state, wish, found, around, blocked)


def cost_rows(say: Say, blocked: Blocked) -> Markup:
    """Per part of the minimum attendance how many times it leaves."""
    lines = []
    for part in sorted(blocked.blocking, key=lambda part: -part.without):
        who = group_name(say, part.organisations)
        if not part.invited:
            text = say("nobody of them is invited")
        elif blocked.times:
            text = say(
                "can come at {alone} of {all} times; without them {without} times, with them {times}",
                alone=part.alone,
                all=blocked.open_times,
                without=part.without,
                times=blocked.times,
            )
        elif part.without:
            text = say("without them {without} times, with them 0", without=part.without)
        else:
            text = say("without them there is no time either")
        lines.append(Markup('<li class="row"><strong>{}</strong><span class="soft">{}</span></li>').format(who, text))
    return rows(lines)


def _help(screen: Screen, state: CaseState, wish: Wish, found: Availability, around: Seating, blocked: Blocked) -> None:
    say = screen.say
    show(Markup("<h3>{}</h3>").format(say("What would help")))
    for number, suggestion in enumerate(blocked.suggestions):
        with st.container(
            key=f"row_help_{number}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
        ):
            _suggestion(screen, state, wish, around, suggestion, number)
    if any(not part.invited for part in blocked.blocking):
        with st.container(key="row_help_seat", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            show(Markup("<p>{}</p>").format(say("Put somebody in the seats of the minimum attendance that are empty.")))
            if st.button(say("Put partners in their seats"), key="help_seat", icon=":material/group_add:"):
                screen.go("netwerk", state.facts.id)
    with st.container(key="row_help_poll", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        show(Markup("<p>{}</p>").format(say("Ask the partners themselves: each answers by a personal link.")))
        if st.button(say("Put times to the vote"), key="help_poll", icon=":material/how_to_vote:"):
            poll_dialog(screen, state, wish, found)


def _suggestion(
    screen: Screen, state: CaseState, wish: Wish, around: Seating, suggestion: Suggestion, number: int
) -> None:
    say, key = screen.say, f"help_{number}"
    if isinstance(suggestion, Shorter):
        text = say.plural(
            "A meeting of {minutes} minutes has {n} time.",
            "A meeting of {minutes} minutes has {n} times.",
            suggestion.times,
            minutes=suggestion.minutes,
        )
        show(Markup("<p>{}</p>").format(text))
        _switch(say("Make it {n} minutes", n=suggestion.minutes), key, minutes_key(wish.kind), suggestion.minutes)
    elif isinstance(suggestion, Online):
        text = say.plural("Online there is {n} time.", "Online there are {n} times.", suggestion.times)
        show(Markup("<p>{}</p>").format(text))
        _switch(say("Meet online"), key, "meeting_mode", MeetingMode.ONLINE.value)
    elif isinstance(suggestion, AfterDeadline):
        _after(screen, state, wish, around, suggestion, key)
    elif suggestion.attendee_id in around.seats:
        who = around.name(say, suggestion.attendee_id)
        text = say.plural(
            "With a deputy for {who} there is {n} time.",
            "With a deputy for {who} there are {n} times.",
            suggestion.times,
            who=who,
        )
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Name a deputy"), key=key, icon=":material/person_add:", help=plain(who)):
            deputy_for_seat(screen, state.facts, suggestion.attendee_id)


def _after(screen: Screen, state: CaseState, wish: Wish, around: Seating, suggestion: AfterDeadline, key: str) -> None:
    say, slot = screen.say, suggestion.slot
    late = minutes_late(say, suggestion.minutes_late)
    text = say("After the last day: {when}. That is {late} late.", when=slot_title(say, slot), late=late)
    show(Markup("<p>{}</p>").format(text))
    if st.button(say("Choose this time"), key=key):
        invite_dialog(screen, state, Offer(wish.kind, slot, wish.mode, around.unknown))


def _switch(words: str, key: str, field: str, value: object) -> None:
    """A button that changes what is asked; the page then looks again."""
    st.button(words, key=key, on_click=_set, args=(field, value))


def _set(field: str, value: object) -> None:
    st.session_state[field] = value


def other_times(screen: Screen, state: CaseState, wish: Wish, found: Availability, around: Seating) -> None:
    """Further times, and what keeps there from being more of them."""
    say, others = screen.say, found.proposals.others
    if not others and not (found.blocked and found.blocked.blocking):
        return
    with st.expander(say("Other times and what blocks them")):
        for number, slot in enumerate(others):
            with st.container(
                key=f"row_other_{number}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
            ):
                gone = [around.name(say, one.attendee_id) for one in slot.attendance if one.kind in _GONE]
                without = say("without {who}", who=say.listed(gone)) if gone else say("everybody")
                present = say("{n} of {all} present.", n=slot.present, all=slot.of)
                show(
                    Markup('<p><strong>{}</strong> {} <span class="soft">{}</span></p>').format(
                        slot_title(say, slot), present, without
                    )
                )
                if st.button(say("Choose"), key=f"choose_other_{number}", help=slot_title(say, slot)):
                    invite_dialog(screen, state, Offer(wish.kind, slot, wish.mode, around.unknown))
        if found.blocked:
            count = say.plural(
                "{n} time meets the minimum attendance.", "{n} times meet the minimum attendance.", found.blocked.times
            )
            show(Markup('<h3 class="below">{}</h3>').format(count))
            show(cost_rows(say, found.blocked))
