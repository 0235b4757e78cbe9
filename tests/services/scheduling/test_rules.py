"""Proposals: who counts as present, which slot is earliest and best, and what is said when there is none."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.scheduling.facts import (
    AfterDeadline,
    Attendance,
    Grid,
    Presence,
    Proposals,
    Reason,
    RequestWrong,
    Shorter,
    SubstituteMissing,
)
from services.scheduling.rules import appraise, explain, possible_starts, slots
from services.scheduling.verification import verify
from tests.services.scheduling.build import MONDAY, at, request, seat

POLICE = seat("cr", "politie", "mon 09:00 12:00", "tue 09:00 12:00")
LOCAL_FIELD = seat("wijk", "lokale_veld", "mon 10:00 12:00", "tue 09:00 12:00")
VT = seat("vt", "VT", "mon 09:00 12:00", "tue 09:00 12:00")
OM = seat("ovj", "OM", "tue 10:00 12:00")


def attendance(slot, attendee_id: str) -> Attendance:
    return next(one for one in slot.attendance if one.attendee_id == attendee_id)


def test_earliest_meets_the_minimum_and_best_has_most_people():
    asked = request(POLICE, LOCAL_FIELD, VT, OM)
    found = slots(asked)
    assert (found.earliest.start, found.earliest.present, found.earliest.of) == (at("mon", "10:00"), 3, 4)
    assert (found.best.start, found.best.end, found.best.present) == (at("tue", "10:00"), at("tue", "11:00"), 4)
    assert found.best.start.tzinfo.key == "Europe/Amsterdam"


def test_others_offer_real_alternatives_before_shifts_of_what_is_offered_already():
    found = slots(request(POLICE, LOCAL_FIELD, VT, OM), others=4)
    assert [slot.start for slot in found.others] == [
        at("tue", "11:00"),
        at("mon", "11:00"),
        at("tue", "09:00"),
        at("tue", "10:30"),
    ]
    assert slots(request(POLICE, LOCAL_FIELD, VT, OM), others=0).others == ()


def test_each_group_names_the_seat_that_fills_it():
    groups = slots(request(POLICE, LOCAL_FIELD, VT)).earliest.groups
    assert [(group.organisations, group.attendee_id) for group in groups] == [
        (("lokale_veld",), "wijk"),
        (("VT", "VHH"), "vt"),
        (("politie",), "cr"),
    ]


@pytest.mark.parametrize(
    ("block", "kind", "reason"),
    [
        ("mon 10:00 11:30", Presence.NAMED, None),
        ("mon 09:30 11:00", Presence.PARTIAL, Reason.FREE_UNTIL),
        ("mon 10:30 12:00", Presence.PARTIAL, Reason.FREE_FROM),
        ("mon 10:30 11:00", Presence.ABSENT, Reason.FREE_FROM),
        ("mon 13:00 15:00", Presence.ABSENT, Reason.FREE_FROM),
        ("mon 08:00 10:00", Presence.ABSENT, Reason.FREE_UNTIL),
        ("tue 10:00 11:30", Presence.ABSENT, Reason.BUSY_ALL_DAY),
    ],
)
def test_present_is_only_who_holds_the_whole_slot(block, kind, reason):
    slot = appraise(request(seat("x", "OM", block), rule=(), minutes=90), at("mon", "10:00"))
    assert (slot.attendance[0].kind, slot.attendance[0].reason) == (kind, reason)
    assert slot.present == (kind is Presence.NAMED)


def test_partial_says_until_when_and_absent_says_the_nearest_free_moments():
    leaves = seat("a", "GGZ", "mon 10:00 11:00")
    around = seat("b", "OM", "mon 08:00 09:00", "mon 09:15 09:30", "mon 13:00 14:00", "mon 15:00 16:00")
    slot = appraise(request(leaves, around, rule=(), minutes=90), at("mon", "10:00"))
    assert attendance(slot, "a").until == at("mon", "11:00")
    assert attendance(slot, "b") == Attendance(
        "b", Presence.ABSENT, None, None, Reason.FREE_AROUND, at("mon", "09:30"), at("mon", "13:00")
    )


def test_two_touching_blocks_do_not_hold_one_slot():
    split = seat("x", "OM", "mon 10:00 11:00", "mon 11:00 12:00")
    assert appraise(request(split, rule=(), minutes=90), at("mon", "10:00")).present == 0
    assert at("mon", "10:30") not in possible_starts(request(split, rule=(("OM",),)))


def test_substitute_is_there_only_when_the_named_person_is_not():
    police = seat("cr", "politie", "mon 10:00 11:00", deputies={"sub": ("mon 10:00 12:00",)})
    asked = request(police, rule=(("politie",),))
    assert attendance(appraise(asked, at("mon", "10:00")), "cr").kind is Presence.NAMED
    later = attendance(appraise(asked, at("mon", "11:00")), "cr")
    assert (later.kind, later.substitute_id, later.reason) == (Presence.SUBSTITUTE, "sub", Reason.FREE_UNTIL)
    assert [slot.start for slot in (slots(asked).earliest, *slots(asked).others)] == [
        at("mon", "10:00"),
        at("mon", "11:00"),
        at("mon", "10:30"),
    ]


def test_named_and_substitute_do_not_share_one_slot():
    police = seat("cr", "politie", "mon 10:00 10:30", deputies={"sub": ("mon 10:30 11:00",)})
    assert slots(request(police, rule=(("politie",),))) == Proposals(None, None)


def test_substitutes_are_asked_in_their_order():
    police = seat("cr", "politie", deputies={"second": ("mon 10:00 11:00",), "third": ("mon 10:00 12:00",)})
    found = slots(request(police, rule=(("politie",),)))
    assert attendance(found.earliest, "cr").substitute_id == "second"


def test_one_person_never_fills_two_groups():
    both = seat("a", "VT", "mon 10:00 11:00")
    rule = (("VT",), ("VT", "VHH"))
    assert slots(request(both, rule=rule)).earliest is None
    pair = request(both, seat("b", "VHH", "mon 10:00 11:00"), rule=rule)
    assert [group.attendee_id for group in slots(pair).earliest.groups] == ["a", "b"]


def test_one_substitute_of_two_seats_fills_one_group():
    deputy = {"sub": ("mon 10:00 11:00",)}
    asked = request(
        seat("a", "VT", deputies=deputy), seat("b", "politie", deputies=deputy), rule=(("VT",), ("politie",))
    )
    assert slots(asked).earliest is None
    slot = appraise(asked, at("mon", "10:00"))
    assert [group.attendee_id for group in slot.groups] == ["a", None]
    assert not slot.rule_met


def test_group_is_filled_by_its_first_organisation_and_by_named_people_first():
    monday = "mon 10:00 11:00"
    second, first = seat("a", "VHH", monday), seat("z", "VT", monday)
    stood_in_for = seat("b", "VT", deputies={"sub": (monday,)})

    def filled_by(*seats):
        return slots(request(*seats, rule=(("VT", "VHH"),))).earliest.groups[0].attendee_id

    assert filled_by(second, first) == "z"
    assert filled_by(second, stood_in_for) == "a"
    assert filled_by(stood_in_for) == "b"


def test_time_that_misses_the_minimum_still_shows_as_many_groups_filled_as_can_be():
    deputies = {"n": ("mon 10:00 11:00",)}
    named = seat("a", "VT", "mon 10:00 11:00", person="n", deputies={"s": ("mon 10:00 11:00",)})
    asked = request(named, seat("b", "politie", deputies=deputies), rule=(("VT",), ("OM",), ("politie",)))
    assert [group.person_id for group in appraise(asked, at("mon", "10:00")).groups] == ["s", None, "n"]


def test_person_on_two_seats_fills_one_group():
    seats = [seat(name, name, "mon 10:00 11:00", person="same") for name in ("VT", "politie")]
    assert slots(request(*seats, rule=(("VT",), ("politie",)))).earliest is None


def test_named_person_may_make_room_to_sit_in_for_another_group():
    first = seat("a", "VT", "mon 10:00 11:00", person="n", deputies={"s": ("mon 10:00 11:00",)})
    second = seat("b", "politie", deputies={"n": ("mon 10:00 11:00",)})
    asked = request(first, second, rule=(("VT",), ("politie",)))
    slot = slots(asked).earliest
    assert (attendance(slot, "a").substitute_id, attendance(slot, "b").substitute_id) == ("s", "n")
    assert attendance(slot, "a").reason is Reason.SITS_IN_ELSEWHERE
    assert verify(asked, slot) == ()


def test_required_seat_must_be_there_beside_the_rule():
    found = slots(request(POLICE, LOCAL_FIELD, VT, replace(OM, required=True)))
    assert found.earliest.start == at("tue", "10:00")
    assert not appraise(request(replace(OM, required=True), rule=()), at("mon", "10:00")).rule_met


def test_slot_ends_at_or_before_the_deadline():
    asked = request(POLICE, LOCAL_FIELD, VT, OM, deadline=at("tue", "11:00"))
    assert slots(asked).best.start == at("tue", "10:00")
    assert slots(replace(asked, deadline=at("tue", "10:59"))).best.start == at("mon", "10:00")
    assert slots(replace(asked, deadline=at("mon", "10:59"))).best is None


def test_slot_starts_at_or_after_the_minimum_notice_in_any_zone():
    asked = request(POLICE, LOCAL_FIELD, VT, not_before=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert slots(asked).earliest.start == at("mon", "10:30")
    assert slots(replace(asked, not_before=at("mon", "10:31"))).earliest.start == at("mon", "11:00")


def test_meeting_of_45_minutes_fits_a_block_of_45_minutes():
    exact = seat("x", "OM", "mon 10:00 10:45")
    assert possible_starts(request(exact, rule=(("OM",),), minutes=45)) == (at("mon", "10:00"),)


def test_possible_starts_stay_inside_the_day():
    always = seat("x", "OM", "mon 00:00 23:00", "tue 00:00 23:00")
    starts = possible_starts(request(always, rule=(("OM",),), minutes=90))
    assert (starts[0], starts[-1]) == (at("mon", "08:00"), at("tue", "16:30"))
    assert at("mon", "17:00") not in starts


def test_appraise_refuses_a_moment_without_a_zone():
    with pytest.raises(RequestWrong) as refused:
        appraise(request(POLICE), datetime(2026, 11, 23, 10))  # noqa: DTZ001
    assert refused.value.fields == {"what": "start"}


def test_explain_names_the_group_without_which_there_would_be_times():
    vt_elsewhere = seat("vt", "VT", "wed 09:00 12:00")
    blocked = explain(request(POLICE, LOCAL_FIELD, vt_elsewhere))
    assert blocked.times == 0
    costs = {one.organisations: (one.invited, one.alone, one.without) for one in blocked.blocking}
    assert costs == {("lokale_veld",): (1, 8, 0), ("VT", "VHH"): (1, 5, 8), ("politie",): (1, 10, 0)}


def test_explain_counts_a_required_seat():
    blocked = explain(request(POLICE, LOCAL_FIELD, VT, seat("om", "OM", "wed 09:00 12:00", required=True)))
    (om,) = [one for one in blocked.blocking if one.attendee_id]
    assert (om.attendee_id, om.alone, om.without) == ("om", 5, 8)


def test_explain_suggests_the_longest_shorter_meeting():
    brief = seat("wijk", "lokale_veld", "mon 10:00 11:00")
    blocked = explain(request(POLICE, brief, VT, minutes=90))
    assert Shorter(60, 1) in blocked.suggestions


def test_explain_suggests_the_first_slot_after_the_deadline_with_the_minutes_late():
    asked = request(POLICE, LOCAL_FIELD, VT, deadline=at("mon", "10:30"))
    (late,) = [one for one in explain(asked).suggestions if isinstance(one, AfterDeadline)]
    assert (late.slot.start, late.minutes_late) == (at("mon", "10:00"), 30)


def test_explain_names_seats_whose_substitute_would_help():
    blocked = explain(request(POLICE, LOCAL_FIELD, seat("vt", "VT", "wed 09:00 12:00"), OM))
    assert blocked.suggestions == (SubstituteMissing("vt", "VT", 8),)


def test_explain_suggests_nothing_when_there_are_times():
    blocked = explain(request(POLICE, LOCAL_FIELD, VT))
    assert (blocked.times, blocked.suggestions) == (8, ())


def test_explain_of_a_closed_grid_has_no_open_times():
    asked = request(POLICE, LOCAL_FIELD, VT, grid=Grid(MONDAY + timedelta(days=5), days=2))
    blocked = explain(asked)
    assert (blocked.open_times, blocked.suggestions) == (0, ())
    assert slots(asked) == Proposals(None, None)


def test_without_a_rule_any_time_will_do_and_the_fullest_is_best():
    found = slots(request(OM, rule=()))
    assert (found.earliest.start, found.earliest.present) == (at("mon", "08:00"), 0)
    assert found.best.start == at("tue", "10:00")
