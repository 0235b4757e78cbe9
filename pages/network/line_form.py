"""The form that records a fixed line: that two organisations are in touch, without a day."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import record_line
from services.cases.facts import CaseFacts
from services.wording.labels import organisation_label


def record_line_dialog(screen: Screen, case: CaseFacts, pairs: tuple[tuple[str, str], ...] = ()) -> None:
    """Opens the dialog to record that two organisations are in touch; never what they said."""

    @st.dialog(screen.say("Record a fixed line"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            line_form(screen, case, pairs)

    opened()


def line_form(screen: Screen, case: CaseFacts, pairs: tuple[tuple[str, str], ...] = ()) -> None:
    """Draws the choice of two organisations; those of `pairs` are offered first."""
    say = screen.say
    homes = sorted({seat.organisation for seat in case.seats if not seat.external and not seat.barred})
    named = {key: organisation_label(say, key) for key in homes}
    text = say("For two organisations that are in touch as a matter of course. Only that they are is kept.")
    show(Markup('<p class="small">{}</p>').format(text))
    ends = [tuple(sorted(end.partition("/")[0] for end in pair)) for pair in pairs]
    known = [line for line in dict.fromkeys(ends) if all(end in named for end in line) and line[0] != line[1]]
    if known:
        chosen = st.radio(
            say("Between whom"),
            range(len(known)),
            format_func=lambda number: plain(f"{named[known[number][0]]} – {named[known[number][1]]}"),
            key="line_pair",
        )
        first, second = known[chosen]
    else:
        left, right = st.columns(2)
        with left:
            first = _organisation(say("Organisation"), "line_first", named, say("Choose"))
        with right:
            second = _organisation(say("And organisation"), "line_second", named, say("Choose"))
    if st.button(say("Record this line"), type="primary", key="line_keep", disabled=not (first and second)):
        with refusals_shown(say):
            record_line(screen.work, case.id, str(first), str(second))
            st.rerun()


def _organisation(title: str, key: str, named: dict[str, str], placeholder: str) -> str | None:
    return st.selectbox(
        plain(title),
        list(named),
        format_func=lambda organisation: named.get(organisation, ""),
        index=None,
        key=key,
        placeholder=placeholder,
    )
