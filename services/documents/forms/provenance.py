"""By which a form that comes back is known: what it carries, in two places and in print, and the seal over it.

The seal is a keyed hash: nobody without the region's key can make or change marks. It says that the marks are ours,
never that what was filled in is true.
"""

import hmac
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree

from services.documents.forms.facts import SCHEMA, Marks

if TYPE_CHECKING:  # the process that reads forms from outside knows no tables
    from models.condition import IssuedForm

NAMESPACE = "urn:mdo-planner:form"
PREFIX = "form."
"""Before the name of each mark among the file's custom properties."""
_PURPOSE = "form marks"
_FIELDS = (
    *("form_id", "code", "meeting_id", "organisation", "invitation_id", "due_at"),
    *("schema", "language", "mac"),
)
_LONGEST = 200


class Sealer(Protocol):
    """Whatever hashes with the region's key."""

    def lookup(self, purpose: str, value: str) -> str:
        """64 hexadecimal characters."""


def marks_of(row: "IssuedForm") -> Marks:
    """The marks of a form as it was issued, unsealed. They hold ids and moments only."""
    return Marks(
        form_id=row.id,
        code=row.code,
        meeting_id=row.meeting_id,
        organisation=row.organisation_id,
        invitation_id=row.invitation_id,
        due_at=row.due_at.astimezone(UTC).isoformat(timespec="seconds"),
        schema=SCHEMA,
        language=row.language,
    )


def sealed(marks: Marks, vault: Sealer) -> Marks:
    """The same with its seal."""
    return replace(marks, mac=vault.lookup(_PURPOSE, _canonical(marks)))


def check(marks: Marks, vault: Sealer) -> bool:
    """Whether nothing in the marks was changed since they were sealed; takes the same time for every answer."""
    right = vault.lookup(_PURPOSE, _canonical(marks))
    return hmac.compare_digest(right.encode(), marks.mac.encode("utf-8", "replace"))


def printed_code(marks: Marks) -> str:
    """What is printed for people to tell by phone: `F-8Q3M2-0F49BEA4`."""
    return f"{marks.code}-{marks.mac[:8].upper()}"


def properties_of(marks: Marks) -> tuple[tuple[str, str], ...]:
    """The marks as custom properties: name and value."""
    return tuple((PREFIX + name, value) for name, value in _told(marks))


def marks_in_properties(properties: Iterable[tuple[str, str]]) -> Marks | None:
    """The marks among a file's custom properties; None when one is gone, twice there or no mark of ours."""
    return _marks((name.removeprefix(PREFIX), value) for name, value in properties if name.startswith(PREFIX))


def part_of(marks: Marks) -> str:
    """The marks as a custom XML part."""
    root = ElementTree.Element(f"{{{NAMESPACE}}}marks")
    for name, value in _told(marks):
        ElementTree.SubElement(root, f"{{{NAMESPACE}}}{name}").text = value
    return ElementTree.tostring(root, encoding="unicode", default_namespace=NAMESPACE)


def marks_in_part(root: ElementTree.Element) -> Marks | None:
    """The marks in a parsed custom XML part; None when it is not ours or not whole.

    `root` may be any element with the standard library's interface (`tag`, `text`, iteration over its children).
    """
    if root.tag != f"{{{NAMESPACE}}}marks":
        return None
    space = f"{{{NAMESPACE}}}"
    return _marks((child.tag.removeprefix(space), child.text or "") for child in root if isinstance(child.tag, str))


def _told(marks: Marks) -> Iterable[tuple[str, str]]:
    values = asdict(marks)
    return ((name, str(values[name])) for name in _FIELDS)


def _canonical(marks: Marks) -> str:
    """Every field but the seal, so that no two different marks read alike."""
    return "\n".join(f"{name}={len(value)}:{value}" for name, value in _told(marks) if name != "mac")


def _marks(pairs: Iterable[tuple[str, str]]) -> Marks | None:
    found: dict[str, str] = {}
    for name, value in pairs:
        if name in found or len(value) > _LONGEST:
            return None
        found[name] = value
    if set(found) != set(_FIELDS) or not _is_number(found["schema"]):
        return None
    return Marks(**{name: value for name, value in found.items() if name != "schema"}, schema=int(found["schema"]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 4
