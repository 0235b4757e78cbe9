"""Pure rules of my day: what counts as needed now, in what order, and what comes up today and this week.

Everything is derived from the same readiness checks that the case screens show; nothing is judged a second time.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from models.terms import ActionStatus, InvitationAnswer, MeetingStatus, Risk
from services.cases.facts import CaseFacts
from services.conditions.facts import ConditionView
from services.consistency.facts import Board
from services.duties.facts import BecameDue
from services.events.facts import RunningBreach
from services.measures.expiry import SOON, expiring
from services.measures.facts import Urgency
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.rules import due_at
from services.meetings.standing import is_running_poll
from services.network.facts import GapAnswer
from services.oversight.facts import Arrived, CaseName, ComingMeeting, Need, NewRules, Owed, Today
from services.oversight.leaving import stopped_mails
from services.plans.orders import ActionView, Check, State, Step
from services.scheduling.facts import LOCAL, local_day
from services.victim.facts import PromisedContact

AT_ONCE = 7
WEEK = timedelta(days=7)
NEAR = timedelta(days=3)
"""So long before a meeting whoever is silent should have been reminded."""
ASKED_LONG_AGO = timedelta(days=1)
_JOINED = ("seat", "weighing")
_GRAVEST = {Risk.HIGH: 0, Risk.MEDIUM: 1, Risk.LOW: 2}
_STEPS = tuple(Step)


def name_of(facts: CaseFacts) -> CaseName:
    """How my day names a case."""
    return CaseName(facts.id, facts.code_name, facts.risk)


def needs_of(
    facts: CaseFacts,
    checks: Iterable[Check],
    meeting: PlannedMeeting | None,
    *,
    adopted: bool,
    moment: datetime,
    breaches: tuple[RunningBreach, ...] = (),
    settled: bool = True,
) -> tuple[Need, ...]:
    """What this case needs from its reader now: open points whose turn has come, joined where they are of one kind.

    Waiting on others is no need of one's own. A plan comes after its meeting, so its points wait until one is planned.
    `breaches` are those that the prosecution does not know of yet; not `settled`: something was found between the
    conditions that goes before the plan.
    """
    checks, case = tuple(checks), name_of(facts)
    open_points = [c for c in checks if c.blocking and c.state is State.MISSING and _turn_has_come(c, checks)]
    needs = [
        Need(case, c.kind, c.step, _due(c, meeting, moment), 1, c.rule_ids, c.data)
        for c in open_points
        if c.kind not in _JOINED
    ]
    for kind in _JOINED:
        same = [c for c in open_points if c.kind == kind]
        if same:
            rules = tuple(dict.fromkeys(rule for c in same for rule in c.rule_ids))
            needs.append(Need(case, kind, same[0].step, _due(same[0], meeting, moment), len(same), rules, same[0].data))
    ready = all(c.state is State.READY for c in checks if c.blocking)
    if ready and settled and not adopted:
        needs.append(Need(case, "adopt", Step.PLAN, rule_ids=("H-VT-5",)))
    if breaches:
        needs.append(
            Need(
                case,
                "breach",
                Step.CASE,
                count=len(breaches),
                data={"since": breaches[0].since},
                place="gebeurtenissen",
            )
        )
    if adopted and facts.review_on is not None and facts.review_on <= local_day(moment):
        needs.append(Need(case, "review_due", Step.PLAN, _midnight(facts.review_on)))
    return tuple(needs)


def answers_of(facts: CaseFacts, checks: Iterable[Check]) -> Iterable[Need]:
    """A plan that was sent round and on which not everybody gave their word yet, for its director; a no is a point of
    its own."""
    for check in checks:
        if check.kind == "answers" and check.state is State.WAITING:
            yield Need(
                name_of(facts), "silent", Step.PLAN, None, len(check.data["silent"]), check.rule_ids, place="versies"
            )


def meeting_needs(facts: CaseFacts, meetings: Iterable[PlannedMeeting], moment: datetime) -> Iterable[Need]:
    """What the meetings that are still to come ask of their director: a word on a deputy, a time for a poll that
    everybody answered or that closes today, a reminder to whoever is silent close before the meeting, a new link for
    whoever's was locked by wrong codes, a look at a mail that was not written. No names: my day names cases only."""
    standing = [m for m in meetings if m.status is MeetingStatus.PLANNED and m.starts_at > moment]
    case, place = name_of(facts), Step.MEETING
    deputies = [one for m in standing for one in m.attendees if waits_for_word(one)]
    if deputies:
        yield Need(case, "deputy", place, None, len(deputies), ("H-VT-3",))
    locked = [one for m in standing for one in m.attendees if one.locked]
    if locked:
        yield Need(case, "locked", place, None, len(locked))
    yield from stopped_mails(case, (one for m in standing for one in m.attendees))
    silent = [(m, sum(is_silent(one, moment) for one in m.attendees)) for m in standing if m.starts_at - moment <= NEAR]
    for meeting, count in silent:
        if count:
            yield Need(case, "remind", place, meeting.starts_at, count)
    for poll in (m for m in meetings if is_running_poll(m, moment)):
        said = sum(one.answered_at is not None for one in poll.attendees)
        closes = poll.poll_closes_at
        if closes and (local_day(closes) <= local_day(moment) or (poll.attendees and said == len(poll.attendees))):
            data: dict[str, object] = {"said": said, "all": len(poll.attendees)}
            yield Need(case, "poll", place, closes, 1, (), data)


