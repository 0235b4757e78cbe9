"""What a writer is warned of, counted; and that nobody learns anything by it."""

from collections.abc import Callable

import pytest
import yaml

from models.casework import ProtectedTerm
from models.terms import Tier
from services.conditions.prose import Caution, CautionKind, cautions, warnings
from services.unit_of_work import NotAllowed, Work
from tests.planned import PlannedCase, a_planned_case
from tests.services.conditions.prose_examples import PLAIN, TELLING
from tests.shared import SHARED

MISSED_AT_MOST = 2
FALSE_AT_MOST = 1


def test_of_sixty_telling_sentences_almost_none_is_missed() -> None:
    assert len(TELLING) == 60
    missed = [text for text, kind in TELLING if kind not in [one.kind for one in warnings(text)]]
    assert len(missed) <= MISSED_AT_MOST, missed


@pytest.mark.parametrize("text", PLAIN)
def test_what_is_plain_gives_no_warning(text: str) -> None:
    assert warnings(text) == ()


def test_the_conditions_of_the_acceptance_cases_give_almost_none() -> None:
    cases = yaml.safe_load((SHARED / "domain" / "cases.yaml").read_text())["cases"]
    texts = [(one["nl"], person) for case in cases for one in case["conditions"] for person in [case["persons"]]]
    texts += [(one["what_nl"], case["persons"]) for case in cases for one in case["agreed_plan"]]
    assert len(texts) >= 30
    found = [(text, one) for text, persons in texts for one in warnings(text, known=[who["alias"] for who in persons])]
    assert len(found) <= FALSE_AT_MOST, found


@pytest.mark.parametrize(("text", "kind"), TELLING)
def test_a_warning_says_where_it_stands(text: str, kind: str) -> None:
    for one in warnings(text):
        assert text[one.start : one.end] == one.found != ""


def test_aliases_may_be_written() -> None:
    assert warnings("Dochter Roos blijft bij mevrouw Wit.", known=("Dochter Roos", "Mevrouw Wit")) == ()


def test_what_the_reader_knows_is_found_as_a_word_and_with_its_place() -> None:
    text = "Breng niets naar het blauwe huis, ook niet via Xandrien."
    assert warnings(text, terms=("blauwe huis",), names=("Xandrien",)) == (
        Caution(CautionKind.TERM, "blauwe huis", 21, 32),
        Caution(CautionKind.NAME, "Xandrien", 47, 55),
    )
    assert warnings("Een grauwe huisdeur.", terms=("blauwe huis", "huis")) == ()


def test_one_place_is_told_once() -> None:
    (one,) = warnings("Aan de Jan van Galenstraat 12 komt niemand.")
    assert one.kind is CautionKind.ADDRESS


@pytest.fixture
def guarded(planned: PlannedCase) -> PlannedCase:
    """A case in which one word is for the investigation only."""
    with planned.director.upkeep() as tx:
        row = ProtectedTerm(id=tx.chance.id(), case_id=planned.case_id, tier=Tier.INVESTIGATION.value, term_sealed="")
        tx.seal(row, "term_sealed", "peilbaken")
        tx.add(row)
    return planned


def test_the_director_hears_of_protected_words_and_a_guest_never(guarded: PlannedCase) -> None:
    text = "Er komt een peilbaken; bel 06-12345678."
    kinds = [one.kind for one in cautions(guarded.director, text, guarded.case_id)]
    assert kinds == [CautionKind.TERM, CautionKind.PHONE]
    for home in ("VT", "politie"):
        assert [one.kind for one in cautions(guarded.as_guest(home), text)] == [CautionKind.PHONE]


def test_what_its_readers_may_know_is_no_word_to_warn_of(guarded: PlannedCase) -> None:
    found = cautions(guarded.director, "Een peilbaken.", guarded.case_id, tier=Tier.INVESTIGATION)
    assert found == ()
    assert cautions(guarded.director, "Een peilbaken.", guarded.case_id, tier=Tier.VICTIM) != ()


def test_nobody_else_asks(guarded: PlannedCase, work_as: Callable[..., Work]) -> None:
    other = a_planned_case(work_as, code="T-200")
    with pytest.raises(NotAllowed):
        cautions(other.director, "Een peilbaken.", guarded.case_id)
