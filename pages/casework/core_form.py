"""The dialog that changes a case's core facts; what is typed saves itself until it is kept or given up."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Known, LegalBasis, Relation, Risk
from pages.casework.competence_choice import DERIVED, competence_choice, said_about_competence
from pages.casework.lane_words import mind_lane
from pages.frame.choices import (
    any_day,
    events_choice,
    known_choice,
    optional_term,
    organisation_choice,
    past_day,
    term_choice,
)
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.actions import edit_core
from services.cases.facts import CaseFacts
from services.cases.orders import EditCore
from services.cases.queries import case_facts
from services.cases.rules import veilig_thuis_competent
from services.directory.partners import organisations
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say, label
from services.wording.labels import event_label, organisation_label

_DATED = ("complaint", "grounds", "arrested")


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
    known, frame, story = st.tabs([say("What is known"), say("Legal frame"), say("Story and review")])
    with known:
        _known(say, form, screen.today)
        mind_lane(say, facts, Risk(form["risk"]))
    with frame, refusals_shown(say):  # when the session is over, what was typed in the other parts still shows
        _frame(screen, form)
    with story:
        told = say("Every partner reads this in the plan.")
        writing_area(form, "summary", say("What happened"), height=220, longest=20_000, hint=told)
        _review(screen, form)
    form.status()
    with st.container(horizontal=True):
        if st.button(say("Keep"), type="primary", key="core_keep"):
            with refusals_shown(say):
                _keep(screen, facts, form)
        if st.button(say("Give up changes"), key="core_cancel"):
            form.discard()
            st.rerun()


def _known(say: Say, form: DraftForm, today: date) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "risk", say("Risk"), Risk)
        term_choice(say, form, "relation", say("Relation between victim and alleged perpetrator"), Relation)
        competence_choice(say, form)
        known_choice(say, form, "active", say("Stalking goes on"))
        known_choice(say, form, "threats", say("Threats or violence"))
        known_choice(say, form, "intrusion", say("Serious intrusion into her life"))
    with right:
        since_when(form, say, "complaint", say("Formal complaint"), say("Day of the complaint"), today)
        since_when(form, say, "grounds", say("Serious grounds"), say("Day of the serious grounds"), today)
        since_when(form, say, "arrested", say("Alleged perpetrator arrested"), say("Day of the arrest"), today)
        known_choice(say, form, "advises", say("Veilig Thuis advises to intervene"))
        known_choice(say, form, "investigated", say("Investigation finished"))


def since_when(form: DraftForm, say: Say, field: str, name: str, since: str, today: date) -> None:
    """A fact that may be unknown, and the day since when it is so; the form has the fields `field` and `field`_on."""
    known_choice(say, form, field, name)
    if form[field] == Known.YES.value:
        past_day(form, f"{field}_on", since, today)


def _frame(screen: Screen, form: DraftForm) -> None:
    say, today = screen.say, screen.today
    homes = {home.key: home.name for home in organisations(screen.work) if not home.external}
    left, right = st.columns(2, gap="medium")
    with left:
        organisation_choice(say, form, "brought_by", say("Brought in by"), homes)
        optional_term(say, form, "basis", say("Legal basis for sharing"), LegalBasis)
    with right:
        st.text_input(say("Region"), key=form.key("region"), max_chars=60, on_change=form.save)
        past_day(form, "safety_house_on", say("Registered at the Safety House on"), today)


def _review(screen: Screen, form: DraftForm) -> None:
    say = screen.say
    left, right = st.columns(2, gap="medium")
    with left:
        any_day(form, "review_on", say("Date of review"))
    with right:
        events_choice(say, form, "events")


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
    competent = core.veilig_thuis_competent
    if competent is None:
        competent = veilig_thuis_competent(core.relation)
    parts = (
        label(say, core.risk),
        label(say, core.relation),
        say("Veilig Thuis is competent") if competent else "",
        core.competence_reason,
        _dated(say, say("Complaint"), core.complaint, core.complaint_on),
        _dated(say, say("Serious grounds"), core.serious_grounds, core.serious_grounds_on),
        _dated(say, say("Arrested"), core.suspect_arrested, core.suspect_arrested_on),
        f"{say('Stalking goes on')}: {label(say, core.stalking_active)}",
        f"{say('Threats or violence')}: {label(say, core.threats_or_violence)}",
        f"{say('Serious intrusion into her life')}: {label(say, core.serious_intrusion)}",
        f"{say('Veilig Thuis advises to intervene')}: {label(say, core.veilig_thuis_advises_intervention)}",
        f"{say('Investigation finished')}: {label(say, core.investigation_done)}",
        organisation_label(say, core.brought_by),
        label(say, core.legal_basis) if core.legal_basis else "",
        core.region,
        say.day(core.safety_house_on) if core.safety_house_on else "",
        say.day(core.review_on) if core.review_on else "",
        core.summary,
        say.listed([event_label(say, event) for event in core.review_events]),
    )
    return " · ".join(part for part in parts if part)


def _dated(say: Say, name: str, known: Known, day: date | None) -> str:
    return f"{name}: {label(say, known)}" + (f", {say.numeric_day(day)}" if day else "")


def _defaults(facts: CaseFacts) -> dict[str, object]:
    overridden = facts.veilig_thuis_competent is not veilig_thuis_competent(facts.relation)
    said = Known.YES if facts.veilig_thuis_competent else Known.NO
    return {
        "version": facts.version,
        "risk": facts.risk.value,
        "relation": facts.relation.value,
        "competent": said.value if overridden else DERIVED,
        "competent_why": facts.competence_reason,
        "review_on": facts.review_on,
        "complaint": facts.complaint.value,
        "complaint_on": facts.complaint_on,
        "grounds": facts.serious_grounds.value,
        "grounds_on": facts.serious_grounds_on,
        "arrested": facts.suspect_arrested.value,
        "arrested_on": facts.suspect_arrested_on,
        "active": facts.stalking_active.value,
        "threats": facts.threats_or_violence.value,
        "intrusion": facts.serious_intrusion.value,
        "advises": facts.veilig_thuis_advises_intervention.value,
        "investigated": facts.investigation_done.value,
        "brought_by": facts.brought_by,
        "basis": facts.legal_basis.value if facts.legal_basis else None,
        "region": facts.region,
        "safety_house_on": facts.safety_house_on,
        "summary": facts.summary,
        "events": list(facts.review_events),
    }


def _order(form: DraftForm, facts: CaseFacts) -> EditCore:
    """The version is the one that stood when the form was first opened: a change in between is not overwritten."""
    since = {field: form[f"{field}_on"] if form[field] == Known.YES.value else None for field in _DATED}
    said, why = said_about_competence(form)
    return EditCore(
        case_id=facts.id,
        version=int(form["version"]),
        risk=Risk(form["risk"]),
        relation=Relation(form["relation"]),
        veilig_thuis_competent=said,
        competence_reason=why,
        complaint=Known(form["complaint"]),
        complaint_on=since["complaint"],
        serious_grounds=Known(form["grounds"]),
        serious_grounds_on=since["grounds"],
        suspect_arrested=Known(form["arrested"]),
        suspect_arrested_on=since["arrested"],
        stalking_active=Known(form["active"]),
        threats_or_violence=Known(form["threats"]),
        serious_intrusion=Known(form["intrusion"]),
        veilig_thuis_advises_intervention=Known(form["advises"]),
        investigation_done=Known(form["investigated"]),
        brought_by=str(form["brought_by"] or ""),
        legal_basis=LegalBasis(form["basis"]) if form["basis"] else None,
        region=form["region"],
        safety_house_on=form["safety_house_on"],
        summary=form["summary"],
        review_on=form["review_on"],
        review_events=tuple(form["events"]),
    )
