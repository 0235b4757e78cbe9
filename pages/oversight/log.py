"""The log, for the auditor: who did or saw what and when, by ids, and whether the chain is whole. Never content."""

import streamlit as st
from markupsafe import Markup

from models.terms import AccountRole
from pages.frame.case_header import hide_button
from pages.frame.markup import Text, heading, show, table, tag
from pages.frame.screen import Screen
from services.access.rules import Standing
from services.oversight.facts import LogEntry, LogPage
from services.oversight.queries import chain, log_page
from services.wording import Say, label
from services.wording.speech import LOCAL

_CHECKED = "log.checked"


def render(screen: Screen) -> None:
    """Draws the newest entries, of one day if chosen, and the state of the chain."""
    say = screen.say
    with st.container(horizontal=True, vertical_alignment="center"):
        heading(say("Log"), say("Who did or saw what. No names and no case content; opening this page is logged too."))
        hide_button(say)
    _chain(screen)
    with st.container(key="card_log", gap="small"):
        today = screen.today
        day = st.date_input(
            say("Only this day"), value=None, max_value=today, format="DD-MM-YYYY", key="log.day", width=220
        )
        _entries(say, log_page(screen.work, day))


def _chain(screen: Screen) -> None:
    """Checked once per session by itself, and again on request: a long log takes seconds."""
    say = screen.say
    with st.container(key="card_chain", horizontal=True, vertical_alignment="center", gap="small"):
        place = st.container()
        again = st.button(say("Check again"), key="check_chain", icon=":material/fact_check:")
        if again or _CHECKED not in st.session_state:
            st.session_state[_CHECKED] = (chain(screen.work), screen.work.clock())
        report, when = st.session_state[_CHECKED]
        with place:
            if report.whole:
                text = say("The log is whole: {n} entries, each one fits the one before.", n=report.entries)
                show(Markup('<p class="good" role="status">{} ({})</p>').format(text, say.short_moment(when)))
            else:
                text = say(
                    "The log is broken at entry {n}: something was changed or removed. Warn the security officer.",
                    n=report.broken_at,
                )
                show(Markup('<p class="stop" role="alert">{} ({})</p>').format(text, say.short_moment(when)))


def _entries(say: Say, page: LogPage) -> None:
    if not page.entries:
        show(Markup("<p>{}</p>").format(say("No entries on this day.")))
        return
    columns = [say("No."), say("When"), say("Who"), say("As"), say("What"), say("Outcome"), say("Case")]
    caption = say("The {n} newest entries; {more} more.", n=len(page.entries), more=page.more) if page.more else ""
    show(table(columns, [_row(say, entry) for entry in page.entries], caption=caption))


def _row(say: Say, entry: LogEntry) -> list[Text]:
    when = f"{say.numeric_day(entry.at)} {entry.at.astimezone(LOCAL):%H:%M:%S}"
    return [
        str(entry.seq),
        when,
        _code(entry.actor),
        standing_word(say, entry.standing),
        _code(entry.permission),
        _outcome(say, entry.outcome),
        _code(entry.case_id) if entry.case_id else "–",
    ]


def standing_word(say: Say, standing: str) -> str:
    """What somebody acted as."""
    return {
        Standing.GUEST.value: say("Guest by link"),
        Standing.VISITOR.value: say("Visitor"),
        Standing.SYSTEM.value: say("The planner itself"),
    }.get(standing) or label(say, AccountRole(standing))


def _outcome(say: Say, outcome: str) -> Markup:
    named = {
        "done": (say("done"), "green"),
        "seen": (say("seen"), "grey"),
        "refused": (say("refused"), "red"),
    }
    text, colour = named.get(outcome, (outcome, "grey"))
    return tag(text, colour)


def _code(text: str) -> Markup:
    return Markup('<span class="code">{}</span>').format(text)
