"""What a review must look at, which decisions can be taken on it, and until when the next one may wait. Pure.

Scaling up waits for nothing but the risk itself: nobody is to tick off a list before they may do more.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.terms import CloseReason, Known, Phase, PlanStatus, ReviewDecision, Risk
from services.cases.facts import phase_of
from services.conditions.facts import ConditionView
from services.duties.closing import closing_points
from services.duties.course import risk_of, sash, sash_outdated_since
from services.duties.facts import Evidence, Obligation
from services.errors import ServiceError
from services.plans.orders import VersionLine
from services.reviews.facts import CheckCondition, CheckedCondition, DecideReview, Looked, NextReview, ReviewPoint
from services.route_map.region import Reviews
from services.scheduling.facts import local_day
from services.scheduling.opening import is_working_day, working_day_before, working_day_from

LONGEST_EVIDENCE = 2000
LONGEST_REASONS = 4000
SOON = timedelta(days=7)
"""A proposal: how soon to look again while something is not as it must be."""
_ORDER = (Risk.LOW, Risk.MEDIUM, Risk.HIGH)
_MAKES_A_PLAN = {Phase.HIGH: "T-CH-5", Phase.LOW: "L-POL-2"}
"""The rules by which one goes on looking, in each lane."""
_NEW_LANE, _NEW_SASH = ("G-1",), ("A-POL-2",)
_IN_FORCE = (PlanStatus.ADOPTED, PlanStatus.SUPERSEDED)


class NoPlanToReview(ServiceError):
    """No plan is in force, nor was one until the case changed lanes: there is nothing to look back at."""

    code = "reviews.no_plan"


class ReviewGoesOn(ServiceError):
    """A review of this plan goes on already. Field `review`: its id."""

    code = "reviews.goes_on"


class ReviewDecided(ServiceError):
    """The review was decided; nothing in it is changed any more."""

    code = "reviews.decided"


class PlanReplaced(ServiceError):
    """Another plan took the place of the one that this review looks at. Begin a new one."""

    code = "reviews.plan_replaced"


class ReviewWrong(ServiceError):
    """What was entered cannot be kept. Fields: `field`, `reason`, and for a day that is too far `latest`, `weeks`."""

    code = "reviews.wrong"


class ReviewRefused(ServiceError):
    """The decision cannot be taken as the case stands. Fields: `points` (keys), `rules` (ids)."""

    code = "reviews.refused"


@dataclass(frozen=True)
class Picture:
    """What a decision is judged on. `looked` are the conditions that who decides may read, `unseen` says that there are
    more that must be met and are not known to be. `plan_risk` is the risk at which the plan was made."""

    evidence: Evidence
    duties: tuple[Obligation, ...]
    plan: VersionLine | None
    looked: tuple[Looked, ...] = ()
    plan_risk: Risk | None = None
    unseen: bool = False

    def found(self, *answers: Known | None) -> tuple[Looked, ...]:
        """The conditions that must be met of which this was found; None: not looked at."""
        return tuple(one for one in self.looked if one.needed and one.met in answers)


def reviewable(versions: Iterable[VersionLine]) -> VersionLine | None:
    """The version that a review looks at: the plan in force, or the last one if a change of lane superseded it. None
    after it was taken back."""
    newest = max(versions, key=lambda version: version.number, default=None)
    return newest if newest is not None and newest.status in _IN_FORCE else None


def looked_at(
    conditions: Iterable[ConditionView], checks: Iterable[CheckedCondition], now: datetime
) -> tuple[Looked, ...]:
    """The conditions that have not lapsed with what was found of each. What was found of other words counts no more."""
    found = {check.condition_id: check for check in checks}
    return tuple(
        Looked(view, _counting(view, found.get(view.id)), needed=view.hard and (view.until is None or view.until > now))
        for view in conditions
        if not view.lapsed
    )


def reworded(view: ConditionView, recorded_at: datetime | None) -> bool:
    """Whether a condition was handed in or decided on anew after it was looked at."""
    changed = max((at for at in (view.handed_in_at, view.decided_at) if at), default=None)
    return recorded_at is not None and changed is not None and changed > recorded_at


def _counting(view: ConditionView, check: CheckedCondition | None) -> CheckedCondition | None:
    return None if check is None or reworded(view, check.recorded_at) else check


def standing_in_the_way(
    decision: ReviewDecision,
    picture: Picture,
    explained: Collection[str] = (),
    close_reason: CloseReason | None = None,
) -> tuple[ReviewPoint, ...]:
    """Why a decision cannot be taken; empty when it can.

    `explained` are ids of conditions that are not met, of which is said why the plan goes on all the same.
    """
    ways = {
        ReviewDecision.CONTINUE: (_not_looked, _new_sash, _no_plan_in_force),
        ReviewDecision.CHANGE: (_not_looked,),
        ReviewDecision.SCALE_UP: (_still_low,),
        ReviewDecision.SCALE_DOWN: (_not_looked, _new_sash, _not_lower, _not_known),
        ReviewDecision.CLOSE: (_not_looked, _new_sash, _not_known, _not_met, _unseen),
    }
    found = [point for why in ways[decision] for point in why(picture)]
    if decision in (ReviewDecision.CONTINUE, ReviewDecision.SCALE_DOWN):
        found += [point for point in _to_explain(picture) if point.explains not in explained]
    if decision is ReviewDecision.CLOSE:
        found += _closing(picture, close_reason)
    return tuple(found)


def next_review(reviews: Reviews, risk: Risk, today: date, *, pressing: bool) -> NextReview:
    """When to look again: at the last working day that the region leaves at this risk, or in a week while something is
    `pressing`. The numbers are the region's, no law."""
    weeks = reviews.weeks(risk)
    latest = working_day_before(today + timedelta(weeks=weeks, days=1))
    soon = working_day_from(today + SOON)
    return NextReview(min(soon, latest) if pressing else latest, latest, weeks, risk)


