"""What somebody asks to be kept in a case file, as entered: frozen, checked by `rules`."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from models.terms import (
    CourtOrderKind,
    Known,
    LegalBasis,
    PersonRole,
    PlaceKind,
    ProtectedKind,
    Relation,
    Risk,
    SafeChannel,
)
from services.barring.facts import NewBar
from services.cases.facts import Assessment, CaseFacts


@dataclass(frozen=True)
class NewPerson:
    """A private person as entered; whatever could find her or tells of her life is sealed on the way in.

    `age` is what is typed while no birth date is known. An empty `ref` gets the next free one.
    """

    ref: str
    role: PersonRole
    alias: str
    age: int | None = None
    address: str = ""
    address_secret: bool = False
    phone: str = ""
    safe_contact: str = ""
    note: str = ""
    name: str = ""
    birth_date: date | None = None
    address_known_to_suspect: Known = Known.UNKNOWN
    domicile: str = ""
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


@dataclass(frozen=True)
class EditPerson:
    """The order to change a private person; her reference stays.

    Name, birth date, addresses and phone are changed only `with_secrets`: whoever did not look them up leaves them
    as they are.
    """

    case_id: str
    person_id: str
    version: int
    person: NewPerson
    with_secrets: bool = False


@dataclass(frozen=True)
class NewPlace:
    """A place in somebody's life beside home: work, school, a club."""

    kind: PlaceKind
    address: str
    secret: bool = False
    known_to_suspect: Known = Known.UNKNOWN
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True)
class NewCourtOrder:
    """What a court, prosecutor or mayor ordered, as entered; `about` are refs of the case's persons."""

    kind: CourtOrderKind
    given_by: str
    text: str = ""
    about: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None


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
    since_on: date | None = None
    until_on: date | None = None
    deputy_briefed_on: date | None = None


@dataclass(frozen=True)
class NewWords:
    """Words that may not reach readers outside `tier`; `kind` says in which other spellings they are looked for."""

    tier: str
    words: str
    kind: ProtectedKind = ProtectedKind.OTHER


@dataclass(frozen=True)
class NewCase:
    """The order to open a case. `veilig_thuis_competent` None means: derive it from the relation.

    Another answer than the relation gives needs a `competence_reason`. `brought_by` is the key of an organisation.
    Without a deputy the case is in preparation until one is named.
    """

    code: str
    code_name: str
    risk: Risk
    relation: Relation
    persons: tuple[NewPerson, ...]
    seats: tuple[NewSeat, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    recorded_lines: tuple[tuple[str, str], ...] = ()
    bars: tuple[NewBar, ...] = ()
    protected_terms: tuple[NewWords, ...] = ()
    veilig_thuis_competent: bool | None = None
    complaint: Known = Known.UNKNOWN
    serious_grounds: Known = Known.UNKNOWN
    suspect_arrested: Known = Known.UNKNOWN
    summary: str = ""
    review_on: date | None = None
    review_events: tuple[str, ...] = ()
    deputy_account_id: str = ""
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


@dataclass(frozen=True)
class EditCore:
    """The order to change a case's core facts; `version` is the one the writer saw.

    `veilig_thuis_competent` None derives it from the relation; another answer needs a `competence_reason`.
    """

    case_id: str
    version: int
    risk: Risk
    relation: Relation
    veilig_thuis_competent: bool | None
    complaint: Known
    serious_grounds: Known
    suspect_arrested: Known
    stalking_active: Known
    summary: str
    review_on: date | None
    review_events: tuple[str, ...]
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

    @classmethod
    def as_it_stands(cls, facts: CaseFacts) -> "EditCore":
        """The order that changes nothing, to take a changed copy of (`dataclasses.replace`)."""
        same: dict[str, Any] = {one.name: getattr(facts, one.name) for one in fields(cls) if one.name != "case_id"}
        return cls(case_id=facts.id, **same)
