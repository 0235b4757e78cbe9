"""The regional file: complete, in both languages, in our own words, and saying what the route map says."""

import re
from typing import Any

import pytest
import yaml

from models.terms import OrganisationKind
from services.route_map.facts import CHAIN, Rule, Terms
from services.route_map.queries import REGIONAL, regional
from tests.shared import SHARED

SOURCE = SHARED / "domain" / "route-map.yaml"
SEEDS = SHARED / "seeds"
needs_source = pytest.mark.skipif(not SOURCE.exists(), reason="the route map's source is not beside this checkout")

ROLES = {"CR": "casusregisseur", "OvJ": "officier_van_justitie"}
COMPOUND = {
    "risk in (hoog, gemiddeld)": "risk_high_or_medium",
    "risk in (hoog, gemiddeld), until good safety conditions and a good safety plan exist": "risk_high_or_medium",
    "advice_requested (inferred)": "advice_requested",
    "after L-OM-5": "investigation_done",
    "suspect_not_arrested and (VT_advises_otherwise or serious_intrusion)": (
        "suspect_not_arrested and (VT_advises_otherwise or serious_intrusion)"
    ),
}


def source_rules() -> list[dict[str, Any]]:
    return yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["rules"] if SOURCE.exists() else []


def spoken(terms: Terms) -> str:
    groups = [sorted(group, reverse=True) for group in terms]
    words = [" or ".join(group) if len(group) == 1 else f"({' or '.join(sorted(group))})" for group in groups]
    return " and ".join(words)


def partners(rule: Rule) -> list[str]:
    return [p.organisation + (f" if {spoken(p.when)}" if p.when else "") for p in rule.partners]


@needs_source
def test_file_has_the_same_81_rules_in_the_same_order() -> None:
    assert [rule.id for rule in regional().rules] == [rule["id"] for rule in source_rules()]
    assert len(regional().rules) == 81


@needs_source
@pytest.mark.parametrize("source", source_rules(), ids=lambda rule: rule["id"])
def test_rule_says_what_the_route_map_says(source: dict[str, Any]) -> None:
    rule = regional().rule(source["id"])
    when = source.get("when", "")
    assert (rule.organisation, rule.force) == (source["org"], source["force"])
    assert rule.role == ROLES.get(source.get("role", ""), source.get("role", ""))
    assert list(rule.needs) == source.get("needs", [])
    assert list(rule.answers) == source.get("answers", [])
    assert partners(rule) == source.get("with", [])
    assert spoken(rule.when) == COMPOUND.get(when, when)
    assert (rule.until is not None) == ("until" in when)
    assert rule.kind == source.get("kind", "step")
    assert bool(rule.record_nl) == ("record" in source)
    assert ("organisation" in rule.inferred) == source["org_inferred"] or rule.id in ("L-POL-3", "L-POL-4")


@needs_source
@pytest.mark.parametrize("source", source_rules(), ids=lambda rule: rule["id"])
def test_rule_is_worded_anew(source: dict[str, Any]) -> None:
    rule, seed = regional().rule(source["id"]), next(SEEDS.glob("004_*")).read_text(encoding="utf-8")
    assert rule.text_en.rstrip(".").lower() != source["en"].rstrip(".").lower()
    assert not runs(rule.text_nl, 5) & runs(seed, 5)
    assert not runs(rule.text_en, 6) & runs(source["en"], 6)


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.parametrize("rule", regional().rules, ids=lambda rule: rule.id)
def test_rule_has_a_sentence_in_both_languages(rule: Rule) -> None:
    assert rule.text("nl") != rule.text("en")
    assert rule.text_nl[-1] in ".?"
    assert rule.text_en[-1] in ".?"
    assert rule.text_nl[0].isupper()
    assert rule.text_en[0].isupper()
    assert rule.organisation in {*OrganisationKind, CHAIN}


def test_every_duty_of_the_map_names_rules_of_its_own_phase_or_of_always() -> None:
    route_map = regional()
    duties = [*route_map.seats, *route_map.measures, *route_map.contacts]
    assert all(duty.rule_ids for duty in duties)
    for duty in duties:
        assert {rule_id[0] for rule_id in duty.rule_ids} <= {duty.phase.value, "A", "T"}


def test_attendance_stands_the_same_in_its_rule_and_in_the_meetings() -> None:
    route_map = regional()
    assert route_map.attendance[0].groups == route_map.rule("H-VT-3").attendance


def test_file_is_read_once() -> None:
    assert regional() is regional(REGIONAL)