def contradictions_of(
    facts: CaseFacts, board: Board, meeting: PlannedMeeting | None, moment: datetime
) -> Iterable[Need]:
    """Contradictions that the reader can settle, as one need before the meeting; how many, and nothing of what they
    say. What a reader may see one side of only is settled by somebody else."""
    count = sum(not one.hidden for one in board.open)
    if count:
        due = meeting.starts_at if meeting is not None and meeting.starts_at > moment else None
        yield Need(name_of(facts), "contradictions", Step.CONDITIONS, due, count)


def forms_of(facts: CaseFacts, waiting: int) -> Iterable[Need]:
    """Word forms with conditions that came in and wait to be taken over, as one need."""
    if waiting:
        yield Need(name_of(facts), "forms", Step.CONDITIONS, count=waiting)


def waits_for_word(attendee: Attendee) -> bool:
    """Wants to send a deputy, and the case director has not decided."""
    return attendee.answer is InvitationAnswer.DEPUTY and attendee.proposed is not None


def is_silent(attendee: Attendee, moment: datetime) -> bool:
    """Was asked a day or more ago, has not answered and was never reminded."""
    asked = min((mail.queued_at for mail in attendee.mails), default=None)
    unasked = asked is not None and moment - asked < ASKED_LONG_AGO
    return attendee.answer is InvitationAnswer.OPEN and not attendee.reminders and not unasked


def silence_of(facts: CaseFacts, silent: Iterable[PromisedContact]) -> Iterable[Need]:
    """The promised contacts that passed in silence, as one need since the first of them (T-CH-1: continuous contact).

    No name of whoever was promised it: my day names cases only.
    """
    days = sorted(promise.promised_for for promise in silent)
    if days:
        due = _midnight(days[0] + timedelta(days=1))
        yield Need(name_of(facts), "silence", Step.CASE, due, len(days), ("T-CH-1",), place="stem")


def planned_of(facts: CaseFacts, planned: Iterable[GapAnswer]) -> Iterable[Need]:
    """What was planned about findings of the network for a day that has come, as one need since the first of them."""
    days = sorted(answer.planned_for for answer in planned if answer.planned_for)
    if days:
        yield Need(name_of(facts), "planned", Step.CASE, _midnight(days[0]), len(days), place="netwerk")


def ending_need(facts: CaseFacts, moment: datetime) -> Need | None:
    """What of this case ended, ends within a fortnight or is to be weighed again, as one need."""
    near = [e for e in expiring(facts, local_day(moment), SOON) if e.urgency is not Urgency.LATER]
    if not near:
        return None
    first = near[0]
    data: dict[str, object] = {"subject": first.subject, "what": first.what, "on": first.on}
    return Need(name_of(facts), "ending", Step.CASE, _midnight(first.on), len(near), (), data, place="maatregelen")


def in_order(needs: Iterable[Need], moment: datetime) -> tuple[Need, ...]:
    """By due moment (what has none is due now), then by risk, case and step."""
    return tuple(
        sorted(
            needs,
            key=lambda n: (n.due or moment, _GRAVEST[n.case.risk], n.case.code_name, _STEPS.index(n.step), n.kind),
        )
    )


