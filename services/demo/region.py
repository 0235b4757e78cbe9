"""How the fictional region looks when somebody comes in: three cases, each at another stage.

The high-risk case waits for its meeting, and what its partners told contradicts itself four times; the medium one has
been planned, is half answered and half decided, and looks ahead to the next; the low one needs none and was settled by
phone.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from models.terms import MeetingKind
from services.access.rules import Standing
from services.cases.queries import case_facts
from services.conditions import actions as conditions
from services.conditions.facts import Decide, Decision, HandIn
from services.demo import (
    region_asking,
    region_contacts,
    region_deciding,
    region_events,
    region_planning,
    region_texts,
    region_voices,
)
from services.demo.facts import FileCase, FileCondition
from services.demo.region_meetings import NOTHING_KNOWN_OF
from services.demo.region_told import fuller
from services.demo.staging import NEWS, QUESTION, Stage, Staged, at, put_on
from services.events.actions import record_events, tell_prosecution
from services.meetings import actions as meetings
from services.meetings.facts import Attendee
from services.meetings.orders import PlanMeeting
from services.meetings.queries import meetings_of
from services.meetings.rules import default_deadline
from services.relations.facts import Actor
from services.scheduling.facts import local_day
from services.unit_of_work import Work

NAMES = {
    "politie": "Politie, basisteam Voorbeeldstad",
    "DR": "Districtsrecherche Voorbeeldland",
    "CCB": "Team Conflict- en Crisisbeheersing Voorbeeldland",
    "VT": "Veilig Thuis Voorbeeldland",
    "VHH": "Zorg- en Veiligheidshuis Voorbeeldland",
    "lokale_veld": "Wijkteam Voorbeeldstad",
    "OM": "Openbaar Ministerie, parket Voorbeeldland",
    "RN": "Reclassering, regio Voorbeeldland",
    "RvdK": "Raad voor de Kinderbescherming, regio Voorbeeldland",
    "SHN": "Slachtofferhulp Voorbeeldland",
    "vrouwenopvang": "Vrouwenopvang De Haven",
    "GGZ": "GGZ Voorbeeldland",
    "werkgever": "Werkgever Voorbeeld BV",
}
_HANDED_IN = ("m1", "m3", "m4", "m5", "m6", "m7", "m8")
_TOLD_BY_PHONE = ("m2",)
_DECIDED = {
    "m1": (Decision.ACCEPT, ""),
    "m4": (Decision.ACCEPT, ""),
    "m2": (Decision.DROP, "Geen bemiddeling zolang het stalken doorgaat; dit is met de werkgever besproken."),
}


def play_region(work: Work, cases: tuple[FileCase, ...], monday: date, weeks: int) -> None:
    """Enters the cases and plays each to its stage. `work` is the system's, in an empty practice database."""
    stage = Stage(
        work,
        shared=True,
        names=NAMES,
        bases=region_contacts.BASES,
        weeks=region_contacts.WEEKS,
        unasked=NOTHING_KNOWN_OF,
    )
    # Hours of this week too: on a Monday the coming one lies beyond the days within which a meeting is wanted.
    before = monday - timedelta(weeks=1)
    staged = [put_on(stage, fuller(case), week=before, weeks=weeks + 1) for case in cases[:-1]]
    high = next(one for one in staged if one.case.code == region_events.CASE)
    _tell_events(stage, high, monday)
    region_voices.tell_high(stage, high, monday)
    region_deciding.tell_conditions(stage, high, _orders(work, high.case))
    region_texts.tell_texts(stage, high)
    _half_way(stage, next(one for one in staged if one.case.code == "M-02"), monday)
    for one in staged:
        region_contacts.tell_network(stage, one)
    region_planning.tell_diaries(stage, monday)
    last = put_on(stage, cases[-1], week=before, weeks=weeks + 1)
    director = stage.work.as_actor(last.director)
    for condition in last.case.conditions[:2]:
        by = stage.organisation(condition.organisation)
        conditions.record_condition(director, last.case_id, by, hand_in_order(condition, work.chance.id()))
    region_voices.tell_low(stage, last)
    region_contacts.tell_network(stage, last)
    region_planning.tell_coordination(stage, last)


