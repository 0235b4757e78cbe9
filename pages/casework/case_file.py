"""The case file: how the risk was seen over time, on what grounds the chain works, people, places and court orders."""

import streamlit as st
from markupsafe import Markup

from models.terms import Instrument, Known, PersonRole, Risk
from pages.casework.assessment_form import assessment_dialog
from pages.casework.core_form import edit_dialog
from pages.casework.court_card import court_card
from pages.casework.people_card import people_card, places_card
from pages.casework.person_words import contact_rows, contacts_missing, informed
from pages.frame.case_header import RISK_COLOUR, case_header
from pages.frame.markup import Text, facts_list, heading, joined, plain, show, table, tag
from pages.frame.screen import Screen
from services.cases.facts import Assessment, CaseFacts
from services.cases.queries import places_of
from services.plans.queries import case_state
from services.wording import Say, label
from services.wording.labels import organisation_label


def render(screen: Screen) -> None:
    """Draws the file of the case that the address names."""
    state = case_state(screen.work, screen.case_id, screen="dossier")
    places = places_of(screen.work, screen.case_id, screen="dossier")
    case_header(screen, state, "dossier")
    facts, today = state.facts, screen.today
    heading(screen.say("Case file"), screen.say("What the chain knows of this case, and on what grounds it works."))
    left, right = st.columns([1.75, 1], gap="medium")
    with left:
        _risk(screen, facts, directs=state.directs)
        people_card(screen, facts, places, directs=state.directs)
        places_card(screen, facts, places, today, directs=state.directs)
    with right:
        _frame(screen, facts, directs=state.directs)
        _contacts(screen, facts)
        court_card(screen, facts, today, directs=state.directs)


def _risk(screen: Screen, facts: CaseFacts, *, directs: bool) -> None:
    say = screen.say
    with st.container(key="card_risk", gap="small"):
        now = tag(say("now {risk}", risk=label(say, facts.risk).lower()), RISK_COLOUR[facts.risk])
        head = Markup('<div class="line"><h2>{}</h2>{}</div>').format(say("Risk history"), now)
        if not facts.assessments:
            text = say("Outcomes of SASH, safety assessment and RISC will stand here, the newest first.")
            show(Markup("{}<p>{}</p>").format(head, text))
        else:
            columns = [say("On"), say("Instrument"), say("Outcome"), say("Made by")]
            newest_first = sorted(facts.assessments, key=lambda one: one.assessed_on, reverse=True)
            show(Markup("{}{}").format(head, table(columns, [_outcome(say, one) for one in newest_first])))
        _differing(say, facts)
        if directs and st.button(say("Record an outcome"), icon=":material/assignment:", key="record_outcome"):
            assessment_dialog(screen, facts)


def _outcome(say: Say, found: Assessment) -> list[Text]:
    version = Markup('<br><span class="small">{}</span>').format(
        say("version {number}", number=found.instrument_version)
    )
    with_vt = tag(say("coordinated with Veilig Thuis"), "green") if found.coordinated_with_veilig_thuis else Markup()
    by = [organisation_label(say, found.by_organisation), found.by_person]
    return [
        Markup('<span class="nowrap">{}</span>').format(say.numeric_day(found.assessed_on)),
        Markup("{}{}").format(label(say, found.instrument), version if found.instrument_version else ""),
        _level(say, found.outcome),
        joined([Markup("{}").format(", ".join(part for part in by if part)), with_vt], " "),
    ]


def _level(say: Say, outcome: str) -> Text:
    return tag(label(say, Risk(outcome)), RISK_COLOUR[Risk(outcome)]) if outcome in list(Risk) else outcome


def _differing(say: Say, facts: CaseFacts) -> None:
    """The SASH determines the level: where the case says otherwise, that is said."""
    sash = facts.assessment(Instrument.SASH)
    if sash is None or sash.outcome not in list(Risk) or sash.outcome == facts.risk:
        return
    told, now = label(say, Risk(sash.outcome)).lower(), label(say, facts.risk).lower()
    text = say(
        "The newest SASH says {told}, the case stands at {now}. Change the risk, or record a new SASH.",
        told=told,
        now=now,
    )
    show(Markup('<p class="mind">{}</p>').format(text))


def _frame(screen: Screen, facts: CaseFacts, *, directs: bool) -> None:
    say = screen.say
    with st.container(key="card_frame", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say("Legal frame"), facts_list(_frame_rows(say, facts))))
        if directs and st.button(say("Change"), icon=":material/edit:", width="stretch", key="change_frame"):
            edit_dialog(screen, facts)


def _frame_rows(say: Say, facts: CaseFacts) -> list[tuple[str, Text]]:
    unknown = tag(say("not recorded yet"), "orange")
    leads = (
        say("Veilig Thuis is competent") if facts.veilig_thuis_competent else say("The Safety House carries this case")
    )
    if facts.competence_reason:
        leads = f"{leads}. {say('Differs from the relation: {why}', why=facts.competence_reason)}"
    told = [
        Markup("{}: {}").format(person.alias, informed(say, person))
        for person in facts.persons
        if person.role is PersonRole.VICTIM or person.informed is not Known.UNKNOWN
    ]
    return [
        (say("Brought in by"), organisation_label(say, facts.brought_by) if facts.brought_by else unknown),
        (say("Legal basis"), label(say, facts.legal_basis) if facts.legal_basis else unknown),
        (say("Region"), facts.region or unknown),
        (
            say("At the Safety House since"),
            say.numeric_day(facts.safety_house_on) if facts.safety_house_on else unknown,
        ),
        (say("Who leads"), leads),
        (say("Informed"), joined(told, Markup("<br>"))),
        *_since(say, facts),
    ]


def _since(say: Say, facts: CaseFacts) -> list[tuple[str, Text]]:
    """What is known, and since when."""
    stated = (
        (say("Complaint"), facts.complaint, facts.complaint_on),
        (say("Serious grounds"), facts.serious_grounds, facts.serious_grounds_on),
        (say("Arrested"), facts.suspect_arrested, facts.suspect_arrested_on),
        (say("Threats or violence"), facts.threats_or_violence, None),
        (say("Serious intrusion"), facts.serious_intrusion, None),
        (say("Veilig Thuis advises to intervene"), facts.veilig_thuis_advises_intervention, None),
        (say("Investigation finished"), facts.investigation_done, None),
    )
    return [
        (name, label(say, known) + (f", {say('since {day}', day=say.numeric_day(day))}" if day else ""))
        for name, known, day in stated
    ]


def _contacts(screen: Screen, facts: CaseFacts) -> None:
    say = screen.say
    with st.container(key="card_contacts", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say("Fixed contacts"), facts_list(contact_rows(say, facts))))
        if contacts_missing(facts):
            screen.link("netwerk", plain(say("Fill the seat in the network")), facts.id, icon=":material/group_add:")
