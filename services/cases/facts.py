"""What is known of one case, frozen and already cut down to what its reader may see.

Organisations are named by their key (`OrganisationKind` value, or a free key such as `school`), private persons by
their reference in the case (P1, P2, ...), professionals by name. Dates are local dates; moments are zone-aware.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import (
    BarKind,
    CaseId,
    CaseStatus,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    PersonRole,
    Phase,
    Relation,
    Risk,
)


@dataclass(frozen=True)
class Assessment:
    """One outcome of an instrument: never its questions. `outcome` is the instrument's own word."""

    instrument: Instrument
    outcome: str
    assessed_on: date
    by_organisation: str
    coordinated_with_veilig_thuis: bool = False


@dataclass(frozen=True)
class CasePerson:
    """A private person in the case, known by alias. `safe_contact` is how she can safely be reached."""

    id: str
    ref: str
    role: PersonRole
    alias: str
    age: int | None = None
    safe_contact: str = ""
    address_secret: bool = False
    note: str = ""


@dataclass(frozen=True)
class PartnerSeat:
    """One professional on one seat of the case. `speaks_with` holds refs of private persons.

    `attends` is whether this seat is invited to meetings; `external` parties get only their own agreements;
    `barred` seats exist in the file but must be invisible and uninvited.
    """

    id: str
    organisation: str
    role: str
    name: str
    organisation_name: str = ""
    professional_id: str = ""
    deputy: str = ""
    speaks_with: tuple[str, ...] = ()
    attends: bool = True
    chairs: bool = False
    external: bool = False
    barred: bool = False
    note: str = ""


@dataclass(frozen=True)
class Weighing:
    """A measure that was weighed, by which organisation, and what it came to."""

    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    tier: str
    weighed_on: date | None = None
    id: str = ""


@dataclass(frozen=True)
class Hold:
    """Nobody approaches the suspect until `until`, or until the case director releases it. The reason is tiered."""

    id: str
    until: datetime | None
    by_organisation: str
    reason: str = ""
    released_at: datetime | None = None


@dataclass(frozen=True)
class CaseFacts:
    """Everything the rules need of one case."""

    id: CaseId
    code: str
    code_name: str
    risk: Risk
    relation: Relation
    veilig_thuis_competent: bool
    complaint: Known = Known.UNKNOWN
    serious_grounds: Known = Known.UNKNOWN
    suspect_arrested: Known = Known.UNKNOWN
    stalking_active: Known = Known.YES
    status: CaseStatus = CaseStatus.ACTIVE
    summary: str = ""
    director: str = ""
    deputy_director: str = ""
    deputy_account_id: str = ""
    review_on: date | None = None
    review_events: tuple[str, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    persons: tuple[CasePerson, ...] = ()
    seats: tuple[PartnerSeat, ...] = ()
    recorded_lines: tuple[tuple[str, str], ...] = ()
    weighings: tuple[Weighing, ...] = ()
    condition_kinds: tuple[str, ...] = ()
    holds: tuple[Hold, ...] = ()
    version: int = 1

    @property
    def phase(self) -> Phase:
        """Low risk follows the low lane, high and medium share one (route map G-1)."""
        return Phase.LOW if self.risk is Risk.LOW else Phase.HIGH

    def assessment(self, instrument: Instrument) -> Assessment | None:
        """The latest outcome of an instrument, or None when it was never recorded."""
        found = [a for a in self.assessments if a.instrument is instrument]
        return max(found, key=lambda a: a.assessed_on, default=None)


@dataclass(frozen=True)
class NewPerson:
    """A private person as entered. Address, phone and safe contact are sealed on the way in."""

    ref: str
    role: PersonRole
    alias: str
    age: int | None = None
    address: str = ""
    address_secret: bool = False
    phone: str = ""
    safe_contact: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewSeat:
    """A professional put on a seat; ids are those of the directory, `speaks_with` refs of the case's persons."""

    professional_id: str
    role: str
    deputy_id: str = ""
    attends: bool = True
    chairs: bool = False
    speaks_with: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class NewBar:
    """Someone to keep out of the case: a name, a mail address or an organisation's key."""

    kind: BarKind
    value: str
    reason: str = ""


@dataclass(frozen=True)
class NewCase:
    """The order to open a case. `veilig_thuis_competent` None means: derive it from the relation."""

    code: str
    code_name: str
    risk: Risk
    relation: Relation
    persons: tuple[NewPerson, ...]
    seats: tuple[NewSeat, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    recorded_lines: tuple[tuple[str, str], ...] = ()
    bars: tuple[NewBar, ...] = ()
    protected_terms: tuple[tuple[str, str], ...] = ()
    veilig_thuis_competent: bool | None = None
    complaint: Known = Known.UNKNOWN
    serious_grounds: Known = Known.UNKNOWN
    suspect_arrested: Known = Known.UNKNOWN
    summary: str = ""
    review_on: date | None = None
    review_events: tuple[str, ...] = ()
    deputy_account_id: str = ""


@dataclass(frozen=True)
class EditCore:
    """The order to change a case's core facts; `version` is the one the writer saw.

    `deputy_account_id` None leaves the deputy as it is, the empty string takes the deputy away.
    """

    case_id: str
    version: int
    risk: Risk
    relation: Relation
    veilig_thuis_competent: bool
    complaint: Known
    serious_grounds: Known
    suspect_arrested: Known
    stalking_active: Known
    summary: str
    review_on: date | None
    review_events: tuple[str, ...]
    deputy_account_id: str | None = None


@dataclass(frozen=True)
class ProtectionLine:
    """Somebody kept out of the case, or words kept from readers: what it is (`kind` or tier) and the text itself."""

    what: str
    text: str


@dataclass(frozen=True)
class CaseProtection:
    """Who and what a case is shielded from; for its director only."""

    bars: tuple[ProtectionLine, ...]
    words: tuple[ProtectionLine, ...]


@dataclass(frozen=True)
class WeighMeasure:
    """The order to record a weighing."""

    case_id: str
    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    weighed_on: date
    tier: str = "partners"


@dataclass(frozen=True)
class CaseLine:
    """One of my cases in a list: nothing that names a person."""

    id: str
    code: str
    code_name: str
    risk: Risk
    relation: Relation
    status: CaseStatus
    opened_at: datetime
    deputising: bool
