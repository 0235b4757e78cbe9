"""The dialogs that name a deputy and ask somebody to take a case over."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.direction.actions import ask_handover, name_deputy
from services.direction.facts import AskHandover, Direction, NameDeputy
from services.direction.queries import candidates
from services.direction.rules import LONGEST_TEXT


def deputy_dialog(screen: Screen, facts: CaseFacts) -> None:
    """Opens the dialog to name the deputy, or another one."""
    say = screen.say

    @st.dialog(say("Name a deputy"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _deputy(screen, facts)

    opened()


def _deputy(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    named = {who: name for who, name in candidates(screen.work, facts.id) if who != facts.deputy_account_id}
    form = DraftForm(screen, f"deputy.{facts.id}", {"who": None}, facts.id)
    told = say("The deputy sees and may do all that you may, and stands in while you are away.")
    show(Markup('<p class="small">{}</p>').format(told))
    if not named:
        show(Markup('<p class="mind">{}</p>').format(_nobody(screen)))
        return
    _choice(form, "who", say("Deputy case director"), named, say("Choose"))
    form.status()
    if st.button(say("Name as deputy"), type="primary", key="deputy_sure", disabled=form["who"] not in named):
        name_deputy(screen.work, NameDeputy(facts.id, str(form["who"]), facts.version))
        form.discard()
        st.rerun()


def handover_dialog(screen: Screen, facts: CaseFacts, now: Direction) -> None:
    """Opens the dialog to ask another case director to take the case over."""
    say = screen.say

    @st.dialog(say("Hand this case over"), width="medium")
    def opened() -> None:
        with refusals_shown(say):
            _handover(screen, facts, now)

    opened()


def _handover(screen: Screen, facts: CaseFacts, now: Direction) -> None:
    say, me = screen.say, screen.work.actor.account_id
    named = dict(candidates(screen.work, facts.id))
    form = DraftForm(screen, f"handover.{facts.id}", {"who": None, "deputy": None, "note": ""}, facts.id)
    told = say("Nothing changes hands before the other accepts. Until then you stay the case director.")
    show(Markup('<p class="small">{}</p>').format(told))
    if not named:
        show(Markup('<p class="mind">{}</p>').format(_nobody(screen)))
        return
    own = {me: say("{name} (you)", name=named[me])} if me in named else {}
    _choice(form, "who", say("Who takes over"), named | own, say("Choose"))
    deputies = _deputies(screen, named, now, str(form["who"] or ""))
    if form["deputy"] not in deputies:
        form["deputy"] = next(iter(deputies), None)
    _choice(form, "deputy", say("Who deputises from then on"), deputies, say("Choose"))
    writing_area(form, "note", say("What the other should know (optional)"), height=110, longest=LONGEST_TEXT)
    rest = say("Besides this note the other sees what is still open, the risk and when you meet; no person, no text.")
    show(Markup('<p class="small">{}</p>').format(rest))
    form.status()
    if st.button(say("Ask to take over"), type="primary", key="handover_sure", disabled=form["who"] not in named):
        order = AskHandover(facts.id, str(form["who"]), str(form["note"]), str(form["deputy"] or ""))
        ask_handover(screen.work, order)
        form.discard()
        st.rerun()


def _deputies(screen: Screen, named: dict[str, str], now: Direction, successor: str) -> dict[str, str]:
    """Who can deputise afterwards: the present deputy first, then whoever hands over, then the others."""
    say = screen.say
    first = {now.deputy_id: say("{name}, as now", name=now.deputy)} if now.deputy_id in named else {}
    stays = {} if now.director_gone else {now.director_id: say("{name} stays on as deputy", name=now.director)}
    return {who: name for who, name in (first | stays | (named | first)).items() if who and who != successor}


def _choice(form: DraftForm, field: str, title: str, named: dict[str, str], placeholder: str) -> None:
    st.selectbox(
        title,
        list(named),
        format_func=lambda who: named.get(who, ""),
        key=form.key(field),
        index=None,
        placeholder=placeholder,
        on_change=form.save,
    )


def _nobody(screen: Screen) -> str:
    return screen.say("There is no other case director yet. Ask your administrator to invite one.")
