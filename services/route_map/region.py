"""What one region settles about the route map: its names, how it reads what the map leaves open, and its due dates.

All of it stands at the head of the region's file; nothing of it is law.
"""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from models.terms import MeetingKind, OrganisationKind, Risk


class EitherOrBoth(StrEnum):
    """How a region reads 'VT/VHH': one of both is enough, or both must be there."""

    ANY = "any"
    BOTH = "both"


class DueUnit(StrEnum):
    """In what a region counts how soon a rule wants its answer, from the moment it began to hold."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


@dataclass(frozen=True)
class Due:
    """How soon a rule wants its answer. The route map names no time at all: until a region has `confirmed` it, this is
    a proposal and shown as one. `medium` is the amount at medium risk where that differs."""

    amount: int
    unit: DueUnit
    confirmed: bool = False
    medium: int | None = None


@dataclass(frozen=True)
class Cadence:
    """After how many days without a recorded contact a continuous one deserves a word, by risk. The route map says
    'doorlopend' and names no number: the numbers are the region's, to begin with our proposal."""

    high: int = 7
    medium: int = 14
    low: int = 30

    def days(self, risk: Risk) -> int:
        """The days at this risk."""
        return {Risk.HIGH: self.high, Risk.MEDIUM: self.medium, Risk.LOW: self.low}[risk]


@dataclass(frozen=True)
class Reviews:
    """Within how many weeks a plan is looked at again, by risk. Neither the route map nor a law names a number: the
    numbers are the region's, to begin with our proposal."""

    high: int = 4
    medium: int = 8
    low: int = 12

    def weeks(self, risk: Risk) -> int:
        """The weeks at this risk."""
        return {Risk.HIGH: self.high, Risk.MEDIUM: self.medium, Risk.LOW: self.low}[risk]


@dataclass(frozen=True)
class Target:
    """Within how many working days a region wants a meeting of this kind at this risk."""

    kind: MeetingKind
    risk: Risk
    days: int


@dataclass(frozen=True)
class Planning:
    """The hours in which a region meets. The route map names none of this: all of it is the region's, to begin with our
    proposal, and none of it is law.

    `notice_minutes`: how long before it begins a meeting may still be proposed; `lunch`: from and until, kept free
    (None: not); `travel_minutes`: what people need to come to a meeting on site, and to go; `targets`: a higher risk
    never waits longer; a kind or risk that is not there has no target.
    """

    notice_minutes: int = 60
    lunch: tuple[time, time] | None = (time(12, 30), time(13))
    day_start: time = time(8)
    day_end: time = time(18)
    travel_minutes: int = 30
    targets: tuple[Target, ...] = (
        Target(MeetingKind.ACTION_MEETING, Risk.HIGH, 1),
        Target(MeetingKind.CASE_CONFERENCE, Risk.HIGH, 5),
        Target(MeetingKind.CASE_CONFERENCE, Risk.MEDIUM, 10),
    )

    def target_days(self, kind: MeetingKind, risk: Risk) -> int | None:
        """The working days for a meeting of this kind at this risk, where the region names any."""
        return next((one.days for one in self.targets if (one.kind, one.risk) == (kind, risk)), None)


@dataclass(frozen=True)
class Label:
    """What a region calls something, as it stands within a sentence; `key` is the term's value, such as `mdo`."""

    key: str
    nl: str
    en: str


@dataclass(frozen=True)
class Region:
    """A region's settings. `own_rules` is what its own rules carry after the letter of the phase: H-NHN-1.

    `lead_without_vt` carries meeting and plan where Veilig Thuis is not competent; `case_holder` is the organisation
    that holds the case towards the victim; `cadence`: how long a continuous contact may be silent;
    `planning`: when it meets; `reviews`: how long a plan may go without another look.
    """

    id: str
    name: str
    own_rules: str
    labels: tuple[Label, ...]
    vt_vhh: EitherOrBoth = EitherOrBoth.ANY
    lead_without_vt: str = OrganisationKind.VEILIGHEIDSHUIS.value
    case_holder: str = OrganisationKind.VEILIG_THUIS.value
    cadence: Cadence = Cadence()
    planning: Planning = Planning()
    reviews: Reviews = Reviews()

    def label(self, key: str, language: str) -> str:
        """What the region calls a term, or the empty string where it has no name of its own."""
        for label in self.labels:
            if label.key == key:
                return label.en if language == "en" else label.nl
        return ""
