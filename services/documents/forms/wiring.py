"""What a package says its parts are and how they hang together: content types and relationships. Nothing external but
links to read, which nobody follows."""

import posixpath
import re
from collections.abc import Mapping

from lxml import etree  # ty: ignore[import-not-found]  (it ships no types)

from services.documents.forms.faults import FormFault, FormRefused

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES, _ROOT = "[Content_Types].xml", "_rels/.rels"
_CONTENT = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINKS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
_KINDS = (
    ("macroenabled", FormFault.MACROS),
    ("vba", FormFault.MACROS),
    ("keymapcustomizations", FormFault.MACROS),
    ("activex", FormFault.CONTROLS),
    ("oleobject", FormFault.EMBEDDED),
    ("attachedtoolbars", FormFault.EMBEDDED),
)
_RELATIONS = {
    "vbaproject": FormFault.MACROS,
    "wordvbadata": FormFault.MACROS,
    "keymapcustomizations": FormFault.MACROS,
    "extensibility": FormFault.MACROS,
    "control": FormFault.CONTROLS,
    "activexcontrolbinary": FormFault.CONTROLS,
    "oleobject": FormFault.EMBEDDED,
    "package": FormFault.EMBEDDED,
    "afchunk": FormFault.EMBEDDED,
    "attachedtoolbars": FormFault.EMBEDDED,
    "attachedtemplate": FormFault.LINKED_TEMPLATE,
    "transform": FormFault.LINKED_TEMPLATE,
    "subdocument": FormFault.FROM_ELSEWHERE,
    "frame": FormFault.FROM_ELSEWHERE,
    "mailmergesource": FormFault.MAIL_MERGE,
    "mailmergeheadersource": FormFault.MAIL_MERGE,
    "recipientdata": FormFault.MAIL_MERGE,
}
_OTHER_MAINS = (
    ("template", FormFault.TEMPLATE),
    ("spreadsheetml", FormFault.OTHER_OFFICE),
    ("presentationml", FormFault.OTHER_OFFICE),
)


def parsed(xml: bytes) -> etree._Element:
    """The root of a part, without entities, network or leave to grow. Raises lxml's XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(xml, parser)


def main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the one Word document in a package. Raises FormRefused for any other wiring."""
    if _TYPES not in parts or _ROOT not in parts:
        raise FormRefused(reason=FormFault.DAMAGED)
    named, by_ending = _kinds(parts[_TYPES])
    mains = []
    for name, xml in parts.items():
        if name.lower().endswith(".rels"):
            for kind, target in _relations(xml):
                if name == _ROOT and kind == "officedocument":
                    mains.append(_inside("", target))
    if len(mains) != 1 or mains[0] not in parts:
        raise FormRefused(reason=FormFault.DAMAGED)
    kind = named.get(mains[0].lower(), by_ending.get(mains[0].rpartition(".")[2].lower(), ""))
    if kind != DOCUMENT:
        raise FormRefused(reason=next((fault for part, fault in _OTHER_MAINS if part in kind), FormFault.DAMAGED))
    return mains[0]


def related(parts: Mapping[str, bytes], kind: str) -> tuple[str, ...]:
    """Names of the parts that hang on the package itself by a relationship of this kind."""
    found = (_inside("", target) for said, target in _relations(parts[_ROOT]) if said == kind)
    return tuple(name for name in found if name in parts)


def _kinds(xml: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Content types of parts by name and by ending, each said once."""
    named: dict[str, str] = {}
    by_ending: dict[str, str] = {}
    for row in parsed(xml):
        kind = row.get("ContentType") or ""
        for part, fault in _KINDS:
            if part in kind.lower():
                raise FormRefused(reason=fault)
        told, key = (by_ending, row.get("Extension")) if row.tag == f"{_CONTENT}Default" else (named, None)
        key = (key if key is not None else (row.get("PartName") or "").lstrip("/")).lower()
        if told.setdefault(key, kind) != kind:
            raise FormRefused(reason=FormFault.NAMES)
    return named, by_ending


def _relations(xml: bytes) -> list[tuple[str, str]]:
    """Kind (the last word of its address) and target of every relationship in a part."""
    found = []
    for row in parsed(xml).iter(_RELATIONSHIP):
        kind, target = (row.get("Type") or "").rpartition("/")[2].lower(), (row.get("Target") or "").strip()
        if kind in _RELATIONS:
            raise FormRefused(reason=_RELATIONS[kind])
        external = (row.get("TargetMode") or "").lower() == "external"
        if external and not (kind == "hyperlink" and _LINKS.match(target)):
            raise FormRefused(reason=FormFault.FROM_ELSEWHERE)
        if not external:
            _inside("word/", target)
            found.append((kind, target))
    return found


def _inside(folder: str, target: str) -> str:
    """The name of the part that a target means; one that points out of the package is refused."""
    if _SCHEME.match(target):
        raise FormRefused(reason=FormFault.FROM_ELSEWHERE)
    name = posixpath.normpath(target.lstrip("/") if target.startswith("/") else folder + target)
    if name.startswith("..") or "\\" in name:
        raise FormRefused(reason=FormFault.NAMES)
    return name
