"""How the minimum attendance of a meeting stands by what was answered so far. Pure: attendees, waivers and the rule.

The minimum is met by who comes, each person filling one group; who has not answered yet may still fill one. Who says
no, or gives information in writing instead, fills none; a deputy counts once the case director agreed and they said
yes. After the meeting it counts who was there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.terms import InvitationAnswer, Known, MeetingStatus
from services.meetings.facts import Attendee, PlannedMeeting
from services.route_map.facts import Attendance


class GroupState(StrEnum):
    """How one group of the minimum stands: somebody comes, somebody may still come, nobody comes, or it was decided
    to meet without."""

    FILLED = "filled"
    OPEN = "open"
    BROKEN = "broken"
    WAIVED = "waived"


@dataclass(frozen=True)
class GroupNow:
    """One group of the minimum. `by` is the invitation that fills it, `open` those that still may; `invited` those of
    its organisations at all. `organisations` are sorted keys."""

    organisations: tuple[str, ...]
    state: GroupState
    by: str = ""
    open: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()


def minimum_now(meeting: PlannedMeeting, rule: Attendance) -> tuple[GroupNow, ...]:
    """Each group of the minimum as it stands, in the order of the rule (H-VT-3)."""
    groups = [tuple(sorted(group)) for group in rule.required]
    sure = _by_person(one for one in meeting.attendees if is_sure(one))
    asked = _by_person(one for one in meeting.attendees if may_come(one))
    filled = _matched(groups, asked | sure, _matched(groups, sure, {}))
    waived = {key for waiver in meeting.waivers for key in waiver.organisations}
    return tuple(
        _group(meeting, group, (asked | sure).get(filled.get(n, _NOBODY)), waived) for n, group in enumerate(groups)
    )


def is_sure(attendee: Attendee) -> bool:
    """Comes, as far as is known: was there, or said yes."""
    if attendee.attended is not Known.UNKNOWN:
        return attendee.attended is Known.YES
    return attendee.answer is InvitationAnswer.YES


def may_come(attendee: Attendee) -> bool:
    """Did not answer, or wants to send a deputy of whom the case director has not decided."""
    asked = attendee.answer in (InvitationAnswer.OPEN, InvitationAnswer.DEPUTY)
    return asked and attendee.attended is Known.UNKNOWN


def is_running_poll(meeting: PlannedMeeting, moment: datetime) -> bool:
    """Times are put to the vote, and can still be chosen."""
    return meeting.status is MeetingStatus.POLLED and meeting.ends_at > moment


def broken(groups: Iterable[GroupNow]) -> tuple[GroupNow, ...]:
    """The groups that nobody fills any more."""
    return tuple(group for group in groups if group.state is GroupState.BROKEN)


def required_of(rule: Attendance) -> frozenset[str]:
    """The organisations of which one is asked for by any group."""
    return frozenset(key for group in rule.required for key in group)


_Person = tuple[str, str]
_NOBODY: _Person = ("", "")


def _by_person(attendees: Iterable[Attendee]) -> dict[_Person, Attendee]:
    """One attendee per person: who holds two seats fills one group."""
    found: dict[_Person, Attendee] = {}
    for one in attendees:
        found.setdefault((one.organisation, one.name), one)
    return found


def _matched(
    groups: Sequence[Sequence[str]], people: Mapping[_Person, Attendee], known: Mapping[int, _Person]
) -> dict[int, _Person]:
    """Who fills which group, by its number: as many groups as can be, nobody twice. Whoever is in `known` stays in."""
    taken = {person: number for number, person in known.items()}

    def placed(number: int, seen: set[_Person]) -> bool:
        for person in people:
            if person[0] not in groups[number] or person in seen:
                continue
            seen.add(person)
            if person not in taken or placed(taken[person], seen):
                taken[person] = number
                return True
        return False

    for number in range(len(groups)):
        if number not in taken.values():
            placed(number, set())
    return {number: person for person, number in taken.items()}


def _group(meeting: PlannedMeeting, organisations: tuple[str, ...], by: Attendee | None, waived: set[str]) -> GroupNow:
    invited = tuple(one.invitation_id for one in meeting.attendees if one.organisation in organisations)
    asked = tuple(one.invitation_id for one in meeting.attendees if one.organisation in organisations and may_come(one))
    if by is not None and is_sure(by):
        return GroupNow(organisations, GroupState.FILLED, by.invitation_id, asked, invited)
    if by is None and waived & set(organisations):
        return GroupNow(organisations, GroupState.WAIVED, "", asked, invited)
    state = GroupState.OPEN if by is not None else GroupState.BROKEN
    return GroupNow(organisations, state, "", asked, invited)
