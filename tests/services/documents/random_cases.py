"""Random cases in which every text holds a word of its own, and who may read that word by the tiers alone.

The rules of reading are written down here once more, from `domain.md` section 5, so that a mistake in the program's own
cannot hide itself.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from models.terms import (
    ChangeKind,
    Instrument,
    Known,
    Measure,
    MeasureOutcome,
    PersonRole,
    PlanStatus,
    Resolution,
    ReviewDecision,
    Risk,
    Theme,
)  # fmt: skip
from services.plans.appendices import PlanChange, PlanFinding, PlanQuestion, PlanReview
from services.plans.facts import (
    PlanAction,
    PlanAgreement,
    PlanAssessment,
    PlanCondition,
    PlanContent,
    PlanContradiction,
    PlanDissent,
    PlanOpenPoint,
    PlanPerson,
    PlanSeat,
    PlanSignal,
    PlanVersion,
    PlanWeighing,
)  # fmt: skip

ADOPTED = date(2026, 11, 25)
PARTNERS = ("politie", "DR", "OM", "VT", "RN", "SHN", "GGZ", "lokale_veld", "CCB")
OUTSIDE = ("werkgever", "school")
INVESTIGATION = frozenset(("politie", "DR", "CCB", "OM"))
OF_A_TASK = ("condition", "action", "proof", "signal")
LETTERS = "bcdfghjklmnprtvwz"


@dataclass(frozen=True)
class Planted:
    """A word that stands in one text. `tiers` must all be read to see it; `own` are whose agreement it is, `about` the
    conditions that it settles, `doing` who does it. `must`: whoever may read it gets it."""

    word: str
    tiers: tuple[str, ...]
    own: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    about: tuple[tuple[frozenset[str], str], ...] = ()
    kind: str = ""
    must: bool = False


@dataclass
class Planting:
    """A case and all that was planted in it."""

    chance: Random
    number: int
    words: list[Planted] = field(default_factory=list)

    def plant(self, *tiers: str, **more: object) -> str:
        """A sentence with a new word in it."""
        at, word = self.number * 1_000 + len(self.words), ""
        for _ in range(6):
            at, digit = divmod(at, len(LETTERS))
            word += LETTERS[digit] + "aeiou"[digit % 5]
        self.words.append(Planted(f"Q{word}x", tiers, **more))  # ty: ignore[invalid-argument-type]
        return self.chance.choice(
            ("Afspraak over Q{}x bij de school.", "Q{}x belt om 10.30 uur.", "Let op Q{}x")
        ).format(word)


def may_see(one: Planted, audience: str) -> bool:
    """Whether this audience may read a planted word."""
    kind, _, who = audience.partition("-")
    if audience == "slachtoffer":
        return one.kind == "action" and set(one.tiers) == {"slachtoffer"}
    if kind == "extract":
        open_to = {"partners", "slachtoffer", f"partner:{who}"}
        settled = (
            one.kind == "action"
            and bool(one.about)
            and all(who in owners and tier in open_to for owners, tier in one.about)
        )
        settled = settled and one.tiers[0] in ("partners", "slachtoffer")
        return one.kind in ("condition", "action") and set(one.tiers) <= open_to and (who in one.own or settled)
    reader = "OM" if audience == "ovj" else "" if audience == "partners" else who
    if kind == "taken" and (one.kind not in OF_A_TASK or (one.kind != "signal" and who not in one.doing)):
        return False
    return all(_reads(tier, reader) for tier in one.tiers)


def _reads(tier: str, reader: str) -> bool:
    if tier == "opsporing":
        return reader in INVESTIGATION
    return tier in ("partners", "slachtoffer") or tier == f"partner:{reader}"


def random_case(number: int) -> tuple[PlanContent, tuple[Planted, ...]]:
    """The case of this number, always the same, and the words in it."""
    chance = Random(number)
    plot = Planting(chance, number)
    seated = chance.sample(PARTNERS, chance.randrange(4, 7))
    outside = chance.sample(OUTSIDE, chance.randrange(0, 2))
    tiers = ("partners", "partners", "slachtoffer", "opsporing", "opsporing", "niemand",
             *(f"partner:{org}" for org in (*seated, *outside)))  # fmt: skip
    everybody = (*seated, *outside)
    conditions = tuple(_condition(plot, n, tiers, everybody) for n in range(1, chance.randrange(4, 8)))
    owners = {c.number: (frozenset((c.organisation, c.responsible, *c.obliges)), c.tier) for c in conditions}
    content = PlanContent(
        code=f"R-{number}", code_name="Vuurtoren", version=1, status=PlanStatus.ADOPTED, adopted_on=ADOPTED,
        issuer="Zorg- en Veiligheidshuis Oefenregio", risk=Risk.HIGH, fictional=True, review_on=ADOPTED,
        hold_in_force=chance.random() < 0.5, summary=plot.plant("partners"), ends=plot.plant("partners"),
        sharing_basis=plot.plant("partners"), victim_knows=plot.plant("partners"),
        persons=(PlanPerson("Mevrouw A.", PersonRole.VICTIM), PlanPerson(plot.plant("partners"), PersonRole.SUSPECT)),
        seats=tuple(_seat(plot, org, org in outside) for org in everybody),
        conditions=conditions,
        actions=tuple(_action(plot, n, tiers, everybody, owners) for n in range(1, chance.randrange(4, 8))),
        weighings=tuple(_weighing(plot, measure, chance.choice(tiers)) for measure in chance.sample(list(Measure), 2)),
        signals=tuple(_signal(plot, chance.choice(tiers)) for _ in range(2)),
        assessments=tuple(_assessment(plot, chance.choice(tiers)) for _ in range(2)),
        agreements=tuple(_agreement(plot, org, chance.choice(tiers)) for org in seated[:2]),
        contradictions=(_contradiction(plot, conditions, chance.choice(tiers), chance.choice(tiers)),),
        versions=(_version(plot, chance.choice(tiers)),),
        changes=(_change(plot, chance.choice(tiers)),),
        questions=(_question(plot, chance.choice(tiers)),),
        open_points=tuple(_open_point(plot, key, chance.choice(tiers)) for key in ("meeting", "seat:CCB")),
        last_review=_review(plot, [chance.choice(tiers) for _ in conditions]),
    )  # fmt: skip
    return content, tuple(plot.words)


def _seat(plot: Planting, organisation: str, external: bool) -> PlanSeat:
    name = plot.plant("partners", kind="name")
    return PlanSeat(organisation, "contact", name, speaks_with=("Mevrouw A.",), present=True, external=external)


def _condition(plot: Planting, number: int, tiers: tuple[str, ...], who: tuple[str, ...]) -> PlanCondition:
    chance, tier, second = plot.chance, plot.chance.choice(tiers), plot.chance.choice(tiers)
    organisation, responsible = chance.choice(who), chance.choice(who)
    obliges = tuple(sorted(chance.sample(who, chance.randrange(0, 2))))
    doing = frozenset((responsible, *obliges))
    told = {"own": doing | {organisation}, "doing": doing, "kind": "condition"}
    return PlanCondition(
        number=f"V{number}", organisation=organisation, theme=chance.choice(list(Theme)),
        text=plot.plant(tier, **told, must=True), tier=tier, hard=chance.random() < 0.5,
        if_not=plot.plant(tier, second, **told), if_not_tier=second,
        responsible=responsible, obliges=obliges, check=plot.plant(tier, **told), approach=chance.random() < 0.2,
    )  # fmt: skip


def _action(
    plot: Planting,
    number: int,
    tiers: tuple[str, ...],
    who: tuple[str, ...],
    owners: dict[str, tuple[frozenset[str], str]],
) -> PlanAction:
    chance, tier, second = plot.chance, plot.chance.choice(tiers), plot.chance.choice(tiers)
    owner, settles = chance.choice(who), tuple(chance.sample(sorted(owners), chance.randrange(0, 3)))
    supporting = tuple(sorted(chance.sample(who, chance.randrange(0, 2))))
    doing = frozenset((owner, *supporting))
    told = {"own": doing, "doing": doing, "about": tuple(owners[one] for one in settles), "kind": "action"}
    return PlanAction(
        number=f"A{number}", what=plot.plant(tier, **told, must=True), owner=owner, tier=tier, supporting=supporting,
        proof=plot.plant(tier, **(told | {"kind": "proof"})), if_not=plot.plant(tier, second, **told),
        if_not_tier=second, settles=settles, approach=chance.random() < 0.2,
    )  # fmt: skip


def _weighing(plot: Planting, measure: Measure, tier: str) -> PlanWeighing:
    return PlanWeighing(measure, "OM", MeasureOutcome.ADVISED, plot.plant(tier, must=False), tier, ADOPTED)


def _signal(plot: Planting, tier: str) -> PlanSignal:
    return PlanSignal(plot.plant(tier, kind="signal"), plot.plant(tier, kind="signal"), tier=tier)


def _assessment(plot: Planting, tier: str) -> PlanAssessment:
    return PlanAssessment(Instrument.SASH, plot.plant(tier), ADOPTED, "politie", plot.plant(tier), tier)


def _agreement(plot: Planting, organisation: str, tier: str) -> PlanAgreement:
    return PlanAgreement(organisation, "contact", True, ADOPTED, plot.plant(tier), tier)


def _contradiction(plot: Planting, found: tuple[PlanCondition, ...], tier: str, of_dissent: str) -> PlanContradiction:
    return PlanContradiction(
        tuple(one.number for one in found[:2]), Resolution.UNRESOLVED, plot.plant(tier), plot.plant(tier), tier,
        reason=plot.plant(tier), owner="VT", dissent=(PlanDissent("RN", plot.plant(tier, of_dissent), of_dissent),),
    )  # fmt: skip


def _open_point(plot: Planting, key: str, tier: str) -> PlanOpenPoint:
    return PlanOpenPoint(key, plot.plant(tier), tier)


def _review(plot: Planting, tiers: list[str]) -> PlanReview:
    found = tuple(
        PlanFinding(
            f"V{n}", plot.plant(tier), plot.chance.choice(list(Known)), tier, True, plot.plant(tier), "VT", ADOPTED,
            plot.plant(tier),
        )
        for n, tier in enumerate(tiers, 1)
    )  # fmt: skip
    return PlanReview(1, ADOPTED, ReviewDecision.CONTINUE, plot.plant("partners"), ADOPTED, ("incident",), found)


def _version(plot: Planting, tier: str) -> PlanVersion:
    return PlanVersion(1, PlanStatus.ADOPTED, ADOPTED, plot.plant(tier), tier)


def _change(plot: Planting, tier: str) -> PlanChange:
    return PlanChange(ChangeKind.CHANGED, "V1", plot.plant(tier), plot.plant(tier), "VT", tier=tier)


def _question(plot: Planting, tier: str) -> PlanQuestion:
    return PlanQuestion("q", plot.plant(tier), plot.plant(tier), True, (plot.plant(tier),), (plot.plant(tier),), tier)
