"""Bad input in every field of a plan and of every other paper: shown letter for letter, in a sound file."""

import pytest

from services.documents.rendering import render
from services.documents.word.package import pack
from services.wording import speak
from tests.rich_plan import rich_plan
from tests.services.documents.word.every_paper import PAPERS, paper, written_by
from tests.services.documents.word.hard_words import HARD
from tests.services.documents.word.sound import assert_sound
from tests.services.documents.word.test_hard_words import MADE_AT, kept, lines_of

FEW = ("XML", "a field code")
WHOLE = [pytest.param(what, marks=() if what in FEW else pytest.mark.long) for what in HARD]
_WORDS = """
alias name code_name director_number emergency_word summary sharing_basis victim_knows retention ends outcome
explanation text if_not check what proof reason signal act signalled_by inform reservation before after
"""
SHOWN_IN_PLAN = frozenset(_WORDS.split())
SHOWN = {
    "agenda": {"place", "question", "news", "title"},
    "draaiboek": {"place", "question", "title", "note", "name"},
    "notulen": {"place", "question", "outcome", "name", "text", "what", "if_not", "reason"},
    "actielijst": {"what", "if_not"},
    "verwijsbrief": {"alias", "covers", "text", "contact"},
    "verdachte": {"text", "consequences", "call"},
    "terughaallijst": {"holder", "phone", "email"},
}
"""Which written fields each paper shows."""
SPLIT = ("verwijsbrief", "verdachte")
"""Papers that make a paragraph of each line."""


def _missing(content: bytes, what: str, expected: frozenset[str] | set[str], *, split: bool = False) -> list[str]:
    """The fields of which the text is not in the file as it was written."""
    body = "\n".join(lines_of(content))
    return sorted(
        field
        for field in expected
        if not all(
            part.strip() in body if split else part in body
            for part in (kept(_hard(what, field)).split("\n") if split else [kept(_hard(what, field))])
        )
    )


def _hard(what: str, field: str) -> str:
    return f"{HARD[what]} ~{field}"


@pytest.mark.parametrize("what", WHOLE)
def test_a_plan_shows_every_field_letter_for_letter(what: str) -> None:
    plan = written_by(rich_plan(6), lambda field: _hard(what, field))
    content = render(plan, "organisatie-politie", "7Q2K", speak("nl"), MADE_AT).content
    assert _missing(content, what, SHOWN_IN_PLAN) == []
    assert_sound(content)


@pytest.mark.parametrize("which", PAPERS)
@pytest.mark.parametrize("what", WHOLE)
def test_every_other_paper_shows_them_too(what: str, which: str) -> None:
    content = pack(paper(which, speak("nl"), lambda field: _hard(what, field)), MADE_AT)
    assert _missing(content, what, SHOWN[which], split=which in SPLIT) == []
    assert_sound(content)


@pytest.mark.long
@pytest.mark.parametrize("what", HARD)
@pytest.mark.parametrize("audience", ["partners", "ovj", "slachtoffer", "extract-school", "taken-lokale_veld"])
def test_every_edition_stays_sound(what: str, audience: str) -> None:
    plan = written_by(rich_plan(6), lambda field: _hard(what, field))
    assert_sound(render(plan, audience, "7Q2K", speak("en"), MADE_AT).content)
