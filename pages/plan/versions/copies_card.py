"""The copies that left: who has what, the very bytes again, calling back, and what became of each."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show, tag
from pages.frame.screen import Screen
from pages.plan.versions.copy_words import copy_title, holder_words, recall_words, state_tag, version_words
from pages.plan.versions.recalling import ask_recall, settle_buttons, told_of_recall
from services.documents.copies.facts import CopyLine
from services.documents.copies.register import copies_of
from services.plans.queries import CaseState

AT_ONCE = 8


def copies_card(screen: Screen, state: CaseState) -> None:
    """Draws the register of copies, newest first; whoever directs the case calls back and settles here."""
    say, case_id = screen.say, state.facts.id
    copies = copies_of(screen.work, case_id)
    with st.container(key="card_copies", gap="small"):
        awaited = sum(copy.awaited for copy in copies)
        badge = tag(say("{n} still to be called back", n=awaited), "red") if awaited else ""
        show(Markup("<h2>{} {}</h2>").format(say("Copies that left"), badge))
        if not copies:
            text = say("No document left yet. Each copy that is made will stand here: which, for whom, and its code.")
            show(Markup("<p>{}</p>").format(text))
            return
        told_of_recall(say, case_id)
        if state.leads:
            _proposals(screen, state, copies)
        _ways(screen, state, copies)
        chosen = _chosen(screen, copies)
        _rows(screen, state, chosen)


def _proposals(screen: Screen, state: CaseState, copies: Sequence[CopyLine]) -> None:
    """One line per version that was replaced or withdrawn and of which copies are still out."""
    say = screen.say
    versions = sorted({copy.version for copy in copies if copy.outdated and copy.version})
    for number in versions:
        out = [copy for copy in copies if copy.outdated and copy.version == number]
        with st.container(key=f"row_outdated_{number}", horizontal=True, vertical_alignment="center", gap="small"):
            text = say.plural(
                "{n} copy of version {number} is still out.",
                "{n} copies of version {number} are still out.",
                len(out),
                number=number,
            )
            show(Markup('<p class="mind">{}</p>').format(text))
            if st.button(say("Call them back"), key=f"recall_version_{number}", icon=":material/undo:"):
                reason = say("Version {number} does not hold any more.", number=number)
                ask_recall(screen, state.facts.id, out, reason)


def _ways(screen: Screen, state: CaseState, copies: Sequence[CopyLine]) -> None:
    say = screen.say
    with st.container(key="row_copy_ways", horizontal=True, gap="small"):
        if state.leads and any(copy.recalled_at for copy in copies):
            address = f"/dl/{state.facts.id}/terughaallijst"
            st.link_button(say("Recall list in Word"), address, icon=":material/description:")
        if "gevonden" in screen.places:
            screen.link("gevonden", say("Which copy is a document that was found?"), icon=":material/search:")


def _chosen(screen: Screen, copies: Sequence[CopyLine]) -> list[CopyLine]:
    """What the filters leave; they stand there from the moment that there is something to choose."""
    say = screen.say
    if len(copies) < 4:
        return list(copies)
    numbers = sorted({copy.version for copy in copies if copy.version}, reverse=True)
    audiences = sorted({copy.audience for copy in copies}, key=lambda one: copy_title(say, one))
    with st.container(key="row_copy_filters", horizontal=True, vertical_alignment="bottom", gap="small"):
        version = st.selectbox(
            say("Version"),
            numbers,
            index=None,
            format_func=lambda one: say("version {number}", number=one),
            key="copies.version",
            placeholder=say("All versions"),
        )
        audience = st.selectbox(
            say("Reader"),
            audiences,
            index=None,
            format_func=lambda one: copy_title(say, one),
            key="copies.audience",
            placeholder=say("All readers"),
        )
        only = st.checkbox(say("Only what is still to be called back"), key="copies.awaited")
    return [
        copy
        for copy in copies
        if version in (None, copy.version) and audience in (None, copy.audience) and (copy.awaited or not only)
    ]


def _rows(screen: Screen, state: CaseState, copies: list[CopyLine]) -> None:
    say = screen.say
    if not copies:
        show(Markup("<p>{}</p>").format(say("No copy goes with this choice.")))
        return
    everything = bool(st.session_state.get("copies.all"))
    shown = copies if everything else copies[:AT_ONCE]
    for copy in shown:
        _row(screen, state, copy)
    if len(copies) > len(shown):
        st.button(say("Show all {n}", n=len(copies)), key="all_copies", on_click=_show_all, type="tertiary")


def _show_all() -> None:
    st.session_state["copies.all"] = True


def _row(screen: Screen, state: CaseState, copy: CopyLine) -> None:
    say, case_id = screen.say, state.facts.id
    with st.container(key=f"row_copy_{copy.id}", gap="xsmall"):
        release = tag(say("left by a release"), "orange") if copy.by_release else ""
        code = Markup("<strong>{}</strong>").format(copy.copy_code)
        language = copy.language.upper() if copy.language != "nl" else ""
        lines = [version_words(say, copy), language, holder_words(say, copy)]
        below = Markup('<p class="small">{} · {}</p>').format(code, " · ".join(part for part in lines if part))
        back = Markup('<p class="small">{}</p>').format(recall_words(say, copy)) if copy.recalled_at else ""
        show(
            Markup('<div class="line"><h3>{}</h3>{}{}</div>{}{}').format(
                copy_title(say, copy.audience), state_tag(say, copy), release, below, back
            )
        )
        if not state.leads:
            return
        with st.container(horizontal=True, gap="small"):
            if copy.recalled_at is None:
                address = f"/dl/{case_id}/kopie/{copy.id}"
                st.link_button(
                    say("Open this copy"), address, icon=":material/description:", help=plain(copy.copy_code)
                )
                if st.button(say("Call back"), key=f"recall_{copy.id}", icon=":material/undo:"):
                    ask_recall(screen, case_id, [copy], "")
            else:
                settle_buttons(screen, case_id, copy)
