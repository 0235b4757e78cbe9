"""The thread that sends waiting mail, reminds, and lets the rules follow the facts while the planner runs."""

import threading
import time
from collections.abc import Callable

import structlog

from services.cases.likeness import fill_keys
from services.duties.following import follow
from services.meetings.reminding import remind_due
from services.messages.actions import send_due
from services.premises import Premises
from services.relations.facts import SYSTEM
from services.reports.reminding import remind_owners_due
from services.unit_of_work import Work

PAUSE_SECONDS = 5.0
REMINDING_SECONDS = 60.0
_PATIENCE_SECONDS = 10.0
_log = structlog.get_logger(__name__)


def start(premises: Premises, pause_seconds: float = PAUSE_SECONDS) -> Callable[[], None]:
    """Sends what is due, again and again, in a thread that ends with the program; gives the function that stops it.

    Stopping waits some seconds for the round that runs; what it leaves is sent after the next start. The fictional
    region has nothing to send.
    """
    halt = threading.Event()
    thread = threading.Thread(target=run, args=(premises, halt, pause_seconds), name="outbox", daemon=True)
    thread.start()

    def stop() -> None:
        halt.set()
        thread.join(_PATIENCE_SECONDS)

    return stop


def run(premises: Premises, halt: threading.Event, pause_seconds: float = PAUSE_SECONDS) -> None:
    """Sends what is due, reminds once a minute and follows changes until `halt` is set. An error ends one round, never
    the work; only its class is logged. The fictional region is reminded and followed too: its texts wait to be copied.
    Persons from before there were keys get theirs, once."""
    work = premises.work(actor=SYSTEM)
    places = [work, *([premises.work(practice=True, actor=SYSTEM)] if premises.practice else [])]
    without_keys = list(places)
    reminded_at = -REMINDING_SECONDS
    while not halt.is_set():
        try:
            report = send_due(work)
            if report.sent or report.postponed or report.given_up:
                _log.info("outbox.round", sent=report.sent, postponed=report.postponed, given_up=report.given_up)
        except Exception as failed:
            _log.error("outbox.failed", error=type(failed).__name__)
        if time.monotonic() - reminded_at >= REMINDING_SECONDS:
            reminded_at = time.monotonic()
            for place in places:
                _remind(place)
        for place in places:
            _follow(place)
        without_keys = [place for place in without_keys if _fill_keys(place)]
        halt.wait(pause_seconds)


def _remind(work: Work) -> None:
    """One round of reminders, about meetings and about actions; an error ends the round of one of them only."""
    for round_of in (remind_due, remind_owners_due):
        try:
            if written := round_of(work):
                _log.info("reminders.written", mails=written)
        except Exception as failed:
            _log.error("reminders.failed", error=type(failed).__name__)


def _follow(work: Work) -> None:
    """One round of the rules after the facts; an error ends this round only."""
    try:
        report = follow(work)
        if report.cases:
            _log.info("rules.followed", cases=report.cases, began=report.began, ended=report.ended)
    except Exception as failed:
        _log.error("rules.failed", error=type(failed).__name__)


def _fill_keys(work: Work) -> bool:
    """One round of filling; whether there is more to do. An error ends this round only, and it is tried again."""
    try:
        report = fill_keys(work)
        if report.persons:
            _log.info("keys.filled", persons=report.persons)
        return report.more
    except Exception as failed:
        _log.error("keys.failed", error=type(failed).__name__)
        return True
