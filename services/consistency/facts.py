"""What is laid side by side and what is found, frozen. Nothing here is kept in a table but settlements, dissent and
what was told: findings are reckoned anew at every look.

Source: `conditions.md` sections 3 and 4.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from models.terms import ConditionKind, Resolution, Theme, Tier
from services.vocabulary.facts import Norm, Words

NO_WORDS = Words()


class Certainty(StrEnum):
    """How sure a finding is: certain; probable (readings on both sides, but a slot was left open); waits (it can, but
    only later: no contradiction); possible (from prose, somebody has to look)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    WAITS = "waits"
    POSSIBLE = "possible"


class HoleKind(StrEnum):
    """What is missing; the values stand in a rehearsal's report."""

    PERSON = "protected_person_without_condition"
    THEME = "theme_without_condition"
    NOT_CHECKABLE = "condition_not_checkable"
    NO_CHECK = "condition_without_check"
    NO_ACTION = "hard_condition_without_action"
    NO_OWNER = "action_without_owner"
    NO_PROOF = "hard_condition_without_proof_or_fallback"


@dataclass(frozen=True)
class Statement:
    """One condition as it is compared. `text` is the wording in force, `reading` what goes with it: None for none,
    empty for no agreement that can be checked. `author` is the organisation's key."""

    id: str
    number: int
    author: str
    kind: ConditionKind
    text: str
    reading: tuple[Norm, ...] | None = None
    hard: bool = False
    tier: str = Tier.PARTNERS
    subject: str = ""
    protects: tuple[str, ...] = ()
    done_by: str = ""
    check: str = ""
    until: datetime | None = None
    due_on: date | None = None
    holds_approach: bool = False


class Point(StrEnum):
    """What decides a contradiction: when, who, what, to whom, where or how; a relation between two acts or the end of
    another (`ORDER`); a number; or only the words of two texts."""

    TIME = "time"
    BY = "by"
    WHAT = "what"
    TO = "to"
    AT = "at"
    VIA = "via"
    ACT = "act"
    RELATION = "relation"
    SINGLE = "single"
    NUMBER = "number"
    ORDER = "order"
    WORDS = "words"


@dataclass(frozen=True)
class Clash:
    """Where two norms meet. `first` is wanted, `second` forbids it or asks something that does not go with it. `point`
    decides, `values` are the values that meet there (of the first, of the second), `label` are the words of the
    relation behind it (a requirement, an exclusion). `unless`: events that would take it away; `open_slot`: left open,
    which makes it probable."""

    certainty: Certainty
    first: Norm
    second: Norm
    point: Point
    values: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    label: Words = NO_WORDS
    unless: tuple[str, ...] = ()
    open_slot: str = ""


@dataclass(frozen=True)
class Contradiction:
    """Two conditions that cannot both hold, or not yet (`WAITS`), or that somebody has to look at (`POSSIBLE`).

    `pair` holds their ids by number. `clash` is None where only the texts speak; `turned`: its first norm belongs to
    the second condition. `words` are the words of the texts that met. `severity` orders the screen: 0 for two hard
    ones, 1, 2 for two wishes. `hidden`: the reader may not see the other side, which is left out of `pair` then, with
    clash and words.
    """

    pair: tuple[str, ...]
    certainty: Certainty
    theme: Theme
    tier: str
    clash: Clash | None = None
    turned: bool = False
    words: tuple[str, ...] = ()
    severity: int = 2
    court_order: bool = False
    hold: bool = False
    hidden: bool = False
    key: str = ""

    @property
    def stands(self) -> bool:
        """Whether it is one that must be settled before the plan; the others are shown apart."""
        return self.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)


@dataclass(frozen=True)
class Duplicate:
    """Two conditions that ask nearly the same. `pair` holds their ids by number; `same_readers`: both are for the same
    readers, so that one wording can stand for both."""

    pair: tuple[str, str]
    certainty: Certainty
    theme: Theme
    tier: str
    key: str = ""
    same_readers: bool = True


