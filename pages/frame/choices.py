"""Fields to choose a term: the stored value is the Dutch term, the shown word speaks the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

import streamlit as st

from models.terms import EventKind, Known, Tier
from pages.frame.drafting import DraftForm
from services.cases.checks import EARLIEST
from services.wording import Say, label
from services.wording.labels import event_label, organisation_label


def term_choice(
    say: Say,
    form: DraftForm,
    field: str,
    title: str,
    terms: Iterable[StrEnum],
    *,
    then: Callable[[], None] | None = None,
) -> None:
    """A list to choose one term from, of whatever length."""
    named = {term.value: label(say, term) for term in terms}
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(field),
        on_change=form.saver(then) if then else form.save,
        placeholder=say("Choose"),
    )


def tier_choice(say: Say, form: DraftForm, field: str, title: str) -> None:
    """Who may read something. What is for one organisation stays so until another reader is chosen."""
    named = {tier.value: label(say, tier) for tier in Tier}
    if (now := form[field]) not in named:
        named[now] = say("only {who}", who=organisation_label(say, now.removeprefix("partner:")))
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(field),
        on_change=form.save,
        placeholder=say("Choose"),
    )


def known_choice(say: Say, form: DraftForm, field: str, title: str) -> None:
    """Yes, no or unknown; unknown is an answer of its own."""
    named = {known.value: label(say, known) for known in Known}
    st.segmented_control(
        title,
        list(named),
        format_func=lambda value: named[value],
        key=form.key(field),
        on_change=form.save,
        required=True,
    )


def one_choice(say: Say, form: DraftForm, field: str, title: str, named: dict[str, str]) -> None:
    """One person, seat or organisation by id; nothing is chosen until somebody does."""
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, ""),
        key=form.key(field),
        index=None,
        placeholder=say("Choose"),
        on_change=form.save,
    )


def people_choice(form: DraftForm, field: str, title: str, named: dict[str, str], placeholder: str) -> None:
    """Several people or organisations by id. Options of lists are shown as plain text, not as Markdown."""
    st.multiselect(
        title,
        list(named),
        format_func=lambda value: named.get(value, ""),
        key=form.key(field),
        on_change=form.save,
        placeholder=placeholder,
    )


def events_choice(say: Say, form: DraftForm, field: str) -> None:
    """What brings a review forward: the kinds of events, and words of one's own."""
    if isinstance(form[field], str):  # a draft of the days when they were typed in one line
        form[field] = [part.strip() for part in form[field].split(",") if part.strip()]
    kinds = {kind.value: label(say, kind) for kind in EventKind if kind is not EventKind.OTHER}
    options = kinds | {word: event_label(say, word) for word in form[field] if word not in kinds}
    st.multiselect(
        say("Look again earlier when"),
        list(options),
        format_func=lambda word: options.get(word, word),
        key=form.key(field),
        placeholder=say("Choose, or type your own words"),
        accept_new_options=True,
        on_change=form.save,
    )


def past_day(form: DraftForm, field: str, title: str, today: date) -> None:
    """A day that has been; empty is an answer too."""
    st.date_input(
        title,
        key=form.key(field),
        format="DD-MM-YYYY",
        min_value=EARLIEST,
        max_value=max(today, form[field] or today),
        on_change=form.save,
    )


def any_day(form: DraftForm, field: str, title: str) -> None:
    """A day that may have been or be to come; empty is an answer too."""
    st.date_input(
        title,
        key=form.key(field),
        format="DD-MM-YYYY",
        min_value=EARLIEST,
        max_value=date(date.max.year - 1, 12, 31),
        on_change=form.save,
    )


def optional_term(say: Say, form: DraftForm, field: str, title: str, terms: Iterable[StrEnum]) -> None:
    """A list to choose one term from, or none."""
    named = {term.value: label(say, term) for term in terms}
    st.selectbox(
        title,
        list(named),
        format_func=lambda value: named.get(value, value),
        key=form.key(field),
        on_change=form.save,
        index=None,
        placeholder=say("Choose"),
    )


def organisation_choice(say: Say, form: DraftForm, field: str, title: str, homes: dict[str, str]) -> None:
    """One organisation by its key, or none; what stands there stays offered although the directory has it no longer."""
    named = {"": say("Nobody yet")} | homes
    if (now := form[field]) not in named:
        named[now] = organisation_label(say, now)
    st.selectbox(
        title, list(named), format_func=lambda key: named.get(key, key), key=form.key(field), on_change=form.save
    )
