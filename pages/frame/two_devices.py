"""One draft written on two devices at once: what goes together, what does not, and where the other text is kept.

Every field that only one of them changed is taken from that one. Where both changed the same field, both texts are
kept: the draft holds what stands and, under `ASIDE`, what was written elsewhere, until the form is handed in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.errors import ServiceError

Content = dict[str, Any]
ASIDE = "_aside"
"""The reserved field of a draft: what was set aside, by a mark of the tab that wrote it."""
PLACES = frozenset({"step", "reached"})
"""Fields that say where somebody is in a form. Everybody is at a place of their own."""


@dataclass
class Kept:
    """What one tab knows of the draft it writes in. Contents are as they are stored."""

    tab: str
    version: int = 0
    saved_at: datetime | None = None
    base: Content = field(default_factory=dict)
    """What this tab last knew to be in the draft."""
    aside: dict[str, Content] = field(default_factory=dict)
    clash: Content | None = None
    """What stands in the draft, as long as this tab's own texts wait for a choice."""
    clash_at: datetime | None = None
    arrived: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """Fields from elsewhere that the widgets do not show yet: what they show, and what has come."""
    problem: str = ""
    refusal: ServiceError | None = None
    gone: bool = False
    """Whether the draft was handed in or given up elsewhere, and what is typed here began one of its own."""
    beside: bool = False
    """Whether a text area said itself that the last save was kept."""

    def to_store(self, mine: Content) -> Content:
        """What the draft has to hold: while this tab waits for a choice, its texts stand aside."""
        fields, aside = mine, self.aside
        if self.clash is not None:
            fields, aside = self.clash, aside | {self.tab: mine}
        return fields | ({ASIDE: aside} if aside else {})

    def read(self, found: Mapping[str, Any], version: int, saved_at: datetime | None) -> Content:
        """Notes the draft as it stands now; gives its fields."""
        self.version, self.saved_at = version, saved_at
        self.aside = {mark: text for mark, text in found.get(ASIDE, {}).items() if mark != self.tab}
        return {name: value for name, value in found.items() if name != ASIDE}

    def meet(self, mine: Content, theirs: Content) -> Content:
        """Somebody else saved `theirs`: takes over what goes together, notes what does not; gives what this tab has."""
        together, clashes = met(self.base, mine, theirs)
        if clashes or self.clash is not None:
            self.clash, self.clash_at = theirs, self.saved_at
            return mine
        self.arrived |= {name: (mine[name], value) for name, value in together.items() if mine[name] != value}
        self.base = theirs
        return together

    def with_arrived(self, shown: Content) -> Content:
        """What the widgets show, with what has come from elsewhere and they do not show yet."""
        return shown | {name: new for name, (was, new) in self.arrived.items() if shown.get(name) == was}

    def settle(self, chosen: Content, left: Content, mark: str) -> None:
        """One text is chosen; the other stays aside under a mark of its own."""
        self.aside = {name: text for name, text in self.aside.items() if name != self.tab and text != chosen}
        self.aside[mark] = left
        self.base, self.clash = self.clash or self.base, None


def met(base: Content, mine: Content, theirs: Content) -> tuple[Content, tuple[str, ...]]:
    """Both put together, and the names of the fields that both changed to something else."""
    together, clashes = dict(mine), []
    for name, value in theirs.items():
        if name not in mine or value == mine[name] or name in PLACES or value == base.get(name):
            continue
        if mine[name] == base.get(name):
            together[name] = value
        else:
            clashes.append(name)
    return together, tuple(clashes)


def texts_of(content: Content) -> dict[str, str]:
    """The fields of a draft that are words; ids and the like are not."""
    return {name: value for name, value in content.items() if isinstance(value, str) and name != "id"}
