"""Findings that were answered: folded below the list, with who said what, and undone with one click."""

from itertools import groupby

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.network.finding_words import answer_words, gap_name
from pages.network.view import View
from services.network.actions import take_back_answers
from services.network.facts import Finding, GapAnswer
from services.network.orders import TakeBackAnswers


def answered_fold(view: View, answered: tuple[Finding, ...]) -> None:
    """Draws the fold; nothing answered, no fold."""
    given = [(finding, answers) for finding in answered for answers in _at_once(finding)]
    if not given:
        return
    fold = st.expander(plain(view.say("Answered ({n})", n=len(given))), key="network_answered", on_change="rerun")
    if fold.open:
        with fold:
            for finding, answers in given:
                _given(view, finding, answers)


def _at_once(finding: Finding) -> list[list[GapAnswer]]:
    """The answers to the parts of a finding, those that were given in one go together."""
    ordered = sorted(finding.answers, key=lambda one: (one.answered_at, one.answer, one.gap))
    return [list(some) for _, some in groupby(ordered, key=lambda one: (one.answered_at, one.answer))]


def _given(view: View, finding: Finding, answers: list[GapAnswer]) -> None:
    say, first = view.say, answers[0]
    parts = say.listed([gap_name(say, view.facts, one.gap) for one in answers]) if len(finding.gaps) > 1 else ""
    with st.container(key=f"row_answer_{first.id}", gap="xsmall"):
        show(
            Markup('<p>{}</p>{}<p class="small">{}</p>').format(
                finding.text,
                Markup('<p class="small">{}</p>').format(parts) if parts and len(answers) < len(finding.gaps) else "",
                answer_words(say, first),
            )
        )
        if view.records and st.button(
            say("Undo"), key=f"take_back_{first.id}", icon=":material/undo:", help=plain(finding.text)
        ):
            with refusals_shown(say):
                order = TakeBackAnswers(view.case.id, tuple((one.id, one.version) for one in answers))
                take_back_answers(view.screen.work, order)
                st.rerun()
