"""The parts of minutes that are read: key data, who was there, actions, what was decided, what comes next."""

from collections.abc import Iterable
from datetime import datetime

import streamlit as st
from markupsafe import Markup

from models.terms import Known, MeetingKind
from pages.frame.check_words import key_title
from pages.frame.markup import Text, facts_list, joined, labelled, show, table, tag
from services.agenda.spoken import confidentiality
from services.minutes.facts import Person, Record, Said
from services.minutes.words import (
    absent_words,
    accepted_words,
    attendance_words,
    held_words,
    home_of,
    next_words,
    said_words,
    seat_words,
    statement_words,
    telling_words,
    without_words,
)
from services.plans.facts import Due, PlanAction, PlanCondition, PlanContradiction
from services.wording import Say, label
from services.wording.labels import organisation_label


def part(say_title: str, body: Markup, key: str) -> None:
    """A part of the minutes under its heading."""
    with st.container(key=f"card_minutes_{key}", gap="small"):
        show(Markup("<h2>{}</h2>{}").format(say_title, body))


def draw_key_data(say: Say, record: Record) -> None:
    """When, where, who led it, and what was read aloud."""
    place = label(say, record.mode) + (f", {record.place}" if record.place else "")
    rows: list[tuple[str, Text]] = [(say("Planned"), say.span(record.starts_at, record.ends_at)), (say("Place"), place)]
    if held := held_words(say, record):
        rows.insert(1, (say("Held"), held))
    if record.closing_reason:
        rows.append((say("Closed with points open, because"), record.closing_reason))
    if record.kind is not MeetingKind.COORDINATION:
        rows += [
            (say("Chair"), seat_words(say, record, record.chair_seat_id)),
            (say("Note taker"), seat_words(say, record, record.note_taker_seat_id)),
            (say("The question"), record.question or say("not written down")),
        ]
    if record.outcome:
        rows.append((say("What came of it"), record.outcome))
    body = facts_list(rows)
    body += Markup('<details class="below"><summary>{}</summary><p>{}</p></details>').format(
        say("Confidentiality: {told}", told=statement_words(say, record)), confidentiality(say)
    )
    part(say("Key data"), body, "key")


def draw_people(say: Say, record: Record) -> None:
    """Who was there as what and from when to when, and who was not."""
    there = [one for one in record.people if one.was_there or one.attended is Known.UNKNOWN]
    absent = [one for one in record.people if not one.was_there and one.attended is Known.NO]
    body = Markup("")
    if there:
        columns = (say("Name"), say("Attendance"), say("Statement"))
        body += table(columns, [_person(say, record, one, columns) for one in there])
    if all(one.attended is Known.UNKNOWN and not one.stays for one in record.people):
        told = say("Who was there has not been recorded yet; this shows who was invited.")
        body += Markup('<p class="small">{}</p>').format(told)
    if absent:
        lines = [
            Markup("<li>{}, {}: {}</li>").format(one.name, home_of(say, one), absent_words(say, one)) for one in absent
        ]
        body += Markup('<h3 class="about below">{}</h3><ul class="plain">{}</ul>').format(
            say("Apologies and information sent"), joined(lines)
        )
    if told := without_words(say, record):
        body += Markup('<p class="below">{}</p>').format(told)
    part(say("Who was there"), body, "people")


def _person(say: Say, record: Record, one: Person, columns: tuple[str, str, str]) -> tuple[Text, ...]:
    name = Markup('<strong>{}</strong><br><span class="small">{}</span>').format(one.name, home_of(say, one))
    accepted = accepted_words(say, record, one)
    statement: Text = accepted or "–"
    if accepted and not one.accepted_at:
        statement = tag(accepted, "orange")
    return name, labelled(columns[1], " · ".join(attendance_words(say, one))), labelled(columns[2], statement)


