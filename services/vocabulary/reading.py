"""One pass over a vocabulary file: each entry a frozen fact, refused with its line if it is not what it must be."""

import re
from collections.abc import Iterable

from yaml.nodes import MappingNode, Node, ScalarNode

from models.terms import ConditionKind, Modality, PersonRole
from services.route_map.nodes import Source
from services.vocabulary.facts import Act, Cues, Exclusion, Requirement, Slot, Standing, Term, Words
from services.vocabulary.rules import CONDITIONS, EVENTS, MOMENTS, NUMBERS, SLOTS

TIMES = (*MOMENTS, "hours", "days", *EVENTS)
ASPECTS, READINGS = ("once", "state"), ("each", "free", "open")
TYPES = ("actor", "place", "document", "info", "thing", "measure", "event", "channel", "document_system")
PICKS = (
    "person",
    "organisation",
    "anyone",
    "info",
    "thing",
    "measure",
    "document",
    "place",
    "document_system",
    "channel",
)
SOURCES = ("subject", "protects", "safe", "organisation")
"""Whom a form can put in a slot by itself."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_ACT_WORDS = (
    *("inf", "inf_max", "inf_min", "inf_paper", "inf_people", "prep", "what_prep", "at_prep", "doer"),
    *("what_none", "what_none_not", "to_none", "at_none", "at_none_not"),
)
_ACT, _ACT_MAY = (
    "id nl slots aspect kinds ask",
    "theme en geen at_first is_a presence single achieves prefill offers doer_many cues "
    + " ".join(f"{name} {name}_en" for name in _ACT_WORDS),
)
_TERM, _TERM_MAY = "id nl type", "en of of_en noun noun_en clause clause_en prep prep_en bare many owners cues"


class Entries:
    """Reads the entries of one file or of an addition to it. Whether what they name exists is looked at afterwards."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def act(self, node: Node) -> Act:
        """An entry of `acts`."""
        fields = self.source.mapping(node, _ACT, _ACT_MAY)
        slots = self._words_of(fields, "slots", SLOTS, "unknown_slot")
        ask = self._words_of(fields, "ask", (*SLOTS, *TIMES, *NUMBERS), "unknown_slot")
        single = self._words_of(fields, "single", (*SLOTS, *TIMES), "unknown_slot")
        for name in (*ask, *single):
            if name in SLOTS and name not in slots:
                self.source.wrong(node, "slot_not_of_act", name)
        return Act(
            id=self.id(fields["id"]),
            nl=self.source.text(fields["nl"]),
            en=self._text(fields, "en"),
            theme=self._text(fields, "theme"),
            slots=slots,
            ask=ask,
            kinds=self._words_of(fields, "kinds", tuple(ConditionKind), "unknown_kind"),
            aspect=self.one_of(fields["aspect"], ASPECTS, "unknown_word"),
            is_a=self.texts(fields, "is_a"),
            presence=self._flag(fields, "presence"),
            single=single,
            achieves=self._text(fields, "achieves"),
            prefill=self._prefill(fields, slots),
            offers=self._filled(fields, "offers"),
            geen=self._flag(fields, "geen"),
            at_first=self._flag(fields, "at_first"),
            doer_many=self._flag(fields, "doer_many"),
            cues=self.texts(fields, "cues"),
            **{name: self.words(fields, name) for name in _ACT_WORDS},
        )

    def term(self, node: Node) -> Term:
        """An entry of `terms`."""
        fields = self.source.mapping(node, _TERM, _TERM_MAY)
        return Term(
            id=self.id(fields["id"]),
            nl=self.source.text(fields["nl"]),
            en=self._text(fields, "en"),
            type=self.one_of(fields["type"], TYPES, "unknown_word"),
            bare=self._flag(fields, "bare"),
            many=self._flag(fields, "many"),
            owners=self._words_of(fields, "owners", tuple(PersonRole), "unknown_word"),
            cues=self.texts(fields, "cues"),
            **{name: self.words(fields, name) for name in ["of", "noun", "clause", "prep"]},
        )

    def slot(self, node: Node) -> Slot:
        """An entry of `slots`."""
        fields = self.source.mapping(node, "id nl reading picks", "en")
        return Slot(
            id=self.one_of(fields["id"], SLOTS, "unknown_slot"),
            label=self.label(fields),
            reading=self.one_of(fields["reading"], READINGS, "unknown_word"),
            picks=self._words_of(fields, "picks", PICKS, "unknown_word"),
        )

    def modality(self, node: Node) -> tuple[Modality, Cues]:
        """An entry of `modalities`."""
        fields = self.source.mapping(node, "id nl", "en explain_nl cues")
        cues = Cues(self.label(fields), self._text(fields, "explain_nl"), self.texts(fields, "cues"))
        return self._modality(fields["id"]), cues

    def field_words(self, top: dict[str, Node], name: str, known: Iterable[str]) -> dict[str, Words]:
        """The labels of fields: all that are known, and no other. A label is a text, or both languages."""
        found: dict[str, Words] = {}
        for key, node in self.source.entries(top[name]):
            if key not in known:
                self.source.wrong(node, "unknown_field", key)
            two = isinstance(node, MappingNode)
            found[key] = self.label(self.source.mapping(node, "nl", "en")) if two else Words(self.source.text(node))
        for key in known:
            if key not in found:
                self.source.wrong(top[name], "missing_key", key)
        return found

    def named(self, node: Node) -> tuple[str, Words]:
        """An id with its words: an entry of `organisations` or `bases`."""
        fields = self.source.mapping(node, "id nl", "en")
        return self.id(fields["id"]), self.label(fields)

    def part(self, node: Node) -> tuple[str, str]:
        """An entry of `part_of`: part and whole."""
        ids = [self.source.text(item) for item in self.source.items(node)]
        if len(ids) != 2:
            self.source.wrong(node, "wrong_type", "[part, whole]")
        return ids[0], ids[1]

    def exclusion(self, node: Node) -> Exclusion:
        """An entry of `excludes`."""
        fields = self.source.mapping(node, "acts same nl", "en")
        acts = self.texts(fields, "acts")
        if len(acts) != 2:
            self.source.wrong(fields["acts"], "wrong_type", "[act, act]")
        same = self._words_of(fields, "same", SLOTS, "unknown_slot")
        return Exclusion((acts[0], acts[1]), same, self.label(fields))

    def requirement(self, node: Node) -> Requirement:
        """An entry of `requires`."""
        fields = self.source.mapping(node, "act then map nl", "where_slot en")
        where = self.source.entries(fields["where_slot"]) if "where_slot" in fields else ()
        return Requirement(
            act=self.source.text(fields["act"]),
            then=self.source.text(fields["then"]),
            where_slot=tuple((self._slot(key, value), self.source.text(value)) for key, value in where),
            filled=self._filled(fields, "map"),
            label=self.label(fields),
        )

    def presence(self, node: Node) -> Requirement:
        """What every act with presence requires: the act of being where it is done."""
        fields = self.source.mapping(node, "then nl", "en")
        copied = (("by", ("$by",)), ("at", ("$at",)))
        return Requirement("", self.source.text(fields["then"]), (), copied, self.label(fields))

    def standing(self, node: Node) -> Standing:
        """An entry of `standing`."""
        fields = self.source.mapping(node, "rule modality act facts nl", "by remind en")
        return Standing(
            rule=self.source.text(fields["rule"]),
            modality=self._modality(fields["modality"]),
            act=self.source.text(fields["act"]),
            by=self.texts(fields, "by"),
            facts=tuple((name, self._fact(value)) for name, value in self.pairs(fields, "facts")),
            remind=self._flag(fields, "remind"),
            label=self.label(fields),
        )

    # --- parts of entries

    def id(self, node: Node) -> str:
        """A plain word that can be written in a norm."""
        word = self.source.text(node)
        if not _ID.fullmatch(word):
            self.source.wrong(node, "odd_id", word)
        return word

    def label(self, fields: dict[str, Node]) -> Words:
        """The words under `nl` and `en`."""
        return Words(self.source.text(fields["nl"]), self._text(fields, "en"))

    def words(self, fields: dict[str, Node], name: str) -> Words:
        """The words under a name and the same with `_en`; empty where there are none."""
        return Words(self._text(fields, name), self._text(fields, f"{name}_en"))

    def texts(self, fields: dict[str, Node], key: str) -> tuple[str, ...]:
        """A list of texts, none of them twice; empty where the key is not there."""
        nodes = list(self.source.items(fields[key])) if key in fields else []
        found = [self.source.text(node) for node in nodes]
        for place, text in enumerate(found):
            if text in found[:place]:
                self.source.wrong(nodes[place], "duplicate_id", text)
        return tuple(found)

    def one_of(self, node: Node, known: Iterable[str], reason: str) -> str:
        """A text that must be one of the known ones."""
        word = self.source.text(node)
        return word if word in tuple(known) else self.source.wrong(node, reason, word)

    def pairs(self, fields: dict[str, Node], key: str) -> list[tuple[str, Node]]:
        """The entries of a mapping; none where the key is not there."""
        return list(self.source.entries(fields[key])) if key in fields else []

    def _text(self, fields: dict[str, Node], key: str) -> str:
        """A text that may be empty or left out."""
        node = fields.get(key)
        if node is None or (isinstance(node, ScalarNode) and node.style in ("'", '"') and not node.value.strip()):
            return ""
        return self.source.text(node)

    def _flag(self, fields: dict[str, Node], key: str) -> bool:
        return self.source.boolean(fields[key]) if key in fields else False

    def _words_of(self, fields: dict[str, Node], key: str, known: Iterable[str], reason: str) -> tuple[str, ...]:
        found = self.texts(fields, key)
        for word in found:
            if word not in tuple(known):
                self.source.wrong(fields[key], reason, word)
        return found

    def _slot(self, key: str, node: Node) -> str:
        return key if key in SLOTS else self.source.wrong(node, "unknown_slot", key)

    def _modality(self, node: Node) -> Modality:
        names: dict[str, Modality] = {modality.name.lower(): modality for modality in Modality}
        return names[self.one_of(node, names, "unknown_modality")]

    def _prefill(self, fields: dict[str, Node], slots: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        pairs = self.pairs(fields, "prefill")
        for slot, node in pairs:
            if slot not in slots:
                self.source.wrong(node, "slot_not_of_act", slot)
        return tuple((slot, self.one_of(node, SOURCES, "unknown_word")) for slot, node in pairs)

    def _filled(self, fields: dict[str, Node], key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return tuple((self._slot(slot, node), self._one_or_more(node)) for slot, node in self.pairs(fields, key))

    def _one_or_more(self, node: Node) -> tuple[str, ...]:
        if isinstance(node, ScalarNode):
            return (self.source.text(node),)
        return tuple(self.source.text(item) for item in self.source.items(node))

    def _fact(self, node: Node) -> tuple[str | bool | None, ...]:
        return tuple(plain_state(self.source, item) for item in self.source.items(node))


def plain_state(source: Source, node: Node) -> str | bool | None:
    """A state of a fact: yes, no, unknown (null), or a word."""
    if isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return None
    known = isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:bool"
    return source.boolean(node) if known else source.text(node)


FIELDS = {"time_fields": TIMES, "condition_fields": (*CONDITIONS, "except"), "number_fields": NUMBERS}
