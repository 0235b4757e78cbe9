"""What makes thousands of small databases and hundreds of screens cheap without a test noticing.

A commit does not wait for the disk: only a power cut would tell, and no test brings one about. And a statement is
compiled once for the whole run, as it is in a planner that runs: there it lives as long as the one engine does, here
every test opens a new one. The same picture of a network is drawn once: with every version of a plan two are, and most
cases of the tests look alike. Likewise Streamlit looks through all installed packages for components once a run, as a
server does at its start, and not anew for every screen, which took more than half of a screen's time. And an empty
file is not brought through every migration, a second of work, but gets what the template holds that was: where it leads
to is shown by the tests of the migrations, and of the premises as people open them.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine
from streamlit.components.v2 import manifest_scanner

from models import database
from models.database import Database
from models.migrations import upgrade
from services.network.drawn import png
from tests.databases import VAULT

DELIVERED = database._PRAGMAS
"""What a file is opened with outside tests."""
MIGRATES = ("services.premises.upgrade", "services.demo.played.upgrade")
"""Where the program brings a database to the newest migration."""


@contextmanager
def hurried(template: Callable[[], Path]) -> Generator[None]:
    """While it lasts, encrypted files are made and opened and screens are drawn so. `template`: the file to fill from,
    asked for when it is needed."""
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
            dialect, compiled_there = servers.get(made.dialect.name, (made.dialect, {}))
            if not hasattr(dialect, "default_isolation_level"):  # whoever made it never got through to the server
                dialect = made.dialect
            servers[made.dialect.name] = dialect, compiled_there
            made.dialect = made.pool._dialect = dialect
            made.update_execution_options(compiled_cache=compiled_there)
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_PRAGMAS", (*DELIVERED, "synchronous=OFF"))
        patch.setattr(database, "new_engine", engine)
        for name in MIGRATES:
            patch.setattr(name, _from(template))
        patch.setattr(png, "png", cache(png.png))
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield
    shared.dispose()


def _from(template: Callable[[], Path]) -> Callable[[Database], None]:
    """The way to the newest migration: for an empty file that of `template`, for any other database its own."""

    def filled(new: Database) -> None:
        if not new.is_sqlite or _tables(new):
            upgrade(new)
            return
        connection = new.engine.raw_connection()
        connection.execute(f"ATTACH DATABASE '{template()}' AS ready KEY \"x'{VAULT.database_key.hex()}'\"")
        connection.execute("SELECT sqlcipher_export('main', 'ready')")
        connection.execute("DETACH DATABASE ready")
        connection.close()

    return filled


def _tables(known: Database) -> int:
    with known.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one())
