"""What writing a plan costs: against docxtpl and naive python-docx, with its length, and in memory over many files.

    pytest -m long -s tests/benchmarks/test_plan_speed.py

The writers take turns in one program of their own (`writers`), so that nothing they load reaches other tests.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from sys import stdout

import pytest

from services.documents.rendering import render
from services.documents.word.package import pack
from services.wording import speak
from tests.benchmarks.long_plans import FIFTEEN_PAGES, layout_with, plan_with
from tests.benchmarks.yardstick import spent
from tests.shared import needs_cases

pytestmark = [pytest.mark.long, needs_cases]

MADE_AT = datetime(2026, 11, 25, tzinfo=UTC)
ROUNDS, FILES = 7, 200
MOST_OF_TEMPLATE = 0.5
SIZES = (10, 500, 1_000)
MOST_GROWTH = 1.5
"""A condition more in the second half, in conditions more in the first: 1 is a straight line."""
MOST_MEGABYTES = 4
_ROOT = Path(__file__).resolve().parents[2]


def test_a_plan_of_fifteen_pages_costs_at_most_half_of_docxtpl() -> None:
    told = json.loads(
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.writers", str(ROUNDS)],
            cwd=_ROOT,
            capture_output=True,
            check=True,
            env={key: value for key, value in os.environ.items() if not key.startswith("PYTEST")},
        ).stdout
    )
    taken = {name: median(rounds) * 1000 for name, rounds in told["seconds"].items()}
    stdout.write(f"CPU medians of {ROUNDS} rounds in ms: { ({name: round(ms, 1) for name, ms in taken.items()}) }\n")
    assert not told["docxcompose"]
    assert min(told["signs"].values()) > 0.95 * max(told["signs"].values()), "the same words by each writer"
    assert taken["ours"] <= MOST_OF_TEMPLATE * taken["docxtpl"]
    assert taken["ours"] <= MOST_OF_TEMPLATE * taken["naive"]


def test_time_grows_with_the_plan_in_a_straight_line() -> None:
    took = []
    for size in SIZES:
        layout = layout_with(size)
        cost = spent(lambda layout=layout: pack(layout, MADE_AT), 9)
        stdout.write(f"{size} conditions: {cost}\n")
        took.append(cost.fair)
    small, middle, large = took
    each, each_of_many = (middle - small) / (SIZES[1] - SIZES[0]), (large - middle) / (SIZES[2] - SIZES[1])
    stdout.write(f"a condition more: {each * 1e6:.0f} and {each_of_many * 1e6:.0f} microseconds\n")
    assert each_of_many <= MOST_GROWTH * each


def test_memory_stays_flat_over_two_hundred_documents() -> None:
    plan, say = plan_with(FIFTEEN_PAGES), speak("nl")
    for number in range(30):
        render(plan, "partners", f"A-{number}", say, MADE_AT)
    before = _resident()
    for number in range(FILES):
        render(plan, "partners", f"B-{number}", say, MADE_AT)
    grown = _resident() - before
    stdout.write(f"memory over {FILES} documents: {grown:+.1f} MB\n")
    assert grown < MOST_MEGABYTES


def _resident() -> float:
    """Megabytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024
