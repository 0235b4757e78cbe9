"""From layout to the bytes of a Word file: the body is put into a base document, whose parts are ready made.

The same layout and moment give the same bytes: members are packed in a fixed order with a fixed time stamp.
"""

from datetime import datetime
from xml.parsers import expat

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.word.base import (
    CONTENT_TYPES,
    HEAD,
    R,
    core,
    custom_properties,
    document,
    section,
    zipped,
)
from services.documents.word.dress import Dress, dressed
from services.documents.word.layout import Layout, Picture
from services.documents.word.renderer import FIRST_OWN_LIST, Renderer, picture_id
from services.documents.word.runs import clean
from services.documents.word.styles import STEPS_KIND

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_FORM_ITEM = "{6B1F1C0E-6E0B-4C56-9E0B-4E2A5F7D1A01}"
_WIRES = "word/_rels/document.xml.rels"


def pack(layout: Layout, made_at: datetime, base: bytes | None = None) -> bytes:
    """A finished .docx. `made_at` (zone-aware) is the only moment that the file tells. `base`: the house style that it
    is set in, as `house_styles` keeps it; without one, our own."""
    dress = dressed(layout.language, layout.sheet_points, form=bool(layout.form_part), house=base)
    members = dict(dress.parts) | _written(layout, dress, made_at)
    _add_pictures(members, [block.png for block in layout.blocks if isinstance(block, Picture)])
    if layout.form_part:
        _add_form_part(members, layout.form_part)
    return zipped(members)


def _written(layout: Layout, dress: Dress, made_at: datetime) -> dict[str, str | bytes]:
    """The parts that differ from document to document."""
    told = Renderer(layout, dress)
    body = document(told.body(), section(dress.page), form=bool(layout.form_part))
    escaped = tuple((clean(name), clean(value)) for name, value in layout.properties)
    parts: dict[str, str | bytes] = {
        "word/document.xml": body,
        "word/header1.xml": told.header(),
        "word/footer1.xml": told.footer(),
        "docProps/core.xml": core(layout.author, layout.title, layout.language, made_at),
        "docProps/custom.xml": custom_properties(escaped),
    }
    if told.lists:
        parts["word/numbering.xml"] = _with_lists(dress.parts["word/numbering.xml"], told.lists)
    return {name: _sound(xml) for name, xml in parts.items()}


def _sound(xml: str | bytes) -> bytes:
    """Parsed once, and no tree kept of it: what is no XML ends here and not in Word. Raises ExpatError."""
    told = xml.encode() if isinstance(xml, str) else xml
    told = told if told.startswith(b"<?xml") else HEAD.encode() + told
    expat.ParserCreate().Parse(told, True)
    return told


def _with_lists(numbering: str, count: int) -> str:
    """Lists of steps that each begin at one."""
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{FIRST_OWN_LIST + number}"><w:abstractNumId w:val="{STEPS_KIND}"/>{begins}</w:num>'
        for number in range(1, count + 1)
    )
    return numbering.replace("</w:numbering>", f"{lists}</w:numbering>")


def _add_pictures(members: dict[str, str | bytes], pictures: list[bytes]) -> None:
    """Pictures as parts of the file, with their type and their relation to the document."""
    if not pictures:
        return
    for number, png in enumerate(pictures, start=1):
        members[f"word/media/picture{number}.png"] = png
    rows = "".join(
        f'<Relationship Id="{picture_id(number)}" Type="{R}/image" Target="media/picture{number}.png"/>'
        for number in range(1, len(pictures) + 1)
    )
    _insert(members, _WIRES, "</Relationships>", rows)
    _insert(members, CONTENT_TYPES, "</Types>", '<Default Extension="png" ContentType="image/png"/>')


def _add_form_part(members: dict[str, str | bytes], xml: str) -> None:
    """The part by which a form is known, with its own properties and its relation to the document."""
    space = etree.fromstring(xml).nsmap.get(None) or ""
    told = (
        f'<ds:datastoreItem xmlns:ds="{_CUSTOM}" ds:itemID="{_FORM_ITEM}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{clean(space)}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    link = f'<Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/>'
    members["customXml/item1.xml"] = HEAD + xml
    members["customXml/itemProps1.xml"] = HEAD + told
    members["customXml/_rels/item1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}'
        "</Relationships>"
    )
    row = f'<Relationship Id="form" Type="{R}/customXml" Target="../customXml/item1.xml"/>'
    _insert(members, _WIRES, "</Relationships>", row)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    _insert(
        members, CONTENT_TYPES, "</Types>", f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/>'
    )


def _insert(members: dict[str, str | bytes], part: str, before: str, more: str) -> None:
    members[part] = str(members[part]).replace(before, more + before)
