"""Somebody's diary as planning may know it: stretches of time and what they rest on, never what fills them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from services.errors import ServiceError
from services.scheduling.facts import Block


class DiarySource(StrEnum):
    """What a diary rests on."""

    STATED = "stated"
    WORKING_WEEK = "working_week"
    OWN_CALENDAR = "own_calendar"


@dataclass(frozen=True)
class Diary:
    """When one professional can be asked to meet. Without any source nothing is known of them, and nothing is free."""

    professional_id: str
    free: tuple[Block, ...] = ()
    sources: frozenset[DiarySource] = frozenset()

    @property
    def known(self) -> bool:
        """Whether anything is known of this person's time."""
        return bool(self.sources)


@dataclass(frozen=True)
class DaysAway:
    """Days, first and last included, on which a professional is away."""

    id: str
    professional_id: str
    first_day: date
    last_day: date


class HoursWrong(ServiceError):
    """Hours that cannot be meant so. Field `reason`: reversed."""

    code: ClassVar[str] = "availability.hours_wrong"
