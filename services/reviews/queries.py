"""Looks at reviews: those that were, the one that goes on, and what it has to look at."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlmodel import col, select

from models.condition import Condition
from models.follow_up import ConditionCheck, Review
from models.plan import PlanVersion
from models.terms import CloseReason, ConditionStatus, Known, ReviewDecision
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.queries import readable, view_of
from services.directory.partners import organisations_by_id
from services.duties.closing import closing_points
from services.duties.course import sash, sash_outdated_since
from services.duties.facts import ClosingPoint, Evidence
from services.duties.queries import evidence_from
from services.duties.rules import limited, obligations
from services.duties.stale import last_fitting, newest_plan, stale_since, telling_events
from services.plans.orders import VersionLine
from services.plans.queries import CaseState, content_in, states_for
from services.plans.versions.lines import account_names, versions_now
from services.protection.rules import WHOLE, Reader
from services.reviews.facts import CheckedCondition, ReviewLine, ReviewNow, ReviewPoint
from services.reviews.rules import (
    Picture,
    is_pressing,
    looked_at,
    next_review,
    reviewable,
    reworded,
    standing_in_the_way,
)
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.unit_of_work import NotAllowed, Reading, Work


def reviews_of(work: Work, case_id: str) -> tuple[ReviewLine, ...]:
    """The reviews of a case as this actor may see them, newest first. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="review") as look:
        return reviews_in(look, [case_id], reader_of(look))[case_id]


