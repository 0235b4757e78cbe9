"""The register of weighed measures, the stop conversation and the police plan, frozen. Days are local dates."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StopTalk:
    """How far the one stop conversation of a low-risk case is (route map L-POL-1, 1a, 1b)."""

    id: str = ""
    veilig_thuis_agreed_on: date | None = None
    prosecution_agreed_on: date | None = None
    held_on: date | None = None
    held_where: str = ""
    report_number: str = ""
    closed: bool = False
    version: int = 0
