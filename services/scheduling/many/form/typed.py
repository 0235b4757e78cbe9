"""Frozen dataclasses as plain JSON values and back, by their annotations: strict, and every refusal names its place.

A dataclass is an object of its fields; those with a default may be left out. A tuple is a list, a pair a list of two.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from json import dumps
from math import isfinite
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from services.scheduling.facts import LOCAL
from services.scheduling.many.form.faults import Fault, FormWrong
from services.scheduling.refusals import RequestWrong

T = TypeVar("T")
LONGEST_TEXT = 200
GREATEST = 2**53
"""The last whole number that every reader of JSON keeps."""
LONGEST_NUMBER = 30
YEARS = range(1990, 2200)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CLOCK = re.compile(r"\d\d:\d\d(:\d\d(\.\d{6})?)?", re.ASCII)


class Twice(str):
    """Stands where an object has a field twice: the name of that field."""

    __slots__ = ()


def written(value: Any) -> Any:
    """The JSON value of a dataclass, and of what is in it. Empty fields that may be left out are."""
    if is_dataclass(value):
        return {field.name: written(part) for field, part in _parts(value)}
    if isinstance(value, tuple):
        return [written(part) for part in value]
    if isinstance(value, frozenset):
        return [written(part) for part in sorted(value)]
    if isinstance(value, datetime):
        return _shortest(value.astimezone(LOCAL))
    if isinstance(value, time):
        return _shortest(value)
    return value.isoformat() if isinstance(value, date) else value


def _parts(value: Any) -> Iterator[tuple[Field, Any]]:
    for field in fields(value):
        part = getattr(value, field.name)
        if not (field.default == part and part in (None, "", (), frozenset())):
            yield field, part


def _shortest(value: datetime | time) -> str:
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")


def read(kind: type[T], value: Any, place: str) -> T:
    """The dataclass that this JSON value is. Raises `FormWrong` with the first place that is wrong."""
    return _reader(kind)(value, place)


@cache
def _reader(kind: Any) -> Callable[[Any, str], Any]:
    """What reads a value of this annotation."""
    of, parts = get_origin(kind), get_args(kind)
    if of is UnionType:
        (other,) = (part for part in parts if part is not NoneType)
        some = _reader(other)
        return lambda value, place: None if value is None else some(value, place)
    if of is frozenset:
        member = _reader(parts[0])
        return lambda value, place: frozenset(_list(member, value, place))
    if of is tuple and parts[-1] is Ellipsis:
        member = _reader(parts[0])
        return lambda value, place: tuple(_list(member, value, place))
    if of is tuple:
        return lambda value, place: _pair(tuple(map(_reader, parts)), value, place)
    if is_dataclass(kind):
        return _object_reader(kind)
    if issubclass(kind, StrEnum):
        return lambda value, place: _term(kind, value, place)
    return _PLAIN[kind]


def _list(member: Callable[[Any, str], Any], value: Any, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise FormWrong(Fault.NOT_A_LIST, place=place)
    return [member(part, f"{place}[{number}]") for number, part in enumerate(value)]


def _pair(members: tuple[Callable[[Any, str], Any], ...], value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) != len(members):
        raise FormWrong(Fault.NOT_A_PAIR, place=place)
    return tuple(member(part, f"{place}[{n}]") for n, (member, part) in enumerate(zip(members, value, strict=True)))


def _object_reader(kind: Any) -> Callable[[Any, str], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]

    def read_object(value: Any, place: str) -> Any:
        if isinstance(value, Twice):
            raise FormWrong(Fault.TWICE, place=inside(place, value))
        if not isinstance(value, dict):
            raise FormWrong(Fault.NOT_AN_OBJECT, place=place or "$")
        found = {}
        for name, part in value.items():
            if name not in readers:
                raise FormWrong(Fault.UNKNOWN_FIELD, place=inside(place, name))
            found[name] = readers[name](part, inside(place, name))
        for name in needed:
            if name not in found:
                raise FormWrong(Fault.MISSING, place=inside(place, name))
        try:
            return kind(**found)
        except RequestWrong as wrong:
            raise FormWrong(Fault.OUT_OF_BOUNDS, place=inside(place, wrong.fields["what"])) from None

    return read_object


def inside(place: str, name: str) -> str:
    """The place of a field; a name that is none of ours is shown in quotes and cut short."""
    shown = name if name.isascii() and name.isidentifier() else dumps(name[:40])
    return f"{place}.{shown[:60]}" if place else shown[:60]


def _term(kind: type[StrEnum], value: Any, place: str) -> StrEnum:
    if type(value) is not str or value not in set(kind):
        raise FormWrong(Fault.NOT_ONE_OF, place=place, allowed=", ".join(kind))
    return kind(value)


def _text(value: Any, place: str) -> str:
    if type(value) is not str or len(value) > LONGEST_TEXT:
        raise FormWrong(Fault.NOT_TEXT_HERE, place=place, most=LONGEST_TEXT)
    return value


def _whole(value: Any, place: str) -> int:
    if type(value) is not int:
        raise FormWrong(Fault.NOT_WHOLE, place=place)
    if abs(value) > GREATEST:
        raise FormWrong(Fault.OUT_OF_BOUNDS, place=place)
    return value


def _number(value: Any, place: str) -> float:
    if type(value) not in (int, float) or not isfinite(value):
        raise FormWrong(Fault.NOT_A_NUMBER, place=place)
    return float(value)


def _truth(value: Any, place: str) -> bool:
    if type(value) is not bool:
        raise FormWrong(Fault.NOT_TRUE_OR_FALSE, place=place)
    return value


def _moment(value: Any, place: str) -> datetime:
    return _in_years(value, place, _MOMENT, Fault.NOT_A_MOMENT, datetime.fromisoformat).astimezone(LOCAL)


def _day(value: Any, place: str) -> date:
    return _in_years(value, place, _DAY, Fault.NOT_A_DAY, date.fromisoformat)


def _in_years(value: Any, place: str, form: re.Pattern[str], fault: Fault, reading: Callable[[str], Any]) -> Any:
    found = _shaped(value, place, form, fault, reading)
    if found.year not in YEARS:
        raise FormWrong(Fault.OUT_OF_BOUNDS, place=place)
    return found


def _clock(value: Any, place: str) -> time:
    return _shaped(value, place, _CLOCK, Fault.NOT_A_CLOCK, time.fromisoformat)


def _shaped(value: Any, place: str, form: re.Pattern[str], fault: Fault, reading: Callable[[str], Any]) -> Any:
    if type(value) is not str or not form.fullmatch(value):
        raise FormWrong(fault, place=place)
    try:
        return reading(value)
    except ValueError:
        raise FormWrong(fault, place=place) from None


_PLAIN: dict[Any, Callable[[Any, str], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    datetime: _moment,
    date: _day,
    time: _clock,
}
