"""What came out of the rehearsal of one case, before it is written down."""

from dataclasses import dataclass, field

from models.terms import MeetingKind
from services.cases.facts import CaseFacts
from services.demo.compared import Compared
from services.demo.facts import FileCase
from services.demo.follow_up import PlayedEvent
from services.documents.facts import IssuedFile
from services.meetings.facts import Availability
from services.network.queries import Network
from services.plans.orders import VersionLine


@dataclass
class Outcome:
    """Empty where the play did not come that far."""

    case: FileCase
    facts: CaseFacts | None = None
    slots: dict[MeetingKind, Availability] = field(default_factory=dict)
    deputies: dict[str, str] = field(default_factory=dict)
    network: Network | None = None
    barred: tuple[str, ...] = ()
    version: int | None = None
    blocked_by: tuple[str, ...] = ()
    adopted_actions: int | None = None
    unresolved: tuple[str, ...] = ()
    editions: list[tuple[str, IssuedFile | None]] = field(default_factory=list)
    invitations: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    """Name without ending, calendar item, mail."""
    forms: list[tuple[str, IssuedFile]] = field(default_factory=list)
    """By organisation, before anything was handed in."""
    notice_refused: bool | None = None
    """Whether the notice for the suspect was refused while a stop was in force; None without a notice or a stop."""
    picture: str = ""
    duties_before: tuple[str, ...] = ()
    duties_after: tuple[str, ...] = ()
    flags: dict[tuple[str, str | None, str], None] = field(default_factory=dict)  # rule, condition, why; each once
    compared: Compared | None = None
    events: tuple[PlayedEvent, ...] = ()
    tried: tuple[PlayedEvent, ...] = ()
    """What each event would set off after which the plan is to be looked at again."""
    versions: tuple[VersionLine, ...] = ()
    """The versions of the plan as they stand at the end, newest first."""
    seconds: dict[str, float] = field(default_factory=dict)
