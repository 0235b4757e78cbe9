"""How and when people were in touch: today by one tap, yesterday by another."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st
from markupsafe import Markup

from models.terms import ContactKind
from pages.frame.markup import plain, show
from services.wording import Say, label

TODAY, YESTERDAY, OTHER = "today", "yesterday", "other"
BY_HAND = tuple(kind for kind in ContactKind if kind is not ContactKind.MEETING)
"""A meeting is recorded by who was there, not here."""

Widget = Callable[[str], dict[str, Any]]
"""Gives key and callback of a field's widget."""


@dataclass(frozen=True)
class When:
    """What was chosen: `which` is today, yesterday or other; then `day` holds the day.

    `typed_on` is the day on which it was typed: a draft that comes back tomorrow still means that day.
    """

    which: str
    day: date | None
    typed_on: date

    def meant(self) -> date | None:
        """The day that was meant, or None while none is chosen."""
        if self.which == OTHER:
            return self.day
        return self.typed_on - timedelta(days=1 if self.which == YESTERDAY else 0)


def when_choice(say: Say, widget: Widget, now: When, today: date) -> None:
    """Draws the choice of the day, in the fields `which` and `day`. A day to come is told at once, below it."""
    words = {TODAY: say("Today"), YESTERDAY: say("Yesterday"), OTHER: say("Another day")}
    if now.typed_on != today:
        days = now.typed_on, now.typed_on - timedelta(days=1)
        words |= {which: say.short_day(day) for which, day in zip((TODAY, YESTERDAY), days, strict=True)}
    st.segmented_control(
        say("When"),
        list(words),
        format_func=lambda which: words.get(which, which),
        required=True,
        width="stretch",
        **widget("which"),
    )
    if now.which == OTHER:
        st.date_input(say("Which day"), format="DD-MM-YYYY", **widget("day"))
        if fault := day_fault(say, now.meant(), today):
            under(fault)


def day_fault(say: Say, day: date | None, today: date) -> str:
    """What is wrong with the day, or nothing."""
    if day is None:
        return say("Choose the day of the contact.")
    if day > today:
        return say("This day is still to come. Enter the day on which there was contact; nothing was lost.")
    return ""


def kind_choice(say: Say, widget: Widget) -> None:
    """Draws the choice of how they were in touch, in the field `kind`."""
    words = {kind.value: label(say, kind) for kind in BY_HAND}
    st.selectbox(say("How"), list(words), format_func=lambda kind: words.get(kind, kind), **widget("kind"))


def one_of(say: Say, title: str, named: dict[str, str], widget: dict[str, Any]) -> None:
    """Draws a list to choose one person from; nobody is chosen until somebody does."""
    st.selectbox(
        plain(title),
        list(named),
        format_func=lambda key: named.get(key, ""),
        index=None,
        placeholder=say("Choose"),
        **widget,
    )


def under(fault: str) -> None:
    """Says under a field what is wrong with it."""
    show(Markup('<p class="stop" role="alert">{}</p>').format(fault))


def never_what_was_said(say: Say) -> None:
    """The one sentence that stands in every form of contacts."""
    text = say("Only that there was contact, and when, is kept; never what was said.")
    show(Markup('<p class="small">{}</p>').format(text))
