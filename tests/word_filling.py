"""Fills in a form as Word does: what a control holds is replaced, in pieces, with all that Word leaves in between."""

from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W, _W14 = f"{{{W}}}", f"{{{W14}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def filled(content: bytes, answers: dict[str, str | bool]) -> bytes:
    """The form with these answers by tag (`c1.text`): words, lines apart by newlines; True or False for a box. A day is
    typed as DD-MM-YYYY. Raises KeyError for a tag that the form does not have."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    root = etree.fromstring(parts["word/document.xml"])
    left = dict(answers)
    for number, control in enumerate(list(root.iter(f"{_W}sdt"))):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None and tag.get(f"{_W}val") in left:
            _fill(control, left.pop(tag.get(f"{_W}val")), number)
    if left:
        raise KeyError(*left)
    for number, paragraph in enumerate(root.iter(f"{_W}p")):
        paragraph.set(f"{_W}rsidR", f"00A{number:05X}")
        paragraph.set(f"{_W}rsidRDefault", "00C41B7E")
        paragraph.set(f"{_W14}paraId", f"3F{number:06X}")
        paragraph.set(f"{_W14}textId", "77777777")
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    parts["docProps/app.xml"] = _app()
    return packed(parts)


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as a package."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return out.getvalue()


def _fill(control: etree._Element, answer: str | bool, number: int) -> None:
    about, holds = control.find(f"{_W}sdtPr"), control.find(f"{_W}sdtContent")
    prompt = about.find(f"{_W}showingPlcHdr")
    if prompt is not None:
        about.remove(prompt)
    if isinstance(answer, bool):
        about.find(f"{_W14}checkbox/{_W14}checked").set(f"{_W14}val", str(int(answer)))
        next(holds.iter(f"{_W}t")).text = "☒" if answer else "☐"
        return
    day = about.find(f"{_W}date")
    if day is not None and answer:
        dd, mm, yyyy = answer.split("-")
        day.set(f"{_W}fullDate", f"{date(int(yyyy), int(mm), int(dd)).isoformat()}T00:00:00Z")
    paragraph = holds.find(f"{_W}p")
    into = holds if paragraph is None else paragraph
    for child in list(into):
        if child.tag != f"{_W}pPr":
            into.remove(child)
    for piece in _pieces(answer, number):
        into.append(piece)


def _pieces(answer: str, number: int) -> list[etree._Element]:
    """Runs as Word leaves them: cut within words, with marks of spelling, bookmarks and smart tags in between."""
    pieces: list[etree._Element] = [_element("bookmarkStart", id=str(number), name=f"_GoBack{number}")]
    for line_number, line in enumerate(answer.split("\n")):
        if line_number:
            pieces.append(_run(_element("br")))
        cuts = sorted({0, len(line) // 3, len(line) // 3 + 1, 2 * len(line) // 3, len(line)})
        stretches = [line[start:end] for start, end in pairwise(cuts)]
        for at, stretch in enumerate(stretches):
            run = _run(_text(stretch), rsid=f"00B{at:05X}")
            if at == 1:
                pieces += [_element("proofErr", type="spellStart"), run, _element("proofErr", type="spellEnd")]
            elif at == 2:
                smart = _element("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="place")
                smart.append(run)
                pieces.append(smart)
            else:
                pieces.append(run)
    return [*pieces, _element("bookmarkEnd", id=str(number))]


def _run(*content: etree._Element, rsid: str = "") -> etree._Element:
    run = _element("r", **({"rsidRPr": rsid} if rsid else {}))
    properties = _element("rPr")
    properties.append(_element("lang", val="nl-NL"))
    run.extend((properties, *content))
    return run


def _text(words: str) -> etree._Element:
    text = _element("t")
    text.text = words
    text.set(_SPACE, "preserve")
    return text


def _element(name: str, /, **attributes: str) -> etree._Element:
    return etree.Element(f"{_W}{name}", {f"{_W}{key}": said for key, said in attributes.items()}, nsmap={"w": W})


def _app() -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    words = "<TotalTime>7</TotalTime><Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="{space}">{words}</Properties>'.encode()
