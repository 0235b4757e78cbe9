"""What each reader's copy tells of contradictions: nothing of a pair of which they may not read one side."""

from dataclasses import replace
from datetime import date

import pytest

from models.terms import ConditionStatus, PlanStatus, Resolution, Theme, Tier
from services.documents.editions import project
from services.documents.plan.agreed_chapters import conditions
from services.documents.plan.decided_chapter import decided
from services.documents.word.layout import texts
from services.plans.facts import PlanAction, PlanCondition, PlanContent, PlanContradiction, PlanDissent, PlanSeat
from services.wording import speak

SECRET = PlanContradiction(
    ("V1", "V2"),
    Resolution.HOLD_STANDS,
    "Waarom geheim.",
    "Why secret.",
    tier=Tier.INVESTIGATION,
    stands="V2",
    action="A1",
    reason="Reden geheim.",
    dissent=(PlanDissent("VT", "Bezwaar geheim."),),
)
OPEN = PlanContradiction(
    ("V1", "V3"),
    Resolution.UNRESOLVED,
    "Waarom open.",
    "Why open.",
    owner="VT",
    due=date(2026, 11, 30),
    dissent=(PlanDissent("VT", "Bezwaar open."), PlanDissent("DR", "Bezwaar recherche.", Tier.INVESTIGATION)),
)


def _condition(number: str, organisation: str, **more: object) -> PlanCondition:
    return PlanCondition(number, organisation, Theme.SPEAKING, f"Tekst {number}.", **more)


PLAN = PlanContent(
    "X-1",
    "Zaak Wulp",
    1,
    PlanStatus.ADOPTED,
    date(2026, 1, 5),
    seats=(
        PlanSeat("politie", "casusregisseur", "A. Een"),
        PlanSeat("DR", "coordinator_opsporing", "B. Twee"),
        PlanSeat("VT", "casushouder", "D. Vier"),
        PlanSeat("school", "directeur", "E. Vijf", external=True),
    ),
    conditions=(
        _condition("V1", "VT", status=ConditionStatus.MERGED, gone_into="A1", if_not="Anders bellen."),
        _condition("V2", "DR", tier=Tier.INVESTIGATION),
        _condition("V3", "politie"),
    ),
    actions=(PlanAction("A1", "Geheime actie.", "DR", tier=Tier.INVESTIGATION, settles=("V1", "V2")),),
    contradictions=(SECRET, OPEN),
)


def said(audience: str, language: str = "nl", plan: PlanContent = PLAN) -> str:
    edition, say = project(plan, audience).content, speak(language)
    return " ".join(texts((*conditions(say, edition), *decided(say, edition))))


def test_who_reads_both_sides_reads_why_and_what_was_decided() -> None:
    page = said("organisatie-DR")
    for words in ("Waarom geheim.", "De stop van V2 geldt", "Reden geheim.", "Bezwaar geheim.", "Bezwaar recherche."):
        assert words in page
    assert "Why secret." in said("organisatie-DR", "en")


@pytest.mark.parametrize("audience", ["partners", "organisatie-VT", "slachtoffer", "extract-school"])
def test_who_may_not_read_one_side_reads_nothing_of_the_pair(audience: str) -> None:
    cut = project(PLAN, audience).content
    for words in ("geheim", "secret", "Geheime", "recherche", "V2"):
        assert words not in repr(cut)
        assert words not in said(audience)


@pytest.mark.parametrize("audience", ["slachtoffer", "extract-school"])
def test_the_victim_and_parties_outside_get_no_contradiction_at_all(audience: str) -> None:
    assert project(PLAN, audience).content.contradictions == ()


def test_a_merged_condition_names_what_it_went_into_only_to_who_gets_that() -> None:
    assert "Gaat verder in A1." in said("organisatie-DR")
    page = said("organisatie-VT")
    assert "A1" not in page
    assert "Gaat verder in een andere afspraak." in page


def test_an_open_point_is_said_on_both_conditions_and_who_takes_it_on() -> None:
    page = said("organisatie-VT")
    assert "Open punt: gaat niet samen met V3." in page
    assert "Open punt: gaat niet samen met V1." in page
    assert "Veilig Thuis brengt dit verder, uiterlijk ma 30 nov" in page
    assert "Bezwaar open." in page


def test_an_empty_chapter_says_so() -> None:
    assert "geen tegenstrijdige voorwaarden vastgelegd" in said("partners", plan=replace(PLAN, contradictions=()))


@pytest.mark.parametrize(("audience", "told"), [("organisatie-politie", True), ("organisatie-VT", False)])
def test_why_it_was_decided_goes_with_the_agreement_that_came_in_its_place(audience: str, told: bool) -> None:
    """Both conditions are every partner's; the agreement is for the investigation, and so is what led to it."""
    pair = replace(OPEN, resolution=Resolution.AGREEMENT, action="A1", reason="Omdat hij dan vastzit.", dissent=())
    (found,) = project(replace(PLAN, contradictions=(pair,)), audience).content.contradictions
    assert bool(found.reason) is told
