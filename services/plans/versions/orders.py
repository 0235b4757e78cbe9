"""Orders around versions of the plan: what an organisation says of one."""

from dataclasses import dataclass

from models.terms import PlanAnswer, Tier


@dataclass(frozen=True)
class AnswerPlan:
    """The order of a guest to say what their organisation thinks of a version.

    `seen_sha256` is the hash of the content that was shown, so that nobody agrees with what they did not see.
    `response_id` is made when the page is drawn: the same order twice is once. `tier`: who may read the remark.
    """

    version_id: str
    answer: PlanAnswer
    remark: str = ""
    response_id: str = ""
    seen_sha256: str = ""
    tier: str = Tier.PARTNERS


@dataclass(frozen=True)
class RecordAnswer:
    """The order of the case director to record what somebody said of a version by phone or at the table."""

    case_id: str
    version_id: str
    professional_id: str
    answer: PlanAnswer
    remark: str = ""
    response_id: str = ""
    tier: str = Tier.PARTNERS
