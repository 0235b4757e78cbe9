"""Our own check of a finished Word file: whether it can be read aloud, and whether it holds together.

`findings` says what is wrong, a sentence each. It reads the file as XML and knows nothing of our renderer.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from tests.services.documents.reading import W, parts
from tests.services.documents.word.inked import Inked

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGES = ("nl-NL", "en-GB")
_WORDS = ("word/document.xml", "word/header1.xml", "word/footer1.xml")
_STYLED = {f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle", f"{W}basedOn", f"{W}next", f"{W}link"}
_LONG = 1_500
"""Signs in a cell above which a row may break over pages."""
_LEFTOVERS = ("rsid", "w:ins ", "w:del ", "w:comment", "updateFields", "lastModifiedBy", "thumbnail", "python-docx")


def findings(content: bytes) -> list[str]:
    """What is wrong with a file; empty for one that is sound."""
    packed = parts(content)
    read = {name: ElementTree.fromstring(xml) for name, xml in packed.items() if name.endswith((".xml", ".rels"))}
    document = read["word/document.xml"]
    return [
        *_properties(read),
        *_headings(document),
        *_tables(document),
        *_named(document),
        *_paragraphs(read),
        *_resolved(read, packed),
        *(word for word in _LEFTOVERS if any(word.encode() in xml for xml in packed.values())),
        *Inked(read["word/styles.xml"]).findings(read[name] for name in _WORDS),
    ]


def _val(element: Element | None) -> str:
    return "" if element is None else element.get(f"{W}val", "")


def _text(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def _properties(read: dict[str, Element]) -> Iterator[str]:
    core = read["docProps/core.xml"]
    if not core.findtext(f"{_DC}title"):
        yield "the file has no title"
    language = core.findtext(f"{_DC}language")
    spoken = read["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language not in _LANGUAGES or _val(spoken) != language:
        yield f"the language is {language} in the properties and {_val(spoken)} in the styles"
    settings = read["word/settings.xml"]
    modern = [s for s in settings.iter(f"{W}compatSetting") if s.get(f"{W}name") == "compatibilityMode"]
    if [_val(setting) for setting in modern] != ["15"]:
        yield "no compatibility mode 15: Word opens it in a compatibility mode"
    if settings.find(f"{W}autoHyphenation") is None:
        yield "long words are not broken"


def _headings(document: Element) -> Iterator[str]:
    styles = [_val(paragraph.find(f"{W}pPr/{W}pStyle")) for paragraph in document.iter(f"{W}p")]
    if styles.count("Title") != 1:
        yield f"{styles.count('Title')} titles on the page"
    levels = [int(style[-1]) for style in styles if re.fullmatch(r"Heading\d", style)]
    for before, after in zip([0, *levels], levels, strict=False):
        if after > before + 1:
            yield f"a heading of level {after} under one of level {before}"
    in_tables = [p for table in document.iter(f"{W}tbl") for p in table.iter(f"{W}p")]
    if any(_val(p.find(f"{W}pPr/{W}pStyle")).startswith("Heading") for p in in_tables):
        yield "a heading within a table, where nobody finds it"


def _tables(document: Element) -> Iterator[str]:
    for table in document.iter(f"{W}tbl"):
        title = _val(table.find(f"{W}tblPr/{W}tblCaption"))
        look = table.find(f"{W}tblPr/{W}tblLook")
        if not title:
            yield "a table without a title"
        if look is None or not re.fullmatch("[0-9A-F]{4}", _val(look)):
            yield f"table {title!r} does not say in hexadecimals how it looks"
            continue
        rows = table.findall(f"{W}tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if look.get(f"{W}firstRow") == "1" and (not heads[0] or any(heads[1:])):
            yield f"table {title!r} does not repeat its first row as its head"
        if look.get(f"{W}firstRow") != "1" and look.get(f"{W}firstColumn") != "1":
            yield f"table {title!r} has neither a head nor names in its first column"
        short = [row for row in rows if all(len(_text(cell)) <= _LONG for cell in row.findall(f"{W}tc"))]
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in short):
            yield f"table {title!r} has rows that break in two"
        wide = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if any(len(row.findall(f"{W}tc")) != wide for row in rows):
            yield f"table {title!r} has cells that run together"
        if next(table.iter(f"{W}tc")).find(f".//{W}tbl") is not None:
            yield f"table {title!r} holds a table"


def _named(document: Element) -> Iterator[str]:
    """Pictures, places to fill in and links say what they are."""
    for picture in document.iter(_DRAWN):
        if not (picture.get("descr") or "").strip():
            yield "a picture without words"
    names = [_val(control.find(f"{W}sdtPr/{W}alias")) for control in document.iter(f"{W}sdt")]
    tags = [_val(control.find(f"{W}sdtPr/{W}tag")) for control in document.iter(f"{W}sdt")]
    ids = [_val(control.find(f"{W}sdtPr/{W}id")) for control in document.iter(f"{W}sdt")]
    drawn = [picture.get("id") or "" for picture in document.iter(_DRAWN)]
    for kind, told in (("name", names), ("tag", tags), ("number", ids), ("number of a picture", drawn)):
        for value, times in Counter(told).items():
            if times > 1 or not value:
                yield f"{kind} {value!r} stands {times} times"
    for link in document.iter(f"{W}hyperlink"):
        if not _text(link).strip():
            yield "a link without words"


def _paragraphs(read: dict[str, Element]) -> Iterator[str]:
    """Nothing is spaced by empty paragraphs; a cell may be empty."""
    for name in _WORDS:
        cells = [cell.findall(f"{W}p") for cell in read[name].iter(f"{W}tc")]
        alone = {inside[0] for inside in cells if len(inside) == 1}
        for paragraph in read[name].iter(f"{W}p"):
            if paragraph in alone:
                continue
            filled = any(paragraph.find(f".//{W}{kind}") is not None for kind in ("drawing", "sdt", "sym"))
            if not (filled or _text(paragraph)):
                yield f"an empty paragraph in {name}"


def _resolved(read: dict[str, Element], packed: dict[str, bytes]) -> Iterator[str]:
    """Every id that is used is there, and there once."""
    styles = [style.get(f"{W}styleId", "") for style in read["word/styles.xml"].iter(f"{W}style")]
    numbers = [number.get(f"{W}numId", "") for number in read["word/numbering.xml"].iter(f"{W}num")]
    abstract = [one.get(f"{W}abstractNumId", "") for one in read["word/numbering.xml"].iter(f"{W}abstractNum")]
    marks = [mark.get(f"{W}name", "") for mark in read["word/document.xml"].iter(f"{W}bookmarkStart")]
    for kind, ids in (("style", styles), ("list", numbers), ("list kind", abstract), ("bookmark", marks)):
        yield from (f"{kind} {one} is there {times} times" for one, times in Counter(ids).items() if times > 1)
    for name, root in read.items():
        for element in root.iter():
            if element.tag in _STYLED and _val(element) not in styles:
                yield f"{name} uses style {_val(element)}, which is not there"
            if element.tag == f"{W}numId" and _val(element) not in (*numbers, "0"):
                yield f"{name} uses list {_val(element)}, which is not there"
            if element.tag == f"{W}num" and _val(element.find(f"{W}abstractNumId")) not in abstract:
                yield f"a list of {name} hangs on nothing"
            if element.tag == f"{W}hyperlink" and element.get(f"{W}anchor", "") not in marks:
                yield f"a link to {element.get(f'{W}anchor')!r} leads nowhere"
    yield from _related(read, packed)


def _related(read: dict[str, Element], packed: dict[str, bytes]) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for name, root in read.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        folder, _, of = name.rpartition("_rels/")
        source = f"{folder}{of.removesuffix('.rels')}"
        ids = [row.get("Id", "") for row in root.iter(_PACKAGE)]
        used = set()
        if source in read:
            known = [key for element in read[source].iter() for key in element.attrib.items()]
            used = {value for key, value in known if key.startswith(R)}
        yield from (f"relation {one} of {source} is there {n} times" for one, n in Counter(ids).items() if n > 1)
        yield from (f"{source} uses relation {one}, which is not there" for one in sorted(used - set(ids)))
        for row in root.iter(_PACKAGE):
            if row.get("TargetMode") == "External":
                yield f"{source} reaches outside the file"
            steps = f"{folder}{row.get('Target')}".replace("word/../", "").lstrip("/")
            reached.add(steps)
            if steps not in packed:
                yield f"{source} hangs on {steps}, which is not there"
    yield from (f"{name} hangs on nothing" for name in packed if name not in reached)
