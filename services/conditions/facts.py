"""Orders and results of conditions. Text is what a partner wrote; moments are zone-aware."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from models.terms import (
    LAPSED,
    Arrival,
    ConditionKind,
    ConditionStatus,
    FormStatus,
    InvitationAnswer,
    SetAnswer,
    Theme,
)
from services.vocabulary.facts import Norm


class Decision(StrEnum):
    """What a case director makes of a condition."""

    ACCEPT = "accept"
    CHANGE = "change"
    DROP = "drop"


class KeptReading(Enum):
    """Says that a reading stays what it was."""

    KEEP = "keep"


KEEP_READING = KeptReading.KEEP


@dataclass(frozen=True)
class HandIn:
    """The order to hand in one condition, or to change it.

    `condition_id` is made when the form is drawn and `seen_version` is 0 for a new one, so that a repeated request
    makes no second condition. `holds_approach` asks that nobody approaches the suspect until `until`.

    `done_by` is who must do it: an organisation's key or a person's reference; `due_on` by when; `check` how it is seen
    that it holds, `checked_by` by which organisation. `reading` are the structured readings that the author confirmed:
    None when there are none, an empty tuple when it is no checkable agreement. `follows_id` is the condition of an
    earlier meeting whose place this one takes.
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
    done_by: str = ""
    due_on: date | None = None
    check: str = ""
    checked_by: str = ""
    reading: tuple[Norm, ...] | None = None
    follows_id: str = ""


@dataclass(frozen=True)
class Decide:
    """The order to decide on a condition; `text` is the new wording for `CHANGE`, `reason` is asked for `DROP`.

    `reading` goes with the new wording: `KEEP_READING` leaves the author's, None is none, an empty tuple no agreement
    that can be checked.
    """

    case_id: str
    condition_id: str
    seen_version: int
    decision: Decision
    text: str = ""
    reason: str = ""
    reading: tuple[Norm, ...] | KeptReading | None = KEEP_READING


@dataclass(frozen=True)
class ConditionView:
    """A condition as its reader may see it. `text` is the wording in force, `handed_in_text` the partner's own.

    `reading` goes with the wording in force. `merged_into` is the id of the condition that a merged one went into.
    """

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
    done_by: str = ""
    due_on: date | None = None
    check: str = ""
    checked_by: str = ""
    reading: tuple[Norm, ...] | None = None
    follows_id: str = ""
    former_ids: tuple[str, ...] = ()
    arrived: Arrival | None = None
    invitation_id: str = ""
    meeting_id: str = ""
    merged_into: str = ""

    def handed_in_again(self, **changes: Any) -> HandIn:
        """The order that hands it in once more as its author did, but for `changes`; with the reading in force."""
        said: dict[str, Any] = {"condition_id": self.id, "text": self.handed_in_text, "seen_version": self.version}
        same = {field.name: getattr(self, field.name) for field in fields(HandIn) if field.name not in said}
        return HandIn(**(same | said | changes))

    @property
    def lapsed(self) -> bool:
        """Whether it no longer asks anything by itself."""
        return self.status in LAPSED

    @property
    def decided(self) -> bool:
        """Whether the case director has decided on it."""
        return self.decided_at is not None


@dataclass(frozen=True)
class AskConditions:
    """The order to settle what is asked of one attendee: nothing, or conditions until the meeting's deadline, or until
    a later moment of their own (`due_at`, before the meeting begins). `seen_version` is the invitation's."""

    case_id: str
    invitation_id: str
    seen_version: int
    asked: bool = True
    due_at: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """How far one attendee is with conditions, for the case director.

    `due_at` is the deadline that holds for them. `writing`: something is kept that was not handed in. `handed_in`
    counts their conditions of this meeting. `form` is the state of their Word form that came in, `form_id` which;
    `form_sent`: a form was made for them.
    """

    invitation_id: str
    organisation: str
    organisation_name: str
    name: str
    asked: bool
    due_at: datetime
    extended: bool
    opened_at: datetime | None
    writing: bool
    handed_in: int
    handed_in_at: datetime | None
    nothing_to_add: bool
    answer: InvitationAnswer
    information_at: datetime | None
    reminders: int
    reminded_at: datetime | None
    locked: bool
    form: FormStatus | None
    form_id: str
    form_sent: bool
    version: int

    @property
    def owes(self) -> bool:
        """Asked, and nothing came in by any way."""
        came = self.handed_in_at or self.nothing_to_add or self.information_at or self.form
        return self.asked and not came


@dataclass(frozen=True)
class AnswerSet:
    """The order to answer on the conditions together. `versions` are the conditions as they were shown, by id; `remark`
    is needed for LACKING."""

    answer: SetAnswer
    versions: tuple[tuple[str, int], ...]
    remark: str = ""


@dataclass(frozen=True)
class ConditionSet:
    """Where the conditions of a meeting stand together. `lead` is the organisation that confirms them: Veilig Thuis, or
    who leads in its place. `stale`: a condition was added, changed or taken back since the answer."""

    lead: str
    lead_name: str
    lead_invitation_id: str
    asked_at: datetime | None
    answer: SetAnswer | None
    remark: str
    answered_at: datetime | None
    stale: bool

    @property
    def holds(self) -> bool:
        """Answered, on the conditions as they stand now."""
        return self.answer is not None and not self.stale

    @property
    def asked_again(self) -> bool:
        """Asked once more since the answer."""
        return bool(self.asked_at and self.answered_at and self.asked_at > self.answered_at)


@dataclass(frozen=True)
class SetToAnswer:
    """The conditions of a meeting as the leading organisation may see them, to answer on."""

    conditions: tuple[ConditionView, ...]
    state: ConditionSet
