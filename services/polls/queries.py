"""Looks at date polls: whole for who directs the case, the own answers for who was asked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from models.casework import Case, Seat
from models.directory import Account, Organisation, Professional
from models.meeting import Invitation, Meeting, PollAnswer, PollOption
from models.terms import MeetingStatus, PollChoice
from services.access.rules import Permission
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.meetings.by_link import Invited, through_link
from services.meetings.rules import missing_groups
from services.polls.facts import Option, Poll, PollByLink
from services.polls.rules import Asked, best_of, would_be_there
from services.relations.queries import barred_by_case, still_held
from services.route_map.queries import regional
from services.route_map.rules import attendance_rule
from services.scheduling.facts import Rule, local_day
from services.unit_of_work import NotAllowed, Reading, Transaction, Work

Choices = Mapping[str, Mapping[str, PollChoice]]
"""By option id, then by invitation id."""


@dataclass(frozen=True)
class _Person:
    """Somebody who was asked, and under what name others may see them."""

    asked: Asked
    name: str


def poll_of(work: Work, case_id: str, meeting_id: str) -> Poll:
    """A poll with every answer, for who directs the case. Whoever is barred or off the case by now is nowhere in it.

    Raises `NotAllowed`, also for a meeting that was never put to the vote.
    """
    with work.read(Permission.MEETING_PLAN, case_id, screen="poll") as look:
        meeting = look.session.get(Meeting, meeting_id)
        if meeting is None or meeting.case_id != case_id or meeting.poll_closes_at is None:
            raise NotAllowed
        people = _people(look, meeting)
        facts = gathered(look, case_id, reader_of(look))
        rule = attendance_rule(regional(look.settings.route_map), facts, meeting.kind)
        required = tuple(tuple(sorted(group)) for group in rule.required)
        options = _options(look, meeting, people, required)
        answered = {key for option in options for key in option.choices}
        return Poll(
            meeting_id=meeting.id,
            case_id=case_id,
            kind=meeting.kind,
            minutes=_minutes(options[0].starts_at, options[0].ends_at),
            closes_at=meeting.poll_closes_at,
            shared=meeting.poll_shared,
            open=_is_open(meeting, look.now),
            options=options,
            names={key: (person.asked.organisation, person.name) for key, person in people.items()},
            best=best_of(options, look.now),
            waiting=tuple(key for key in people if key not in answered),
            version=meeting.version,
            seats={key: person.asked.seat_id for key, person in people.items()},
            missing=missing_groups(rule, (person.asked.organisation for person in people.values())),
        )


def poll_by_link(work: Work, invitation_id: str, secret: str, *, ip: str = "") -> PollByLink:
    """What is asked of whoever holds this link, and what they said; others' answers only where the organiser shares
    them, and never those of whoever is barred. Raises `LinkRefused`, `TooManyTries`."""
    return through_link(work, invitation_id, secret, _seen_by, ip=ip)


def _seen_by(tx: Transaction, found: Invited) -> PollByLink:
    meeting, own = found.meeting, found.row.id
    case = tx.session.get(Case, meeting.case_id)
    director = tx.session.get(Account, case.director_id) if case else None
    times, choices = _times(tx, meeting), _choices(tx, meeting)
    people = _people(tx, meeting) if meeting.poll_shared else {}
    others = {key: person.name for key, person in people.items() if key != own}
    return PollByLink(
        invitation_id=own,
        code_name=case.code_name if case else "",
        kind=meeting.kind,
        minutes=_minutes(times[0].starts_at, times[0].ends_at),
        name=found.person.name,
        director=director.name if director else "",
        closes_at=meeting.poll_closes_at or meeting.starts_at,
        open=_is_open(meeting, tx.now),
        options=tuple((row.id, row.starts_at, row.ends_at) for row in times),
        mine={row.id: choices[row.id][own] for row in times if own in choices[row.id]},
        others={
            row.id: tuple((name, choices[row.id][key]) for key, name in others.items() if key in choices[row.id])
            for row in times
        },
    )


def _is_open(meeting: Meeting, moment: datetime) -> bool:
    closes_at = meeting.poll_closes_at
    return meeting.status is MeetingStatus.POLLED and closes_at is not None and moment < closes_at


def _options(look: Reading, meeting: Meeting, people: Mapping[str, _Person], rule: Rule) -> tuple[Option, ...]:
    choices = _choices(look, meeting)
    asked = {key: person.asked for key, person in people.items()}
    found = []
    for row in _times(look, meeting):
        said = {key: choices[row.id][key] for key in people if key in choices[row.id]}
        slot = would_be_there(row.starts_at, _minutes(row.starts_at, row.ends_at), said, asked, rule)
        found.append(Option(row.id, row.starts_at, row.ends_at, said, slot))
    return tuple(found)


def _times(look: Reading, meeting: Meeting) -> list[PollOption]:
    rows = select(PollOption).where(PollOption.meeting_id == meeting.id).order_by(col(PollOption.starts_at))
    return list(look.session.exec(rows))


def _choices(look: Reading, meeting: Meeting) -> Choices:
    rows = look.session.exec(
        select(PollAnswer.option_id, PollAnswer.invitation_id, PollAnswer.choice)
        .join(PollOption, col(PollOption.id) == col(PollAnswer.option_id))
        .where(PollOption.meeting_id == meeting.id)
    )
    found: dict[str, dict[str, PollChoice]] = defaultdict(dict)
    for option_id, invitation_id, choice in rows:
        found[option_id][invitation_id] = PollChoice(choice)
    return found


def _people(look: Reading, meeting: Meeting) -> dict[str, _Person]:
    """Who was asked and still counts, by invitation id, in the order of organisation and name."""
    rows = look.session.exec(
        select(Invitation, Professional, Organisation, Seat)
        .join(Professional, col(Professional.id) == col(Invitation.professional_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .join(Seat, col(Seat.id) == col(Invitation.seat_id))
        .where(Invitation.meeting_id == meeting.id)
        .order_by(col(Organisation.name), col(Professional.name), col(Invitation.id))
    ).all()
    among = [row.professional_id for row, *_ in rows]
    barred = barred_by_case(look.session, look.database.vault, [meeting.case_id], among)[meeting.case_id]
    return {
        row.id: _Person(Asked(row.seat_id, row.professional_id, home.key), person.name)
        for row, person, home, seat in rows
        if person.id not in barred and still_held(seat, local_day(look.now))
    }


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)
