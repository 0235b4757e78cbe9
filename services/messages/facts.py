"""What goes into a message, a message ready to go, and how sending went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import MeetingKind


class Letter(StrEnum):
    """What one mail about a meeting is for. `STOOD_IN` goes to whom a deputy replaces, `DEPUTY_DECLINED` to who
    proposed a deputy who will not come, `PLACE` tells of another place at the same time."""

    INVITATION = "invitation"
    MOVED = "moved"
    PLACE = "place"
    WITHDRAWN = "withdrawn"
    POLL = "poll"
    STOOD_IN = "stood_in"
    DEPUTY_DECLINED = "deputy_declined"


@dataclass(frozen=True)
class OwnerText:
    """All that a message to the owner of actions may know: no action, no person of the case.

    `count`: how many actions wait for a word. `link` is this owner's own; empty in a letter to their manager.
    """

    code_name: str
    count: int
    link: str
    director_name: str
    language: str = "nl"
    fictional: bool = False


class Matter(StrEnum):
    """What somebody can be reminded of: to answer a poll, to answer an invitation, to enter conditions."""

    POLL = "poll"
    ANSWER = "answer"
    CONDITIONS = "conditions"


@dataclass(frozen=True)
class InvitationText:
    """All that a message about a meeting may know: no person of the case, no address, no content.

    Moments are zone-aware. `uid` is the calendar item's and stays the same when the meeting moves; `sequence` grows.
    `link` is this attendee's own. `was` is the time that this attendee was told before. `poll_closes_at` is set in what
    is said of a poll.
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
    was: tuple[datetime, datetime] | None = None
    poll_closes_at: datetime | None = None
    conditions_asked: bool = True


@dataclass(frozen=True)
class OpenPoint:
    """One thing that is still asked of one person, until a moment (zone-aware)."""

    matter: Matter
    until: datetime
    text: InvitationText


@dataclass(frozen=True)
class Mail:
    """One message to one address. `calendar` is an iCalendar text of which the first METHOD holds."""

    to: str
    subject: str
    body: str
    calendar: str | None = None


@dataclass(frozen=True)
class Item:
    """A calendar item that was written for somebody: how far it counts, when it is, whether it cancels."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    cancels: bool


@dataclass(frozen=True)
class Told:
    """What one invitation's earlier items told. `sequence` is the highest that was ever written, None before the first;
    `standing` the item that may stand in the attendee's calendar now."""

    sequence: int | None = None
    standing: Item | None = None


class Delivery(StrEnum):
    """How far a message is; `STOPPED` was not written, because it would tell too much."""

    WAITING = "wacht"
    SENT = "verstuurd"
    GIVEN_UP = "opgegeven"
    STOPPED = "tegengehouden"


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
class Rest:
    """A grouped mail that was taken back because of one of the links it speaks of. `about`: the invitations, or the
    links to actions, that it spoke of."""

    message_id: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class SentReport:
    """One round of sending: how many left, how many will be tried again, how many were given up."""

    sent: int = 0
    postponed: int = 0
    given_up: int = 0
