"""What makes thousands of small databases cheap without a test noticing.

A commit does not wait for the disk: only a power cut would tell, and no test brings one about. And a statement is
compiled once for the whole run, as it is in a planner that runs: there it lives as long as the one engine does, here
every test opens a new one.
"""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine

from models import database

DELIVERED = database._PRAGMAS
"""What a file is opened with outside tests."""


@contextmanager
def hurried() -> Generator[None]:
    """While it lasts, encrypted files are opened so."""
    shared = create_engine("sqlite://", module=sqlcipher)
    shared.connect().close()  # from here on the dialect knows which SQLite it speaks to
    compiled: dict[Any, Any] = {}

    def engine(url: Any, **how: Any) -> Engine:
        made = create_engine(url, **how)
        if how.get("module") is sqlcipher:
            made.dialect = shared.dialect
            made.update_execution_options(compiled_cache=compiled)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_PRAGMAS", (*DELIVERED, "synchronous=OFF"))
        patch.setattr(database, "new_engine", engine)
        yield
    shared.dispose()
