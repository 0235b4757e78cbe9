"""Which cases of a region need a meeting, read inside an open look at all of them, in a number of queries that does not
grow with them.

Judged as any partner may know the case: what only the investigation, or one organisation, may read sets nothing off
here that would tell of it.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import col, select

from models.casework import Case
from models.meeting import Meeting
from models.terms import CaseStatus, MeetingKind, MeetingStatus
from services.new_information.queries import evidence_for
from services.protection.rules import ANY_PARTNER, Reader
from services.region_plan.rules import Met, Wanted, wanted
from services.route_map.queries import regional
from services.unit_of_work import Reading

_COUNT = (MeetingStatus.PLANNED, MeetingStatus.POLLED, MeetingStatus.HELD)


def active_cases(look: Reading) -> tuple[str, ...]:
    """The ids of every active case, to be asked for by a look at many."""
    return tuple(look.session.exec(select(Case.id).where(Case.status == CaseStatus.ACTIVE).order_by(col(Case.id))))


def wanted_in(look: Reading, last_day: date, besides: Collection[str] = ()) -> dict[str, Wanted]:
    """By case the meeting that it needs up to a day, of the cases that this look allows; the meetings `besides` are the
    plan's own and count for nothing."""
    planning = regional(look.settings.route_map).region.planning
    evidence = evidence_for(look, look.allowed, Reader(ANY_PARTNER))
    met = _met(look, evidence, besides)
    found = {case_id: wanted(one, met[case_id], last_day, planning) for case_id, one in evidence.items()}
    return {case_id: one for case_id, one in found.items() if one is not None}


def _met(look: Reading, case_ids: Collection[str], besides: Collection[str]) -> dict[str, list[Met]]:
    statement: Any = columns(
        col(Meeting.case_id), col(Meeting.id), col(Meeting.kind), col(Meeting.status), col(Meeting.starts_at)
    ).where(col(Meeting.case_id).in_(case_ids), col(Meeting.status).in_(_COUNT))
    found: dict[str, list[Met]] = defaultdict(list)
    for case_id, meeting_id, kind, status, starts_at in look.session.exec(statement):
        if meeting_id not in besides:
            found[case_id].append(Met(meeting_id, MeetingKind(kind), MeetingStatus(status), starts_at))
    return found
