"""What is known of one case, frozen and already cut down to what its reader may see.

Organisations are named by their key (`OrganisationKind` value, or a free key such as `school`), private persons by
their reference in the case (P1, P2, ...), professionals by name. Dates are local dates; moments are zone-aware.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import (
    CaseId,
    CaseStatus,
    CloseReason,
    CourtOrderKind,
    Instrument,
    Known,
    LegalBasis,
    Measure,
    MeasureOutcome,
    PersonRole,
    Phase,
    PlaceKind,
    Relation,
    Risk,
    SafeChannel,
)


def phase_of(risk: Risk) -> Phase:
    """The lane of the route map: low risk has its own, high and medium share one (route map G-1)."""
    return Phase.LOW if risk is Risk.LOW else Phase.HIGH


@dataclass(frozen=True)
class Assessment:
    """One outcome of an instrument: never its questions. `outcome` is the instrument's own word."""

    instrument: Instrument
    outcome: str
    assessed_on: date
    by_organisation: str
    coordinated_with_veilig_thuis: bool = False
    by_person: str = ""
    instrument_version: str = ""


@dataclass(frozen=True)
class CasePerson:
    """A private person in the case, known by alias; name, birth date and addresses are looked up on request only.

    `safe_contact` is how she can safely be reached in one line; channel, times, who may call and whether texts and
    voicemail are safe stand beside it. `faces_agreed`: how many professionals she agreed to deal with.
    """

    id: str
    ref: str
    role: PersonRole
    alias: str
    age: int | None = None
    safe_contact: str = ""
    address_secret: bool = False
    note: str = ""
    address_known_to_suspect: Known = Known.UNKNOWN
    safe_channel: SafeChannel | None = None
    safe_times: str = ""
    safe_caller: str = ""
    texting_allowed: Known = Known.UNKNOWN
    voicemail_allowed: Known = Known.UNKNOWN
    language: str = ""
    interpreter: bool = False
    vulnerabilities: str = ""
    faces_agreed: int | None = None
    informed: Known = Known.UNKNOWN
    informed_on: date | None = None
    informed_by: str = ""
    not_informed_because: str = ""
    version: int = 1


@dataclass(frozen=True)
class Place:
    """A place in somebody's life beside home; where it is is looked up on request only (`Whereabouts`)."""

    id: str
    person_id: str
    kind: PlaceKind
    secret: bool = False
    known_to_suspect: Known = Known.UNKNOWN
    from_on: date | None = None
    until_on: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether it is a place of her life on a local day; open ends are open."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True)
class Whereabouts:
    """What leads to a person: shown on request only, and every look at it is logged. `places`: address by place id."""

    name: str = ""
    birth_date: date | None = None
    address: str = ""
    domicile: str = ""
    phone: str = ""
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PartnerSeat:
    """One professional on one seat of the case. `speaks_with` holds refs of private persons.

    `attends` is whether this seat is invited to meetings; `external` parties get only their own agreements;
    `barred` seats exist in the file but must be invisible and uninvited. `until_on`: the last day on the seat, where
    it is known beforehand. A deputy who was briefed can take over at once.
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
    deputy_id: str = ""
    deputy_briefed_on: date | None = None
    since_on: date | None = None
    until_on: date | None = None
    version: int = 1


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
    weigh_again_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    extensions: int = 0
    handover_to: str = ""
    handover: str = ""


@dataclass(frozen=True)
class CourtOrder:
    """What a court, prosecutor or mayor has ordered; no meeting can set it aside. `about`: refs of persons."""

    id: str
    kind: CourtOrderKind
    given_by: str
    text: str = ""
    about: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    ended_on: date | None = None
    version: int = 1

    def stands_on(self, day: date) -> bool:
        """Whether the order is in force on a local day; open ends are open."""
        begun = self.from_on is None or self.from_on <= day
        last = min((end for end in (self.until_on, self.ended_on) if end), default=None)
        return begun and (last is None or day <= last)


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
    director_away_until: date | None = None
    deputy_away_until: date | None = None
    asked_to_take_over: str = ""
    review_on: date | None = None
    review_events: tuple[str, ...] = ()
    complaint_on: date | None = None
    serious_grounds_on: date | None = None
    suspect_arrested_on: date | None = None
    threats_or_violence: Known = Known.UNKNOWN
    veilig_thuis_advises_intervention: Known = Known.UNKNOWN
    serious_intrusion: Known = Known.UNKNOWN
    investigation_done: Known = Known.UNKNOWN
    competence_reason: str = ""
    brought_by: str = ""
    legal_basis: LegalBasis | None = None
    safety_house_on: date | None = None
    region: str = ""
    director_id: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    close_reason: CloseReason | None = None
    retention_until: date | None = None
    court_orders: tuple[CourtOrder, ...] = ()
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
        return phase_of(self.risk)

    @property
    def closed(self) -> bool:
        """Whether the case is only read; nothing in it is changed until it is opened again."""
        return self.status is CaseStatus.CLOSED

    def seats_with(self, ref: str) -> tuple[PartnerSeat, ...]:
        """The seats that speak with a person."""
        return tuple(seat for seat in self.seats if ref in seat.speaks_with)

    def assessment(self, instrument: Instrument) -> Assessment | None:
        """The latest outcome of an instrument, or None when it was never recorded."""
        found = [a for a in self.assessments if a.instrument is instrument]
        return max(found, key=lambda a: a.assessed_on, default=None)


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
