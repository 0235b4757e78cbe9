"""The dialog that changes a seat, or takes its holder off it."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.network.ends import seats_named
from pages.network.seat_fields import deputy_fields, keep_seat, term_fields
from services.cases.actions import end_seat
from services.cases.facts import CaseFacts, PartnerSeat
from services.directory.partners import professionals_for
from services.network.facts import NetworkFacts


def seat_dialog(screen: Screen, facts: NetworkFacts, seat_id: str = "") -> None:
    """Opens the dialog to change a seat or to take its holder off it; without `seat_id` it asks which."""

    @st.dialog(screen.say("Change a seat"), width="medium")
    def opened() -> None:
        with refusals_shown(screen.say):
            _which(screen, facts.case, seat_id)

    opened()


def _which(screen: Screen, case: CaseFacts, seat_id: str) -> None:
    named = seats_named(screen.say, case)
    if not seat_id:
        seat_id = (
            st.selectbox(
                screen.say("Which seat"),
                list(named),
                format_func=lambda one: named.get(one, ""),
                index=None,
                placeholder=screen.say("Choose"),
                key="change_seat_which",
            )
            or ""
        )
    seat = next((seat for seat in case.seats if seat.id == seat_id), None)
    if seat is not None:
        _change(screen, case, seat)


def _change(screen: Screen, case: CaseFacts, seat: PartnerSeat) -> None:
    say = screen.say
    form = DraftForm(screen, f"seat-change.{seat.id}", _as_it_is(seat), case.id)
    show(Markup("<h2>{}</h2>").format(seats_named(say, case)[seat.id]))
    deputy_fields(screen, form, professionals_for(screen.work, case.id), seat.professional_id)
    fault = term_fields(screen, form, case)
    form.status()
    with st.container(horizontal=True, gap="small"):
        if st.button(say("Keep"), type="primary", key="seat_keep") and not fault:
            keep_seat(screen, case, form, seat.professional_id, seat.role)
        if st.button(say("Give up changes"), key="seat_cancel"):
            form.discard()
            st.rerun()
        with st.popover(say("Take off this seat"), icon=":material/person_remove:"):
            told = say("From now on {name} no longer sits here. What was recorded stays readable.", name=seat.name)
            show(Markup("<p>{}</p>").format(told))
            if st.button(say("Yes, take off this seat"), type="primary", key="seat_end"):
                with refusals_shown(say):
                    end_seat(screen.work, case.id, seat.id)
                    form.discard()
                    st.rerun()


def _as_it_is(seat: PartnerSeat) -> dict[str, Any]:
    return {
        "deputy": seat.deputy_id or None,
        "briefed_on": seat.deputy_briefed_on,
        "since_on": seat.since_on,
        "until_on": seat.until_on,
        "attends": seat.attends,
        "speaks_with": list(seat.speaks_with),
    }
