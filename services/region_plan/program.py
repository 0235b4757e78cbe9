"""The solver's own program beside the server: what it is given, how it is heard out, and for how long.

It gets its problem through pipes and nothing of our environment. It may say too much, nothing, or rubbish, and it may
hang: what is read of it has an end, and so has the time that it is waited for.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import IO

from services.scheduling.many.form.files import MOST_BYTES

COMMAND = (sys.executable, "-E", "-s", "-m", "services.scheduling", "solve", "-", "--out", "-", "--progress")
SLOWER, PATIENCE = 5, 60.0
"""How long it may take by the clock before it is asked for what it has: so many times the seconds of reckoning (a busy
machine gives it a part of one), and seconds to begin and to explain."""
GRACE = 60.0
"""Seconds from being asked to stop until it is ended without a plan."""
LONGEST_LINE, MOST_TOLD = 4_096, 10_000_000
"""Bytes: of one line of progress, and of all of them."""
_GENTLE = 10
"""Lower than the server's own priority."""
_ROOT = Path(__file__).resolve().parents[2]


class Program:
    """One program at work, on a plan that there was: it is mended, moving as little as can be, or only begun with.
    Raises `OSError` when it cannot be begun."""

    def __init__(self, problem: str, earlier: str, seconds: int, *, mend: bool = False) -> None:
        self._lock, self._waiting, self._problem = Lock(), list[Timer](), problem.encode()
        gone_on_with = "--before" if mend else "--warm"
        with _piped(earlier) as ends, _unstopped():
            self._child = subprocess.Popen(  # noqa: S603
                [*COMMAND, "--seconds", str(seconds), *(f"{gone_on_with}=/dev/fd/{end}" for end in ends)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={},
                cwd=_ROOT,
                pass_fds=ends,
                start_new_session=True,
            )
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._child.pid, _GENTLE)
        self._after(SLOWER * seconds + PATIENCE, self.stop)

    def heard(self, note: Callable[[bytes], None]) -> bytes | None:
        """Waits for it, and gives each line of its progress to `note`; gives the plan that it wrote, None without one.
        Nothing of it is left behind then: no process, pipe or timer."""
        written: list[bytes] = []
        pipes = [
            Thread(target=_hand_over, args=(self._child.stdin, self._problem), daemon=True),
            Thread(target=lambda: written.append(self._read_all()), daemon=True),
        ]
        try:
            for pipe in pipes:
                pipe.start()
            self._listen(note)
            for pipe in pipes:
                pipe.join()
            sound = self._reaped() == 0 and len(written[0]) <= MOST_BYTES
            return written[0] if sound else None
        finally:
            self._clear_away(pipes)

    def stop(self) -> None:
        """Asks it for the best it has; if it does not listen it is ended."""
        with self._lock:
            if self._child.returncode is None:
                self._after(GRACE, self.kill)
                self._child.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it and what it began, without a plan. Nothing where it ended: its number may be another's."""
        with self._lock:
            if self._child.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._child.pid, signal.SIGKILL)

    def _listen(self, note: Callable[[bytes], None]) -> None:
        told = 0
        while self._child.stderr and (line := self._child.stderr.readline(LONGEST_LINE)):
            told += len(line)
            if told > MOST_TOLD:
                self.kill()
            else:
                note(line)

    def _read_all(self) -> bytes:
        found = self._child.stdout.read(MOST_BYTES + 1) if self._child.stdout else b""
        if len(found) > MOST_BYTES:
            self.kill()
        return found

    def _reaped(self) -> int:
        """How it ended. Its number stays its own until nobody can send it a signal any more."""
        if self._child.returncode is None:
            os.waitid(os.P_PID, self._child.pid, os.WEXITED | os.WNOWAIT)
        with self._lock:
            return self._child.wait()

    def _clear_away(self, pipes: list[Thread]) -> None:
        self.kill()
        self._reaped()
        for waiting in self._waiting:
            waiting.cancel()
        for pipe in pipes:
            if pipe.ident is not None:
                pipe.join()
        for end in (self._child.stdin, self._child.stdout, self._child.stderr):
            if end is not None:
                with suppress(OSError):
                    end.close()

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        timer = Timer(seconds, act)
        timer.daemon = True
        self._waiting.append(timer)
        timer.start()


@contextmanager
def _piped(text: str) -> Generator[tuple[int, ...]]:
    """The end of a pipe from which a text can be read, for as long as somebody is begun; none for no text. It is
    written beside, as a pipe holds little."""
    if not text:
        yield ()
        return
    reads, writes = os.pipe()
    try:
        yield (reads,)
        Thread(target=_hand_over, args=(os.fdopen(writes, "wb"), text.encode()), daemon=True).start()
    except BaseException:
        os.close(writes)
        raise
    finally:
        os.close(reads)


@contextmanager
def _unstopped() -> Generator[None]:
    """Whoever is begun in here is asked to stop only once it listens for that; before, the signal waits."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _hand_over(pipe: IO[bytes] | None, content: bytes) -> None:
    """All of it, then the end; a program that does not listen to the end is no reason to fail."""
    if pipe is not None:
        with suppress(BrokenPipeError), pipe:
            pipe.write(content)
