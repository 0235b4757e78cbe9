"""Writes of reviews: begin one, keep whether a condition is met, decide. What was decided is never changed."""

from collections.abc import Mapping

from sqlmodel import select

from models.casework import Case
from models.follow_up import ConditionCheck, Review
from models.meeting import Meeting
from models.terms import MeetingStatus, ReviewDecision
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.cases.rows import fill_review
from services.cases.rules import check_review_events
from services.conditions.queries import readable
from services.duties.facts import Evidence
from services.duties.queries import evidence_in
from services.plans.orders import VersionLine
from services.plans.versions.actions import draft_in
from services.plans.versions.lines import versions_now
from services.protection.rules import WHOLE
from services.reviews.facts import CheckCondition, DecideReview
from services.reviews.queries import homes_of, mark_of, picture_in, reviews_in
from services.reviews.rules import (
    NoPlanToReview,
    PlanReplaced,
    ReviewDecided,
    ReviewGoesOn,
    ReviewWrong,
    check_check,
    check_decision,
    reviewable,
)
from services.route_map.queries import regional
from services.scheduling.facts import local_day
from services.unit_of_work import ChangedMeanwhile, NotAllowed, Transaction, Work


def begin_review(work: Work, case_id: str, review_id: str, meeting_id: str = "") -> None:
    """Begins a review of the plan in force, or of the one that was until the case changed lanes.

    `review_id` is made when the button is drawn: the same order twice is once. It may hang on a meeting of the case.
    Raises `NoPlanToReview`, `ReviewGoesOn`, and `NotAllowed` for a meeting of another case or one that was called off.
    """
    with work.act(Permission.REVIEW_WRITE, case_id) as tx:
        if (known := tx.session.get(Review, review_id)) is not None:
            if known.case_id != case_id:
                raise NotAllowed
            return
        plan = _plan(tx, case_id)
        if plan is None:
            raise NoPlanToReview
        going = next((line for line in reviews_in(tx, [case_id], WHOLE)[case_id] if line.goes_on), None)
        if going is not None:
            raise ReviewGoesOn(review=going.id)
        if meeting_id and not _stands(tx, case_id, meeting_id):
            raise NotAllowed
        row = Review(
            id=review_id,
            case_id=case_id,
            meeting_id=meeting_id or None,
            plan_version_id=plan.id,
            begun_at=tx.now,
            begun_by=tx.actor.reference,
        )
        tx.add(row)
        tx.note(review=row.id, plan=plan.number, meeting=meeting_id or None)


def check_condition(work: Work, order: CheckCondition) -> int:
    """Keeps whether a condition is met, in the review that goes on; gives the version of what is kept.

    The same order twice changes nothing. Raises `ReviewWrong`, `ReviewDecided`, `PlanReplaced`, `ChangedMeanwhile` for
    who saw another check, and `NotAllowed` for a condition that lapsed or that the actor may not read.
    """
    subject = f"{order.condition_id}.{order.met.value}"
    with work.act(Permission.REVIEW_WRITE, order.case_id, subject=subject, coalesce=True) as tx:
        review, plan = _going(tx, order.case_id, order.review_id)
        evidence = _evidence(tx, order.case_id)
        _check_condition(tx, order, evidence)
        check_check(order, plan.adopted_at, homes_of(evidence), local_day(tx.now))
        row = _check_row(tx, order)
        if row is not None and _repeats(tx, row, order):
            return row.version
        if (row.version if row else 0) != order.version:
            raise ChangedMeanwhile(version=row.version if row else 0)
        row = row or _new_check(tx, order)
        row.met, row.by_organisation, row.seen_on = order.met, order.by_organisation, order.seen_on
        row.recorded_at, row.recorded_by, row.version = tx.now, tx.actor.reference, row.version + 1
        tx.seal(row, "evidence_sealed", order.evidence.strip())
        review.version += 1
        tx.add(row, review)
        tx.note(review=review.id, version=row.version)
        return row.version


def decide_review(work: Work, order: DecideReview) -> None:
    """Decides the review, and writes when the plan is looked at again into the case. CHANGE makes the next draft of
    what stands; CLOSE closes nothing by itself, `services.duties.actions.close_case` does.

    The same order twice is once. Raises `ReviewWrong`, `ReviewRefused`, `ReviewDecided`, `PlanReplaced`,
    `CaseFieldWrong` for the events, `CaseNotActive` where no draft can be made, and `ChangedMeanwhile` for who did not
    see what stands.
    """
    with work.act(Permission.REVIEW_WRITE, order.case_id) as tx:
        if _decided_so(tx, order):
            return
        row, _ = _going(tx, order.case_id, order.review_id)
        if row.version != order.version:
            raise ChangedMeanwhile(version=row.version)
        evidence = _evidence(tx, order.case_id)
        if order.seen and order.seen != mark_of(evidence):
            raise ChangedMeanwhile(version=row.version)
        check_review_events(order.next_events)
        check_decision(order, picture_in(tx, evidence), regional(tx.settings.route_map).region.reviews)
        _explain(tx, row, order.explanations)
        _decide(tx, row, order)
        draft = 0
        if order.decision is ReviewDecision.CHANGE:
            draft = draft_in(tx, order.case_id, practice=work.practice)
        tx.note(review=row.id, decision=order.decision.value, draft=draft or None)


