"""What somebody asks to be kept in a case file, as entered: frozen, checked by `rules`."""

from dataclasses import dataclass
from datetime import date

from models.terms import Known, PersonRole, Relation, Risk
from services.barring.facts import NewBar
from services.cases.facts import Assessment


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
class NewCase:
    """The order to open a case. `veilig_thuis_competent` None means: derive it from the relation.

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
    """The order to change a case's core facts; `version` is the one the writer saw."""

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
