"""The minutes of a meeting: what is recorded of it, and what is shown of that. Moments are zone-aware, days local.

`Record` is what is frozen when the minutes are locked: everything, with the tier of each part. A reader gets a cut of
it (`services.minutes.rules.cut`).
"""

from dataclasses import dataclass
from datetime import datetime

from models.terms import ActionAnswer, Capacity, InvitationAnswer, Known, MeetingKind, MeetingMode
from services.plans.facts import PlanContent


@dataclass(frozen=True)
class Sat:
    """One stay at the table; `left_at` None: still there."""

    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who was invited, or sat there. Organisations are keys.

    `seat_id` is empty for an observer, and `capacity` None for who did not sit there. `stands_in_for` is a name, of the
    professional `stands_in_for_id`; `informed_at`: when they sent information in writing instead of coming.
    """

    professional_id: str
    name: str
    organisation: str
    organisation_name: str
    seat_id: str = ""
    capacity: Capacity | None = None
    answer: InvitationAnswer = InvitationAnswer.OPEN
    attended: Known = Known.UNKNOWN
    stays: tuple[Sat, ...] = ()
    accepted_at: datetime | None = None
    stands_in_for: str = ""
    informed_at: datetime | None = None
    external: bool = False
    stands_in_for_id: str = ""

    @property
    def was_there(self) -> bool:
        """Whether this person sat at the table, as far as that was recorded."""
        return bool(self.stays) or self.attended is Known.YES


@dataclass(frozen=True)
class Noted:
    """What one note taker wrote at one point. `author_id` and `edited_by_id` are accounts; whoever corrected it before
    the minutes were locked stands beside its author."""

    id: str
    point: int
    text: str
    tier: str
    author_id: str
    author: str
    saved_at: datetime
    edited_by_id: str = ""
    edited_by: str = ""
    edited_at: datetime | None = None


@dataclass(frozen=True)
class NowNoted:
    """What only a draft knows of a note: its version, and the author's own words where it was corrected."""

    version: int
    own_words: str = ""
    own: bool = False


@dataclass(frozen=True)
class Said:
    """What was said of an action: at this table, or before it since the last meeting. `action` is its number in the
    plan (`A3`)."""

    action: str
    answer: ActionAnswer
    note: str
    at: datetime
    organisation: str
    tier: str
    by: str = ""
    professional_id: str = ""
    at_table: bool = False


@dataclass(frozen=True)
class PointTitle:
    """A point of the agenda. `organisations` are whom it is for; none means everybody."""

    number: int
    title: str
    organisations: tuple[str, ...] = ()

    def is_for(self, organisation: str) -> bool:
        """Whether somebody of an organisation sits there for this point."""
        return not self.organisations or organisation in self.organisations


@dataclass(frozen=True)
class Record:
    """All that is recorded of a meeting. `plan` holds the conditions, actions, decisions and weighings as they stood;
    `earlier` are the numbers of the actions from before this meeting. Never opened: `opened_at` None."""

    case_id: str
    meeting_id: str
    kind: MeetingKind
    mode: MeetingMode
    place: str
    starts_at: datetime
    ends_at: datetime
    plan: PlanContent
    question: str = ""
    news: str = ""
    outcome: str = ""
    chair_seat_id: str = ""
    note_taker_seat_id: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closing_reason: str = ""
    statement_read_at: datetime | None = None
    statement_read_by_id: str = ""
    statement_read_by: str = ""
    people: tuple[Person, ...] = ()
    without: tuple[str, ...] = ()
    """Organisations of the minimum attendance, by key, that it was decided to meet without."""
    points: tuple[PointTitle, ...] = ()
    notes: tuple[Noted, ...] = ()
    earlier: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    next_at: datetime | None = None


@dataclass(frozen=True)
class Addendum:
    """A correction beneath locked minutes."""

    id: str
    text: str
    tier: str
    author: str
    added_at: datetime


@dataclass(frozen=True)
class Minutes:
    """The minutes as one reader may see them. `record` None: they are locked and broken (`broken`), so that nothing of
    them is shown as good.

    `mark` is of the whole record as it stands: what is locked is what was seen. `refusal` says why a draft cannot be
    locked yet (`going_on`, `not_over`, `called_off`); empty when it can. `working` tells of the notes of a draft, by
    note id.
    """

    case_id: str
    meeting_id: str
    record: Record | None
    mark: str = ""
    locked_at: datetime | None = None
    locked_by: str = ""
    broken: bool = False
    addenda: tuple[Addendum, ...] = ()
    refusal: str = ""
    working: tuple[tuple[str, NowNoted], ...] = ()

    @property
    def is_locked(self) -> bool:
        """Whether nothing goes into them any more but corrections beneath."""
        return self.locked_at is not None


@dataclass(frozen=True)
class CorrectNote:
    """The order to correct a note in place before locking; `version` is the note's as it was seen."""

    case_id: str
    note_id: str
    version: int
    text: str


@dataclass(frozen=True)
class MinutesLine:
    """One meeting in a list of minutes."""

    meeting_id: str
    kind: MeetingKind
    starts_at: datetime
    locked_at: datetime | None = None
    opened: bool = False


@dataclass(frozen=True)
class SatCase:
    """A case in the record of a sitting. Of a case that is not the reader's there is only its planned time."""

    starts_at: datetime
    ends_at: datetime
    case_id: str = ""
    meeting_id: str = ""
    code_name: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    people: tuple[tuple[str, str], ...] = ()
    """Name and organisation of who sat there."""
    locked_at: datetime | None = None
