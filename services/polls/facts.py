"""Orders and results of date polls. Moments are zone-aware."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from models.terms import MeetingKind, PollChoice
from services.scheduling.facts import Slot


@dataclass(frozen=True)
class StartPoll:
    """The order to put times to the vote. `meeting_id` is made when the form is drawn; the meeting is announced later,
    by `PlanMeeting` with the same id. With `shared` attendees see each other's answers."""

    meeting_id: str
    case_id: str
    kind: MeetingKind
    minutes: int
    starts: tuple[datetime, ...]
    seat_ids: tuple[str, ...]
    closes_at: datetime
    shared: bool = False


@dataclass(frozen=True)
class AnswerPoll:
    """What an invited person says by their own link, without the code: a choice per option id. Options that are left
    out are not answered."""

    invitation_id: str
    secret: str
    choices: Mapping[str, PollChoice]


@dataclass(frozen=True)
class Option:
    """One time of a poll. `choices`: per invitation id what was said. `slot`: who would be there, were it chosen, and
    whether the minimum attendance is met."""

    id: str
    starts_at: datetime
    ends_at: datetime
    choices: Mapping[str, PollChoice]
    slot: Slot


@dataclass(frozen=True)
class Poll:
    """A poll as the case director sees it. `best` is the option id to choose: minimum met, most people, most of them
    without 'if need be', earliest; empty when none meets the minimum. `waiting`: invitation ids without any answer."""

    meeting_id: str
    case_id: str
    kind: MeetingKind
    minutes: int
    closes_at: datetime
    shared: bool
    open: bool
    options: tuple[Option, ...]
    names: Mapping[str, tuple[str, str]]
    """Per invitation id the organisation's key and the person's name."""
    best: str
    waiting: tuple[str, ...]
    version: int
    seats: Mapping[str, str] = field(default_factory=dict)
    """Per invitation id the seat's, by which a slot names who would be there."""
    missing: tuple[tuple[str, ...], ...] = ()
    """Groups of the minimum attendance that nobody who was asked could fill, whatever is answered."""


@dataclass(frozen=True)
class PollByLink:
    """A poll as one invited person sees it by their link. `others` per option id: what others said, by name, only where
    the organiser shares it."""

    invitation_id: str
    code_name: str
    kind: MeetingKind
    minutes: int
    name: str
    director: str
    closes_at: datetime
    open: bool
    options: tuple[tuple[str, datetime, datetime], ...]
    mine: Mapping[str, PollChoice]
    others: Mapping[str, tuple[tuple[str, PollChoice], ...]]
