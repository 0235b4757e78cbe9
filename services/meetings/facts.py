"""Results of planning. Moments are zone-aware; links are whole addresses, codes are told by phone."""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import InvitationAnswer, Known, MeetingKind, MeetingMode, MeetingStatus
from services.meetings.orders import ProposedDeputy
from services.messages.facts import QueuedMail
from services.scheduling.facts import Blocked, Proposals, Slot

DEFAULT_MINUTES = {
    MeetingKind.ACTION_MEETING: 45,
    MeetingKind.CASE_CONFERENCE: 90,
    MeetingKind.COORDINATION: 30,
    MeetingKind.REVIEW: 45,
}


@dataclass(frozen=True)
class Availability:
    """What the diaries of one case's attendees allow. `seats` maps attendee ids to organisation and name.

    `unknown`: seats of whose named person's time nothing is known; `target`: until when the region proposes that a
    meeting of this kind takes place, counted from the moment of looking. `starts`: every start that meets the minimum;
    `blocked`: what each part of the minimum costs in times, with what would help where there is no time.
    """

    kind: MeetingKind
    minutes: int
    proposals: Proposals
    blocked: Blocked | None
    seats: dict[str, tuple[str, str]]
    free: dict[str, tuple[tuple[datetime, datetime], ...]]
    needed: bool
    required: tuple[frozenset[str], ...]
    unknown: frozenset[str] = frozenset()
    mode: MeetingMode = MeetingMode.ONLINE
    target: datetime | None = None
    starts: tuple[datetime, ...] = ()

    def at(self, start: datetime) -> Slot | None:
        """The proposed slot that starts then, if it is one."""
        found = (self.proposals.earliest, self.proposals.best, *self.proposals.others)
        return next((slot for slot in found if slot and slot.start == start), None)


@dataclass(frozen=True)
class Waiver:
    """A decision to meet without organisations of the minimum attendance, and why."""

    organisations: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class AskedByLink:
    """What the page behind a personal link shows before the code: what the mail told, and what was answered so far.

    `answer` is what was said so far; `deputies` are known deputies of that person, by professional id. `sequence` tells
    this time from an earlier one; `proposed` is whom they proposed themselves.
    """

    invitation_id: str
    code_name: str
    kind: MeetingKind
    status: MeetingStatus
    starts_at: datetime
    ends_at: datetime
    name: str
    director: str
    answer: InvitationAnswer
    deputies: tuple[tuple[str, str], ...] = ()
    begun: bool = False
    sequence: int = 0
    proposed: ProposedDeputy | None = None
    information_at: datetime | None = None


@dataclass(frozen=True)
class Attendee:
    """One invited professional as the case director sees them. `link` and `code` are for that one person.

    `conditions_due_at` is a deadline of their own (`rules.due_at` says which one holds); `form_in`: a Word form of
    theirs came in.
    """

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
    version: int = 1
    answered_at: datetime | None = None
    proposed: ProposedDeputy | None = None
    stands_in_for: str = ""
    information: str = ""
    information_at: datetime | None = None
    reminded_at: datetime | None = None
    reminders: int = 0
    conditions_asked: bool = True
    conditions_due_at: datetime | None = None
    form_in: bool = False
    professional_id: str = ""
    stands_in_for_id: str = ""

    @property
    def owes_conditions(self) -> bool:
        """Asked, and nothing came in: no condition, no word that there is none, no information in writing, no form."""
        came = self.handed_in_at or self.nothing_to_add or self.information_at or self.form_in
        return self.conditions_asked and not came


@dataclass(frozen=True)
class DeputyChoices:
    """Who may take an invited person's place, for the case director. `choices`: colleagues by professional id, with
    name and function. `objection` says why whoever is proposed cannot come: barred, private_person, inactive,
    other_organisation, invited; empty when nothing speaks against it or nobody is proposed. `known_as`: the id under
    which a proposal stands in the directory already, or the empty string."""

    name: str
    organisation_name: str
    proposed: ProposedDeputy | None
    objection: str
    known_as: str
    choices: tuple[tuple[str, str, str], ...]
    version: int


@dataclass(frozen=True)
class GivenInformation:
    """What an attendee gives in writing instead of coming, for that attendee. `open`: it can still be changed."""

    text: str
    at: datetime | None
    open: bool
    version: int


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
    mode: MeetingMode = MeetingMode.ONLINE
    place: str = ""
    question: str = ""
    news: str = ""
    conditions_asked: bool = True
    extended: bool = False
    outcome: str = ""
    chair_seat_id: str = ""
    note_taker_seat_id: str = ""
    series_id: str = ""
    sitting_id: str = ""
    poll_closes_at: datetime | None = None
    waivers: tuple[Waiver, ...] = ()

    @property
    def owing(self) -> tuple[Attendee, ...]:
        """Who still owes conditions."""
        return tuple(attendee for attendee in self.attendees if attendee.owes_conditions)


@dataclass(frozen=True)
class Attended:
    """A meeting of which was recorded who was there (seat ids); all of them were in touch on that local day."""

    meeting_id: str
    on: date
    kind: MeetingKind
    seat_ids: tuple[str, ...]


@dataclass(frozen=True)
class GuestMeeting:
    """What a guest may know: the meeting, their own name and organisation, whom conditions can be about (aliases).

    `conditions_due_at` is the deadline that holds for them, `extended` whether it is later than that of the others;
    `conditions_asked`: whether any are asked of them. `organisations`: which have a seat in the case, by key and name.
    """

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
    status: MeetingStatus = MeetingStatus.PLANNED
    answer: InvitationAnswer = InvitationAnswer.OPEN
    mode: MeetingMode = MeetingMode.ONLINE
    place: str = ""
    question: str = ""
    news: str = ""
    organisations: tuple[tuple[str, str], ...] = ()
    conditions_asked: bool = True
    extended: bool = False
