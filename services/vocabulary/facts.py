"""A structured reading: what a condition says as records that can be compared, and the vocabulary it is written in.
Frozen; of a case only references of persons, keys of organisations and free places.

Source: `conditions.md` section 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.terms import Modality

Moment = date | datetime
"""A whole local day, or a zone-aware moment."""


@dataclass(frozen=True)
class Norm:
    """One thing that must, must not or may be done.

    `act` is an act of the vocabulary. The slots `by`, `what`, `to`, `at`, `via`, `about` hold references of persons
    (`P2`), keys of organisations (`politie`, `politie/wijkagent`), terms (`home:P1`) or free text (`place:de brug`);
    what an empty slot means depends on the slot. `if_`, `unless` and `regardless` hold events; `exceptions` pairs of
    slot and what is excepted. `hours` are `HH:MM` from and until, `days` Dutch two-letter weekdays. `basis` is a legal
    source (`court_order`).
    """

    modality: Modality
    act: str
    by: tuple[str, ...] = ()
    what: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    when: Moment | None = None
    before: Moment | None = None
    from_: Moment | None = None
    until: Moment | None = None
    hours: tuple[str, str] | None = None
    days: tuple[str, ...] = ()
    before_event: str = ""
    after_event: str = ""
    until_event: str = ""
    if_: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    regardless: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    maximum: int | None = None
    minimum: int | None = None
    months: int | None = None
    basis: str = ""


@dataclass(frozen=True)
class Words:
    """The same word or words in both languages; English falls back on Dutch where a file has none."""

    nl: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        """In `nl` or `en`."""
        return (self.en or self.nl) if language == "en" else self.nl


@dataclass(frozen=True)
class Act:
    """Something that somebody does. `slots` may be filled, `ask` are those a form asks for, `kinds` the kinds of
    condition that offer it; `aspect` is `once` (at a moment within the term) or `state` (the whole term).

    `inf` is the verb in a sentence (`geen`: its noun is negated with it); `inf_max` and `inf_min` the same with a
    number in it; `inf_paper` and `inf_people` are said where `to` holds documents only, or none. `what_none`,
    `to_none`, `at_none` and under a ban `what_none_not` and `at_none_not` are said where the slot is empty. The
    prepositions stand before the slots of their name; without one `what` and `to` are objects. `at_first`: the place
    belongs to the verb. `doer` says who is meant where nobody is named (`doer_many`: in the plural). `prefill` says
    whom a form puts in a slot: `subject`, `protects`, `safe` (who is protected, or else the subject) or
    `organisation`; `offers` what it offers there in place of what the slot picks (kinds of things, or terms). `cues`
    are beginnings of words that people write for it.
    """

    id: str
    nl: str
    en: str
    theme: str
    slots: tuple[str, ...]
    ask: tuple[str, ...]
    kinds: tuple[str, ...]
    aspect: str
    is_a: tuple[str, ...] = ()
    presence: bool = False
    single: tuple[str, ...] = ()
    achieves: str = ""
    prefill: tuple[tuple[str, str], ...] = ()
    offers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    inf: Words = Words()
    inf_max: Words = Words()
    inf_min: Words = Words()
    inf_paper: Words = Words()
    inf_people: Words = Words()
    geen: bool = False
    prep: Words = Words()
    what_prep: Words = Words()
    at_prep: Words = Words()
    at_first: bool = False
    doer: Words = Words()
    what_none: Words = Words()
    what_none_not: Words = Words()
    to_none: Words = Words()
    at_none: Words = Words()
    at_none_not: Words = Words()
    doer_many: bool = False
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Term:
    """Something that a slot can hold. `of` is the term with its owner (`{owner}`), `noun` how it is said within a
    sentence, `clause` an event as a subordinate clause, `prep` what stands before it as a place. `bare`: without an
    article; `many`: in the plural. `owners` are the roles of the persons to whom a form ties it."""

    id: str
    nl: str
    en: str
    type: str
    of: Words = Words()
    noun: Words = Words()
    clause: Words = Words()
    prep: Words = Words()
    bare: bool = False
    many: bool = False
    owners: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slot:
    """A place in a norm. `reading` says what a list or an empty slot means: `each`, `free` or `open`; `picks` what a
    form offers for it."""

    id: str
    label: Words
    reading: str
    picks: tuple[str, ...]


@dataclass(frozen=True)
class Cues:
    """The word for a modality and the beginnings of words by which prose gives it away."""

    label: Words
    explain: str = ""
    cues: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exclusion:
    """Two acts that do not go together when both are wanted and these slots overlap."""

    acts: tuple[str, str]
    same: tuple[str, ...]
    label: Words


@dataclass(frozen=True)
class Requirement:
    """Doing `act` means doing `then`. `where_slot`: only if that slot holds this term. `filled` fills the slots of
    `then`: `$slot` copies one, `$owner(slot)` takes the person behind `home:P1`."""

    act: str
    then: str
    where_slot: tuple[tuple[str, str], ...]
    filled: tuple[tuple[str, tuple[str, ...]], ...]
    label: Words


@dataclass(frozen=True)
class Standing:
    """A norm of the route map itself, in force while the facts of the case are any of those listed. `remind`: said as
    a reminder."""

    rule: str
    modality: Modality
    act: str
    by: tuple[str, ...]
    facts: tuple[tuple[str, tuple[str | bool | None, ...]], ...]
    remind: bool
    label: Words


@dataclass(frozen=True)
class Vocabulary:
    """The controlled words of structured readings and how they relate. `fields` names times, conditions and numbers;
    `organisations` are those with a name of their own within a sentence; `lowered` words of an alias that begin small
    within a Dutch sentence; `bases` are legal sources. `presence`: what every act with presence requires, that its doer
    is where it is done."""

    version: str
    modalities: Mapping[Modality, Cues]
    slots: Mapping[str, Slot]
    fields: Mapping[str, Words]
    acts: Mapping[str, Act]
    terms: Mapping[str, Term]
    part_of: tuple[tuple[str, str], ...] = ()
    excludes: tuple[Exclusion, ...] = ()
    requires: tuple[Requirement, ...] = ()
    standing: tuple[Standing, ...] = ()
    organisations: Mapping[str, Words] = field(default_factory=dict)
    bases: Mapping[str, Words] = field(default_factory=dict)
    lowered: tuple[str, ...] = ()
    presence: Requirement | None = None

    def label(self, id: str, language: str) -> str:
        """The words for a term, an act, a slot or a field by its id, in `nl` or `en`; an unknown id comes back.

        A term goes before an act of the same id (`release`); `act_label` asks for the act.
        """
        if known := self.terms.get(id) or self.acts.get(id):
            return Words(known.nl, known.en).said(language)
        if slot := self.slots.get(id):
            return slot.label.said(language)
        return self.fields[id].said(language) if id in self.fields else id

    def act_label(self, id: str, language: str) -> str:
        """The words for an act, in `nl` or `en`."""
        act = self.acts[id]
        return Words(act.nl, act.en).said(language)


@dataclass(frozen=True)
class Proposal:
    """What a text seems to say: acts, best first, and a modality, or None where nothing tells. Never filled in by
    itself: somebody confirms it."""

    acts: tuple[str, ...]
    modality: Modality | None
