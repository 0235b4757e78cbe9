"""Calling copies back, with a question before it, and saying what became of each."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import RecallOutcome
from pages.frame.markup import plain, rows, show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.plan.versions.copy_words import copy_title, holder_words
from services.documents.copies.facts import CopyLine
from services.documents.copies.recall import LONGEST_REASON, recall, settle_copy
from services.errors import ServiceError
from services.wording import Say, label

_NAMED = 6


def ask_recall(screen: Screen, case_id: str, copies: Sequence[CopyLine], reason: str) -> None:
    """Opens the question whether these copies are called back; `reason` stands there to be changed."""
    say = screen.say

    @st.dialog(plain(say.plural("Call back {n} copy", "Call back {n} copies", len(copies))))
    def opened() -> None:
        with refusals_shown(say):
            recall_question(screen, case_id, copies, reason)

    opened()


def recall_question(screen: Screen, case_id: str, copies: Sequence[CopyLine], reason: str) -> None:
    """Draws what calling back does, for which copies, why, and the button that does it."""
    say = screen.say
    text = say(
        "Nobody gets a mail about it: call them. The copies stand on the recall list until you record what became of "
        "each. That they were called back stays in the register."
    )
    lines = [
        Markup('<li class="row small">{} · {} · {}</li>').format(
            copy.copy_code, copy_title(say, copy.audience), holder_words(say, copy)
        )
        for copy in copies[:_NAMED]
    ]
    more = say("and {n} more", n=len(copies) - _NAMED) if len(copies) > _NAMED else ""
    show(Markup('<p>{}</p>{}<p class="small">{}</p>').format(text, rows(lines), more))
    ids = [copy.id for copy in copies]
    said = st.text_input(
        say("Why must they come back?"), value=reason, max_chars=LONGEST_REASON, key=f"recall_reason_{ids[0]}"
    )
    if st.button(say.plural("Call back {n} copy", "Call back {n} copies", len(ids)), type="primary", key="recall_now"):
        with refusals_shown(say):
            st.session_state[_told(case_id)] = recall(screen.work, case_id, reason=said, copy_ids=ids)
            st.rerun()


def settle_buttons(screen: Screen, case_id: str, copy: CopyLine) -> None:
    """Draws what may have become of a copy that was called back; what was said can be said again."""
    say = screen.say
    if problem := st.session_state.pop(f"copies.problem.{copy.id}", None):
        show(Markup('<p class="stop" role="alert">{}</p>').format(sentence(problem, say)))
    title = say("What became of it?") if copy.awaited else say("Change what became of it")
    with st.popover(title, icon=":material/task_alt:"):
        for outcome in RecallOutcome:
            if outcome is not copy.outcome:
                st.button(
                    plain(label(say, outcome)),
                    key=f"settle_{copy.id}_{outcome.name}",
                    width="stretch",
                    on_click=_settle,
                    args=(screen, case_id, copy, outcome),
                )


def _settle(screen: Screen, case_id: str, copy: CopyLine, outcome: RecallOutcome) -> None:
    try:
        settle_copy(screen.work, case_id, copy.id, outcome, copy.row_version)
    except ServiceError as refusal:
        st.session_state[f"copies.problem.{copy.id}"] = refusal


def told_of_recall(say: Say, case_id: str) -> None:
    """Says once how many copies were called back."""
    if count := st.session_state.pop(_told(case_id), 0):
        text = say.plural(
            "{n} copy was called back. Call who has it, and record here what became of it.",
            "{n} copies were called back. Call who has them, and record here what became of each.",
            count,
        )
        show(Markup('<p class="good" role="status">{}</p>').format(text))


def _told(case_id: str) -> str:
    return f"copies.told.{case_id}"
