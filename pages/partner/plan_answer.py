"""The version on which a guest's organisation is asked for its word: what changed, what is theirs, and their answer.

What they answered stays to be seen and can be changed. The way is short: read what changed, tap once.
"""

from collections.abc import Callable

import streamlit as st
from markupsafe import Markup

from models.terms import PlanAnswer, PlanStatus
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.partner.released import draw_items
from pages.plan.versions.answer_words import answer_tag
from pages.plan.versions.change_words import changes_list
from services.documents.facts import PlanToAnswer
from services.documents.proposed import plan_to_answer
from services.meetings.facts import GuestMeeting
from services.plans.versions.actions import answer_plan
from services.plans.versions.facts import AnswerLine
from services.plans.versions.orders import AnswerPlan
from services.plans.versions.rules import LONGEST_REMARK
from services.wording import Say


def draw_plan_answer(screen: Screen, meeting: GuestMeeting) -> None:
    """Draws what this guest's organisation is asked to say of a version; nothing while none is open to answers."""
    found = plan_to_answer(screen.work)
    if found is None:
        return
    say, proposed = screen.say, found.status is PlanStatus.CIRCULATED
    if not proposed and not found.asked:
        return
    with st.container(key="card_proposed", gap="small"):
        show(_head(say, found, proposed=proposed))
        show(_changes(say, found))
        if proposed:
            draw_items(say, found.plan, meeting.organisation)
        if not found.asked:
            return
        if found.own is None:
            _answer(screen, meeting, found)
            return
        show(_given(say, found.own))
        with st.expander(plain(say("Answer differently"))):
            _answer(screen, meeting, found)


def _head(say: Say, found: PlanToAnswer, *, proposed: bool) -> Markup:
    number, since = found.plan.version, say.short_moment(found.plan.released_at)
    if not proposed:
        title = say("Does your organisation agree with the plan?")
        return Markup("<h2>{}</h2>").format(title)
    title = Markup("<h2>{}</h2>").format(say("The proposed safety plan, version {number}", number=number))
    text = say("Sent to you on {moment}. It is not adopted yet.", moment=since)
    body = Markup('<p class="small">{}</p>').format(text)
    if found.plan.hold_in_force:
        body += Markup('<p class="stop">{}</p>').format(say("Stop: nobody approaches the alleged perpetrator."))
    if not found.plan.whole:
        body += Markup('<p class="small">{}</p>').format(say("You read the agreements of your own organisation."))
    return title + body


def _changes(say: Say, found: PlanToAnswer) -> Markup:
    """What changed for this reader comes first; nothing where they see a plan for the first time."""
    if found.since is None:
        return Markup("")
    if not found.changes:
        text = say("For you nothing changed since version {number}.", number=found.since)
        return Markup('<p class="good">{}</p>').format(text)
    text = say.plural("{n} change", "{n} changes", len(found.changes))
    title = say("{changes} since version {number}", changes=text, number=found.since)
    return Markup("<h2>{}</h2>{}").format(title, changes_list(say, found.changes))


def _given(say: Say, own: AnswerLine) -> Markup:
    when = say.short_moment(own.answered_at) if own.answered_at else ""
    if own.by_phone:
        text = say("Answered for your organisation by phone, {moment}: {name}", moment=when, name=own.person)
    else:
        text = say("Answered for your organisation, {moment}: {name}", moment=when, name=own.person)
    body = Markup('<div class="good" role="status"><p>{}</p><p class="small">{}</p></div>').format(
        answer_tag(say, own.answer), text
    )
    return body + (Markup('<p class="quote lines">{}</p>').format(own.remark) if own.remark else Markup(""))


def _answer(screen: Screen, meeting: GuestMeeting, found: PlanToAnswer) -> None:
    """One tap where there is nothing to add; else the words that go with it first."""
    say = screen.say
    fields = {"way": "", "remark": "", "own_only": False, "id": screen.work.chance.id()}
    form = DraftForm(screen, f"plan_answer.{found.plan.version}", fields, meeting.case_id)
    if not form["way"]:
        _ways(screen, form, found)
        return
    against = form["way"] == PlanAnswer.NOT_AGREED.value
    asked = say("What do you not agree with, and why?") if against else say("Your remark")
    hint = say("This is printed in the plan under the name of your organisation, for whoever may read it.")
    writing_area(form, "remark", asked, height=120, longest=LONGEST_REMARK, hint=hint)
    words = plain(say("Only for my own organisation and the case director"))
    st.checkbox(words, key=form.key("own_only"), on_change=form.save)
    form.status()
    send = say("Send: we do not agree") if against else say("Send: agreed, with this remark")
    if st.button(send, type="primary", width="stretch", key="plan_answer_send"):
        _send(screen, form, found, PlanAnswer(str(form["way"])))
    st.button(say("Back"), type="tertiary", width="stretch", key="plan_answer_back", on_click=_choose(form, ""))


def _ways(screen: Screen, form: DraftForm, found: PlanToAnswer) -> None:
    say = screen.say
    number = found.plan.version
    show(Markup("<p><strong>{}</strong></p>").format(say("I have read version {number} and:", number=number)))
    if st.button(say("We agree"), type="primary", width="stretch", key="plan_agree", icon=":material/check:"):
        _send(screen, form, found, PlanAnswer.AGREED)
    remark, against = PlanAnswer.AGREED_WITH_REMARK.value, PlanAnswer.NOT_AGREED.value
    st.button(say("We agree, with a remark"), width="stretch", key="plan_remark", on_click=_choose(form, remark))
    st.button(say("We do not agree"), width="stretch", key="plan_against", on_click=_choose(form, against))
    text = say("Not agreeing does not stop the plan; your reason is printed in it. You can change your answer later.")
    show(Markup('<p class="small">{}</p>').format(text))


def _choose(form: DraftForm, way: str) -> Callable[[], None]:
    def choose() -> None:
        form["way"] = way

    return form.saver(choose)


def _send(screen: Screen, form: DraftForm, found: PlanToAnswer, answer: PlanAnswer) -> None:
    remark = "" if answer is PlanAnswer.AGREED else str(form["remark"])
    tier = f"partner:{found.plan.organisation}" if form["own_only"] and remark else "partners"
    with refusals_shown(screen.say):
        order = AnswerPlan(found.version_id, answer, remark, str(form["id"]), found.sha256, tier)
        answer_plan(screen.work, order)
        form.discard()
        st.rerun()
