"""Reading a calendar file in a process of its own, with little time and memory and none of our secrets.

A file comes from outside, and rules of repeats can be made to be searched without end. Here the worst that one can do
is to be refused. The process gets no environment, opens no file for writing, and hands back stretches of time.

    python -m services.availability.apart 2026-11-23T09:00:00+00:00 < calendar.ics
"""

import json
import resource
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from threading import BoundedSemaphore

from services.availability.calendar_lines import LARGEST
from services.availability.facts import CalendarFileWrong, CalendarReading, FileFault

SECONDS = 6
"""Of reckoning; the largest real calendars take a tenth of it."""
PATIENCE = 30
"""Seconds on the clock, for a machine that is busy with other things."""
MEMORY = 600 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]
_one_at_a_time = BoundedSemaphore(1)


def read_apart(content: bytes, now: datetime) -> CalendarReading:
    """`own_calendar.read_calendar_file`, bounded. Raises `CalendarFileWrong`, with TOO_HEAVY when a bound is met."""
    if len(content) > LARGEST:
        raise CalendarFileWrong(reason=FileFault.TOO_LARGE)
    with _one_at_a_time:
        try:
            done = subprocess.run(  # noqa: S603
                [sys.executable, "-E", "-s", "-m", "services.availability.apart", now.isoformat()],
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=PATIENCE,
                env={},
                cwd=_ROOT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CalendarFileWrong(reason=FileFault.TOO_HEAVY) from None
    if done.returncode:
        raise CalendarFileWrong(reason=FileFault.TOO_HEAVY)
    return _unpacked(done.stdout)


def _unpacked(answer: bytes) -> CalendarReading:
    told = json.loads(answer)
    if "reason" in told:
        raise CalendarFileWrong(reason=FileFault(told["reason"]), line=int(told["line"]))
    busy = tuple((datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC)) for start, end in told["busy"])
    return CalendarReading(busy, date.fromisoformat(told["until_day"]), int(told["zones_guessed"]))


def _packed(content: bytes, now: datetime) -> str:
    from services.availability.own_calendar import read_calendar_file  # known to the bounded process only

    try:
        read = read_calendar_file(content, now)
    except CalendarFileWrong as refused:
        return json.dumps({"reason": refused.fields["reason"], "line": refused.fields["line"]})
    busy = [(start.timestamp(), end.timestamp()) for start, end in read.busy]
    return json.dumps({"busy": busy, "until_day": read.until_day.isoformat(), "zones_guessed": read.zones_guessed})


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bound()
    sys.stdout.write(_packed(sys.stdin.buffer.read(LARGEST + 1), datetime.fromisoformat(sys.argv[1])))
