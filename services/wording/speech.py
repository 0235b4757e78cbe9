"""One language's voice: sentences with named places, plurals, dates and times the Dutch or English way."""

from __future__ import annotations

import gettext
from datetime import date, datetime
from datetime import time as clock_time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, get_day_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
LOCAL = ZoneInfo("Europe/Amsterdam")


class Say:
    """Speaks one language. `say("Choose who does this.")` gives the sentence, `say.day(...)` a date.

    Places are named and filled after translation: `say("{n} of {all} present", n=7, all=11)`.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._catalogue, self._locale = _catalogue(language), Locale.parse(language)

    def __call__(self, message: str, /, **places: object) -> str:
        sentence = self._catalogue.gettext(message) if message else ""
        return sentence.format(**places) if places else sentence

    def plural(self, one: str, many: str, n: int, /, **places: object) -> str:
        """The form that fits `n`; `{n}` is filled in both."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **places)

    def day(self, when: date | datetime, *, year: bool = True, weekday: bool = True) -> str:
        """'woensdag 25 november 2026': a local calendar day in words."""
        pattern = ("EEEE " if weekday else "") + "d MMMM" + (" y" if year else "")
        return format_date(_local(when), pattern, locale=self._locale)

    def short_day(self, when: date | datetime) -> str:
        """'wo 25 nov'."""
        return format_date(_local(when), "EEE d MMM", locale=self._locale).replace(".", "")

    def time(self, when: datetime) -> str:
        """'10.30' in Dutch, '10:30' in English."""
        return format_time(when.astimezone(LOCAL), "H.mm" if self.language == "nl" else "HH:mm", locale=self._locale)

    def hour(self, when: clock_time) -> str:
        """'10.30' in Dutch, '10:30' in English: an hour of the clock on no particular day."""
        return f"{when.hour}.{when.minute:02d}" if self.language == "nl" else f"{when.hour:02d}:{when.minute:02d}"

    def weekday(self, number: int, *, short: bool = False) -> str:
        """'maandag', or 'ma', for 0."""
        names = get_day_names("abbreviated" if short else "wide", locale=self._locale)
        return names[number].removesuffix(".")

    def moment(self, when: datetime) -> str:
        """'woensdag 25 november 2026, 10.30 uur'."""
        return self("{day}, {time}", day=self.day(when), time=self("{time} h", time=self.time(when)))

    def short_moment(self, when: datetime) -> str:
        """'wo 25 nov 10.30'."""
        return f"{self.short_day(when)} {self.time(when)}"

    def span(self, start: datetime, end: datetime) -> str:
        """'woensdag 25 november, 10.30–12.00': a meeting's day and hours."""
        return f"{self.day(start, year=False)}, {self.time(start)}–{self.time(end)}"

    def numeric_day(self, when: date | datetime) -> str:
        """'25-11-2026' in Dutch, '25/11/2026' in English; for tables."""
        return format_datetime(_local(when), "dd-MM-y" if self.language == "nl" else "dd/MM/y", locale=self._locale)

    def listed(self, words: list[str] | tuple[str, ...]) -> str:
        """'politie, OM en VT'."""
        return format_list(list(words), locale=self._locale) if words else ""


def _local(when: date | datetime) -> date | datetime:
    return when.astimezone(LOCAL) if isinstance(when, datetime) else when


@lru_cache
def speak(language: str) -> Say:
    """The voice of a language; anything but `en` speaks Dutch."""
    return Say("en" if language == "en" else "nl")


@lru_cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with (Path(__file__).parent / "nl.po").open("rb") as file:
        compiled = BytesIO()
        write_mo(compiled, read_po(file, locale="nl"))
    return gettext.GNUTranslations(BytesIO(compiled.getvalue()))
