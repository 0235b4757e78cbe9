"""Writes the next migration: `python -m models.migrations "what changed"`."""

import sys
import tempfile
from pathlib import Path

from models.database import open_file
from models.migrations import upgrade, write
from models.sealing import Vault

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = open_file(Path(folder) / "now.db", Vault(bytes(32)))
        upgrade(database)
        write(database, sys.argv[1])
        database.close()
