"""Looks at what events set off: who must hear of them, whether the plan still fits, the meeting that is proposed.

Everything for whoever looks: an event that they may not read is not listed, and who is barred is not there.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from models.directory import Account, Organisation, Professional
from models.events import EventRow
from models.follow_up import EventHeard
from models.terms import ContactKind, EventKind, MeetingKind, OrganisationKind, PlanStatus
from services.access.rules import Permission
from services.cases.gathering import gathered_many
from services.cases.queries import reader_of
from services.contacts.queries import agreements_in
from services.duties.facts import Evidence
from services.duties.queries import reviewed_in
from services.duties.stale import newest_plan, telling_events
from services.events.facts import CaseEvent
from services.events.queries import events_in, running_breaches_in
from services.meetings.facts import DEFAULT_MINUTES
from services.meetings.proposing import availability_in
from services.meetings.queries import meetings_in
from services.new_information.facts import Hearer, News, Pressing, ProposedMeeting, StalePlan
from services.new_information.rules import (
    Around,
    as_known,
    is_met_already,
    last_invited,
    must_hear,
    seats_to_meet,
    stale,
)
from services.plans.facts import PlanContent
from services.plans.versions.lines import versions_now
from services.protection.rules import WHOLE, Reader, may_read
from services.relations.queries import is_closed
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.scheduling.facts import local_day
from services.unit_of_work import Reading, Work

_OM = OrganisationKind.OPENBAAR_MINISTERIE.value
_KIND = MeetingKind.ACTION_MEETING


def news_of(work: Work, case_id: str) -> tuple[News, ...]:
    """The events since the plan was adopted and who must hear of them, latest first. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="new information") as look:
        return news_in(look, [case_id]).get(case_id, ())


def news_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[News, ...]]:
    """The same for many cases, by case id, in a number of queries that does not grow with them; a case without news is
    left out, and so is a closed one. Inside a look that was allowed."""
    return _news(look, evidence_for(look, case_ids))


def stale_and_news_in(
    look: Reading, case_ids: Collection[str]
) -> tuple[dict[str, StalePlan], dict[str, tuple[News, ...]]]:
    """Both `stale_in` and `news_in`, from one reading of what they are judged on."""
    found = evidence_for(look, case_ids)
    return _stale(found), _news(look, found)


def _news(look: Reading, found: Mapping[str, Evidence]) -> dict[str, tuple[News, ...]]:
    reader = reader_of(look)
    telling = {case_id: _telling(one, reader) for case_id, one in found.items() if not one.facts.closed}
    telling = {case_id: events for case_id, events in telling.items() if events}
    heard = hearers_in(look, {case_id: found[case_id] for case_id in telling}, telling)
    return {
        case_id: tuple(
            News(
                event_id=event.id,
                kind=event.kind,
                happened_at=event.happened_at,
                hearers=heard[event.id],
                reported_at=event.reported_at,
                on_day=event.on_day,
            )
            for event in reversed(events)
        )
        for case_id, events in telling.items()
    }


