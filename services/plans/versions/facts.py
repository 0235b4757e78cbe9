"""What organisations say of a version of the plan, and where that stands."""

from dataclasses import dataclass
from datetime import datetime

from models.terms import PlanAnswer, Tier


@dataclass(frozen=True)
class AnswerLine:
    """One partner organisation and its word on a version; without `answer` it was not given yet.

    `role` is that of its first seat, `person` who answered (empty for who is barred since), `by_phone` that the case
    director recorded it. `present`: whether it was at the meeting, None while that was not recorded. `seen_sha256` is
    the hash of the content that was shown. `remark` is empty for who may not read it (`tier`).
    """

    organisation: str
    role: str = ""
    present: bool | None = None
    answer: PlanAnswer | None = None
    remark: str = ""
    tier: str = Tier.PARTNERS
    person: str = ""
    answered_at: datetime | None = None
    by_phone: bool = False
    seen_sha256: str = ""
    response_id: str = ""


@dataclass(frozen=True)
class Words:
    """How many partner organisations were asked about the version that was sent round; organisations are keys.

    `silent` gave no word yet, `against` do not agree.
    """

    asked: int
    silent: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
