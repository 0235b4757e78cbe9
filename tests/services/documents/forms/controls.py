"""Reads the controls of a finished form in the tests, in a way of its own: not with the program's reader."""

from dataclasses import dataclass
from xml.etree import ElementTree

from tests.services.documents.reading import W, parts

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


@dataclass(frozen=True)
class Told:
    """One control: what it is called, what stands in it, what can be chosen."""

    tag: str
    name: str
    text: str
    empty: bool
    ticked: bool
    options: tuple[tuple[str, str], ...]
    kind: str


def answers(content: bytes) -> dict[str, Told]:
    """The controls of the body by tag."""
    return {told.tag: told for told in controls(content)}


def controls(content: bytes) -> list[Told]:
    """The controls of the body, in order."""
    root = ElementTree.fromstring(parts(content)["word/document.xml"])
    return [_told(sdt) for sdt in root.iter(f"{W}sdt")]


def custom_part(content: bytes) -> ElementTree.Element:
    """The root of the form's own part."""
    return ElementTree.fromstring(parts(content)["customXml/item1.xml"])


def custom_properties(content: bytes) -> list[tuple[str, str]]:
    """The file's custom properties."""
    root = ElementTree.fromstring(parts(content)["docProps/custom.xml"])
    return [(row.get("name") or "", "".join(row.itertext())) for row in root]


def _told(sdt: ElementTree.Element) -> Told:
    about = sdt.find(f"{W}sdtPr")
    assert about is not None
    kinds = {f"{W}text", f"{W}dropDownList", f"{W}date", f"{W14}checkbox"}
    (kind,) = [element.tag for element in about if element.tag in kinds]
    ticked = about.find(f"{W14}checkbox/{W14}checked")
    return Told(
        tag=_value(about, "tag"),
        name=_value(about, "alias"),
        text="".join(
            "\n" if node.tag == f"{W}br" else node.text or "" for node in sdt.iter() if node.tag in (f"{W}t", f"{W}br")
        ),
        empty=about.find(f"{W}showingPlcHdr") is not None,
        ticked=ticked is not None and ticked.get(f"{W14}val") == "1",
        options=tuple(
            (item.get(f"{W}value") or "", item.get(f"{W}displayText") or "") for item in about.iter(f"{W}listItem")
        ),
        kind=kind.partition("}")[2],
    )


def _value(about: ElementTree.Element, name: str) -> str:
    found = about.find(f"{W}{name}")
    return (found.get(f"{W}val") or "") if found is not None else ""
