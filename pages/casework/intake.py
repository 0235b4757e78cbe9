"""Intake: opens a case by hand. Everything typed saves itself; nothing is lost when the case cannot be opened yet."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import LegalBasis, OrganisationKind, Relation, Risk
from pages.casework.competence_choice import competence_choice
from pages.casework.core_form import since_when
from pages.casework.intake_fault import fault
from pages.casework.intake_order import (
    BAR,
    PERSON,
    SEAT,
    Problem,
    defaults,
    new_bars,
    order,
    problems,
)
from pages.casework.intake_partners import chosen_partners, names_kept_out, partners_card
from pages.casework.intake_people import bars_card, people_card
from pages.casework.intake_rows import Rows
from pages.frame.case_header import hide_button
from pages.frame.choices import events_choice, known_choice, optional_term, organisation_choice, term_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import heading, joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.barring.facts import KeptOut
from services.barring.queries import would_keep_out
from services.cases.actions import open_case
from services.cases.queries import free_code
from services.directory.account_queries import case_directors
from services.directory.partners import organisations, professionals
from services.wording import Say

FORM = "intake"


def render(screen: Screen) -> None:
    """Draws the form, filled from its draft."""
    say, form = screen.say, DraftForm(screen, FORM, defaults(free_code(screen.work)))
    people, bars, seats = Rows(form, "people", PERSON), Rows(form, "bars", BAR), Rows(form, "seats", SEAT)
    directory, kept_out = professionals(screen.work), would_keep_out(screen.work, new_bars(form, bars.all()))
    chosen = chosen_partners(form, directory)
    named_out = names_kept_out(directory, chosen, seats.all(), kept_out)
    offered = [person for person in directory if person.id not in kept_out.professionals or person in chosen]
    open_points = problems(say, form, people.all(), bars.all(), named_out)
    tried = bool(st.session_state.get(_tried(form)))
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("New case"), say("What you type saves itself; you can go on later."))
        hide_button(say)
    _core(screen, form, open_points if tried else ())
    people_card(say, form, people, open_points if tried else ())
    bars_card(screen, form, bars, open_points if tried else ())
    seats_now = partners_card(screen, form, seats, offered, people.all(), open_points if tried else ())
    _lead(screen, form, kept_out)
    with st.container(key="card_open", gap="small"):
        if tried and open_points:
            _summary(say, open_points)
        form.status()
        with st.container(horizontal=True):
            if st.button(say("Open this case"), type="primary", key="open_this_case"):
                _open(screen, form, people, bars, seats_now, open_points)
            _emptying(say, form)


def _open(
    screen: Screen, form: DraftForm, people: Rows, bars: Rows, seats: list[dict], open_points: Sequence[Problem]
) -> None:
    if open_points:
        st.session_state[_tried(form)] = True
        st.rerun()
    with refusals_shown(screen.say):
        case_id = open_case(screen.work, order(form, people.all(), bars.all(), seats))
        form.discard()
        screen.go("netwerk", case_id)


def _summary(say: Say, open_points: Sequence[Problem]) -> None:
    head = say.plural("{n} point to settle first", "{n} points to settle first", len(open_points))
    points = joined([Markup("<li>{}</li>").format(problem.sentence) for problem in open_points])
    show(Markup('<div class="stop" role="alert"><p><strong>{}</strong></p><ul>{}</ul></div>').format(head, points))


def _emptying(say: Say, form: DraftForm) -> None:
    """A second click, because what is thrown away does not come back."""
    with st.popover(say("Empty this form"), type="tertiary"):
        show(Markup("<p>{}</p>").format(say("Everything you typed here is thrown away.")))
        if st.button(say("Throw away"), key="empty_intake"):
            form.discard()
            st.rerun()


def _core(screen: Screen, form: DraftForm, open_points: Sequence[Problem]) -> None:
    say = screen.say
    with st.container(key="card_intake_core", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("The case")))
        left, right = st.columns(2, gap="medium")
        with left:
            _names(say, form, open_points)
            _facts(screen, form)
        with right:
            _risk(screen, form, open_points)
            _relation(say, form, open_points)
            _brought_by(screen, form)
        told = say("Every partner reads this in the plan.")
        writing_area(form, "summary", say("What happened"), height=130, longest=20_000, hint=told)
        _review(say, form)


def _names(say: Say, form: DraftForm, open_points: Sequence[Problem]) -> None:
    st.text_input(say("Case number"), key=form.key("code"), max_chars=20, on_change=form.save)
    fault(open_points, "code")
    st.text_input(say("Code name"), key=form.key("code_name"), max_chars=60, on_change=form.save)
    text = say("The code name stands in mail and calendars. Never use a person's name; a bird or a plant will do.")
    show(Markup('<p class="small">{}</p>').format(text))
    fault(open_points, "code_name")


def _risk(screen: Screen, form: DraftForm, open_points: Sequence[Problem]) -> None:
    say, today = screen.say, screen.today
    term_choice(say, form, "risk", say("Risk"), Risk)
    outcome, day = st.columns(2, gap="small")
    with outcome:
        term_choice(say, form, "sash_outcome", say("Outcome of the SASH"), Risk)
    with day:
        st.date_input(
            say("Day of the SASH"),
            key=form.key("sash_on"),
            format="DD-MM-YYYY",
            max_value=today,
            on_change=form.save,
        )
    fault(open_points, "sash_on")
    term_choice(say, form, "sash_by", say("SASH made by"), OrganisationKind)
    st.checkbox(say("Coordinated with Veilig Thuis"), key=form.key("sash_with_vt"), on_change=form.save)
    outcome, day = st.columns(2, gap="small", vertical_alignment="bottom")
    with outcome:
        st.text_input(
            say("Safety assessment by Veilig Thuis"), key=form.key("vhb_outcome"), max_chars=80, on_change=form.save
        )
    with day:
        st.date_input(
            say("Day of the assessment"),
            key=form.key("vhb_on"),
            format="DD-MM-YYYY",
            max_value=today,
            on_change=form.save,
        )
    fault(open_points, "vhb_on")


def _relation(say: Say, form: DraftForm, open_points: Sequence[Problem]) -> None:
    term_choice(say, form, "relation", say("Relation between victim and alleged perpetrator"), Relation)
    competence_choice(say, form)
    fault(open_points, "competent_why")


def _facts(screen: Screen, form: DraftForm) -> None:
    """What is known already, and since when."""
    say, today = screen.say, screen.today
    since_when(form, say, "complaint", say("Formal complaint"), say("Day of the complaint"), today)
    since_when(form, say, "grounds", say("Serious grounds"), say("Day of the serious grounds"), today)
    since_when(form, say, "arrested", say("Alleged perpetrator arrested"), say("Day of the arrest"), today)
    known_choice(say, form, "threats", say("Threats or violence"))


def _brought_by(screen: Screen, form: DraftForm) -> None:
    say = screen.say
    homes = {home.key: home.name for home in organisations(screen.work) if not home.external}
    organisation_choice(say, form, "brought_by", say("Brought in by"), homes)
    optional_term(say, form, "basis", say("Legal basis for sharing"), LegalBasis)


def _review(say: Say, form: DraftForm) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with left:
        st.date_input(say("Date of review"), key=form.key("review_on"), format="DD-MM-YYYY", on_change=form.save)
    with right:
        events_choice(say, form, "events")


def _lead(screen: Screen, form: DraftForm, kept_out: KeptOut) -> None:
    say = screen.say
    away = {screen.work.actor.account_id, *kept_out.accounts}
    others = {i: name for i, name in case_directors(screen.work) if i not in away}
    with st.container(key="card_lead", gap="small"):
        show(
            Markup("<h2>{}</h2><p>{}</p>").format(
                say("Who directs"), say("You direct this case: {name}.", name=screen.work.actor.name)
            )
        )
        if form["deputy"] not in ("", *others):
            form["deputy"] = ""
        st.selectbox(
            say("Deputy case director"),
            ["", *others],
            format_func=lambda value: others[value] if value else say("Nobody yet"),
            key=form.key("deputy"),
            on_change=form.save,
        )
        if not form["deputy"]:
            text = say("Without a deputy the case stays in preparation: no meeting is planned and no plan adopted.")
            show(Markup('<p class="mind">{}</p>').format(text))
        if not others:
            show(
                Markup('<p class="small">{}</p>').format(
                    say("There is no other case director yet. Ask your administrator to invite one.")
                )
            )


def _tried(form: DraftForm) -> str:
    return form.key("tried")
