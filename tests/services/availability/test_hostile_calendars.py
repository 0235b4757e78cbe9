"""Hostile and broken calendar files: none unhandled, time and memory bounded.

A thousand mutations run in the build; more on demand, with the figures printed:

    MUTATIONS=10000 pytest -s -m long tests/services/availability/test_hostile_calendars.py
"""

import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from services.availability import apart
from services.availability.apart import CALENDARS, read_apart
from services.availability.calendar_lines import LARGEST
from services.availability.facts import CalendarFileWrong, FileFault
from services.availability.own_calendar import read_calendar_file
from tests.services.availability.calendars import (
    NOW,
    SECRETS,
    a_bit_of_everything,
    a_calendar,
    an_event,
    apple,
    google,
    outlook,
)

MUTATIONS = int(os.environ.get("MUTATIONS", "1000"))
MEGABYTE = 1024 * 1024

_VALUES = (
    *("RRULE:FREQ=DAILY", "RRULE:FREQ=SECONDLY", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5", "RRULE:FREQ=YEARLY;COUNT=-1"),
    *(
        "RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=SU",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=-31",
        "RRULE:;;;=",
        "RRULE:FREQ=DAILY;UNTIL=",
    ),
    *("RRULE:FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", "RRULE:FREQ=DAILY;COUNT=10000;INTERVAL=1000", "EXDATE:", "RDATE:,,,"),
    *("RDATE;VALUE=PERIOD:20261124T090000Z/PT5H", "RDATE;VALUE=PERIOD:20261124T090000Z/20261124T080000Z", "UID:"),
    *(
        "DTSTART:00010101T000000Z",
        "DTSTART;VALUE=DATE:20270329",
        "DTSTART:20270328T023000",
        "DTSTART;TZID=:20261124T0900",
    ),
    *("DTEND:99991231T235959Z", "DURATION:P9999W", "DURATION:-PT1H", "DURATION:P", "RECURRENCE-ID:20261207T080000Z"),
    *("RECURRENCE-ID;RANGE=THISANDFUTURE:20261207T080000Z", "SEQUENCE:99999999999999999999", "SEQUENCE:\u0663"),
    *("END:VEVENT\r\nBEGIN:VEVENT", "END:VTIMEZONE"),
    *("TZOFFSETTO:+9999", "TZOFFSETFROM:x", "TZID:Kantoor", "FREEBUSY:20261124T090000Z/", "FREEBUSY:/", "TRANSP:?"),
    *('DTSTART;TZID=Kantoor;X="a:b;c":20261124T090000', "DTSTART;;:20261124T090000Z", "DTSTART\u2028:20261124T090000Z"),
)
_TOKENS = (
    b"\0",
    b"\r",
    b"\n ",
    b"\xff\xfe",
    b"\xc3\x28",
    b"2026",
    b"0000",
    b"99999999",
    b";",
    b":",
    b",",
    b"T",
    b"Z",
    b"-",
)


def _bytes_changed(content: bytes, chance: random.Random) -> bytes:
    """A few bytes turned, put in, taken out, or the file cut."""
    out = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(out)) if out else 0
        match chance.randrange(4):
            case 0 if out:
                out[at] = chance.randrange(256)
            case 1:
                out[at:at] = chance.choice(_TOKENS)
            case 2:
                del out[at : at + chance.randint(1, 9)]
            case _ if chance.random() < 0.1:
                del out[at:]
    return bytes(out)


def _build_changed(content: bytes, chance: random.Random) -> bytes:
    """Lines taken out, doubled, moved, swapped for hostile ones, or many times over."""
    lines = content.decode().split("\r\n")
    for _ in range(chance.randint(1, 6)):
        at = chance.choice(_places(lines, frame=chance.random() < 0.1))
        match chance.randrange(6):
            case 0 if len(lines) > 3:
                del lines[at]
            case 1:
                lines.insert(at, lines[chance.choice(_places(lines, frame=False))])
            case 2:
                other = chance.choice(_places(lines, frame=False))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines.insert(at, chance.choice(_VALUES))
            case 4:
                name = lines[at].partition(":")[0].partition(";")[0]
                alike = [value for value in _VALUES if value.startswith(name)]
                lines[at] = chance.choice(alike) if alike else lines[at]
            case _:
                lines[at:at] = lines[at : at + 1] * chance.randint(1, 200)
    return "\r\n".join(lines).encode()


