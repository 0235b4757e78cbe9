"""The partner network: numbered findings or the list of seats beside the picture in which they sit."""

import streamlit as st
from markupsafe import Markup

from pages.frame.case_header import case_header
from pages.frame.check_words import seat_title
from pages.frame.components import picture
from pages.frame.markup import heading, plain, show, table, tag
from pages.frame.screen import Screen
from pages.network.acts import assign_dialog, record_line_dialog
from pages.network.speaking import speaking_card
from services.network.drawn.picture import described, findings_at, network_picture
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.network.queries import Network, network_of
from services.plans.queries import case_state
from services.scheduling.facts import local_day
from services.wording import Say
from services.wording.labels import seat_label

SHOWN_AT_FIRST = 7
_MUST = (FindingKind.MISSING_PARTNER, FindingKind.MISSING_CONTACT)


def render(screen: Screen) -> None:
    """Draws the network of the case that the address names."""
    say, case_id = screen.say, screen.case_id
    state = case_state(screen.work, case_id, screen="network")
    case_header(screen, state, "netwerk")
    network = network_of(screen.work, case_id, say)
    heading(say("Partner network"), network.summary)
    picked = st.session_state.get(f"network.{case_id}")
    left, right = st.columns([1, 1.75], gap="small")
    with left:
        shown = st.segmented_control(
            say("Show"),
            ["findings", "seats"],
            format_func=lambda form: say("Findings") if form == "findings" else say("List"),
            default="findings",
            required=True,
            key="network_form",
            label_visibility="collapsed",
            width="stretch",
        )
        if shown == "seats":
            _seats(say, network)
        else:
            _findings(screen, network, picked, directs=state.directs)
        if state.directs and st.button(
            say("Put someone in a seat"), icon=":material/person_add:", width="stretch", key="assign"
        ):
            assign_dialog(screen, network.facts)
        if state.directs and st.button(
            say("Record a contact"), icon=":material/handshake:", width="stretch", key="record_line"
        ):
            record_line_dialog(screen, network.facts)
    with right, st.container(key="card_picture"):
        _picture(screen, network, picked)
    speaking_card(screen, network.facts, directs=state.directs)


def _picture(screen: Screen, network: Network, picked: str | None) -> None:
    say, case_id, facts = screen.say, screen.case_id, _drawn_from(screen, network)
    drawn = network_picture(facts, network.findings, say, picked)
    # Finished SVG: services.network escapes each label in it.
    clicked = picture(Markup(drawn), key=f"network_picture.{case_id}")  # noqa: S704  # nosec B704
    seen = f"network_seen.{case_id}"
    if clicked and clicked != st.session_state.get(seen):
        st.session_state[seen] = clicked
        st.session_state[f"network.{case_id}"] = None if clicked == picked else clicked
        st.rerun()
    hint = say(
        "Click a seat for its own contacts. Only deviations are drawn; the number is the finding. "
        "“No contact recorded” does not say that there was none."
    )
    show(Markup('<p class="small">{}</p>').format(hint))
    with st.expander(say("The picture in words")):
        show(Markup("<p>{}</p>").format(described(facts, network.findings, say, len(network.needed))))


def _drawn_from(screen: Screen, network: Network) -> NetworkFacts:
    now = screen.work.clock()
    return NetworkFacts(network.facts, now, local_day(now))


def _findings(screen: Screen, network: Network, picked: str | None, *, directs: bool) -> None:
    say = screen.say
    found = network.findings
    if picked:
        found = findings_at(_drawn_from(screen, network), found, picked)
    everything = st.session_state.get("network_all", False) or bool(picked)
    with st.container(key="card_findings", gap="xsmall"):
        title = say("At this seat") if picked else say.plural("{n} finding", "{n} findings", len(found))
        show(Markup("<h2>{}</h2>").format(title))
        if not found:
            show(Markup("<p>{}</p>").format(say("Nothing found here.")))
        for finding in found if everything else found[:SHOWN_AT_FIRST]:
            _finding(screen, network, finding, directs=directs)
        if len(found) > SHOWN_AT_FIRST and not everything:
            more = say("Show all {n}", n=len(found))
            st.button(more, key="network_all_button", width="stretch", on_click=_show_all)
        if picked and st.button(say("Show all findings"), key="network_unpick", width="stretch"):
            st.session_state[f"network.{screen.case_id}"] = None
            st.rerun()


def _show_all() -> None:
    st.session_state["network_all"] = True


def _finding(screen: Screen, network: Network, finding: Finding, *, directs: bool) -> None:
    weight = "must" if finding.kind in _MUST else "consider"
    with st.container(key=f"row_{finding.rank}", gap="xsmall"):
        show(
            Markup(
                '<div style="display:flex;gap:.625rem"><span class="num {}">{}</span><div>'
                '<p style="font-weight:600">{}</p><p class="small">{} · {}</p></div></div>'
            ).format(weight, finding.rank, finding.text, ", ".join(finding.rule_ids), finding.suggestion)
        )
        if not directs:
            return
        if finding.kind is FindingKind.MISSING_PARTNER:
            if st.button(screen.say("Assign"), key=f"do_{finding.rank}", help=plain(finding.text)):
                assign_dialog(screen, network.facts, finding.subjects[0])
        elif finding.pairs and st.button(screen.say("Record"), key=f"do_{finding.rank}", help=plain(finding.text)):
            record_line_dialog(screen, network.facts, finding.pairs)


def _seats(say: Say, network: Network) -> None:
    """Every seat as a table: the text alternative of the picture."""
    filled = [
        [
            seat.organisation_name,
            seat_label(say, seat.role),
            Markup("{}<br>{}").format(
                seat.name,
                tag(say("deputy {name}", name=seat.deputy)) if seat.deputy else tag(say("no deputy"), "orange"),
            ),
        ]
        for seat in network.facts.seats
    ]
    taken = {(seat.organisation, seat.role) for seat in network.facts.seats if not seat.external}
    homes = {organisation for organisation, _ in taken}
    empty = [
        [seat_title(say, need.organisation, need.role), ", ".join(need.rule_ids), tag(say("nobody yet"), "red")]
        for need in network.needed
        if (need.organisation, need.role) not in taken and (need.role or need.organisation not in homes)
    ]
    with st.container(key="card_seats"):
        show(table([say("Organisation"), say("Seat"), say("Who")], empty + filled, caption=say("All seats")))
