"""Everything that is found in the acceptance cases as their partners wrote them, and with the readings taken away."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
import yaml

from models.terms import ConditionKind, PersonRole, Relation, Risk, Tier
from services.cases.facts import CaseFacts, CasePerson
from services.consistency.facts import Certainty, Found, Statement
from services.consistency.finding import found
from services.vocabulary.queries import vocabulary
from services.vocabulary.rules import norm_of
from tests.services.consistency.compared.sides import case, read, side
from tests.shared import CASES, needs_cases

BAN = read(modality="must_not", act="contact", by=["P2"], to=["P1"])
MAY = read(modality="may", act="contact", by=["P2"], to=["P1"])


@dataclass(frozen=True)
class Written:
    """One case of the file."""

    code: str
    statements: tuple[Statement, ...]
    facts: CaseFacts
    expected: frozenset[tuple[str, ...]]

    def stripped(self) -> tuple[Statement, ...]:
        """The conditions as if nobody had confirmed a reading."""
        return tuple(replace(one, reading=None) for one in self.statements)


def written() -> list[Written]:
    """The acceptance cases."""
    return [_case(one) for one in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]]


def _case(one: dict[str, Any]) -> Written:
    persons = tuple(
        CasePerson(id=who["ref"], ref=who["ref"], role=PersonRole(who["role"]), alias=who["alias"])
        for who in one["persons"]
    )
    facts = CaseFacts(
        id=one["code"],
        code=one["code"],
        code_name=one["title_safe"],
        risk=Risk(one["risk"]),
        relation=Relation(one["relation"]),
        veilig_thuis_competent=one["vt_competent"],
        persons=persons,
    )
    said = tuple(_statement(number, condition) for number, condition in enumerate(one["conditions"], start=1))
    return Written(one["code"], said, facts, frozenset(tuple(pair) for pair in one["conflicts_expected"]))


def _statement(number: int, one: dict[str, Any]) -> Statement:
    return Statement(
        id=one["id"],
        number=number,
        author=one["org"],
        kind=ConditionKind(one["kind"]),
        text=one["nl"],
        reading=tuple(norm_of(norm) for norm in one["says"]),
        hard=one["hard"],
        tier=one.get("tier", Tier.PARTNERS),
        subject=one["subject"],
        protects=tuple(one.get("protects", ())),
        until=datetime.fromisoformat(f"{one['until']}+01:00") if "until" in one else None,
    )


@needs_cases
def test_what_was_read_on_both_sides_is_never_only_possible() -> None:
    for one in written():
        looked = found(vocabulary(), one.statements, one.facts)
        assert not [met for met in looked.contradictions if met.certainty is Certainty.POSSIBLE]
        assert {met.pair for met in looked.contradictions if met.stands} == one.expected
        assert (looked.read, looked.all) == (len(one.statements), len(one.statements))


@needs_cases
def test_texts_alone_make_somebody_look_and_are_never_called_certain() -> None:
    right = pointed = expected = 0
    for one in written():
        looked = found(vocabulary(), one.stripped(), one.facts)
        assert {met.certainty for met in (*looked.contradictions, *looked.duplicates)} <= {Certainty.POSSIBLE}
        assert not any(met.stands for met in looked.contradictions)
        assert looked.read == 0
        pairs = {met.pair for met in looked.contradictions}
        right, pointed, expected = right + len(pairs & one.expected), pointed + len(pairs), expected + len(one.expected)
    assert right / expected >= 0.7
    assert right / pointed >= 0.5


# --- what is found twice is said once


def test_what_contradicts_is_no_duplicate_as_well() -> None:
    log = read(modality="must", act="keep_log", by=["P1"])
    one, other = side(1, BAN, log, log, subject="P2"), side(2, MAY, log, log, subject="P2")
    looked = found(vocabulary(), (one, other), case("P1", "P2"))
    assert [met.pair for met in looked.contradictions] == [("k1", "k2")]
    assert looked.duplicates == ()
    alike = found(vocabulary(), (one, replace(one, id="k2", number=2)), case("P1", "P2"))
    assert [met.pair for met in alike.duplicates] == [("k1", "k2")]


@pytest.mark.parametrize("bare", [None, ()])
def test_prose_speaks_only_where_a_side_has_no_reading(bare: tuple[()] | None) -> None:
    sides = (
        side(1, BAN, text="De heer V. belt mevrouw Z. niet.", subject="P2"),
        side(2, MAY, text="De heer V. mag mevrouw Z. bellen.", author="RN", subject="P2"),
    )
    assert _certainties(found(vocabulary(), sides, case("P1", "P2"))) == [Certainty.CERTAIN]
    stripped = (sides[0], replace(sides[1], reading=bare))
    assert _certainties(found(vocabulary(), stripped, case("P1", "P2"))) == [Certainty.POSSIBLE]


def _certainties(looked: Found) -> list[Certainty]:
    return [met.certainty for met in looked.contradictions]
