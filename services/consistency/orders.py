"""Orders around contradictions: telling the authors, recording dissent. How one is settled is an order of the plan
(`services.plans.orders.Settle`), because it may make an action."""

from dataclasses import dataclass

from models.terms import Tier


@dataclass(frozen=True)
class RecordDissent:
    """The order to record that an organisation (by key) does not agree with how `finding` was settled."""

    case_id: str
    finding: str
    organisation: str
    text: str
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class TellDifference:
    """The order to let the authors of a contradiction know that their conditions differ."""

    case_id: str
    finding: str
