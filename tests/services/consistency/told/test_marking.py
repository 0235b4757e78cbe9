"""What is marked in two texts: where the point of difference stands in them, and nothing of a hidden side."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.terms import Theme, Tier
from services.consistency.facts import Certainty, Clash, Contradiction, Point
from services.consistency.told.sentences import clashing
from services.vocabulary.facts import Norm
from services.vocabulary.queries import vocabulary
from tests.services.consistency.told.told import between, contradiction, statement
from tests.services.vocabulary.norms import norms

HERE = vocabulary()
EXAMPLES = yaml.safe_load(Path(__file__).with_name("contradictions.yaml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    [
        *("De heer D. spreekt niemand", "uiterlijk dinsdag 24 november", "tot do 26-11-2026 12.00 uur", "op het werk"),
        *(
            "Café “Thuis”",
            "ﬁetsen",
            "İ",
            "behandeling",
            "minstens drie",
            "geen contact",
            "2026-11-24",
            "\n",
            "€ 5 (1.2)",
        ),
    ]
)


@pytest.mark.parametrize("example", [example for example in EXAMPLES if "marks" in example])
def test_these_pieces_are_marked(example: dict[str, Any]) -> None:
    one, of = contradiction(example)
    assert [list(pieces) for pieces in clashing(HERE, one, of)] == example["marks"]


@given(norms(), norms(), st.sampled_from(Point), st.lists(WORDS).map(" ".join), st.text(), st.booleans())
def test_what_is_marked_stands_in_its_own_text(
    first: Norm, second: Norm, point: Point, text: str, other: str, turned: bool
) -> None:
    clash = Clash(Certainty.CERTAIN, first, second, point)
    of = {"one": statement("one", 1, "VT", text), "two": statement("two", 2, "SHN", other)}
    found = clashing(HERE, between(clash, turned=turned), of)
    assert len(found) == 2
    for pieces, whole in zip(found, (text, other), strict=True):
        assert all(piece and piece in whole for piece in pieces)
        assert sum(map(len, pieces)) <= len(whole)


def test_of_prose_the_words_that_met_are_marked_as_they_are_written() -> None:
    of = {
        "one": statement("one", 1, "VT", "Het Adres staat nergens."),
        "two": statement("two", 2, "SHN", "Haar adressen blijven uit het dossier; één telefoon."),
    }
    one = Contradiction(
        ("one", "two"), Certainty.POSSIBLE, Theme.OTHER, Tier.PARTNERS, words=("adres", "dossier", "een")
    )
    assert clashing(HERE, one, of) == (("Adres",), ("adressen", "dossier", "één"))


def test_another_day_or_hour_is_not_marked() -> None:
    wanted = {"modality": "must", "act": "call_112", "by": ["P1"], "before": "2026-11-04T12:00"}
    texts = [
        "Niet op 14 november, niet op 24-11, niet om 12.30 uur, niet 112.00, wel 4 november 12.00 uur.",
        "Uiterlijk 4 nov. 2026 om 12 uur",
    ]
    one, of = contradiction({"point": "time", "wanted": wanted, "other": wanted, "texts": texts})
    assert clashing(HERE, one, of) == (("4 november 12.00 uur",), ("Uiterlijk 4 nov. 2026 om 12 uur",))


def test_nothing_is_marked_where_nothing_is_found() -> None:
    example = EXAMPLES[0] | {"texts": ["Wij overleggen nog.", ""]}
    one, of = contradiction(example)
    assert clashing(HERE, one, of) == ((), ())


def test_nothing_of_a_hidden_contradiction_is_marked() -> None:
    one = Contradiction(("one",), Certainty.CERTAIN, Theme.OTHER, Tier.INVESTIGATION, hidden=True)
    assert clashing(HERE, one, {"one": statement("one", 1, "VT", "Uiterlijk 24 november")}) == ((),)