def draw_actions(say: Say, record: Record, *, earlier: bool) -> None:
    """What was agreed before, with what was said of it; or what was agreed here."""
    chosen = [one for one in record.plan.actions if (one.number in record.earlier) is earlier]
    said: dict[str, list[Said]] = {}
    for one in record.said:
        said.setdefault(one.action, []).append(one)
    lines = [_action(say, one, said.get(one.number, [])) for one in chosen]
    nothing = say("Nothing was agreed earlier.") if earlier else say("No new actions were agreed.")
    body = Markup('<ul class="agreements">{}</ul>').format(joined(lines)) if lines else _none(nothing)
    part(say("What was agreed earlier") if earlier else say("What was agreed"), body, "before" if earlier else "agreed")


def _action(say: Say, action: PlanAction, said: Iterable[Said]) -> Markup:
    who, due = organisation_label(say, action.owner), due_words(say, action.due)
    notes = [f"{who} · {due}"]
    notes += [words for words in (telling_words(say, action),) if words]
    notes += [said_words(say, one) for one in said]
    return Markup("<li><p><strong>{}</strong> {} &nbsp;{}</p>{}</li>").format(
        action.number,
        action.what,
        tag(label(say, action.status), "grey"),
        joined([Markup('<p class="small">{}</p>').format(note) for note in notes]),
    )


def due_words(say: Say, due: Due) -> str:
    """By when; without a moment it goes on."""
    if due is None:
        return say("continuously")
    return say.short_moment(due) if isinstance(due, datetime) else say.short_day(due)


def draw_decided(say: Say, record: Record) -> None:
    """Conditions and what was decided on them, what could not go together, measures, and what stays open."""
    plan = record.plan
    lines = [_condition(say, one) for one in plan.conditions]
    body = (
        Markup('<ul class="agreements">{}</ul>').format(joined(lines))
        if lines
        else _none(say("Nothing was decided on conditions."))
    )
    part(say("Conditions and what was decided"), body, "conditions")
    if plan.contradictions:
        clashes = joined([_clash(say, one) for one in plan.contradictions])
        title = say("Contradictory conditions and what was decided")
        part(title, Markup('<ul class="agreements">{}</ul>').format(clashes), "clashes")
    if plan.weighings:
        weighed = [
            Markup('<li><p><strong>{}</strong> &nbsp;{}</p><p class="small">{}</p></li>').format(
                label(say, one.measure),
                tag(label(say, one.outcome), "grey"),
                " · ".join(word for word in (organisation_label(say, one.organisation), one.reason) if word),
            )
            for one in plan.weighings
        ]
        title = say("Measures that were weighed")
        part(title, Markup('<ul class="agreements">{}</ul>').format(joined(weighed)), "measures")


def _condition(say: Say, one: PlanCondition) -> Markup:
    who = one.responsible or one.organisation
    home = organisation_label(say, who) if who else "–"
    return Markup('<li><p><strong>{}</strong> {} &nbsp;{}</p><p class="small">{}</p></li>').format(
        one.number, one.text, tag(label(say, one.status), "grey"), home
    )


def _clash(say: Say, one: PlanContradiction) -> Markup:
    why = one.why_en if say.language == "en" else one.why_nl
    notes = [one.reason, *(f"{organisation_label(say, word.organisation)}: {word.text}" for word in one.dissent)]
    return Markup("<li><p><strong>{}</strong> {} &nbsp;{}</p>{}</li>").format(
        say.listed(list(one.conditions)),
        why,
        tag(label(say, one.resolution), "orange" if one.is_open else "grey"),
        joined([Markup('<p class="small">{}</p>').format(note) for note in notes if note]),
    )


def draw_next(say: Say, record: Record) -> None:
    """What stayed open, and when the next meeting and review are."""
    points = [
        Markup("<li>{}: {}</li>").format(key_title(say, point.key), point.reason) for point in record.plan.open_points
    ]
    body = Markup("<p>{}</p>").format(next_words(say, record))
    if points:
        body += Markup('<h3 class="about below">{}</h3><ul class="plain">{}</ul>').format(
            say("Open points"), joined(points)
        )
    part(say("Next meeting"), body, "next")


def _none(text: str) -> Markup:
    return Markup('<p class="soft">{}</p>').format(text)
