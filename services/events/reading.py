"""Lines of a log into proposals for events: pure, never fails, and keeps every line.

Each line becomes a proposal, or says what it misses; kind and gravity are proposed from words and confirmed by a
person. A line of a chat without a day of its own belongs to the message before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from models.terms import EventKind, Gravity
from services.events.moments import Begun, begun
from services.events.rules import ANNOUNCED, GRAVE, LONGEST_TEXT, NEEDS_TEXT
from services.events.vocabulary import gravity_of, kind_of, named
from services.scheduling.facts import local_day
from services.wording.speech import LOCAL


class Missing(StrEnum):
    """What a line misses before it can be kept."""

    HEADING = "kop"
    NO_DAY = "geen_dag"
    NO_SUCH_DAY = "dag_bestaat_niet"
    NO_SUCH_TIME = "tijd_bestaat_niet"
    AHEAD = "in_de_toekomst"
    NO_TEXT = "geen_tekst"
    TOO_LONG = "te_lang"


@dataclass(frozen=True)
class ReadLine:
    """One line as read. `number` counts the lines as typed, from 1; `raw` is what was typed, nothing left out.

    Without `missing` it can be kept as it is. `day` and `hour` are local.
    """

    number: int
    raw: str
    day: date | None = None
    hour: time | None = None
    kind: EventKind = EventKind.INCIDENT
    gravity: Gravity | None = None
    text: str = ""
    missing: Missing | None = None


_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_CHAT = re.compile(
    "[\u200e\u200f]?(?:\\[[^\\]\n]{6,30}\\] ?"
    "|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4},? [0-9]{1,2}[.:][0-9]{2}[^-\n]{0,6} - )[^:\n]{1,60}: "
)
"""A line of an exported chat: day and time, then who wrote it."""
_BULLET = re.compile(r"\s*(?:[-*•·–>]+|[0-9]{1,3}[.)])\s+")
_AFTER = re.compile("[\\s,;|\\])\u200e\u200f]*(?:[–—:-]+\\s+)?(?:uur\\b\\.?\\s*)?[\\s;|]*")
_HEADING_WORDS = frozenset(
    (
        *("datum", "date", "dag", "day", "tijd", "time", "tijdstip", "uur", "wat", "what", "gebeurtenis", "event"),
        *("omschrijving", "description", "soort", "kind", "type", "ernst", "gravity", "wie", "who", "bron", "source"),
        *("toelichting", "note", "notes", "opmerking", "melding", "nr", "no"),
    )
)


def read_lines(text: str, now: datetime) -> tuple[ReadLine, ...]:
    """Everything that was typed or pasted, line by line. `now` tells what "yesterday" is."""
    return tuple(_read(number, raw, now) for number, raw in _entries(text))


def _entries(text: str) -> Iterable[tuple[int, str]]:
    """Lines with their numbers; a line of a chat that goes on below its day is put to it."""
    open_at, held = 0, ""
    chat = False
    for number, line in enumerate(_LINE_ENDS.split(text), start=1):
        line = line.strip()
        if not line:
            continue
        if chat and held and not _starts_anew(line):
            held += "\n" + line
            continue
        if held:
            yield open_at, held
        open_at, held, chat = number, line, bool(_CHAT.match(line))
    if held:
        yield open_at, held


def _starts_anew(line: str) -> bool:
    """Whether a line has a day or time of its own, or is cells of a table. Any today will do to see that."""
    return "\t" in line or begun(line, date(2000, 1, 1)).rest > 0


def _read(number: int, raw: str, now: datetime) -> ReadLine:
    today = local_day(now)
    line = _one_line(raw)
    found, text = _parted(line, today, ahead=False)
    kind, gravity, told = named(text)
    read = ReadLine(number, raw, found.day, found.hour, kind or kind_of(text), gravity, told)
    if read.kind in ANNOUNCED:
        found, _ = _parted(line, today, ahead=True)
        read = replace(read, day=found.day)
    elif found.by_weekday and read.day and _ahead(read.day, read.hour, now):
        read = replace(read, day=read.day - timedelta(days=7))
    if read.kind in GRAVE and gravity is None:
        read = replace(read, gravity=gravity_of(told))
    elif read.kind not in GRAVE:
        read = replace(read, gravity=None)
    return replace(read, missing=_missing(read, found, now))


def _one_line(raw: str) -> str:
    """Cells of a table are set apart by a dot, other white space becomes one space."""
    cells = (" ".join(cell.strip().strip('"').split()) for cell in raw.split("\t"))
    first, *rest = [cell for cell in cells if cell] or [""]
    return first + "".join((" " if _is_moment(cell) else " · ") + cell for cell in rest)


def _is_moment(cell: str) -> bool:
    return begun(cell, date(2000, 1, 1)).rest >= len(cell)


def _parted(line: str, today: date, *, ahead: bool) -> tuple[Begun, str]:
    """Day and time, and the text behind them. A bullet or number before the day is passed over."""
    found, offset = begun(line, today, ahead=ahead), 0
    if found.rest == 0 and (bullet := _BULLET.match(line)):
        offset = bullet.end()
        found = begun(line[offset:], today, ahead=ahead)
    if found.rest == 0:
        return found, line[offset:].strip()
    after = _AFTER.match(line, offset + found.rest)
    return found, line[after.end() if after else offset + found.rest :].removeprefix("· ").strip().strip('"').strip()


def lacking(day: date | None, hour: time | None, kind: EventKind, text: str, now: datetime) -> Missing | None:
    """What these fields miss before an event can be made of them, or None."""
    if day is None:
        return Missing.NO_DAY
    if kind not in ANNOUNCED and _ahead(day, hour, now):
        return Missing.AHEAD
    if not text and kind in NEEDS_TEXT:
        return Missing.NO_TEXT
    return Missing.TOO_LONG if len(text) > LONGEST_TEXT else None


def _missing(read: ReadLine, found: Begun, now: datetime) -> Missing | None:
    if read.day is None and not found.wrong_day and _is_heading(read.raw):
        return Missing.HEADING
    if found.wrong_day:
        return Missing.NO_SUCH_DAY
    if read.day is not None and found.wrong_hour:
        return Missing.NO_SUCH_TIME
    return lacking(read.day, read.hour, read.kind, read.text, now)


def _ahead(day: date, hour: time | None, now: datetime) -> bool:
    local = now.astimezone(LOCAL)
    return day > local.date() if hour is None else (day, hour) > (local.date(), local.time())


def _is_heading(raw: str) -> bool:
    words = re.findall(r"[^\W\d_]+", raw.lower())
    return len(words) > 1 and set(words) <= _HEADING_WORDS
