"""Writing an agenda: rows that save themselves, the clock at once, cut down to fit, back to the proposal."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from pages.casework.intake_rows import Row
from pages.frame.drafting import DraftForm
from pages.frame.markup import show, tag
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.two_texts import both_texts
from pages.meeting.agenda_rows import PointRows, agenda_form, base_of, touched
from pages.meeting.agenda_words import clock_words, fit_words
from services.agenda.actions import reset_agenda, set_agenda
from services.agenda.facts import Agenda, SetAgenda
from services.agenda.queries import agenda_of
from services.agenda.rules import LONGEST_NOTE, LONGEST_POINT, LONGEST_TITLE, MOST_POINTS, clock, minutes_of
from services.meetings.facts import PlannedMeeting
from services.plans.queries import CaseState
from services.unit_of_work import ChangedMeanwhile
from services.wording import Say
from services.wording.labels import organisation_label


def edit_agenda(screen: Screen, state: CaseState, agenda: Agenda, meeting: PlannedMeeting) -> None:
    """Draws the rows with what they add up to."""
    say, form = screen.say, agenda_form(screen, agenda)
    rows = PointRows(form)
    homes = _homes(say, state, meeting, rows)
    length = round((agenda.ends_at - agenda.starts_at).total_seconds() / 60)
    with st.container(key="card_agenda_rows", gap="small"):
        times = clock(agenda.starts_at, rows.minutes)
        for number, (row, (begins, ends)) in enumerate(zip(rows.all(), times, strict=True), 1):
            _row(say, rows, row, number, clock_words(say, begins, ends), homes)
        st.button(
            say("Add a point"),
            icon=":material/add:",
            key="agenda_add",
            on_click=rows.add,
            disabled=len(rows.minutes) >= MOST_POINTS,
        )
    with st.container(key="card_agenda_sum", gap="small"):
        _sum(say, rows, length, times[-1][1] if times else agenda.starts_at)
        _strangers(say, rows, meeting)
        _buttons(screen, agenda, form, rows)


def _homes(say: Say, state: CaseState, meeting: PlannedMeeting, rows: PointRows) -> dict[str, str]:
    """Whom a point can be for: who is invited, then who else sits in the case, then what stands there already."""
    keys = [a.organisation for a in meeting.attendees]
    keys += [seat.organisation for seat in state.facts.seats if not (seat.barred or seat.external)]
    keys += [key for row in rows.all() for key in row["organisations"]]
    return {key: organisation_label(say, key) for key in dict.fromkeys(keys)}


def _row(say: Say, rows: PointRows, row: Row, number: int, times: str, homes: dict[str, str]) -> None:
    first = "first_" if number == 1 else ""
    with st.container(key=f"row_point_{first}{row['id']}", gap="xsmall"):
        at, title, minutes, whom = st.columns([1.15, 4, 1.25, 2.6], gap="small", vertical_alignment="bottom")
        with at:
            show(Markup('<p class="point"><strong>{}</strong> <span class="code">{}</span></p>').format(number, times))
        title.text_input(say("Point {number}", number=number), max_chars=LONGEST_TITLE, **rows.widget(row, "title"))
        minutes.number_input(
            say("Minutes"), min_value=1, max_value=LONGEST_POINT, step=1, **rows.widget(row, "minutes")
        )
        whom.multiselect(
            say("For whom"),
            list(homes),
            format_func=lambda key: homes.get(key, key),
            placeholder=say("Everybody"),
            **rows.widget(row, "organisations"),
        )
        _row_buttons(say, rows, row, number)


def _row_buttons(say: Say, rows: PointRows, row: Row, number: int) -> None:
    last = number == len(rows.minutes)
    with st.container(key=f"point_acts_{row['id']}", horizontal=True, gap="small", vertical_alignment="center"):
        text = say("Note for the chair ●") if str(row["note"]).strip() else say("Note for the chair")
        with st.popover(text, type="tertiary", icon=":material/edit_note:"):
            rows.text(row, "note", say("Note at point {number}, for you only", number=number), longest=LONGEST_NOTE)
        st.button(
            say("Up"),
            key=f"up_{row['id']}",
            type="tertiary",
            disabled=number == 1,
            on_click=rows.move,
            args=(row["id"], -1),
            icon=":material/arrow_upward:",
        )
        st.button(
            say("Down"),
            key=f"down_{row['id']}",
            type="tertiary",
            disabled=last,
            on_click=rows.move,
            args=(row["id"], 1),
            icon=":material/arrow_downward:",
        )
        st.button(
            say("Take out"),
            key=f"out_{row['id']}",
            type="tertiary",
            on_click=rows.remove,
            args=(row["id"],),
            icon=":material/close:",
            disabled=len(rows.minutes) == 1,
        )


def _sum(say: Say, rows: PointRows, length: int, ends: datetime) -> None:
    total = sum(rows.minutes)
    text, colour = fit_words(say, total, length)
    told = say("{total} of {length} minutes, until {time}", total=total, length=length, time=say.time(ends))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show(
            Markup('<p role="status"><strong>{}</strong> &nbsp;{}</p>').format(told, tag(text, colour)),
            width="content",
        )
        if total > length and len(rows.minutes) <= length:
            st.button(say("Cut down to fit"), key="agenda_fit", on_click=rows.fit, args=(length,))


def _strangers(say: Say, rows: PointRows, meeting: PlannedMeeting) -> None:
    """Whom a point is for and who is not invited: a warning, for they may be invited yet."""
    invited = {a.organisation for a in meeting.attendees}
    named = dict.fromkeys(key for row in rows.all() for key in row["organisations"] if key not in invited)
    if named:
        who = say.listed([organisation_label(say, key) for key in named])
        text = say("Not invited to this meeting, though a point is for them: {who}.", who=who)
        show(Markup('<p class="mind">{}</p>').format(text))


def _buttons(screen: Screen, agenda: Agenda, form: DraftForm, rows: PointRows) -> None:
    say, changed = screen.say, touched(rows.all(), agenda)
    form.status()
    if changed:
        text = say("Not kept yet: attendees still see the agenda as it was.")
        show(Markup('<p class="small">{}</p>').format(text))
    with st.container(horizontal=True, gap="small"):
        if st.button(say("Keep this agenda"), type="primary", key="agenda_keep", icon=":material/check:"):
            with refusals_shown(say):
                _keep(screen, agenda, form, rows)
        if changed and st.button(say("Give up changes"), key="agenda_cancel"):
            form.discard()
            st.rerun()
        if not agenda.suggested:
            with st.popover(say("Back to the proposal"), icon=":material/restart_alt:"):
                text = say("The points and notes you wrote are gone then. This cannot be undone.")
                show(Markup("<p>{}</p>").format(text))
                if st.button(say("Put the proposal back"), key="agenda_reset", type="primary"):
                    with refusals_shown(say):
                        reset_agenda(screen.work, agenda.case_id, agenda.meeting_id, agenda.version)
                        form.discard()
                        st.rerun()


def _keep(screen: Screen, agenda: Agenda, form: DraftForm, rows: PointRows) -> None:
    """Keeps the agenda. What else changed about the meeting does not stand in its way; another agenda is shown first,
    and keeping again puts this one in its place."""
    order = SetAgenda(agenda.meeting_id, agenda.case_id, int(form["version"]), rows.points())
    try:
        set_agenda(screen.work, order)
    except ChangedMeanwhile:
        say, now = screen.say, agenda_of(screen.work, agenda.case_id, agenda.meeting_id)
        same = base_of(now) == form["base"]
        form["version"], form["base"] = now.version, base_of(now)
        form.save()
        if same:
            set_agenda(screen.work, SetAgenda(order.meeting_id, order.case_id, now.version, order.points))
        else:
            text = say("Somebody else changed this. Keep once more to put yours in its place, or give up changes.")
            mine = " · ".join(f"{point.title} ({point.minutes})" for point in order.points)
            theirs = " · ".join(f"{point.title} ({minutes_of(point)})" for point in now.points)
            show(Markup('<p class="mind" role="alert">{}</p>{}').format(text, both_texts(say, mine, theirs)))
            return
    form.discard()
    st.rerun()
