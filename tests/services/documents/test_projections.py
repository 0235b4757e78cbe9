"""Nothing of a plan reaches a reader because it happens to be there: what is not named stays behind."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.terms import Tier
from services.documents.editions import audiences, project, without
from services.documents.rendering import render
from services.plans.facts import PlanContent
from services.protection.rules import may_read
from services.wording import speak
from tests.plan_content import rich_plan
from tests.services.documents.reading import everything

MADE_AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
PLAN = rich_plan(6)
TIERS = ("opsporing", "partners", "slachtoffer", "partner:VT", "partner:school", "niemand", "")
TEXTS = {
    "conditions": "text",
    "actions": "what",
    "weighings": "reason",
    "signals": "act",
    "agreements": "reservation",
    "assessments": "explanation",
    "changes": "after",
    "contradictions": "reason",
    "versions": "change",
}
"""Of everything that has a tier, the words that are printed."""


@dataclass(frozen=True)
class Grown(PlanContent):
    """A plan that somebody gave one more field."""

    secret_note: str = ""


@pytest.mark.parametrize("audience", audiences(PLAN))
def test_a_new_field_of_the_plan_reaches_no_reader_until_it_is_named(audience: str) -> None:
    grown = Grown(**{field.name: getattr(PLAN, field.name) for field in fields(PLAN)}, secret_note="onderduikadres")
    cut = project(grown, audience).content
    assert "onderduikadres" not in repr(cut)
    assert "onderduikadres" not in everything(render(grown, audience, "7Q2K", speak("nl"), MADE_AT).content)


def test_partners_get_every_field_of_today() -> None:
    cut = project(replace(PLAN, changed_since=True), "organisatie-politie").content
    bare = PlanContent("", "", 0, PLAN.status, PLAN.adopted_on)
    same = {f.name for f in fields(PlanContent) if getattr(cut, f.name) == getattr(bare, f.name)}
    assert same == {"director_role", "status", "adopted_on"}


@pytest.mark.parametrize("audience", ["slachtoffer", "extract-school", "taken-lokale_veld"])
def test_what_is_told_beside_the_items_is_for_partners_alone(audience: str) -> None:
    cut = project(PLAN, audience).content
    beside = (cut.changes, cut.contributions, cut.questions, cut.networks, cut.agreements, cut.versions, cut.core)
    assert beside == ((),) * len(beside)


def test_a_question_is_answered_as_fully_as_its_reader_may_know() -> None:
    def shown(audience: str) -> tuple[str, ...]:
        (one,) = (q for q in project(PLAN, audience).content.questions if q.rule_id == "T-OVJ-7")
        return one.shown_nl

    assert shown("organisatie-VT") == shown("partners") == ("A-POL-7: vastgelegd",)
    assert shown("organisatie-politie") == shown("ovj") == ("Recherche weet het.",)


def test_where_a_lapsed_item_went_is_told_only_to_who_gets_that() -> None:
    hidden = replace(PLAN, conditions=tuple(replace(c, tier=Tier.INVESTIGATION) for c in PLAN.conditions))
    assert [c.gone_into for c in project(PLAN, "organisatie-VHH").content.changes if c.gone_into] == ["V3"]
    assert [c.gone_into for c in project(hidden, "organisatie-VHH").content.changes if c.gone_into] == []


@st.composite
def marked_plans(draw: st.DrawFn) -> PlanContent:
    """The rich plan in which every text of a tier names that tier."""
    changed = {}
    for name, field in TEXTS.items():
        kept = []
        for item in getattr(PLAN, name)[:3]:
            tier = draw(st.sampled_from(TIERS))
            kept.append(replace(item, tier=tier, **{field: f"Merk{name}{TIERS.index(tier)}x"}))
        changed[name] = tuple(kept)
    return replace(PLAN, **changed)


@settings(max_examples=25, deadline=None)
@given(plan=marked_plans(), audience=st.sampled_from(audiences(PLAN)), language=st.sampled_from(("nl", "en")))
def test_no_text_of_a_tier_that_the_reader_may_not_read_is_in_the_file(
    plan: PlanContent, audience: str, language: str
) -> None:
    reader = project(plan, audience).reader
    text = everything(render(plan, audience, "7Q2K", speak(language), MADE_AT).content)
    wrong = [
        f"{name} {tier!r}"
        for name in TEXTS
        for number, tier in enumerate(TIERS)
        if not may_read(tier, reader) and not reader.external and f"Merk{name}{number}x" in text
    ]
    if reader.external:  # own agreements count by who does them; what is for others or the investigation never does
        barred = [n for n, tier in enumerate(TIERS) if tier not in ("partners", "slachtoffer", "partner:school")]
        wrong = [name for name in TEXTS for n in barred if f"Merk{name}{n}x" in text]
    assert wrong == []


def test_of_an_organisation_that_has_nobody_left_nothing_is_told() -> None:
    names = {(seat.organisation, seat.name) for seat in PLAN.seats if seat.organisation == "VT"}
    left = without(PLAN, names)
    told = (*left.seats, *left.contributions, *left.agreements)
    assert "VT" in {one.organisation for one in (*PLAN.seats, *PLAN.contributions, *PLAN.agreements)}
    assert "VT" not in {one.organisation for one in told}
    one_of_two = {("politie", "I. Brand")}
    assert "politie" in {one.organisation for one in without(PLAN, one_of_two).contributions}
