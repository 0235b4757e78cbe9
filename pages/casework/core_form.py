"""The dialog that changes a case's core facts; what is typed saves itself until it is kept or given up."""

import streamlit as st

from models.terms import Known, Relation, Risk
from pages.frame.choices import known_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from services.cases.actions import edit_core
from services.cases.facts import CaseFacts, EditCore
from services.directory.account_queries import case_directors


def edit_dialog(screen: Screen, facts: CaseFacts) -> None:
    """Opens the dialog in the reader's language."""

    @st.dialog(screen.say("Change the core of the case"), width="large")
    def opened() -> None:
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
        _deputy(screen, form)
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
                edit_core(screen.work, _order(form, facts))
                form.discard()
                st.rerun()
        if st.button(say("Give up changes"), key="core_cancel"):
            form.discard()
            st.rerun()


def _deputy(screen: Screen, form: DraftForm) -> None:
    named = {"": screen.say("Nobody"), **dict(case_directors(screen.work))}
    named.pop(screen.work.actor.account_id, None)
    st.selectbox(
        screen.say("Deputy case director"),
        list(named),
        format_func=lambda account: named.get(account, ""),
        key=form.key("deputy"),
        on_change=form.save,
    )


def _defaults(facts: CaseFacts) -> dict[str, object]:
    return {
        "version": facts.version,
        "risk": facts.risk.value,
        "relation": facts.relation.value,
        "deputy": facts.deputy_account_id,
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
        deputy_account_id=str(form["deputy"] or ""),
        review_events=tuple(part.strip() for part in form["events"].split(",") if part.strip()),
    )
