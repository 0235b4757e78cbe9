"""What many tests need and nobody changes is prepared once a run, by whichever worker comes to it first."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(folders: pytest.TempPathFactory, name: str, prepare: Callable[[Path], object]) -> Path:
    """The folder of that name, filled by `prepare`, which gets an empty folder. Other workers wait for it meanwhile.

    Read it or copy it; what is changed in it is changed for everybody.
    """
    run = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # each worker has a folder of its own in the folder of the run
        run = run.parent
    ready, making = run / f"once-{name}", run / f"once-{name}-{os.getpid()}"
    with (run / f"once-{name}.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not ready.exists():
            making.mkdir()
            prepare(making)
            making.rename(ready)
    return ready
