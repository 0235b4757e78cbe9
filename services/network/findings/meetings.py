"""Whether the meetings to come can have their minimum, and if not, on whom that hangs."""

from collections.abc import Iterable, Iterator, Sequence

from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.quorum import quorum
from services.route_map.rules import attendance_rule
from services.wording import label


def without_quorum(norm: Norm) -> Iterator[Gap]:
    """A meeting to come that, as invitations and answers stand, cannot have its minimum."""
    for meeting in norm.facts.meetings:
        found = quorum(norm.facts, meeting)
        if not found.met:
            short = [*found.missing, *(group for groups, _ in found.bottlenecks for group in groups)]
            rule_ids = attendance_rule(norm.route_map, norm.case, meeting.kind).rule_ids
            mark = f"{meeting.kind.value} {meeting.starts_at.isoformat(timespec='minutes')}"
            yield Gap(
                FindingKind.QUORUM,
                rule_ids,
                tuple(dict.fromkeys(one for group in short for one in sorted(group))),
                mark=mark,
                group=mark,
                about=(meeting, found),
            )


def tell_quorum(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'MDO of Thu 26 Nov 9:00: nobody comes of the local field.'"""
    say, (meeting, found) = telling.say, gaps[0].about
    named = {"meeting": label(say, meeting.kind), "moment": say.short_moment(meeting.starts_at)}
    reasons = []
    if found.missing:
        groups = say.listed([_either(group, telling) for group in found.missing])
        reasons.append(say("nobody comes for {groups}", groups=groups))
    for groups, seat_ids in found.bottlenecks:
        hang = say.listed([_either(group, telling) for group in groups])
        reasons.append(say("{groups} hang on {names}", groups=hang, names=telling.people(seat_ids)))
    return composed(
        gaps,
        say("{meeting} of {moment}: no minimum yet, {reasons}.", **named, reasons="; ".join(reasons)),
        say("Invite someone else, or choose another time."),
        act=FindingAct.INVITE,
        about=(meeting.id, *gaps[0].ends),
        affected=len(found.missing) + sum(len(groups) for groups, _ in found.bottlenecks),
    )


def _either(group: Iterable[str], telling: Telling) -> str:
    """'Veilig Thuis or the Safety House'."""
    return telling.say(" or ").join(telling.name(one) for one in sorted(group))
