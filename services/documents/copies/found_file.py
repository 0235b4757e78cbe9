"""Reads a file that somebody found: Word, OpenDocument, PDF or text. Nothing it says of itself is believed; of a
package only the members with words are inflated, and no more than a bound.

What is none of these (an old Word file, rich text, a mail) is searched for copy codes as it is.
"""

import zlib
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from services.documents.copies.faults import FoundFault, FoundFileRefused
from services.documents.copies.part_reader import Hostile
from services.documents.copies.words_of import Words, codes_in, flowing_words, is_read, words_of_parts

LARGEST = 20 * 1024 * 1024
MOST_PARTS = 2_000
LARGEST_INSIDE = 40 * 1024 * 1024
MOST_PAGES = 300
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")
_BROKEN = (BadZipFile, NotImplementedError, expat.ExpatError, zlib.error, ValueError, EOFError, KeyError)
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_found(content: bytes) -> Words:
    """The words of a file. Raises FoundFileRefused for what cannot be read."""
    if not content.strip(b"\0\r\n\t "):
        raise FoundFileRefused(reason=FoundFault.EMPTY)
    if content.startswith(b"PK"):
        return _package(content)
    if b"%PDF-" in content[:1024]:
        return _pdf(content)
    if content.startswith(_PICTURES) or content[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"WEBP"):
        raise FoundFileRefused(reason=FoundFault.PICTURE)
    if content.startswith(_ARCHIVES):
        raise FoundFileRefused(reason=FoundFault.ARCHIVE)
    return _text(content)


def _package(content: bytes) -> Words:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > MOST_PARTS:
                raise FoundFileRefused(reason=FoundFault.TOO_HEAVY)
            parts = _parts(archive, [member for member in members if is_read(member.filename)])
        if not any(name == "content.xml" or name.startswith("word/document") for name in parts):
            raise FoundFileRefused(reason=FoundFault.ARCHIVE)
        return words_of_parts(parts)
    except Hostile:
        raise FoundFileRefused(reason=FoundFault.TOO_HEAVY) from None
    except (
        BadZipFile,
        NotImplementedError,
        UnicodeError,
        expat.ExpatError,
        zlib.error,
        ValueError,
        EOFError,
        KeyError,
    ):
        raise FoundFileRefused(reason=FoundFault.DAMAGED) from None


def _parts(archive: ZipFile, members: list[ZipInfo]) -> dict[str, bytes]:
    """The members with words as they really inflate, whatever the headers say of it."""
    parts: dict[str, bytes] = {}
    room = LARGEST_INSIDE
    for member in members:
        if member.flag_bits & 0x1:
            raise FoundFileRefused(reason=FoundFault.WITH_PASSWORD)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or member.filename in parts:
            raise FoundFileRefused(reason=FoundFault.DAMAGED)
        with archive.open(member) as opened:
            whole = opened.read(room + 1)
        room -= len(whole)
        if room < 0:
            raise FoundFileRefused(reason=FoundFault.TOO_HEAVY)
        parts[member.filename] = whole
    return parts


def _pdf(content: bytes) -> Words:
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FoundFileRefused(reason=FoundFault.WITH_PASSWORD)
        if len(reader.pages) > MOST_PAGES:
            raise FoundFileRefused(reason=FoundFault.TOO_HEAVY)
        about = [str(value) for value in (reader.metadata or {}).values()]
        return flowing_words("\n".join(page.extract_text() for page in reader.pages), about)
    except (PyPdfError, ValueError, KeyError, IndexError, AttributeError, TypeError, RecursionError, zlib.error):
        raise FoundFileRefused(reason=FoundFault.DAMAGED) from None


def _text(content: bytes) -> Words:
    """A plain text; what only seems to be one is searched for codes in the ways in which programs write letters."""
    if _LOCKED in content:
        raise FoundFileRefused(reason=FoundFault.WITH_PASSWORD)
    if content.startswith((b"{\\rtf", b"\xd0\xcf\x11\xe0")):
        return _searched(content)
    for marked, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(marked):
            return flowing_words(content.decode(name, "replace"))
    try:
        return flowing_words(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _searched(content)


def _searched(content: bytes) -> Words:
    seen = [content.decode("latin-1"), *(content[at:].decode("utf-16-le", "replace") for at in (0, 1))]
    return Words(codes=((), (), codes_in(seen)), flowing=True)
