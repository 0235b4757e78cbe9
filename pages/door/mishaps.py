"""Errors nobody foresaw. People get an id, the log gets the id, the kind of error and the place; never its message.

An exception's message or locals may hold case content, and so may a traceback's source lines. Therefore every log
record of this process is stripped of them, whoever writes it, the platform included.
"""

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

import streamlit as st

from services.unit_of_work import Chance
from services.wording import speak

_ROOT = Path(__file__).resolve().parents[2]
_log = logging.getLogger("mdo")
_chance = Chance()


def record(error: BaseException) -> str:
    """Logs an unforeseen error and gives its id (four signs) for the person to quote."""
    mark = _chance.spoken_code(4)
    _log.error("mishap %s: %s", mark, described(error))
    return mark


def described(error: BaseException) -> str:
    """The kind of error and where it arose: 'ValueError at services/cases/actions.py:12'."""
    return f"{type(error).__qualname__} at {_place(error.__traceback__)}"


def on_script_error(error: Exception) -> bool:
    """The platform's hook for a script that broke: shows the id, nothing else."""
    mark = record(error)
    say = speak(str(st.session_state.get("language", "nl")))
    st.error(say("Something went wrong. Your text is kept. When you ask for help, mention mark {mark}.", mark=mark))
    return True


def keep_content_out_of_the_log() -> None:
    """From now on no record carries a traceback or an exception's message."""
    factory = logging.getLogRecordFactory()
    if not getattr(factory, "strips_content", False):
        logging.setLogRecordFactory(_stripping(factory))


def _stripping(factory: Any) -> Any:
    def strip(*args: Any, **kwargs: Any) -> logging.LogRecord:
        entry = factory(*args, **kwargs)
        if isinstance(entry.args, tuple):
            entry.args = tuple(described(a) if isinstance(a, BaseException) else a for a in entry.args)
        if entry.exc_info and isinstance(entry.exc_info[1], BaseException):
            entry.msg, entry.args = f"{_first_line(entry)} [{described(entry.exc_info[1])}]", ()
        elif "Traceback (most recent call last)" in str(entry.msg):
            entry.msg, entry.args = _described_text(str(entry.msg)), ()
        entry.exc_info = entry.exc_text = entry.stack_info = None
        return entry

    strip.strips_content = True  # ty: ignore[missing-attribute]
    return strip


def _first_line(entry: logging.LogRecord) -> str:
    """What the writer of the record said, unless the exception's own words are in it."""
    message = entry.getMessage()
    words = str(entry.exc_info[1]) if entry.exc_info else ""
    return "error" if words and words in message else message.splitlines()[0] if message else "error"


def _described_text(text: str) -> str:
    """Some write a whole traceback as their message (uvicorn at start): only the kind of error stays."""
    last = text.strip().splitlines()[-1]
    return "error: " + last.partition(":")[0]


def _place(trace: TracebackType | None) -> str:
    """The deepest line of our own in the traceback, else its deepest line."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT) and ".venv" not in frame.filename]
    chosen = (ours or frames)[-1:]
    return f"{_short(chosen[0].filename)}:{chosen[0].lineno}" if chosen else "unknown"


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else path.name
