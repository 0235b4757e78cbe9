"""Who is kept out of the case, and which words may not reach a reader; for the case director only."""

import streamlit as st
from markupsafe import Markup

from models.terms import BarKind, Tier
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import facts_list, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.barring.actions import bar
from services.barring.facts import NewBar
from services.cases.actions import protect_words
from services.cases.facts import CaseFacts
from services.cases.queries import protection_of
from services.directory.partners import organisations
from services.wording import label


def protection_card(screen: Screen, facts: CaseFacts) -> None:
    """Draws the card with its two dialogs; only for who directs the case."""
    say = screen.say
    kept = protection_of(screen.work, facts.id)
    with st.container(key="card_protection", gap="small"):
        rows = [(label(say, BarKind(line.what)), line.text) for line in kept.bars]
        rows += [(say("Protected words"), line.text) for line in kept.words]
        nothing = Markup('<p class="small">{}</p>').format(say("Nobody is kept out and no words are protected yet."))
        show(Markup("<h2>{}</h2>{}").format(say("Protection"), facts_list(rows) if rows else nothing))
        if st.button(say("Keep somebody out"), icon=":material/block:", width="stretch", key="keep_out"):
            _bar_dialog(screen, facts)
        if st.button(say("Protect words"), icon=":material/shield:", width="stretch", key="protect_words"):
            _words_dialog(screen, facts)


def _bar_dialog(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say

    @st.dialog(say("Keep somebody out"), width="medium")
    def opened() -> None:
        form = DraftForm(
            screen,
            f"bar.{facts.id}",
            {"kind": BarKind.NAME.value, "text": "", "organisation": None, "reason": ""},
            facts.id,
        )
        told = say("From then on this case does not exist for them: not on screens, in lists, invitations or files.")
        show(Markup('<p class="mind">{}</p>').format(told))
        term_choice(say, form, "kind", say("By what"), BarKind)
        if form["kind"] == BarKind.ORGANISATION.value:
            homes = {home.key: home.name for home in organisations(screen.work)}
            st.selectbox(
                say("Organisation"),
                list(homes),
                format_func=lambda key: homes.get(key, ""),
                key=form.key("organisation"),
                index=None,
                placeholder=say("Choose"),
                on_change=form.save,
            )
        else:
            st.text_input(label(say, BarKind(form["kind"])), key=form.key("text"), on_change=form.save)
        st.text_input(say("Why (optional)"), key=form.key("reason"), on_change=form.save)
        form.status()
        if st.button(say("Keep out"), type="primary", key="keep_out_sure"):
            whole = form["kind"] == BarKind.ORGANISATION.value
            value = form["organisation"] if whole else form["text"]
            with refusals_shown(say):
                bar(screen.work, facts.id, NewBar(BarKind(form["kind"]), str(value or ""), str(form["reason"])))
                form.discard()
                st.rerun()

    opened()


def _words_dialog(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say

    @st.dialog(say("Protect words"), width="medium")
    def opened() -> None:
        form = DraftForm(screen, f"words.{facts.id}", {"words": "", "tier": Tier.INVESTIGATION.value}, facts.id)
        told = say("A document for a reader who may not see these words is not made when they stand in it anywhere.")
        show(Markup('<p class="small">{}</p>').format(told))
        st.text_input(say("Words"), key=form.key("words"), max_chars=200, on_change=form.save)
        term_choice(say, form, "tier", say("Who may read them"), Tier)
        form.status()
        if st.button(say("Protect"), type="primary", key="protect_sure"):
            with refusals_shown(say):
                protect_words(screen.work, facts.id, str(form["tier"]), str(form["words"]))
                form.discard()
                st.rerun()

    opened()
