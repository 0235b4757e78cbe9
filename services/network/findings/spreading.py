"""Whether news gets round: by the agreements to inform, and by the contacts since the latest incident.

Only ever what is recorded: an agreement that is not there, a contact by which nobody can have heard. Whether something
was told is not recorded.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from models.terms import OrganisationKind, Phase, SeatRole
from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import DIRECTOR, Gap, held_end, seat_with
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.people import RECENT
from services.network.reach import Arrival, Reach, reach, unheard, worst_hour
from services.route_map.rules import lead_organisation

SLOWEST = timedelta(hours=48)
"""News of a Saturday evening should be with everybody by Monday. Our own proposal: the route map says 'at once'."""

FEW = 4
"""So many names at most stand in a sentence; more are counted and listed as evidence."""


def late_news(norm: Norm) -> Iterator[Gap]:
    """A partner whom news of a Saturday evening reaches late, or never, by the agreements that are recorded."""
    asked = worst_hour(norm.facts) if norm.case.phase is Phase.HIGH or norm.facts.agreements else None
    if asked is None:
        return
    found = reach(norm.facts, *asked)
    for arrival in found.arrivals:
        seat = seat_with(norm.case, arrival.seat_id)
        if seat and (arrival.hours is None or arrival.hours > SLOWEST / timedelta(hours=1)):
            mark = "never" if arrival.hours is None else "late"
            yield Gap(
                FindingKind.REACH,
                ("T-CH-4", "T-TH-1"),
                (held_end(seat),),
                mark=mark,
                group="case",
                must=norm.case.phase is Phase.HIGH,
                about=(found, arrival),
            )


def tell_late(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'News on Sat 28 Nov 22:00 at the police contact person: by the agreements recorded it does not reach X.'"""
    say = telling.say
    found: Reach = gaps[0].about[0]
    arrivals: list[Arrival] = [gap.about[1] for gap in gaps]
    never = [one.seat_id for one in arrivals if one.hours is None]
    slowest = max((one.hours for one in arrivals if one.hours is not None), default=None)
    told = {"moment": say.short_moment(found.at), "start": telling.seats([found.start_seat_id])}
    parts = []
    if never:
        text = say(
            "News on {moment} at {start}: by the agreements recorded it does not reach {whom}.",
            **told,
            whom=_whom(never, telling),
        )
        parts.append(text)
    else:
        parts.append(say("News on {moment} at {start}.", **told))
    if slowest is not None:
        parts.append(say("The last one to hear it knows after {hours} hours.", hours=round(slowest)))
    case_holder = f"{telling.norm.route_map.region.case_holder}/{SeatRole.CASE_HOLDER}"
    owner = case_holder if telling.norm.holder(case_holder) else DIRECTOR
    return composed(
        gaps,
        " ".join(parts),
        say("Agree who informs whom, and who can be told at any hour."),
        evidence=tuple(_arrivals_in_words(arrivals, telling)),
        owner=owner,
        act=FindingAct.AGREE_TO_INFORM,
        about=tuple(dict.fromkeys((found.start_seat_id, *(one.seat_id for one in arrivals)))),
        affected=len(arrivals),
    )


def unheard_news(norm: Norm) -> Iterator[Gap]:
    """A partner who cannot have heard of the latest incident through any recorded contact. From the day after on, and
    for a month: later it is history."""
    day = norm.facts.incident_on
    knowing = norm.holder(DIRECTOR) or norm.holder(OrganisationKind.POLITIE.value)
    if day is None or knowing is None or not day < norm.facts.today <= day + RECENT:
        return
    for seat_id in unheard(norm.facts, day, (knowing.id,)):
        if seat := seat_with(norm.case, seat_id):
            yield Gap(
                FindingKind.UNHEARD,
                ("T-CH-4",),
                (held_end(seat),),
                mark=day.isoformat(),
                group=day.isoformat(),
                since=day,
                about=(seat, knowing),
            )


def tell_unheard(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Of the incident of 19 Nov these 3 cannot have heard through any recorded contact: ...'"""
    say, seat_ids = telling.say, [gap.about[0].id for gap in gaps]
    day = telling.norm.facts.incident_on
    text = say(
        "Since the incident of {day} no contact is recorded that can have brought the news to {whom}.",
        day=telling.day(day) if day else "",
        whom=_whom(seat_ids, telling),
    )
    knowing = gaps[0].about[1]
    known = say("Reckoned from {name}, along the contacts recorded since.", name=telling.person(knowing))
    owner = lead_organisation(telling.case, telling.norm.route_map.region)
    return composed(
        gaps,
        text,
        say("Inform them, and record the contact."),
        evidence=(known, telling.people(seat_ids) + "."),
        owner=owner if telling.norm.holder(owner) else DIRECTOR,
        act=FindingAct.RECORD_CONTACT,
        about=(knowing.id, *seat_ids),
        affected=len(seat_ids),
    )


def _whom(seat_ids: Sequence[str], telling: Telling) -> str:
    if len(seat_ids) <= FEW:
        return telling.seats(seat_ids)
    return telling.say("{n} of {all} partners", n=len(seat_ids), all=len(telling.norm.seats))


def _arrivals_in_words(arrivals: Iterable[Arrival], telling: Telling) -> Iterator[str]:
    """One line for each who hears late, and one for all who do not hear."""
    say, never = telling.say, []
    for one in arrivals:
        if one.hours is None:
            never.append(one.seat_id)
        else:
            told = {"name": telling.seats([one.seat_id]), "hours": round(one.hours), "via": telling.seats([one.via])}
            yield say("{name}: after {hours} hours, told by {via}.", **told)
    if never:
        yield say("No agreement recorded leads to {names}.", names=telling.seats(never))
