"""What goes into a message, a message ready to go, and how sending went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import MeetingKind


class Letter(StrEnum):
    """What one mail about a meeting is for. `STOOD_IN` goes to whom a deputy replaces, `DEPUTY_DECLINED` to who
    proposed a deputy who will not come."""

    INVITATION = "invitation"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    POLL = "poll"
    STOOD_IN = "stood_in"
    DEPUTY_DECLINED = "deputy_declined"


@dataclass(frozen=True)
class InvitationText:
    """All that a message about a meeting may know: no person of the case, no address, no content.

    Moments are zone-aware. `uid` is the calendar item's and stays the same when the meeting moves; `sequence` grows.
    `link` is this attendee's own.
    """

    kind: MeetingKind
    code_name: str
    starts_at: datetime
    ends_at: datetime
    conditions_due_at: datetime
    link: str
    director_name: str
    language: str
    uid: str
    sequence: int = 0
    fictional: bool = False


@dataclass(frozen=True)
class Mail:
    """One message to one address. `calendar` is an iCalendar text of which the first METHOD holds."""

    to: str
    subject: str
    body: str
    calendar: str | None = None


class Delivery(StrEnum):
    """How far a message is."""

    WAITING = "wacht"
    SENT = "verstuurd"
    GIVEN_UP = "opgegeven"


@dataclass(frozen=True)
class QueuedMail:
    """A message of the outbox, readable, so that it can also be copied by hand."""

    id: str
    mail: Mail
    delivery: Delivery
    queued_at: datetime
    sent_at: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True)
class SentReport:
    """One round of sending: how many left, how many will be tried again, how many were given up."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
