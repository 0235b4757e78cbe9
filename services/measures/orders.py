"""What somebody asks of the measures, as entered: frozen, checked by `rules`."""

from dataclasses import dataclass
from datetime import date

from models.terms import Measure, MeasureOutcome


@dataclass(frozen=True)
class WeighMeasure:
    """The order to record a weighing.

    Only an applied measure has days from and until which it holds (both included), and a handover for when it ends.
    `seen`: id of the weighing that the writer saw standing, empty for none; None does not ask what stands.
    """

    case_id: str
    measure: Measure
    organisation: str
    outcome: MeasureOutcome
    reason: str
    weighed_on: date
    tier: str = "partners"
    weigh_again_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    handover_to: str = ""
    handover: str = ""
    seen: str | None = None


@dataclass(frozen=True)
class ExtendMeasure:
    """The order to let a measure hold longer. `prosecution_started`: the writer confirms it (art. 509hh Sv)."""

    case_id: str
    weighing_id: str
    until: date
    reason: str
    prosecution_started: bool = False


@dataclass(frozen=True)
class AgreeStopTalk:
    """The order to record that a stop conversation was coordinated; `version` is the one the writer saw, 0 for none."""

    case_id: str
    veilig_thuis_on: date
    prosecution_on: date | None = None
    version: int = 0


@dataclass(frozen=True)
class HoldStopTalk:
    """The order to record that the stop conversation was held."""

    case_id: str
    held_on: date
    where: str
    version: int


@dataclass(frozen=True)
class CloseStopTalk:
    """The order to close the stop conversation with the number of its official report."""

    case_id: str
    report_number: str
    version: int


@dataclass(frozen=True)
class WritePolicePlan:
    """The order to save a wording of the police plan; `seen` is the number the writer saw standing, 0 for none."""

    case_id: str
    text: str
    seen: int = 0
