"""When work on a plan ends early: somebody said so, or its CPU seconds are spent."""

from collections.abc import Callable
from time import process_time


class Halted:
    """Whether to stop, by word (remembered as `stopped`) or because the CPU clock passed `until`."""

    def __init__(self, stop: Callable[[], bool] | None, until: float | None = None) -> None:
        self.stop, self.until, self.stopped = stop, until, False

    def __call__(self) -> bool:
        self.stopped = self.stopped or bool(self.stop and self.stop())
        return self.stopped or (self.until is not None and process_time() >= self.until)

    def left(self) -> float | None:
        """The CPU seconds that are left; None where none were given."""
        return None if self.until is None else max(0.0, self.until - process_time())
