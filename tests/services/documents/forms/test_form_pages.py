"""The form as LibreOffice lays it out, and as it saves it again: nothing filled in gets lost on the way."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from services.documents.forms.provenance import marks_in_part, marks_in_properties
from services.documents.forms.writer import FormBlock
from tests.services.documents.forms.controls import custom_part, custom_properties
from tests.services.documents.forms.sheets import MARKS, VIEW, a_form
from tests.services.documents.reading import paragraphs, parts

OFFICE = shutil.which("soffice")

pytestmark = [
    pytest.mark.long,
    pytest.mark.office,
    pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true", reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms in both languages, as pages and saved again."""
    there = tmp_path_factory.mktemp("forms")
    for language in ("nl", "en"):
        (there / f"empty-{language}.docx").write_bytes(a_form(language=language).content)
        filled = a_form(FormBlock(VIEW), FormBlock(VIEW, again=True), language=language)
        (there / f"filled-{language}.docx").write_bytes(filled.content)
    files = [str(file) for file in there.glob("*.docx")]
    for form, out in (("pdf", there), ("docx", there / "again")):
        profile = f"-env:UserInstallation={(there / 'profile').as_uri()}"
        command = [str(OFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(out), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
    return there


def test_four_blocks_take_three_pages_in_both_languages(folder: Path) -> None:
    pages = {file.stem: len(re.findall(rb"/Type\s*/Page\b", file.read_bytes())) for file in folder.glob("*.pdf")}
    assert pages == dict.fromkeys(("empty-nl", "empty-en", "filled-nl", "filled-en"), 3)


@pytest.mark.parametrize("name", ["empty-nl", "filled-nl", "filled-en"])
def test_saved_again_every_control_the_marks_and_the_code_are_still_there(folder: Path, name: str) -> None:
    before, after = ((folder / place / f"{name}.docx").read_bytes() for place in ("", "again"))
    assert parts(after)["word/document.xml"].count(b"<w:sdt>") >= parts(before)["word/document.xml"].count(b"<w:sdt>")
    assert marks_in_part(custom_part(after)) == marks_in_properties(custom_properties(after)) == MARKS
    assert paragraphs(after)[-1] == paragraphs(before)[-1]


def test_saved_again_what_was_filled_in_stands_beside_the_same_labels(folder: Path) -> None:
    told = []
    for place in ("", "again"):
        words = paragraphs((folder / place / "filled-nl.docx").read_bytes())
        told.append([re.sub(r"\s+", " ", line).strip() for line in words if line.strip()])
    assert told[0] == told[1]
