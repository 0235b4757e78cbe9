"""Findings that were answered: folded below the list, with who said what, and undone with one click."""

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.network.answering import take_back_answer
from pages.network.finding_words import answer_words, gap_name
from pages.network.view import View
from services.network.facts import Finding, GapAnswer


def answered_fold(view: View, answered: tuple[Finding, ...]) -> None:
    """Draws the fold; nothing answered, no fold."""
    if not answered:
        return
    count = len({answer.id for finding in answered for answer in finding.answers})
    fold = st.expander(plain(view.say("Answered ({n})", n=count)), key="network_answered", on_change="rerun")
    if fold.open:
        with fold:
            for finding in answered:
                for answer in finding.answers:
                    _answer(view, finding, answer)


def _answer(view: View, finding: Finding, answer: GapAnswer) -> None:
    say = view.say
    part = gap_name(say, view.facts, answer.gap) if len(finding.gaps) > 1 else ""
    told = Markup("<h3>{}</h3>{}<p class='small'>{}</p>").format(
        finding.text, Markup("<p>{}</p>").format(part) if part else "", answer_words(say, answer)
    )
    with st.container(key=f"row_answer_{answer.id}", gap="xsmall"):
        show(told)
        if view.records and st.button(
            say("Undo"), key=f"take_back_{answer.id}", icon=":material/undo:", help=plain(finding.text)
        ):
            with refusals_shown(say):
                take_back_answer(view.screen.work, view.case.id, answer.id, answer.version)
                st.rerun()
