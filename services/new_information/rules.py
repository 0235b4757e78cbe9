"""Pure rules of new information: since when the plan no longer fits, who must hear of an event, whom to meet with.

Who must hear follows from the region's route map and from standing agreements to inform. That partners hear of new
information is the case holder's continuous task (T-CH-4); the other rules say whom that means.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Protocol

from models.terms import EventKind, MeetingKind, MeetingStatus, OrganisationKind, SeatRole
from services.cases.facts import CaseFacts, PartnerSeat
from services.contacts.facts import Agreement
from services.duties.course import sash
from services.duties.facts import Evidence
from services.duties.stale import last_fitting, newest_plan, stale_since
from services.errors import ServiceError
from services.events.facts import CaseEvent
from services.events.rules import may_be_known
from services.meetings.facts import PlannedMeeting
from services.meetings.rules import invitable
from services.new_information.facts import StalePlan
from services.protection.rules import Reader, may_read
from services.route_map.facts import Attendance, RouteMap
from services.route_map.rules import holding, lead_organisation, network_seats
from services.scheduling.facts import LOCAL, local_day

_POLICE, _OM = OrganisationKind.POLITIE.value, OrganisationKind.OPENBAAR_MINISTERIE.value
_VHH, _LOCAL = OrganisationKind.VEILIGHEIDSHUIS.value, OrganisationKind.LOKALE_VELD.value
_RN = OrganisationKind.RECLASSERING.value
_EVERYBODY = "T-CH-4"
_TABLE = (MeetingStatus.PLANNED, MeetingStatus.HELD)


class NewsWrong(ServiceError):
    """That somebody was told cannot be kept like this. Fields: `field`, `reason` (in_future, before_known, none)."""

    code = "new_information.field_wrong"


@dataclass(frozen=True)
class Around:
    """What decides who must hear, beside the event: the case, the rules that hold in it, who agreed to inform whom.

    `knowing`: by event id the organisations that know of it, because they told of it, recorded it or were told.
    """

    facts: CaseFacts
    route_map: RouteMap
    agreements: tuple[Agreement, ...]
    today: date
    knowing: Mapping[str, Collection[str]]


@dataclass(frozen=True)
class Asked:
    """An organisation that must hear, and why: by rules, by agreement, or both."""

    organisation: str
    organisation_name: str
    rule_ids: tuple[str, ...]
    agreed: bool


def must_hear(event: CaseEvent, around: Around, source: Collection[str]) -> tuple[Asked, ...]:
    """Who must hear of an event, the prosecution first.

    Only organisations with a seat at the table that may read it, and none of `source`: those that told of it or
    recorded it. Barred and external seats are as if they were not there.
    """
    seats = network_seats(around.facts)
    names = {seat.organisation: seat.organisation_name or seat.organisation for seat in seats}
    ruled = _by_rule(event, around, seats)
    agreed = _by_agreement(event, around, seats)
    return tuple(
        Asked(key, names[key], ruled.get(key, ()), key in agreed)
        for key in dict.fromkeys((*ruled, *agreed))
        if key in names and key not in source and may_read(event.tier, Reader(organisation=key))
    )


def _by_rule(event: CaseEvent, around: Around, seats: tuple[PartnerSeat, ...]) -> dict[str, tuple[str, ...]]:
    """The organisations that rules name, with those of the rules that hold in this case; without any, nobody asks."""
    region = around.route_map.region
    held = {rule.id for rule in holding(around.route_map, around.facts)}
    lead = lead_organisation(around.facts, region)
    asked: dict[str, dict[str, None]] = {}

    def ask(organisation: str, *rule_ids: str) -> None:
        asked.setdefault(organisation, {}).update(dict.fromkeys(one for one in rule_ids if one in held))

    if event.kind is EventKind.BREACH:
        ask(_OM, "T-CR-2", "H-POL-2", "L-POL-3")
    ask(_POLICE, "T-CH-2", "H-POL-4", "L-POL-2")
    ask(lead, "T-CR-1", "H-POL-2")
    for seat in seats:
        if seat.role == SeatRole.VICTIM_CONTACT:
            ask(seat.organisation, "A-POL-5")
        elif seat.role == SeatRole.CASE_HOLDER:
            ask(seat.organisation, "T-CH-1")
        elif seat.role == SeatRole.SUPERVISION_OFFICER and seat.organisation == _RN:
            ask(_RN, "T-TH-1", _EVERYBODY)
    ask(_VHH, _EVERYBODY)
    ask(_LOCAL, _EVERYBODY)
    return {key: tuple(rule_ids) for key, rule_ids in asked.items() if rule_ids}


def _by_agreement(event: CaseEvent, around: Around, seats: tuple[PartnerSeat, ...]) -> tuple[str, ...]:
    """Whom somebody who knows of it has agreed to inform; both of them still in their seats."""
    here, knowing = {seat.id: seat.organisation for seat in seats}, around.knowing.get(event.id, ())
    return tuple(
        here[one.told.seat_id]
        for one in around.agreements
        if one.stands_on(around.today)
        and one.told.seat_id in here
        and one.teller.seat_id in here
        and here[one.teller.seat_id] in knowing
    )


def check_told_at(reported_at: datetime, told_at: datetime, now: datetime) -> None:
    """Raises `NewsWrong` for a moment to come, or before the chain knew of the event; on the minute, as it is typed."""
    if told_at > now:
        raise NewsWrong(field="at", reason="in_future")
    if told_at.replace(second=0, microsecond=0) < reported_at.replace(second=0, microsecond=0):
        raise NewsWrong(field="at", reason="before_known")


def as_known(events: Iterable[CaseEvent], reader: Reader) -> tuple[CaseEvent, ...]:
    """The events that a reader may know of; those that they may not read without text and author, to be reckoned with
    and not to be shown."""
    return tuple(
        event if may_read(event.tier, reader) else replace(event, readable=False, text="", by_organisation="")
        for event in events
        if may_read(event.tier, reader) or may_be_known(event.tier, reader)
    )


def stale(evidence: Evidence) -> StalePlan | None:
    """That the plan no longer fits, as far as this evidence goes (`services.duties.stale`); None where it fits, nothing
    was adopted, or the case is closed."""
    plan, because = newest_plan(evidence), stale_since(evidence)
    if plan is None or not because or evidence.facts.closed:
        return None
    moments = _moments(evidence, last_fitting(evidence, plan))
    since, on_day = min(moments)
    return StalePlan(plan.number, because, since, on_day=on_day, latest=max(moments)[0])


def _moments(evidence: Evidence, fitted_at: datetime) -> list[tuple[datetime, bool]]:
    """Since when each event counts, asked of it alone, and the day of a new SASH; true where only a day is known."""
    bare = replace(evidence, facts=replace(evidence.facts, assessments=()))
    found = [
        _counts_since(event, fitted_at, evidence.now)
        for event in evidence.events
        if stale_since(replace(bare, events=(event,)))
    ]
    newest = sash(evidence)
    if newest and stale_since(replace(evidence, events=())):
        found.append((datetime.combine(newest.assessed_on, time(0), LOCAL), True))
    return found


def _counts_since(event: CaseEvent, fitted_at: datetime, now: datetime) -> tuple[datetime, bool]:
    """From when it happened; from when it was heard of where that was before the plan last fitted, or is still to come.
    Of an event that the reader may not read only the day."""
    happened = fitted_at < event.happened_at <= now
    moment = event.happened_at if happened else event.reported_at
    if not event.readable or (happened and event.on_day):
        return datetime.combine(local_day(moment), time(0), LOCAL), True
    return moment, False


class Met(Protocol):
    """A meeting, as far as it answers what happened."""

    @property
    def status(self) -> MeetingStatus: ...

    @property
    def starts_at(self) -> datetime: ...


def is_met_already(meetings: Iterable[Met], found: StalePlan) -> bool:
    """Whether a meeting after the latest of it was announced, put to the vote or held: then none is proposed."""
    standing, since = (*_TABLE, MeetingStatus.POLLED), found.latest or found.since
    return any(one.status in standing and one.starts_at >= since for one in meetings)


def last_invited(meetings: Iterable[PlannedMeeting], now: datetime) -> frozenset[str]:
    """The seats that were invited to the last meeting that began; empty when there was none."""
    talks = [one for one in meetings if one.status in _TABLE and one.kind is not MeetingKind.COORDINATION]
    last = max((one for one in talks if one.starts_at <= now), key=lambda one: one.starts_at, default=None)
    return frozenset(attendee.seat_id for attendee in last.attendees) if last else frozenset()


def seats_to_meet(facts: CaseFacts, invited: Collection[str], rule: Attendance, now: datetime) -> tuple[str, ...]:
    """With whom to meet: who was `invited` the last time and still holds the seat, and of each part of the minimum that
    they no longer fill everybody who can (H-VT-3). Without a last time those of the minimum alone.
    """
    there = invitable(facts, local_day(now))
    chosen = {seat.id for seat in there if seat.id in invited}
    homes = {seat.organisation for seat in there if seat.id in chosen}
    for group in rule.required:
        if not group & homes:
            chosen |= {seat.id for seat in there if seat.organisation in group}
    return tuple(seat.id for seat in there if seat.id in chosen)
