"""The documented example is a problem that is solved as it says, and every field and level is documented."""

import json
import re
from dataclasses import fields

from services.scheduling.facts import Grid
from services.scheduling.many.facts import (
    Booking,
    Earlier,
    Effort,
    MeetingRequest,
    Person,
    Plan,
    Policy,
    Problem,
    Room,
    Score,
    SeatNeed,
)
from services.scheduling.many.form.files import read_plan, read_problem, write_plan
from services.scheduling.many.planning import plan
from services.scheduling.many.verification import verify
from tests.shared import ROOT

TEXT = (ROOT / "docs/scheduling-form.md").read_text()
PROBLEM, PLAN = (found.encode() for found in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL))


def test_the_example_is_solved_as_it_says():
    problem, told = read_problem(PROBLEM), read_plan(PLAN)
    assert verify(problem, told) == ()
    made = plan(problem, iterations=50)
    assert (made.bookings, made.score) == (told.bookings, told.score)


def test_a_file_with_the_fields_that_may_be_left_out_is_the_same():
    told = read_plan(PLAN)
    assert read_plan(write_plan(told).encode()) == told
    assert len(json.loads(write_plan(told))["score"]) == 11


def test_every_field_is_documented():
    kinds = (Problem, Grid, Person, Room, MeetingRequest, SeatNeed, Earlier, Policy, Plan, Booking, Score, Effort)
    named = set(re.findall(r"\w+", TEXT))
    assert [(kind.__name__, one.name) for kind in kinds for one in fields(kind) if one.name not in named] == []
    levels = re.findall(r"^\d+\. `(\w+)`", TEXT, re.MULTILINE)
    assert tuple(levels) == Score.names()
