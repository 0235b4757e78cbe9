"""The bytes of a file become lines of text, whatever programs wrote them. Pure; refuses what is too large first."""

import re
from dataclasses import dataclass

LARGEST = 1_000_000
"""Bytes: some twenty times a long log of one case."""
MOST_LINES = 5_000
LONGEST_LINE = 2_000
"""Characters."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LINE_END = re.compile("\r\n|\n|\r")


@dataclass(frozen=True)
class FileFault:
    """Why a file cannot be read at all. `found` and `most` are numbers where there is too much; `columns` those that
    are missing or there twice."""

    reason: str
    found: int = 0
    most: int = 0
    columns: tuple[str, ...] = ()


def decoded(data: bytes) -> tuple[str | None, ...] | FileFault:
    """The lines of a file; None for one that is written in another encoding than the rest.

    UTF-16 with a byte order mark, UTF-8 with or without, else Windows-1252, which is what a Dutch spreadsheet writes.
    Counting comes first, so that a file that is far too large costs nothing.
    """
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > MOST_LINES + 1:
        return FileFault("too_many_lines", found=lines, most=MOST_LINES)
    if len(data) > LARGEST:
        return FileFault("too_large", found=len(data), most=LARGEST)
    if not data.strip():
        return FileFault("empty")
    if data.startswith(_WORKBOOK):
        return FileFault("workbook")
    if data.startswith(_UTF16):
        return _wide(data)
    if b"\0" in data:
        return FileFault("binary")
    return _narrow(data.removeprefix(b"\xef\xbb\xbf"), marked=data.startswith(b"\xef\xbb\xbf"))


def _wide(data: bytes) -> tuple[str | None, ...] | FileFault:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return FileFault("unreadable")
    return FileFault("binary") if "\0" in text else tuple(_LINE_END.split(text))


def _narrow(data: bytes, *, marked: bool) -> tuple[str | None, ...]:
    """By line, as files are pasted together from others: one line of UTF-8 makes the file that, and then every line in
    another encoding would come out as gibberish."""
    rows = re.split(b"\r\n|\n|\r", data)
    as_utf8 = [_in(row, "utf-8") for row in rows]
    if marked or any(text is not None and not text.isascii() for text in as_utf8):
        return tuple(as_utf8)
    return tuple(_in(row, "cp1252") for row in rows)


def _in(row: bytes, encoding: str) -> str | None:
    try:
        return row.decode(encoding)
    except UnicodeDecodeError:
        return None
