"""A case with a planned meeting and its guests, made by the rooms' own verbs."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from models.meeting import Invitation
from models.terms import (
    ConditionKind,
    Instrument,
    Measure,
    MeasureOutcome,
    MeetingKind,
    PersonRole,
    Relation,
    Risk,
)
from services.access.rules import Standing
from services.cases.actions import edit_core, open_case, record_assessment
from services.cases.facts import Assessment
from services.cases.orders import EditCore, NewCase, NewPerson, NewSeat
from services.cases.queries import case_facts
from services.conditions.actions import decide, hand_in, nothing_to_add
from services.conditions.facts import Decide, Decision, HandIn
from services.measures.actions import weigh
from services.measures.orders import WeighMeasure
from services.meetings.actions import plan
from services.meetings.facts import Attendee, PlannedMeeting
from services.meetings.orders import OpenLink, PlanMeeting
from services.meetings.queries import meetings_of
from services.plans.actions import record_action
from services.plans.orders import RecordAction
from services.plans.queries import case_state
from services.plans.rules import blocking
from services.relations.facts import SYSTEM, Actor
from services.unit_of_work import Work
from tests.rows import a_professional, a_session, an_account
from tests.snapshots import once

Given = TypeVar("Given")
STARTS = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""Wednesday 10.30 in Amsterdam; the clock of the tests stands on the Monday before."""
DEPUTY = "V. Vervang"
"""Who deputises in the cases of tests; an account that nobody signs in to."""
DUE = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
HOMES = ("politie", "VT", "lokale_veld", "DR")
PERSONS = (
    NewPerson("P1", PersonRole.VICTIM, "Mevrouw W.", 34),
    NewPerson("P2", PersonRole.SUSPECT, "De heer D.", 37),
    NewPerson("P3", PersonRole.CHILD, "Kind F.", 8),
)


@dataclass(frozen=True)
class PlannedCase:
    """A case, its director's work, and what the guests would do."""

    director: Work
    case_id: str
    meeting_id: str
    as_guest: Callable[[str], Work]

    @property
    def meeting(self) -> PlannedMeeting:
        """The meeting as the director sees it now."""
        return next(m for m in meetings_of(self.director, self.case_id) if m.id == self.meeting_id)

    def attendee(self, organisation: str) -> Attendee:
        """The attendee of an organisation."""
        return next(a for a in self.meeting.attendees if a.organisation == organisation)

    def key(self, organisation: str) -> OpenLink:
        """Link and code of an attendee, right in every part."""
        there = self.attendee(organisation)
        return OpenLink(there.invitation_id, there.link.rpartition("#")[2], there.code)


def a_director(work_as: Callable[..., Work], name: str = "I. Brandsma") -> Work:
    """Somebody who may direct cases, at the police."""
    return _directing(work_as, an_account(work_as(Standing.SYSTEM), name), name)


def _directing(work_as: Callable[..., Work], account: str, name: str = "I. Brandsma") -> Work:
    return work_as(Standing.CASE_DIRECTOR, name=name, account_id=account, session_id=account, organisation="politie")


def an_unplanned_case(
    work_as: Callable[..., Work], homes: tuple[str, ...] = HOMES, code: str = "T-100"
) -> tuple[Work, str]:
    """A director's work and the id of a case with one seat per organisation."""
    system = work_as(Standing.SYSTEM)
    account, case_id = once(
        system, ("unplanned", homes, code, PERSONS), lambda: _unplanned(work_as, system, homes, code)
    )
    return _directing(work_as, account), case_id