def _places(lines: list[str], *, frame: bool) -> list[int]:
    """Where to change: mostly within the parts, because a file whose build-up is wrong is refused at once."""
    found = [at for at, line in enumerate(lines) if frame or not line.startswith(("BEGIN:", "END:"))]
    return found or [0]


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Stops what reckons longer, as the process of its own does."""

    def stop(*_: object) -> None:
        raise CalendarFileWrong(reason=FileFault.TOO_HEAVY)

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _read(content: bytes) -> str:
    """How it ends: read, or the reason of the refusal. Anything else fails the test."""
    try:
        with at_most(apart.SECONDS):
            reading = read_calendar_file(content, NOW)
    except CalendarFileWrong as refusal:
        return str(refusal.fields["reason"])
    assert all(start < end for start, end in reading.busy)
    return "read"


@pytest.mark.parametrize("change", [_bytes_changed, _build_changed])
def test_mutations_are_read_or_refused_and_nothing_else(change: Callable[[bytes, random.Random], bytes]) -> None:
    _run(change, 50)


@pytest.mark.long
@pytest.mark.parametrize("change", [_bytes_changed, _build_changed])
def test_many_mutations_within_time_and_memory(change: Callable[[bytes, random.Random], bytes]) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    slowest, ends = _run(change, MUTATIONS // 2)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    told = f"{MUTATIONS // 2} x {change.__name__}: slowest {slowest:.2f} s, grown by {grown:.0f} MB, {dict(ends)}"
    sys.stdout.write(f"\n{told}\n")
    assert slowest < apart.SECONDS + 1
    assert grown < 200
    assert ends["read"] and len(ends) > 3


def _run(change: Callable[[bytes, random.Random], bytes], count: int) -> tuple[float, Counter[str]]:
    """The slowest in seconds of reckoning, and how often each end came."""
    chance, seeds = random.Random(2026), (outlook(), google(), apple(), a_bit_of_everything())
    slowest, ends = 0.0, Counter[str]()
    for _ in range(count):
        content = change(chance.choice(seeds), chance)
        began = time.process_time()
        ends[_read(content)] += 1
        slowest = max(slowest, time.process_time() - began)
    return slowest, ends


def test_process_of_its_own_reads_the_same() -> None:
    content = a_bit_of_everything()
    assert read_apart(content, NOW) == read_calendar_file(content, NOW)
    assert len(read_apart(content, NOW).busy) > 20


def test_refusal_comes_through_with_its_line() -> None:
    with pytest.raises(CalendarFileWrong) as refused:
        read_apart(a_calendar(an_event("DTSTART:20261124T090000Z", "RRULE:FREQ=MINUTELY")), NOW)
    assert refused.value.fields == {"reason": FileFault.TOO_OFTEN, "line": 8}


@pytest.mark.long
def test_endless_search_is_stopped() -> None:
    """A rule that nothing fits is searched for until the year 9999; a thousand of them take minutes."""
    lines = "DTSTART:19000101T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYSETPOS=5"
    content = a_calendar(*(an_event(*lines, uid=str(n)) for n in range(1000)))
    began = time.monotonic()
    with pytest.raises(CalendarFileWrong) as refused:
        read_apart(content, NOW)
    assert refused.value.fields["reason"] is FileFault.TOO_HEAVY
    assert time.monotonic() - began < CALENDARS.patience + 2


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(CalendarFileWrong) as refused:
        read_apart(b"x" * (LARGEST + 1), NOW)
    assert refused.value.fields["reason"] is FileFault.TOO_LARGE


def test_refusals_tell_nothing_of_what_stands_in_a_file() -> None:
    chance = random.Random(7)
    for _ in range(60):
        try:
            read_calendar_file(_bytes_changed(outlook(), chance), NOW)
        except CalendarFileWrong as refusal:
            told = f"{refusal!r} {refusal.fields} {refusal.__cause__!r}"
            assert not [secret for secret in SECRETS if secret in told]
            assert set(refusal.fields) == {"reason", "line"}
