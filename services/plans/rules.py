"""Pure rules of the plan: what must be ready before it can be adopted, and what an action must have.

The list of checks is the same that the case header, the case screen and the plan screen show.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.terms import ActionStatus, ConditionStatus, Instrument, PersonRole, Tier
from services.cases.facts import CaseFacts
from services.conditions.facts import ConditionView
from services.consistency.facts import Board, Certainty
from services.errors import ServiceError
from services.meetings.facts import PlannedMeeting
from services.meetings.standing import broken, minimum_now
from services.plans.orders import ActionView, Check, RecordAction, State, Step
from services.plans.sources import CARRIES, is_source
from services.plans.versions.facts import Words
from services.protection.rules import ONE_ORGANISATION
from services.route_map.facts import Attendance, MeasureToWeigh, SeatNeed
from services.scheduling.facts import local_day

LONGEST_TEXT = 2000
NO_DAYS: frozenset[date] = frozenset()
"""Of an action that is new."""
_NO_BOARD = Board(reckoned=False)


class ActionFieldWrong(ServiceError):
    """A field of an action cannot be kept. Fields: `field`, `reason`."""

    code: ClassVar[str] = "plans.field_wrong"


class AdoptionBlocked(ServiceError):
    """The plan cannot be adopted yet. Field `missing`: the keys of the checks that hold it up."""

    code: ClassVar[str] = "plans.adoption_blocked"


@dataclass(frozen=True)
class Picture:
    """Everything readiness looks at. `needed` and `missing` are seats by the route map, `unweighed` its open duties."""

    facts: CaseFacts
    needed: tuple[SeatNeed, ...]
    missing: tuple[SeatNeed, ...]
    attendance: Attendance
    to_weigh: tuple[MeasureToWeigh, ...]
    unweighed: tuple[MeasureToWeigh, ...]
    meeting: PlannedMeeting | None
    conditions: tuple[ConditionView, ...]
    actions: tuple[ActionView, ...]
    coordination: PlannedMeeting | None = None
    polled_until: datetime | None = None
    """Until when times are put to the vote, while no meeting stands."""
    board: Board = _NO_BOARD
    words: Words | None = None
    """What organisations say of the version that was sent round, while one is."""


def readiness(picture: Picture) -> tuple[Check, ...]:
    """Every point on the way to adoption, in the order of the steps."""
    review = picture.facts.review_on
    return (
        *_case_checks(picture.facts),
        *_seat_checks(picture),
        *_meeting_checks(picture),
        *_condition_checks(picture),
        *_finding_checks(picture.board),
        *_weighing_checks(picture),
        *_action_checks(picture),
        Check("review", Step.PLAN, _ready(review is not None), data={"on": review}),
        *_answer_checks(picture.words),
    )


def blocking(checks: Iterable[Check], explained: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks that hold adoption up: blocking, not ready, and not explained where an explanation is possible."""
    allowed = set(explained)
    return tuple(
        check
        for check in checks
        if check.blocking and check.state is not State.READY and not (check.explainable and check.key in allowed)
    )


def check_adoption(checks: Iterable[Check], explanations: dict[str, str]) -> None:
    """Raises `AdoptionBlocked` that names what is missing."""
    said = [key for key, why in explanations.items() if why.strip()]
    if open_points := blocking(checks, said):
        raise AdoptionBlocked(missing=tuple(check.key for check in open_points))


def check_action(
    order: RecordAction,
    organisations: Iterable[str],
    conditions: Iterable[str],
    moment: datetime,
    kept: Collection[date] = NO_DAYS,
) -> None:
    """Raises `ActionFieldWrong` on the first field that cannot be kept.

    `organisations` are the keys of the directory: who holds no seat can still own an action, and shows as a gap then.
    `conditions` are the ids of the case's conditions. `kept` are the last days that stand in the action already.
    """
    known = set(organisations)
    if not order.what.strip():
        raise ActionFieldWrong(field="what", reason="empty")
    for name, text in (("what", order.what), ("proof", order.proof), ("if_not", order.if_not)):
        if len(text) > LONGEST_TEXT:
            raise ActionFieldWrong(field=name, reason="too_long")
    if order.owner not in known:
        raise ActionFieldWrong(field="owner", reason="unknown")
    if not known.issuperset(order.supporting):
        raise ActionFieldWrong(field="supporting", reason="unknown")
    if not set(conditions).issuperset(order.condition_ids):
        raise ActionFieldWrong(field="conditions", reason="unknown")
    tiers = {*Tier, *(f"{ONE_ORGANISATION}{key}" for key in known)}
    if order.tier not in tiers or order.if_not_tier not in tiers | {""}:
        raise ActionFieldWrong(field="tier", reason="unknown")
    _check_telling(order, known, local_day(moment), kept)
    _check_days(order, moment, kept)


