"""How the two sides of a pipe talk: a length of eight bytes, then as many bytes. No pickles."""

import json
import struct
from collections.abc import Sequence
from typing import Any

HEAD = struct.Struct(">Q")
READ, TIME, BROKEN = b"read", b"time", b"broken"
"""How a child ended: with an answer, at its limit of time, or in any other way, memory above all."""
LARGEST_ANSWER = 64 * 1024 * 1024
"""More than any reading says; a process that was taken over must not fill our memory with its answer."""


def frame(*parts: bytes) -> bytes:
    """Parts as they go over the pipe, each behind its length."""
    return b"".join(HEAD.pack(len(part)) + part for part in parts)


def packed(arguments: Sequence[Any]) -> bytes:
    """Plain values (text, numbers, lists, none) as they go over the pipe."""
    return json.dumps(arguments).encode()


def unpacked(said: bytes) -> Any:
    """What came over the pipe. Raises ValueError or RecursionError when it is not what `packed` makes."""
    return json.loads(said)
