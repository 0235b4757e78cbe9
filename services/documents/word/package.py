"""From layout to the bytes of a Word file: python-docx opens our base document, takes in the body, and packs it.

The same layout and moment give the same bytes: members are repacked in a fixed order with a fixed time stamp.
"""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from services.documents.word import renderer
from services.documents.word.base import HEAD, R, base_document, custom_properties, locale
from services.documents.word.layout import Layout, Picture
from services.documents.word.runs import clean

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_FORM_ITEM = "{6B1F1C0E-6E0B-4C56-9E0B-4E2A5F7D1A01}"


def pack(layout: Layout, made_at: datetime) -> bytes:
    """A finished .docx. `made_at` (zone-aware) is the only moment that the file tells."""
    document = Document(BytesIO(base_document(layout.language, layout.sheet_points, form=bool(layout.form_part))))
    _fill(document.element.body, renderer.body(layout), keep_last=True)
    section = document.sections[0]
    _fill(section.header._element, renderer.header(layout))  # the public API offers paragraphs, not the element
    _fill(section.footer._element, renderer.footer(layout))
    about = document.core_properties
    about.author, about.title, about.language = layout.author, layout.title, locale(layout.language)
    about.created = about.modified = made_at.astimezone(UTC)
    about.revision = 1
    packed = BytesIO()
    document.save(packed)
    return _settle(packed.getvalue(), layout)


def _fill(target: BaseOxmlElement, xml: str, keep_last: bool = False) -> None:
    """Replaces what an element holds by what another holds; `keep_last` keeps the section properties."""
    children = list(target)
    last = children[-1] if keep_last else None
    for child in children:
        target.remove(child)
    target.extend(list(parse_xml(xml)))
    if last is not None:
        target.append(last)


def _settle(packed: bytes, layout: Layout) -> bytes:
    with ZipFile(BytesIO(packed)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    escaped = tuple((clean(name), clean(value)) for name, value in layout.properties)
    members["docProps/custom.xml"] = custom_properties(escaped).encode()
    _add_pictures(members, [block.png for block in layout.blocks if isinstance(block, Picture)])
    if layout.form_part:
        _add_form_part(members, layout.form_part)
    settled = BytesIO()
    with ZipFile(settled, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, members[name])
    return settled.getvalue()


def _add_pictures(members: dict[str, bytes], pictures: list[bytes]) -> None:
    """Pictures as parts of the file, with their type and their relation to the document."""
    if not pictures:
        return
    for number, png in enumerate(pictures, start=1):
        members[f"word/media/picture{number}.png"] = png
    rows = "".join(
        f'<Relationship Id="{renderer.picture_id(number)}" Type="{R}/image" Target="media/picture{number}.png"/>'
        for number in range(1, len(pictures) + 1)
    )
    _insert(members, "word/_rels/document.xml.rels", b"</Relationships>", rows)
    _insert(members, _FIRST, b"</Types>", '<Default Extension="png" ContentType="image/png"/>')


def _add_form_part(members: dict[str, bytes], xml: str) -> None:
    """The part by which a form is known, with its own properties and its relation to the document."""
    space = parse_xml(xml).nsmap.get(None) or ""
    told = (
        f'<ds:datastoreItem xmlns:ds="{_CUSTOM}" ds:itemID="{_FORM_ITEM}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{clean(space)}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    link = f'<Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/>'
    members["customXml/item1.xml"] = (HEAD + xml).encode()
    members["customXml/itemProps1.xml"] = (HEAD + told).encode()
    members["customXml/_rels/item1.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}'
        "</Relationships>"
    ).encode()
    row = f'<Relationship Id="form" Type="{R}/customXml" Target="../customXml/item1.xml"/>'
    _insert(members, "word/_rels/document.xml.rels", b"</Relationships>", row)
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    _insert(members, _FIRST, b"</Types>", f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/>')


def _insert(members: dict[str, bytes], part: str, before: bytes, more: str) -> None:
    members[part] = members[part].replace(before, more.encode() + before)
