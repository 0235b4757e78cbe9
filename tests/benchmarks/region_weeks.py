"""What the planner makes of the weeks of an invented region, against planning in order of arrival and the first plan.

    python -m tests.benchmarks.region_weeks --cases 50 500 2000 --seconds 60 --seeds 3 --out weeks.json

Each region has a process of its own with one thread; all seconds are of its CPU. Printed is the median over the seeds;
the file has every figure of every seed. Fails when a check finds anything wrong with a plan.
"""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from sys import stdout

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main(words: Sequence[str] | None = None) -> int:
    """Measures, prints and writes; 1 when a plan is not sound."""
    asked = _asked(words)
    os.environ.update(dict.fromkeys(THREADS, "1"))
    wanted = [(cases, seed, asked.seconds) for cases in asked.cases for seed in range(1, asked.seeds + 1)]
    with ProcessPoolExecutor(asked.processes, get_context("spawn"), max_tasks_per_child=1) as pool:
        found = list(pool.map(measured, *zip(*wanted, strict=True)))
    stdout.write(table(found))
    if asked.out:
        asked.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    return int(any(value for one in found for name, value in one.items() if name.endswith("violations")))


def measured(cases: int, seed: int, seconds: float) -> dict[str, float]:
    """The figures of one region, in a process in which nothing was measured before."""
    from tests.benchmarks.week_figures import measure

    return measure(cases, seed, seconds)


def table(found: Sequence[dict[str, float]]) -> str:
    """A line for each figure, a column for each size: the median over the seeds."""
    sizes = list(dict.fromkeys(one["cases"] for one in found))
    names = list(dict.fromkeys(name for one in found for name in one if name not in ("cases", "seed")))
    lines = [["median over the seeds", *(f"{size:g} cases" for size in sizes)]]
    for name in names:
        by_size = [[one[name] for one in found if one["cases"] == size and name in one] for size in sizes]
        lines.append([name, *(f"{median(values):,.10g}" if values else "" for values in map(_rounded, by_size))])
    return "".join(f"{line[0]:<36}{''.join(f'{cell:>16}' for cell in line[1:])}\n" for line in lines)


def _rounded(values: list[float]) -> list[float]:
    return [round(value, 3) for value in values]


def _asked(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(prog="region_weeks", description="Measures the planner on invented regions.")
    parser.add_argument("--cases", type=int, nargs="+", default=[50, 500, 2_000])
    parser.add_argument("--seconds", type=float, default=60, help="CPU seconds for a plan, and for mending it")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=1, help="regions at a time")
    parser.add_argument("--out", type=Path, help="a file for all figures, as JSON")
    return parser.parse_args(words)


if __name__ == "__main__":
    raise SystemExit(main())
