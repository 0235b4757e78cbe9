"""The days on which a professional works: per weekday on or off, from and until; office hours unless told otherwise."""

from datetime import time
from typing import Any

import streamlit as st

from pages.frame.drafting import DraftForm
from services.directory.week import Week
from services.scheduling.hours import OFFICE_HOURS
from services.wording import Say

_NINE, _FIVE = time(9), time(17)


def week_defaults(week: Week) -> dict[str, Any]:
    """The fields of the form as they stand; a day off has office hours ready for when it is put on."""
    hours = {weekday: (start, end) for weekday, start, end in (OFFICE_HOURS if week is None else week)}
    fields: dict[str, Any] = {}
    for weekday in range(7):
        start, end = hours.get(weekday, (_NINE, _FIVE))
        fields |= {f"works_{weekday}": weekday in hours, f"from_{weekday}": start, f"until_{weekday}": end}
    return fields


def week_fields(say: Say, form: DraftForm) -> None:
    """Draws a row for each weekday, under a heading that can be folded away."""
    with st.expander(say("Working days"), key=f"week.{form.name}"):
        st.caption(say("Used to reckon how soon news reaches this person. Public holidays count as days off."))
        for weekday in range(7):
            _row(say, form, weekday)


def _row(say: Say, form: DraftForm, weekday: int) -> None:
    name, works = say.weekday(weekday), bool(form[f"works_{weekday}"])
    day, start, end = st.columns([1.4, 1, 1], gap="small", vertical_alignment="center")
    day.checkbox(name, key=form.key(f"works_{weekday}"), on_change=form.save)
    for column, field, title in (
        (start, "from", say("{day}, from", day=name)),
        (end, "until", say("{day}, until", day=name)),
    ):
        column.time_input(
            title,
            key=form.key(f"{field}_{weekday}"),
            step=900,
            on_change=form.save,
            disabled=not works,
            label_visibility="collapsed",
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
