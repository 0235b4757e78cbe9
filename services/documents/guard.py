"""The leak guard: the last thing between a finished file and its reader.

It knows nothing of tiers or of how the file came about. It reads the bytes as they will leave, and stops the file when
a protected term that this reader may not see stands anywhere in it, or when it cannot read a part.
"""

from collections.abc import Iterable
from typing import ClassVar

from services.documents.facts import IssuedFile
from services.documents.unpack import pieces
from services.errors import ServiceError
from services.protection.rules import count


class LeakFound(ServiceError):
    """The file holds protected terms. Fields: `hits` (a place that is read in two ways counts twice) and the names
    of `parts` of the file; never the term itself."""

    code: ClassVar[str] = "documents.leak_found"

    def __init__(self, hits: int, parts: tuple[str, ...]) -> None:
        super().__init__(hits=hits, parts=parts)


def guard(file: IssuedFile, terms: Iterable[str]) -> None:
    """Returns when none of `terms` stands in the file or its name, as whole words in any spelling.

    `terms` are the protected terms of the case that the reader of this file may not see. Raises LeakFound, or
    FileUnreadable for a file that cannot be read to the end.
    """
    wanted = tuple(terms)
    found: dict[str, int] = {}
    if in_name := _in_name(file.file_name, wanted):
        found["file name"] = in_name
    for piece in pieces(file.content):
        if hits := count(piece.text, wanted):
            found[piece.part] = found.get(piece.part, 0) + hits
    if found:
        raise LeakFound(hits=sum(found.values()), parts=tuple(sorted(found)))


def _in_name(name: str, terms: tuple[str, ...]) -> int:
    return max(count(name, terms), count(name.replace(".", " "), terms))
