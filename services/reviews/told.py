"""The last review as a copy of the plan tells it. A review comes after the version that it looks at, so it is never
frozen: it is put into the copy that is made."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from models.terms import PlanStatus, ReviewDecision
from services.plans.appendices import PlanFinding, PlanReview
from services.plans.facts import PlanContent
from services.protection.rules import WHOLE
from services.reviews.facts import CheckedCondition, ReviewLine
from services.reviews.queries import reviews_in
from services.scheduling.facts import local_day
from services.unit_of_work import Reading


def with_last_review(look: Reading, case_id: str, content: PlanContent) -> PlanContent:
    """A version with the last review that was decided of it or of one before it; nothing is cut to a reader yet.

    What a review of the plan in force decided on the next one holds for that plan: its day and what brings it forward
    are those. Closing sets no next day, so what stood keeps standing. Inside an open look or transaction.
    """
    line = last_decided(reviews_in(look, [case_id], WHOLE)[case_id], content.version)
    told = _told(line, {seat.organisation for seat in content.seats}) if line else None
    if told is None or told.version != content.version or content.status is not PlanStatus.ADOPTED:
        return replace(content, last_review=told)
    if told.decision is ReviewDecision.CLOSE or told.next_on is None:
        return replace(content, last_review=told)
    return replace(
        content,
        last_review=told,
        review_on=told.next_on,
        valid_until=told.next_on,
        review_triggers=told.next_events,
    )


def last_decided(lines: Iterable[ReviewLine], number: int) -> ReviewLine | None:
    """Of these reviews the last one that was decided of version `number` or of one before it."""
    decided = (line for line in lines if line.decided_at is not None and line.plan_number <= number)
    return max(decided, key=lambda line: (line.plan_number, line.decided_at), default=None)


def _told(line: ReviewLine, homes: Collection[str]) -> PlanReview | None:
    """`homes`: the organisations of the plan. Another one has nobody left in the case, and is not named."""
    if line.decision is None or line.decided_at is None:
        return None
    return PlanReview(
        version=line.plan_number,
        decided_on=local_day(line.decided_at),
        decision=line.decision,
        reasons=line.reasons,
        next_on=line.next_on,
        next_events=line.next_events,
        found=tuple(_finding(check, homes) for check in line.checks),
    )


def _finding(check: CheckedCondition, homes: Collection[str]) -> PlanFinding:
    return PlanFinding(
        number=f"V{check.number}",
        text=check.text,
        met=check.met,
        tier=check.tier,
        hard=check.hard,
        evidence=check.evidence,
        by_organisation=check.by_organisation if check.by_organisation in homes else "",
        seen_on=check.seen_on,
        why_go_on=check.why_go_on,
    )
