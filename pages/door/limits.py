"""How much one session may take, counted in this process: sockets a minute, uploaded bytes.

Tries at codes and passwords are counted in the database (`services.directory.throttle`).
"""

import threading
from collections import defaultdict, deque
from datetime import datetime, timedelta
from typing import Any

from starlette.types import Receive

from services.settings import now

SOCKETS_PER_MINUTE = 30
ONE_UPLOAD = 6 * 1024 * 1024
UPLOAD_BYTES = 60 * 1024 * 1024
FORM_BYTES = 64 * 1024
_REMEMBERED = 5_000


class Rate:
    """At most `per_minute` of something for each key."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._times: dict[str, deque[datetime]] = defaultdict(deque)
        self._lock = threading.Lock()

    def allows(self, key: str) -> bool:
        """Counts one and says whether it fits."""
        moment = now()
        with self._lock:
            if len(self._times) > _REMEMBERED:
                self._times.clear()
            times = self._times[key]
            while times and moment - times[0] > timedelta(minutes=1):
                times.popleft()
            if len(times) >= self.per_minute:
                return False
            times.append(moment)
            return True


class Quota:
    """At most `most` bytes for each key, as long as this process runs."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._used: dict[str, int] = defaultdict(int)

    def has_room(self, key: str, size: int) -> bool:
        """Whether `size` more bytes would still fit."""
        return self._used[key] + size <= self.most

    def counted(self, receive: Receive, key: str) -> Receive:
        """Counts what really comes in; a body that outgrows the quota ends the request."""

        async def count() -> Any:
            message = await receive()
            self._used[key] += len(message.get("body", b""))
            if self._used[key] > self.most:
                return {"type": "http.disconnect"}
            return message

        return count
