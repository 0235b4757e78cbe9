"""Runs the planner's search on a public meeting-scheduling set, on one core.

python tests/benchmarks/public_meeting_sets.py FILE.xlsx --seconds 30 --seed 1 --out FILE.json
"""

import argparse
import json
import os
import sys
from pathlib import Path
from time import process_time

for library in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"):
    os.environ[f"{library}_NUM_THREADS"] = "1"  # before numpy is imported: CPU seconds are those of one core
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from services.scheduling.search import improve  # noqa: E402
from tests.benchmarks.public_sets.instance import read  # noqa: E402
from tests.benchmarks.public_sets.model import PublicSetModel  # noqa: E402


def main() -> int:
    """Prints score, iterations and the CPU seconds until the first feasible plan; 1 when none was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=30.0, help="CPU seconds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    model = PublicSetModel(read(asked.file))
    before = process_time()
    outcome = improve(model, seed=asked.seed, seconds=asked.seconds)
    hard, medium, soft = (-level for level in outcome.levels)
    if asked.out:
        asked.out.write_text(json.dumps({"score": [hard, medium, soft], "assignments": model.assignments()}))
    first = "never" if outcome.first_complete is None else f"{outcome.first_complete:.2f} s"
    print(  # noqa: T201
        f"{hard}hard/{medium}medium/{soft}soft, {outcome.iterations} iterations, first feasible {first}, "
        f"{outcome.seconds:.1f} CPU seconds after {before:.1f} of reading"
    )
    return 0 if not outcome.unplaced else 1


if __name__ == "__main__":
    sys.exit(main())
