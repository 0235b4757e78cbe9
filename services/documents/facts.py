"""What leaves the room: a finished file and what is known of it."""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import InvitationAnswer, Known, MeetingKind, MeetingMode, PlanStatus
from services.agenda.facts import Point
from services.plans.appendices import PlanChange
from services.plans.facts import PlanAction, PlanCondition
from services.plans.versions.facts import AnswerLine
from services.victim.facts import Voice


@dataclass(frozen=True)
class IssuedFile:
    """A finished Word file. `sha256` is the hexadecimal digest of `content`; `left_out` counts the plan's items
    (conditions, actions, weighings, if-not texts) that its reader does not get. `copy_code` stands in the file."""

    audience: str
    file_name: str
    content: bytes
    sha256: str
    left_out: int = 0
    copy_code: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class ReleasedPlan:
    """The adopted plan as one organisation may read it, for its guest. `version` is its number.

    Conditions and actions are those of that organisation's edition: an item that holds nothing but words for who must
    act on it without reading it is `withheld`. `whole`: more than the organisation's own agreements. `changed_since`:
    something happened since that this organisation may know of.
    """

    version: int
    adopted_on: date
    released_at: datetime
    organisation: str
    whole: bool
    conditions: tuple[PlanCondition, ...]
    actions: tuple[PlanAction, ...]
    review_on: date | None = None
    valid_until: date | None = None
    hold_in_force: bool = False
    summary: str = ""
    changed_since: bool = False


@dataclass(frozen=True)
class PlanToAnswer:
    """A version on which an organisation's word is asked, for its guest: as they may read it, and what changed.

    `plan.released_at` is since when it is open to them. `sha256` is of the whole version, by which an answer is tied to
    what was shown. `changes` are those since version `since` (None: this is the first they see). `own` is what their
    organisation said of it; `asked` is False for an external party, which reads its agreements and is not asked.
    """

    version_id: str
    status: PlanStatus
    sha256: str
    plan: ReleasedPlan
    changes: tuple[PlanChange, ...] = ()
    since: int | None = None
    own: AnswerLine | None = None
    asked: bool = True


@dataclass(frozen=True)
class Invited:
    """Somebody who was invited to a meeting, for its papers. `role` is that of the seat.

    `stands_in_for` is the name of whom this person is a deputy of; `sent_information`: sent it in writing instead.
    """

    seat_id: str
    organisation: str
    role: str
    name: str
    answer: InvitationAnswer
    attended: Known = Known.UNKNOWN
    stands_in_for: str = ""
    sent_information: bool = False
    conditions_missing: bool = False


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting for its papers. `points` are cut to the reader; `chair` and `note_taker` are None where nobody was
    named. `missing` are groups of the minimum attendance that do not come, `without` organisations (keys) that the
    director decided to do without. Moments are zone-aware; `next_at` is the meeting after this one."""

    kind: MeetingKind
    mode: MeetingMode
    place: str
    starts_at: datetime
    ends_at: datetime
    question: str = ""
    news: str = ""
    outcome: str = ""
    points: tuple[Point, ...] = ()
    invited: tuple[Invited, ...] = ()
    chair: Invited | None = None
    note_taker: Invited | None = None
    missing: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    voices: tuple[tuple[str, Voice], ...] = ()
    """What victims said, each with the alias; only for the chair's script."""
    earlier: tuple[str, ...] = ()
    """Numbers of the actions that the meeting opens with, in their order; only for the chair's script."""
    next_at: datetime | None = None
