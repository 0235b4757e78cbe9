"""Orders to meetings and what comes in by a personal link. Moments are zone-aware."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import InvitationAnswer, MeetingKind, MeetingMode


@dataclass(frozen=True)
class PlanMeeting:
    """The order to plan and invite. `meeting_id` is made when the form is drawn, so a second click changes nothing; it
    may be that of a meeting whose time was kept free or put to the vote, which is then announced.

    `question`: what the meeting is to decide; `news`: what is new since the last one. Both are for attendees who come
    in with their code, never for mail or calendar. `override_reason` lets a missing partner of the minimum, or
    somebody's other meeting at that time, pass; it is kept.
    """

    meeting_id: str
    case_id: str
    kind: MeetingKind
    starts_at: datetime
    minutes: int
    seat_ids: tuple[str, ...]
    conditions_due_at: datetime
    question: str
    news: str
    override_reason: str = ""
    mode: MeetingMode = MeetingMode.ONLINE
    place: str = ""
    chair_seat_id: str = ""
    note_taker_seat_id: str = ""
    sitting_id: str = ""


@dataclass(frozen=True)
class MoveMeeting:
    """The order to hold an announced meeting at another time. Answers are asked anew; links stay. `version` is the
    meeting's as the writer saw it."""

    meeting_id: str
    case_id: str
    version: int
    starts_at: datetime
    minutes: int
    conditions_due_at: datetime
    override_reason: str = ""


@dataclass(frozen=True)
class SetQuestion:
    """The order to say anew what an announced meeting is to decide, and what is new. `version` is the meeting's as the
    writer saw it."""

    case_id: str
    meeting_id: str
    version: int
    question: str
    news: str


@dataclass(frozen=True)
class ReserveSeries:
    """The order to keep times free, `every_weeks` apart, `times` of them; each is announced later, by `PlanMeeting`.

    `series_id` is made when the form is drawn. A time on a weekend or public holiday moves to the next working day.
    """

    series_id: str
    case_id: str
    kind: MeetingKind
    starts_at: datetime
    minutes: int
    every_weeks: int
    times: int
    seat_ids: tuple[str, ...]


@dataclass(frozen=True)
class RecordCoordination:
    """What partners settled by phone instead of in a meeting: a full outcome. `seat_ids` are who took part besides the
    director; `reason` says why no meeting was needed."""

    meeting_id: str
    case_id: str
    held_at: datetime
    seat_ids: tuple[str, ...]
    outcome: str
    reason: str


@dataclass(frozen=True)
class ProposedDeputy:
    """Whom an invited person proposes to send. `professional_id` is set where they chose somebody who is known as
    their deputy; else name and function are theirs to type, with a work address or number."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    professional_id: str = ""


@dataclass(frozen=True)
class AnswerInvitation:
    """What an invited person says by their own link, without the code.

    `deputy` belongs to the answer 'deputy'. `sequence` is the meeting's as the writer saw it: an answer to another time
    than the one that stands now is refused.
    """

    invitation_id: str
    secret: str
    answer: InvitationAnswer
    deputy: ProposedDeputy | None = None
    sequence: int | None = None


@dataclass(frozen=True)
class DecideDeputy:
    """The director's word on a deputy, or the director's own choice at the last hour. Without `professional_id` the
    proposal is declined and the invitation is open again."""

    case_id: str
    invitation_id: str
    version: int
    professional_id: str = ""


@dataclass(frozen=True)
class AddDeputy:
    """The order to put a person into the directory, at the organisation of the invited one, and let them come."""

    case_id: str
    invitation_id: str
    version: int
    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class RecordInformation:
    """What an attendee gives in writing instead of coming, as the director received it."""

    case_id: str
    invitation_id: str
    version: int
    text: str


@dataclass(frozen=True)
class RecordAttendance:
    """The order to keep who was there: `present` are seat ids, every other attendee was not. `version` is the
    meeting's as the writer saw it."""

    meeting_id: str
    case_id: str
    present: tuple[str, ...]
    version: int


@dataclass(frozen=True)
class OpenLink:
    """What a guest brings to the door: the invitation's id and secret from the link, the code from the phone."""

    invitation_id: str
    secret: str
    code: str
