"""The leak guard: the last thing between a finished file and its reader.

It knows nothing of tiers or of how the file came about. It reads the bytes as they will leave, and stops the file when
a protected term that this reader may not see stands anywhere in it, or when it cannot read a part.
"""

from collections.abc import Iterable, Iterator

from services.documents.facts import IssuedFile
from services.documents.guarding.unpack import Piece, pieces
from services.protection.matching import Hit, count, places
from services.protection.rules import LeakFound

_NAME = "file name"


def guard(file: IssuedFile, terms: Iterable[str]) -> None:
    """Returns when none of `terms` stands in the file or its name, as whole words in any spelling.

    `terms` are the protected terms of the case that the reader of this file may not see. Raises LeakFound, or
    FileUnreadable for a file that cannot be read to the end.
    """
    wanted = tuple(terms)
    counted: dict[str, int] = {}
    for piece in _said(file):
        if hits := count(piece.text, wanted):
            counted[piece.part] = counted.get(piece.part, 0) + hits
    if counted:
        raise LeakFound(hits=sum(counted.values()), parts=tuple(sorted(counted)))


def found(file: IssuedFile, terms: Iterable[str]) -> tuple[Hit, ...]:
    """What stops a file: each term once for each part that it stands in, with the words around it.

    For the screen of who may see the whole case, never for a log or an error. Raises FileUnreadable.
    """
    wanted = tuple(terms)
    told = (hit for piece in _said(file) for hit in places(piece.text, wanted, piece.part))
    return tuple({(hit.part, hit.term): hit for hit in told}.values())


def _said(file: IssuedFile) -> Iterator[Piece]:
    yield Piece(_NAME, file.file_name)
    yield from pieces(file.content)
