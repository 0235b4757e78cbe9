"""The high-risk case of the fictional region on the day of its meeting, prepared by the rooms' own verbs.

Opened three days ago, with a first meeting and two actions out of that. Since then the conditions came in, and all but
what the journey does itself is settled: one contradiction, one condition, one measure and one action are left.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from models.terms import Measure, MeetingKind
from services.access.rules import Permission
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in, nothing_to_add
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of
from services.demo import region_told
from services.demo.accounts import settle_director
from services.demo.actions import next_monday, region, shifted
from services.demo.facts import FileAction, FileCase
from services.demo.played import PlayedClock
from services.demo.region import guest_actor, hand_in_order
from services.demo.settled import settle_as_agreed
from services.demo.staging import NEWS, QUESTION, Stage, directors, put_on
from services.directory.sessions import start_session
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.meetings.actions import plan
from services.meetings.orders import PlanMeeting
from services.meetings.queries import meetings_of
from services.meetings.rules import invitable
from services.plans.actions import record_action
from services.plans.orders import RecordAction
from services.plans.queries import CaseState, case_state
from services.premises import Premises
from services.relations.facts import SYSTEM, VISITOR, Actor
from services.scheduling.facts import LOCAL, local_day
from services.settings import now
from services.unit_of_work import Work
from services.victim.actions import write_voice
from services.victim.orders import WriteVoice

CLASH, CONDITION, ACTION = ("c8", "c9"), "c12", 8
"""What is left for the meeting, by its name in the file."""
MEASURE = Measure.ELECTRONIC_MONITORING
EARLIER = ("De sloten van de woning zijn vervangen.", "De school weet wie de kinderen mag ophalen.")
MINUTES = 45


@dataclass(frozen=True)
class MeetingDay:
    """The case, its meeting of today, and who writes along; `director` works at the real time."""

    director: Work
    deputy: Work
    case: FileCase
    case_id: str
    meeting_id: str
    secrets: dict[str, str]
    """What a browser shows to come in, by who it is: director, deputy, stranger."""

    @property
    def state(self) -> CaseState:
        """The case as its director sees it now."""
        return case_state(self.director, self.case_id)

    def action(self, number: int) -> FileAction:
        """An agreement of the file."""
        return next(one for one in self.case.actions if one.number == number)

    def text(self, name: str) -> str:
        """What a condition of the file says."""
        return next(one.text for one in self.case.conditions if one.id == name)


def a_meeting_today(premises: Premises) -> MeetingDay:
    """The case in the practice database of `premises`, a few minutes after its meeting was to begin."""
    real = premises.work(practice=True, actor=SYSTEM)
    clock = PlayedClock(at_hour(-3, 9))
    stage = Stage(replace(real, clock=clock))
    staged = put_on(stage, shifted(region().cases[0], next_monday(now())))
    director, case_id = stage.work.as_actor(staged.director), staged.case_id
    _met_before(director, clock, case_id)
    clock.moment = at_hour(-1, 12)
    meeting_id = plan_meeting(director, case_id, MeetingKind.CASE_CONFERENCE, _just_now(), MINUTES)
    _tell(director, case_id, meeting_id, staged.case)
    people = {"director": staged.director, "deputy": settle_director(real, directors(staged.case)[1])}
    secrets = {name: let_in(real, actor) for name, actor in people.items()}
    return MeetingDay(
        real.as_actor(people["director"]), real.as_actor(people["deputy"]), staged.case, case_id, meeting_id, secrets
    )


def at_hour(days: int, hour: int) -> datetime:
    """A whole hour on the wall, so many days from today."""
    return datetime.combine(local_day(now()) + timedelta(days=days), time(hour), tzinfo=LOCAL)


def _just_now() -> datetime:
    """A few minutes ago; late in the evening earlier, since a meeting ends on the day on which it begins."""
    start = now().astimezone(LOCAL).replace(second=0, microsecond=0) - timedelta(minutes=5)
    return max(at_hour(0, 0), min(start, at_hour(1, 0) - timedelta(minutes=MINUTES + 1)))


def plan_meeting(work: Work, case_id: str, kind: MeetingKind, start: datetime, minutes: int) -> str:
    """A meeting with everybody who can be invited; gives its id."""
    seats = tuple(seat.id for seat in invitable(case_facts(work, case_id)))
    due = start - timedelta(minutes=30)
    order = PlanMeeting(work.chance.id(), case_id, kind, start, minutes, seats, due, question=QUESTION, news=NEWS)
    return plan(work, order)


def _met_before(work: Work, clock: PlayedClock, case_id: str) -> None:
    """A first meeting three days ago, with two actions that were to be done by yesterday."""
    plan_meeting(work, case_id, MeetingKind.ACTION_MEETING, at_hour(-3, 10), 30)
    clock.moment = at_hour(-3, 11)
    for text, home in zip(EARLIER, ("lokale_veld", "VT"), strict=True):
        record_action(work, RecordAction(case_id, work.chance.id(), text, home, at_hour(-1, 17), "partners"))


def _tell(work: Work, case_id: str, meeting_id: str, case: FileCase) -> None:
    """What came in and was settled before the meeting: everything but what is left for it."""
    (meeting,) = (one for one in meetings_of(work, case_id) if one.id == meeting_id)
    guests = {one.organisation: work.as_actor(guest_actor(one)) for one in meeting.attendees}
    ids = {one.id: work.chance.id() for one in case.conditions}
    for name in [name for name in ids if name not in CLASH]:
        hand_in_one(guests, case, name, ids)
    _settle(work, case_id, case, ids)
    for name in CLASH:
        hand_in_one(guests, case, name, ids)
    for home in set(guests) - {one.organisation for one in case.conditions}:
        nothing_to_add(guests[home])
    today = local_day(work.clock())
    for one in (weighing for weighing in case.weighings if weighing.measure is not MEASURE):
        weigh(work, WeighMeasure(case_id, one.measure, one.organisation, one.outcome, one.reason, today, one.tier))
    _tell_voice(work, case_id)


def hand_in_one(guests: dict[str, Work], case: FileCase, name: str, ids: dict[str, str]) -> None:
    """A condition of the file, by its name, as its organisation hands it in. `ids` are the ids by those names."""
    one = next(one for one in case.conditions if one.id == name)
    hand_in(guests[one.organisation], hand_in_order(one, ids[name]))


def _settle(work: Work, case_id: str, case: FileCase, ids: dict[str, str]) -> None:
    """The contradictions and actions as the file agreed; every condition taken over but one."""
    orders = [recorded(work, case_id, one, ids) for one in case.actions if one.number != ACTION]
    agreed = [order for order in orders if set(order.condition_ids) != {ids[name] for name in CLASH}]
    settle_as_agreed(work, case_id, agreed, ids)
    known = {action.what for action in case_state(work, case_id).actions}
    for order in (order for order in agreed if order.what not in known):
        record_action(work, order)
    for view in conditions_of(work, case_id):
        if not view.decided and view.id != ids[CONDITION]:
            decide(work, Decide(case_id, view.id, view.version, Decision.ACCEPT))


def recorded(work: Work, case_id: str, one: FileAction, ids: dict[str, str]) -> RecordAction:
    """An agreement of the file as the order that records it."""
    return RecordAction(
        case_id=case_id,
        action_id=work.chance.id(),
        what=one.what,
        owner=one.owner,
        due_at=one.due,
        tier=one.tier,
        due_on_day=one.due_on_day,
        supporting=one.supporting,
        condition_ids=tuple(ids[name] for name in one.conditions),
        proof=one.proof,
        if_not=one.if_not,
        if_not_tier=one.if_not_tier,
        ends_on=one.ends,
    )


def _tell_voice(work: Work, case_id: str) -> None:
    facts = case_facts(work, case_id)
    victim = next(person.id for person in facts.persons if person.ref == "P1")
    seat = next(seat.id for seat in facts.seats if seat.role == region_told.REPRESENTED_BY)
    said = (region_told.WISHES, region_told.FEARS, region_told.TELL_BACK)
    order = WriteVoice(case_id, victim, 0, *said, represented_by_seat_id=seat, heard_on=local_day(work.clock()))
    write_voice(work, order)


def let_in(work: Work, actor: Actor) -> str:
    """The secret that a browser shows to come in."""
    with work.as_actor(VISITOR).act(Permission.PRACTICE_ENTER) as tx:
        return start_session(tx, account_id=actor.account_id)
