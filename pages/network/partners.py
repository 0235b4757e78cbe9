"""The partner network: numbered findings or the list of seats beside the picture in which they sit."""

import streamlit as st

from pages.frame.case_header import case_header
from pages.frame.markup import heading
from pages.frame.screen import Screen
from pages.network.acts import assign_dialog, record_contact_dialog, recorded_cards, tell_kept
from pages.network.at_seat import at_seat_card
from pages.network.downloads import downloads_card
from pages.network.finding_list import findings_card
from pages.network.network_picture import picture_card
from pages.network.reach_card import reach_card
from pages.network.seat_list import seat_list_card
from pages.network.speaking import speaking_card
from pages.network.view import View
from services.network.queries import network_of
from services.plans.queries import case_state
from services.wording import Say


def render(screen: Screen) -> None:
    """Draws the network of the case that the address names."""
    say, case_id = screen.say, screen.case_id
    state = case_state(screen.work, case_id, screen="network")
    case_header(screen, state, "netwerk")
    network = network_of(screen.work, case_id, say)
    view = View(screen, network, state.directs)
    heading(say("Partner network"), network.summary)
    tell_kept(say, case_id)
    if _bar(view) == "seats":
        seat_list_card(view)
    else:
        _beside_each_other(view)
    reach_card(view)
    recorded_cards(screen, network.facts, view.directs)
    speaking_card(screen, view.case, directs=view.directs)
    downloads_card(screen, view.case, directs=view.directs)


@st.fragment
def _beside_each_other(view: View) -> None:
    """The findings and the picture; a click in one of them leaves the rest of the page alone."""
    left, right = st.columns([1, 1.75], gap="small")
    with left:
        if view.picked:
            at_seat_card(view)
        else:
            findings_card(view)
    with right:
        picture_card(view)


def _bar(view: View) -> str:
    """Findings or the list, and beside it what can be added; gives which of both is shown."""
    say, screen, facts = view.say, view.screen, view.facts
    with st.container(key="network_bar", horizontal=True, vertical_alignment="center", gap="small"):
        shown = _form(say)
        if view.records and st.button(say("Record contact"), icon=":material/handshake:", key="record_contact"):
            record_contact_dialog(screen, facts)
        offered = view.records and view.directs
        if offered and st.button(say("Put someone in a seat"), icon=":material/person_add:", key="assign"):
            assign_dialog(screen, facts)
    return shown


def _form(say: Say) -> str:
    """The list says the same as the picture; who chose it keeps it while signed in."""
    named = {"findings": say("Findings"), "seats": say("List")}
    before = st.session_state.get("network_shown", "findings")
    shown = st.segmented_control(
        say("Show"),
        list(named),
        format_func=lambda form: named[form],
        default=before,
        required=True,
        key="network_form",
        label_visibility="collapsed",
    )
    st.session_state["network_shown"] = shown
    return str(shown)