@dataclass(frozen=True)
class Carried:
    """What the actions of a case make of its conditions: ids of those that an action comes from, and of those whose
    action has a proof or says what if not. `ownerless`: ids of actions whose owner holds no seat in the case.
    `gone_on`: conditions that went into an agreement or another condition; whom and what they speak of is spoken of
    still."""

    settled: frozenset[str] = frozenset()
    proven: frozenset[str] = frozenset()
    ownerless: tuple[str, ...] = ()
    gone_on: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Hole:
    """Something that no condition says or does. `condition` and `action` are ids, `person` a reference, `count` how
    many a summary line stands for. `kind`: of a theme without a condition, what would answer it most plainly (the
    theme of contact may miss a condition on contact, or one on the children)."""

    what: HoleKind
    condition: str = ""
    person: str = ""
    action: str = ""
    theme: Theme | None = None
    count: int = 1
    key: str = ""
    kind: ConditionKind | None = None


@dataclass(frozen=True)
class Breach:
    """A condition that goes against a rule of the route map, or against a court order without anybody who goes to
    court. `why` is a code with a sentence; `reminds`: said as a reminder, nothing has to be settled.

    `standing` and `court_order` are shown by a reading, and `label` says what the rule or order asks; `joint_talk`,
    `message_passed`, `stop_talk_not_low`, `stop_talk_complaint`, `stop_talk_violence` by a kind or the words, without a
    label. `also` holds further reasons for the same rule and condition, why and label.
    """

    rule_id: str
    condition: str
    why: str
    tier: str
    label: Words = NO_WORDS
    reminds: bool = False
    key: str = ""
    also: tuple[tuple[str, Words], ...] = ()

    @property
    def reasons(self) -> tuple[tuple[str, Words], ...]:
        """Every why with its label, the first one first."""
        return ((self.why, self.label), *self.also)


Finding = Contradiction | Duplicate | Breach
"""What a settlement, dissent or word to the authors can be about. A hole is closed by filling it."""


@dataclass(frozen=True)
class Found:
    """Everything that was found between the conditions of one case. `read` of `all` conditions have a reading that was
    compared: silence about the others is no proof of safety."""

    contradictions: tuple[Contradiction, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    holes: tuple[Hole, ...] = ()
    breaches: tuple[Breach, ...] = ()
    read: int = 0
    all: int = 0

    @property
    def to_settle(self) -> tuple[Finding, ...]:
        """Everything that can be settled."""
        return (*self.contradictions, *self.duplicates, *self.breaches)


@dataclass(frozen=True)
class SettledFinding:
    """A settlement that stands. `stale`: a condition of it was changed since, so it is open again. `conditions` are the
    ids of those that it is about."""

    id: str
    finding: str
    resolution: Resolution
    settled_at: datetime
    settled_by: str = ""
    stands_id: str = ""
    action_id: str = ""
    reason: str = ""
    owner: str = ""
    due_on: date | None = None
    stale: bool = False
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class DissentView:
    """An organisation that does not agree with a settlement. `earlier`: with one that was replaced since, so what is
    decided now is another matter."""

    id: str
    finding: str
    organisation: str
    text: str
    tier: str
    recorded_at: datetime
    version: int = 1
    earlier: bool = False


@dataclass(frozen=True)
class Board:
    """What was found in a case and what was made of it, as its reader may see it. `told` are the findings of which the
    authors were told. `reckoned`: texts were compared; a look that opens nothing knows of no finding.
    `holding`: ids of conditions of which a stop on approaching the suspect is in force."""

    found: Found = Found()
    settled: Mapping[str, SettledFinding] = field(default_factory=dict)
    dissent: Mapping[str, tuple[DissentView, ...]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    reckoned: bool = True

    def is_settled(self, key: str) -> bool:
        """Whether this finding was settled and nothing changed since."""
        return key in self.settled and not self.settled[key].stale

    @property
    def open(self) -> tuple[Contradiction, ...]:
        """Contradictions that must still be settled."""
        return tuple(one for one in self.found.contradictions if one.stands and not self.is_settled(one.key))

    @property
    def open_breaches(self) -> tuple[Breach, ...]:
        """Rule breaches that must still be settled."""
        return tuple(one for one in self.found.breaches if not one.reminds and not self.is_settled(one.key))


@dataclass(frozen=True)
class ToldView:
    """That a guest's condition differs from another one. Of one that they may not read nothing is filled but the first
    four: which condition of theirs, its number, and since when they are told.

    `one` and `of` are what the sentence is made of, `aliases` those of the persons who are named there.
    """

    id: str
    condition: str
    number: int
    told_at: datetime
    other_number: int = 0
    other_organisation: str = ""
    other_organisation_name: str = ""
    other_text: str = ""
    one: Contradiction | None = None
    of: Mapping[str, Statement] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
