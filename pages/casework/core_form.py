"""The dialog that changes a case's core facts; what is typed saves itself until it is kept or given up."""

import streamlit as st
from markupsafe import Markup

from models.terms import Known, Relation, Risk
from pages.frame.choices import known_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.partner.two_texts import both_texts
from services.cases.actions import edit_core
from services.cases.facts import CaseFacts
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label


def edit_dialog(screen: Screen, facts: CaseFacts) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("Change the core of the case"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, facts)

    opened()


def _form(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    form = DraftForm(screen, f"core.{facts.id}", _defaults(facts), facts.id)
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "risk", say("Risk"), Risk)
        term_choice(say, form, "relation", say("Relation between victim and alleged perpetrator"), Relation)
        st.checkbox(say("Veilig Thuis is competent"), key=form.key("competent"), on_change=form.save)
        st.date_input(say("Date of review"), key=form.key("review_on"), format="DD-MM-YYYY", on_change=form.save)
    with right:
        known_choice(say, form, "complaint", say("Formal complaint"))
        known_choice(say, form, "grounds", say("Serious grounds"))
        known_choice(say, form, "arrested", say("Alleged perpetrator arrested"))
        known_choice(say, form, "active", say("Stalking goes on"))
    st.text_area(say("What happened"), key=form.key("summary"), height=150, on_change=form.save)
    st.text_input(say("Look again earlier when (separate with commas)"), key=form.key("events"), on_change=form.save)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="core_keep"):
            with refusals_shown(say):
                _keep(screen, facts, form)
        if st.button(say("Give up changes"), key="core_cancel"):
            form.discard()
            st.rerun()


def _keep(screen: Screen, facts: CaseFacts, form: DraftForm) -> None:
    """Keeps the core. One that changed meanwhile is shown beside this one; whoever then keeps again replaces it."""
    order = _order(form, facts)
    try:
        edit_core(screen.work, order)
    except ChangedMeanwhile as changed:
        say, now = screen.say, case_facts(screen.work, facts.id)
        form["version"] = changed.fields["version"]
        form.save()
        text = say("Somebody else changed the core. Keep once more to put yours in its place, or give up changes.")
        both = both_texts(say, _summed(say, order), _summed(say, now))
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both))
        return
    form.discard()
    st.rerun()


def _summed(say: Say, core: CaseFacts | EditCore) -> str:
    parts = (
        label(say, core.risk),
        label(say, core.relation),
        say("Veilig Thuis is competent") if core.veilig_thuis_competent else "",
        f"{say('Complaint')}: {label(say, core.complaint)}",
        f"{say('Serious grounds')}: {label(say, core.serious_grounds)}",
        f"{say('Arrested')}: {label(say, core.suspect_arrested)}",
        f"{say('Stalking goes on')}: {label(say, core.stalking_active)}",
        say.day(core.review_on) if core.review_on else "",
        core.summary,
        ", ".join(core.review_events),
    )
    return " · ".join(part for part in parts if part)


def _defaults(facts: CaseFacts) -> dict[str, object]:
    return {
        "version": facts.version,
        "risk": facts.risk.value,
        "relation": facts.relation.value,
        "competent": facts.veilig_thuis_competent,
        "review_on": facts.review_on,
        "complaint": facts.complaint.value,
        "grounds": facts.serious_grounds.value,
        "arrested": facts.suspect_arrested.value,
        "active": facts.stalking_active.value,
        "summary": facts.summary,
        "events": ", ".join(facts.review_events),
    }


def _order(form: DraftForm, facts: CaseFacts) -> EditCore:
    """The version is the one that stood when the form was first opened: a change in between is not overwritten."""
    return EditCore(
        case_id=facts.id,
        version=int(form["version"]),
        risk=Risk(form["risk"]),
        relation=Relation(form["relation"]),
        veilig_thuis_competent=bool(form["competent"]),
        complaint=Known(form["complaint"]),
        serious_grounds=Known(form["grounds"]),
        suspect_arrested=Known(form["arrested"]),
        stalking_active=Known(form["active"]),
        summary=form["summary"],
        review_on=form["review_on"],
        review_events=tuple(part.strip() for part in form["events"].split(",") if part.strip()),
    )