def _unplanned(work_as: Callable[..., Work], system: Work, homes: tuple[str, ...], code: str) -> tuple[str, str]:
    """The director's account and the case."""
    director = a_director(work_as)
    seats = tuple(
        NewSeat(a_professional(system, f"Deelnemer {n}", f"d{n}@partner.example", home), "adviseur")
        for n, home in enumerate(homes)
    )
    order = NewCase(code, "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, PERSONS, seats)
    case_id = open_case(director, replace(order, deputy_account_id=an_account(system, DEPUTY)))
    return director.actor.account_id, case_id


def seats_of(director: Work, case_id: str) -> dict[str, str]:
    """Seat ids by organisation."""
    return {seat.organisation: seat.id for seat in case_facts(director, case_id).seats}


def plan_order(case_id: str, seat_ids: tuple[str, ...], meeting_id: str = "m1", **changes: object) -> PlanMeeting:
    """An order to plan that is right, but for `changes`."""
    about = {"kind": MeetingKind.CASE_CONFERENCE, "starts_at": STARTS, "minutes": 90, "conditions_due_at": DUE}
    about |= {"question": "Wat maakt het nu veiliger?", "news": "Een nieuw bericht."}
    return PlanMeeting(meeting_id=meeting_id, case_id=case_id, seat_ids=seat_ids, **(about | changes))


def a_planned_case(
    work_as: Callable[..., Work],
    homes: tuple[str, ...] = HOMES,
    code: str = "T-100",
    further: Callable[["PlannedCase"], object] | None = None,
) -> PlannedCase:
    """A case whose meeting is on Wednesday, conditions due on Tuesday at 16.00.

    `further`: what happened in it since, a function of its module; it is done once and copied like the case itself.
    """
    if further is not None:
        return a_planned_case_and(work_as, further, homes, code)[0]
    return _as_planned(work_as, _planned(work_as, homes, code))


def a_planned_case_and(
    work_as: Callable[..., Work],
    further: Callable[["PlannedCase"], Given],
    homes: tuple[str, ...] = HOMES,
    code: str = "T-100",
) -> tuple[PlannedCase, Given]:
    """The same with what happened since, and what that gave: a file that was issued. Nobody may change what it gave."""

    def build() -> tuple[_Planned, Given]:
        planned = _planned(work_as, homes, code)
        return planned, further(_as_planned(work_as, planned))

    name = ("planned", homes, code, PERSONS, further)
    planned, given = once(work_as(Standing.SYSTEM), name, build)
    return _as_planned(work_as, planned), given


def planned_cases(
    work_as: Callable[..., Work], codes: tuple[str, ...], further: Callable[[tuple[PlannedCase, ...]], object]
) -> tuple[PlannedCase, ...]:
    """Several cases, each with its meeting, and what happened in them since: built once and copied as well."""

    def build() -> tuple[_Planned, ...]:
        made = tuple(_planned(work_as, HOMES, code) for code in codes)
        further(tuple(_as_planned(work_as, one) for one in made))
        return made

    made = once(work_as(Standing.SYSTEM), ("several", codes, PERSONS, further), build)
    return tuple(_as_planned(work_as, one) for one in made)


def a_ready_case(work_as: Callable[..., Work]) -> PlannedCase:
    """The same, of which the plan can be adopted once a word is given on what may stay open."""
    return a_planned_case(work_as, further=make_ready)


_Planned = tuple[str, str, str, tuple[Attendee, ...]]
"""The director's account, the case, its meeting and who is invited."""


def _as_planned(work_as: Callable[..., Work], planned: _Planned) -> PlannedCase:
    account, case_id, meeting_id, attendees = planned
    director = _directing(work_as, account)
    invited = {a.organisation: a for a in attendees}

    def as_guest(organisation: str) -> Work:
        there = invited[organisation]
        a_session(director.as_actor(SYSTEM), f"s-{there.invitation_id}"[:32])
        with director.database.reading() as session:
            professional_id = session.get_one(Invitation, there.invitation_id).professional_id
        return director.as_actor(
            Actor(
                Standing.GUEST,
                name=there.name,
                invitation_id=there.invitation_id,
                professional_id=professional_id,
                organisation=organisation,
                session_id=f"s-{there.invitation_id}"[:32],
            )
        )

    return PlannedCase(director, case_id, meeting_id, as_guest)


def _planned(work_as: Callable[..., Work], homes: tuple[str, ...], code: str) -> _Planned:
    name = ("planned", homes, code, PERSONS)
    return once(work_as(Standing.SYSTEM), name, lambda: _newly_planned(work_as, homes, code))


def _newly_planned(work_as: Callable[..., Work], homes: tuple[str, ...], code: str) -> _Planned:
    director, case_id = an_unplanned_case(work_as, homes, code)
    seats = seats_of(director, case_id)
    meeting_id = plan(director, plan_order(case_id, tuple(seats.values()), director.chance.id()))
    return director.actor.account_id, case_id, meeting_id, meetings_of(director, case_id)[0].attendees


def a_condition(condition_id: str = "c1", **changes: object) -> HandIn:
    """A condition that may be handed in, but for `changes`."""
    about = {"kind": ConditionKind.CONTACT, "text": "Vader heeft geen contact met moeder.", "protects": ("P1",)}
    return HandIn(condition_id, **(about | changes))


IN_AN_HOUR = timedelta(hours=1)


def an_action(case_id: str, action_id: str = "a1", **changes: object) -> RecordAction:
    """An action that may be recorded, but for `changes`."""
    about = {"what": "Bellen met de school.", "owner": "VT", "due_at": STARTS + 24 * IN_AN_HOUR, "tier": "partners"}
    return RecordAction(case_id, action_id, **(about | changes))


def make_ready(planned: PlannedCase, due_at: datetime = STARTS + 24 * IN_AN_HOUR) -> None:
    """Settles everything that cannot be explained: one hard condition with its action, all weighed, all reacted.

    `due_at`: by when the action is done; at the real time a day to come, for a new action may not be due before.
    """
    director, case_id = planned.director, planned.case_id
    today = director.clock().date()
    record_assessment(director, case_id, Assessment(Instrument.SASH, "hoog", today, "politie"))
    choose_review(director, case_id, today + timedelta(days=30))
    hand_in(planned.as_guest("VT"), a_condition(hard=True))
    for home in HOMES:
        if home != "VT":
            nothing_to_add(planned.as_guest(home))
    decide(director, Decide(case_id, "c1", 1, Decision.ACCEPT))
    for measure, home in MUST_WEIGH:
        order = WeighMeasure(case_id, measure, home, MeasureOutcome.ADVISED, "Nodig bij dit risico.", today)
        weigh(director, order)
    record_action(director, an_action(case_id, condition_ids=("c1",), due_at=due_at))


def choose_review(director: Work, case_id: str, day: date) -> None:
    """Sets the day of review and leaves the rest of the core as it is."""
    facts = case_facts(director, case_id)
    kept = {field.name: getattr(facts, field.name) for field in fields(EditCore) if field.name != "case_id"}
    edit_core(director, EditCore(case_id=case_id, **(kept | {"review_on": day})))


def explained(planned: PlannedCase) -> dict[str, str]:
    """A word on every point that may stay open with one."""
    checks = case_state(planned.director, planned.case_id).checks
    return {check.key: "Volgt deze week." for check in blocking(checks) if check.explainable}


MUST_WEIGH = (
    (Measure.BEHAVIOUR_ORDER, "OM"),
    (Measure.CONTACT_OR_LOCATION_BAN, "RN"),
    (Measure.IMMEDIATE_ENFORCEABILITY, "RN"),
    (Measure.ELECTRONIC_MONITORING, "RN"),
)
"""What the regional route map wants weighed at high risk."""


def a_holder(planned: PlannedCase, work_as: Callable[..., Work], organisation: str) -> Work:
    """A case holder with the seat of an organisation: reads the case, directs nothing."""
    seated, mark = planned.as_guest(organisation).actor, f"holder-{organisation}"
    return work_as(
        Standing.CASE_HOLDER,
        name=seated.name,
        account_id=mark,
        session_id=mark,
        professional_id=seated.professional_id,
        organisation=organisation,
    )
