"""Fills in a form of our own, for a region of fictional cases: what people do in Word, nobody does there."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def filled_in(content: bytes, answers: Mapping[str, str | bool]) -> bytes:
    """A form that was just made (never a file from outside) with these answers by tag: one line of words, a choice by
    its value, or a box that is ticked. Raises KeyError for a tag that it does not have. Pure."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.infolist()}
    (main,) = (entry for entry in parts if entry.filename == _MAIN)
    root = etree.fromstring(parts[main], etree.XMLParser(resolve_entities=False, no_network=True))
    controls = {tag.get(f"{_W}val"): tag.getparent().getparent() for tag in root.iter(f"{_W}tag")}
    for name, answer in answers.items():
        _fill(controls[name], answer)
    parts[main] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for entry, part in parts.items():
            archive.writestr(entry, part)
    return out.getvalue()


def _fill(control: etree._Element, answer: str | bool) -> None:
    about, first, *others = control.find(f"{_W}sdtPr"), *control.iter(f"{_W}t")
    for prompt in about.findall(f"{_W}showingPlcHdr"):
        about.remove(prompt)
    for ticked in about.iter(f"{_W14}checked"):
        ticked.set(f"{_W14}val", str(int(bool(answer))))
    for more in (*others, *control.iter(f"{_W}br")):
        more.getparent().remove(more)
    first.text = answer if isinstance(answer, str) else "☒" if answer else "☐"
    for dress in first.getparent().findall(f"{_W}rPr"):  # a prompt is dressed as one
        first.getparent().remove(dress)
