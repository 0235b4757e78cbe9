"""The list of the acting person's cases, and the way to a new one."""

import streamlit as st
from markupsafe import Markup

from models.terms import CaseStatus
from pages.frame.case_header import RISK_COLOUR, hide_button
from pages.frame.markup import heading, plain, show, tag
from pages.frame.screen import Screen
from services.access.rules import Permission, may
from services.cases.queries import my_cases
from services.wording import label


def render(screen: Screen) -> None:
    """Draws the list; empty, it says what will stand here."""
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("Cases"), say("You see only cases to which you were assigned."))
        opens = may(screen.work.actor.standing, Permission.CASE_OPEN)
        if opens and st.button(say("New case"), type="primary", icon=":material/add:", key="new_case"):
            screen.go("nieuwe-zaak")
        if opens and st.button(say("Several in a row"), icon=":material/reorder:", key="sitting"):
            screen.go("zitting")
        hide_button(say)
    lines = my_cases(screen.work)
    with st.container(key="card_cases", gap="xsmall"):
        if not lines:
            show(Markup("<h2>{}</h2><p>{}</p>").format(say("No cases yet"), say("Your cases will stand here.")))
        for line in lines:
            with st.container(key=f"row_{line.id}", horizontal=True, vertical_alignment="center", gap="small"):
                show(
                    Markup('<h3>{} <span class="code">{}</span></h3><p class="small">{} · {}</p>').format(
                        line.code_name,
                        line.code,
                        label(say, line.relation),
                        say("opened {day}", day=say.short_day(line.opened_at)),
                    )
                )
                if line.status is CaseStatus.PREPARING:
                    show(tag(label(say, line.status), "red"), width="content")
                show(tag(label(say, line.risk), RISK_COLOUR[line.risk]), width="content")
                if st.button(say("Open"), key=f"open_{line.id}", help=plain(line.code_name)):
                    screen.go("zaak", line.id)
