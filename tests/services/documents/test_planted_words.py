"""Words planted all over three hundred random cases: no edition holds one that its reader may not read."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from services.documents.editions import audiences
from services.documents.facts import IssuedFile
from services.documents.guarding.guard import guard
from services.documents.rendering import render
from services.wording import speak
from tests.services.documents.random_cases import Planted, may_see, random_case

pytestmark = pytest.mark.long
MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
CASES = 300


def everything_in(file: IssuedFile) -> str:
    """All texts, attributes and names of a file, read by a reader that knows nothing of the program's own."""
    told = [file.file_name]
    with ZipFile(BytesIO(file.content)) as archive:
        for name in archive.namelist():
            told.append(name)
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                told += ["".join(root.itertext()), *(value for one in root.iter() for value in one.attrib.values())]
    return "\n".join(told)


def _wrong(file: IssuedFile, words: tuple[Planted, ...]) -> tuple[list[Planted], list[Planted]]:
    """What stands in a file and may not, and what should and does not."""
    text = everything_in(file)
    leaked = [one for one in words if one.word in text and not may_see(one, file.audience)]
    missing = [one for one in words if one.must and may_see(one, file.audience) and one.word not in text]
    return leaked, missing


@pytest.mark.parametrize("first", range(0, CASES, 50))
def test_no_planted_word_is_in_a_file_whose_reader_may_not_see_it(first: int) -> None:
    leaked, missing, looked, planted, guarded = [], [], 0, 0, 0
    for number in range(first, first + 50):
        content, words = random_case(number)
        planted += len(words)
        for audience in audiences(content):
            file = render(content, audience, "7Q2K", speak("nl"), MADE_AT)
            wrong, lost = _wrong(file, words)
            leaked += [(number, audience, one) for one in wrong]
            missing += [(number, audience, one) for one in lost]
            looked += 1
            if number % 10 == 0:
                guard(file, [one.word for one in words if not may_see(one, audience)])
                guarded += 1
    assert leaked == []
    assert missing == []
    assert looked >= 50 * 7
    assert planted >= 50 * 40
    assert guarded >= 5 * 7


def test_the_reader_of_this_test_would_see_a_leak() -> None:
    content, words = random_case(3)
    seen = everything_in(render(content, "ovj", "7Q2K", speak("nl"), MADE_AT))
    secret = [one for one in words if one.must and set(one.tiers) == {"opsporing"}]
    assert secret
    assert [one for one in secret if one.word not in seen] == []
