"""Turns a refusal into a sentence that says what to do next, in both languages. The only place that does."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date, datetime

import streamlit as st

from pages.frame.check_words import key_title
from pages.frame.field_words import field_name
from pages.frame.markup import plain
from pages.frame.sentences import SENTENCES
from services.errors import ServiceError
from services.plans.rules import AdoptionBlocked
from services.wording import Say
from services.wording.labels import organisation_label


@contextmanager
def refusals_shown(say: Say) -> Generator[None]:
    """Shows a refusal where it happened; what was typed stays on the screen.

    Around each screen, and around the whole of each dialog: a dialog's rerun does not pass the screen's own again, and
    acts by the session that stood when it was opened.
    """
    try:
        yield
    except ServiceError as refusal:
        st.error(plain(sentence(refusal, say)), icon=":material/error:")


def sentence(error: ServiceError, say: Say) -> str:
    """What went wrong and what to do next, for this refusal. An unknown code gets the general sentence."""
    message = next((SENTENCES[key] for key in _keys(error) if key in SENTENCES), SENTENCES["service.refused"])
    if isinstance(error, AdoptionBlocked):
        return say(message, missing=say.listed([key_title(say, str(key)) for key in error.fields["missing"]]))
    places = {name: _spoken(value, say) for name, value in error.fields.items()}
    return say(message, **({"what": field_name(say, error.fields.get("field"))} | places))


def _keys(error: ServiceError) -> Iterable[str]:
    field, told = error.fields.get("field", ""), error.fields
    variant = told.get("reason") or told.get("flaw") or told.get("what") or ""
    return (f"{error.code}.{field}.{variant}", f"{error.code}.{variant}", error.code)


def _spoken(value: object, say: Say) -> object:
    """Moments as times, days as days; groups of organisations and keys of checks as words."""
    if isinstance(value, datetime):
        return say("{time} h", time=say.time(value))
    if isinstance(value, date):
        return say.day(value, year=False)
    if isinstance(value, tuple):
        return say.listed([_named(part, say) for part in value])
    return value


def _named(part: object, say: Say) -> str:
    if isinstance(part, tuple):
        return " / ".join(organisation_label(say, str(key)) for key in part)
    return str(part)