def is_pressing(looked: Iterable[Looked]) -> bool:
    """Whether something that must be met is not, or nobody knows."""
    return any(one.needed and one.met is not Known.YES for one in looked)


def check_check(order: CheckCondition, adopted_at: datetime, homes: Collection[str], today: date) -> None:
    """Raises `ReviewWrong` for a check that says too little, or is of a day on which it cannot have been seen: evidence
    from before the plan says nothing of the plan."""
    if order.met is Known.YES and not order.evidence.strip():
        raise ReviewWrong(field="evidence", reason="empty")
    if len(order.evidence) > LONGEST_EVIDENCE:
        raise ReviewWrong(field="evidence", reason="too_long")
    if not order.by_organisation:
        raise ReviewWrong(field="by_organisation", reason="unknown" if order.met is Known.UNKNOWN else "empty")
    if order.by_organisation not in homes:
        raise ReviewWrong(field="by_organisation", reason="no_seat")
    if order.seen_on > today:
        raise ReviewWrong(field="seen_on", reason="in_future")
    if order.seen_on < local_day(adopted_at):
        raise ReviewWrong(field="seen_on", reason="before_plan")


def check_decision(order: DecideReview, picture: Picture, reviews: Reviews) -> None:
    """Raises `ReviewWrong` for what was not filled in, `ReviewRefused` while the case says otherwise."""
    if not order.reasons.strip():
        raise ReviewWrong(field="reasons", reason="empty")
    said = {name: text for name, text in order.explanations.items() if text.strip()}
    if max(len(text) for text in (order.reasons, *said.values())) > LONGEST_REASONS:
        raise ReviewWrong(field="reasons", reason="too_long")
    points = standing_in_the_way(order.decision, picture, said, order.close_reason)
    if points:
        rules = tuple(dict.fromkeys(rule for point in points for rule in point.rule_ids))
        raise ReviewRefused(points=tuple(point.key for point in points), rules=rules)
    if order.decision is not ReviewDecision.CLOSE:
        _check_next(order.next_on, picture, reviews)


