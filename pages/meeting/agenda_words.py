"""An agenda in words: whether it fits, its points on the clock as a table, the card on the meeting's screen."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from pages.frame.markup import Text, labelled, show, table, tag
from pages.frame.screen import Screen
from services.agenda.facts import Agenda, Point
from services.agenda.queries import agenda_of
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.wording import Say
from services.wording.labels import organisation_label


def fit_words(say: Say, total: int, length: int) -> tuple[str, str]:
    """Whether the points fit into the meeting, and the colour that goes with it."""
    if total > length:
        text = say.plural("Does not fit: {n} minute too long", "Does not fit: {n} minutes too long", total - length)
        return text, "red"
    if total < length:
        return say.plural("Fits: {n} minute left", "Fits: {n} minutes left", length - total), "green"
    return say("Fits to the minute"), "green"


def whom_words(say: Say, organisations: Sequence[str]) -> str:
    """Whom a point is for."""
    return say.listed([organisation_label(say, key) for key in organisations]) if organisations else say("Everybody")


def clock_words(say: Say, starts_at: datetime, ends_at: datetime) -> str:
    """'10.30–10.40'."""
    return f"{say.time(starts_at)}–{say.time(ends_at)}"


def points_table(say: Say, points: Sequence[Point], *, whom: bool) -> Markup:
    """The points on the clock; with `whom` also for whom. A point without a title is another part of the meeting."""
    columns = [say("Time"), say("Point"), *([say("For whom")] if whom else [])]
    rows: list[list[Text]] = []
    for point in points:
        title = Markup("<strong>{}</strong>").format(point.title) if point.title else _other(say)
        row: list[Text] = [_time(say, point), title]
        if whom:
            row.append(labelled(columns[2], whom_words(say, point.organisations)))
        rows.append(row)
    return table(columns, rows)


def agenda_card(screen: Screen, state: CaseState, meeting: PlannedMeeting) -> None:
    """The agenda of a meeting in short, for the meeting's screen; leads to where it is written and to the script."""
    say = screen.say
    agenda = agenda_of(screen.work, state.facts.id, meeting.id)
    with st.container(key="card_agenda", gap="small"):
        show(Markup('<p class="line"><h2>{}</h2>{}</p>').format(say("Agenda"), state_tags(say, agenda)))
        show(points_table(say, agenda.points, whom=any(point.organisations for point in agenda.points)))
        text = say("Agenda and chair's script") if state.directs else say("Read the agenda")
        if st.button(text, key=f"agenda_open_{meeting.id}", icon=":material/list_alt:"):
            st.session_state[f"agenda_of.{state.facts.id}"] = meeting.id
            screen.go("agendapunten", state.facts.id)


def state_tags(say: Say, agenda: Agenda) -> Markup:
    """Proposal or written, and whether it fits."""
    first = tag(say("proposal"), "grey") if agenda.suggested else tag(say("written"), "blue")
    if not agenda.over_minutes:
        return first
    return first + " " + tag(fit_words(say, agenda.over_minutes, 0)[0], "red")


def _time(say: Say, point: Point) -> Markup:
    return Markup('<span class="code nowrap">{}</span>').format(clock_words(say, point.starts_at, point.ends_at))


def _other(say: Say) -> Markup:
    return Markup('<span class="soft">{}</span>').format(say("another part of the meeting"))
