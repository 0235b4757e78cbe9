"""What a rehearsal found, as `report.json` and files beside it (`rehearsal.md`).

Every key is always there; `readings_left_out` only where a reading of the file was not understood.
What no room of the planner computes yet is null; nothing is made up.
"""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from models.terms import BarKind, MeetingKind
from services.demo.follow_up import PlayedEvent
from services.demo.outcome import Outcome
from services.documents.facts import IssuedFile
from services.meetings.facts import Availability
from services.network import rules as network
from services.network.drawn.png import network_png
from services.relations.rules import normal_form
from services.route_map.queries import regional
from services.scheduling.facts import LOCAL, Presence, Slot
from services.settings import VERSION
from services.wording import speak

_SEAT = "seat:"


def report(outcome: Outcome, route_map: Path | None = None) -> dict[str, Any]:
    """The whole report of one case, in plain values."""
    facts = outcome.facts
    left_out = [
        {"condition": one.id, "field": one.unread[0], "reason": one.unread[1]}
        for one in outcome.case.conditions
        if one.unread
    ]
    return {
        "code": outcome.case.code,
        "phase": facts.phase.value if facts else None,
        "planner": VERSION,
        "ignored_keys": list(outcome.case.ignored_keys),
        "obligations": {"before": list(outcome.duties_before), "after": list(outcome.duties_after)},
        "rule_flags": [{"rule": rule, "condition": of, "why": why} for rule, of, why in outcome.flags],
        **_compared(outcome),
        "network": _network(outcome, route_map),
        "slots": _slots(outcome),
        "plan": {
            "versions": _versions(outcome),
            "actions": outcome.adopted_actions,
            "unresolved": [key.removeprefix(_SEAT) for key in outcome.unresolved],
        },
        "editions": [_edition(audience, file) for audience, file in outcome.editions],
        "suspect_notice_refused_before": outcome.notice_refused,
        "events": [_event(event) for event in outcome.events],
        "review": _review(outcome),
        "seconds": {step: outcome.seconds.get(step) for step in ("load", "network", "slots", "plan", "editions")},
    } | ({"readings_left_out": left_out} if left_out else {})


def write(outcome: Outcome, folder: Path, route_map: Path | None = None) -> None:
    """Writes the report and its files into `folder`/<code>. Raises OSError when that cannot be."""
    place = folder / outcome.case.code
    place.mkdir(parents=True, exist_ok=True)
    told = json.dumps(report(outcome, route_map), ensure_ascii=False, indent=1)
    (place / "report.json").write_text(told + "\n", encoding="utf-8")
    for audience, file in outcome.editions:
        if file is not None:
            (place / file_name(audience, ".docx")).write_bytes(file.content)
    for organisation, form in outcome.forms:
        (place / file_name(f"form-{organisation}", ".docx")).write_bytes(form.content)
    for name, calendar, letter in outcome.invitations:
        (place / file_name(name, ".ics")).write_bytes(calendar)
        (place / file_name(name, ".eml")).write_bytes(letter)
    (place / "network.svg").write_text(outcome.picture, encoding="utf-8")
    if outcome.network is not None:
        drawn = network_png(outcome.network.facts, outcome.network.findings, speak("nl"))
        (place / "network.png").write_bytes(drawn)


def file_name(name: str, ending: str) -> str:
    """A name that every file system takes; an organisation's key may hold spaces and accents."""
    return re.sub(r"[^\w-]", "_", name) + ending


def _compared(outcome: Outcome) -> dict[str, Any]:
    """A hole tells only what it is about; `count` where one line stands for several."""
    there = outcome.compared
    if there is None:
        return {"conflicts": None, "duplicates": None, "holes": None}
    return {
        "conflicts": [{"pair": list(one.pair), "certainty": one.certainty, "why": one.why} for one in there.conflicts],
        "duplicates": [{"pair": list(one.pair), "certainty": one.certainty} for one in there.duplicates],
        "holes": [
            {"what": hole.what, "condition": hole.condition, "person": hole.person}
            | ({"theme": hole.theme} if hole.theme else {})
            | ({"action": hole.action} if hole.action is not None else {})
            | ({"count": hole.count} if hole.count > 1 else {})
            for hole in there.holes
        ],
    }


