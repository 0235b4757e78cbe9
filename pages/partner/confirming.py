"""The leading organisation's page of the set: all conditions it may read, by theme, and whether they are enough."""

from collections.abc import Callable, Iterable

import streamlit as st
from markupsafe import Markup

from models.terms import MeetingStatus, SetAnswer, Theme
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.plan.condition_words import People, about, hard_words, name_of, until_words
from services.conditions.confirming import answer_set, set_to_answer
from services.conditions.facts import AnswerSet, ConditionSet, ConditionView, SetToAnswer
from services.conditions.rules import LONGEST_TEXT
from services.meetings.facts import GuestMeeting
from services.wording import Say, label
from services.wording.labels import organisation_label


def draw_set(screen: Screen, meeting: GuestMeeting) -> None:
    """Draws the set for a guest of the leading organisation once the director asked; nothing for anybody else."""
    if meeting.status is not MeetingStatus.PLANNED:
        return
    found = set_to_answer(screen.work)
    if found is None:
        return
    say, settled = screen.say, _settled(found.state)
    with st.container(key="card_set", gap="small"):
        show(_head(say, found.state))
        body = _by_theme(say, found.conditions, meeting.persons)
        if settled:
            count = say.plural("{n} condition", "{n} conditions", len(found.conditions))
            show(Markup("<details><summary>{}</summary>{}</details>").format(count, body))
            with st.expander(say("Answer differently")):
                _answer(screen, meeting, found)
        else:
            show(body)
            _answer(screen, meeting, found)


def _settled(state: ConditionSet) -> bool:
    """Answered on these conditions, and not asked again since."""
    return state.holds and not state.asked_again


def _head(say: Say, state: ConditionSet) -> Markup:
    title = Markup("<h2>{}</h2>").format(say("Are the conditions enough together?"))
    if state.answer and state.answered_at:
        when = say.short_moment(state.answered_at)
        if state.answer is SetAnswer.CONFIRMED:
            told = say("Answered {moment}: this is enough for direct safety.", moment=when)
        else:
            told = say("Answered {moment}: something is missing.", moment=when)
        body = Markup('<p class="{}">{}</p>').format("good" if _settled(state) else "small", told)
        if state.remark:
            body += Markup('<p class="quote lines">{}</p>').format(state.remark)
        if state.stale:
            text = say("A condition was added, changed or taken back since. Please look again.")
            body += Markup('<p class="mind">{}</p>').format(text)
        return title + body
    text = say("The case director asks whether these conditions are together the minimum for direct safety.")
    return title + Markup("<p>{}</p>").format(text)


def _by_theme(say: Say, conditions: Iterable[ConditionView], people: People) -> Markup:
    conditions = tuple(conditions)
    if not conditions:
        return Markup("<p>{}</p>").format(say("No condition that you may read was handed in yet."))
    parts = []
    for theme in Theme:
        under = [view for view in conditions if view.theme is theme]
        if under:
            lines = joined([_line(say, view, people) for view in under])
            parts.append(
                Markup('<h3 class="below">{}</h3><ul class="agreements">{}</ul>').format(label(say, theme), lines)
            )
    return joined(parts)


def _line(say: Say, view: ConditionView, people: People) -> Markup:
    doer = name_of(say, view.done_by, people)
    notes = [
        organisation_label(say, view.organisation),
        say("done by {who}", who=doer) if doer else "",
        say("by {when}", when=say.short_day(view.due_on)) if view.due_on else "",
        until_words(say, view.until, holds=view.holds_approach),
        about(say, view, people),
    ]
    return Markup('<li><p>{} {} {}</p><p class="small">{}</p></li>').format(
        tag(f"V{view.number}", "white"),
        tag(hard_words(say, hard=view.hard), "red" if view.hard else "grey"),
        view.text,
        " · ".join(note for note in notes if note),
    )


def _answer(screen: Screen, meeting: GuestMeeting, found: SetToAnswer) -> None:
    say = screen.say
    form = DraftForm(screen, "set_answer", {"remark": "", "lacking": False}, meeting.case_id)
    if not form["lacking"]:
        if st.button(say("This is enough for direct safety"), type="primary", width="stretch", key="set_enough"):
            _send(screen, form, found, SetAnswer.CONFIRMED)
        st.button(say("Something is missing"), width="stretch", key="set_lacking", on_click=_turn(form, lacking=True))
        return
    writing_area(form, "remark", say("What is missing for direct safety?"), height=140, longest=LONGEST_TEXT)
    form.status()
    if st.button(say("Send what is missing"), type="primary", width="stretch", key="set_send"):
        if str(form["remark"]).strip():
            _send(screen, form, found, SetAnswer.LACKING)
        else:
            show(Markup('<p class="stop" role="alert">{}</p>').format(say("Write what is missing.")))
    st.button(say("Back"), type="tertiary", width="stretch", key="set_back", on_click=_turn(form, lacking=False))


def _turn(form: DraftForm, *, lacking: bool) -> Callable[[], None]:
    def turn() -> None:
        form["lacking"] = lacking

    return form.saver(turn)


def _send(screen: Screen, form: DraftForm, found: SetToAnswer, answer: SetAnswer) -> None:
    versions = tuple((view.id, view.version) for view in found.conditions)
    remark = str(form["remark"]) if answer is SetAnswer.LACKING else ""
    with refusals_shown(screen.say):
        answer_set(screen.work, AnswerSet(answer, versions, remark))
        form.discard()
        st.rerun()
