"""When work on a plan ends early, and what is told of it meanwhile: searching first, then explaining."""

from collections.abc import Callable
from dataclasses import replace
from time import process_time

from services.scheduling.many.facts import Progress, Score

SEARCHED = 0.9
"""The share of the work that is done when the times are settled; the rest is explaining."""
MOST_AFTER_STOP = 5.0
"""CPU seconds of explaining after somebody said stop: a plan without reasons is worth little, and nobody waits long."""
TOLD_EVERY = 0.5
"""CPU seconds."""


class Halted:
    """Whether to stop, by word (remembered as `stopped`) or because the CPU clock passed `until`."""

    def __init__(self, stop: Callable[[], bool] | None, until: float | None = None) -> None:
        self.stop, self.until, self.stopped = stop, until, False

    def __call__(self) -> bool:
        return self.by_word() or (self.until is not None and process_time() >= self.until)

    def by_word(self) -> bool:
        """Whether somebody said so."""
        self.stopped = self.stopped or bool(self.stop and self.stop())
        return self.stopped

    def left(self) -> float | None:
        """The CPU seconds that are left; None where none were given."""
        return None if self.until is None else max(0.0, self.until - process_time())


class Telling:
    """Tells how far the work on a plan is, from its search to its last explanation."""

    def __init__(self, on_progress: Callable[[Progress], None] | None, halted: Halted) -> None:
        self._on_progress, self._halted = on_progress, halted
        self._last, self._at, self._until = Progress(0.0, 0, 0, Score()), 0.0, float("inf")

    def searched(self, share: float, iterations: int, planned: int, score: Score) -> None:
        """So much of the search is done (0 to 1)."""
        self._tell(Progress(SEARCHED * share, iterations, planned, score))

    def settled(self, iterations: int, planned: int, score: Score) -> None:
        """The times are settled."""
        self._last = Progress(SEARCHED, iterations, planned, score, explaining=True)

    def explained(self, share: float) -> bool:
        """So much is explained (0 to 1); whether to leave the rest."""
        now = process_time()
        if now - self._at >= TOLD_EVERY:
            self._tell(replace(self._last, done=SEARCHED + (1 - SEARCHED) * share))
        if self._halted.by_word():
            self._until = min(self._until, now + MOST_AFTER_STOP)
        return now >= self._until

    def _tell(self, progress: Progress) -> None:
        self._at = process_time()
        if self._on_progress:
            self._on_progress(progress)
