"""Sends what waits in the outbox, beside the server, in a thread of its own. Only real mail: practice sends none."""

import logging
import threading
from collections.abc import Callable

from services.premises import Premises
from services.unit_of_work import SYSTEM

EVERY_SECONDS = 5.0
_log = logging.getLogger("mdo.worker")


def start(premises: Premises) -> Callable[[], None]:
    """Begins sending every five seconds. Gives the function that stops it and waits for the last round."""
    stop = threading.Event()
    thread = threading.Thread(target=_rounds, args=(premises, stop), name="outbox", daemon=True)
    thread.start()

    def stopped() -> None:
        stop.set()
        thread.join(timeout=2 * EVERY_SECONDS)

    return stopped


def _rounds(premises: Premises, stop: threading.Event) -> None:
    while not stop.wait(EVERY_SECONDS):
        try:
            _one_round(premises)
        except Exception as broken:  # one bad round must not end all sending; the text may hold an address
            _log.error("outbox round failed: %s", type(broken).__qualname__)


def _one_round(premises: Premises) -> None:
    from services.messages.actions import send_due

    send_due(premises.work(actor=SYSTEM))
