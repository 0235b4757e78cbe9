"""Orders around what is written for the plan. `seen_version` is that of what stood on the screen, 0 for nothing."""

from dataclasses import dataclass

from models.terms import Tier


@dataclass(frozen=True)
class WriteTexts:
    """The order to keep the texts of a plan; `core` are ids of conditions."""

    case_id: str
    seen_version: int = 0
    emergency_word: str = ""
    sharing_basis: str = ""
    victim_knows: str = ""
    retention: str = ""
    ends: str = ""
    core: tuple[str, ...] = ()


@dataclass(frozen=True)
class WriteSignal:
    """The order to keep a signal, or to change one. `signal_id` is made when the form is drawn; a new one goes last."""

    case_id: str
    signal_id: str
    signal: str
    act: str
    signalled_by: str = ""
    inform: str = ""
    tier: str = Tier.PARTNERS
    seen_version: int = 0


@dataclass(frozen=True)
class WriteStub:
    """The order to keep words for who must act on an item (id of a condition or action) and may not read it.

    Without an `organisation` they are for every such reader. Empty words: the built-in sentence stands there again.
    """

    case_id: str
    item_id: str
    text: str
    organisation: str = ""
    seen_version: int = 0