def stale_plan(work: Work, case_id: str) -> StalePlan | None:
    """Whether the plan in force still fits, as far as this reader may know, with the action meeting that is proposed
    to whoever directs the case. None where it fits. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="new information") as look:
        evidence = evidence_for(look, [case_id]).get(case_id)
        found = stale(evidence) if evidence else None
        if evidence is None or found is None or not look.may(Permission.MEETING_PLAN):
            return found
        return replace(found, meeting=_proposal(look, evidence, found))


def pressing_of(work: Work, case_id: str) -> Pressing:
    """What every screen of a case says, without the proposal. Raises `NotAllowed`."""
    with work.read(Permission.CASE_READ, case_id, screen="new information") as look:
        running = () if is_closed(look.session, case_id) else running_breaches_in(look, [case_id]).get(case_id, ())
        return Pressing(stale_in(look, [case_id]).get(case_id), running)


def stale_in(look: Reading, case_ids: Collection[str], reader: Reader | None = None) -> dict[str, StalePlan]:
    """The same for many cases, by case id, in a number of queries that does not grow with them; a case whose plan fits
    is left out. For another reader than the actor if one is given. Inside a look that was allowed."""
    return _stale(evidence_for(look, case_ids, reader))


def _stale(found: Mapping[str, Evidence]) -> dict[str, StalePlan]:
    judged = {case_id: stale(one) for case_id, one in found.items()}
    return {case_id: one for case_id, one in judged.items() if one is not None}


def changed_since(look: Reading, content: PlanContent, reader: Reader) -> bool:
    """Whether something happened since the version in force that a reader of it may know of; not of any other version.
    For a copy or a page of it: never what happened. Inside a look or act on one case."""
    if content.status is not PlanStatus.ADOPTED or not reader.is_partner:
        return False
    return look.case_id in stale_in(look, [look.case_id], reader)


def evidence_for(look: Reading, case_ids: Collection[str], reader: Reader | None = None) -> dict[str, Evidence]:
    """What staleness is read from, with the events that the reader may know of (`rules.as_known`)."""
    reader = reader or reader_of(look)
    cases = gathered_many(look, case_ids, reader)
    versions, events, reviews = versions_now(look, cases), events_in(look, cases, WHOLE), reviewed_in(look, cases)
    return {
        case_id: Evidence(
            facts=facts,
            now=look.now,
            versions=versions[case_id].adopted,
            events=as_known(events.get(case_id, ()), reader),
            reviews=tuple(reviews[case_id]),
        )
        for case_id, facts in cases.items()
    }


@dataclass(frozen=True)
class _Told:
    at: datetime
    how: ContactKind | None


def hearers_in(
    look: Reading, cases: Mapping[str, Evidence], events: Mapping[str, Iterable[CaseEvent]]
) -> dict[str, tuple[Hearer, ...]]:
    """By event id who must hear of it and since when they know; three queries more than `agreements_in`."""
    if not cases:
        return {}
    agreements, told, recorded = agreements_in(look, cases), _told(look, cases), _recorded_by(look, cases)
    found: dict[str, tuple[Hearer, ...]] = {}
    for case_id, of_case in events.items():
        sources = {e.id: {e.by_organisation, recorded.get(e.id, "")} - {""} for e in of_case}
        knowing = {event_id: source | set(told[event_id]) for event_id, source in sources.items()}
        around = Around(
            facts=cases[case_id].facts,
            route_map=regional(look.settings.route_map),
            agreements=tuple(agreements[case_id]),
            today=local_day(look.now),
            knowing=knowing,
        )
        for event in of_case:
            heard = _with_clock(event, told[event.id])
            found[event.id] = tuple(
                _hearer(one.organisation, one.organisation_name, one.rule_ids, heard.get(one.organisation), one.agreed)
                for one in must_hear(event, around, sources[event.id])
            )
    return found


def _hearer(key: str, name: str, rule_ids: tuple[str, ...], told: _Told | None, agreed: bool) -> Hearer:
    return Hearer(key, name, rule_ids, told.at if told else None, told.how if told else None, agreed)


def _with_clock(event: CaseEvent, told: Mapping[str, _Told]) -> dict[str, _Told]:
    """Telling the prosecution of a breach is one thing, whether it was ticked off here or on the clock."""
    clock = event.told_prosecution_at
    if event.kind is EventKind.BREACH and clock and _OM not in told:
        return {**told, _OM: _Told(clock, None)}
    return dict(told)


def _telling(evidence: Evidence, reader: Reader) -> tuple[CaseEvent, ...]:
    """The events since the plan was adopted that this reader may read, the first to happen first."""
    plan = newest_plan(evidence)
    events = telling_events(evidence, plan.adopted_at) if plan else ()
    return tuple(event for event in events if may_read(event.tier, reader))


def _told(look: Reading, case_ids: Collection[str]) -> dict[str, dict[str, _Told]]:
    """By event id the organisations that were told, by key."""
    rows = look.session.exec(
        select(EventHeard.event_id, Organisation.key, EventHeard.told_at, EventHeard.how)
        .join(Organisation, col(Organisation.id) == col(EventHeard.organisation_id))
        .where(col(EventHeard.case_id).in_(list(case_ids)))
    )
    found: dict[str, dict[str, _Told]] = defaultdict(dict)
    for event_id, key, told_at, how in rows:
        found[event_id][key] = _Told(told_at, ContactKind(how))
    return found


def _recorded_by(look: Reading, case_ids: Collection[str]) -> dict[str, str]:
    """By event id the organisation of whoever put it into the log: it knows. Nobody is named."""
    rows = look.session.exec(
        select(EventRow.id, Organisation.key)
        .join(Account, col(Account.id) == col(EventRow.recorded_by))
        .join(Professional, col(Professional.id) == col(Account.professional_id))
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(EventRow.case_id).in_(list(case_ids)))
    )
    return dict(rows.all())


def _proposal(look: Reading, evidence: Evidence, found: StalePlan) -> ProposedMeeting | None:
    """The action meeting with the same people at the nearest time; None where a meeting stands already or nobody
    could be invited."""
    facts, meetings = evidence.facts, meetings_in(look, evidence.facts.id)
    if is_met_already(meetings, found):
        return None
    rule = attendance_rule(regional(look.settings.route_map), facts, _KIND)
    invited, minutes = last_invited(meetings, look.now), DEFAULT_MINUTES[_KIND]
    seat_ids = seats_to_meet(facts, invited, rule, look.now)
    if not seat_ids:
        return None
    times = availability_in(look, facts.id, _KIND, minutes, seat_ids)
    return ProposedMeeting(
        _KIND, seat_ids, minutes, times.proposals.earliest, times.proposals.best, times.blocked, bool(invited)
    )
