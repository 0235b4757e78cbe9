"""A meeting while it is held, cut down to what its reader may see; and the orders to it. Moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import Capacity, Tier


@dataclass(frozen=True)
class AtTable:
    """One stay of somebody at the table. `seat_id` and `invitation_id` are empty for an observer; `left_at` None: still
    there. `accepted_at`: when they accepted the confidentiality statement. `external`: of a party that reads its own
    agreements and nothing else."""

    id: str
    professional_id: str
    name: str
    organisation: str
    organisation_name: str
    capacity: Capacity
    arrived_at: datetime
    left_at: datetime | None = None
    accepted_at: datetime | None = None
    invitation_id: str = ""
    seat_id: str = ""
    version: int = 1
    external: bool = False


@dataclass(frozen=True)
class NoteLine:
    """What one note taker wrote at one point for one circle of readers. `own`: the reader wrote it. Where the case
    director corrected it since, `edited_by` and `edited_at` say so and `own_words` are the author's."""

    id: str
    point: int
    author_id: str
    author: str
    tier: str
    text: str
    written_at: datetime
    saved_at: datetime
    own: bool = False
    version: int = 1
    edited_by: str = ""
    edited_at: datetime | None = None
    own_words: str = ""


@dataclass(frozen=True)
class LiveState:
    """How far a meeting is. Not opened yet: `opened_at` None and `version` 0. `point` 0: before the first point.

    `unnamed`: somebody still sits at the table who is kept out of the case by now: on no list, but in the room."""

    case_id: str
    meeting_id: str
    opened_at: datetime | None = None
    statement_read_at: datetime | None = None
    point: int = 0
    point_since: datetime | None = None
    closed_at: datetime | None = None
    closing_reason: str = ""
    table: tuple[AtTable, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    version: int = 0
    statement_read_by: str = ""
    unnamed: bool = False

    @property
    def going_on(self) -> bool:
        """Whether it was opened and not closed yet."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def present(self) -> tuple[AtTable, ...]:
        """Who sits at the table now."""
        return tuple(there for there in self.table if there.left_at is None)


@dataclass(frozen=True)
class Arrive:
    """The order to note that somebody came. `presence_id` is made when the form is drawn, so a second click changes
    nothing. `at` None: now. An observer has no `invitation_id`. `accepted`: they accept the statement."""

    case_id: str
    meeting_id: str
    presence_id: str
    professional_id: str
    capacity: Capacity
    invitation_id: str = ""
    at: datetime | None = None
    accepted: bool = False


@dataclass(frozen=True)
class KeepNote:
    """The order to keep one's own note at one point; `text` is all of it, and an empty one stays as an empty note.

    `seen_at` is when the note as the writer saw it was saved, None for none: it keeps one writer with two screens from
    overwriting themselves, and everybody from overwriting a correction.
    """

    case_id: str
    meeting_id: str
    point: int
    text: str
    tier: str = Tier.PARTNERS
    seen_at: datetime | None = None


@dataclass(frozen=True)
class CloseMeeting:
    """The order to close a meeting. `version` is that of the live state as seen; `reason` says why it is closed with
    points still open."""

    case_id: str
    meeting_id: str
    version: int
    reason: str = ""
