"""The police plan of approach: a card for the investigation only, and a dialog in which it is read and written.

The text is on the page only while the dialog is open, so a beamer shows it to nobody by itself.
"""

import streamlit as st
from markupsafe import Markup

from models.terms import Tier
from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from pages.plan.papers.edition_words import tier_tag
from services.measures.facts import PlanWording, PolicePlan
from services.measures.orders import WritePolicePlan
from services.measures.police_plan import LONGEST, police_plan, write_police_plan
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say


def police_plan_card(screen: Screen, case_id: str) -> None:
    """Draws the card; whoever calls has found that this reader may open it. Nothing of the text stands on it."""
    say = screen.say
    with st.container(key="card_police_plan", gap="small"):
        badge = tier_tag(say, Tier.INVESTIGATION)
        show(Markup('<div class="line"><h2>{}</h2>{}</div>').format(say("Police plan of approach"), badge))
        note = say("Stays with police, detectives, CCB and prosecution. It is in no plan, document or export.")
        show(Markup('<p class="small">{}</p>').format(note))
        if st.button(say("Open the plan of approach"), icon=":material/lock:", width="stretch", key="police_plan"):
            police_plan_dialog(screen, case_id)


def police_plan_dialog(screen: Screen, case_id: str) -> None:
    """Opens the dialog; reading is logged under a permission of its own."""

    @st.dialog(screen.say("Police plan of approach"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            police_plan_form(screen, case_id)

    opened()


def police_plan_form(screen: Screen, case_id: str) -> None:
    """The newest wording to read or to change, and the earlier ones below."""
    say, plan = screen.say, police_plan(screen.work, case_id)
    show(Markup('<p class="small">{}</p>').format(_written(say, plan)))
    if plan.writes:
        _editor(screen, case_id, plan)
    elif plan.number:
        show(Markup("<pre>{}</pre>").format(plan.text))
    if len(plan.wordings) > 1:
        with st.expander(say("Earlier wordings"), key="police_plan_earlier"):
            show(joined([_wording(say, wording) for wording in plan.wordings[1:]]))


def _written(say: Say, plan: PolicePlan) -> str:
    if not plan.wordings:
        return say("Nothing was written yet. Here stands who investigates what, and when (H-POL-1, H-POL-5).")
    return _by(say, plan.wordings[0])


def _by(say: Say, wording: PlanWording) -> str:
    return say(
        "Wording {number}, {moment}, {name}",
        number=wording.number,
        moment=say.short_moment(wording.written_at),
        name=wording.by,
    )


def _wording(say: Say, wording: PlanWording) -> Markup:
    return Markup('<p class="small below">{}</p><pre>{}</pre>').format(_by(say, wording), wording.text)


def _editor(screen: Screen, case_id: str, plan: PolicePlan) -> None:
    say = screen.say
    form = DraftForm(screen, f"policeplan.{case_id}", {"text": plan.text, "seen": plan.number}, case_id)
    writing_area(form, "text", say("Plan of approach"), height=320, longest=LONGEST)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep this wording"), type="primary", key="police_plan_keep"):
            with refusals_shown(say):
                _keep(screen, case_id, form)
        if st.button(say("Give up changes"), key="police_plan_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, case_id: str, form: DraftForm) -> None:
    """Keeps the wording. One that was kept meanwhile is shown beside it; keeping again puts this one on top."""
    say = screen.say
    try:
        write_police_plan(screen.work, WritePolicePlan(case_id, form["text"], int(form["seen"])))
    except ChangedMeanwhile as changed:
        form["seen"] = changed.fields["version"]
        form.save()
        told = say("Somebody else kept a wording meanwhile. Keep once more to put yours on top, or give up changes.")
        both = both_texts(say, form["text"], police_plan(screen.work, case_id).text)
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(told, both))
        return
    form.discard()
    st.rerun()
