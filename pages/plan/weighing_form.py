"""The dialog that records a weighing: which measure, by whom, what it came to and why, and until when it holds."""

from datetime import date

import streamlit as st
from markupsafe import Markup

from models.terms import Known, Measure, MeasureOutcome, Tier
from pages.casework.measure_words import outcome_summary, term_sentence
from pages.frame.choices import term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.frame.writing import writing_area
from services.cases.facts import Weighing
from services.cases.queries import case_facts
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.plans.orders import State
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile
from services.wording.labels import organisation_label


def weighing_dialog(screen: Screen, state: CaseState, standing: Weighing | None = None) -> None:
    """Opens the dialog for a measure that was weighed before, or for the first that the route map wants weighed."""

    @st.dialog(screen.say("Record a weighing"), width="large")
    def opened() -> None:
        with refusals_shown(screen.say):
            _form(screen, state, standing)

    opened()


def _form(screen: Screen, state: CaseState, standing: Weighing | None) -> None:
    say = screen.say
    about = f".{standing.measure.name.lower()}.{standing.organisation}"[:38] if standing else ""
    form = DraftForm(screen, f"weighing.{state.facts.id}{about}", _defaults(screen, state, standing), state.facts.id)
    left, right = st.columns(2, gap="medium")
    with left:
        term_choice(say, form, "measure", say("Measure"), Measure, then=lambda: _follow(state, form))
        _organisation(screen, form, "organisation", say("Weighed by"), _organisations(state))
        _day(form, "on", say("On"))
    with right:
        term_choice(say, form, "outcome", say("Outcome"), MeasureOutcome)
        term_choice(say, form, "tier", say("Who may read this"), Tier)
        _day(form, "again", say("Weigh again on (optional)"))
    _reminders(screen, state, form)
    if form["outcome"] == MeasureOutcome.APPLIED.value:
        _while_it_holds(screen, state, form)
    writing_area(form, "reason", say("Why"), height=100)
    form.status()
    if st.button(
        say("Record"), type="primary", key="weighing_keep", disabled=not (form["organisation"] and form["on"])
    ):
        with refusals_shown(say):
            _keep(screen, state, form)


def _defaults(screen: Screen, state: CaseState, standing: Weighing | None) -> dict[str, object]:
    due = next((c for c in state.checks if c.kind == "weighing" and c.state is not State.READY), None)
    defaults: dict[str, object] = {
        "measure": due.data["measure"].value if due else Measure.ELECTRONIC_MONITORING.value,
        "organisation": due.data["organisation"] if due else None,
        "outcome": MeasureOutcome.ADVISED.value,
        "reason": "",
        "on": screen.today,
        "tier": Tier.PARTNERS.value,
        **dict.fromkeys(("again", "from", "until", "to", "seen"), None),
        "handover": "",
        "seen_of": "",
    }
    if standing is not None:
        defaults |= {
            "measure": standing.measure.value,
            "organisation": standing.organisation,
            "outcome": standing.outcome.value,
            "tier": standing.tier,
            "from": standing.valid_from,
            "until": standing.valid_until,
            "to": standing.handover_to or None,
            "handover": standing.handover,
            "reason": standing.reason if standing.outcome is MeasureOutcome.APPLIED else "",
        }
    return defaults


def _day(form: DraftForm, field: str, title: str) -> None:
    st.date_input(plain(title), key=form.key(field), format="DD-MM-YYYY", on_change=form.save)


def _organisation(screen: Screen, form: DraftForm, field: str, title: str, keys: list[str]) -> None:
    homes = {key: organisation_label(screen.say, key) for key in keys}
    st.selectbox(
        plain(title),
        list(homes),
        format_func=lambda key: homes.get(key, ""),
        index=None,
        key=form.key(field),
        placeholder=screen.say("Choose"),
        on_change=form.save,
    )


