"""A case with a planned meeting and its guests, made by the rooms' own verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from models.meeting import Invitation
from models.terms import ConditionKind, MeetingKind, PersonRole, Relation, Risk
from services.access.rules import Standing
from services.cases.actions import open_case
from services.cases.facts import NewCase, NewPerson, NewSeat
from services.conditions.facts import HandIn
from services.meetings.actions import plan
from services.meetings.facts import Attendee, OpenLink, PlanMeeting, PlannedMeeting
from services.meetings.queries import meetings_of
from services.relations.facts import SYSTEM, Actor
from services.unit_of_work import Work
from tests.rows import a_professional, a_session, an_account

STARTS = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
"""Wednesday 10.30 in Amsterdam; the clock of the tests stands on the Monday before."""
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
    account = an_account(work_as(Standing.SYSTEM), name)
    return work_as(Standing.CASE_DIRECTOR, name=name, account_id=account, session_id=account, organisation="politie")


def an_unplanned_case(
    work_as: Callable[..., Work], homes: tuple[str, ...] = HOMES, code: str = "T-100"
) -> tuple[Work, str]:
    """A director's work and the id of a case with one seat per organisation."""
    director = a_director(work_as)
    system = work_as(Standing.SYSTEM)
    seats = tuple(
        NewSeat(a_professional(system, f"Deelnemer {n}", f"d{n}@partner.example", home), "adviseur")
        for n, home in enumerate(homes)
    )
    order = NewCase(code, "Zaak Heggemus", Risk.HIGH, Relation.EX_PARTNER, PERSONS, seats)
    return director, open_case(director, order)


def seats_of(director: Work, case_id: str) -> dict[str, str]:
    """Seat ids by organisation."""
    from services.cases.queries import case_facts

    return {seat.organisation: seat.id for seat in case_facts(director, case_id).seats}


def plan_order(case_id: str, seat_ids: tuple[str, ...], meeting_id: str = "m1", **changes: object) -> PlanMeeting:
    """An order to plan that is right, but for `changes`."""
    about = {"kind": MeetingKind.CASE_CONFERENCE, "starts_at": STARTS, "minutes": 90, "conditions_due_at": DUE}
    return PlanMeeting(meeting_id=meeting_id, case_id=case_id, seat_ids=seat_ids, **(about | changes))


def a_planned_case(work_as: Callable[..., Work], homes: tuple[str, ...] = HOMES, code: str = "T-100") -> PlannedCase:
    """A case whose meeting is on Wednesday, conditions due on Tuesday at 16.00."""
    director, case_id = an_unplanned_case(work_as, homes, code)
    seats = seats_of(director, case_id)
    meeting_id = plan(director, plan_order(case_id, tuple(seats.values()), director.chance.id()))
    invited = {a.organisation: a for a in meetings_of(director, case_id)[0].attendees}

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


def a_condition(condition_id: str = "c1", **changes: object) -> HandIn:
    """A condition that may be handed in, but for `changes`."""
    about = {"kind": ConditionKind.CONTACT, "text": "Vader heeft geen contact met moeder.", "protects": ("P1",)}
    return HandIn(condition_id, **(about | changes))


IN_AN_HOUR = timedelta(hours=1)
