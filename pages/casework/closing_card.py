"""Closing a case, what stands in its way, and opening a closed case again."""

import streamlit as st
from markupsafe import Markup

from models.terms import CaseStatus, CloseReason
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.duties.actions import close_case, reopen_case
from services.duties.facts import CaseDuties, ClosingPoint
from services.duties.orders import CloseCase, ReopenCase
from services.duties.words import closing_words
from services.wording import Say, label

_ABOUT_STALKING = ("stalking_goes_on", "stalking_not_known_to_have_stopped", "sash_outdated")
_SETTLED_ON = {
    "stalking_goes_on": "gebeurtenissen",
    "stalking_not_known_to_have_stopped": "dossier",
    "sash_outdated": "dossier",
    "stop_talk_without_report": "maatregelen",
    "measures_running": "maatregelen",
    "open_actions": "opvolging",
    "actions_not_done": "opvolging",
    "promises": "stem",
}
"""The screen on which a point is settled, where that is another one."""


def closing_card(screen: Screen, facts: CaseFacts, found: CaseDuties) -> None:
    """For who directs the case."""
    with st.container(key="card_closing", gap="small"):
        if facts.status is CaseStatus.CLOSED:
            _closed(screen, facts, found)
        else:
            _open(screen, facts, found)


def _open(screen: Screen, facts: CaseFacts, found: CaseDuties) -> None:
    say = screen.say
    head = say("Not as long as:") if found.closing else say("Nothing stands in the way.")
    show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Close the case"), head))
    for point in found.closing:
        _in_the_way(screen, facts, point)
    blocked = bool(found.closing) and not _leaves(found)
    if found.closing and not blocked:
        told = say("It can go to another organisation or region all the same: there the stalking is followed on.")
        show(Markup('<p class="small">{}</p>').format(told))
    if found.close_note:
        show(_noted(say, found))
    if st.button(say("Close the case…"), key="close_case", width="stretch", disabled=blocked):
        _close_dialog(screen, facts)


def _noted(say: Say, found: CaseDuties) -> Markup:
    """What was written down at the last closing, also once the case is open again."""
    if not found.close_note:
        return Markup("")
    told = Markup('<p class="small below">{}</p><p class="quote lines">{}</p>')
    return told.format(say("Written down when the case was closed:"), found.close_note)


def _in_the_way(screen: Screen, facts: CaseFacts, point: ClosingPoint) -> None:
    """What must come first, as the way to it."""
    text, place = closing_words(screen.say, point), _SETTLED_ON.get(point.key, "")
    if place in screen.places:
        screen.link(place, plain(text), facts.id, icon=":material/arrow_forward:")
    else:
        show(Markup('<p class="small">{}</p>').format(text))


def _leaves(found: CaseDuties) -> bool:
    """Whether only the stalking itself stands in the way: a case that goes elsewhere may go on there."""
    return all(point.key in _ABOUT_STALKING for point in found.closing)


def _close_dialog(screen: Screen, facts: CaseFacts) -> None:
    @st.dialog(screen.say("Close the case"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _close_form(screen, facts)

    opened()


def _close_form(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    defaults = {"reason": CloseReason.STOPPED.value, "note": "", "until": None}
    form = DraftForm(screen, f"close.{facts.id}", defaults, facts.id)
    term_choice(say, form, "reason", say("Why the case is closed"), CloseReason)
    known = say("What should be known when somebody opens this case again")
    writing_area(form, "note", known, longest=20_000)
    st.date_input(say("Keep the file until"), key=form.key("until"), format="DD-MM-YYYY", on_change=form.save)
    term = say("Your region and its privacy officer set this term; the planner proposes none.")
    show(Markup('<p class="small">{}</p>').format(term))
    form.status()
    promise = say("I close this case. It can be read and opened again, nothing in it is changed.")
    sure = st.checkbox(promise, key="close_sure")
    if st.button(say("Close the case"), type="primary", disabled=not sure, key="close_keep"):
        with refusals_shown(say):
            order = CloseCase(facts.id, facts.version, CloseReason(form["reason"]), form["note"], form["until"])
            close_case(screen.work, order)
            form.discard()
            st.rerun()


def _closed(screen: Screen, facts: CaseFacts, found: CaseDuties) -> None:
    say = screen.say
    when = say.day(facts.closed_at) if facts.closed_at else ""
    why = label(say, facts.close_reason) if facts.close_reason else ""
    kept = say("Kept until {day}.", day=say.day(facts.retention_until)) if facts.retention_until else ""
    show(
        Markup('<h2>{}</h2><p>{}</p>{}<p class="small">{}</p>').format(
            say("This case is closed"), " · ".join(part for part in (when, why) if part), _noted(say, found), kept
        )
    )
    with st.popover(say("Open again"), icon=":material/lock_open:"), refusals_shown(say):
        form = DraftForm(screen, f"reopen.{facts.id}", {"reason": ""}, facts.id)
        writing_area(form, "reason", say("Why"), longest=20_000)
        if st.button(say("Open the case again"), key="reopen_keep"):
            reopen_case(screen.work, ReopenCase(facts.id, facts.version, form["reason"]))
            form.discard()
            st.rerun()
