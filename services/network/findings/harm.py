"""What does harm now: a conflict of interest, contact despite a ban, the same person in another case."""

from collections.abc import Iterator, Sequence

from services.network.facts import Finding, FindingAct, FindingKind
from services.network.findings.gap import Gap, held_end, seat_end, seat_with
from services.network.findings.norm import Norm
from services.network.findings.wording import Telling, composed
from services.network.forbidden import contacts_despite
from services.network.sides import conflicts
from services.wording import label


def conflicts_of_interest(norm: Norm) -> Iterator[Gap]:
    """A professional with a private tie that leads to a victim or an alleged perpetrator. Only who directs the case
    has ties of professionals among the facts."""
    ties = {tie.id: tie for tie in norm.facts.ties}
    for conflict in conflicts(norm.facts):
        if seat := seat_with(norm.case, conflict.seat_id):
            tie = ties[conflict.tie_id]
            ends = (held_end(seat), *conflict.path)
            about = (conflict, seat, tie)
            yield Gap(
                FindingKind.CONFLICT, (), ends, mark=tie.kind.value, group=seat.name, since=tie.recorded_on, about=about
            )


def tell_conflict(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'P. Jansen (local team) has a private tie with Mr D.: keep them out of the case.'"""
    say, (conflict, seat, _) = telling.say, gaps[0].about
    through = conflict.path[:-1]
    if through:
        text = say(
            "{who} has a private tie that leads to {name}, by way of {through}.",
            who=telling.person(seat),
            name=telling.name(conflict.path[-1]),
            through=telling.names(through),
        )
    else:
        text = say(
            "{who} has a private tie with {name}.", who=telling.person(seat), name=telling.name(conflict.path[0])
        )
    evidence = [
        say("Recorded on {day}: {kind}.", day=telling.day(tie.recorded_on), kind=label(say, tie.kind))
        for tie in dict.fromkeys(gap.about[2] for gap in gaps)
    ]
    seats = dict.fromkeys(gap.about[1] for gap in gaps)
    return composed(
        gaps,
        text,
        say("Close the file to them and tell the privacy officer."),
        subjects=tuple(seat_end(one) for one in seats),
        evidence=tuple(evidence),
        act=FindingAct.SHUT_OUT,
        about=tuple(one.id for one in seats),
    )


def despite_bans(norm: Norm) -> Iterator[Gap]:
    """A recorded contact between two people whom an order or a measure kept apart on that day."""
    for one in contacts_despite(norm.facts):
        ends = (one.line.first, one.line.second)
        mark = one.happened_on.isoformat()
        yield Gap(
            FindingKind.FORBIDDEN_CONTACT, (), ends, mark=mark, group="|".join(ends), since=one.happened_on, about=one
        )


def tell_despite(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Contact recorded between Mr D. and Mrs W. while it was forbidden (contact ban).'"""
    say, latest = telling.say, gaps[0].about
    days = [say.numeric_day(gap.about.happened_on) for gap in gaps]
    return composed(
        gaps,
        say(
            "Contact recorded between {one} and {other} while it was forbidden ({why}).",
            one=telling.name(latest.line.first),
            other=telling.name(latest.line.second),
            why=label(say, latest.line.why),
        ),
        say("Record the breach and tell the prosecution."),
        evidence=(say("Recorded: {days}.", days=say.listed(days)),),
        act=FindingAct.RECORD_BREACH,
        about=(latest.line.first, latest.line.second),
        affected=len(gaps),
    )


def linked_cases(norm: Norm) -> Iterator[Gap]:
    """Another case of the reader in which the same person seems to play a part."""
    for link in norm.facts.linked:
        yield Gap(
            FindingKind.LINKED_CASE,
            (),
            (link.person_ref,),
            mark=link.case_id,
            group=link.case_id,
            must=link.certain,
            about=link,
        )


def tell_linked(gaps: Sequence[Gap], telling: Telling) -> Finding:
    """'Mr D. is also in Case Heron, as the victim there.'"""
    say, link = telling.say, gaps[0].about
    names = telling.names(gap.ends[0] for gap in gaps)
    if any(gap.about.roles_reversed for gap in gaps):
        text = say("{names}: possibly also in {case}, with the roles reversed.", names=names, case=link.code_name)
    else:
        text = say("{names}: possibly also in {case}.", names=names, case=link.code_name)
    certain = all(gap.about.certain for gap in gaps)
    evidence = say("Name and birth date are the same.") if certain else say("The name is the same.")
    return composed(
        gaps,
        text,
        say("Look at both cases together and confirm that it is the same person."),
        evidence=(evidence,),
        act=FindingAct.OPEN_LINKED,
        about=(link.case_id,),
        affected=len(gaps),
    )
