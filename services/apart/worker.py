"""The process that reads files from outside: it loads the reader once, and forks for every file a child with limits.

    python -m services.apart.worker MODULE SECONDS PATIENCE MEMORY OPENS

It has one thread, so that it may fork. MODULE has `answer(content, *arguments)`, which gives back plain values, and may
have `prepare()`. The child has no pipe but the one for its answer, and unless OPENS it can open no file or connection.
"""

import gc
import importlib
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.apart.frames import BROKEN, HEAD, LARGEST_ANSWER, READ, TIME, frame, packed, unpacked

_TAKEN = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Of one file: seconds of reckoning, seconds on the clock, bytes of memory, and whether files may be opened."""

    seconds: int
    patience: int
    memory: int
    opens: bool


def serve(answer: Callable[..., Any], limits: Limits) -> None:
    """Reads file after file from standard input until that is closed."""
    gc.freeze()  # what was loaded stays shared with the children
    while True:
        content, arguments = _received(), _received()
        if content is None or arguments is None:
            return
        _say(frame(*_in_a_child(answer, content, unpacked(arguments), limits)))


def _in_a_child(
    answer: Callable[..., Any], content: bytes, arguments: list[Any], limits: Limits
) -> tuple[bytes, bytes]:
    hears, tells = os.pipe()
    child = os.fork()
    if not child:
        _answer_and_end(answer, content, arguments, limits, tells)
    os.close(tells)
    try:
        told, in_time = _heard(hears, time.monotonic() + limits.patience)
    finally:
        os.close(hears)
    if not in_time:
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)):
        return TIME, b""
    return (READ, told) if status == 0 else (BROKEN, b"")


def _answer_and_end(
    answer: Callable[..., Any], content: bytes, arguments: list[Any], limits: Limits, tells: int
) -> None:
    """The child's whole life; it never comes back into the worker's loop."""
    code = 1
    try:
        _bound(limits, tells)
        told = memoryview(packed(answer(content, *arguments)))
        while told:
            told = told[os.write(tells, told) :]
        code = 0
    finally:
        os._exit(code)


def _bound(limits: Limits, tells: int) -> None:
    """Limits that cannot be lifted again, and no way left to the worker's own pipes."""
    os.closerange(0, tells)
    os.closerange(tells + 1, 256)
    bounds = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
    }
    if not limits.opens:
        bounds[resource.RLIMIT_NOFILE] = 0
    for bound, most in bounds.items():
        resource.setrlimit(bound, (most, most))


def _heard(hears: int, until: float) -> tuple[bytes, bool]:
    """What a child says, and whether it was done in time."""
    told = bytearray()
    while (left := until - time.monotonic()) > 0:
        if not select.select([hears], [], [], left)[0]:
            break
        piece = os.read(hears, _TAKEN)
        if not piece:
            return bytes(told), True
        told += piece
        if len(told) > LARGEST_ANSWER:
            break
    return b"", False


def _received() -> bytes | None:
    """The next part of standard input, None when nobody asks any more."""
    head = _exactly(HEAD.size)
    return None if head is None else _exactly(HEAD.unpack(head)[0])


def _exactly(count: int) -> bytes | None:
    taken = bytearray()
    while len(taken) < count:
        piece = os.read(0, min(count - len(taken), _TAKEN))
        if not piece:
            return None
        taken += piece
    return bytes(taken)


def _say(told: bytes) -> None:
    left = memoryview(told)
    while left:
        left = left[os.write(1, left) :]


def _begin(module: str, seconds: str, patience: str, memory: str, opens: str) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    reader = importlib.import_module(module)
    getattr(reader, "prepare", lambda: None)()
    serve(reader.answer, Limits(int(seconds), int(patience), int(memory), opens == "opens"))


if __name__ == "__main__":
    _begin(*sys.argv[1:])
