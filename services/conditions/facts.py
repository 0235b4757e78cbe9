"""Orders and results of conditions. Text is what a partner wrote; moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import ConditionKind, ConditionStatus, Theme


class Decision(StrEnum):
    """What a case director makes of a condition."""

    ACCEPT = "accept"
    CHANGE = "change"
    DROP = "drop"


@dataclass(frozen=True)
class HandIn:
    """The order to hand in one condition, or to change it.

    `condition_id` is made when the form is drawn and `seen_version` is 0 for a new one, so that a repeated request
    makes no second condition. `holds_approach` asks that nobody approaches the suspect until `until`.
    """

    condition_id: str
    kind: ConditionKind
    text: str
    hard: bool = False
    tier: str = "partners"
    subject_ref: str = ""
    protects: tuple[str, ...] = ()
    until: datetime | None = None
    if_not: str = ""
    holds_approach: bool = False
    seen_version: int = 0


@dataclass(frozen=True)
class Decide:
    """The order to decide on a condition; `text` is the new wording for `CHANGE`, `reason` is asked for `DROP`."""

    case_id: str
    condition_id: str
    seen_version: int
    decision: Decision
    text: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ConditionView:
    """A condition as its reader may see it. `text` is the wording in force, `handed_in_text` the partner's own."""

    id: str
    number: int
    organisation: str
    organisation_name: str
    kind: ConditionKind
    theme: Theme
    status: ConditionStatus
    hard: bool
    tier: str
    text: str
    handed_in_text: str
    subject_ref: str
    protects: tuple[str, ...]
    until: datetime | None
    if_not: str
    holds_approach: bool
    decision_reason: str
    decided_at: datetime | None
    handed_in_at: datetime | None
    version: int

    @property
    def decided(self) -> bool:
        """Whether the case director has decided on it."""
        return self.decided_at is not None
