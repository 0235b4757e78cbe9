"""Fast entry: one line per event, or a whole log pasted; each line is checked by its writer before it is kept."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

import streamlit as st
from markupsafe import Markup

from models.terms import EventKind, Gravity, Tier
from pages.casework.event_form import event_tier_choice, local_moment, source_choice
from pages.casework.events_rows import check_row, row_defaults
from pages.frame.drafting import DraftForm
from pages.frame.markup import show
from pages.frame.refusal import refusals_shown
from pages.frame.screen import Screen
from pages.frame.writing import writing_area
from services.cases.facts import CaseFacts
from services.events.actions import record_events
from services.events.facts import NewEvent
from services.events.reading import Missing, ReadLine, read_lines
from services.events.rules import MOST_AT_ONCE
from services.scheduling.facts import LOCAL
from services.wording import Say

_HEARD = ("now", "then", "other")


@dataclass(frozen=True)
class _Row:
    """A line with the name of its fields, which follows the line and not its place."""

    line: ReadLine
    name: str


def entry_card(screen: Screen, facts: CaseFacts, *, first: bool) -> None:
    """Draws the box, and below it what was understood of its lines."""
    say = screen.say
    with st.container(key="card_events_entry", gap="small"):
        title = say("Begin the log") if first else say("New events")
        about = say("One line per event; several lines at once, or pasted from a chat or a table, work too.")
        show(Markup('<h2>{}</h2><p class="small">{}</p>').format(title, about))
        form = DraftForm(screen, f"events.{facts.id}", _defaults(screen), facts.id)
        if left := st.session_state.pop(_left(facts.id), ""):
            form["lines"] = left
            form.save()
        writing_area(
            form,
            "lines",
            say("What happened, and when"),
            height=110,
            longest=100_000,
            placeholder=_example(say),
            keep=form.saver(lambda: _note_moment(screen, form)),
        )
        if done := st.session_state.pop(_done(facts.id), 0):
            kept = say.plural("{n} event was kept.", "{n} events were kept.", done)
            show(Markup('<p class="good" role="status">{}</p>').format(kept))
        rows = tuple(_rows(form))
        if not rows:
            form.status()
            return
        _check(screen, facts, form, rows)


def _check(screen: Screen, facts: CaseFacts, form: DraftForm, rows: tuple[_Row, ...]) -> None:
    say, shown = screen.say, rows[:MOST_AT_ONCE]
    defaults = {name: value for row in shown for name, value in row_defaults(row.name, row.line).items()}
    fields = DraftForm(screen, f"event-rows.{facts.id}", defaults, facts.id)
    show(Markup("<h3>{}</h3>").format(say("Check what was understood")))
    now = screen.work.clock()
    ready = [row for row in shown if check_row(say, fields, row.name, row.line, now)]
    if len(rows) > len(shown):
        text = say("{n} lines at a time; the others stay in the box and follow after these.", n=MOST_AT_ONCE)
        show(Markup('<p class="mind">{}</p>').format(text))
    _for_all(screen, facts, form)
    form.status()
    waiting = len([row for row in shown if fields[f"take.{row.name}"]]) - len(ready)
    if waiting:
        text = say.plural(
            "{n} line misses something; it stays in the box until that is filled in.",
            "{n} lines miss something; they stay in the box until that is filled in.",
            waiting,
        )
        show(Markup('<p class="mind" role="status">{}</p>').format(text))
    with st.container(horizontal=True):
        words = say.plural("Keep {n} event", "Keep {n} events", len(ready))
        if st.button(words, type="primary", key="events_keep", disabled=not ready):
            with refusals_shown(say):
                _keep(screen, facts, form, fields, rows, ready)
        if st.button(say("Empty the box"), key="events_cancel"):
            fields.discard()
            form.discard()
            st.rerun()


def _for_all(screen: Screen, facts: CaseFacts, form: DraftForm) -> None:
    """What holds for all lines at once: who told of it, who may read it, when the chain heard."""
    say = screen.say
    by, tier, heard = st.columns(3, gap="medium")
    with by:
        source_choice(say, form, "by", say("Told by"), facts)
    with tier:
        event_tier_choice(screen, form, "tier")
    with heard:
        named = {"now": say("Now"), "then": say("When it happened"), "other": say("At another moment")}
        st.selectbox(
            say("When did the chain hear of it"),
            _HEARD,
            format_func=lambda value: named.get(value, ""),
            key=form.key("heard"),
            on_change=form.save,
            help=say("For a breach the clock runs from then."),
        )
        if form["heard"] == "other":
            day, hour = st.columns(2)
            day.date_input(say("Heard on"), key=form.key("heard_day"), format="DD-MM-YYYY", on_change=form.save)
            hour.time_input(say("Heard at"), key=form.key("heard_hour"), step=60, on_change=form.save)


def _keep(
    screen: Screen, facts: CaseFacts, form: DraftForm, fields: DraftForm, rows: tuple[_Row, ...], ready: list[_Row]
) -> None:
    """Keeps the complete lines in one act. What was not taken along stands in the box again."""
    now = screen.work.clock()
    orders = tuple(_order(form, fields, row, now) for row in ready)
    kept = record_events(screen.work, facts.id, orders)
    left = "\n".join(row.line.raw for row in rows if row not in ready and not _dismissed(fields, row))
    fields.discard()
    form.discard()
    st.session_state[_left(facts.id)], st.session_state[_done(facts.id)] = left, kept
    st.rerun()


def _dismissed(fields: DraftForm, row: _Row) -> bool:
    """A heading of a pasted table that nobody ticked; every other line is kept or stays."""
    return row.line.missing is Missing.HEADING and not fields[f"take.{row.name}"]


def _order(form: DraftForm, fields: DraftForm, row: _Row, now: datetime) -> NewEvent:
    day, hour = fields[f"day.{row.name}"], fields[f"hour.{row.name}"]
    kind, gravity = EventKind(fields[f"kind.{row.name}"]), fields[f"gravity.{row.name}"]
    happened = local_moment(day, hour)
    return NewEvent(
        event_id=hashlib.sha256(f"{form['seed']} {row.name}".encode()).hexdigest()[:32],
        kind=kind,
        happened_at=happened,
        text=str(fields[f"text.{row.name}"]),
        gravity=Gravity(gravity) if gravity else None,
        on_day=hour is None,
        by_organisation=str(form["by"] or ""),
        tier=str(form["tier"]),
        reported_at=_heard(form, happened, now),
    )


def _heard(form: DraftForm, happened: datetime, now: datetime) -> datetime | None:
    if form["heard"] == "then":
        return min(happened, now)
    return local_moment(form["heard_day"], form["heard_hour"]) if form["heard"] == "other" else None


def _defaults(screen: Screen) -> dict[str, object]:
    """`seed` makes the ids of these events, so that a second click adds nothing; `typed_at` tells what yesterday is."""
    now = screen.work.clock().astimezone(LOCAL)
    return {
        "lines": "",
        "seed": screen.work.chance.id(),
        "typed_at": now,
        "by": screen.work.actor.organisation,
        "tier": Tier.PARTNERS.value,
        "heard": "now",
        "heard_day": date(now.year, now.month, now.day),
        "heard_hour": time(now.hour, now.minute),
    }


def _example(say: Say) -> str:
    return "\n".join(
        (say("12-11 14.30 message through a fake account"), say("yesterday 20.15 breach: waited at the school"))
    )


def _note_moment(screen: Screen, form: DraftForm) -> None:
    form["typed_at"] = screen.work.clock().astimezone(LOCAL)


def _rows(form: DraftForm) -> Iterable[_Row]:
    met: Counter[str] = Counter()
    for line in read_lines(str(form["lines"] or ""), form["typed_at"]):
        met[line.raw] += 1
        yield _Row(line, hashlib.sha256(f"{line.raw}\n{met[line.raw]}".encode()).hexdigest()[:12])


def _left(case_id: str) -> str:
    return f"events.left.{case_id}"


def _done(case_id: str) -> str:
    return f"events.done.{case_id}"
