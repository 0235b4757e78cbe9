"""What a case file holds, frozen. Organisations by key, private persons by reference, moments zone-aware and local."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.terms import ConditionKind as Kind
from models.terms import Known, Measure, MeasureOutcome, MeetingKind, Relation, Risk
from services.barring.facts import NewBar
from services.cases.facts import Assessment
from services.cases.orders import NewPerson, NewWords
from services.vocabulary.facts import Norm

FreeBlocks = tuple[tuple[int, int, int], ...]
"""Blocks of the case's week: weekday (0 is Monday), and start and end in minutes since midnight."""


@dataclass(frozen=True)
class FilePartner:
    """A professional on a seat. `barred` people are entered as barred, and must show nowhere."""

    organisation: str
    role: str
    name: str
    email: str = ""
    phone: str = ""
    deputy: str = ""
    free: FreeBlocks = ()
    deputy_free: FreeBlocks = ()
    speaks_with: tuple[str, ...] = ()
    attends: bool = True
    external: bool = False
    chairs: bool = False
    barred: bool = False
    note: str = ""


@dataclass(frozen=True)
class FileCondition:
    """What one organisation writes before the meeting. `says` is its structured reading, None where there is none;
    `reading` the same as norms, `unread` the field and reason for which it could not be read.

    `holds_approach`: it keeps everybody from the suspect until `until`.
    """

    id: str
    organisation: str
    kind: Kind
    text: str
    hard: bool = False
    tier: str = "partners"
    subject: str = ""
    protects: tuple[str, ...] = ()
    until: datetime | None = None
    if_not: str = ""
    holds_approach: bool = False
    says: tuple[Mapping[str, object], ...] | None = field(default=None, hash=False)
    suspect_text: str = ""
    reading: tuple[Norm, ...] | None = None
    unread: tuple[str, str] | None = None


@dataclass(frozen=True)
class FileWeighing:
    """A measure that was weighed at the meeting."""

    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    tier: str = "partners"


@dataclass(frozen=True)
class FileAction:
    """An agreement of the meeting. `due` None means continuously; `conditions` are ids of the file."""

    number: int
    what: str
    owner: str
    conditions: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    due: datetime | None = None
    due_on_day: bool = False
    ends: date | None = None
    proof: str = ""
    if_not: str = ""
    if_not_tier: str = ""
    tier: str = "partners"


@dataclass(frozen=True)
class FileEvent:
    """Something that happens after the plan was adopted."""

    on: date
    event: str
    text: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class FileCase:
    """One case of a file, whole. `extra_vocabulary`: what it adds to the region's vocabulary, as YAML, in turn."""

    code: str
    code_name: str
    risk: Risk
    relation: Relation
    week_start: date
    persons: tuple[NewPerson, ...]
    partners: tuple[FilePartner, ...] = ()
    veilig_thuis_competent: bool | None = None
    complaint: Known = Known.UNKNOWN
    serious_grounds: Known = Known.UNKNOWN
    suspect_arrested: Known = Known.UNKNOWN
    stalking_active: Known = Known.YES
    summary: str = ""
    assessments: tuple[Assessment, ...] = ()
    recorded_lines: tuple[tuple[str, str], ...] = ()
    bars: tuple[NewBar, ...] = ()
    protected_terms: tuple[NewWords, ...] = ()
    deadline: datetime | None = None
    conditions: tuple[FileCondition, ...] = ()
    weighings: tuple[FileWeighing, ...] = ()
    actions: tuple[FileAction, ...] = ()
    review_on: date | None = None
    review_events: tuple[str, ...] = ()
    follow_up: tuple[FileEvent, ...] = ()
    extra_vocabulary: tuple[str, ...] = ()
    ignored_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class CaseFile:
    """A whole file. `minutes` is how long each kind of meeting takes."""

    name: str
    minutes: Mapping[MeetingKind, int] = field(hash=False)
    cases: tuple[FileCase, ...] = ()
    ignored_keys: tuple[str, ...] = ()
