"""Two fictional cases with a plan in force, prepared by the rooms' own verbs: the high-risk one, and the low one.

Both were opened three days ago and adopted the day before yesterday: the high one after its meeting, the low one after
coordination by phone. I. Brandsma directs the first and deputises in the second.
"""

from dataclasses import dataclass, replace

from models.terms import MeetingKind
from services.conditions.actions import decide, nothing_to_add, record_condition
from services.conditions.facts import Decide, Decision
from services.conditions.queries import conditions_of
from services.demo.accounts import FictionalColleague, settle_director
from services.demo.actions import WEEKS_OF_HOURS, next_monday, region, shifted
from services.demo.facts import FileCase
from services.demo.played import PlayedClock
from services.demo.region import guest_actor, hand_in_order
from services.demo.settled import settle_as_agreed
from services.demo.staging import Stage, put_on
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.meetings.queries import meetings_of
from services.plans.actions import adopt, record_action
from services.plans.orders import AdoptPlan
from services.plans.queries import CaseState, case_state
from services.plans.rules import blocking
from services.premises import Premises
from services.relations.facts import SYSTEM
from services.scheduling.facts import local_day
from services.settings import now
from services.unit_of_work import Work
from tests.journeys.meeting_day import at_hour, hand_in_one, let_in, plan_meeting, recorded

BY_PHONE = "Telefonisch afgestemd; de afspraken staan in het plan."


@dataclass(frozen=True)
class InForce:
    """The two cases with who directs both, at the real time; `secrets` let a browser in as director or stranger."""

    director: Work
    high: str
    low: str
    secrets: dict[str, str]

    def state(self, case_id: str) -> CaseState:
        """A case as its director sees it now."""
        return case_state(self.director, case_id)


def two_plans_in_force(premises: Premises) -> InForce:
    """The cases in the practice database of `premises`."""
    real = premises.work(practice=True, actor=SYSTEM)
    clock, monday = PlayedClock(at_hour(-3, 9)), next_monday(now())
    stage = Stage(replace(real, clock=clock), shared=True)
    cases = [shifted(region().cases[number], monday) for number in (0, 2)]
    staged = [put_on(stage, case, week=monday, weeks=WEEKS_OF_HOURS) for case in cases]
    for one in staged:
        _adopted(stage, stage.work.as_actor(one.director), clock, one.case, one.case_id)
    stranger = settle_director(real, FictionalColleague("F. Vreemd", "f.vreemd@politie.example"))
    actors = {"director": staged[0].director, "stranger": stranger}
    secrets = {name: let_in(real, actor) for name, actor in actors.items()}
    return InForce(real.as_actor(staged[0].director), staged[0].case_id, staged[1].case_id, secrets)


def _adopted(stage: Stage, work: Work, clock: PlayedClock, case: FileCase, case_id: str) -> None:
    """From what came in to the plan in force, as the file agreed."""
    clock.moment = at_hour(-3, 9)
    ids = {one.id: work.chance.id() for one in case.conditions}
    if case.code.startswith("H"):
        _by_meeting(work, case, case_id, ids)
    else:
        for one in case.conditions:
            record_condition(work, case_id, stage.organisation(one.organisation), hand_in_order(one, ids[one.id]))
    clock.moment = at_hour(-2, 12)
    orders = [recorded(work, case_id, one, ids) for one in case.actions]
    settle_as_agreed(work, case_id, orders, ids)
    known = {action.what for action in case_state(work, case_id).actions}
    for order in (order for order in orders if order.what not in known):
        record_action(work, order)
    for view in conditions_of(work, case_id):
        if not view.decided:
            decide(work, Decide(case_id, view.id, view.version, Decision.ACCEPT))
    today = local_day(clock())
    for one in case.weighings:
        weigh(work, WeighMeasure(case_id, one.measure, one.organisation, one.outcome, one.reason, today, one.tier))
    open_points = [check.key for check in blocking(case_state(work, case_id).checks) if check.explainable]
    adopt(work, AdoptPlan(case_id, dict.fromkeys(open_points, BY_PHONE)))


def _by_meeting(work: Work, case: FileCase, case_id: str, ids: dict[str, str]) -> None:
    """Conditions come in by the guests of a meeting on the day before yesterday."""
    meeting_id = plan_meeting(work, case_id, MeetingKind.ACTION_MEETING, at_hour(-2, 10), 45)
    (meeting,) = (one for one in meetings_of(work, case_id) if one.id == meeting_id)
    guests = {one.organisation: work.as_actor(guest_actor(one)) for one in meeting.attendees}
    for name in ids:
        hand_in_one(guests, case, name, ids)
    for home in set(guests) - {one.organisation for one in case.conditions}:
        nothing_to_add(guests[home])
