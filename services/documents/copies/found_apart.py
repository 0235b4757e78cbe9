"""Reading a found file in a limited process of its own. What comes back are words of ours, checked on arrival."""

import pkgutil
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from typing import Any

from services.apart.reading import Apart, TooHeavy, TooLarge
from services.documents.copies.faults import FoundFault, FoundFileRefused
from services.documents.copies.words_of import Words

SECONDS = 10
"""Of reckoning; a PDF of fifteen pages takes a tenth of it."""
MEMORY = 700 * 1024 * 1024
LARGEST = 20 * 1024 * 1024
_WAYS_OF_WRITING = (
    *("ascii", "charmap", "cp437", "cp1250", "cp1252", "latin_1", "mac_roman", "raw_unicode_escape", "unicode_escape"),
    *("utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"),
)
FOUND = Apart("services.documents.copies.found_apart", SECONDS, MEMORY, LARGEST)


def read_apart(content: bytes) -> Words:
    """`found_file.read_found`, bounded. Raises FoundFileRefused, with TOO_HEAVY when a bound is met."""
    try:
        told = FOUND.read(content)
    except TooLarge:
        raise FoundFileRefused(reason=FoundFault.TOO_LARGE) from None
    except TooHeavy:
        raise FoundFileRefused(reason=FoundFault.TOO_HEAVY) from None
    if "reason" in told:
        raise FoundFileRefused(reason=FoundFault(told["reason"]))
    return Words(
        paragraphs=tuple(told["paragraphs"]),
        contents=tuple(told["contents"]),
        edges=tuple(told["edges"]),
        codes=tuple(tuple(place) for place in told["codes"]),
        flowing=bool(told["flowing"]),
    )


def prepare() -> None:
    """Loads the reader, and what it would otherwise load from disk when it first needs it; in the worker only."""
    for name in _WAYS_OF_WRITING:
        import_module(f"encodings.{name}")
    import pypdf  # known to the bounded process only

    import services.documents.copies.found_file  # noqa: F401

    for module in pkgutil.walk_packages(pypdf.__path__, "pypdf."):
        with suppress(ImportError):  # what needs a library that is not here
            import_module(module.name)


def answer(content: bytes) -> dict[str, Any]:
    """What the worker hands back: the words, or why the file was refused."""
    from services.documents.copies.found_file import read_found

    try:
        return asdict(read_found(content))
    except FoundFileRefused as refused:
        return {"reason": refused.fields["reason"]}
