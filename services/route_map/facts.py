"""What a route map is made of, and what the rules say about a case; all frozen.

Organisations are named by their key (`OrganisationKind` value), rules by their id (H-RN-3).
"""

from dataclasses import dataclass
from enum import StrEnum

from models.terms import Measure, MeetingKind, Phase, RuleForce
from services.route_map.region import Due, Region
from services.route_map.region import DueUnit as DueUnit

CHAIN = "keten"
EVERYONE = ("all_invited", "all_involved")
LEAD = "lead"
EVERY_VICTIM = "every_victim"
FIRST_VICTIM = "first_victim"
CASE_HOLDER = "case_holder"


class When(StrEnum):
    """A fact on which a rule depends. The last two cannot be read from the case itself and must be reported."""

    PROBATION_INVOLVED = "probation_involved"
    STALKING_ACTIVE = "stalking_active"
    STALKING_STOPPED = "stalking_stopped"
    NO_SERIOUS_GROUNDS = "no_ernstige_bezwaren"
    COMPLAINT = "aangifte"
    STOP_TALK_CONSIDERED = "stopgesprek_considered"
    STOP_TALK_HELD = "stopgesprek_held"
    SAFETY_ASSESSED = "outcome_VHB"
    ADVICE_REQUESTED = "advice_requested"
    SUSPECT_ARRESTED = "suspect_arrested"
    SUSPECT_NOT_ARRESTED = "suspect_not_arrested"
    RISK_HIGH_OR_MEDIUM = "risk_high_or_medium"
    VEILIG_THUIS_COMPETENT = "veilig_thuis_competent"
    HANDOVER_PROPOSED = "handover_proposed"
    CCB_INVOLVED = "ccb_involved"
    VEILIG_THUIS_ADVISES_OTHERWISE = "VT_advises_otherwise"
    SERIOUS_INTRUSION = "serious_intrusion"
    INVESTIGATION_DONE = "investigation_done"

    STALKING_CONTINUES = "stalking_continues"
    GOOD_PLAN_EXISTS = "good_plan_exists"


class RuleKind(StrEnum):
    """What sort of line a rule is: most are steps; a dependency waits, a gate divides, a check asks."""

    STEP = "step"
    DEPENDENCY = "dependency"
    GATE = "gate"
    CHECK = "check"


class Inferred(StrEnum):
    """What the printed route map leaves unsaid about a rule and a region should confirm."""

    ORGANISATION = "organisation"
    WHEN = "when"
    NEEDS = "needs"
    RECORD = "record"


Terms = tuple[frozenset[When], ...]
"""Every group must be met; of a group one established fact is enough. Empty: always."""


@dataclass(frozen=True)
class RulePartner:
    """With whom a rule is carried out: an organisation, `all_invited` or `all_involved`; perhaps only `when`."""

    organisation: str
    when: Terms = ()


@dataclass(frozen=True)
class Rule:
    """One line of the route map in our own words. `term` is the printed map's own short key word for it; a rule that
    a region added has none."""

    id: str
    organisation: str
    force: RuleForce
    text_nl: str
    text_en: str
    role: str = ""
    kind: RuleKind = RuleKind.STEP
    when: Terms = ()
    until: When | None = None
    needs: tuple[str, ...] = ()
    may_start_before: bool = False
    partners: tuple[RulePartner, ...] = ()
    answers: tuple[str, ...] = ()
    attendance: "AttendanceGroups | None" = None
    gives: str = ""
    then_tell: str = ""
    record_nl: str = ""
    record_en: str = ""
    explicit_always: bool = False
    guidance_nl: str = ""
    guidance_en: str = ""
    due: Due | None = None
    term: str = ""
    inferred: frozenset[Inferred] = frozenset()

    @property
    def phase(self) -> Phase:
        """The part of the route map this rule stands in; the gate belongs to what is always done."""
        return Phase.ALWAYS if self.id.startswith("G-") else Phase(self.id[0])

    def text(self, language: str) -> str:
        """The rule in `nl` or `en`."""
        return self.text_en if language == "en" else self.text_nl

    def guidance(self, language: str) -> str:
        """What the rule means and why, for a colleague in their first week."""
        return self.guidance_en if language == "en" else self.guidance_nl


@dataclass(frozen=True)
class AttendanceGroups:
    """Of each required group one organisation must be present; the optional ones are asked as well."""

    required: tuple[frozenset[str], ...]
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AttendanceRule:
    """The groups that a meeting of these kinds must have."""

    kinds: tuple[MeetingKind, ...]
    groups: AttendanceGroups
    rule_ids: tuple[str, ...]


class Obligation(StrEnum):
    """Whether a seat must be filled, or somebody must at least say whether it will be."""

    MUST = "must"
    CONSIDER = "consider"


@dataclass(frozen=True)
class SeatRule:
    """A seat that must be filled in a phase, or considered; an empty role means any seat of that organisation."""

    phase: Phase
    organisation: str
    role: str
    rule_ids: tuple[str, ...]
    when: Terms = ()
    obligation: Obligation = Obligation.MUST


@dataclass(frozen=True)
class MeasureRule:
    """A measure that an organisation weighs in a phase. `must_record`: no plan is adopted without the record."""

    phase: Phase
    measure: Measure
    organisation: str
    rule_ids: tuple[str, ...]
    must_record: bool
    when: Terms = ()


@dataclass(frozen=True)
class ContactRule:
    """Two ends that must be in touch: an organisation, `lead`, organisation/role, or a victim. One that is
    `continuous` is not done once: after a while without a recorded contact it asks again (`Region.cadence`)."""

    phase: Phase
    between: tuple[str, str]
    rule_ids: tuple[str, ...]
    when: Terms = ()
    settled_by: tuple[str, ...] = ()
    settled_by_measure: Measure | None = None
    continuous: bool = False


@dataclass(frozen=True)
class RouteMap:
    """A region's whole route map, validated by `loader.load`."""

    region: Region
    version: str
    title_nl: str
    title_en: str
    rules: tuple[Rule, ...]
    seats: tuple[SeatRule, ...]
    attendance: tuple[AttendanceRule, ...]
    measures: tuple[MeasureRule, ...]
    contacts: tuple[ContactRule, ...]

    def rule(self, rule_id: str) -> Rule:
        """The rule with this id; KeyError when there is none."""
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(rule_id)


@dataclass(frozen=True)
class SeatNeed:
    """A seat this case must have filled, and the rules that ask for it."""

    organisation: str
    role: str | None
    rule_ids: tuple[str, ...]

    @property
    def key(self) -> str:
        """`politie/casusregisseur` where the role matters, else `DR`."""
        return f"{self.organisation}/{self.role}" if self.role else self.organisation


class WhyMissing(StrEnum):
    """Why a seat counts as empty."""

    NOBODY_NAMED = "nobody_named"
    ONLY_EXTERNAL = "only_external"


@dataclass(frozen=True)
class MissingSeat(SeatNeed):
    """A needed seat that nobody fills."""

    why: WhyMissing = WhyMissing.NOBODY_NAMED


@dataclass(frozen=True)
class Attendance:
    """Who must be there for this case's meeting. `needed`: this phase asks for a meeting at all (H-VT-3).

    `required` is empty for a meeting without a minimum, such as coordination by phone.
    """

    required: tuple[frozenset[str], ...]
    optional: frozenset[str]
    rule_ids: tuple[str, ...]
    needed: bool


@dataclass(frozen=True)
class MeasureToWeigh:
    """A measure to weigh in this case. `must_record`: adoption of a plan waits for the record."""

    measure: Measure
    organisation: str
    rule_ids: tuple[str, ...]
    must_record: bool
