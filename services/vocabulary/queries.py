"""Which vocabulary is in force."""

from functools import lru_cache
from pathlib import Path

from services.vocabulary.facts import Vocabulary
from services.vocabulary.loader import SHIPPED, load

REGIONAL = SHIPPED


def vocabulary(path: Path | None = None) -> Vocabulary:
    """The region's vocabulary, read and checked once per process; `path` takes another file (the setting
    `vocabulary`). Raises `VocabularyWrong`."""
    return _read(path or REGIONAL)


@lru_cache(maxsize=8)
def _read(path: Path) -> Vocabulary:
    return load(path)
