"""The Word forms of the acceptance cases: right as files, silent about what is not theirs, and as good as the link.

The texts of the cases are read here to look for them in forms; the planner never reads the keys for judges.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from models.terms import FormStatus, Provenance
from services.demo.case_file import read
from services.demo.staging import NEWS, QUESTION
from services.documents.forms.queries import forms_of
from services.documents.forms.questions import BLOCKS
from services.documents.forms.reader import read_form
from services.documents.forms.receiving import receive_own_form
from tests.journeys.test_rehearsal import words_of
from tests.played_forms import Invited, invited, typed
from tests.shared import CASES, needs_cases
from tests.word_filling import filled

pytestmark = [pytest.mark.long, needs_cases]
OFFICE = shutil.which("soffice")
WITH_MEETING = ("H-01", "M-02")
SPOKEN_OF_PERSONS = ("ref", "age", "role", "alias", "language")
"""What of persons a form may say, or says of nobody."""


@pytest.fixture(scope="module")
def raw() -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in yaml.safe_load(CASES.read_text(encoding="utf-8"))["cases"]}


@pytest.fixture(scope="module")
def out(rehearsed_cases: Path) -> Path:
    """The whole rehearsal, from the command line."""
    return rehearsed_cases


def attending(case: dict[str, Any]) -> dict[str, str]:
    """The first who attends by organisation."""
    people = [one for one in case["partners"] if one.get("attends", True) and not one.get("external")]
    return {one["org"]: one["name"] for one in reversed(people)}


def forms(out: Path, code: str) -> dict[str, Path]:
    return {file.stem.removeprefix("form-"): file for file in (out / code).glob("form-*.docx")}


@pytest.mark.parametrize("code", WITH_MEETING)
def test_every_invited_organisation_has_a_form(out: Path, raw: dict[str, dict[str, Any]], code: str) -> None:
    assert set(forms(out, code)) == set(attending(raw[code]))


def test_where_no_meeting_is_needed_nobody_is_asked(out: Path) -> None:
    assert forms(out, "L-03") == {}
    assert (out / "L-03" / "report.json").exists()


@pytest.mark.parametrize("code", WITH_MEETING)
def test_every_form_is_right_as_a_file(out: Path, code: str) -> None:
    audit = pytest.importorskip("openxml_audit")
    integrity = pytest.importorskip("ooxml_integrity")
    for file in forms(out, code).values():
        assert [str(error) for error in audit.OpenXmlValidator().validate(file).errors] == [], file.name
        assert [str(finding) for finding in integrity.check(file)] == [], file.name


@pytest.mark.parametrize("code", WITH_MEETING)
def test_forms_tell_nothing_of_the_case_and_name_nobody_else(
    out: Path, raw: dict[str, dict[str, Any]], code: str
) -> None:
    """Before anything was handed in: no text of the case, nothing of a person but the alias, no other partner."""
    case = raw[code]
    for organisation, file in forms(out, code).items():
        shown = [" ".join(words.split()).casefold() for _, words in words_of(file)]
        hidden = canaries(case, organisation)
        assert len(hidden) > 100
        assert [term for term in hidden for words in shown if term in words] == [], file.name
        assert any(case["title_safe"].casefold() in words for words in shown)


@pytest.mark.parametrize("code", WITH_MEETING)
def test_no_person_stands_in_a_file_name_or_in_properties(out: Path, raw: dict[str, dict[str, Any]], code: str) -> None:
    terms = [one["alias"] for one in raw[code]["persons"]] + [one["name"] for one in raw[code]["partners"]]
    for file in forms(out, code).values():
        outside = ("docProps", "customXml", "name", "[Content", "_rels")
        shell = [file.name, *(words for part, words in words_of(file) if part.startswith(outside))]
        assert [term for term in terms for words in shell if term in words] == [], file.name


def canaries(case: dict[str, Any], organisation: str) -> set[str]:
    """What a form may not say: every four words in a row of any text of the case, what is said of persons beside their
    alias, and the names of partners but the case director and whose form it is."""
    persons = {str(value) for one in case["persons"] for key, value in one.items() if key not in SPOKEN_OF_PERSONS}
    known = {attending(case)[organisation], *(p["name"] for p in case["partners"] if p["role"] == "casusregisseur")}
    others = {one[key] for one in case["partners"] for key in ("name", "deputy") if key in one} - known
    texts = [QUESTION, NEWS, case["summary_nl"]]
    texts += [one["nl"] for one in case["conditions"]] + [one["what_nl"] for one in case["agreed_plan"]]
    texts += [one["reason_nl"] for one in case["considered"]]
    words = [text.split() for text in (*texts, *persons)]
    runs = {" ".join(some[n : n + 4]) for some in words for n in range(max(1, len(some) - 3))}
    return {term.casefold() for term in others | runs if len(term) > 6}


@dataclass(frozen=True)
class Told:
    """What came of one case by forms: the forms that were made and filled in, the same saved again by LibreOffice, the
    conditions and the silent ones; and what came of it by link."""

    blank: dict[str, bytes]
    by_word: dict[str, bytes]
    by_office: dict[str, bytes]
    conditions: list[Any]
    silent: set[str]
    receipts: list[Any]
    linked: list[Any]
    silent_by_link: set[str]


def saved_again(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Every file as LibreOffice saves it."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile, place = f"-env:UserInstallation={(folder / 'profile').as_uri()}", folder / "again"
    paths = [str(folder / f"{name}.docx") for name in files]
    command = [str(OFFICE), profile, "--headless", "--convert-to", "docx", "--outdir", str(place), *paths]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return {name: (place / f"{name}.docx").read_bytes() for name in files}


@pytest.fixture(scope="module", params=WITH_MEETING)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """What is handed in was saved by LibreOffice; where that is missing, the files as Word leaves them."""
    code = request.param
    if not OFFICE and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is not installed")
    file = read(CASES)
    case = next(one for one in file.cases if one.code == code)
    with invited(file, case) as by_link, invited(file, case) as by_form:
        by_link.by_link()
        blank = {home: by_form.form(home) for home in by_form.guests}
        said = {home: typed(by_form.orders(home), by_form.questions(home)) for home in blank}
        by_word = {home: filled(content, said[home]) for home, content in blank.items()}
        by_office = saved_again(by_word, tmp_path_factory.mktemp(code)) if OFFICE else {}
        handed = by_office or by_word
        receipts = [receive_own_form(by_form.as_guest(home), handed[home]) for home in by_form.guests]
        by_form.take_all()
        yield Told(
            *(blank, by_word, by_office, by_form.conditions(), by_form.silent(), receipts),
            *(by_link.conditions(), by_link.silent()),
        )


class TestFormsOfTheCases:
    def test_every_form_comes_in_whole(self, told: Told) -> None:
        assert {receipt.provenance for receipt in told.receipts} == {Provenance.INTACT}
        assert {receipt.status for receipt in told.receipts} == {FormStatus.WAITING}
        assert sum(receipt.blocks for receipt in told.receipts) == len(told.linked)

    def test_what_comes_of_it_is_what_comes_by_link(self, told: Told) -> None:
        assert told.conditions == told.linked
        assert len(told.conditions) > 5
        assert sum(view.reading is not None for view in told.conditions) == len(told.conditions)

    def test_who_has_nothing_to_say_is_heard(self, told: Told) -> None:
        assert told.silent == told.silent_by_link
        assert told.silent

    def test_everything_that_was_filled_in_reads_back(self, told: Told) -> None:
        """Saved again by LibreOffice too, but for line breaks and spaces at the edge of a control."""
        for home, content in (told.by_office or told.by_word).items():
            before, after = read_form(told.by_word[home]), read_form(content)
            assert _answers(after) == _answers(before)
            assert (after.part_marks, after.property_marks) == (before.part_marks, before.property_marks)
            assert after.printed_code == before.printed_code


def _answers(found: Any) -> dict[str, tuple[str, bool]]:
    return {answer.tag: (re.sub(r"\s+", " ", answer.text), answer.checked) for answer in found.answers}


@pytest.fixture
def lively() -> Iterator[tuple[Invited, Invited]]:
    """The high-risk case, twice, in which Veilig Thuis writes three conditions more than a first form has room for."""
    file = read(CASES)
    case = next(one for one in file.cases if one.code == "H-01")
    own = [one for one in case.conditions if one.organisation == "VT"]
    more = tuple(replace(own[0], id=f"x{n}", text=f"{own[0].text} ({n})") for n in range(BLOCKS + 3 - len(own)))
    case = replace(case, conditions=(*own, *more))
    with invited(file, case) as one, invited(file, case) as other:
        yield one, other


def test_more_conditions_than_a_form_has_room_for_go_on_in_the_next(lively: tuple[Invited, Invited]) -> None:
    """A form has four blocks, and so has the next: what was handed in stays on the page of whoever handed it in."""
    by_link, by_form = lively
    by_link.by_link()
    left, sizes = list(by_form.orders("VT")), []
    while left:
        content = by_form.form("VT")
        room = max({int(found[1]) for answer in read_form(content).answers if (found := _number(answer.tag))})
        now, left = left[:room], left[room:]
        sizes.append(len(now))
        receipt = receive_own_form(by_form.as_guest("VT"), filled(content, typed(now, by_form.questions("VT"))))
        assert receipt.blocks == len(now)
        assert by_form.take_all() == len(now)
    assert sizes == [BLOCKS, 3]
    by_vt = [view for view in by_link.conditions() if view.organisation == "VT"]
    assert by_form.conditions() == by_vt
    assert {form.status for form in forms_of(by_form.director, by_form.case_id)} == {FormStatus.SETTLED}


def _number(tag: str) -> re.Match[str] | None:
    return re.fullmatch(r"c(\d+)\.text", tag)
