"""Orders and results of planning. Moments are zone-aware; links are whole addresses, codes are told by phone."""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import InvitationAnswer, Known, MeetingKind, MeetingStatus
from services.messages.facts import QueuedMail
from services.scheduling.facts import Blocked, Proposals, Slot

DEFAULT_MINUTES = {MeetingKind.ACTION_MEETING: 45, MeetingKind.CASE_CONFERENCE: 90, MeetingKind.COORDINATION: 30}


@dataclass(frozen=True)
class Availability:
    """What the calendars of one case's attendees allow. `seats` maps attendee ids to organisation and name."""

    kind: MeetingKind
    minutes: int
    proposals: Proposals
    blocked: Blocked | None
    seats: dict[str, tuple[str, str]]
    free: dict[str, tuple[tuple[datetime, datetime], ...]]
    needed: bool
    required: tuple[frozenset[str], ...]

    def at(self, start: datetime) -> Slot | None:
        """The proposed slot that starts then, if it is one."""
        found = (self.proposals.earliest, self.proposals.best, *self.proposals.others)
        return next((slot for slot in found if slot and slot.start == start), None)


@dataclass(frozen=True)
class PlanMeeting:
    """The order to plan and invite. `meeting_id` is made when the form is drawn, so a second click changes nothing."""

    meeting_id: str
    case_id: str
    kind: MeetingKind
    starts_at: datetime
    minutes: int
    seat_ids: tuple[str, ...]
    conditions_due_at: datetime
    override_reason: str = ""


@dataclass(frozen=True)
class Attendee:
    """One invited professional as the case director sees them. `link` and `code` are for that one person."""

    invitation_id: str
    seat_id: str
    organisation: str
    organisation_name: str
    name: str
    answer: InvitationAnswer
    opened_at: datetime | None
    handed_in_at: datetime | None
    nothing_to_add: bool
    locked: bool
    has_email: bool
    link: str
    code: str
    mails: tuple[QueuedMail, ...] = ()
    attended: Known = Known.UNKNOWN

    @property
    def owes_conditions(self) -> bool:
        """Nothing handed in, and not said that there is nothing to add."""
        return self.handed_in_at is None and not self.nothing_to_add


@dataclass(frozen=True)
class PlannedMeeting:
    """A meeting of a case with its attendees, in the order of the case's seats."""

    id: str
    case_id: str
    code_name: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    ends_at: datetime
    conditions_due_at: datetime
    sequence: int
    version: int
    attendees: tuple[Attendee, ...]

    @property
    def owing(self) -> tuple[Attendee, ...]:
        """Who still owes conditions."""
        return tuple(attendee for attendee in self.attendees if attendee.owes_conditions)


@dataclass(frozen=True)
class RecordAttendance:
    """The order to keep who was there: `present` are seat ids, every other attendee was not. `version` is the
    meeting's as the writer saw it."""

    meeting_id: str
    case_id: str
    present: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class Attended:
    """A meeting of which was recorded who was there (seat ids); all of them were in touch on that local day."""

    meeting_id: str
    on: date
    kind: MeetingKind
    seat_ids: tuple[str, ...]


@dataclass(frozen=True)
class GuestMeeting:
    """What a guest may know: the meeting, their own name and organisation, whom conditions can be about (aliases)."""

    invitation_id: str
    case_id: str
    meeting_id: str
    code_name: str
    kind: MeetingKind
    starts_at: datetime
    ends_at: datetime
    conditions_due_at: datetime
    name: str
    organisation: str
    organisation_name: str
    director: str
    persons: tuple[tuple[str, str, str], ...]
    nothing_to_add: bool
    handed_in_at: datetime | None
    open: bool


@dataclass(frozen=True)
class OpenLink:
    """What a guest brings to the door: the invitation's id and secret from the link, the code from the phone."""

    invitation_id: str
    secret: str
    code: str
