"""The partners of a new case: who from the directory, on which seat, speaking with whom."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import OrganisationKind, PersonRole, SeatRole
from pages.casework.intake_fault import fault
from pages.casework.intake_order import Problem, ref_of
from pages.casework.intake_rows import Row, Rows
from pages.frame.choices import people_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.screen import Screen
from services.barring.facts import KeptOut
from services.directory.partners import PartnerProfessional
from services.wording import Say, label
from services.wording.labels import seat_label

USUAL_SEATS: dict[str, tuple[SeatRole, ...]] = {
    OrganisationKind.POLITIE: (SeatRole.VICTIM_CONTACT, SeatRole.COMMUNITY_OFFICER, SeatRole.CASE_DIRECTOR),
    OrganisationKind.DISTRICTSRECHERCHE: (SeatRole.INVESTIGATION_COORDINATOR,),
    OrganisationKind.VEILIG_THUIS: (SeatRole.CASE_HOLDER,),
    OrganisationKind.VEILIGHEIDSHUIS: (SeatRole.PROCESS_DIRECTOR,),
    OrganisationKind.LOKALE_VELD: (SeatRole.LOCAL_DIRECTOR, SeatRole.CASE_HOLDER),
    OrganisationKind.OPENBAAR_MINISTERIE: (SeatRole.PUBLIC_PROSECUTOR, SeatRole.VICTIM_COORDINATOR),
    OrganisationKind.RECLASSERING: (SeatRole.ADVISER, SeatRole.SUPERVISION_OFFICER),
}
BEHIND_THE_SCENES = (SeatRole.VICTIM_CONTACT.value, SeatRole.VICTIM_COORDINATOR.value)


def chosen_partners(form: DraftForm, directory: Sequence[PartnerProfessional]) -> tuple[PartnerProfessional, ...]:
    """The professionals that were chosen and are still in the directory."""
    wanted = set(form["partners"])
    return tuple(person for person in directory if person.id in wanted)


def names_kept_out(
    directory: Sequence[PartnerProfessional],
    chosen: Sequence[PartnerProfessional],
    seats: Sequence[Row],
    kept_out: KeptOut,
) -> tuple[str, ...]:
    """Names of chosen professionals, and of the deputies of their seats, whom the bars as typed keep out."""
    ids = {person.id for person in chosen}
    ids |= {row["deputy"] for row in seats if row["id"] in ids}
    return tuple(p.name for p in directory if p.id in ids and p.id in kept_out.professionals)


def partners_card(
    screen: Screen,
    form: DraftForm,
    seats: Rows,
    directory: Sequence[PartnerProfessional],
    people: Sequence[Row],
    open_points: Sequence[Problem],
) -> list[Row]:
    """Draws the choice and one block per chosen professional; gives the rows of their seats."""
    say = screen.say
    with st.container(key="card_intake_partners", gap="small"):
        text = say("Choose who is already known; the next screen shows whom the route map still asks for.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(say("Partners"), text))
        if not directory:
            _empty(screen)
            return []
        people_choice(form, "partners", say("Professionals"), named(directory), say("Choose from the directory"))
        fault(open_points, "partners")
        chosen = chosen_partners(form, directory)
        by_id = {person.id: person for person in chosen}
        rows = seats.only(list(by_id), lambda i: _fresh(screen, by_id[i]))
        for row in rows:
            _seat(say, seats, row, by_id[row["id"]], directory, people)
        return rows


def named(partners: Sequence[PartnerProfessional]) -> dict[str, str]:
    """Professionals by id, as 'organisation: name, function'."""
    return {p.id: f"{p.organisation_name}: {p.name}" + (f", {p.function}" if p.function else "") for p in partners}


def usual_seats(organisation: str) -> tuple[str, ...]:
    """The seats that somebody of this organisation most often takes, the most usual first; an adviser otherwise."""
    return tuple(role.value for role in USUAL_SEATS.get(organisation, (SeatRole.ADVISER,)))


def _empty(screen: Screen) -> None:
    say = screen.say
    show(Markup("<p>{}</p>").format(say("The directory is still empty. You can add partners there, also later.")))
    if st.button(say("To the partners"), key="to_directory"):
        screen.go("partners")


def _fresh(screen: Screen, person: PartnerProfessional) -> Row:
    """A seat as it begins: the acting director on the director's seat, others on the usual one."""
    own = person.id == screen.work.actor.professional_id
    role = SeatRole.CASE_DIRECTOR.value if own else usual_seats(person.organisation)[0]
    return {
        "role": role,
        "attends": not person.external and role not in BEHIND_THE_SCENES,
        "chairs": role == SeatRole.PROCESS_DIRECTOR.value,
    }


def _seat(
    say: Say,
    seats: Rows,
    row: Row,
    person: PartnerProfessional,
    directory: Sequence[PartnerProfessional],
    people: Sequence[Row],
) -> None:
    with st.container(key=f"row_seat_{row['id']}", gap="xsmall"):
        show(Markup("<h3>{}</h3>").format(named([person])[person.id]))
        left, middle, right = st.columns(3, gap="small")
        with left:
            _role(say, seats, row, person)
        with middle:
            _deputy(say, seats, row, person, directory)
        with right:
            _speaks_with(say, seats, row, people)
        with st.container(horizontal=True):
            st.checkbox(say("Comes to meetings"), disabled=person.external, **seats.widget(row, "attends"))
            st.checkbox(say("Chairs"), **seats.widget(row, "chairs"))


def _role(say: Say, seats: Rows, row: Row, person: PartnerProfessional) -> None:
    offered = dict.fromkeys((*usual_seats(person.organisation), *(role.value for role in SeatRole)))
    if row["role"]:
        offered[row["role"]] = None
    st.selectbox(
        say("Seat"),
        list(offered),
        format_func=lambda role: seat_label(say, role),
        accept_new_options=True,
        placeholder=say("Choose or type"),
        **seats.widget(row, "role"),
    )


def _deputy(
    say: Say, seats: Rows, row: Row, person: PartnerProfessional, directory: Sequence[PartnerProfessional]
) -> None:
    colleagues = {p.id: p.name for p in directory if p.organisation == person.organisation and p.id != person.id}
    offered = ["", *colleagues]
    if row["deputy"] not in offered:
        offered.append(row["deputy"])
    st.selectbox(
        say("Deputy"),
        offered,
        format_func=lambda value: colleagues.get(value, value) if value else say("Nobody yet"),
        **seats.widget(row, "deputy"),
    )


def _speaks_with(say: Say, seats: Rows, row: Row, people: Sequence[Row]) -> None:
    aliases = {ref_of(p): p["alias"] or label(say, PersonRole(p["role"])) for p in people}
    key = seats.key(row, "speaks_with")
    st.session_state[key] = [ref for ref in st.session_state[key] if ref in aliases]
    st.multiselect(
        say("Speaks with"),
        list(aliases),
        format_func=lambda ref: aliases.get(ref, ref),
        placeholder=say("Nobody"),
        key=key,
        on_change=seats.keep(row, "speaks_with"),
    )
