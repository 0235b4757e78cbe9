"""Opening the adopted plan to those who were invited by link: its state, and a question before anything changes."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.plans.orders import VersionLine
from services.plans.queries import CaseState
from services.plans.releasing import READ_FOR_AT_LEAST, release_plan, withdraw_release


def release_card(screen: Screen, state: CaseState) -> None:
    """Draws whether the plan in force is open to the attendees, for who directs the case."""
    if state.in_force is None or not state.leads:
        return
    say, newest = screen.say, state.in_force
    with st.container(key="card_release", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("For the attendees")))
        if newest.released_at is None:
            _closed(screen, state, newest)
        else:
            told = say(
                "Version {number} is open to the attendees since {moment}.",
                number=newest.number,
                moment=say.short_moment(newest.released_at),
            )
            show(Markup('<p class="good">✓ {}</p><p class="small">{}</p>').format(told, _what_they_read(screen)))
            if st.button(say("Withdraw the release"), key="withdraw_release", width="stretch"):
                _ask(screen, state, newest, withdraw=True)


def _closed(screen: Screen, state: CaseState, newest: VersionLine) -> None:
    say = screen.say
    text = say("Attendees do not see version {number} yet.", number=newest.number)
    if any(line.released_at and line.number < newest.number for line in state.versions):
        text += " " + say("They no longer see the version before it either.")
    show(Markup('<p>{}</p><p class="small">{}</p>').format(text, _what_they_read(screen)))
    words = say("Release the plan to the attendees")
    if st.button(words, type="primary", icon=":material/lock_open:", key="release", width="stretch"):
        _ask(screen, state, newest, withdraw=False)


def _what_they_read(screen: Screen) -> str:
    return screen.say(
        "By their own link and code they read what their organisation may read, and can download it on their name."
    )


def _ask(screen: Screen, state: CaseState, version: VersionLine, *, withdraw: bool) -> None:
    say = screen.say
    title = say("Withdraw the release") if withdraw else say("Release the plan to the attendees")

    @st.dialog(plain(title))
    def opened() -> None:
        with refusals_shown(say):
            release_question(screen, state, version, withdraw=withdraw)

    opened()


def release_question(screen: Screen, state: CaseState, version: VersionLine, *, withdraw: bool) -> None:
    """Draws what the release or its withdrawal does, and the button that does it."""
    say, days = screen.say, READ_FOR_AT_LEAST.days
    if withdraw:
        text = say("They no longer see the plan by their link. A file that somebody downloaded stays with them.")
        show(Markup("<p>{}</p>").format(text))
        if st.button(say("Withdraw the release of version {number}", number=version.number), key="withdraw_now"):
            with refusals_shown(say):
                withdraw_release(screen.work, state.facts.id, version.number)
                st.rerun()
        return
    text = say("Their links work for at least {n} days more. Nobody gets a mail about it: tell them.", n=days)
    show(Markup('<p>{}</p><p class="small">{}</p>').format(_what_they_read(screen), text))
    if st.button(say("Release version {number}", number=version.number), type="primary", key="release_now"):
        with refusals_shown(say):
            release_plan(screen.work, state.facts.id, version.number)
            st.rerun()
