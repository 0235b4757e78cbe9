"""A director with a desk full of real cases, each with people, seats, a meeting, conditions and actions."""

from datetime import timedelta

from models.terms import BarKind, Instrument, Relation, Risk, Tier
from services.barring.facts import NewBar
from services.cases.actions import open_case
from services.cases.facts import Assessment
from services.cases.orders import NewCase, NewSeat
from services.conditions.actions import hand_in_for
from services.meetings.actions import plan
from services.meetings.queries import meetings_of
from services.plans.actions import record_action
from services.unit_of_work import Work
from tests.planned import PERSONS, a_condition, an_action, plan_order, seats_of
from tests.rows import a_professional

HOMES = ("politie", "VT", "lokale_veld", "DR", "OM", "RN", "VHH", "RvdK", "SHN", "CCB")
CONDITIONS, ACTIONS = 8, 8
TIERS = (Tier.PARTNERS, Tier.INVESTIGATION, Tier.VICTIM)
SAID = "Vader heeft geen contact met moeder, niet zelf en niet via anderen, tot de evaluatie. " * 3


def people(system: Work) -> tuple[str, ...]:
    """Somebody with an address at each of ten organisations."""
    return tuple(a_professional(system, f"Deelnemer {n}", f"d{n}@p.example", home) for n, home in enumerate(HOMES))


def own_case(director: Work, seated: tuple[str, ...], deputy_id: str, number: int) -> str:
    """Opens a case and works in it until it has a meeting, conditions and actions; gives its id.

    Each case meets two days after the one before it.
    """
    risk, today = tuple(Risk)[number % 3], director.clock().date()
    case_id = open_case(
        director,
        NewCase(
            f"E-{number}",
            f"Zaak Eigen {number}",
            risk,
            Relation.EX_PARTNER,
            PERSONS,
            tuple(NewSeat(person, "adviseur") for person in seated),
            assessments=(Assessment(Instrument.SASH, risk.value, today, "politie"),),
            bars=(NewBar(BarKind.NAME, "Q. Buiten"),),
            deputy_account_id=deputy_id,
        ),
    )
    starts = director.clock() + timedelta(days=2 + 2 * number)
    when = {"starts_at": starts, "conditions_due_at": starts - timedelta(days=1)}
    plan(director, plan_order(case_id, tuple(seats_of(director, case_id).values()), director.chance.id(), **when))
    (meeting,) = meetings_of(director, case_id)
    for n in range(CONDITIONS):
        order = a_condition(f"c{number}x{n}", text=SAID, tier=TIERS[n % 3].value, hard=n % 2 == 0)
        hand_in_for(director, case_id, meeting.attendees[n % len(meeting.attendees)].invitation_id, order)
    for n in range(ACTIONS):
        about = {"what": SAID, "condition_ids": (f"c{number}x{n}",), "due_at": starts + timedelta(days=1)}
        record_action(director, an_action(case_id, f"a{number}x{n}", **about))
    return case_id