def _decide(tx: Transaction, row: Review, order: DecideReview) -> None:
    closes = order.decision is ReviewDecision.CLOSE
    row.decision, row.decided_at, row.decided_by = order.decision, tx.now, tx.actor.reference
    row.next_on = None if closes else order.next_on
    row.next_events = [] if closes else [event.strip() for event in order.next_events]
    row.version += 1
    tx.seal(row, "reasons_sealed", order.reasons.strip())
    tx.add(row)
    if closes:  # until somebody closes it, the day that stands keeps asking for a look
        return
    case = tx.session.get_one(Case, order.case_id, with_for_update=True)
    fill_review(case, order.next_on, order.next_events)
    case.version += 1
    tx.add(case)


def _explain(tx: Transaction, review: Review, explanations: Mapping[str, str]) -> None:
    """Why the plan goes on all the same stands with the condition that is not met, for whoever may read that one."""
    said = {name: text.strip() for name, text in explanations.items() if text.strip()}
    rows = tx.session.exec(select(ConditionCheck).where(ConditionCheck.review_id == review.id)).all()
    for row in rows:
        if row.condition_id in said:
            tx.seal(row, "why_go_on_sealed", said[row.condition_id])
            tx.add(row)


def _decided_so(tx: Transaction, order: DecideReview) -> bool:
    """Whether this very order was carried out already. Raises `ReviewDecided` when another one was."""
    row = tx.session.get(Review, order.review_id)
    if row is None or row.case_id != order.case_id or row.decision is None:
        return False
    same = row.decision is order.decision and row.version == order.version + 1
    if same and row.decided_by == tx.actor.reference and tx.unseal(row, "reasons_sealed") == order.reasons.strip():
        return True
    raise ReviewDecided


def _going(tx: Transaction, case_id: str, review_id: str) -> tuple[Review, VersionLine]:
    """The review, if it still goes on, and the plan that it looks at."""
    row = tx.session.get(Review, review_id, with_for_update=True)
    if row is None or row.case_id != case_id:
        raise NotAllowed
    if row.decision is not None:
        raise ReviewDecided
    plan = _plan(tx, case_id)
    if plan is None or plan.id != row.plan_version_id:
        raise PlanReplaced
    return row, plan


def _plan(tx: Transaction, case_id: str) -> VersionLine | None:
    return reviewable(versions_now(tx, [case_id])[case_id].adopted)


def _evidence(tx: Transaction, case_id: str) -> Evidence:
    evidence = evidence_in(tx, [case_id]).get(case_id)
    if evidence is None:
        raise NotAllowed
    return evidence


def _check_condition(tx: Transaction, order: CheckCondition, evidence: Evidence) -> None:
    view = next((one for one in evidence.conditions if one.id == order.condition_id), None)
    if view is None or not readable(tx, order.case_id, view.tier, reader_of(tx)):
        raise NotAllowed
    if view.lapsed:
        raise ReviewWrong(field="condition", reason="lapsed")


def _check_row(tx: Transaction, order: CheckCondition) -> ConditionCheck | None:
    statement = select(ConditionCheck).where(
        ConditionCheck.review_id == order.review_id, ConditionCheck.condition_id == order.condition_id
    )
    return tx.session.exec(statement.with_for_update()).first()


def _new_check(tx: Transaction, order: CheckCondition) -> ConditionCheck:
    return ConditionCheck(
        id=tx.chance.id(),
        version=0,
        case_id=order.case_id,
        review_id=order.review_id,
        condition_id=order.condition_id,
        met=order.met,
        by_organisation=order.by_organisation,
        seen_on=order.seen_on,
        recorded_at=tx.now,
        recorded_by=tx.actor.reference,
    )


def _repeats(tx: Transaction, row: ConditionCheck, order: CheckCondition) -> bool:
    """Whether this order was carried out already: the writer saw the version before, and nothing differs."""
    kept = (row.met, row.by_organisation, row.seen_on, tx.unseal(row, "evidence_sealed"))
    asked = (order.met, order.by_organisation, order.seen_on, order.evidence.strip())
    return row.version == order.version + 1 and kept == asked


def _stands(tx: Transaction, case_id: str, meeting_id: str) -> bool:
    row = tx.session.get(Meeting, meeting_id)
    return row is not None and row.case_id == case_id and row.status is not MeetingStatus.WITHDRAWN