def coming(facts: CaseFacts, meetings: Iterable[PlannedMeeting], moment: datetime) -> Iterable[ComingMeeting]:
    """Meetings that still stand and end within the seven days from `moment`."""
    for meeting in meetings:
        if meeting.status is MeetingStatus.PLANNED and moment < meeting.ends_at <= moment + WEEK:
            yield ComingMeeting(
                name_of(facts),
                meeting.kind,
                meeting.starts_at,
                meeting.ends_at,
                len(meeting.attendees),
                len(meeting.owing),
            )


def owed_of(facts: CaseFacts, meeting: PlannedMeeting | None) -> Iterable[Owed]:
    """Who still owes conditions for the meeting that they are collected for."""
    if meeting is None:
        return
    for attendee in meeting.owing:
        yield Owed(
            name_of(facts),
            attendee.organisation_name,
            attendee.name,
            min((mail.queued_at for mail in attendee.mails), default=None),
            due_at(attendee, meeting),
            attendee.opened_at is not None,
            attendee.locked,
        )


def today_of(
    facts: CaseFacts, meetings: Iterable[PlannedMeeting], actions: Iterable[ActionView], moment: datetime
) -> Iterable[Today]:
    """Meetings, deadlines for conditions and last moments of open actions that fall on the local day of `moment`."""
    case, day = name_of(facts), local_day(moment)
    for meeting in meetings:
        if meeting.status is not MeetingStatus.PLANNED:
            continue
        if local_day(meeting.starts_at) == day:
            yield Today(case, "meeting", meeting.starts_at, Step.MEETING, meeting=meeting.kind)
        if local_day(meeting.conditions_due_at) == day:
            yield Today(case, "conditions", meeting.conditions_due_at, Step.CONDITIONS)
    for action in actions:
        if action.status is ActionStatus.OPEN and action.due_at is not None and local_day(action.due_at) == day:
            yield Today(
                case,
                "action",
                action.due_at,
                Step.PLAN,
                number=action.number,
                owner=action.owner,
                whole_day=action.due_on_day,
            )


def arrived_of(facts: CaseFacts, conditions: Iterable[ConditionView], since: datetime) -> Iterable[Arrived]:
    """Per organisation the conditions handed in after `since`."""
    found: dict[str, list[datetime]] = defaultdict(list)
    for condition in conditions:
        if condition.handed_in_at is not None and condition.handed_in_at > since:
            found[condition.organisation].append(condition.handed_in_at)
    for organisation, moments in found.items():
        yield Arrived(name_of(facts), organisation, len(moments), max(moments))


def new_rules_of(facts: CaseFacts, found: Iterable[BecameDue], homes: Iterable[str] | None) -> Iterable[NewRules]:
    """What began to hold for a case and concerns the reader: all of it for who directs (`homes` None), else the rules
    that these organisations carry."""
    mine = [due for due in found if due.case_id == facts.id and (homes is None or due.organisation in set(homes))]
    if mine:
        yield NewRules(name_of(facts), tuple(due.rule_id for due in mine), max(due.since for due in mine))


def day_span(day: date) -> tuple[datetime, datetime]:
    """From the first to the last moment of a local day; 23 or 25 hours where the clock changes."""
    return _midnight(day), _midnight(day + timedelta(days=1))


def _turn_has_come(check: Check, checks: tuple[Check, ...]) -> bool:
    if check.step in (Step.CASE, Step.NETWORK, Step.MEETING):
        return True
    state = {c.kind: c.state for c in checks if c.kind in ("meeting", "decided")}
    if state.get("meeting") in (State.MISSING, State.WAITING):
        return False
    return check.kind in ("decided", "weighing") or state.get("decided") is State.READY


def _due(check: Check, meeting: PlannedMeeting | None, moment: datetime) -> datetime | None:
    """Conditions are decided before the meeting, the plan is settled when it ends; the rest is due at once."""
    if meeting is None or meeting.ends_at <= moment or check.step not in (Step.CONDITIONS, Step.PLAN):
        return None
    return meeting.starts_at if check.step is Step.CONDITIONS else meeting.ends_at


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)
