"""Reads the people of a case: private persons, partners with their calendars, who is barred, what was assessed."""

import re
from typing import TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from models.terms import BarKind, Instrument, Known, OrganisationKind, PersonRole
from services.barring.facts import NewBar
from services.cases.facts import Assessment
from services.cases.orders import NewPerson
from services.demo.facts import FilePartner, FreeBlocks
from services.demo.nodes import Fields, Source
from services.relations.rules import normal_form

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PERSON = "ref role alias age address address_secret phone safe_contact note language address_known weapons work gloss"
_PARTNER = "org role name email phone deputy free deputy_free speaks_with attends external chairs barred note secrecy"
_ORGANISATION = re.compile(r"[^\s/\\:|*?\"<>][^/\\:|*?\"<>]{0,59}")
_LANGUAGES = {
    "nl": "Nederlands",
    "en": "Engels",
    "de": "Duits",
    "fr": "Frans",
    "pl": "Pools",
    "tr": "Turks",
    "ar": "Arabisch",
}
_SECRET = frozenset({"geheim", "secret"})
_YES, _NO = frozenset({"ja", "yes"}), frozenset({"nee", "no"})
T = TypeVar("T")


def organisation(source: Source, node: Node, key: str) -> str:
    """An organisation's key: one of the chain's, or a free one such as `school`."""
    word = source.line_of_text(node, key, 60)
    if not _ORGANISATION.fullmatch(word):
        source.wrong(node, "bad_organisation", key)
    return word


def known(fields: Fields, key: str) -> Known:
    """A fact that may be unknown: true, false or `onbekend`."""
    node = fields.get(key)
    if node is None:
        return Known.UNKNOWN
    word = node.value.casefold() if isinstance(node, ScalarNode) else ""
    if word in _YES:
        return Known.YES
    if word in _NO:
        return Known.NO
    if word in (Known.UNKNOWN, "unknown"):
        return Known.UNKNOWN
    return Known.YES if fields.source.flag(node, key) else Known.NO


def person(source: Source, node: Node) -> NewPerson:
    """A private person by reference and alias."""
    fields = source.fields(node, _PERSON, "persons")
    address = fields.text("address", 300)
    secret = address.casefold() in _SECRET
    age, language = fields.get("age"), fields.line("language", 40)
    return NewPerson(
        ref=source.line_of_text(fields.need("ref"), "ref", 10),
        role=source.term(fields.need("role"), PersonRole, "role"),
        alias=fields.line("alias", 80, needed=True),
        age=None if age is None else source.number(age, "age", 0, 130),
        address="" if secret else address,
        address_secret=fields.flag("address_secret", secret),
        phone=fields.line("phone", 40),
        safe_contact=fields.text("safe_contact"),
        language=_LANGUAGES.get(language, language),
        note="\n".join(text for text in (fields.text(key) for key in ("note", "weapons", "work")) if text),
    )


