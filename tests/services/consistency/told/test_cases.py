"""The contradictions of the acceptance cases as the planner says them, from readings to sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from models.terms import ConditionKind, PersonRole
from services.consistency.compared.readings.contradictions import contradictions
from services.consistency.facts import Statement
from services.consistency.told.sentences import clashing, contradiction_sentence
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of
from services.wording import speak
from tests.shared import CASES, needs_cases

pytestmark = needs_cases
TOLD = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", TOLD)
def test_each_contradiction_of_a_case_is_said_and_marked_like_this(code: str) -> None:
    case = next(case for case in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"] if case["code"] == code)
    roles = {person["ref"]: PersonRole(person["role"]) for person in case["persons"]}
    aliases = {person["ref"]: person["alias"] for person in case["persons"]}
    of = _statements(case)
    found = {"-".join(one.pair): one for one in contradictions(vocabulary(), tuple(of.values()), roles)}
    assert set(found) == set(TOLD[code])
    for pair, told in TOLD[code].items():
        for language in ("nl", "en"):
            said = contradiction_sentence(vocabulary(), found[pair], of, speak(language), aliases)
            assert said == told[language]
        assert [list(pieces) for pieces in clashing(vocabulary(), found[pair], of)] == told["marks"]


def _statements(case: Mapping) -> dict[str, Statement]:
    return {
        one["id"]: Statement(
            id=one["id"],
            number=int(one["id"][1:]),
            author=one["org"],
            kind=ConditionKind(one["kind"]),
            text=one["nl"],
            reading=tuple(map(norm_of, one["says"])),
            hard=one["hard"],
        )
        for one in case["conditions"]
    }