def _tell_events(stage: Stage, staged: Staged, monday: date) -> None:
    """The log of the high-risk case, as its director would have kept it; the last breach was yesterday."""
    work = stage.work.as_actor(staged.director)
    now, yesterday = work.clock(), local_day(work.clock()) - timedelta(days=1)
    told = [(one, monday - timedelta(days=one.days)) for one in region_events.LOG]
    log = [
        (one, region_events.as_told(one, day, now, work.chance.id()))
        for one, day in (*told, (region_events.LATEST, yesterday))
    ]
    record_events(work, staged.case_id, tuple(event for _, event in log))
    for one, event in log:
        if one.told_after is not None and event.reported_at is not None:
            tell_prosecution(work, staged.case_id, event.event_id, event.reported_at + timedelta(hours=one.told_after))


def _half_way(stage: Stage, staged: Staged, monday: date) -> None:
    work = stage.work.as_actor(staged.director)
    start = at(monday, 3, 10 * 60)
    region_asking.recorded_before(stage, work, staged.case_id)
    seats = tuple(seat.id for seat in case_facts(work, staged.case_id).seats if seat.attends)
    order = PlanMeeting(
        meeting_id=work.chance.id(),
        case_id=staged.case_id,
        kind=MeetingKind.CASE_CONFERENCE,
        question=QUESTION,
        news=NEWS,
        starts_at=start,
        minutes=90,
        seat_ids=seats,
        conditions_due_at=default_deadline(start, work.clock()),
    )
    meetings.plan(work, order)
    meeting = meetings_of(work, staged.case_id)[0]
    attendees = meeting.attendees
    ids = {condition.id: work.chance.id() for condition in staged.case.conditions}
    for condition in _named(staged.case, _HANDED_IN):
        guest = next(one for one in attendees if one.organisation == condition.organisation)
        order = hand_in_order(condition, ids[condition.id])
        told = region_asking.whole(order, monday) if condition.id == region_asking.CHECKED else order
        conditions.hand_in(work.as_actor(guest_actor(guest)), told)
    for condition in _named(staged.case, _TOLD_BY_PHONE):
        by = stage.organisation(condition.organisation)
        conditions.record_condition(work, staged.case_id, by, hand_in_order(condition, ids[condition.id]))
    for name, (decision, reason) in _DECIDED.items():
        conditions.decide(work, Decide(staged.case_id, ids[name], 1, decision, reason=reason))
    region_deciding.settle_one(work, staged.case_id, tuple(ids[name] for name in region_deciding.SETTLED), monday)
    region_asking.settle_whom_to_ask(work, meeting, monday)
    writer = next(one for one in attendees if one.organisation == region_asking.BY_FORM)
    region_asking.hand_in_a_form(work, staged.case_id, work.as_actor(guest_actor(writer)))
    region_planning.tell_answers(work, meeting)
    region_planning.tell_later_meetings(work, meeting, monday)
    region_asking.ask_whether_enough(work, meeting)


def _orders(work: Work, case: FileCase) -> tuple[tuple[str, HandIn], ...]:
    return tuple((one.organisation, hand_in_order(one, work.chance.id())) for one in case.conditions)


def _named(case: FileCase, names: Iterable[str]) -> Iterable[FileCondition]:
    return (condition for condition in case.conditions if condition.id in names)


def guest_actor(attendee: Attendee) -> Actor:
    """An invited professional, as if come in by the personal link."""
    return Actor(
        Standing.GUEST,
        name=attendee.name,
        invitation_id=attendee.invitation_id,
        organisation=attendee.organisation,
    )


def hand_in_order(condition: FileCondition, condition_id: str) -> HandIn:
    """A condition of a file as its organisation hands it in."""
    return HandIn(
        condition_id=condition_id,
        kind=condition.kind,
        text=condition.text,
        hard=condition.hard,
        tier=condition.tier,
        subject_ref=condition.subject,
        protects=condition.protects,
        until=condition.until,
        if_not=condition.if_not,
        holds_approach=condition.holds_approach,
        reading=condition.reading,
    )
