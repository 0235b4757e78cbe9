"""The days on which a professional works: per weekday on or off, from and until; office hours unless told otherwise."""

from typing import Any

import streamlit as st
from markupsafe import Markup

from pages.frame.drafting import DraftForm
from pages.frame.markup import plain, show
from services.directory.week import Week
from services.scheduling.hours import OFFICE_HOURS
from services.wording import Say

_HOUR_WIDTH, _BOTH_HOURS_WIDTH = 120, 256
"""Pixels: on a phone both stay beside each other, under the day."""


def week_defaults(week: Week) -> dict[str, Any]:
    """The fields of the form as they stand; a day off has office hours ready for when it is put on."""
    hours = {weekday: (start, end) for weekday, start, end in (OFFICE_HOURS if week is None else week)}
    fields: dict[str, Any] = {}
    for weekday in range(7):
        start, end = hours.get(weekday, OFFICE_HOURS[0][1:])
        fields |= {f"works_{weekday}": weekday in hours, f"from_{weekday}": start, f"until_{weekday}": end}
    return fields


def week_fields(say: Say, form: DraftForm) -> None:
    """Draws a row for each weekday, under a heading that can be folded away."""
    with st.expander(say("Working days"), key=f"week.{form.name}"):
        text = say("Used to reckon how soon news reaches this person. Public holidays count as days off.")
        show(Markup('<p class="small">{}</p>').format(text))
        for weekday in range(7):
            _row(say, form, weekday)


def _row(say: Say, form: DraftForm, weekday: int) -> None:
    """A day off shows no hours; on a phone they go under the day."""
    name, works = plain(say.weekday(weekday)), bool(form[f"works_{weekday}"])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.checkbox(name, key=form.key(f"works_{weekday}"), on_change=form.save, width=130)
        if works:
            with st.container(horizontal=True, gap="small", width=_BOTH_HOURS_WIDTH):
                _hour(form, f"from_{weekday}", plain(say("{day}, from", day=name)))
                _hour(form, f"until_{weekday}", plain(say("{day}, until", day=name)))


def _hour(form: DraftForm, field: str, title: str) -> None:
    st.time_input(
        title, key=form.key(field), step=900, on_change=form.save, label_visibility="collapsed", width=_HOUR_WIDTH
    )


def week_entered(form: DraftForm) -> Week:
    """The week as it stands in the form: the days that are on. Office hours stay office hours."""
    entered = tuple(
        (weekday, form[f"from_{weekday}"], form[f"until_{weekday}"]) for weekday in range(7) if form[f"works_{weekday}"]
    )
    return None if entered == OFFICE_HOURS else entered


def spoken_week(say: Say, week: Week) -> str:
    """'ma 9.00–17.00, di 9.00–13.00'; empty for office hours."""
    return ", ".join(
        f"{say.weekday(weekday, short=True)} {say.hour(start)}–{say.hour(end)}" for weekday, start, end in week or ()
    )
