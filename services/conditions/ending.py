"""What becomes of a condition that somebody decides on: the writing behind every way of deciding. Whether one may is
asked before."""

from sqlmodel import col, select

from models.condition import Condition
from models.terms import ConditionStatus
from services.conditions.facts import KEEP_READING, KeptReading
from services.conditions.keeping import keep_former
from services.conditions.readings import packed
from services.conditions.stopping import stops_approach, update_hold
from services.unit_of_work import Transaction
from services.vocabulary.facts import Norm

NO_READING = "null"
"""Kept where the case director's words have no reading; the empty text means that the author's holds."""


def decided_as(
    tx: Transaction,
    row: Condition,
    status: ConditionStatus,
    *,
    words: str = "",
    reading: tuple[Norm, ...] | KeptReading | None = KEEP_READING,
    reason: str = "",
) -> None:
    """Writes a decision over a condition: its status and the director's own `words` (empty: the author's hold) with the
    `reading` that goes with them. What stood is kept as history where words or reading change. With one that is
    dropped, what went into it comes back."""
    sealed = _reading(tx, row, words, reading)
    if (words, sealed) != (tx.unseal(row, "decided_text_sealed"), tx.unseal(row, "decided_reading_sealed")):
        keep_former(tx, row)
        tx.seal(row, "decided_text_sealed", words)
        tx.seal(row, "decided_reading_sealed", sealed)
    _written(tx, row, status, reason)


def ended(tx: Transaction, row: Condition, status: ConditionStatus, reason: str, into: str | None = None) -> None:
    """A condition that no longer asks anything by itself, in the words that were in force; `into` is the id of the
    condition that it went into. With one that is dropped, what went into it comes back."""
    _written(tx, row, status, reason, into)


def undecided(tx: Transaction, row: Condition, *, own_words: bool = False) -> None:
    """A decision on a condition is taken back. Where the case director's own words were in force before, they are
    again, unless the author's `own_words` are asked for."""
    if own_words:
        decided_as(tx, row, ConditionStatus.SUBMITTED)
    else:
        words = tx.unseal(row, "decided_text_sealed")
        _written(tx, row, ConditionStatus.CHANGED if words else ConditionStatus.SUBMITTED)
    if row.status is ConditionStatus.SUBMITTED:
        row.decided_by = row.decided_at = None
        tx.add(row)


def give_back(tx: Transaction, row: Condition) -> None:
    """What went into a condition stands by itself again, once that one asks nothing any more: nobody decided to drop
    it."""
    went = select(Condition).where(Condition.case_id == row.case_id, Condition.merged_into_id == row.id)
    for former in tx.session.exec(went.order_by(col(Condition.number)).with_for_update()).all():
        undecided(tx, former)


def _written(
    tx: Transaction, row: Condition, status: ConditionStatus, reason: str = "", into: str | None = None
) -> None:
    stood = stops_approach(row)
    row.version += 1
    row.status, row.merged_into_id = status, into
    row.decided_by, row.decided_at = tx.actor.reference, tx.now
    tx.seal(row, "decision_reason_sealed", reason)
    tx.add(row)
    update_hold(tx, row, stood=stood)
    if status is ConditionStatus.DROPPED:
        give_back(tx, row)


def _reading(tx: Transaction, row: Condition, words: str, reading: tuple[Norm, ...] | KeptReading | None) -> str:
    """What is kept of a reading: nothing while the author's own words hold, unless another was given with them."""
    if isinstance(reading, KeptReading):
        authors = words in ("", tx.unseal(row, "text_sealed"))
        return "" if authors else tx.unseal(row, "decided_reading_sealed")
    return packed(reading) if reading is not None else NO_READING
