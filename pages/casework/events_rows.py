"""One line of a log as it was understood: each part can be put right before it is kept."""

from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import EventKind
from pages.casework.event_form import gravity_choice
from pages.frame.drafting import DraftForm
from pages.frame.markup import show, tag
from services.events.reading import Missing, ReadLine, lacking
from services.events.rules import GRAVE
from services.wording import Say, label

_WIDTHS = [0.32, 1.05, 0.8, 1.5, 1.45, 3.2]


def row_defaults(name: str, line: ReadLine) -> dict[str, object]:
    """The fields of a line as read. A heading of a table, or an hour that cannot be, waits for somebody to tick it."""
    return {
        f"take.{name}": line.missing not in (Missing.HEADING, Missing.NO_SUCH_TIME),
        f"day.{name}": line.day,
        f"hour.{name}": line.hour,
        f"kind.{name}": line.kind.value,
        f"gravity.{name}": line.gravity.value if line.gravity else "",
        f"text.{name}": line.text,
    }


def check_row(say: Say, fields: DraftForm, name: str, line: ReadLine, now: datetime) -> bool:
    """Draws the fields of a line; whether it was ticked and misses nothing."""
    number = line.number
    with st.container(key=f"row_line_{name}", gap="xsmall"):
        take, day, hour, kind, gravity, text = st.columns(_WIDTHS, gap="xsmall", vertical_alignment="center")
        take.checkbox(
            say("Keep line {number}", number=number),
            key=fields.key(f"take.{name}"),
            on_change=fields.save,
            label_visibility="collapsed",
        )
        day.date_input(
            say("Day of line {number}", number=number),
            key=fields.key(f"day.{name}"),
            format="DD-MM-YYYY",
            on_change=fields.save,
            label_visibility="collapsed",
        )
        hour.time_input(
            say("Time of line {number}", number=number),
            value=None,
            key=fields.key(f"hour.{name}"),
            step=60,
            on_change=fields.save,
            label_visibility="collapsed",
        )
        with kind:
            _kind(say, fields, name, number)
        if EventKind(fields[f"kind.{name}"]) in GRAVE:
            with gravity:
                title = say("Gravity of line {number}", number=number)
                gravity_choice(say, fields, f"gravity.{name}", title, bare=True)
        text.text_input(
            say("Text of line {number}", number=number),
            key=fields.key(f"text.{name}"),
            on_change=fields.save,
            label_visibility="collapsed",
        )
        wrong = _wrong(fields, name, line, now)
        if wrong is not None:
            said = Markup('<p class="small">{} <strong>{}</strong> <span class="code">{}</span></p>')
            mark = tag(say("line {number}", number=number), "orange")
            show(said.format(mark, missing_words(say, wrong), line.raw))
    return bool(fields[f"take.{name}"]) and wrong is None


def missing_words(say: Say, missing: Missing) -> str:
    """What a line misses, and what to do."""
    return {
        Missing.HEADING: say("Looks like the heading of a table; tick it if it is an event after all."),
        Missing.NO_DAY: say("No day found. Choose the day."),
        Missing.NO_SUCH_DAY: say("This day does not exist. Choose the right day."),
        Missing.NO_SUCH_TIME: say("This time does not exist. Choose the right one, or tick to keep the day alone."),
        Missing.AHEAD: say("This lies in the future; only a hearing, release or order can be announced."),
        Missing.NO_TEXT: say("Write what happened."),
        Missing.TOO_LONG: say("This text is too long (10000 characters). Make two lines of it."),
    }[missing]


def _wrong(fields: DraftForm, name: str, line: ReadLine, now: datetime) -> Missing | None:
    """What the fields miss as they are now; a day that could not be read is called so until one is chosen."""
    day, hour = fields[f"day.{name}"], fields[f"hour.{name}"]
    if day is None and line.missing in (Missing.NO_SUCH_DAY, Missing.HEADING):
        return line.missing
    if hour is None and line.missing is Missing.NO_SUCH_TIME and not fields[f"take.{name}"]:
        return line.missing
    return lacking(day, hour, EventKind(fields[f"kind.{name}"]), str(fields[f"text.{name}"] or "").strip(), now)


def _kind(say: Say, fields: DraftForm, name: str, number: int) -> None:
    named = {kind.value: label(say, kind) for kind in EventKind}
    st.selectbox(
        say("Kind of line {number}", number=number),
        list(named),
        format_func=lambda value: named.get(value, value),
        key=fields.key(f"kind.{name}"),
        on_change=fields.save,
        label_visibility="collapsed",
    )
