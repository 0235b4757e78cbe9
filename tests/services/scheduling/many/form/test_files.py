"""What is written is read back equal; what is no problem or plan gets one sentence with its place."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scheduling.many.facts import Change, Difference, Effort, Plan, Policy, Score, Told
from services.scheduling.many.form.files import (
    MOST_BYTES,
    FormWrong,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from services.scheduling.many.reasons import BlockingSeat, Explained, Hindrance, Suggestion, WayOut
from tests.services.scheduling.many.build import (
    at,
    booked,
    earlier,
    meeting,
    person,
    pin,
    problem,
    problems,
    room,
    seat,
)

POL = seat("pol", "politie", "anna", "bram", required=True, weight=3)
FULL = problem(
    (person("anna", "politie", site="noord", most_a_day=2), person("bram", "politie", online_only=True)),
    (
        meeting("m1", POL, pinned=pin("mon", "09:00", "r1"), deadline=at("tue", "12:00")),
        meeting("m2", POL, previous=earlier("mon", "10:00", Told.CONFIRMED, pol="bram")),
    ),
    (room("r1", 4, "zuid", "mon 09:00 12:00"), room("r2", 8)),
    Policy(travel_minutes=45, early_before=time(8, 30), video_licences=2),
    lunch=(time(12), time(12, 30)),
    closed=frozenset({at("tue", "00:00").date(), at("wed", "00:00").date()}),
)
EXPLAINED = Explained(
    "m2",
    Hindrance.SHORTAGE,
    True,
    3,
    10,
    (BlockingSeat(("politie", "VT"), "pol", 4),),
    (Suggestion(WayOut.AFTER_DEADLINE, 2, "pol", 30, "m1", at("fri", "09:00"), 15), Suggestion(WayOut.ONLINE)),
    ("m1",),
)
PLAN = Plan(
    (booked(FULL.meetings[0], at("mon", "09:00"), "r1", pol="anna"),),
    (EXPLAINED,),
    (replace(EXPLAINED, meeting_id="m1", proven=False),),
    Score(100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    (Change("m2", Difference.DROPPED, Told.SENT, 4),),
    Effort(100, 1.25, 0.5, True),
)


def spoken(file: bytes, reading=read_problem) -> str:
    with pytest.raises(FormWrong) as refused:
        reading(file)
    return str(refused.value)


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_problem_is_read_back_as_it_was_written(drawn):
    assert read_problem(write_problem(drawn).encode()) == drawn


MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2198, 1, 1))  # noqa: DTZ001


@settings(max_examples=25, deadline=None)
@given(st.builds(Score, *[st.integers(0, 10**12)] * 11), st.text(max_size=20), MOMENTS)
def test_a_plan_is_read_back_as_it_was_written(counted, id, moment):
    start = moment.replace(tzinfo=UTC)
    booking = replace(PLAN.bookings[0], meeting_id=id, start=start, end=start + timedelta(minutes=60))
    plan = replace(PLAN, score=counted, bookings=(booking,))
    back = read_plan(write_plan(plan).encode())
    assert [(one.start.timestamp(), one.end.timestamp()) for one in back.bookings] == [
        (one.start.timestamp(), one.end.timestamp()) for one in plan.bookings
    ]
    assert replace(back, bookings=()) == replace(plan, bookings=())
    assert back.bookings[0].meeting_id == id


def test_every_field_goes_round():
    assert read_problem(write_problem(FULL).encode()) == FULL
    assert read_plan(write_plan(PLAN).encode()) == PLAN


def test_moments_are_written_as_the_clock_on_the_wall_shows_them():
    in_utc = replace(FULL.meetings[0], earliest=at("mon", "09:00").astimezone(UTC))
    text = write_problem(replace(FULL, meetings=(in_utc,)))
    assert json.loads(text)["meetings"][0]["earliest"] == "2026-11-23T09:00+01:00"


def changed(change) -> bytes:
    """The full problem's file with one change to what it holds."""
    content = json.loads(write_problem(FULL))
    change(content)
    return json.dumps(content).encode()


def put(*path_and_value) -> bytes:
    *path, last, value = path_and_value

    def change(content):
        for step in path:
            content = content[step]
        content[last] = value

    return changed(change)