def partner(source: Source, node: Node, refs: set[str]) -> FilePartner:
    """A professional on a seat; `refs` are the persons that can be spoken with."""
    fields = source.fields(node, _PARTNER, "partners")
    email = fields.line("email", 200)
    if email and not re.fullmatch(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", email, re.ASCII):
        source.wrong(fields.need("email"), "bad_address", "email")
    name, deputy = fields.line("name", 120, needed=True), fields.line("deputy", 120)
    secrecy = fields.line("secrecy", 120)
    return FilePartner(
        organisation=organisation(source, fields.need("org"), "org"),
        role=fields.line("role", 60, needed=True),
        name=name,
        email=email,
        phone=fields.line("phone", 40),
        deputy="" if normal_form(deputy) == normal_form(name) else deputy,
        free=_week(fields, "free"),
        deputy_free=_week(fields, "deputy_free"),
        speaks_with=tuple(dict.fromkeys(fields.known("speaks_with", refs, "unknown_person"))),
        attends=fields.flag("attends", True),
        external=fields.flag("external", False),
        chairs=fields.flag("chairs", False),
        barred=fields.flag("barred", False),
        note="\n".join(text for text in (fields.text("note"), secrecy) if text),
    )


def _week(fields: Fields, key: str) -> FreeBlocks:
    node = fields.get(key)
    if node is None:
        return ()
    days = fields.source.fields(node, " ".join(_DAYS), key)
    blocks = [
        (weekday, *_block(days.source, item, key)) for weekday, day in enumerate(_DAYS) for item in days.items(day)
    ]
    return joined(blocks)


def _block(source: Source, node: Node, key: str) -> tuple[int, int]:
    ends = source.items(node, key)
    if len(ends) != 2:
        source.wrong(node, "bad_time", key)
    start, end = (source.time(item, key) for item in ends)
    if start >= end:
        source.wrong(node, "bad_time", key)
    return start, end


def joined(blocks: list[tuple[int, int, int]]) -> FreeBlocks:
    """Blocks in order, those that touch or overlap taken together."""
    held: list[tuple[int, int, int]] = []
    for day, start, end in sorted(blocks):
        if held and held[-1][0] == day and start <= held[-1][2]:
            held[-1] = (day, held[-1][1], max(end, held[-1][2]))
        else:
            held.append((day, start, end))
    return tuple(held)


def bars(fields: Fields, key: str, organisations: set[str]) -> list[NewBar]:
    """Who is kept out: names, mail addresses or organisations, as plain words or as name, email, org and reason."""
    node = fields.get(key)
    if isinstance(node, ScalarNode):
        return [_bar_of_word(fields.source, node, key, organisations)]
    if isinstance(node, MappingNode):
        return _bars_of_mapping(fields.source, node, key)
    found: list[NewBar] = []
    for item in fields.items(key):
        if isinstance(item, MappingNode):
            found += _bars_of_mapping(fields.source, item, key)
        else:
            found.append(_bar_of_word(fields.source, item, key, organisations))
    return found


def _bar_of_word(source: Source, node: Node, key: str, organisations: set[str]) -> NewBar:
    word = source.line_of_text(node, key, 120)
    if "@" in word:
        return _bar(source, node, BarKind.EMAIL, word)
    kind = BarKind.ORGANISATION if word in organisations | set(OrganisationKind) else BarKind.NAME
    return _bar(source, node, kind, word)


def _bars_of_mapping(source: Source, node: Node, key: str) -> list[NewBar]:
    fields = source.fields(node, "name email org organisation reason reason_nl", key)
    reason = fields.text("reason") or fields.text("reason_nl")
    forms = (("name", BarKind.NAME), ("email", BarKind.EMAIL))
    organised = (("org", BarKind.ORGANISATION), ("organisation", BarKind.ORGANISATION))
    told = [(name, kind) for name, kind in forms if fields.get(name) is not None]
    # a name with an organisation bars that person, not everybody who works there
    told = told or [(name, kind) for name, kind in organised if fields.get(name) is not None]
    if not told:
        source.wrong(node, "missing_key", "name")
    return [_bar(source, node, kind, fields.line(name, 120, needed=True), reason) for name, kind in told]


def _bar(source: Source, node: Node, kind: BarKind, value: str, reason: str = "") -> NewBar:
    if not normal_form(value):
        source.wrong(node, "odd_characters", "barred")
    return NewBar(kind, value, reason)


def assessments(fields: Fields) -> list[Assessment]:
    """The outcomes of SASH, safety assessment (VHB) and RISC, each with its date."""
    found = []
    for key, instrument, by in (
        ("sash", Instrument.SASH, OrganisationKind.POLITIE),
        ("vhb", Instrument.SAFETY_ASSESSMENT, OrganisationKind.VEILIG_THUIS),
        ("risc", Instrument.RISC, OrganisationKind.RECLASSERING),
    ):
        node = fields.get(key)
        if node is None:
            continue
        told = fields.source.fields(node, "outcome date by coordinated_with_vt", key)
        who = told.get("by")
        found.append(
            Assessment(
                instrument,
                told.line("outcome", 80, needed=True),
                fields.source.day(told.need("date"), "date"),
                by.value if who is None else organisation(fields.source, who, "by"),
                told.flag("coordinated_with_vt", False),
            )
        )
    return found


def lines_between(fields: Fields) -> list[tuple[str, str]]:
    """The recorded fixed lines between organisations."""
    found = []
    for item in fields.items("partner_contacts"):
        ends = fields.source.items(item, "partner_contacts")
        if len(ends) != 2:
            fields.source.wrong(item, "not_two_ends", "partner_contacts")
        one, other = (organisation(fields.source, end, "partner_contacts") for end in ends)
        if one == other:
            fields.source.wrong(item, "not_two_ends", "partner_contacts")
        found.append((one, other))
    return found


def plain(source: Source, node: Node, key: str) -> object:
    """A node as plain lists, mappings and text; nothing is interpreted."""
    if isinstance(node, SequenceNode):
        return [plain(source, item, key) for item in node.value]
    if isinstance(node, MappingNode):
        return {name: plain(source, value, key) for name, value in source.pairs(node, key)}
    return str(node.value)
