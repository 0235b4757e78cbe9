"""The server refuses to start with what is wrong, says it in both languages, and starts no half house."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from services.route_map.queries import REGIONAL
from services.vocabulary.queries import REGIONAL as VOCABULARY
from tests.live import START_SECONDS, free_port
from tests.shared import ROOT

pytestmark = pytest.mark.long


def refused(folder: Path, **settings: str) -> str:
    """Starts the server, expects it to end by itself; gives what it said."""
    port = free_port()
    own = {"PUBLIC_ADDRESS": f"http://127.0.0.1:{port}", "DATA_FOLDER": str(folder / "data")}
    own |= {"KEY_FILE": str(folder / "keys" / "key")} | settings
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MDO_", "STREAMLIT_"))}
    ended = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env=clean | {f"MDO_{name}": value for name, value in own.items()},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        check=False,
    )
    assert ended.returncode != 0
    return ended.stdout + ended.stderr


def test_a_wrong_route_map_is_refused_with_file_line_and_reason(tmp_path: Path) -> None:
    text = REGIONAL.read_text(encoding="utf-8")
    wrong = tmp_path / "eigen-routekaart.yaml"
    wrong.write_text(text.replace("needs: [A-POL-2]", "needs: [A-POL-99]", 1), encoding="utf-8")
    said = refused(tmp_path, ROUTE_MAP=str(wrong))
    line = 1 + wrong.read_text(encoding="utf-8").split("A-POL-99")[0].count("\n")
    assert "eigen-routekaart.yaml" in said
    assert f"Bestandsregel {line}" in said
    assert f"Line {line}" in said
    assert "A-POL-99" in said


def test_a_wrong_vocabulary_is_refused_with_file_line_and_reason(tmp_path: Path) -> None:
    text = VOCABULARY.read_text(encoding="utf-8")
    wrong = tmp_path / "eigen-woorden.yaml"
    wrong.write_text(text.replace("is_a: [contact]", "is_a: [hug]", 1), encoding="utf-8")
    said = refused(tmp_path, VOCABULARY=str(wrong))
    line = 1 + wrong.read_text(encoding="utf-8").split("is_a: [hug]")[0].count("\n")
    assert "eigen-woorden.yaml" in said
    assert f"Bestandsregel {line}" in said
    assert f"Line {line}" in said
    assert "hug" in said


def test_a_key_beside_the_database_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, KEY_FILE=str(tmp_path / "data" / "key"))
    assert "MDO_KEY_FILE mag niet in MDO_DATA_FOLDER" in said
    assert "keep key and data apart" in said
    assert not (tmp_path / "data" / "planner.db").exists()


def test_an_address_without_tls_is_refused_off_this_machine(tmp_path: Path) -> None:
    assert "https" in refused(tmp_path, PUBLIC_ADDRESS="http://planner.example.nl")
