"""Pages as an office program lays them out."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.documents.rendering import render
from services.plans.facts import PlanContent
from services.wording import speak
from tests.plan_content import plan_of
from tests.shared import needs_cases

OFFICE = shutil.which("soffice")
MADE_AT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)

pytestmark = [
    needs_cases,
    pytest.mark.office,
    pytest.mark.skipif(not OFFICE and os.environ.get("CI") != "true", reason="LibreOffice is not installed"),
]


def _crowded() -> PlanContent:
    plan = plan_of("H-01")
    doubled = (*plan.actions, *(replace(action, number=f"9{action.number}") for action in plan.actions[:5]))
    return replace(plan, actions=doubled)


def _many_long() -> PlanContent:
    """Fifteen agreements of three lines, each with what happens if it does not work."""
    plan = plan_of("H-01")
    words = "De wijkagent rijdt iedere avond langs de woning en belt daarna of alles rustig is gebleven. " * 2
    one = replace(plan.actions[0], what=words, if_not="Dan belt u de contactpersoon en die regelt het dezelfde dag.")
    return replace(plan, actions=tuple(replace(one, number=f"A{n}") for n in range(1, 16)))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many pages each victim's sheet and one partners' plan have."""
    folder = tmp_path_factory.mktemp("pages")
    sheets = {
        f"{code}-{language}": (plan_of(code), language)
        for code in ("H-01", "M-02", "L-03")
        for language in ("nl", "en")
    }
    for name, (content, language) in (
        sheets | {"crowded": (_crowded(), "nl"), "many": (_many_long(), "nl"), "many-en": (_many_long(), "en")}
    ).items():
        (folder / f"{name}.docx").write_bytes(render(content, "slachtoffer", "7Q2K", speak(language), MADE_AT).content)
    partners = render(plan_of("H-01"), "partners", "7Q2K", speak("nl"), MADE_AT)
    (folder / "partners.docx").write_bytes(partners.content)
    _convert(folder)
    return {file.stem: _count(file) for file in folder.glob("*.pdf")}


def _convert(folder: Path) -> None:
    assert OFFICE, "LibreOffice is needed here"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(file) for file in folder.glob("*.docx")]
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


def _count(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


def test_the_victims_sheet_is_one_page(pages):
    assert {name: count for name, count in pages.items() if name != "partners"} == dict.fromkeys(
        ("H-01-nl", "H-01-en", "M-02-nl", "M-02-en", "L-03-nl", "L-03-en", "crowded", "many", "many-en"), 1
    )


def test_the_partners_plan_opens_and_has_several_pages(pages):
    assert 4 <= pages["partners"] <= 10
