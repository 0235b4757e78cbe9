"""What was noted at each point. In a draft the case director corrects a note in place; its author stays its author."""

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import joined, show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from pages.live.minutes_parts import part
from pages.plan.condition_words import tier_tag
from services.agenda.words import shown_title
from services.live.rules import LONGEST_NOTE
from services.minutes.actions import correct_note
from services.minutes.facts import CorrectNote, Minutes, Noted, NowNoted, Record
from services.minutes.words import byline
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say


def draw_notes(screen: Screen, state: CaseState, minutes: Minutes, *, fixed: bool) -> None:
    """Draws the notes under the point that they belong to."""
    say, record = screen.say, minutes.record
    if record is None:
        return
    if not record.notes:
        nothing = say("Nothing was noted that you may read.")
        part(say("What was said"), Markup('<p class="soft">{}</p>').format(nothing), "notes")
        return
    correctable = state.directs and record.closed_at is not None and not minutes.is_locked and not fixed
    working = dict(minutes.working)
    with st.container(key=f"card_minutes_notes_{minutes.meeting_id}", gap="small"):
        show(Markup("<h2>{}</h2>").format(say("What was said")))
        for point in dict.fromkeys(note.point for note in record.notes):
            show(Markup('<h3 class="about">{}</h3>').format(_title(say, record, point)))
            for note in record.notes:
                if note.point == point:
                    _note(screen, state, note, working.get(note.id) if correctable else None, working.get(note.id))


def _title(say: Say, record: Record, point: int) -> str:
    titles = {one.number: shown_title(say, one.title) for one in record.points}
    default = say("Before the first point") if point == 0 else say("Closed part, for some of those invited")
    return titles.get(point, default)


def _note(screen: Screen, state: CaseState, note: Noted, now: NowNoted | None, working: NowNoted | None) -> None:
    say = screen.say
    lines = [Markup("<p>{}</p>").format(line) for line in note.text.splitlines() if line.strip()]
    told = Markup('<p class="small">{} &nbsp;{}</p>').format(byline(say, note), tier_tag(say, note.tier))
    if working and working.own_words:
        told += Markup('<details><summary class="small">{}</summary><p>{}</p></details>').format(
            say("The author's own words"), working.own_words
        )
    body = Markup("<div>{}{}</div>").format(joined(lines), told)
    if now is None:
        show(body)
    elif st.session_state.get(_opened(note)):
        show(body)
        _correct(screen, state, note, now)
    else:
        with st.container(key=f"row_note_{note.id}", horizontal=True, wrap=False, gap="small"):
            show(body, width="stretch")
            st.button(
                say("Correct"),
                key=f"correct_{note.id}",
                type="tertiary",
                icon=":material/edit:",
                width="content",
                on_click=lambda: st.session_state.update({_opened(note): True}),
            )


def _opened(note: Noted) -> str:
    """Where the session keeps that a note is being corrected."""
    return f"minutes.correct.{note.id}"


def _correct(screen: Screen, state: CaseState, note: Noted, now: NowNoted) -> None:
    """The note for writing; nobody's words go without a trace."""
    say = screen.say
    form = DraftForm(screen, f"note.{note.id}", {"text": note.text, "version": now.version}, state.facts.id)
    writing_area(form, "text", say("The note as it goes into the minutes"), height=120, longest=LONGEST_NOTE)
    form.status()
    with st.container(horizontal=True, gap="small", key=f"correcting_{note.id}"):
        if st.button(say("Keep the correction"), type="primary", key=f"correct_keep_{note.id}"):
            with refusals_shown(say):
                _keep(screen, state, note, form, now)
        if st.button(say("Leave it as it was"), type="tertiary", key=f"correct_not_{note.id}"):
            form.discard()
            st.session_state.pop(_opened(note), None)
            st.rerun()


def _keep(screen: Screen, state: CaseState, note: Noted, form: DraftForm, now: NowNoted) -> None:
    try:
        correct_note(screen.work, CorrectNote(state.facts.id, note.id, int(form["version"]), str(form["text"])))
    except ChangedMeanwhile:
        form["version"] = now.version
        form.save()
        raise
    form.discard()
    st.session_state.pop(_opened(note), None)
    st.rerun()
