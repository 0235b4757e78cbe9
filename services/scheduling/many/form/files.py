"""A problem and its plan as JSON files, so that other programs can solve the same problems: `docs/scheduling-form.md`.

What is written is read back equal. Reading is strict: the first thing wrong is refused with its place.
"""

import json
from typing import Any, TypeVar

from services.scheduling.many.checks import check_problem
from services.scheduling.many.facts import VIDEO, Plan, Problem
from services.scheduling.many.form.faults import Fault
from services.scheduling.many.form.faults import FormWrong as FormWrong
from services.scheduling.many.form.typed import GREATEST, LONGEST_NUMBER, Twice, read, written
from services.scheduling.many.reasons import ProblemWrong

PROBLEM_VERSION = "mdo-planner/problem@1"
PLAN_VERSION = "mdo-planner/plan@1"
LARGEST_MEGABYTES = 32
"""Ten thousand meetings of ten seats with two hundred calendars of a year take half of it."""
MOST_BYTES = LARGEST_MEGABYTES * 1_000_000

T = TypeVar("T", Problem, Plan)


def write_problem(problem: Problem) -> str:
    """The file of a problem. Its moments have a zone."""
    return _file(PROBLEM_VERSION, problem)


def write_plan(plan: Plan) -> str:
    """The file of a plan. Its moments have a zone."""
    return _file(PLAN_VERSION, plan)


def read_problem(file: bytes) -> Problem:
    """The problem of a file. Raises `FormWrong` for what is no problem, or one that makes no sense."""
    problem = _read(Problem, PROBLEM_VERSION, file)
    try:
        check_problem(problem)
    except ProblemWrong as wrong:
        if wrong.fields["what"] in ("named", "substitutes", "pinned"):
            _check_references(problem)
        fault, place = _place_of(problem, wrong.fields["what"], wrong.fields["id"])
        raise FormWrong(fault, place=place) from None
    return problem


def read_plan(file: bytes) -> Plan:
    """The plan of a file. Raises `FormWrong` for what is none; whether it is sound is for `verification` to say."""
    return _read(Plan, PLAN_VERSION, file)


def _file(version: str, content: Problem | Plan) -> str:
    """One entry a line, so that two files can be compared by line."""
    fields = {"version": version, **written(content)}
    return "{\n" + ",\n".join(f'"{name}": {_lines(value)}' for name, value in fields.items()) + "\n}\n"


def _lines(value: Any) -> str:
    if not (isinstance(value, list) and value):
        return json.dumps(value, allow_nan=False)
    return "[\n" + ",\n".join(json.dumps(part, allow_nan=False) for part in value) + "\n]"


def _read(kind: type[T], version: str, file: bytes) -> T:
    content = _parsed(file)
    if isinstance(content, dict):
        there = content.pop("version", None)
        if there != version:
            raise FormWrong(Fault.VERSION, place="version", wanted=version)
    return read(kind, content, "")


def _parsed(file: bytes) -> Any:
    if len(file) > MOST_BYTES:
        raise FormWrong(Fault.TOO_LARGE, megabytes=LARGEST_MEGABYTES)
    try:
        return json.loads(file.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_whole)
    except UnicodeDecodeError:
        raise FormWrong(Fault.NOT_TEXT) from None
    except json.JSONDecodeError as wrong:
        raise FormWrong(Fault.NOT_JSON, line=wrong.lineno, column=wrong.colno) from None
    except RecursionError:
        raise FormWrong(Fault.TOO_DEEP) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any] | Twice:
    """An object, or, where a field is there twice, its name, to be refused where the place is known."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            return Twice(name)
        found[name] = value
    return found


def _whole(digits: str) -> int:
    """Longer numbers than anything here has are not worked out, only known to be too great."""
    return int(digits) if len(digits) <= LONGEST_NUMBER else GREATEST + 1


def _check_references(problem: Problem) -> None:
    """The first person or room that a meeting names and that is not there, with its exact place."""
    people, rooms = {person.id for person in problem.people}, {VIDEO, "", *(room.id for room in problem.rooms)}
    for number, meeting in enumerate(problem.meetings):
        for place, seat in enumerate(meeting.seats):
            here = f"meetings[{number}].seats[{place}]"
            if seat.named not in people:
                raise FormWrong(Fault.NO_SUCH_PERSON, place=f"{here}.named")
            for order, substitute in enumerate(seat.substitutes):
                if substitute not in people:
                    raise FormWrong(Fault.NO_SUCH_PERSON, place=f"{here}.substitutes[{order}]")
        if meeting.pinned and meeting.pinned.room not in rooms:
            raise FormWrong(Fault.NO_SUCH_ROOM, place=f"meetings[{number}].pinned.room")


_LISTS = ("people", "rooms", "meetings")
_FAULTS = {
    "free": Fault.BLOCKS,
    "organisation": Fault.EMPTY,
    "minutes": Fault.MINUTES,
    "pinned": Fault.NOT_A_START,
    "rule": Fault.EMPTY,
    "seats": Fault.ID,
    "substitutes": Fault.TWICE,
    "previous": Fault.TWICE,
    "most_a_day": Fault.OUT_OF_BOUNDS,
    "weight": Fault.OUT_OF_BOUNDS,
}


def _place_of(problem: Problem, what: str, id: str) -> tuple[Fault, str]:
    """Where in the file the part is that makes no sense, and what is wrong with it."""
    if what in _LISTS:
        entries = [entry.id for entry in getattr(problem, what)]
        if id == "" and id not in entries:
            return Fault.TOO_MANY, what
        last = max(number for number, entry in enumerate(entries) if entry == id)
        return Fault.ID, f"{what}[{last}].id"
    for name in _LISTS:
        for number, entry in enumerate(getattr(problem, name)):
            if id and entry.id == id and _has(name, what):
                fault = Fault.OUT_OF_BOUNDS if (name, what) == ("rooms", "seats") else _FAULTS.get(what)
                return fault or Fault.SENSELESS, f"{name}[{number}].{what}"
    return Fault.OUT_OF_BOUNDS, f"policy.{what}"


_PARTS = {"people": {"organisation", "free", "most_a_day"}, "rooms": {"free", "seats"}}


def _has(name: str, what: str) -> bool:
    return what in _PARTS[name] if name in _PARTS else what not in {"free", "most_a_day"}
