"""Which looks stand in the log already, so that a screen that draws itself again is not a new look."""

import threading
from datetime import datetime, timedelta

_MANY = 20_000


class Looks:
    """The logged looks of the last `span`, in this process; another process logs its own first look.

    A look is remembered only after its entry was committed, so a failed entry is never taken for a written one.
    """

    def __init__(self, span: timedelta) -> None:
        self._span = span
        self._logged_at: dict[tuple[object, ...], datetime] = {}
        self._lock = threading.Lock()

    def logged(self, key: tuple[object, ...], moment: datetime) -> bool:
        """Whether the same look was logged less than the span before `moment`."""
        with self._lock:
            return self._fresh(key, moment)

    def remember(self, key: tuple[object, ...], moment: datetime) -> None:
        """Notes that the look stands in the log, unless an earlier entry still stands for it."""
        with self._lock:
            if len(self._logged_at) > _MANY:
                self._logged_at = {k: t for k, t in self._logged_at.items() if moment - t < self._span}
            if not self._fresh(key, moment):
                self._logged_at[key] = moment

    def _fresh(self, key: tuple[object, ...], moment: datetime) -> bool:
        last = self._logged_at.get(key)
        return last is not None and timedelta(0) <= moment - last < self._span
