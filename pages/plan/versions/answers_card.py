"""What partner organisations say of the version that was sent round, or of the released plan; recorded for them too."""

import streamlit as st
from markupsafe import Markup

from models.terms import PlanAnswer
from pages.frame.choices import one_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show, table
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.plan.papers.edition_words import tier_tag
from pages.plan.versions.answer_words import answer_tag, answered_words
from services.plans.queries import CaseState
from services.plans.versions.actions import record_answer
from services.plans.versions.facts import AnswerLine
from services.plans.versions.looks import VersionStory, answers_on
from services.plans.versions.orders import RecordAnswer
from services.plans.versions.rules import LONGEST_REMARK
from services.wording import Say
from services.wording.labels import organisation_label


def answers_card(screen: Screen, state: CaseState, stories: tuple[VersionStory, ...]) -> None:
    """Draws who said what of the version that is open to answers, else of the last one that was; nothing before one."""
    was_open = [line for line in stories if line.answerable or line.circulated_at or line.released_at]
    asked = next((line for line in was_open if line.answerable), was_open[0] if was_open else None)
    if asked is None:
        return
    say = screen.say
    lines = answers_on(screen.work, state.facts.id, asked.id)
    with st.container(key="card_answers", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("What partners say of version {number}", number=asked.number)))
        said = sum(line.answer is not None for line in lines)
        show(Markup("<p>{}</p>").format(say("{n} of {all} answered", n=said, all=len(lines))))
        show(table([say("Organisation"), say("Answer"), say("When and who")], [_row(say, line) for line in lines]))
        if not asked.answerable:
            show(Markup('<p class="small">{}</p>').format(say("This version is not open to answers now.")))
        elif state.directs and st.button(
            say("Record an answer for somebody"), icon=":material/call:", key="record_answer", width="stretch"
        ):
            _dialog(screen, state, asked)


def _row(say: Say, line: AnswerLine) -> list[Markup | str]:
    remark = Markup("")
    if line.remark:
        remark = Markup('<br><span class="quote">{}</span> {}').format(line.remark, tier_tag(say, line.tier))
    home = Markup("<strong>{}</strong>").format(organisation_label(say, line.organisation))
    return [home, Markup("{}{}").format(answer_tag(say, line.answer), remark), answered_words(say, line)]


def _dialog(screen: Screen, state: CaseState, asked: VersionStory) -> None:
    @st.dialog(screen.say("Record an answer for somebody"))
    def opened() -> None:
        with refusals_shown(screen.say):
            record_form(screen, state, asked)

    opened()


def record_form(screen: Screen, state: CaseState, asked: VersionStory) -> None:
    """Draws who said what, by phone or at the table, and the button that records it."""
    say = screen.say
    fields = {"who": None, "answer": PlanAnswer.AGREED.value, "remark": "", "id": screen.work.chance.id()}
    form = DraftForm(screen, f"record_answer.{asked.number}", fields, state.facts.id)
    people = {
        seat.professional_id: f"{organisation_label(say, seat.organisation)}: {seat.name}"
        for seat in state.facts.seats
        if not seat.external
    }
    one_choice(say, form, "who", say("Who said it"), people)
    term_choice(say, form, "answer", say("Answer"), PlanAnswer)
    if form["answer"] != PlanAnswer.AGREED.value:
        writing_area(form, "remark", say("In their words"), height=120, longest=LONGEST_REMARK)
    form.status()
    if st.button(say("Record this answer"), type="primary", key="record_answer_now", disabled=form["who"] is None):
        with refusals_shown(say):
            answer = PlanAnswer(str(form["answer"]))
            order = RecordAnswer(
                state.facts.id, asked.id, str(form["who"]), answer, str(form["remark"]), str(form["id"])
            )
            record_answer(screen.work, order)
            form.discard()
            st.rerun()