def _check_next(day: date | None, picture: Picture, reviews: Reviews) -> None:
    today = local_day(picture.evidence.now)
    latest = next_review(reviews, picture.evidence.facts.risk, today, pressing=False)
    if day is None:
        raise ReviewWrong(field="next_on", reason="empty")
    if day <= today:
        raise ReviewWrong(field="next_on", reason="in_past")
    if not is_working_day(day):
        raise ReviewWrong(field="next_on", reason="no_working_day")
    if day > latest.latest:
        raise ReviewWrong(field="next_on", reason="too_far", latest=latest.latest, weeks=latest.weeks)


def sash_points(evidence: Evidence) -> tuple[ReviewPoint, ...]:
    """What stands in the way because of the SASH: there is none, a new one is due, or it says more than the case."""
    newest, since = sash(evidence), sash_outdated_since(evidence)
    if newest is None:
        return (ReviewPoint("sash_missing", _NEW_SASH),)
    if since is not None:
        return (ReviewPoint("sash_due", _NEW_SASH, {"since": since}),)
    said = risk_of(newest.outcome)
    if said is not None and _higher(said, evidence.facts.risk):
        return (ReviewPoint("risk_higher", _NEW_LANE, {"risk": said}),)
    return ()


def _new_sash(picture: Picture) -> tuple[ReviewPoint, ...]:
    return sash_points(picture.evidence)


def _not_looked(picture: Picture) -> Iterable[ReviewPoint]:
    rules = (_MAKES_A_PLAN[picture.evidence.facts.phase],)
    if numbers := _numbers(picture.found(None)):
        yield ReviewPoint("not_looked", rules, {"numbers": numbers, "n": len(numbers)})


def _not_known(picture: Picture) -> Iterable[ReviewPoint]:
    if numbers := _numbers(picture.found(Known.UNKNOWN)):
        yield ReviewPoint("not_known", (), {"numbers": numbers, "n": len(numbers)})


def _not_met(picture: Picture) -> Iterable[ReviewPoint]:
    if numbers := _numbers(picture.found(Known.NO)):
        yield ReviewPoint("not_met", (), {"numbers": numbers, "n": len(numbers)})


def _to_explain(picture: Picture) -> Iterable[ReviewPoint]:
    """A condition that must be met and is not asks to change the plan or to scale up, or for a word why not."""
    for one in picture.found(Known.NO):
        yield ReviewPoint("explain", (), {"number": one.condition.number}, explains=one.condition.id)


def _unseen(picture: Picture) -> Iterable[ReviewPoint]:
    if picture.unseen:
        yield ReviewPoint("unseen")


def _no_plan_in_force(picture: Picture) -> Iterable[ReviewPoint]:
    if picture.plan is None or picture.plan.status is not PlanStatus.ADOPTED:
        yield ReviewPoint("other_lane", _NEW_LANE)


def _still_low(picture: Picture) -> Iterable[ReviewPoint]:
    """From the low lane only the risk leads up; within the other lane one can always do more."""
    if picture.evidence.facts.phase is Phase.LOW:
        yield ReviewPoint("not_higher", (*_NEW_SASH, *_NEW_LANE))


def _not_lower(picture: Picture) -> Iterable[ReviewPoint]:
    """The risk must be lower than the plan was made for, by the newest SASH."""
    newest, now = sash(picture.evidence), picture.evidence.facts.risk
    said = risk_of(newest.outcome) if newest else None
    if picture.plan_risk is None or said is not now or not _higher(picture.plan_risk, now):
        yield ReviewPoint("not_lower", (*_NEW_SASH, *_NEW_LANE))


def _closing(picture: Picture, reason: CloseReason | None) -> list[ReviewPoint]:
    if reason is None:
        return [ReviewPoint("close_reason")]
    found = closing_points(picture.duties, picture.evidence, reason)
    return [ReviewPoint(f"closing.{one.key}", tuple(one.data.get("rules", ())), one.data) for one in found]


def _numbers(found: Iterable[Looked]) -> tuple[int, ...]:
    return tuple(one.condition.number for one in found)


def _higher(one: Risk, other: Risk) -> bool:
    return _ORDER.index(one) > _ORDER.index(other)


def changes_lane(before: Risk | None, now: Risk) -> bool:
    """Whether a case is in another lane than its plan was made for."""
    return before is not None and phase_of(before) is not phase_of(now)
