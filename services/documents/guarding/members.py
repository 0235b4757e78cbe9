"""The members of a zip file, read so that nothing can lie beside them: no byte that no member accounts for."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

_LOCAL_HEADER, _END = 30, 22
_PNG, _PIXELS = b"\x89PNG\r\n\x1a\n", frozenset((b"IHDR", b"PLTE", b"IDAT", b"IEND"))
_MAIN = "word/document.xml"


def members(content: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Name, bytes and comment of each member; first the comment of the file itself, under no name.

    Raises BadZipFile for anything but members behind each other, each once, stored or deflated, with nothing between.
    """
    with ZipFile(BytesIO(content)) as archive:
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names) or _MAIN not in names:
            raise BadZipFile
        yield "", b"", archive.comment.decode()
        at = 0
        for entry in entries:
            start = _begins(content, entry, at)
            at = start + entry.compress_size
            yield entry.filename, _inflated(content[start:at], entry), entry.comment.decode()
        listed = sum(46 + len(entry.orig_filename.encode()) + len(entry.comment) for entry in entries)
        if at != archive.start_dir or at + listed + _END + len(archive.comment) != len(content):
            raise BadZipFile


def _begins(content: bytes, entry: ZipInfo, at: int) -> int:
    """Where a member's bytes begin, just behind a header that holds its name and nothing more."""
    name = entry.orig_filename.encode()
    header = content[at : at + _LOCAL_HEADER]
    sizes = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    start = at + _LOCAL_HEADER + len(name)
    own = content[at + _LOCAL_HEADER : start] == name and sizes == (len(name), 0)
    if entry.header_offset != at or entry.extra or entry.flag_bits & 0x09 or not own:
        raise BadZipFile
    return start


def _inflated(packed: bytes, entry: ZipInfo) -> bytes:
    if entry.compress_type == ZIP_STORED:
        unpacked = packed
    elif entry.compress_type == ZIP_DEFLATED:
        stream = zlib.decompressobj(-15)
        unpacked = stream.decompress(packed)
        if not stream.eof or stream.unused_data:
            raise BadZipFile
    else:
        raise BadZipFile
    if zlib.crc32(unpacked) != entry.CRC:
        raise BadZipFile
    return unpacked


def check_pixels(content: bytes) -> None:
    """Returns for a PNG that holds pixels and nothing else, raises BadZipFile for another.

    What is drawn in it nobody can read here: whoever makes a picture says all of it in its description, which is read.
    """
    kinds, at = [], len(_PNG)
    while content.startswith(_PNG) and at + 12 <= len(content):
        kinds.append(content[at + 4 : at + 8])
        at += 12 + int.from_bytes(content[at : at + 4])
    if at != len(content) or not kinds or kinds[-1] != b"IEND" or not set(kinds) <= _PIXELS:
        raise BadZipFile
