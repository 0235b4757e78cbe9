"""What one filled in block of a form says, and what stands of the same condition, as the same frozen thing: so that
the two can be held against each other row by row. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from models.terms import ConditionKind, Tier
from services.conditions.facts import ConditionView, HandIn
from services.vocabulary.facts import Norm

ROWS = (
    *("kind", "subject", "protects", "text", "hard", "holds", "reading", "done_by", "due_on", "until"),
    *("check", "checked_by", "if_not", "tier"),
)
"""The rows that the waiting room shows, in the order of the form. `protects` are several boxes there, `reading` and
`until` two answers each."""
NEEDED = ("kind", "text")
"""Without these there is no condition."""


@dataclass(frozen=True)
class Said:
    """A condition by its rows. Beginning values are those of an empty row: it must hold, all partners may read it."""

    kind: ConditionKind | None = None
    subject: str = ""
    protects: tuple[str, ...] = ()
    text: str = ""
    hard: bool = True
    holds: bool = False
    reading: tuple[Norm, ...] | None = None
    done_by: str = ""
    due_on: date | None = None
    until: datetime | None = None
    check: str = ""
    checked_by: str = ""
    if_not: str = ""
    tier: str = Tier.PARTNERS.value


NOTHING = Said()


def said_of(view: ConditionView) -> Said:
    """What stands, in its author's own words."""
    return Said(
        kind=view.kind,
        subject=view.subject_ref,
        protects=tuple(sorted(view.protects)),
        text=view.handed_in_text,
        hard=view.hard,
        holds=view.holds_approach,
        reading=view.reading,
        done_by=view.done_by,
        due_on=view.due_on,
        until=view.until,
        check=view.check,
        checked_by=view.checked_by,
        if_not=view.if_not,
        tier=view.tier,
    )


def held_against(said: Said, now: Said, offered: Mapping[str, frozenset[str]] = MappingProxyType({})) -> Said:
    """What a block says once it is known what stands.

    A form tells of a reading its act and modality only, so one that was given in full stays when these agree, or were
    left open. What stands and could not be said in the form (`offered`, by row) stays too.
    """
    beyond = {row: getattr(now, row) for row, known in offered.items() if row != "protects"}
    kept = {row: value for row, value in beyond.items() if value and value not in offered[row]}
    unseen = {ref for ref in now.protects if "protects" in offered and ref not in offered["protects"]}
    said = replace(said, **kept, protects=tuple(sorted({*said.protects, *unseen})))
    if not now.reading:
        return said
    (same,) = said.reading or (None,)
    standing = now.reading[0]
    if same is None or (same.act, same.modality) == (standing.act, standing.modality):
        return replace(said, reading=now.reading)
    return said


def differing(said: Said, now: Said) -> frozenset[str]:
    """The rows in which they differ."""
    return frozenset(row for row in ROWS if getattr(said, row) != getattr(now, row))


def only(rows: Collection[str], said: Said, now: Said) -> Said:
    """What stands, with these rows as the form says them."""
    return replace(now, **{row: getattr(said, row) for row in rows})


def order_of(said: Said, condition_id: str, *, seen_version: int, follows_id: str = "") -> HandIn | None:
    """The order to hand this in; None while it is of no kind."""
    if said.kind is None:
        return None
    return HandIn(
        condition_id=condition_id,
        kind=said.kind,
        text=said.text,
        hard=said.hard,
        tier=said.tier,
        subject_ref=said.subject,
        protects=said.protects,
        until=said.until,
        if_not=said.if_not,
        holds_approach=said.holds,
        seen_version=seen_version,
        done_by=said.done_by,
        due_on=said.due_on,
        check=said.check,
        checked_by=said.checked_by,
        reading=said.reading,
        follows_id=follows_id,
    )
