"""Since when the plan no longer fits, with whom to meet, and that nobody hears of what they may not read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from models.terms import EventKind, MeetingStatus, ReviewDecision, SeatRole, Tier
from services.cases.facts import PartnerSeat
from services.contacts.facts import Agreement, End
from services.duties.facts import PlanReviewed
from services.events.facts import CaseEvent
from services.new_information.rules import (
    Around,
    as_known,
    is_met_already,
    last_invited,
    must_hear,
    seats_to_meet,
    stale,
)
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.route_map.facts import Attendance
from tests.services.duties.build import DAY, HOUR, MAP, OPENED, evidence, incident, meeting, version
from tests.shared import needs_cases

pytestmark = needs_cases
ADOPTED = OPENED + 3 * DAY
NOW = ADOPTED + 2 * DAY
TABLE = ("politie", "VT", "VHH", "lokale_veld", "OM", "RN", "DR", "SHN", "school")


def seats(*homes: str, role: str = "adviseur") -> tuple[PartnerSeat, ...]:
    return tuple(PartnerSeat(home, home, role, "N. Naam", home, home, external=home == "school") for home in homes)


def around(event: CaseEvent, knowing: set[str], agreements: tuple[Agreement, ...] = (), **facts: object) -> Around:
    case = replace(evidence("H-01").facts, **({"seats": seats(*TABLE)} | facts))
    return Around(case, MAP, agreements, NOW.date(), {event.id: knowing})


def everybody_tells_everybody() -> tuple[Agreement, ...]:
    ends = [End(seat.id, "", seat.organisation, seat.role, seat.id) for seat in seats(*TABLE)]
    return tuple(
        Agreement(f"{one.key}{two.key}", one, two, 4, ADOPTED.date()) for one in ends for two in ends if one != two
    )


ADDRESSED = [f"{ONE_ORGANISATION}{home}" for home in TABLE]
TIERS = st.sampled_from([*(tier.value for tier in Tier), *ADDRESSED, "niemand", ""])


@given(TIERS, st.sampled_from(list(EventKind)), st.sets(st.sampled_from(TABLE)))
def test_nobody_is_to_hear_what_they_may_not_read_or_told_themselves(
    tier: str, kind: EventKind, knowing: set[str]
) -> None:
    event = incident(NOW, kind, tier=tier)
    found = must_hear(event, around(event, knowing, everybody_tells_everybody()), knowing)
    assert all(may_read(tier, Reader(organisation=one.organisation)) for one in found)
    assert not {one.organisation for one in found} & (knowing | {"school"})
    assert all(one.rule_ids or one.agreed for one in found)
    assert len({one.organisation for one in found}) == len(found)


def test_the_fixed_contact_and_the_supervision_officer_hear_by_their_own_rules() -> None:
    event = incident(NOW)
    table = (
        *seats("SHN", role=SeatRole.VICTIM_CONTACT.value),
        *seats("RN", role=SeatRole.SUPERVISION_OFFICER.value),
        *seats("VT", role=SeatRole.CASE_HOLDER.value),
    )
    found = {one.organisation: one.rule_ids for one in must_hear(event, around(event, set(), seats=table), set())}
    assert found["SHN"] == ("A-POL-5",)
    assert found["RN"] == ("T-TH-1", "T-CH-4")
    assert "T-CH-1" in found["VT"]


def test_an_adviser_of_probation_is_no_supervision_officer() -> None:
    event = incident(NOW)
    assert "RN" not in [one.organisation for one in must_hear(event, around(event, set()), set())]


def test_where_veilig_thuis_is_not_competent_the_lead_hears_in_its_place() -> None:
    event = incident(NOW)
    found = must_hear(event, around(event, set(), veilig_thuis_competent=False), set())
    rules = {one.organisation: one.rule_ids for one in found}
    assert "VT" not in rules and rules["VHH"] == ("T-CR-1", "H-POL-2", "T-CH-4")


# ---- stale ----


def fits(*events: CaseEvent, **more: object) -> object:
    return stale(evidence("H-01", now=NOW, **({"versions": (version(1, ADOPTED),), "events": events} | more)))


def test_a_plan_is_stale_from_the_first_thing_that_happened_since() -> None:
    first, second = incident(ADOPTED + HOUR, EventKind.ADDRESS_KNOWN), incident(ADOPTED + DAY)
    found = fits(second, first)
    assert (found.number, found.because) == (1, ("adres_bekend", "incident"))
    assert (found.since, found.latest) == (ADOPTED + HOUR, ADOPTED + DAY)


def test_it_fits_while_nothing_happened_nothing_counts_or_it_was_struck() -> None:
    assert fits() is None
    assert fits(incident(ADOPTED - DAY)) is None
    assert fits(incident(ADOPTED + HOUR, struck=True)) is None
    assert fits(incident(ADOPTED + HOUR), versions=()) is None


def test_what_is_announced_after_the_plan_counts_from_the_hour_it_was_heard() -> None:
    ahead = replace(incident(NOW + 3 * DAY, EventKind.RELEASE), reported_at=ADOPTED + HOUR)
    assert fits(ahead).since == ADOPTED + HOUR
    known = replace(ahead, reported_at=ADOPTED - HOUR)
    assert fits(known) is None


def test_a_review_that_goes_on_ends_it_until_the_next_event() -> None:
    looked = PlanReviewed("v1", ReviewDecision.CONTINUE, ADOPTED + DAY)
    before, after = incident(ADOPTED + HOUR), incident(ADOPTED + DAY + HOUR)
    assert fits(before, reviews=(looked,)) is None
    assert fits(before, after, reviews=(looked,)).since == after.happened_at


def test_an_event_for_one_organisation_is_known_to_others_by_its_day_alone() -> None:
    event = incident(ADOPTED + HOUR, tier=f"{ONE_ORGANISATION}VT", text="Bij de behandelaar.")
    (seen,) = as_known((event,), Reader("DR"))
    found = fits(seen)
    assert (seen.text, found.on_day, found.since.hour) == ("", True, 0)
    secret = replace(event, tier=Tier.INVESTIGATION.value)
    assert as_known((secret,), Reader("VT")) == ()


# ---- the meeting ----

MINIMUM = Attendance(
    (frozenset({"lokale_veld"}), frozenset({"VT", "VHH"}), frozenset({"politie"})), frozenset(), (), needed=True
)


def test_the_last_network_meets_again_and_a_part_of_the_minimum_that_left_is_filled() -> None:
    last = meeting(NOW - DAY, "politie", "DR", "VT", "gone")
    facts = replace(evidence("H-01").facts, seats=seats(*TABLE))
    invited = last_invited((meeting(NOW + DAY, "SHN"), last, meeting(NOW - 2 * DAY, "RN")), NOW)
    assert set(seats_to_meet(facts, invited, MINIMUM, NOW)) == {"politie", "DR", "VT", "lokale_veld"}


def test_without_a_last_meeting_those_of_the_minimum_come_and_never_who_stands_outside() -> None:
    facts = replace(evidence("H-01").facts, seats=seats(*TABLE))
    assert set(seats_to_meet(facts, (), MINIMUM, NOW)) == {"politie", "VT", "VHH", "lokale_veld"}
    assert "school" not in seats_to_meet(facts, {"school"}, MINIMUM, NOW)


def test_a_meeting_after_the_latest_event_is_enough_and_one_before_it_is_not() -> None:
    found = fits(incident(ADOPTED + DAY))
    after, before = meeting(ADOPTED + DAY + HOUR, "VT"), meeting(ADOPTED + HOUR, "VT")
    assert is_met_already((after,), found) and not is_met_already((before,), found)
    assert not is_met_already((replace(after, status=MeetingStatus.WITHDRAWN),), found)
    assert not is_met_already((replace(after, status=MeetingStatus.RESERVED),), found)