def _network(outcome: Outcome, route_map: Path | None) -> dict[str, Any] | None:
    facts, found = outcome.facts, outcome.network
    if facts is None or found is None:
        return None
    rules = regional(route_map)
    return {
        "missing_mandatory_partners": list(network.missing_mandatory_partners(rules, facts)),
        "missing_mandatory_contacts": [list(c.between) for c in network.missing_mandatory_contacts(rules, facts)],
        "articulation_points": list(network.articulation_points(facts)),
        "isolated_partners": list(network.isolated_partners(facts)),
        "victim_contact_count": network.victim_contact_count(facts),
        "messenger_risk": list(network.messenger_risk(facts)),
        "barred": _barred(outcome),
        "findings": [
            {
                "key": finding.key,
                "rank": finding.rank,
                "text": finding.text,
                "rules": list(finding.rule_ids),
                "suggestion": finding.suggestion,
            }
            for finding in found.findings
        ],
    }


def _barred(outcome: Outcome) -> list[str]:
    """Who must not be invited: names of the file's bars, and whoever on or beside a seat another bar keeps out."""
    named = [*outcome.barred, *(bar.value for bar in outcome.case.bars if bar.kind is BarKind.NAME)]
    return sorted({normal_form(name): name for name in reversed(named)}.values())


def _slots(outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for kind in (MeetingKind.ACTION_MEETING, MeetingKind.CASE_CONFERENCE):
        found = outcome.slots[kind]
        told[kind.value] = {
            "earliest": _slot(found.proposals.earliest, found, outcome.deputies),
            "best": _slot(found.proposals.best, found, outcome.deputies),
        }
    told["meeting_needed"] = outcome.slots[MeetingKind.ACTION_MEETING].needed
    return told


def _slot(slot: Slot | None, found: Availability, deputies: dict[str, str]) -> dict[str, Any] | None:
    """`missing` holds everybody who is not there from start to end; `partial` tells who of them stays until when."""
    if slot is None:
        return None
    there = (Presence.NAMED, Presence.SUBSTITUTE)
    leaving = [one for one in slot.attendance if one.kind is Presence.PARTIAL and one.until]
    return {
        "start": _local(slot.start),
        "end": _local(slot.end),
        "present": slot.present,
        "of": slot.of,
        "missing": _once(found.seats[one.attendee_id][0] for one in slot.attendance if one.kind not in there),
        "via_deputy": [deputies[one.substitute_id] for one in slot.attendance if one.substitute_id in deputies],
        "partial": [
            {"org": found.seats[one.attendee_id][0], "until": one.until.astimezone(LOCAL).strftime("%H:%M")}
            for one in leaving
            if one.until
        ],
        "rule_met": slot.rule_met,
    }


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _local(moment: datetime) -> str:
    return moment.astimezone(LOCAL).replace(tzinfo=None).isoformat(timespec="minutes")


def _versions(outcome: Outcome) -> list[dict[str, Any]]:
    """As they stand at the end: an event may have taken the plan out of force."""
    if outcome.version is None:
        return [{"number": 1, "status": "blocked", "blocked_by": list(outcome.blocked_by)}]
    lines = reversed(outcome.versions)
    return [{"number": line.number, "status": line.status.name.lower(), "blocked_by": []} for line in lines]


def _review(outcome: Outcome) -> dict[str, Any]:
    """When the plan is looked at again at the latest, and what each event that brings it forward would set off."""
    due = outcome.case.review_on
    return {"due": due.isoformat() if due else None, "events": [_event(event) for event in outcome.tried]}


def _event(event: PlayedEvent) -> dict[str, Any]:
    return {
        "date": event.on.isoformat(),
        "event": event.event,
        "fired_rules": list(event.fired_rules),
        "phase": event.phase.value,
        "review_proposed": event.review_proposed,
        "must_hear": list(event.must_hear),
        "action_meeting": _meeting(event),
        "closing_blocked_by": list(event.closing),
    }


def _meeting(event: PlayedEvent) -> dict[str, Any] | None:
    """The action meeting that is proposed, with the earliest time that meets the minimum; null where there is none."""
    if event.meeting is None:
        return None
    slot = event.meeting.earliest
    told = (
        {"start": _local(slot.start), "end": _local(slot.end), "present": slot.present, "of": slot.of} if slot else None
    )
    return {"invited": len(event.meeting.seat_ids), "earliest": told}


def _edition(audience: str, file: IssuedFile | None) -> dict[str, Any]:
    """A file that the leak guard stopped is not written."""
    if file is None:
        return {"audience": audience, "file": None, "sha256": None, "leak_guard": "hit", "left_out": None}
    return {
        "audience": audience,
        "file": file_name(audience, ".docx"),
        "sha256": file.sha256,
        "leak_guard": "clear",
        "left_out": file.left_out,
    }
