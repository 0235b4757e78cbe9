"""The pattern of a case: the picture over time, and the same in sentences beside it."""

import streamlit as st
from markupsafe import Markup

from pages.frame.components import picture
from pages.frame.markup import joined, show
from pages.frame.screen import Screen
from services.cases.facts import CaseFacts
from services.events.drawn.course import course_of
from services.events.drawn.picture import events_picture
from services.events.facts import CaseEvent
from services.events.pattern import Pattern
from services.events.pattern_words import PatternFinding, findings


def picture_card(screen: Screen, facts: CaseFacts, events: tuple[CaseEvent, ...], pattern: Pattern) -> None:
    """Draws the card; nothing in it needs a mouse or a script."""
    say = screen.say
    found = findings(pattern, say)
    course = course_of(facts, events, pattern.moment, say)
    with st.container(key="card_events_picture", gap="small"):
        lines = joined([_line(finding) for finding in found])
        show(Markup('<h2>{}</h2><ul class="findings">{}</ul>').format(say("Pattern"), lines))
        if not course.empty:
            drawn = events_picture(course, pattern, found, say)
            # Finished SVG: services.events escapes each word in it.
            picture(Markup(drawn), key=f"events_picture.{facts.id}")  # noqa: S704  # nosec B704
        hint = say("The log knows only what was told. No event recorded does not say that nothing happened.")
        show(Markup('<p class="small">{}</p>').format(hint))


def _line(finding: PatternFinding) -> Markup:
    text = Markup("<strong>{}</strong>").format(finding.text) if finding.grave else finding.text
    return Markup("<li>{}</li>").format(text)