def _check_telling(order: RecordAction, known: Collection[str], today: date, kept: Collection[date]) -> None:
    """Of an action that is not for the victim to read nobody tells the victim: the words would reach her that way."""
    if not order.tells_victim:
        if order.tell_victim_on is not None:
            raise ActionFieldWrong(field="tells_victim", reason="empty")
        return
    if order.tells_victim not in known:
        raise ActionFieldWrong(field="tells_victim", reason="unknown")
    if order.tier != Tier.VICTIM:
        raise ActionFieldWrong(field="tells_victim", reason="not_hers")
    if order.tell_victim_on is not None and order.tell_victim_on < today and order.tell_victim_on not in kept:
        raise ActionFieldWrong(field="tell_victim_on", reason="in_past")


def _check_days(order: RecordAction, moment: datetime, kept: Collection[date]) -> None:
    """Days are local days. An action may keep a day that has passed, for that is worth seeing; none is moved to one."""
    if order.due_at is None:
        return
    due, today = local_day(order.due_at), local_day(moment)
    past = due < today if order.due_on_day else order.due_at < moment
    if past and due not in kept:
        raise ActionFieldWrong(field="due", reason="in_past")
    if order.ends_on is not None and order.ends_on < due:
        raise ActionFieldWrong(field="ends", reason="before_due")


def _case_checks(facts: CaseFacts) -> Iterable[Check]:
    both = bool(facts.director and facts.deputy_director)
    names = {"director": facts.director, "deputy": facts.deputy_director}
    yield Check("director", Step.CASE, _ready(both), ("A-POL-4",), data=names)
    sash = facts.assessment(Instrument.SASH)
    yield Check(
        "sash",
        Step.CASE,
        _ready(sash is not None),
        ("A-POL-2",),
        data={"outcome": sash.outcome, "on": sash.assessed_on} if sash else {},
    )


def _seat_checks(picture: Picture) -> Iterable[Check]:
    empty = {seat.key for seat in picture.missing}
    filled = len(picture.needed) - len(empty)
    yield Check(
        "seats",
        Step.NETWORK,
        State.READY if not empty else State.MISSING,
        blocking=False,
        data={"filled": filled, "needed": len(picture.needed)},
    )
    for seat in picture.missing:
        yield Check(
            f"seat:{seat.key}",
            Step.NETWORK,
            State.MISSING,
            seat.rule_ids,
            explainable=True,
            data={"organisation": seat.organisation, "role": seat.role},
        )


def _meeting_checks(picture: Picture) -> Iterable[Check]:
    rule, meeting = picture.attendance, picture.meeting
    if meeting is None:
        asked = State.WAITING if picture.polled_until else State.MISSING
        state = asked if rule.needed else State.READY
        data: dict[str, object] = {"needed": rule.needed, "polled_until": picture.polled_until}
        if picture.coordination is not None:  # the outcome where risk is low; elsewhere it takes no meeting's place
            data["coordinated_at"] = picture.coordination.starts_at
        yield Check("meeting", Step.MEETING, state, rule.rule_ids, data=data)
        return
    unfilled = broken(minimum_now(meeting, rule))
    missing = tuple(group.organisations for group in unfilled)
    yield Check(
        "meeting",
        Step.MEETING,
        _ready(not missing),
        rule.rule_ids,
        explainable=True,
        data={
            "needed": rule.needed,
            "starts_at": meeting.starts_at,
            "kind": meeting.kind,
            "missing": missing,
            "uninvited": tuple(group.organisations for group in unfilled if not group.invited),
        },
    )


