"""The regional file: complete, in both languages, in our own words, and saying what the route map says."""

import re
from functools import cache
from typing import Any

import pytest
import yaml

from models.terms import OrganisationKind, RuleForce
from services.route_map.facts import CHAIN, DueUnit, Rule, Terms
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


@cache
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


@needs_source
@pytest.mark.parametrize("source", source_rules(), ids=lambda rule: rule["id"])
def test_rule_refers_to_its_line_of_the_printed_map_and_copies_no_sentence(source: dict[str, Any]) -> None:
    rule, seed = regional().rule(source["id"]), next(SEEDS.glob("004_*")).read_text(encoding="utf-8")
    assert rule.term == source["term_nl"]
    assert not runs(rule.guidance_nl, 5) & runs(seed, 5)
    assert not runs(rule.guidance_en, 6) & runs(source["en"], 6)


@pytest.mark.parametrize("rule", regional().rules, ids=lambda rule: rule.id)
def test_rule_is_explained_in_one_or_two_sentences_that_add_to_it(rule: Rule) -> None:
    for language in ("nl", "en"):
        meaning = rule.guidance(language)
        assert 60 <= len(meaning) <= 300
        assert 1 <= len(re.findall(r"[.?!](?: |$)", meaning)) <= 2
        assert "{" not in meaning + rule.text(language)
        assert not runs(meaning, 6) & runs(rule.text(language), 6)


def test_due_dates_that_come_along_are_all_proposals() -> None:
    dues = {rule.id: rule.due for rule in regional().rules if rule.due}
    assert len(dues) > 50
    assert not any(due.confirmed for due in dues.values())
    assert (dues["A-VT-3"].amount, dues["A-VT-3"].unit) == (5, DueUnit.WORKING_DAYS)
    assert (dues["H-VT-3"].amount, dues["T-CR-7"].amount, dues["T-CR-7"].medium) == (1, 5, 10)


def test_what_goes_on_is_optional_or_forbidden_has_no_due_date() -> None:
    never = {RuleForce.ONGOING, RuleForce.PROHIBIT, RuleForce.OPTIONAL}
    assert [rule.id for rule in regional().rules if rule.force in never and rule.due] == []
    without = {rule.id for rule in regional().rules if not rule.due and rule.force not in never}
    assert without == {"A-VT-2", "A-RN-4", "G-1", "H-VT-0", "L-OM-4"}
