"""Copies that left, and what a found file is. Organisations are keys, moments are zone-aware, names are of
professionals and are empty for whoever is kept out of the case by now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import PlanStatus, RecallOutcome

FORM = "formulier"
"""The audience of a found Word form, which is no copy of a plan."""


@dataclass(frozen=True)
class CopyLine:
    """A copy in the register. `version` and `status` are of the plan it is an edition of, None for another paper.

    `issued_to` took it, `for_whom` of `for_organisation` it is meant for; `by_release`: it left although the leak guard
    had stopped it. `reason` is for whoever may call back. `row_version` is what `settle_copy` wants to have been seen.
    """

    id: str
    audience: str
    language: str
    copy_code: str
    sha256: str
    issued_at: datetime
    issued_to: str
    version: int | None = None
    status: PlanStatus | None = None
    version_id: str = ""
    for_whom: str = ""
    for_organisation: str = ""
    by_release: bool = False
    recalled_at: datetime | None = None
    recalled_by: str = ""
    reason: str = ""
    outcome: RecallOutcome | None = None
    settled_at: datetime | None = None
    settled_by: str = ""
    row_version: int = 1

    @property
    def awaited(self) -> bool:
        """Called back, and nobody said yet what became of it."""
        return self.recalled_at is not None and self.outcome is None

    @property
    def outdated(self) -> bool:
        """Of a version that was replaced or withdrawn, and not called back."""
        return self.status in (PlanStatus.SUPERSEDED, PlanStatus.WITHDRAWN) and self.recalled_at is None


@dataclass(frozen=True)
class Recipient:
    """A professional for whom a copy can be made."""

    id: str
    name: str
    organisation: str
    function: str = ""


@dataclass(frozen=True)
class RecallLine:
    """A copy that was called back, and how to reach who has it; empty for whoever is kept out by now."""

    copy: CopyLine
    holder: str
    phone: str = ""
    email: str = ""


class Sureness(StrEnum):
    """How sure it is what a found file is, surest first."""

    VERY_BYTES = "very_bytes"
    SAME_WORDS = "same_words"
    CHANGED = "changed"
    CODE_ONLY = "code_only"
    EDITION = "edition"


@dataclass(frozen=True)
class Recognised:
    """What a found file is. `copy` is the copy, without its case for whoever runs the planner.

    CHANGED: `differs` paragraphs are not those that were issued. EDITION: the words without a copy code, so `copy` is
    one of the `alike` copies with these words and says nothing of for whom or when unless it is the only one.
    """

    how: Sureness
    copy: CopyLine
    case_id: str = ""
    differs: int = 0
    alike: int = 1

    @property
    def certain(self) -> bool:
        """Whether it is known which copy it is."""
        return self.how is not Sureness.EDITION
