"""The pattern in short on the case's overview: how many, how often, how long ago, and the way to a new event."""

import streamlit as st
from markupsafe import Markup

from pages.casework.breach_clock import clock_tag
from pages.frame.markup import Text, facts_list, joined, show
from pages.frame.screen import Screen
from services.events.pattern import Pattern, pattern_of
from services.events.pattern_words import ago, moment_of, trend_word
from services.events.queries import event_log
from services.wording import Say


def pattern_card(screen: Screen, case_id: str) -> None:
    """Draws the card; it reads the log by itself."""
    say, log = screen.say, event_log(screen.work, case_id, screen="case")
    pattern = pattern_of(log.events, screen.work.clock())
    with st.container(key="card_pattern", gap="small"):
        nothing = Markup('<p class="small">{}</p>').format(say("No incidents in the log yet."))
        body = facts_list(_rows(say, pattern)) if pattern.count or pattern.untold else nothing
        show(Markup("<h2>{}</h2>{}").format(say("Pattern"), body))
        if log.may_record:
            words, icon = say("New event"), ":material/add:"
        else:
            words, icon = say("View events"), ":material/timeline:"
        if st.button(words, icon=icon, width="stretch", key="new_event"):
            screen.go("gebeurtenissen", case_id)


def _rows(say: Say, pattern: Pattern) -> list[tuple[str, Text]]:
    rows: list[tuple[str, Text]] = []
    if pattern.count:
        busy = say("{recent} in the last two weeks, {before} in the four before", **_counts(pattern))
        rows.append((say("Incidents"), say("{n} in the log", n=pattern.count)))
        rows.append((say("How often"), f"{trend_word(pattern, say)} ({busy})"))
    if pattern.last and pattern.days_since is not None:
        rows.append((say("Last"), f"{moment_of(pattern.last, say)}, {ago(pattern.days_since, say)}"))
    if pattern.untold:
        tags = joined([clock_tag(say, breach, pattern.moment) for breach in pattern.untold[:3]], " ")
        rows.append((say("Breach not told to the prosecution"), tags))
    return rows


def _counts(pattern: Pattern) -> dict[str, int]:
    return {"recent": pattern.recent, "before": pattern.before}
