"""The dialog in which the case director records what came of an action, in the words of whoever told it."""

import streamlit as st
from markupsafe import Markup

from models.terms import ActionAnswer
from pages.follow_up.action_words import answer_words, due_word, who_words
from pages.frame.choices import one_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.plans.orders import ActionView
from services.plans.queries import CaseState, case_state
from services.reports.actions import ActionChanged, report
from services.reports.facts import ReportAction
from services.wording.labels import organisation_label


def report_dialog(screen: Screen, state: CaseState, action: ActionView) -> None:
    """Opens the dialog for one action."""

    @st.dialog(screen.say("What came of A{number}", number=action.number), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, action)

    opened()


def _form(screen: Screen, state: CaseState, action: ActionView) -> None:
    say, answers = screen.say, answer_words(screen.say)
    form = DraftForm(screen, f"report.{action.id}", _fields(screen, action), state.facts.id)
    told = " · ".join((who_words(say, action), due_word(say, action)))
    show(Markup('<p class="quote">{}</p><p class="small">{}</p>').format(action.what, told))
    named = {answer.value: words for answer, words in answers.items()}
    st.radio(
        say("What came of it"),
        list(named),
        format_func=lambda value: named.get(value, value),
        index=None,
        key=form.key("answer"),
        on_change=form.save,
    )
    if action.supporting:
        homes = {key: organisation_label(say, key) for key in (action.owner, *action.supporting)}
        one_choice(say, form, "organisation", say("Who told it"), homes)
    writing_area(form, "note", _asked(screen, form["answer"]), height=90)
    form.status(quiet=True)
    with st.container(horizontal=True):
        if st.button(say("Record"), type="primary", key="report_keep", disabled=form["answer"] is None):
            with refusals_shown(say):
                _keep(screen, state, action, form)
        if st.button(say("Give up changes"), key="report_cancel"):
            form.discard()
            st.rerun()


def _fields(screen: Screen, action: ActionView) -> dict[str, object]:
    return {
        "id": screen.work.chance.id(),
        "version": action.version,
        "answer": None,
        "note": "",
        "organisation": action.owner,
    }


def _asked(screen: Screen, answer: str | None) -> str:
    say = screen.say
    if answer in (ActionAnswer.NOT_DONE, ActionAnswer.NO_LONGER_POSSIBLE):
        return say("Why, and what does it need now")
    if answer == ActionAnswer.NEW_INFORMATION:
        return say("What is new")
    return say("How it went (optional)")


def _keep(screen: Screen, state: CaseState, action: ActionView, form: DraftForm) -> None:
    """Keeps the report. Of an action that changed meanwhile its words of now are shown; then one records again."""
    order = ReportAction(
        case_id=state.facts.id,
        action_id=action.id,
        report_id=str(form["id"]),
        version=int(form["version"]),
        answer=ActionAnswer(form["answer"]),
        note=str(form["note"]),
        organisation=str(form["organisation"] or ""),
    )
    try:
        report(screen.work, order)
    except ActionChanged as changed:
        actions = case_state(screen.work, state.facts.id, screen="follow_up").actions
        now = next((one for one in actions if one.id == action.id), None)
        form["version"], form["id"] = changed.fields["version"], screen.work.chance.id()
        form.save()
        words = now.what if now else ""
        show(
            Markup('<p class="mind" role="alert">{}</p><p class="quote">{}</p>').format(
                sentence(changed, screen.say), words
            )
        )
        return
    form.discard()
    st.rerun()
