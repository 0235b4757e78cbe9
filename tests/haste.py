"""What makes thousands of small databases and hundreds of screens cheap without a test noticing.

A commit does not wait for the disk: only a power cut would tell, and no test brings one about. And a statement is
compiled once for the whole run, as it is in a planner that runs: there it lives as long as the one engine does, here
every test opens a new one. Likewise Streamlit looks through all installed packages for components once a run, as a
server does at its start, and not anew for every screen, which took more than half of a screen's time.
"""

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine
from streamlit.components.v2 import manifest_scanner

from models import database

DELIVERED = database._PRAGMAS
"""What a file is opened with outside tests."""


@contextmanager
def hurried() -> Generator[None]:
    """While it lasts, encrypted files are opened and screens are drawn so."""
    shared = create_engine("sqlite://", module=sqlcipher)
    shared.connect().close()  # from here on the dialect knows which SQLite it speaks to
    compiled: dict[Any, Any] = {}

    servers: dict[str, Any] = {}

    def engine(url: Any, **how: Any) -> Engine:
        made = create_engine(url, **how)
        if how.get("module") is sqlcipher:
            made.dialect = shared.dialect
            made.update_execution_options(compiled_cache=compiled)
        else:  # one server for the whole run: what was asked of it at the first connection holds for every database
            dialect, cache = servers.setdefault(made.dialect.name, (made.dialect, {}))
            made.dialect = made.pool._dialect = dialect
            made.update_execution_options(compiled_cache=cache)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_PRAGMAS", (*DELIVERED, "synchronous=OFF"))
        patch.setattr(database, "new_engine", engine)
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield
    shared.dispose()