def _condition_checks(picture: Picture) -> Iterable[Check]:
    if picture.meeting is not None:
        asked = sum(attendee.conditions_asked for attendee in picture.meeting.attendees)
        owing = picture.meeting.owing
        names = tuple(dict.fromkeys(attendee.organisation for attendee in owing))
        yield Check(
            "received",
            Step.CONDITIONS,
            State.WAITING if owing else State.READY,
            ("H-VT-5",),
            data={"received": asked - len(owing), "asked": asked, "owing": names},
        )
    undecided = [c for c in picture.conditions if not c.decided]
    data = {"open": len(undecided), "all": len(picture.conditions)}
    state = _ready(not undecided) if picture.conditions else State.NOT_YET
    yield Check("decided", Step.CONDITIONS, state, ("H-VT-4",), blocking=bool(picture.conditions), data=data)
    going_on = [c for c in picture.conditions if c.status is not ConditionStatus.DROPPED]
    protected = {ref for condition in going_on for ref in (*condition.protects, condition.subject_ref)}
    victims = [p for p in picture.facts.persons if p.role is PersonRole.VICTIM]
    bare = tuple(person.alias for person in victims if person.ref not in protected)
    state = State.WAITING if bare else State.READY
    yield Check("protected", Step.CONDITIONS, state, ("H-VT-4",), blocking=False, data={"without": bare})


def _finding_checks(board: Board) -> Iterable[Check]:
    """Contradictions and rule breaches hold adoption up until they are settled, if only as an open point. What is only
    possible does not, nor what the reader can settle with nobody because they may not see one side of it."""
    if not board.reckoned:
        return
    hidden = sum(one.hidden for one in board.open)
    waiting = len(board.open) - hidden + len(board.open_breaches)
    possible = sum(
        one.certainty is Certainty.POSSIBLE and not board.is_settled(one.key) for one in board.found.contradictions
    )
    settled = State.READY if board.found.all else State.NOT_YET
    state = State.MISSING if waiting else State.WAITING if hidden else settled
    data = {"open": waiting, "possible": possible, "hidden": hidden}
    yield Check("contradictions", Step.CONDITIONS, state, blocking=state in (State.MISSING, State.READY), data=data)


def _weighing_checks(picture: Picture) -> Iterable[Check]:
    open_duties = {(duty.measure, duty.organisation) for duty in picture.unweighed}
    for duty in picture.to_weigh:
        done = (duty.measure, duty.organisation) not in open_duties
        yield Check(
            f"weighing:{duty.measure.value}",
            Step.PLAN,
            State.READY if done else State.MISSING if duty.must_record else State.WAITING,
            duty.rule_ids,
            blocking=duty.must_record,
            data={"measure": duty.measure, "organisation": duty.organisation},
        )


def _action_checks(picture: Picture) -> Iterable[Check]:
    live = [action for action in picture.actions if action.status is not ActionStatus.REPLACED]
    yield Check("actions", Step.PLAN, _ready(bool(live)), ("H-VT-5",), data={"count": len(live)})
    covered = {one for action in live if action.status in CARRIES for one in action.condition_ids}
    hard = [c for c in picture.conditions if c.hard and not c.lapsed]
    uncovered = [condition for condition in hard if not is_source(condition, covered)]
    yield Check(
        "hard_covered",
        Step.PLAN,
        _ready(not uncovered) if hard else State.NOT_YET,
        ("H-VT-5",),
        blocking=bool(uncovered),
        data={"covered": len(hard) - len(uncovered), "hard": len(hard), "numbers": tuple(c.number for c in uncovered)},
    )


def _answer_checks(words: Words | None) -> Iterable[Check]:
    """What partners say of the version that was sent round. Nobody's no stops a plan: the director says why it can be
    adopted all the same, and what was said is printed in it. Nothing sent round, nothing asked."""
    if words is None:
        return
    state = State.MISSING if words.against else State.WAITING if words.silent else State.READY
    data = {"asked": words.asked, "silent": words.silent, "against": words.against}
    yield Check("answers", Step.PLAN, state, ("H-VT-5",), explainable=True, data=data)


def _ready(done: bool) -> State:
    return State.READY if done else State.MISSING
