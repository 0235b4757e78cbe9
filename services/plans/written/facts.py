"""What is written for the plan alone, as its reader may see it. Nothing here is cut down to an edition yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.terms import Tier


@dataclass(frozen=True)
class PlanTextsView:
    """The texts of a case's plan; `core` are ids of the conditions that everyone must know. `version` 0: none yet."""

    emergency_word: str = ""
    sharing_basis: str = ""
    victim_knows: str = ""
    retention: str = ""
    ends: str = ""
    core: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class SignalView:
    """When something happens: the signal, what to do at once, who signals it, who is told. By `position`."""

    id: str
    signal: str
    act: str
    signalled_by: str = ""
    inform: str = ""
    tier: str = Tier.PARTNERS
    position: int = 0
    version: int = 1


@dataclass(frozen=True)
class StubView:
    """Words for who must act on an item and may not read it; an empty `organisation`: for every such reader."""

    item_id: str
    organisation: str
    text: str
    version: int = 1


@dataclass(frozen=True)
class Written:
    """Everything that is written for a case's plan. `stubs`: words by item id and organisation ("" for everyone)."""

    texts: PlanTextsView = PlanTextsView()
    signals: tuple[SignalView, ...] = ()
    stubs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    stub_rows: tuple[StubView, ...] = ()

    def stub_for_all(self, item_id: str) -> str:
        """The words for every reader who must act on an item; empty where nobody wrote any."""
        return self.stubs.get((item_id, ""), "")

    def stubs_of(self, item_id: str) -> tuple[tuple[str, str], ...]:
        """The words for one organisation each, as `PlanCondition.stubs` and `PlanAction.stubs` hold them."""
        own = ((who, text) for (item, who), text in self.stubs.items() if item == item_id and who)
        return tuple(sorted(own))