def _while_it_holds(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """Between which days an applied measure holds, and who carries on when it ends."""
    say = screen.say
    begins, ends = st.columns(2, gap="medium")
    with begins:
        _day(form, "from", say("Holds from"))
    with ends:
        _day(form, "until", say("Holds until (last day)"))
    measure = Measure(form["measure"])
    if words := term_sentence(say, measure, form["from"]):
        show(Markup('<p class="small">{}</p>').format(words))
    who, what = st.columns(2, gap="medium")
    with who:
        _organisation(screen, form, "to", say("When it ends, handed over to"), _organisations(state))
    with what:
        st.text_input(say("What is handed over"), key=form.key("handover"), on_change=form.save)


def _reminders(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """What stands already, and what the rules say of this measure in this case."""
    say, measure, facts = screen.say, Measure(form["measure"]), state.facts
    if measure is Measure.MEDIATION and facts.stalking_active is not Known.NO:
        told = say("No mediation while the stalking goes on: record that it is not allowed (H-RN-8).")
        show(Markup('<p class="mind">{}</p>').format(told))
    if measure is Measure.BEHAVIOUR_ORDER and facts.serious_grounds is not Known.YES:
        told = say("A behaviour order can only be applied with serious grounds. Weighing it is always possible.")
        show(Markup('<p class="mind">{}</p>').format(told))
    stands = _standing(state, form)
    _remember(form, stands)
    if stands is not None:
        summary = outcome_summary(say, stands)
        told = say("Yours takes the place of this one, which stays readable: {what}", what=summary)
        show(Markup('<p class="small">{}</p>').format(told))


def _standing(state: CaseState, form: DraftForm) -> Weighing | None:
    return next(
        (
            w
            for w in state.facts.weighings
            if (w.measure.value, w.organisation) == (form["measure"], form["organisation"])
        ),
        None,
    )


def _remember(form: DraftForm, stands: Weighing | None) -> None:
    """Keeps which weighing the writer saw standing, from when they chose this measure and organisation."""
    chosen = f"{form['measure']}/{form['organisation']}"
    if form["seen_of"] != chosen:
        form["seen_of"], form["seen"] = chosen, stands.id if stands else ""


def _keep(screen: Screen, state: CaseState, form: DraftForm) -> None:
    """Records it. What somebody else recorded meanwhile is shown beside it; recording once more takes its place."""
    order = _order(form, state)
    try:
        weigh(screen.work, order)
    except ChangedMeanwhile:
        say = screen.say
        now = [
            w
            for w in case_facts(screen.work, state.facts.id).weighings
            if (w.measure, w.organisation) == (order.measure, order.organisation)
        ]
        form["seen"] = now[0].id if now else ""
        form.save()
        told = say("Somebody else weighed this measure meanwhile. Record once more to let yours take its place.")
        both = both_texts(say, outcome_summary(say, order), outcome_summary(say, now[0]) if now else "")
        show(Markup('<p class="mind" role="alert">{}</p>{}').format(told, both))
        return
    form.discard()
    st.rerun()


def _organisations(state: CaseState) -> list[str]:
    """Organisations of the case, and those whom the route map names for a measure or a weighing names."""
    named = {seat.organisation for seat in state.facts.seats}
    named |= {str(check.data["organisation"]) for check in state.checks if check.kind == "weighing"}
    for weighing in state.facts.weighings:
        named |= {weighing.organisation, weighing.handover_to} - {""}
    return sorted(named)


def _follow(state: CaseState, form: DraftForm) -> None:
    """Choosing a measure names the organisation that the route map asks."""
    for check in state.checks:
        if check.kind == "weighing" and check.data["measure"] == form["measure"]:
            form["organisation"] = str(check.data["organisation"])


def _order(form: DraftForm, state: CaseState) -> WeighMeasure:
    applied = form["outcome"] == MeasureOutcome.APPLIED.value
    until: date | None = form["until"] if applied else None
    return WeighMeasure(
        case_id=state.facts.id,
        measure=Measure(form["measure"]),
        organisation=form["organisation"],
        outcome=MeasureOutcome(form["outcome"]),
        reason=form["reason"],
        weighed_on=form["on"],
        tier=form["tier"],
        weigh_again_on=form["again"],
        valid_from=form["from"] if applied else None,
        valid_until=until,
        handover_to=(form["to"] or "") if applied else "",
        handover=form["handover"] if applied else "",
        seen=form["seen"],
    )
