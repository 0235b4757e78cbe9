"""The findings as a numbered list: what is the matter, why, one button that does it, and a way to answer."""

import streamlit as st
from markupsafe import Markup

from models.terms import FindingAnswer
from pages.frame.markup import joined, plain, show
from pages.network.acts import can_open, open_act
from pages.network.answer_form import answer_dialog
from pages.network.answered import answered_fold
from pages.network.finding_words import act_word, answer_words, weight_word
from pages.network.view import SHOWN_AT_FIRST, View
from services.network.drawn.looks import PRESSING
from services.network.facts import Finding
from services.network.names import end_name
from services.wording import Say, label


def findings_card(view: View) -> None:
    """Draws the open findings, the most pressing first, and folds what was answered."""
    say, found, whole = view.say, view.network.findings, view.whole
    with st.container(key="card_findings", gap="xsmall"):
        show(Markup("<h2>{}</h2>").format(say.plural("{n} finding", "{n} findings", len(found))))
        if not found:
            show(Markup("<p>{}</p>").format(_nothing(say, view)))
        finding_rows(view, found[: view.most])
        if len(found) > SHOWN_AT_FIRST:
            text = say("Show the first {n}", n=SHOWN_AT_FIRST) if whole else say("Show all {n}", n=len(found))
            st.button(plain(text), key="network_all_button", width="stretch", on_click=view.turn)
        answered_fold(view, view.network.found.answered)


def finding_rows(view: View, findings: tuple[Finding, ...]) -> None:
    """The findings one below the other, with their number in the picture."""
    for finding in findings:
        with st.container(key=f"row_{finding.rank}", gap="xsmall"):
            show(_told(view, finding))
            _buttons(view, finding)


def _nothing(say: Say, view: View) -> str:
    if view.network.found.answered:
        return say("Nothing is open. What was answered stands below.")
    return say("Nothing found: every required seat is filled and every required contact recorded.")


def _told(view: View, finding: Finding) -> Markup:
    say = view.say
    return Markup(
        '<div class="finding"><span class="num {}"><span class="unseen">{} </span>{}</span><div>'
        "<h3>{}</h3>{}</div></div>"
    ).format(
        "must" if finding.kind in PRESSING else "consider",
        say("Finding"),
        finding.rank,
        finding.text,
        _why(view, finding),
    )


def _why(view: View, finding: Finding) -> Markup:
    """Rules, obligation and owner in one line that folds open: the evidence, what to do, and an answer that has run
    out."""
    say = view.say
    owner = end_name(say, view.case, finding.owner, inside=True) if finding.owner else ""
    head = [", ".join(finding.rule_ids), weight_word(say, finding), owner and say("up to {who}", who=owner)]
    lines = [*finding.evidence, finding.suggestion]
    lines += [say("Answered before: {answer}", answer=answer_words(say, answer)) for answer in finding.answers]
    told = joined([Markup("<li>{}</li>").format(line) for line in lines if line])
    return Markup('<details><summary><b>{}</b> <span>{}</span></summary><ul class="why">{}</ul></details>').format(
        say("Why"), " · ".join(part for part in head if part), told
    )


def _buttons(view: View, finding: Finding) -> None:
    """One button for the act, one menu for the answers; each says in its help what it is about."""
    say, about = view.say, plain(finding.text)
    if not view.records:
        return
    with st.container(key=f"do_row_{finding.rank}", horizontal=True, gap="small", vertical_alignment="center"):
        act = finding.act if can_open(view, finding) else None
        if act and st.button(plain(act_word(say, act)), key=f"do_{finding.rank}", help=about):
            open_act(view, finding)
        answer = st.menu_button(
            say("Deal with it"),
            list(FindingAnswer),
            format_func=lambda one: _menu_word(say, one),
            key=f"answer_{finding.rank}",
            type="tertiary",
            help=about,
        )
        if answer:
            answer_dialog(view, finding, FindingAnswer(answer))


def _menu_word(say: Say, answer: FindingAnswer) -> str:
    return {
        FindingAnswer.DONE: say("It is done"),
        FindingAnswer.PLANNED: say("It is planned"),
        FindingAnswer.NOT_APPLICABLE: label(say, FindingAnswer.NOT_APPLICABLE),
    }[answer]
