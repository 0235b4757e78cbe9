"""A structured reading: what a condition says as records that can be compared. Frozen, without any case content but
references of persons, keys of organisations and free places.

Source: `conditions.md` section 1.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import Modality

Moment = date | datetime
"""A whole local day, or a zone-aware moment."""


@dataclass(frozen=True)
class Norm:
    """One thing that must, must not or may be done.

    `act` is an act of the vocabulary. The slots `by`, `what`, `to`, `at`, `via`, `about` hold references of persons
    (`P2`), keys of organisations (`politie`, `politie/wijkagent`), terms (`home:P1`) or free text (`place:de brug`);
    what an empty slot means depends on the slot. `if_`, `unless` and `regardless` hold events; `exceptions` pairs of
    slot and what is excepted. `hours` are `HH:MM` from and until, `days` Dutch two-letter weekdays. `basis` is a legal
    source (`court_order`).
    """

    modality: Modality
    act: str
    by: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    when: Moment | None = None
    before: Moment | None = None
    from_: Moment | None = None
    until: Moment | None = None
    hours: tuple[str, str] | None = None
    days: tuple[str, ...] = ()
    before_event: str = ""
    after_event: str = ""
    until_event: str = ""
    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    regardless: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    maximum: int | None = None
    minimum: int | None = None
    months: int | None = None
    basis: str = ""