def case_review(work: Work, case_id: str) -> tuple[CaseState, ReviewNow]:
    """The state of a case and where its review stands, in one look. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="review") as look:
        own, whole = states_for(look, [case_id], [reader_of(look), WHOLE])
        if case_id not in own:
            raise NotAllowed
        return own[case_id], _now(look, own[case_id], evidence_from(look, whole)[case_id])


def reviews_in(look: Reading, case_ids: Collection[str], reader: Reader) -> dict[str, tuple[ReviewLine, ...]]:
    """The reviews of many cases for a reader, newest first, in a number of queries that does not grow with them. What
    was found of a condition that the reader may not see is left out."""
    rows = look.session.exec(
        select(Review).where(col(Review.case_id).in_(case_ids)).order_by(col(Review.begun_at).desc(), col(Review.id))
    ).all()
    found: dict[str, tuple[ReviewLine, ...]] = dict.fromkeys(case_ids, ())
    if not rows:
        return found
    plans = versions_now(look, case_ids)
    numbers = dict(
        look.session.exec(
            select(PlanVersion.id, PlanVersion.number).where(
                col(PlanVersion.id).in_({row.plan_version_id for row in rows})
            )
        ).all()
    )
    names = account_names(look, {i: {r.decided_by for r in rows if r.case_id == i and r.decided_by} for i in case_ids})
    checks = _checks(look, rows, reader)
    for case_id in case_ids:
        plan = reviewable(plans[case_id].adopted)
        found[case_id] = tuple(
            _line(look, row, numbers[row.plan_version_id], checks[row.id], plan, names)
            for row in rows
            if row.case_id == case_id
        )
    return found


def _line(
    look: Reading,
    row: Review,
    number: int,
    checks: Iterable[CheckedCondition],
    plan: VersionLine | None,
    names: Mapping[tuple[str, str], str],
) -> ReviewLine:
    return ReviewLine(
        id=row.id,
        case_id=row.case_id,
        plan_number=number,
        begun_at=row.begun_at,
        meeting_id=row.meeting_id or "",
        checks=tuple(sorted(checks, key=lambda check: check.number)),
        decision=row.decision,
        reasons=look.unseal(row, "reasons_sealed"),
        next_on=row.next_on,
        next_events=tuple(row.next_events),
        decided_at=row.decided_at,
        decided_by=names.get((row.case_id, row.decided_by or ""), ""),
        version=row.version,
        left=row.decision is None and (plan is None or plan.id != row.plan_version_id),
    )


def _checks(look: Reading, reviews: Iterable[Review], reader: Reader) -> dict[str, list[CheckedCondition]]:
    """What was found, by review, as far as the reader may see the condition."""
    rows = look.session.exec(
        select(ConditionCheck).where(col(ConditionCheck.review_id).in_([review.id for review in reviews]))
    ).all()
    views = _conditions(look, {row.condition_id for row in rows})
    names = account_names(look, _recorders(rows))
    found: dict[str, list[CheckedCondition]] = defaultdict(list)
    for row in rows:
        view = views.get(row.condition_id)
        if view is not None and readable(look, row.case_id, view.tier, reader):
            found[row.review_id].append(_checked(look, row, view, names))
    return found


def _recorders(rows: Iterable[ConditionCheck]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.case_id].add(row.recorded_by)
    return found


def _conditions(look: Reading, ids: Collection[str]) -> dict[str, ConditionView]:
    """Conditions by id, also those whose place a later one took since; to be cut to the reader afterwards."""
    if not ids:
        return {}
    rows = look.session.exec(
        select(Condition).where(col(Condition.id).in_(ids), Condition.status != ConditionStatus.DRAFT)
    ).all()
    homes = organisations_by_id(look.session, {row.organisation_id for row in rows})
    return {row.id: view_of(look, row, homes, {}) for row in rows}


def _checked(
    look: Reading, row: ConditionCheck, view: ConditionView, names: Mapping[tuple[str, str], str]
) -> CheckedCondition:
    return CheckedCondition(
        id=row.id,
        condition_id=row.condition_id,
        met=row.met,
        evidence=look.unseal(row, "evidence_sealed"),
        by_organisation=row.by_organisation,
        seen_on=row.seen_on,
        version=row.version,
        number=view.number,
        text=view.text,
        hard=view.hard,
        recorded_at=row.recorded_at,
        recorded_by=names.get((row.case_id, row.recorded_by), ""),
        reworded=reworded(view, row.recorded_at),
        why_go_on=look.unseal(row, "why_go_on_sealed"),
        tier=view.tier,
    )


def _now(look: Reading, state: CaseState, whole: Evidence) -> ReviewNow:
    reader, case_id = reader_of(look), whole.facts.id

    def sees(tier: str) -> bool:
        return readable(look, case_id, tier, reader)

    own = limited(whole, sees)
    lines = reviews_in(look, [case_id], reader)[case_id]
    going = next((line for line in lines if line.goes_on), None)
    seen = looked_at(own.conditions, going.checks if going else (), look.now)
    newest = newest_plan(own)
    plan, reviews = reviewable(whole.versions), regional(look.settings.route_map).region.reviews
    now = ReviewNow(
        plan=plan,
        in_force=state.in_force is not None,
        due_on=whole.facts.review_on,
        because=stale_since(own),
        events=telling_events(own, last_fitting(own, newest)) if newest else (),
        going=going,
        looked=seen,
        history=tuple(line for line in lines if line is not going),
        next=next_review(reviews, whole.facts.risk, local_day(look.now), pressing=is_pressing(seen)),
        homes=homes_of(whole),
        sash_due_since=sash_outdated_since(own),
        sash_missing=sash(own) is None,
        mark=mark_of(whole),
    )
    return _for_who_decides(look, now, whole) if state.directs else now


def _for_who_decides(look: Reading, now: ReviewNow, whole: Evidence) -> ReviewNow:
    picture = picture_in(look, whole)
    closing = {reason: closing_points(picture.duties, whole, reason) for reason in CloseReason}
    points = {decision: _points(decision, picture, closing) for decision in ReviewDecision}
    return replace(now, points=points, closing=closing)


def _points(
    decision: ReviewDecision, picture: Picture, closing: Mapping[CloseReason, tuple[ClosingPoint, ...]]
) -> tuple[ReviewPoint, ...]:
    """What stands in the way before anything is filled in; of closing without its reason, which is told apart."""
    found = standing_in_the_way(decision, picture, (), next(iter(closing)))
    return tuple(point for point in found if not point.key.startswith("closing."))


def picture_in(look: Reading, whole: Evidence) -> Picture:
    """What a decision of this actor is judged on, in an open look or transaction: the case as it really is, and the
    conditions as far as the actor may read them."""
    case_id, reader = whole.facts.id, reader_of(look)
    line = next((one for one in reviews_in(look, [case_id], WHOLE)[case_id] if one.goes_on), None)
    every = looked_at(whole.conditions, line.checks if line else (), look.now)
    seen = tuple(one for one in every if readable(look, case_id, one.condition.tier, reader))
    unseen = any(one.needed and one.met is not Known.YES for one in every if one not in seen)
    plan, route_map = reviewable(whole.versions), regional(look.settings.route_map)
    frozen = content_in(look, case_id, plan.number) if plan else None
    return Picture(
        evidence=whole,
        duties=obligations(route_map, whole),
        plan=plan,
        looked=seen,
        plan_risk=frozen[1].risk if frozen else None,
        unseen=unseen,
    )


def homes_of(evidence: Evidence) -> tuple[str, ...]:
    """The organisations that may have seen whether a condition is met: those with a seat in the case."""
    return tuple(sorted({seat.organisation for seat in evidence.facts.seats if not seat.barred}))


def mark_of(evidence: Evidence) -> str:
    """What stands now, in a few signs: differs after an event, an outcome, a change of a condition or of the case."""
    events, conditions = evidence.events, evidence.conditions
    counts = (
        evidence.facts.version,
        len(evidence.facts.assessments),
        len(events),
        sum(event.version for event in events),
        len(conditions),
        sum(view.version for view in conditions),
    )
    return ".".join(str(count) for count in counts)
