"""The case screen: what is still needed, by rule, and the core of the case beside it."""

import streamlit as st
from markupsafe import Markup

from models.terms import Instrument, Known, PersonRole
from pages.casework.assessment_form import assessment_dialog
from pages.casework.core_form import edit_dialog
from pages.casework.court_card import standing_orders
from pages.casework.pattern_card import pattern_card
from pages.casework.person_words import aged, contact_rows, contacts_missing, safe_way
from pages.frame.case_header import RISK_COLOUR, case_header
from pages.frame.check_words import check_line
from pages.frame.markup import facts_list, heading, joined, plain, rows, show, tag
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts, CasePerson
from services.cases.queries import address_of
from services.plans.orders import Check, Step
from services.plans.queries import case_state
from services.wording import Say, label
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the case that the address names."""
    state = case_state(screen.work, screen.case_id)
    case_header(screen, state, "zaak")
    say = screen.say
    heading(say("What is still needed"), say("Each line comes from the route map, with the number of its rule."))
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        for key, name, steps in (
            ("safe", say("Safe first"), (Step.CASE,)),
            ("network", say("Network and meeting"), (Step.NETWORK, Step.MEETING)),
            ("conditions", say("Conditions, measures and plan"), (Step.CONDITIONS, Step.PLAN)),
        ):
            _task_list(say, key, name, [check for check in state.checks if check.step in steps])
    with right:
        _summary(say, state.facts)
        _core(screen, state.facts, directs=state.directs)
        _people(screen, state.facts)
        pattern_card(screen, state.facts.id)


def _task_list(say: Say, key: str, name: str, checks: list[Check]) -> None:
    with st.container(key=f"card_{key}"):
        show(Markup("<h2>{}</h2>{}").format(name, rows([check_line(say, check) for check in checks])))


def _core(screen: Screen, facts: CaseFacts, *, directs: bool) -> None:
    say = screen.say
    with st.container(key="card_core", gap="small"):
        core = _core_rows(say, facts)
        if orders := standing_orders(say, facts, screen.today):
            core.append((say("Court orders"), orders))
        show(Markup("<h2>{}</h2>{}").format(say("Core"), facts_list(core)))
        if not directs:
            return
        if st.button(say("Change"), icon=":material/edit:", width="stretch", key="change_core"):
            edit_dialog(screen, facts)
        if st.button(say("Record an outcome"), icon=":material/assignment:", width="stretch", key="record_outcome"):
            assessment_dialog(screen, facts)


def _core_rows(say: Say, facts: CaseFacts) -> list[tuple[str, Markup | str]]:
    competent = (
        say("Veilig Thuis is competent") if facts.veilig_thuis_competent else say("The Safety House carries this case")
    )
    grounds: Markup | str = label(say, facts.serious_grounds)
    if facts.serious_grounds is Known.UNKNOWN:
        grounds = Markup("{} {}").format(grounds, tag(say("ask the prosecution"), "orange"))
    return [
        (say("Risk"), Markup("{} {}").format(tag(label(say, facts.risk), RISK_COLOUR[facts.risk]), _sash(say, facts))),
        (say("Safety assessment"), _assessed(say, facts, Instrument.SAFETY_ASSESSMENT)),
        (say("Relation"), label(say, facts.relation)),
        (say("Who leads"), competent),
        (say("Complaint"), label(say, facts.complaint)),
        (say("Serious grounds"), grounds),
        (say("Arrested"), label(say, facts.suspect_arrested)),
        (say("Stalking goes on"), label(say, facts.stalking_active)),
        (say("Review"), say.day(facts.review_on) if facts.review_on else say("No date chosen yet")),
    ]


def _sash(say: Say, facts: CaseFacts) -> str:
    found = facts.assessment(Instrument.SASH)
    if found is None:
        return say("no SASH recorded yet")
    parts = [f"SASH {say.short_day(found.assessed_on)}", organisation_label(say, found.by_organisation)]
    if found.coordinated_with_veilig_thuis:
        parts.append(say("coordinated with Veilig Thuis"))
    return ", ".join(parts)


def _assessed(say: Say, facts: CaseFacts, instrument: Instrument) -> str:
    found = facts.assessment(instrument)
    if found is None:
        return say("Not recorded yet")
    by = organisation_label(say, found.by_organisation)
    return f"{found.outcome}, {by}, {say.short_day(found.assessed_on)}"


def _people(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    with st.container(key="card_people", gap="small"):
        entries: list[tuple[str, Markup | str]] = []
        for role in PersonRole:
            named = [person for person in facts.persons if person.role is role]
            if named:
                entries.append((label(say, role), " · ".join(aged(person) for person in named)))
        entries += [
            (say("Reach safely"), way)
            for person in facts.persons
            if person.role is PersonRole.VICTIM and (way := safe_way(say, person))
        ]
        entries += contact_rows(say, facts)
        show(Markup("<h2>{}</h2>{}").format(say("People"), facts_list(entries)))
        if contacts_missing(facts):
            screen.link("netwerk", plain(say("Fill the seat in the network")), facts.id, icon=":material/group_add:")
        for person in facts.persons:
            if person.role is PersonRole.VICTIM:
                _address(screen, facts, person)


def _address(screen: Screen, facts: CaseFacts, person: CasePerson) -> None:
    """Shown on request only, and logged; gone again at the next click."""
    say = screen.say
    text = say("Show address of {alias} (logged)", alias=person.alias)
    if st.button(plain(text), icon=":material/lock:", width="stretch", key=f"address_{person.ref}"):
        found = address_of(screen.work, facts.id, person.id)
        show(Markup('<p class="mind" role="status">{}</p>').format(found or say("No address is kept in this case.")))


def _summary(say: Say, facts: CaseFacts) -> None:
    with st.container(key="card_summary"):
        body = joined([Markup("<p>{}</p>").format(part) for part in facts.summary.splitlines() if part.strip()])
        show(Markup("<h2>{}</h2>{}").format(say("What happened"), body or say("Not written yet.")))
