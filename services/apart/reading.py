"""Our side of reading apart: one worker per kind of file, begun when first needed, used again, replaced when it dies.

The worker is a new program (exec) with an empty environment, so that it can be begun from a server with threads; only
the worker itself forks. One file at a time: what comes meanwhile waits.
"""

import atexit
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import IO, Any, ClassVar

from services.apart.frames import BROKEN, HEAD, LARGEST_ANSWER, READ, TIME, frame, packed, unpacked
from services.errors import ServiceError

PATIENCE = 30
"""Seconds on the clock for one file, for a machine that is busy with other things."""
FILES = 500
"""Files after which a worker makes place for a new one."""
_GRACE = 5
"""Seconds on top before the worker itself is given up; it stops its child by itself."""
_ROOT = Path(__file__).resolve().parents[2]


class TooLarge(ServiceError):
    """A file has more bytes than its kind may have; it was not looked into."""

    code: ClassVar[str] = "apart.too_large"


class TooHeavy(ServiceError):
    """Reading a file met a bound. Field `how`: `time`, or `broken` (memory above all, or a fault in the reader)."""

    code: ClassVar[str] = "apart.too_heavy"


class _Gone(Exception):
    """The worker ended or fell silent."""


class Apart:
    """Reads files of one kind in a process of its own.

    `module` has `answer(content, *arguments)` giving plain values, and may have `prepare()`. Of one file: at most
    `seconds` of reckoning, `memory` bytes of it, `largest` bytes of content; `opens`: the reader opens files of ours
    while it reads (time zones), otherwise it can open none at all.
    """

    def __init__(self, module: str, seconds: int, memory: int, largest: int, *, opens: bool = False) -> None:
        self.module, self.seconds, self.memory, self.largest, self.opens = module, seconds, memory, largest, opens
        self.patience = PATIENCE
        self._worker: subprocess.Popen[bytes] | None = None
        self._read = 0
        self._one_at_a_time = Lock()
        atexit.register(self.close)
        os.register_at_fork(after_in_child=self._forget)

    def read(self, content: bytes, *arguments: Any) -> Any:
        """What the module answers on this content; `arguments` are plain values. Raises TooLarge, TooHeavy."""
        if len(content) > self.largest:
            raise TooLarge
        asked = frame(content, packed(arguments))
        with self._one_at_a_time:
            how, told = self._asked(asked)
        if how != READ:
            raise TooHeavy(how=how.decode() if how in (TIME, BROKEN) else BROKEN.decode())
        try:
            return unpacked(told)
        except (ValueError, RecursionError):
            raise TooHeavy(how=BROKEN.decode()) from None

    def close(self) -> None:
        """Ends the worker, if there is one; the next file begins a new one."""
        with self._one_at_a_time:
            self._end()

    @property
    def worker(self) -> int | None:
        """The worker's number in the system, None while there is none."""
        return self._worker.pid if self._worker else None

    def _asked(self, asked: bytes) -> tuple[bytes, bytes]:
        """A worker that died since the last file is replaced once; one that falls silent is not tried again."""
        for _ in range(2):
            begun = time.monotonic()
            worker = self._ready()
            try:
                self._read += 1
                return _exchanged(worker, asked, begun + self.patience + _GRACE)
            except _Gone:
                self._end()
                if time.monotonic() > begun + self.patience:
                    break
        return BROKEN, b""

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._worker is not None and (self._worker.poll() is not None or self._read >= FILES):
            self._end()
        if self._worker is None:
            self._worker, self._read = self._begun(), 0
        return self._worker

    def _begun(self) -> subprocess.Popen[bytes]:
        limits = (str(self.seconds), str(self.patience), str(self.memory), "opens" if self.opens else "-")
        worker = subprocess.Popen(  # noqa: S603
            [sys.executable, "-E", "-s", "-m", "services.apart.worker", self.module, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={},
            cwd=_ROOT,
            start_new_session=True,  # a Ctrl-C in our terminal is ours, and worker and child can be ended in one
        )
        for pipe in _pipes(worker):
            os.set_blocking(pipe.fileno(), False)
        return worker

    def _end(self) -> None:
        """Kills the worker and its child, closes the pipes, and leaves no zombie."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.pid, signal.SIGKILL)
        _shut(worker)
        worker.wait()

    def _forget(self) -> None:
        """In a fork of ours: the worker belongs to the one that forked."""
        worker, self._worker, self._one_at_a_time = self._worker, None, Lock()
        if worker is not None:
            _shut(worker)
            worker.returncode = 0  # not ours to wait for


def _shut(worker: subprocess.Popen[bytes]) -> None:
    for pipe in _pipes(worker):
        pipe.close()


def _pipes(worker: subprocess.Popen[bytes]) -> list[IO[bytes]]:
    """What it hears, what it tells."""
    return [pipe for pipe in (worker.stdin, worker.stdout) if pipe is not None]


def _exchanged(worker: subprocess.Popen[bytes], asked: bytes, until: float) -> tuple[bytes, bytes]:
    """Gives the worker a file and takes its two parts: how it ended, and what was read."""
    hears, tells = (pipe.fileno() for pipe in _pipes(worker))
    left = memoryview(asked)
    while left:
        _wait([], [hears], until)
        try:
            left = left[os.write(hears, left) :]
        except BlockingIOError:
            continue
        except OSError:
            raise _Gone from None
    return _part(tells, until), _part(tells, until)


def _part(tells: int, until: float) -> bytes:
    length = HEAD.unpack(_exactly(tells, HEAD.size, until))[0]
    if length > LARGEST_ANSWER:
        raise _Gone
    return _exactly(tells, length, until)


def _exactly(tells: int, count: int, until: float) -> bytes:
    taken = bytearray()
    while len(taken) < count:
        _wait([tells], [], until)
        try:
            piece = os.read(tells, count - len(taken))
        except BlockingIOError:
            continue
        if not piece:
            raise _Gone
        taken += piece
    return bytes(taken)


def _wait(reads: list[int], writes: list[int], until: float) -> None:
    poll = select.poll()  # unlike select, it takes numbers above 1,023
    for number in reads:
        poll.register(number, select.POLLIN)
    for number in writes:
        poll.register(number, select.POLLOUT)
    if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
        raise _Gone
