"""The people of a new case with their explicit parts, and the question who must be kept out."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from models.terms import BarKind, Known, PersonRole
from pages.casework.intake_fault import fault
from pages.casework.intake_order import Problem
from pages.casework.intake_rows import Row, Rows
from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from pages.frame.screen import Screen
from services.directory.partners import organisations
from services.wording import Say, label

FEWEST = 2


def people_card(say: Say, form: DraftForm, people: Rows, open_points: Sequence[Problem]) -> None:
    """One block per person; at least a victim and an alleged perpetrator."""
    with st.container(key="card_intake_people", gap="small"):
        show(
            Markup('<h2>{}</h2><p class="small">{}</p>').format(
                say("People"),
                say("Use an alias such as 'Mevrouw W.'. Addresses and phone numbers are kept encrypted."),
            )
        )
        for number, row in enumerate(people.all(), 1):
            _person(say, people, row, number, open_points)
        fault(open_points, "people")
        st.button(say("Add a person"), icon=":material/add:", key="add_person", on_click=people.add)


def _person(say: Say, people: Rows, row: Row, number: int, open_points: Sequence[Problem]) -> None:
    named = {role.value: label(say, role) for role in PersonRole}
    with st.container(key=f"row_person_{row['id']}", gap="xsmall"):
        part, alias, age, away = st.columns([1.3, 2, 0.8, 0.9], gap="small", vertical_alignment="bottom")
        part.selectbox(
            say("Part of person {number}", number=number),
            list(named),
            format_func=lambda value: named[value],
            **people.widget(row, "role"),
        )
        alias.text_input(say("Alias"), max_chars=80, **people.widget(row, "alias"))
        age.number_input(say("Age"), min_value=0, max_value=120, step=1, **people.widget(row, "age"))
        if len(people.all()) > FEWEST:
            away.button(
                say("Remove"),
                key=f"remove_person_{row['id']}",
                on_click=people.remove,
                args=(row["id"],),
                type="tertiary",
            )
        fault(open_points, f"people.{row['id']}")
        with st.expander(say("Address and contact"), expanded=row["role"] == PersonRole.VICTIM.value):
            _contact(say, people, row)


def _contact(say: Say, people: Rows, row: Row) -> None:
    left, right = st.columns(2, gap="small")
    if row["role"] != PersonRole.SUSPECT.value:
        left.text_input(say("How to reach safely"), **people.widget(row, "safe_contact"))
    right.text_input(say("Phone"), max_chars=40, **people.widget(row, "phone"))
    left.text_input(say("Address"), **people.widget(row, "address"))
    with right.container(height="stretch", vertical_alignment="bottom"):
        st.checkbox(say("This address is secret"), **people.widget(row, "address_secret"))


def bars_card(screen: Screen, form: DraftForm, bars: Rows, open_points: Sequence[Problem]) -> None:
    """The mandatory question whether the suspect, or somebody near, works at a partner; and whom that keeps out."""
    say = screen.say
    named = {known.value: label(say, known) for known in Known}
    with st.container(key="card_intake_bars", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("Who must be kept out")))
        st.radio(
            say("Does the alleged perpetrator, or somebody near, work at a partner organisation?"),
            list(named),
            format_func=lambda value: named[value],
            index=None,
            horizontal=True,
            key=form.key("near_work"),
            on_change=form.save,
        )
        fault(open_points, "near_work")
        if form["near_work"] == Known.UNKNOWN.value:
            text = say("Find this out before you invite anybody. Until then every partner may see this case.")
            show(Markup('<p class="mind">{}</p>').format(text))
        if form["near_work"] == Known.YES.value:
            _bars(screen, bars, open_points)


def _bars(screen: Screen, bars: Rows, open_points: Sequence[Problem]) -> None:
    say = screen.say
    text = say("Whoever stands here sees nothing of this case, not even that it exists.")
    show(Markup('<p class="small">{}</p>').format(text))
    homes = {home.key: home.name for home in organisations(screen.work)}
    for row in bars.all():
        _bar(say, bars, row, homes)
        fault(open_points, f"bars.{row['id']}")
    fault(open_points, "bars")
    st.button(say("Add somebody to keep out"), icon=":material/add:", key="add_bar", on_click=bars.add)


def _bar(say: Say, bars: Rows, row: Row, homes: dict[str, str]) -> None:
    named = {kind.value: label(say, kind) for kind in BarKind}
    with st.container(key=f"row_bar_{row['id']}"):
        kind, value, reason, away = st.columns([1.2, 2, 2, 0.9], gap="small", vertical_alignment="bottom")
        kind.selectbox(
            say("Keep out by"), list(named), format_func=lambda value: named[value], **bars.widget(row, "kind")
        )
        if row["kind"] == BarKind.ORGANISATION.value:
            value.selectbox(
                say("Organisation"),
                ["", *homes],
                format_func=lambda key: homes.get(key, key) if key else say("Choose"),
                **bars.widget(row, "organisation"),
            )
        else:
            value.text_input(plain(named[row["kind"]]), max_chars=120, **bars.widget(row, "value"))
        reason.text_input(say("Why"), **bars.widget(row, "reason"))
        away.button(
            say("Remove"), key=f"remove_bar_{row['id']}", on_click=bars.remove, args=(row["id"],), type="tertiary"
        )
