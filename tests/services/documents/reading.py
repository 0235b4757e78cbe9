"""Reads finished files in the tests, in a way of its own: not with the program's unpacking."""

import re
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content: bytes) -> dict[str, bytes]:
    """The members of a file by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paragraphs(content: bytes, part: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part as text."""
    root = ElementTree.fromstring(parts(content)[part])
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in root.iter(f"{W}p")]


def everything(content: bytes) -> str:
    """All text and all attribute values of all parts, and the body once more paragraph by paragraph."""
    found = []
    for name, xml in parts(content).items():
        if name.endswith(".png"):
            continue  # a picture holds no text; what it says stands in its description
        for element in ElementTree.fromstring(xml).iter():
            found += [element.text or "", *element.attrib.values()]
        if name.startswith("word/") and name.endswith(".xml"):
            found += paragraphs(content, name)
    return "\n".join(found)


def holds(text: str, term: str) -> bool:
    """Whether a term stands in a text as whole words, in any case."""
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE) is not None