NO_MOMENT = "not a moment with its offset, such as 2026-11-23T09:00+01:00"
NO_START = "not a start of the grid on an open day"
NO_BLOCK = "a block that is empty or reversed, or blocks that overlap"
NO_PROBLEM = "version: not mdo-planner/problem@1; this file is of another kind or version"
SEAT = ("meetings", 1, "seats", 0)
WRONG = [
    (put(*SEAT, "named", "nobody"), "meetings[1].seats[0].named: no such person"),
    (put(*SEAT, "substitutes", ["bram", "nobody"]), "meetings[1].seats[0].substitutes[1]: no such person"),
    (put("meetings", 0, "pinned", "room", "r9"), "meetings[0].pinned.room: no such room"),
    (put("meetings", 0, "pinned", "start", "2026-11-23T09:10+01:00"), f"meetings[0].pinned: {NO_START}"),
    (put("meetings", 1, "minutes", "60"), "meetings[1].minutes: not a whole number"),
    (put("meetings", 1, "minutes", True), "meetings[1].minutes: not a whole number"),
    (put("meetings", 1, "minutes", 60.0), "meetings[1].minutes: not a whole number"),
    (put("meetings", 1, "minutes", float("nan")), "meetings[1].minutes: not a whole number"),
    (put("meetings", 1, "minutes", 10**25), "meetings[1].minutes: too small or too large"),
    (put("meetings", 1, "minutes", 45), "meetings[1].minutes: not a whole number of the grid's steps within a day"),
    (put("meetings", 1, "risk", "high"), "meetings[1].risk: not one of laag, gemiddeld, hoog"),
    (put("meetings", 1, "risk", ["hoog"]), "meetings[1].risk: not one of laag, gemiddeld, hoog"),
    (put("meetings", 1, "id", "m1"), "meetings[1].id: empty, there already, or kept for something else"),
    (put("meetings", 1, "rule", [[]]), "meetings[1].rule: empty"),
    (put("meetings", 1, "rule", ["politie"]), "meetings[1].rule[0]: not a list"),
    (put("meetings", 1, "earliest", "2026-11-23T09:00"), f"meetings[1].earliest: {NO_MOMENT}"),
    (put("meetings", 1, "earliest", "2026-11-31T09:00Z"), f"meetings[1].earliest: {NO_MOMENT}"),
    (put("meetings", 1, "earliest", "0001-01-01T00:00+23:59"), "meetings[1].earliest: too small or too large"),
    (put("meetings", 1, "earliest", 5), f"meetings[1].earliest: {NO_MOMENT}"),
    (put("meetings", 1, "place", None), "meetings[1].place: not one of online, op_locatie, vrij"),
    (put("meetings", 1, "color", "red"), "meetings[1].color: no such field"),
    (put("meetings", 1, "a b\n\ud800", "red"), 'meetings[1]."a b\\n\\ud800": no such field'),
    (put("meetings", {}), "meetings: not a list"),
    (put("meetings", 1, None), "meetings[1]: not an object with named fields"),
    (changed(lambda content: content.pop("people")), "people: missing"),
    (changed(lambda content: content["people"][1].pop("organisation")), "people[1].organisation: missing"),
    (put("people", 1, "organisation", ""), "people[1].organisation: empty"),
    (put("people", 1, "organisation", "x" * 201), "people[1].organisation: not a text of at most 200 characters"),
    (put("people", 1, "online_only", 1), "people[1].online_only: not true or false"),
    (put("people", 1, "free", 0, []), "people[1].free[0]: not a list of two"),
    (put("people", 1, "free", 0, 1, "2026-11-23T08:00+01:00"), f"people[1].free: {NO_BLOCK}"),
    (put("people", 1, "most_a_day", -1), "people[1].most_a_day: too small or too large"),
    (put("people", 1, "id", "anna"), "people[1].id: empty, there already, or kept for something else"),
    (put("rooms", 0, "id", "video"), "rooms[0].id: empty, there already, or kept for something else"),
    (put("rooms", 1, "seats", 0), "rooms[1].seats: too small or too large"),
    (put("grid", "days", 0), "grid.days: too small or too large"),
    (put("grid", "days", 10**9), "grid.days: too small or too large"),
    (put("grid", "day_start", "8:00"), "grid.day_start: not a time of day, such as 09:00"),
    (put("grid", "day_start", "25:00"), "grid.day_start: not a time of day, such as 09:00"),
    (put("grid", "lunch", ["12:00"]), "grid.lunch: not a list of two"),
    (put("grid", "first_day", "2026-W48-1"), "grid.first_day: not a day, such as 2026-11-23"),
    (put("grid", "closed", [20261123]), "grid.closed[0]: not a day, such as 2026-11-23"),
    (put("policy", "travel_minutes", 1000), "policy.travel_minutes: too small or too large"),
    (put("version", "mdo-planner/plan@1"), NO_PROBLEM),
    (changed(lambda content: content.pop("version")), NO_PROBLEM),
    (write_problem(FULL).replace('"case_id"', '"id": "m1",\n"case_id"', 1).encode(), "meetings[0].id: there twice"),
    (b'{"version": 1, "version": 2}', "version: there twice"),
    (b"[]", "$: not an object with named fields"),
    (b"", "Line 1, column 1: this is not JSON"),
    (b'{"version":\n nothing}', "Line 2, column 2: this is not JSON"),
    (b"\xff\xfe{\x00", "The file is not text in UTF-8"),
    (b"[" * 200_000, "The file is nested too deeply"),
    (b'{"a":' * 200_000, "The file is nested too deeply"),
    (put("meetings", 1, "minutes", int("9" * 4000)), "meetings[1].minutes: too small or too large"),
    (b'{"version": "mdo-planner/problem@1", "grid": ' + b"9" * 100_000 + b"}", "grid: not an object with named fields"),
    (b" " * (MOST_BYTES + 1), "The file is larger than 32 MB"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "sentence"), WRONG, ids=[sentence[:60] for _, sentence in WRONG])
def test_bad_input_gets_one_sentence_with_its_place(file, sentence):
    assert spoken(file) == sentence


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("effort", {"cpu_seconds": float("inf")}, "effort.cpu_seconds: not a number"),
        ("effort", {"cpu_seconds": "1"}, "effort.cpu_seconds: not a number"),
        ("bookings", [{"meeting_id": "m1"}], "bookings[0].start: missing"),
        ("score", {"late": -(10**30)}, "score.late: too small or too large"),
        ("unplanned", None, "unplanned: not a list"),
    ],
)
def test_a_bad_plan_gets_one_sentence_with_its_place(field, value, sentence):
    content = json.loads(write_plan(PLAN)) | {field: value}
    assert spoken(json.dumps(content).encode(), read_plan) == sentence


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_at_one_place_is_read_or_refused_by_name(data):
    """One value anywhere in a good file is changed to anything."""
    content = json.loads(write_problem(FULL))
    here = content
    while True:
        key = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if not (isinstance(here[key], dict | list) and here[key] and data.draw(st.booleans())):
            break
        here = here[key]
    anything = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({})
    here[key] = data.draw(anything | st.lists(anything, max_size=2))
    try:
        read_problem(json.dumps(content).encode())
    except FormWrong as refused:
        assert "{" not in str(refused)
        assert len(str(refused)) < 300
