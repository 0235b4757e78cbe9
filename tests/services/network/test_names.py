"""How people are called inside a sentence."""

import pytest

from services.network.names import polite
from services.wording import speak


@pytest.mark.parametrize(
    ("alias", "dutch"),
    [("Mevrouw W.", "mevrouw W."), ("De heer D.", "de heer D."), ("Oma W.", "Oma W."), ("Dewi K.", "Dewi K.")],
)
def test_a_title_loses_its_capital_inside_a_dutch_sentence_and_a_name_keeps_it(alias: str, dutch: str) -> None:
    assert polite(speak("nl"), alias) == dutch
    assert polite(speak("en"), alias) == alias
