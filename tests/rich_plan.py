"""A plan in which every chapter and annex says something, about fifteen pages long; used through `plan_content`."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO

from PIL import Image

from models.terms import (
    ActionStatus,
    ChangeKind,
    Instrument,
    Known,
    LegalBasis,
    Measure,
    MeasureOutcome,
    PersonRole,
    PlanAnswer,
    PlanStatus,
    Resolution,
    ReviewDecision,
    Risk,
    Theme,
)
from services.plans.appendices import (
    ChangedPart,
    PlanChange,
    PlanContribution,
    PlanFinding,
    PlanNetwork,
    PlanQuestion,
    PlanReview,
    PlanSpeaking,
)
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
)
from services.wording.speech import LOCAL

ADOPTED = date(2026, 11, 25)
_HOMES = (
    ("politie", "casusregisseur", "I. Brand"),
    ("politie", "contactpersoon_slachtoffer", "L. Wolf"),
    ("DR", "coordinator_opsporing", "T. Hoven"),
    ("VT", "casushouder", "S. Oudejan"),
    ("VHH", "procesregisseur", "M. Eik"),
    ("OM", "officier_van_justitie", "R. Hart"),
    ("OM", "slachtoffercoordinator", "H. Bak"),
    ("RN", "adviseur", "J. Terp"),
    ("RvdK", "raadsonderzoeker", "A. Fen"),
    ("lokale_veld", "regisseur_wijkteam", "B. Kost"),
)
_KEYS = tuple(home for home, _, _ in _HOMES)
_LONG = (
    "De partner ziet erop toe dat hierover iedere week wordt gesproken en dat wie het aangaat dezelfde dag hoort wat "
    "er veranderd is, zodat niemand op een oude afspraak vertrouwt."
)


@lru_cache
def picture() -> dict[str, bytes]:
    """A picture of the network as PNG, per language."""
    packed = BytesIO()
    Image.new("RGB", (1632, 900), "#E8EFF8").save(packed, "PNG")
    return {"nl": packed.getvalue(), "en": packed.getvalue()}


@lru_cache
def rich_plan(size: int = 24) -> PlanContent:
    """A second version with every field filled: `size` conditions with as many actions (24 make about 15 pages)."""
    return PlanContent(
        code="R-77",
        code_name="Zaak Roerdomp",
        version=2,
        status=PlanStatus.ADOPTED,
        adopted_on=ADOPTED,
        issuer="Oefenregio",
        risk=Risk.HIGH,
        fictional=True,
        director_role="casusregisseur",
        director_organisation="politie",
        director_number="088-0000001",
        valid_until=date(2027, 1, 5),
        review_on=date(2027, 1, 5),
        review_triggers=("incident", "vrijlating", "zitting"),
        next_meeting=datetime(2027, 1, 4, 10, 30, tzinfo=LOCAL),
        emergency_word="AOL",
        hold_in_force=True,
        summary=f"Sinds maart 2026 volgt de heer D. mevrouw W. {_LONG}",
        legal_basis=LegalBasis.SAFETY_HOUSE,
        sharing_basis="Convenant van de regio.",
        victim_knows="Mevrouw W. kent de afspraken die haar raken.",
        retention="Daarna wordt alles vernietigd.",
        retention_until=date(2031, 11, 25),
        ends="Als het drie maanden veilig is gebleven.",
        core=("V1", "V3"),
        persons=(
            PlanPerson("Mevrouw W.", PersonRole.VICTIM, 34),
            PlanPerson("De heer D.", PersonRole.SUSPECT, 37),
            PlanPerson("Kind F.", PersonRole.CHILD, 8),
        ),
        assessments=(
            PlanAssessment(Instrument.SASH, "hoog", ADOPTED, "politie", coordinated=True, edition="2"),
            PlanAssessment(Instrument.SAFETY_ASSESSMENT, "acuut onveilig", ADOPTED, "VT", "Kinderen zagen het."),
            PlanAssessment(Instrument.RISC),
        ),
        seats=(*map(_seat, range(len(_HOMES))), PlanSeat("school", "directeur", "E. Vijf", external=True)),
        conditions=tuple(map(_condition, range(1, size + 1))),
        actions=tuple(map(_action, range(1, size + 1))),
        weighings=tuple(
            PlanWeighing(measure, "RN", outcome, _LONG, weighed_on=ADOPTED)
            for measure, outcome in zip(Measure, MeasureOutcome, strict=False)
        ),
        signals=(
            PlanSignal("Hij staat bij de school", "Bel 112", "School", "Casusregisseur"),
            PlanSignal("Nieuw nummer belt", "Niet opnemen, bewaren", "Mevrouw W.", "Politie"),
            PlanSignal("Observatie ziet hem", "Meld bij het onderzoek", "DR", "OM", tier="opsporing"),
        ),
        agreements=(
            PlanAgreement("politie", "", True, ADOPTED, answer=PlanAnswer.AGREED),
            PlanAgreement("VT", "", True, ADOPTED, "Alleen samen met school.", answer=PlanAnswer.AGREED_WITH_REMARK),
            PlanAgreement("RN", "", False, ADOPTED, "Te weinig zicht op hem.", answer=PlanAnswer.NOT_AGREED),
        ),
        contradictions=(
            PlanContradiction(
                ("V2", "V4"),
                Resolution.ONE_STANDS,
                "De een wil het wel, de ander niet.",
                "One wants it, the other does not.",
                stands="V2",
                reason="Veiligheid gaat voor.",
                dissent=(PlanDissent("VT", "Wij zien dat anders."),),
            ),
        ),
        open_points=(
            PlanOpenPoint("seat:CCB", "Komt volgende week."),
            PlanOpenPoint("meeting", "Telefonisch afgestemd."),
        ),
        versions=(
            PlanVersion(1, PlanStatus.SUPERSEDED, date(2026, 10, 1)),
            PlanVersion(2, PlanStatus.ADOPTED, ADOPTED),
        ),
        last_review=PlanReview(
            1,
            date(2026, 11, 18),
            ReviewDecision.CHANGE,
            "Hij zoekt nu ook contact via de school.",
            date(2027, 1, 5),
            ("incident", "vrijlating"),
            (
                PlanFinding("V1", "Straal 500 meter.", Known.YES, "partners", evidence="Gezien."),
                PlanFinding(
                    "V3",
                    "Geen contact met de school.",
                    Known.NO,
                    "partners",
                    True,
                    "Twee berichten aan de juf.",
                    "VT",
                    date(2026, 11, 17),
                    "De school weet nu wat te doen.",
                ),
                PlanFinding("V5", "Observatie loopt.", Known.NO, "opsporing", True, "De post was onbemand."),
                PlanFinding("V6", "Een vaste oppas.", Known.UNKNOWN, "partners", False, by_organisation="lokale_veld"),
            ),
        ),
        changes=_changes(),
        contributions=(
            PlanContribution("politie", date(2026, 11, 20), "link"),
            PlanContribution("VT", date(2026, 11, 20), "form", "FK7Q2", conditions=5),
            PlanContribution("OM", date(2026, 11, 21), "phone"),
            PlanContribution("RN", nothing_to_add=True),
            PlanContribution("VHH"),
        ),
        questions=_questions(),
        networks=(
            _network("nl", "Partnernetwerk, 1 contact ontbreekt.", "geen contact vastgelegd"),
            _network("en", "Partner network, 1 contact is missing.", "no contact recorded"),
        ),
    )


def _seat(n: int) -> PlanSeat:
    home, role, name = _HOMES[n]
    speaks = ("Mevrouw W.",) if n % 2 else ()
    return PlanSeat(home, role, name, speaks_with=speaks, present=n % 3 > 0, number=f"088-00000{n:02}")


def _condition(n: int) -> PlanCondition:
    secret = n % 10 == 0
    return PlanCondition(
        number=f"V{n}",
        organisation=_KEYS[n % len(_KEYS)],
        theme=list(Theme)[n % len(Theme)],
        text=f"Voorwaarde {n}. {_LONG}",
        tier="opsporing" if secret else "partners",
        hard=n % 4 == 0,
        if_not=f"Bel dan dezelfde dag de casusregisseur ({n})." if n % 3 == 0 else "",
        responsible=_KEYS[n % len(_KEYS)],
        due=ADOPTED + timedelta(days=n % 14),
        check=f"Wekelijks gesprek ({n})." if n % 2 else "",
        obliges=("VT",) if secret else (),
        stubs=(("VT", "Wacht op bericht van de politie."),) if secret else (),
    )


def _action(n: int) -> PlanAction:
    done = n % 5 == 0
    return PlanAction(
        number=f"A{n}",
        what=f"Actie {n}. {_LONG}",
        owner=_KEYS[n % len(_KEYS)],
        tier="opsporing" if n % 10 == 0 else "slachtoffer" if n % 7 == 0 else "partners",
        supporting=("lokale_veld",) if n % 4 == 0 else (),
        due=datetime(2026, 12, 1 + n % 28, 12, tzinfo=LOCAL) if n % 3 else None,
        proof=f"Bericht aan de casusregisseur ({n})." if n % 2 else "",
        if_not="Opnieuw bij elkaar komen." if n % 4 == 0 else "",
        status=ActionStatus.DONE if done else ActionStatus.OPEN,
        reported_on=ADOPTED if done else None,
        settles=(f"V{n}",),
    )


def _changes() -> tuple[PlanChange, ...]:
    return (
        PlanChange(ChangeKind.ADDED, "V3", after="Nieuwe voorwaarde.", owner="VT", due=ADOPTED),
        PlanChange(
            ChangeKind.CHANGED,
            "A2",
            before="Straal 250 meter.",
            after="Straal 500 meter.",
            owner="RN",
            due=ADOPTED,
            owner_before="OM",
            due_before=date(2026, 11, 1),
            also=(ChangedPart.CHECK, ChangedPart.PROOF),
        ),
        PlanChange(ChangeKind.LAPSED, "V41", before="Tijdelijk elders.", owner="lokale_veld", gone_into="V3"),
        PlanChange(
            ChangeKind.CHANGED,
            "",
            before="Nog niet nodig.",
            after="Nu wel nodig.",
            owner="RN",
            measure=Measure.ELECTRONIC_MONITORING,
            outcome_before=MeasureOutcome.POSTPONED,
            outcome=MeasureOutcome.ADVISED,
            owner_before="RN",
        ),
        PlanChange(ChangeKind.ADDED, "V10", after="Inval voorbereiden.", owner="DR", tier="opsporing"),
    )


def _questions() -> tuple[PlanQuestion, ...]:
    asked = (
        PlanQuestion(
            rule_id=f"T-OVJ-{n}",
            question_nl=f"Vraag {n} van de officier?",
            question_en=f"Question {n} of the prosecutor?",
            settled=(True, False, None)[n % 3],
            shown_nl=(f"A-POL-{n}: vastgelegd",),
            shown_en=(f"A-POL-{n}: recorded",),
        )
        for n in range(1, 8)
    )
    secret = ("Recherche weet het.",), ("The detectives know.",)
    return (*asked, PlanQuestion("T-OVJ-7", "Vraag 7 van de officier?", "Question 7?", True, *secret, "opsporing"))


def _network(language: str, told: str, gap: str) -> PlanNetwork:
    rows = (
        PlanSpeaking("Reclassering", "Veilig Thuis", gap, "H-RN-5", gap=True),
        PlanSpeaking("Casushouder", "Slachtoffer 1", "vast", ""),
    )
    return PlanNetwork(language, told, (1632, 900), rows)
