"""What no calendar, grid or request can be, and the checks that refuse it."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from services.errors import ServiceError

Block = tuple[datetime, datetime]


class CalendarFault(StrEnum):
    """What can be wrong with a block of free time."""

    NOT_A_BLOCK = "not_a_block"
    WITHOUT_ZONE = "without_zone"
    EMPTY = "empty"
    REVERSED = "reversed"
    OVERLAPPING = "overlapping"


class CalendarWrong(ServiceError):
    """Free time that cannot be meant so. Fields: `owner` (id), `fault`, and `start`, `end` of the block at fault."""

    code: ClassVar[str] = "scheduling.calendar_wrong"


class RequestWrong(ServiceError):
    """A request that describes no meeting. Field `what` names the part that is wrong."""

    code: ClassVar[str] = "scheduling.request_wrong"


def check_free(owner: str, free: Iterable[Block]) -> None:
    """Raises `CalendarWrong` for blocks that are no blocks, empty, reversed, overlapping or without a zone."""
    for block in free:
        if len(block) != 2:
            raise CalendarWrong(owner=owner, fault=CalendarFault.NOT_A_BLOCK, start=None, end=None)
        start, end = block
        if start.tzinfo is None or end.tzinfo is None:
            raise CalendarWrong(owner=owner, fault=CalendarFault.WITHOUT_ZONE, start=start, end=end)
        if start.timestamp() >= end.timestamp():
            fault = CalendarFault.EMPTY if start.timestamp() == end.timestamp() else CalendarFault.REVERSED
            raise CalendarWrong(owner=owner, fault=fault, start=start, end=end)
    in_order = sorted(free, key=lambda block: block[0].timestamp())
    for (_, before_end), (start, end) in pairwise(in_order):
        if start.timestamp() < before_end.timestamp():
            raise CalendarWrong(owner=owner, fault=CalendarFault.OVERLAPPING, start=start, end=end)


def need(held: bool, what: str) -> None:
    """Raises `RequestWrong` naming `what` unless it holds."""
    if not held:
        raise RequestWrong(what=what)
