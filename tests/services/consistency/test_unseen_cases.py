"""Two cases written for this, played from the command line to the report; the planner never reads what is expected."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from services.demo.__main__ import app
from services.demo.case_file import read

FOLDER = Path(__file__).parent / "cases"
FILES = ["nurse", "flat"]


def expected(name: str) -> dict[str, Any]:
    (case,) = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))["cases"]
    return case


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    out = tmp_path_factory.mktemp("unseen")
    found: dict[str, dict[str, Any]] = {}
    for name in FILES:
        result = CliRunner().invoke(app, ["rehearse", str(FOLDER / f"{name}.yaml"), "--out", str(out)])
        assert result.exit_code == 0, result.output
        found[name] = json.loads((out / expected(name)["code"] / "report.json").read_text(encoding="utf-8"))
    return found


def pairs_of(found: list[dict[str, Any]], *certainties: str) -> set[frozenset[str]]:
    return {frozenset(one["pair"]) for one in found if one["certainty"] in certainties}


def as_pairs(listed: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in listed}


def test_the_cases_are_of_the_size_that_was_asked() -> None:
    cases = [read(FOLDER / f"{name}.yaml").cases[0] for name in FILES]
    assert all(sum(one.reading is not None for one in case.conditions) >= 12 for case in cases)
    assert all(any(one.says is None for one in case.conditions) for case in cases)
    assert [one.unread for case in cases for one in case.conditions if one.unread] == []
    assert [bool(case.extra_vocabulary) for case in cases] == [False, True]


@pytest.mark.long
@pytest.mark.parametrize("name", FILES)
class TestPlayedToTheEnd:
    def test_exactly_the_contradictions_between_readings_are_found(self, reports, name: str) -> None:
        found, wanted = reports[name]["conflicts"], expected(name)
        assert pairs_of(found, "certain", "probable") == as_pairs(wanted["conflicts_expected"])
        assert pairs_of(found, "waits") == as_pairs(wanted["waits_expected"])
        assert all(one["why"].strip() for one in found)

    def test_what_texts_make_possible_is_only_said_where_a_reading_lacks(self, reports, name: str) -> None:
        wanted = expected(name)
        unread = {one["id"] for one in wanted["conditions"] if "says" not in one}
        possible = pairs_of(reports[name]["conflicts"], "possible")
        assert as_pairs(wanted["possible_expected"]) <= possible
        assert [pair for pair in possible if not pair & unread] == []

    def test_near_duplicates_are_found_and_nothing_else_is_called_one(self, reports, name: str) -> None:
        found = reports[name]["duplicates"]
        assert {frozenset(one["pair"]) for one in found} == as_pairs(expected(name)["duplicates_expected"])

    def test_what_is_missing_is_named(self, reports, name: str) -> None:
        holes = reports[name]["holes"]
        for wanted in expected(name)["holes_expected"]:
            assert [hole for hole in holes if wanted.items() <= hole.items()], wanted

    def test_conditions_against_the_route_map_are_flagged(self, reports, name: str) -> None:
        flags = {(one["condition"], one["rule"]) for one in reports[name]["rule_flags"] if one["condition"]}
        assert flags == {(one["condition"], one["rule"]) for one in expected(name)["rule_flags_expected"]}

    def test_what_was_found_is_settled_by_the_agreed_plan(self, reports, name: str) -> None:
        """A hard condition that no action carries keeps the second plan from being adopted."""
        (version,) = reports[name]["plan"]["versions"]
        assert (version["status"] == "adopted") is expected(name)["adopted_expected"], version
        assert version["blocked_by"] == ([] if expected(name)["adopted_expected"] else ["hard_covered"])
