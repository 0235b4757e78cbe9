"""Who is kept out of a case: the order to do so, what stands, and the likenesses that a person judges."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import BarKind, Known


@dataclass(frozen=True)
class NewBar:
    """Someone to keep out of the case: a name, a mail address, a team's name or an organisation's key."""

    kind: BarKind
    value: str
    reason: str = ""


@dataclass(frozen=True)
class BarLine:
    """A bar of a case, readable; for who directs it only."""

    id: str
    kind: BarKind
    value: str
    reason: str = ""


@dataclass(frozen=True)
class Likeness:
    """Somebody of the directory whose name nearly is that of a bar (`bar`); kept out unless `same` says no.

    `organisation` is a name for print, `judged_by` the name of who judged.
    """

    id: str
    name: str
    organisation: str
    bar: str
    same: Known
    version: int
    judged_by: str = ""
    judged_at: datetime | None = None

    @property
    def asked(self) -> bool:
        """Whether nobody has judged yet."""
        return self.same is Known.UNKNOWN


@dataclass(frozen=True)
class KeptOut:
    """Whom bars keep out, exactly or by likeness: ids of professionals and of accounts."""

    professionals: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
