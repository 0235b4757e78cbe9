"""What the network is made of and what it says about a case, frozen.

A subject or an end of a line is named `organisation`, `organisation/role`, by a seat's id or by a private person's
reference (P1). Days are local dates, moments zone-aware.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.terms import FindingAnswer, InvitationAnswer, MeetingKind
from services.cases.facts import CaseFacts
from services.contacts.facts import Agreement, Contact, Tie
from services.route_map.facts import ContactRule
from services.scheduling.hours import WeeklyHours


@dataclass(frozen=True)
class MeetingOutlook:
    """A meeting to come: which seats are invited and what they answered, and the minimum it needs.

    `required`: of each group (organisation keys) one organisation must be there (`services.route_map`, H-VT-3).
    """

    id: str
    kind: MeetingKind
    starts_at: datetime
    invited: tuple[tuple[str, InvitationAnswer], ...]
    required: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class LinkedCase:
    """Another case in which the same person seems to play a part; only for those with rights in both.

    `roles_reversed`: who is the victim here is the alleged perpetrator there, or the other way round. `certain`: name
    and birth date are the same; else the name alone.
    """

    case_id: str
    code_name: str
    person_ref: str
    roles_reversed: bool
    certain: bool


@dataclass(frozen=True)
class NetworkFacts:
    """Everything the network's findings need of one case, cut down to what its reader may see before it comes here.

    `contacts` include those that follow from attended meetings. `hours` by professional id; who is not in it keeps
    office hours. `incident_on`: the day of the latest incident that the reader may know of. `without_basis`:
    organisations on the case of which no legal basis for sharing is recorded.
    """

    case: CaseFacts
    now: datetime
    today: date
    contacts: tuple[Contact, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    ties: tuple[Tie, ...] = ()
    hours: Mapping[str, WeeklyHours] = field(default_factory=dict)
    meetings: tuple[MeetingOutlook, ...] = ()
    linked: tuple[LinkedCase, ...] = ()
    incident_on: date | None = None
    without_basis: tuple[str, ...] = ()


class FindingKind(StrEnum):
    """What a finding is about, in the order in which people act on them."""

    CONFLICT = "conflict"
    FORBIDDEN_CONTACT = "forbidden_contact"
    LINKED_CASE = "linked_case"
    MISSING_PARTNER = "missing_partner"
    MISSING_CONTACT = "missing_contact"
    REACH = "reach"
    UNHEARD = "unheard"
    MESSENGER = "messenger"
    BOTH_SIDES = "both_sides"
    PRIVATE_ROUTE = "private_route"
    MANY_FACES = "many_faces"
    FIXED_CONTACT = "fixed_contact"
    STALE = "stale"
    NO_LINE = "no_line"
    SINGLE_POINT = "single_point"
    NO_DEPUTY = "no_deputy"
    QUORUM = "quorum"
    WEIGHING_OPEN = "weighing_open"
    NO_BASIS = "no_basis"


CASE_WIDE = frozenset(
    {FindingKind.REACH, FindingKind.UNHEARD, FindingKind.SINGLE_POINT, FindingKind.NO_DEPUTY, FindingKind.NO_BASIS}
)
"""Kinds told in one line for the whole case: their subjects are many, and a number on each would drown the picture."""


class FindingAct(StrEnum):
    """The one button of a finding; the screen opens the prefilled action."""

    ASSIGN = "assign"
    RECORD_CONTACT = "record_contact"
    RECORD_LINE = "record_line"
    INVITE = "invite"
    NAME_DEPUTY = "name_deputy"
    AGREE_TO_INFORM = "agree_to_inform"
    DIVIDE = "divide"
    WEIGH = "weigh"
    SHUT_OUT = "shut_out"
    RECORD_BREACH = "record_breach"
    OPEN_LINKED = "open_linked"
    NAME_BASIS = "name_basis"


@dataclass(frozen=True)
class MissingContact:
    """Two ends that must be in touch and of whom no contact is recorded.

    `shown` is the same pair as it can be drawn: an end without a seat of its own gives way to a partner in the case
    that would do as well (Victim Support for care in general).
    """

    between: tuple[str, str]
    rule_ids: tuple[str, ...]
    shown: tuple[str, str]


@dataclass(frozen=True)
class RequiredContact:
    """Two ends that the route map wants in touch in this case, recorded or not; `shown` as in `MissingContact`."""

    rule: ContactRule
    between: tuple[str, str]
    shown: tuple[str, str]


@dataclass(frozen=True)
class GapAnswer:
    """What was said to a gap and still stands. `planned_for` with PLANNED, `reason` with NOT_APPLICABLE."""

    id: str
    gap: str
    answer: FindingAnswer
    answered_at: datetime
    answered_by: str = ""
    reason: str = ""
    by_whom: str = ""
    planned_for: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether it still quiets the gap: what was planned speaks up again once its day has passed."""
        return self.planned_for is None or day <= self.planned_for


@dataclass(frozen=True)
class Finding:
    """One thing to act on: a sentence, its rules, its evidence, its owner and one act.

    `gaps` are the stable keys of what it gathers (kind, rules and seats): an answer is kept per gap and survives
    recomputation. `key` is the finding's own; `rank` counts from 1 and is the number in the list and in the picture;
    `pairs` are the lines it is about; `owner` is the end that acts on it (`politie/casusregisseur`); `about` names what
    the act opens with (an empty seat's key, a seat id, another case's id).
    """

    key: str
    rank: int
    kind: FindingKind
    rule_ids: tuple[str, ...]
    subjects: tuple[str, ...]
    text: str
    suggestion: str
    pairs: tuple[tuple[str, str], ...] = ()
    gaps: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    owner: str = ""
    act: FindingAct | None = None
    about: tuple[str, ...] = ()
    affected: int = 0
    answers: tuple[GapAnswer, ...] = ()
