"""Opens a file from outside as a package, and trusts nothing that it says of itself, before anything is parsed.

Names, counts, what the members really inflate to, content types, relationships, and every XML part for what a form
has no business with. What passes is a plain package of XML parts and pictures that fetches nothing and runs nothing.
"""

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from services.documents.forms.faults import FormFault, FormRefused
from services.documents.forms.kinds import kind_of_package, kind_without_package
from services.documents.forms.parts import check_part
from services.documents.forms.wiring import main_part

LARGEST = 5 * 1024 * 1024
MOST_PARTS = 200
LARGEST_INSIDE = 30 * 1024 * 1024
MOST_RATIO = 100
_SMALL = 100 * 1024
"""Below this a part may be packed as tightly as it likes: empty parts of Word's reach a ratio of 100 by themselves."""
_LONGEST_NAME = 180
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_LOCAL_SIZE, _END_SIZE = 30, 22
_PACKERS = (ZIP_STORED, ZIP_DEFLATED)
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_XML = re.compile(r"(?:.*\.(?:xml|rels|vml|psmdcp)|\[Content_Types\]\.xml)", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:word/(?:.*/)?media/.+|docprops/thumbnail)\.(?:png|jpe?g|jfif|gif|bmp|tiff?|emf|wmf|svg|wdp|webp)",
    re.IGNORECASE,
)
_FONT = re.compile(r"word/fonts/.+\.(?:odttf|ttf)", re.IGNORECASE)
_SIGNATURE = re.compile(r"_xmlsignatures/origin\.sigs", re.IGNORECASE)
_RUNS = (
    (re.compile(r"vbaproject|vbadata|/customizations\.xml|customui/", re.IGNORECASE), FormFault.MACROS),
    (re.compile(r"activex", re.IGNORECASE), FormFault.CONTROLS),
    (re.compile(r"embeddings/|oleobject|attachedtoolbars|afchunk|\.bin$", re.IGNORECASE), FormFault.EMBEDDED),
)
_FILES = (
    _LOCAL,
    _END,
    b"PK\x07\x08",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)


class Package:
    """A package that passed: its XML parts by name, and the name of the main one."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self.parts, self.main = parts, main


def opened(content: bytes) -> Package:
    """The package in a file. Raises FormRefused with what is wrong; what is no package at all is named by its kind.

    What breaks in the reading of it (zlib, zipfile, expat) is raised as it is: `reader.read_form` turns it around.
    """
    if not content:
        raise FormRefused(reason=FormFault.EMPTY)
    if len(content) > LARGEST:
        raise FormRefused(reason=FormFault.TOO_LARGE)
    if not content.startswith(_LOCAL):
        raise FormRefused(reason=FormFault.DAMAGED if content[:2] == b"PK" else kind_without_package(content))
    entries = _entries(content)
    other = kind_of_package(frozenset(entry.filename for entry in entries))
    if other is not None:
        raise FormRefused(reason=other)
    _check_names(entries)
    parts = _inflated(content, entries)
    for xml in parts.values():
        check_part(xml)
    return Package(parts, main_part(parts))


def _entries(content: bytes) -> list[ZipInfo]:
    """The members as the directory lists them, which must lie one after the other and fill the file."""
    if content[-_END_SIZE:-18] != _END or content[-2:] != b"\0\0":
        raise FormRefused(reason=FormFault.DAMAGED)
    if int.from_bytes(content[-12:-10], "little") > MOST_PARTS:
        raise FormRefused(reason=FormFault.TOO_MANY_PARTS)
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries, directory = archive.infolist(), archive.start_dir
    except (BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise FormRefused(reason=FormFault.DAMAGED) from None
    if len(entries) > MOST_PARTS:
        raise FormRefused(reason=FormFault.TOO_MANY_PARTS)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FormRefused(reason=FormFault.WITH_PASSWORD)
    free = 0
    entries_in_turn = sorted(entries, key=lambda entry: entry.header_offset)
    if not entries or entries_in_turn[0].header_offset:
        raise FormRefused(reason=FormFault.DAMAGED)
    for entry in entries_in_turn:
        if entry.header_offset < free or entry.compress_type not in _PACKERS:
            raise FormRefused(reason=FormFault.DAMAGED)
        free = _begins(content, entry) + entry.compress_size
    if free > directory:
        raise FormRefused(reason=FormFault.DAMAGED)
    return [
        entry for entry in entries if not entry.filename.endswith("/") or entry.file_size or entry.compress_size > 2
    ]


def _begins(content: bytes, entry: ZipInfo) -> int:
    """Where a member's bytes begin. Its own header must name it as the directory does."""
    at = entry.header_offset
    head = content[at : at + _LOCAL_SIZE]
    name_size, extra_size = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
    name = content[at + _LOCAL_SIZE : at + _LOCAL_SIZE + name_size]
    told = name.decode("utf-8" if entry.flag_bits & 0x800 else "cp437")
    if head[:4] != _LOCAL or told != entry.orig_filename or int.from_bytes(head[6:8], "little") & _ENCRYPTED:
        raise FormRefused(reason=FormFault.DAMAGED)
    return at + _LOCAL_SIZE + name_size + extra_size


def _check_names(entries: list[ZipInfo]) -> None:
    """Names as Word writes them: no way out of the package, no two that a system could take for one."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        steps = name.split("/")
        odd = any(ord(sign) < 32 or ord(sign) > 126 or sign in '\\:*?"<>|%' for sign in name)
        if odd or len(name) > _LONGEST_NAME or any(step in ("", ".", "..") for step in steps) or name.lower() in seen:
            raise FormRefused(reason=FormFault.NAMES)
        seen.add(name.lower())
    for entry in entries:
        for runs, fault in _RUNS:
            if runs.search(entry.filename):
                raise FormRefused(reason=fault)


def _inflated(content: bytes, entries: list[ZipInfo]) -> dict[str, bytes]:
    """The XML parts as they really inflate; everything is inflated and counted, whatever the headers say of it."""
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        begin = _begins(content, entry)
        raw = content[begin : begin + entry.compress_size]
        whole = _member(raw, entry.compress_type, LARGEST_INSIDE - total)
        total += len(whole)
        if len(whole) > max(_SMALL, MOST_RATIO * len(raw)):
            raise FormRefused(reason=FormFault.TOO_MUCH_INSIDE)
        if len(whole) != entry.file_size or zlib.crc32(whole) != entry.CRC:
            raise FormRefused(reason=FormFault.DAMAGED)
        if _XML.fullmatch(entry.filename):
            parts[entry.filename] = whole
        else:
            _check_other(entry.filename, whole)
    return parts


def _member(raw: bytes, packed: int, room: int) -> bytes:
    if packed == ZIP_STORED:
        if len(raw) > room:
            raise FormRefused(reason=FormFault.TOO_MUCH_INSIDE)
        return raw
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    whole = unpacking.decompress(raw, room + 1)
    if len(whole) > room:
        raise FormRefused(reason=FormFault.TOO_MUCH_INSIDE)
    if not unpacking.eof or unpacking.unused_data:
        raise FormRefused(reason=FormFault.DAMAGED)
    return whole


def _check_other(name: str, content: bytes) -> None:
    """What is no XML is a picture, a font or the mark of a signature, and no file that hides under such a name."""
    if content.startswith(_FILES):
        raise FormRefused(reason=FormFault.EMBEDDED)
    if not (_PICTURE.fullmatch(name) or _FONT.fullmatch(name) or _SIGNATURE.fullmatch(name)):
        raise FormRefused(reason=FormFault.EMBEDDED)
