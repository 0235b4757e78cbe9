"""What is asked in a form, what was read of one that came back, and what it would change. Frozen."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import FormStatus, Provenance, RowAnswer

SCHEMA = 1
"""The form's shape; a form of another shape is read by its labels or refused."""


class Control(StrEnum):
    """What somebody fills in."""

    TEXT = "text"
    CHOICE = "choice"
    DAY = "day"
    CHECK = "check"


@dataclass(frozen=True)
class Question:
    """One row of a form: `key` within its block (`text`), the label in its left cell, and for a choice the values with
    their words. `long`: several lines."""

    key: str
    label: str
    control: Control
    options: tuple[tuple[str, str], ...] = ()
    long: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Marks:
    """What a form carries to be known again; `mac` covers all the rest (HMAC-SHA256, hexadecimal)."""

    form_id: str
    code: str
    meeting_id: str
    organisation: str
    invitation_id: str
    due_at: str
    schema: int
    language: str
    mac: str = ""


@dataclass(frozen=True)
class Answer:
    """What stood in one control: words, or for a check whether it was set. `flags`: `deleted_text` (a tracked deletion
    was left out), `inserted_text`, `by_label` (found by its row's label or the control's alias), `twice` (a second
    control had that name), `beside` (some of it was typed beside the control), `lines_lost` (LibreOffice took the line
    breaks out; the words are all there)."""

    tag: str
    text: str = ""
    checked: bool = False
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormRead:
    """Everything that was read of a file: its controls by tag (`c2.text`, `nothing`), its marks in both places (None
    when they are gone), and the printed code if it is still there."""

    answers: tuple[Answer, ...]
    part_marks: Marks | None
    property_marks: Marks | None
    printed_code: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowShown:
    """One row in the waiting room: what the form says against what stands. `now` is empty for a new condition. `fault`
    says why the row cannot be taken over as it is (a code with a sentence), empty when it can."""

    key: str
    label: str
    form: str
    now: str
    fault: str = ""


@dataclass(frozen=True)
class BlockShown:
    """One numbered block of a form that came in, as a whole condition. `answer` is what was decided on it. `changes`:
    it differs from what stands; `condition_number` is the number of the condition it changes, 0 for a new one;
    `condition_version` that of what it was held against, which whoever takes it over has seen. `follows_number`: the
    condition of an earlier meeting that it goes on from. `hidden`: its readers are others than who looks; it is taken
    over or left out unseen, as it comes in unseen by the link."""

    key: str
    number: int
    condition_id: str
    condition_number: int
    rows: tuple[RowShown, ...]
    changes: bool
    answer: RowAnswer | None
    condition_version: int = 0
    follows_number: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class FormShown:
    """A form in the waiting room, for the case director.

    `apart` is why it is set apart (a code with a sentence), `hint` the invitation it may be of, by its code or marks.
    `late`: it came by link after the deadline. `replaced`: a newer file took its place. `remarks` are codes with a
    number where they are about a block: `emptied:2`, `deleted_text:1`, `not_declared`.
    """

    id: str
    status: FormStatus
    provenance: Provenance
    code: str
    invitation_id: str
    organisation: str
    organisation_name: str
    filled_in_by: str
    received_at: datetime
    by_link: bool
    blocks: tuple[BlockShown, ...]
    nothing_to_add: bool
    remarks: tuple[str, ...]
    version: int
    apart: str = ""
    hint: str = ""
    late: bool = False
    replaced: bool = False
    nothing_answer: RowAnswer | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True)
class FormReceipt:
    """What whoever handed a form in hears: it came in, in which state, with how many filled in blocks."""

    id: str
    status: FormStatus
    provenance: Provenance
    blocks: int
    nothing_to_add: bool
    again: bool
    """The very same file had come in before."""
    received_at: datetime | None = None
    late: bool = False
    """It came in by link after the deadline; it is kept all the same."""
