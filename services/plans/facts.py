"""What an adopted version of a safety plan is composed of, frozen.

Organisations are named by their key, private persons by the alias that may be printed, professionals by name. Every
item carries the tier that says who may read it; nothing here is cut down to a reader yet (`services.documents`).
An empty `if_not_tier` means: the narrower of the item's own tier and `partners`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from models.terms import (
    LAPSED,
    ActionStatus,
    ConditionStatus,
    Instrument,
    LegalBasis,
    Measure,
    MeasureOutcome,
    PersonRole,
    PlanAnswer,
    PlanStatus,
    Resolution,
    Risk,
    SeatRole,
    Theme,
    Tier,
)
from services.plans.appendices import Due, PlanChange, PlanContribution, PlanNetwork, PlanQuestion, PlanReview


@dataclass(frozen=True)
class PlanPerson:
    """A private person, by alias."""

    alias: str
    role: PersonRole
    age: int | None = None


@dataclass(frozen=True)
class PlanAssessment:
    """The outcome of an instrument. `assessed_on` None: asked for, not received. `coordinated`: with Veilig Thuis;
    `edition` of the instrument where it has one."""

    instrument: Instrument
    outcome: str = ""
    assessed_on: date | None = None
    by_organisation: str = ""
    explanation: str = ""
    tier: str = Tier.PARTNERS
    coordinated: bool = False
    edition: str = ""


@dataclass(frozen=True)
class PlanSeat:
    """One professional on one seat. `speaks_with` holds aliases; `number` is an office number, never a private one.

    `present` is None while nobody recorded whether this person came: being invited is not being there. An external
    seat is no partner: it reads only its own agreements. `task` in words of its own stands in the place of what such a
    seat is for in every case.
    """

    organisation: str
    role: str
    name: str
    task: str = ""
    speaks_with: tuple[str, ...] = ()
    present: bool | None = None
    number: str = ""
    external: bool = False


@dataclass(frozen=True)
class PlanCondition:
    """A safety condition as the plan holds it.

    `obliges` names the organisations that its structured reading gives a duty; `approach` says that it is about
    approaching the alleged perpetrator; `stub` is what is written for who may not read it but must act on it, `stubs`
    what is written so for one organisation (key and words). `withheld` is set on the copy for such a reader, which
    holds nothing but number and stub.
    """

    number: str
    organisation: str
    theme: Theme
    text: str
    tier: str = Tier.PARTNERS
    hard: bool = False
    if_not: str = ""
    if_not_tier: str = ""
    responsible: str = ""
    due: Due = None
    check: str = ""
    status: ConditionStatus = ConditionStatus.ACCEPTED
    obliges: tuple[str, ...] = ()
    approach: bool = False
    stub: str = ""
    stubs: tuple[tuple[str, str], ...] = ()
    withheld: bool = False
    victims: tuple[str, ...] = ()
    """Aliases of the victims that it protects or is about."""
    gone_into: str = ""
    """The number of the condition or agreement that took its place; empty while it holds by itself."""

    @property
    def holds(self) -> bool:
        """Whether it asks something by itself; what was merged or dropped does not."""
        return self.status not in LAPSED


@dataclass(frozen=True)
class PlanAction:
    """Who does what by when. `settles` holds the numbers of the conditions it comes from; see `PlanCondition`.

    `tells_victim` (a key) tells the victim of it by `tell_victim_by`; both are for partners, and in no victim's sheet.
    """

    number: str
    what: str
    owner: str
    tier: str = Tier.PARTNERS
    supporting: tuple[str, ...] = ()
    due: Due = None
    proof: str = ""
    if_not: str = ""
    if_not_tier: str = ""
    ends: date | None = None
    status: ActionStatus = ActionStatus.OPEN
    reported_on: date | None = None
    told_to_victim_on: date | None = None
    settles: tuple[str, ...] = ()
    approach: bool = False
    stub: str = ""
    stubs: tuple[tuple[str, str], ...] = ()
    withheld: bool = False
    tells_victim: str = ""
    tell_victim_by: date | None = None


@dataclass(frozen=True)
class PlanWeighing:
    """A measure that was weighed and what it came to."""

    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    tier: str = Tier.PARTNERS
    weighed_on: date | None = None


@dataclass(frozen=True)
class PlanSignal:
    """What to do when something happens: the signal, the first act, who signals, who is told."""

    signal: str
    act: str
    signalled_by: str = ""
    inform: str = ""
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class PlanAgreement:
    """One organisation's word on this version; a reservation is printed, not smoothed over.

    `answer` None: it was asked and has not answered. `agreed_on` is the day of its answer, whatever that was.
    """

    organisation: str
    role: str = ""
    present: bool | None = None
    agreed_on: date | None = None
    reservation: str = ""
    tier: str = Tier.PARTNERS
    answer: PlanAnswer | None = None


@dataclass(frozen=True)
class PlanOpenPoint:
    """A point that stayed open at adoption, by its check's key (`seat:DR`), and why that is acceptable. Every partner
    reads that it stayed open; who may read why, its tier says."""

    key: str
    reason: str
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class PlanDissent:
    """An organisation's word against how a contradiction was settled."""

    organisation: str
    text: str
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class PlanContradiction:
    """Two conditions that could not both hold, or one against a rule, and what was decided.

    `conditions` are their numbers; `why_nl` and `why_en` the sentence that names both and the point of difference. An
    open one (`UNRESOLVED`) has an `owner` and perhaps a day. `stands` is the number of the condition that stands,
    `action` that of the agreement in their place. Its tier is the narrower of its conditions'.
    """

    conditions: tuple[str, ...]
    resolution: Resolution
    why_nl: str
    why_en: str
    tier: str = Tier.PARTNERS
    stands: str = ""
    action: str = ""
    reason: str = ""
    owner: str = ""
    due: date | None = None
    dissent: tuple[PlanDissent, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it goes into the plan as an open point."""
        return self.resolution is Resolution.UNRESOLVED


@dataclass(frozen=True)
class PlanVersion:
    """A line of the plan's history."""

    number: int
    status: PlanStatus
    adopted_on: date
    change: str = ""
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class PlanContent:
    """Everything an edition may draw on; people who are barred from the case are not in it.

    `adopted_on` is the day on which the version was adopted; of a draft, that on which it was made. `core` are the
    numbers of the conditions that everybody must know, `ends` the words on when the plan ends. `issuer` is the
    organisation that stands as author in the file. `emergency_word` is what to say on a 112 call; `hold_in_force`:
    nobody approaches the alleged perpetrator until the case director releases it. `legal_basis`, `sharing_basis`,
    `victim_knows`, `retention` and `retention_until` fill the chapter on sharing information. `changed_since` is never
    kept: it is set on the copy that is made, when something happened since that its reader may know of. So is
    `last_review`: a review comes after the version that it looks at.
    """

    code: str
    code_name: str
    version: int
    status: PlanStatus
    adopted_on: date
    issuer: str = ""
    risk: Risk | None = None
    fictional: bool = False
    director_role: str = SeatRole.CASE_DIRECTOR
    director_organisation: str = ""
    director_number: str = ""
    valid_until: date | None = None
    review_on: date | None = None
    review_triggers: tuple[str, ...] = ()
    next_meeting: datetime | None = None
    emergency_word: str = ""
    hold_in_force: bool = False
    summary: str = ""
    legal_basis: LegalBasis | None = None
    sharing_basis: str = ""
    victim_knows: str = ""
    retention: str = ""
    retention_until: date | None = None
    ends: str = ""
    core: tuple[str, ...] = ()
    persons: tuple[PlanPerson, ...] = ()
    assessments: tuple[PlanAssessment, ...] = ()
    seats: tuple[PlanSeat, ...] = ()
    conditions: tuple[PlanCondition, ...] = ()
    actions: tuple[PlanAction, ...] = ()
    weighings: tuple[PlanWeighing, ...] = ()
    signals: tuple[PlanSignal, ...] = ()
    agreements: tuple[PlanAgreement, ...] = ()
    contradictions: tuple[PlanContradiction, ...] = ()
    open_points: tuple[PlanOpenPoint, ...] = ()
    versions: tuple[PlanVersion, ...] = ()
    changes: tuple[PlanChange, ...] = ()
    contributions: tuple[PlanContribution, ...] = ()
    questions: tuple[PlanQuestion, ...] = ()
    networks: tuple[PlanNetwork, ...] = ()
    changed_since: bool = False
    last_review: PlanReview | None = None
