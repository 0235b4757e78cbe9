"""Where the acceptance cases lie: beside the project's root, or at MDO_SHARED."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MDO_SHARED", ROOT.parent / "shared"))
CASES = SHARED / "domain" / "cases.yaml"

needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the acceptance cases are not beside this checkout")
