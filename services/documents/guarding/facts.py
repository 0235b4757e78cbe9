"""What the leak guard found in a file that was to leave, and what became of the question to release it."""

from dataclasses import dataclass
from datetime import datetime

from services.cases.guarded import GuardedWord


@dataclass(frozen=True)
class Hit:
    """One guarded word in one stretch of text. `part` is the part of the file, `text` the whole stretch, `count` how
    often it stands there. Never leaves the room with its text but to a reader who may see it."""

    part: str
    text: str
    word: GuardedWord
    count: int = 1


@dataclass(frozen=True)
class Finding:
    """All that was found in one file. `mac` stands for exactly this; `whole`: every part that the guard stopped is
    shown in `hits`, so that somebody can judge it."""

    mac: str
    audience: str
    language: str
    hits: tuple[Hit, ...]
    number: int
    whole: bool = True


@dataclass(frozen=True)
class Place:
    """Where a word stands, as its reader may see it: `before`, the `word` as it stands there and `after`. Without
    `shown` the surroundings are of somebody else; `word` is then what was looked for. `never`: it cannot be released
    to the reader of this file."""

    part: str
    before: str
    word: str
    after: str
    shown: bool = True
    never: bool = False
    count: int = 1


@dataclass(frozen=True)
class Stopped:
    """A file that was stopped, for who directs the case. `releasable`: a second person may be asked."""

    audience: str
    language: str
    finding_mac: str
    number: int
    places: tuple[Place, ...]
    releasable: bool


@dataclass(frozen=True)
class ReleaseLine:
    """A question to release a file, and its answer. `mine`: the reader asked it; `may_decide`: they are a second
    person, another one than who asked."""

    id: str
    audience: str
    language: str
    number: int
    reason: str
    asked_by: str
    asked_at: datetime
    version: int
    mine: bool
    may_decide: bool
    granted: bool | None = None
    decision_reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    taken_back_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Nobody decided yet."""
        return self.decided_at is None and self.taken_back_at is None

    @property
    def in_force(self) -> bool:
        """Granted, and not taken back."""
        return self.granted is True and self.taken_back_at is None


@dataclass(frozen=True)
class AskRelease:
    """The order to ask a second person. `finding_mac` is that of what was on the screen."""

    case_id: str
    audience: str
    finding_mac: str
    reason: str
    language: str = "nl"


@dataclass(frozen=True)
class DecideRelease:
    """The second person's answer, on what they saw."""

    case_id: str
    release_id: str
    granted: bool
    reason: str
    seen_version: int
