"""The agenda's rules: a proposal that fits to the minute, a clock that adds up, and nothing of others for a guest."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.terms import MeetingKind, MeetingStatus, Risk
from services.agenda import rules
from services.agenda.facts import NewPoint, PlanSitting, Point, SittingChoice, SittingItem, StandardPoint
from services.agenda.words import point_titles, shown_title, standard_point
from services.wording import speak

STARTS = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
KINDS = (MeetingKind.CASE_CONFERENCE, MeetingKind.ACTION_MEETING, MeetingKind.REVIEW)
ORGANISATIONS = ("politie", "VT", "DR", "OM")


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Point, ...]:
    """Points on the clock, each for everybody or for some, with a title and a note of its own."""
    minutes = draw(st.lists(st.integers(1, 240), min_size=1, max_size=12))
    times = rules.clock(STARTS, minutes)
    whom = st.lists(st.sampled_from(ORGANISATIONS), max_size=3, unique=True).map(tuple)
    return tuple(Point(n, f"titel {n}", *at, draw(whom), f"notitie {n}") for n, at in enumerate(times, 1))


@given(kind=st.sampled_from(KINDS), minutes=st.integers(1, 240))
def test_a_proposal_takes_the_meeting_to_the_minute(kind: MeetingKind, minutes: int) -> None:
    found = rules.suggested(kind, minutes)
    assert sum(length for _, length in found) == minutes
    assert min(length for _, length in found) >= 1
    assert found[0][0] is StandardPoint.OPENING
    assert len({point for point, _ in found}) == len(found)


@pytest.mark.parametrize("minutes", [60, 75, 90, 120])
def test_from_an_hour_on_points_last_whole_fives(minutes: int) -> None:
    assert {length % 5 for _, length in rules.suggested(MeetingKind.CASE_CONFERENCE, minutes)} == {0}


def test_a_case_conference_gives_most_time_to_conditions_and_always_hears_the_victim() -> None:
    for minutes in (30, 45, 60, 90, 120):
        found = dict(rules.suggested(MeetingKind.CASE_CONFERENCE, minutes))
        assert max(found, key=lambda point: found[point]) is StandardPoint.CONDITIONS
    for kind in KINDS:
        for minutes in (10, 15, 45):
            assert {StandardPoint.VOICE, StandardPoint.TELLING} <= set(dict(rules.suggested(kind, minutes)))


def test_a_review_begins_with_what_was_agreed() -> None:
    assert [point for point, _ in rules.suggested(MeetingKind.REVIEW, 45)][1] is StandardPoint.EARLIER


@given(minutes=st.lists(st.integers(1, 240), min_size=1, max_size=30), length=st.integers(10, 240))
def test_cut_down_points_fit_and_none_disappears(minutes: list[int], length: int) -> None:
    cut = rules.shortened(minutes, length)
    assert len(cut) == len(minutes)
    assert min(cut) >= 1
    assert sum(cut) <= max(length, len(minutes))
    if sum(minutes) <= length:
        assert cut == tuple(minutes)
        assert rules.over(minutes, length) == 0
    else:
        assert sum(cut) == max(length, len(minutes))
        assert rules.over(minutes, length) == sum(minutes) - length


def test_points_are_cut_down_in_proportion() -> None:
    assert rules.shortened([60, 30, 30], 60) == (30, 15, 15)


@given(minutes=st.lists(st.integers(1, 240), min_size=1, max_size=30))
def test_the_clock_adds_up(minutes: list[int]) -> None:
    times = rules.clock(STARTS, minutes)
    assert times[0][0] == STARTS
    assert times[-1][1] == STARTS + timedelta(minutes=sum(minutes))
    assert all(before[1] == after[0] for before, after in pairwise(times))
    assert [rules.minutes_of(Point(1, "", *at)) for at in times] == minutes


@given(points=agendas(), organisation=st.sampled_from(ORGANISATIONS))
def test_a_guest_never_gets_a_note_or_a_title_for_others(points: tuple[Point, ...], organisation: str) -> None:
    found = rules.for_organisation(points, organisation)
    own = [p for p in points if not p.organisations or organisation in p.organisations]
    assert [p.title for p in found if p.title] == [p.title for p in own]
    assert [(p.starts_at, p.ends_at) for p in found if p.title] == [(p.starts_at, p.ends_at) for p in own]
    assert all(not p.note and not p.organisations for p in found)
    assert [p.number for p in found] == list(range(1, len(found) + 1))
    assert all(before.ends_at == after.starts_at for before, after in pairwise(found))
    assert (found[0].starts_at, found[-1].ends_at) == (points[0].starts_at, points[-1].ends_at)
    assert not any(not before.title and not after.title for before, after in pairwise(found))


def test_organisations_without_an_invitation_are_named_once() -> None:
    points = [Point(n, "x", STARTS, STARTS, whom) for n, whom in enumerate((("OM", "VT"), (), ("OM", "DR")))]
    assert rules.uninvited(points, {"VT"}) == ("OM", "DR")


POINT = NewPoint("Opening", 5)


@pytest.mark.parametrize(
    ("points", "field", "reason", "number"),
    [
        ((), "points", "none", 0),
        ((POINT,) * 31, "points", "too_many", 30),
        ((POINT, replace(POINT, title=" ")), "title", "empty", 2),
        ((replace(POINT, title="x" * 161),), "title", "too_long", 1),
        ((replace(POINT, title="een\ntwee"),), "title", "unreadable", 1),
        ((replace(POINT, title="BSN 123456782"),), "title", "national_number", 1),
        ((replace(POINT, note="\x00"),), "note", "unreadable", 1),
        ((replace(POINT, minutes=0),), "minutes", "impossible", 1),
        ((replace(POINT, minutes=241),), "minutes", "impossible", 1),
        ((replace(POINT, organisations=("",)),), "organisations", "unknown", 1),
    ],
)
def test_what_cannot_be_kept_is_refused(points: tuple[NewPoint, ...], field: str, reason: str, number: int) -> None:
    with pytest.raises(rules.AgendaWrong) as refused:
        rules.check_points(points)
    assert refused.value.fields == {"field": field, "reason": reason, "number": number}


def test_what_is_just_allowed_passes() -> None:
    rules.check_points((replace(POINT, title="x" * 160, minutes=240, note="y\nz"),) * 30)


def test_an_agenda_can_change_until_the_meeting_is_over() -> None:
    ends = STARTS + timedelta(minutes=90)
    assert rules.can_change(MeetingStatus.PLANNED, ends, ends - timedelta(seconds=1))
    assert not rules.can_change(MeetingStatus.PLANNED, ends, ends)
    assert not rules.can_change(MeetingStatus.WITHDRAWN, ends, STARTS)
    assert not rules.can_change(MeetingStatus.HELD, ends, STARTS)


def item(n: int, **changes: object) -> SittingItem:
    return replace(SittingItem(f"m{n}", f"c{n}", 15, ("s",), "Vraag", "Nieuws"), **changes)


def sitting(*items: SittingItem) -> PlanSitting:
    return PlanSitting("zitting", MeetingKind.ACTION_MEETING, STARTS, STARTS - timedelta(hours=2), items)


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (sitting(item(1)), ("cases", "number")),
        (sitting(*(item(n) for n in range(16))), ("cases", "number")),
        (sitting(item(1), item(2, case_id="c1")), ("cases", "twice")),
        (sitting(item(1), item(2, meeting_id="m1")), ("cases", "twice")),
        (sitting(item(1), item(2, minutes=9)), ("minutes", "impossible")),
    ],
)
def test_a_sitting_that_cannot_be(order: PlanSitting, told: tuple[str, str]) -> None:
    with pytest.raises(rules.SittingWrong) as refused:
        rules.check_sitting(order)
    assert (refused.value.fields["field"], refused.value.fields["reason"]) == told


def test_cases_with_children_come_first_then_the_gravest() -> None:
    choices = [
        SittingChoice("1", "Z-1", "A", Risk.HIGH, children=False, seats=()),
        SittingChoice("2", "Z-2", "B", Risk.LOW, children=True, seats=()),
        SittingChoice("3", "Z-3", "C", Risk.HIGH, children=True, seats=()),
        SittingChoice("4", "Z-4", "D", Risk.MEDIUM, children=False, seats=()),
    ]
    assert [choice.case_id for choice in rules.suggested_order(choices)] == ["3", "2", "1", "4"]


def test_a_standard_title_is_known_in_both_languages_and_shown_in_the_readers_own() -> None:
    for language in ("nl", "en"):
        for point, title in point_titles(speak(language)).items():
            assert standard_point(f"  {title.upper()} ") is point
            assert shown_title(speak("en"), title) == point_titles(speak("en"))[point]
    assert standard_point("De sleutels") is None
    assert shown_title(speak("en"), "De sleutels") == "De sleutels"


def test_standard_titles_differ() -> None:
    for language in ("nl", "en"):
        assert len(set(point_titles(speak(language)).values())) == len(StandardPoint)
