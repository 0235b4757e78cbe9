"""Which kind of file somebody chose in place of the form, by its first bytes. Pure."""

from services.documents.forms.faults import FormFault

_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Word keeps a document with a password."""
_BEGINNINGS = (
    (b"%PDF", FormFault.PDF),
    (b"{\\rtf", FormFault.RICH_TEXT),
    (b"\x89PNG", FormFault.PICTURE),
    (b"\xff\xd8\xff", FormFault.PICTURE),
    (b"GIF8", FormFault.PICTURE),
    (b"BM", FormFault.PICTURE),
    (b"II*\0", FormFault.PICTURE),
    (b"MM\0*", FormFault.PICTURE),
    (b"7z\xbc\xaf", FormFault.OTHER_ARCHIVE),
    (b"Rar!", FormFault.OTHER_ARCHIVE),
    (b"\x1f\x8b", FormFault.OTHER_ARCHIVE),
)
_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
_LETTERS = (b"received:", b"return-path:", b"from:", b"delivered-to:", b"message-id:", b"x-mailer:", b"date:")


def kind_without_package(content: bytes) -> FormFault:
    """What a file that does not begin as a package seems to be."""
    if not content.strip(b"\0\r\n\t "):
        return FormFault.EMPTY
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FormFault.WITH_PASSWORD if _PROTECTED in content else FormFault.OLD_WORD
    if content[8:12] in (b"heic", b"heix", b"mif1", b"avif") or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return FormFault.PICTURE
    for beginning, fault in _BEGINNINGS:
        if content.startswith(beginning):
            return fault
    return _kind_of_text(content[:2048].lstrip(b"\xef\xbb\xbf\r\n\t ").lower())


def _kind_of_text(beginning: bytes) -> FormFault:
    if beginning.startswith(b"mime-version:"):
        return FormFault.WEB_PAGE if b"multipart/related" in beginning else FormFault.MAIL
    if beginning.startswith(_LETTERS):
        return FormFault.MAIL
    if beginning.startswith(_PAGES) or b"<html" in beginning:
        return FormFault.WEB_PAGE
    return FormFault.OTHER_KIND


def kind_of_package(names: frozenset[str]) -> FormFault | None:
    """What a package seems to be by the names of its members; None when it may be a Word document."""
    if "mimetype" in names and "content.xml" in names:
        return FormFault.OPEN_DOCUMENT
    if "[Content_Types].xml" not in names:
        return FormFault.OTHER_ARCHIVE
    if any(name.startswith(("xl/", "ppt/")) for name in names) and not any(name.startswith("word/") for name in names):
        return FormFault.OTHER_OFFICE
    return None
