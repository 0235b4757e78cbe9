"""The choice who is competent: by the relation, or otherwise with a reason. Shared by the intake and the core."""

import streamlit as st
from markupsafe import Markup

from models.terms import Known, Relation
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from services.cases.rules import veilig_thuis_competent
from services.wording import Say

DERIVED = "afgeleid"


def competence_choice(say: Say, form: DraftForm) -> None:
    """Draws the choice; the form has the fields `relation`, `competent` and `competent_why`."""
    by_relation = _leader(say, competent=competent_by_relation(form))
    named = {
        DERIVED: say("By the relation: {who}", who=by_relation),
        Known.YES.value: _leader(say, competent=True),
        Known.NO.value: _leader(say, competent=False),
    }
    st.selectbox(
        say("Who leads"),
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key("competent"),
        on_change=form.save,
    )
    if differs(form):
        st.text_input(say("Why this differs from the relation"), key=form.key("competent_why"), on_change=form.save)
        text = say("Veilig Thuis acts on domestic violence; in other cases the Safety House carries the meeting.")
        show(Markup('<p class="small">{}</p>').format(text))


def competent_by_relation(form: DraftForm) -> bool:
    """Whether Veilig Thuis is competent by the relation that was chosen."""
    return veilig_thuis_competent(Relation(form["relation"]))


def differs(form: DraftForm) -> bool:
    """Whether something else was chosen than the relation gives; then a reason is asked."""
    said, _ = said_about_competence(form)
    return said is not None and said is not competent_by_relation(form)


def said_about_competence(form: DraftForm) -> tuple[bool | None, str]:
    """What was chosen, None for 'by the relation', and why."""
    said = form["competent"]
    if said == DERIVED:
        return None, ""
    return said == Known.YES.value, str(form["competent_why"] or "")


def _leader(say: Say, *, competent: bool) -> str:
    return say("Veilig Thuis is competent") if competent else say("The Safety House carries this case")
