"""How the minimum stands by the answers so far; pure."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.terms import InvitationAnswer, Known, MeetingKind, MeetingStatus
from services.meetings.facts import Attendee, PlannedMeeting, Waiver
from services.meetings.standing import GroupState, broken, is_sure, may_come, minimum_now, required_of
from services.route_map.facts import Attendance

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RULE = Attendance(
    required=(frozenset({"lokale_veld"}), frozenset({"VT", "VHH"}), frozenset({"politie"})),
    optional=frozenset({"OM"}),
    rule_ids=("H-VT-3",),
    needed=True,
)
OPEN, YES, NO, DEPUTY, INFORMATION = InvitationAnswer
FILLED, WAITING, BROKEN, WAIVED = GroupState


def invited(home: str, answer: InvitationAnswer = OPEN, name: str = "", *, attended: Known = Known.UNKNOWN) -> Attendee:
    return Attendee(
        invitation_id=f"i-{home}-{name}",
        seat_id=f"s-{home}-{name}",
        organisation=home,
        organisation_name=home,
        name=name or home,
        answer=answer,
        opened_at=None,
        handed_in_at=None,
        nothing_to_add=False,
        locked=False,
        has_email=True,
        link="",
        code="",
        attended=attended,
    )


def meeting(*attendees: Attendee) -> PlannedMeeting:
    return PlannedMeeting(
        id="m",
        case_id="c",
        code_name="Zaak Heggemus",
        kind=MeetingKind.CASE_CONFERENCE,
        status=MeetingStatus.PLANNED,
        starts_at=NOW + timedelta(days=2),
        ends_at=NOW + timedelta(days=2, hours=1),
        conditions_due_at=NOW + timedelta(days=1),
        sequence=0,
        version=1,
        attendees=attendees,
    )


def states(*attendees: Attendee, waived: tuple[str, ...] = ()) -> list[GroupState]:
    waivers = (Waiver(waived, "Kan niet anders.", "I. Brandsma", NOW),) if waived else ()
    return [group.state for group in minimum_now(replace(meeting(*attendees), waivers=waivers), RULE)]


def test_whoever_has_not_answered_may_still_come() -> None:
    asked = (invited("lokale_veld", YES), invited("VT"), invited("politie", DEPUTY))
    assert states(*asked) == [FILLED, WAITING, WAITING]


def test_one_no_breaks_its_group_and_another_organisation_of_the_group_mends_it() -> None:
    sure = (invited("lokale_veld", YES), invited("politie", YES))
    assert states(*sure, invited("VT", NO)) == [FILLED, BROKEN, FILLED]
    assert states(*sure, invited("VT", NO), invited("VHH")) == [FILLED, WAITING, FILLED]
    assert states(*sure, invited("VT", NO), invited("VHH", YES)) == [FILLED, FILLED, FILLED]


def test_information_in_writing_fills_no_group_until_it_is_decided_to_meet_without() -> None:
    sure = (invited("lokale_veld", YES), invited("politie", YES), invited("VT", INFORMATION))
    assert states(*sure) == [FILLED, BROKEN, FILLED]
    assert states(*sure, waived=("VT", "VHH")) == [FILLED, WAIVED, FILLED]


def test_an_organisation_that_nobody_invited_is_broken_and_says_so() -> None:
    (group,) = broken(minimum_now(meeting(invited("lokale_veld", YES), invited("VT")), RULE))
    assert (group.organisations, group.invited) == (("politie",), ())


def test_nobody_fills_two_groups() -> None:
    twice = Attendance((frozenset({"VT", "politie"}), frozenset({"VT"})), frozenset(), (), True)
    alone = meeting(invited("VT", YES))
    assert sorted(group.state for group in minimum_now(alone, twice)) == sorted([FILLED, BROKEN])
    two_seats = meeting(invited("VT", YES, "S. Oudejans"), replace(invited("VT", YES, "S. Oudejans"), seat_id="t"))
    assert len(broken(minimum_now(two_seats, twice))) == 1
    both = meeting(invited("VT", YES), invited("politie", YES))
    assert [group.by for group in minimum_now(both, twice)] == ["i-politie-", "i-VT-"]


def test_after_the_meeting_it_counts_who_was_there() -> None:
    there = invited("VT", NO, attended=Known.YES)
    gone = invited("politie", YES, attended=Known.NO)
    assert states(invited("lokale_veld", YES), there, gone) == [FILLED, FILLED, BROKEN]


def test_the_organisations_asked_for() -> None:
    assert required_of(RULE) == {"lokale_veld", "VT", "VHH", "politie"}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["VT", "VHH", "politie", "lokale_veld", "OM"]), st.sampled_from(list(InvitationAnswer))
        ),
        max_size=7,
    )
)
def test_a_group_is_filled_only_by_its_own_and_an_open_answer_never_breaks_it(
    said: list[tuple[str, InvitationAnswer]],
) -> None:
    there = [invited(home, answer, str(number)) for number, (home, answer) in enumerate(said)]
    known = {one.invitation_id: one for one in there}
    groups = minimum_now(meeting(*there), RULE)
    assert len({group.by for group in groups if group.by}) == sum(bool(group.by) for group in groups)
    for group in groups:
        own = [one for one in there if one.organisation in group.organisations]
        if group.state is FILLED:
            assert is_sure(known[group.by])
            assert known[group.by].organisation in group.organisations
        else:
            assert not any(is_sure(one) for one in own)
        assert (group.state is WAITING) == (any(map(may_come, own)) and group.state is not FILLED)
