"""An owner's word on one action: four answers as large as a thumb, a note, and what was recorded of it."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import ActionAnswer
from pages.follow_up.action_words import reports_shown
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown, sentence
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.drafts import discard_draft, draft
from services.reports.actions import ActionChanged, report_by_link
from services.reports.facts import OwnAction, OwnActions, ReportAction
from services.reports.rules import LONGEST_NOTE, NEEDS_NOTE, ActionReplaced, ReportWrong
from services.wording import Say, label

_SEEN, _SENT = "own.seen", "own.sent"


def answers_given(say: Say, action: OwnAction) -> None:
    """What was recorded so far and when, newest first."""
    if action.reports:
        text = Markup('<div class="good"><p>{}</p>{}</div>')
        show(text.format(say("Recorded"), reports_shown(say, action.reports)))


def answer_form(screen: Screen, own: OwnActions, action: OwnAction) -> None:
    """Draws the four answers; once one is chosen the note and the button that sends it."""
    say = screen.say
    form = DraftForm(screen, _form_of(action.id), _fields(screen, action), own.case_id)
    named = {answer.value: label(say, answer) for answer in ActionAnswer}
    with st.container(key=f"answers_{action.id}"):
        st.radio(
            say("How does it stand with A{number}?", number=action.number),
            list(named),
            format_func=lambda value: named.get(value, value),
            index=None,
            key=form.key("answer"),
            on_change=form.save,
        )
    if form["answer"] is None:
        return
    wrong = st.session_state.get(_wrong(action), "")
    writing_area(form, "note", _asked(say, ActionAnswer(form["answer"])), height=110, longest=LONGEST_NOTE, wrong=wrong)
    form.status(quiet=True)
    if st.button(say("Send answer"), type="primary", width="stretch", key=f"send_{action.id}"):
        with refusals_shown(say):
            _send(screen, own, action, form)


def answers_sent() -> int:
    """How many answers were sent since the page was opened: after each it begins at its top again."""
    return len(st.session_state.get(_SENT, ()))


def just_sent(say: Say, actions: Sequence[OwnAction]) -> None:
    """Says on top of the page what was recorded last, and when."""
    sent: list[str] = st.session_state.get(_SENT, [])
    action = next((one for one in actions if sent and one.id == sent[-1]), None)
    if action is None or not action.reports:
        return
    text = say(
        "Recorded {moment}: your answer on A{number}. The case director sees it now.",
        moment=say.short_moment(action.reports[-1].at),
        number=action.number,
    )
    show(Markup('<p class="good" role="status">✓ {}</p>').format(text))


def replaced_meanwhile(screen: Screen, own: OwnActions) -> None:
    """Of an action that stood here and was taken out or replaced: that nothing is asked for it any more, and what was
    typed for it and not sent."""
    seen: dict[str, int] = st.session_state.setdefault(_SEEN, {})
    there = {action.id: action.number for action in own.actions}
    for which, number in seen.items():
        if which not in there:
            _gone(screen, own, which, number)
    seen |= there


def _gone(screen: Screen, own: OwnActions, which: str, number: int) -> None:
    say, left = screen.say, draft(screen.work, _form_of(which), own.case_id)
    note = str(left.content.get("note", "")).strip() if left else ""
    with st.container(key=f"card_replaced_{which}", gap="small"):
        text = say(
            "A{number} was taken out or replaced in the meantime. You need not do anything for it.", number=number
        )
        show(Markup('<p class="mind" role="alert">{}</p>').format(text))
        if note:
            asked = say("This was not sent. Is it important all the same? Call the case director.")
            show(Markup('<p class="small">{}</p><p class="quote">{}</p>').format(asked, note))
        st.button(say("Understood"), width="stretch", key=f"gone_{which}", on_click=_forget(screen, own, which))


def _forget(screen: Screen, own: OwnActions, which: str) -> Callable[[], None]:
    def forget() -> None:
        discard_draft(screen.work, _form_of(which), own.case_id)
        st.session_state.get(_SEEN, {}).pop(which, None)

    return forget


def _fields(screen: Screen, action: OwnAction) -> dict[str, Any]:
    return {"id": screen.work.chance.id(), "version": action.version, "answer": None, "note": ""}


def _asked(say: Say, answer: ActionAnswer) -> str:
    return {
        ActionAnswer.DONE: say("How it went (you may leave this empty)"),
        ActionAnswer.NO_LONGER_POSSIBLE: say("What changed, and what is needed now?"),
        ActionAnswer.NOT_DONE: say("What stood in the way, and what is needed now?"),
        ActionAnswer.NEW_INFORMATION: say("What is new?"),
    }[answer]


def _send(screen: Screen, own: OwnActions, action: OwnAction, form: DraftForm) -> None:
    """Sends the answer. Of an action that was changed meanwhile the words of now stand above; then one sends again."""
    answer, note = ActionAnswer(form["answer"]), str(form["note"])
    st.session_state.pop(_wrong(action), None)
    order = ReportAction(own.case_id, action.id, str(form["id"]), int(form["version"]), answer, note)
    try:
        report_by_link(screen.work, order)
    except ReportWrong as refused:
        if answer not in NEEDS_NOTE:
            raise
        st.session_state[_wrong(action)] = sentence(refused, screen.say)
        st.rerun()
    except ActionReplaced:
        st.rerun()  # the page says so from then on, with what was typed
    except ActionChanged as changed:
        form["version"], form["id"] = changed.fields["version"], screen.work.chance.id()
        form.save()
        show(Markup('<p class="mind" role="alert">{}</p>').format(sentence(changed, screen.say)))
        return
    st.session_state[_SENT] = [*st.session_state.get(_SENT, ()), action.id]
    form.discard()
    st.rerun()


def _form_of(action_id: str) -> str:
    return f"own.{action_id}"


def _wrong(action: OwnAction) -> str:
    return f"own.wrong.{action.id}"
