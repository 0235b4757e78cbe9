"""Two cases written for this, rehearsed from the command line: in every file what its reader may know and no more.

What may stand where is said in the case file, under keys that the planner does not read.
"""

import json
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from services.demo.__main__ import app
from tests.services.documents.reading import everything

FILE = Path(__file__).parent / "cases" / "readers.yaml"
CASES = {case["code"]: case for case in yaml.safe_load(FILE.read_text(encoding="utf-8"))["cases"]}
WAITS = "wacht op vrijgave door CR"


def said(path: Path) -> str:
    """All that a file says, with its name."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return f"{path.name}\n{everything(content)}".casefold()
    if path.suffix == ".eml":
        parts = [part.get_payload(decode=True) or b"" for part in message_from_bytes(content).walk()]
        content += b"\n".join(part for part in parts if isinstance(part, bytes))
    return f"{path.name}\n{content.decode(errors='replace')}".casefold()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readers")
    result = CliRunner().invoke(app, ["rehearse", str(FILE), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def report(out: Path, code: str) -> dict[str, Any]:
    return json.loads((out / code / "report.json").read_text(encoding="utf-8"))


@pytest.mark.long
@pytest.mark.parametrize("code", CASES)
def test_every_file_holds_what_its_reader_may_know_and_no_more(out: Path, code: str) -> None:
    files = {
        path.stem: said(path) for path in (out / code).iterdir() if path.suffix in (".docx", ".eml", ".ics", ".svg")
    }
    assert len(files) > 20
    wrong = []
    for told in CASES[code]["expect_readers"]:
        for word in told["words"]:
            holding = {name for name, text in files.items() if word.casefold() in text}
            if holding != set(told["in"]):
                wrong.append((word, holding ^ set(told["in"])))
    assert not wrong


@pytest.mark.long
@pytest.mark.parametrize("code", CASES)
def test_the_guard_stops_protected_words_in_strange_spelling_for_those_who_may_not_read_them(
    out: Path, code: str
) -> None:
    stopped = {one["audience"] for one in report(out, code)["editions"] if one["leak_guard"] == "hit"}
    assert stopped == set(CASES[code]["expect_stopped"])
    assert not [name for name in stopped if (out / code / f"{name}.docx").exists()]


@pytest.mark.long
def test_who_must_act_on_what_they_may_not_read_waits_for_the_director(out: Path) -> None:
    for reader in ("organisatie-VT", "organisatie-RvdK", "organisatie-lokale_veld", "taken-lokale_veld", "partners"):
        text = said(out / "N-21" / f"{reader}.docx")
        assert WAITS.casefold() in text
        assert ("wacht op bericht van de casusregisseur" in text) is (reader != "organisatie-VT")


@pytest.mark.long
def test_a_stop_without_an_end_keeps_the_notice_and_one_with_an_end_until_then(out: Path) -> None:
    for code, made in (("N-21", set()), ("N-22", {"verdachte", "verdachte-P3"})):
        told = report(out, code)
        assert told["suspect_notice_refused_before"] is True
        assert {one["audience"] for one in told["editions"] if one["audience"].startswith("verdachte")} == made
        assert {path.stem for path in (out / code).glob("verdachte*")} == made
