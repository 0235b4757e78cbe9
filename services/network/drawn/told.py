"""The picture in words: the text alternative, what a screen reader says of each part, and which findings touch it."""

from collections.abc import Iterable
from datetime import date

from models.terms import PersonRole
from services.cases.facts import CaseFacts
from services.network import rules
from services.network.drawn.folding import folded
from services.network.drawn.layout import Figure, headings
from services.network.drawn.seats import Box, SeatState, Side, seats_of, subjects_of
from services.network.facts import Finding, FindingKind, NetworkFacts
from services.network.names import closed, end_name, organisation_name, person_name, seat_title
from services.wording import Say, label, speak


def title_of(facts: NetworkFacts, say: Say) -> str:
    """'Partnernetwerk van Zaak Heggemus, hoog risico, 21-11-2026'; a case without its name is not named."""
    told = {"risk": label(say, facts.case.risk).lower(), "day": say.numeric_day(facts.today)}
    if not facts.case.code_name:
        return say("Partner network, {risk} risk, {day}", **told)
    return say("Partner network of {case}, {risk} risk, {day}", case=facts.case.code_name, **told)


def findings_at(facts: NetworkFacts, findings: Iterable[Finding], picked: str) -> tuple[Finding, ...]:
    """The findings that touch a picked seat, person or fold."""
    findings = tuple(findings)
    if picked.startswith("fold:"):
        boxes = folded(seats_of(facts.case, findings, speak("en")), (picked,), speak("en"))
        fold = next((box for box in boxes if box.key == picked), None)
        return _touching(findings, fold.names(everything=True) if fold else set())
    return _touching(findings, _names_of(facts.case, picked))


def described(facts: NetworkFacts, findings: Iterable[Finding], say: Say, needed: int = 0) -> str:
    """The same in words, one thing per line: a summary, the findings with their rules, who stands on which side.

    `needed`: how many seats the route map requires; 0 leaves that out.
    """
    findings = tuple(findings)
    lines = [_summary(facts, findings, say, needed)]
    lines += [f"{f.rank}. {f.text} {f.suggestion}" + _in_brackets(f.rule_ids) for f in findings]
    if not findings:
        lines.append(say("Nothing is missing."))
    boxes = seats_of(facts.case, findings, say)
    for side, heading in zip(Side, headings(say), strict=True):
        seats = [f"{seat.title}, {seat.subtitle}" for seat in boxes if seat.side is side]
        if seats:
            lines.append(f"{heading}: {'; '.join(seats)}.")
    for role in PersonRole:
        people = [person.alias for person in facts.case.persons if person.role is role]
        if people:
            lines.append(closed(f"{person_name(say, role)}: {say.listed(people)}."))
    recorded = sorted(sorted(organisation_name(say, end) for end in line) for line in rules.recorded_lines(facts.case))
    if recorded:
        lines.append(say("Recorded lines: {lines}.", lines="; ".join(" – ".join(pair) for pair in recorded)))
    return "\n".join(lines)


def named(case: CaseFacts, end: str, say: Say) -> str:
    """A seat (also by its id), an organisation or a private person by the name it has in the picture."""
    seat = next((seat for seat in case.seats if seat.id == end and not seat.barred), None)
    return seat_title(say, seat, case) if seat else end_name(say, case, end)


def spoken_of(
    facts: NetworkFacts,
    item: Box | Figure,
    findings: tuple[Finding, ...],
    say: Say,
    *,
    day: date | None = None,
    conflict: bool = False,
) -> str:
    """What a screen reader says of a part: the seat, who holds it, its findings, and while another seat is picked when
    that one was last in touch with it."""
    if isinstance(item, Box):
        fold = item.state is SeatState.FOLD
        told = [f"{item.title} · {item.subtitle[:-2]}" if fold else f"{item.title}: {item.subtitle.lstrip('!? ')}"]
        names = item.names(everything=True)
    else:
        told = [f"{person_name(say, item.person.role)}: {item.person.alias}"]
        names = {item.key}
    if conflict:
        told.append(say("conflict of interest"))
    if day:
        told.append(say("last contact {day}", day=say.numeric_day(day)))
    ranks = [str(finding.rank) for finding in _touching(findings, names)]
    if ranks:
        told.append(say.plural("finding {ranks}", "findings {ranks}", len(ranks), ranks=say.listed(ranks)))
    return "; ".join(told)


def _touching(findings: Iterable[Finding], names: set[str]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if names & {*subjects_of(f), *(end for pair in f.pairs for end in pair)})


def _names_of(case: CaseFacts, picked: str) -> set[str]:
    seat = next((seat for seat in case.seats if seat.id == picked and not seat.barred), None)
    names = {picked}
    if seat:
        names.add(f"{seat.organisation}/{seat.role}")
        if rules.principal_seat(case, seat.organisation) == seat:
            names.add(seat.organisation)
    return names


def _summary(facts: NetworkFacts, findings: tuple[Finding, ...], say: Say, needed: int) -> str:
    """'Partnernetwerk van ..., hoog risico, 21-11-2026. 15 verplichte plekken, 2 leeg: ... 4 contacten ...: ...'"""
    empty = [end for f in findings if f.kind is FindingKind.MISSING_PARTNER for end in f.subjects]
    pairs = [pair for f in findings if f.kind is FindingKind.MISSING_CONTACT for pair in f.pairs]
    told = [title_of(facts, say)]
    if needed:
        told.append(say.plural("{n} required seat", "{n} required seats", needed))
    if empty:
        names = "; ".join(named(facts.case, end, say) for end in empty)
        told.append(say.plural("{n} empty: {names}", "{n} empty: {names}", len(empty), names=names))
    if pairs:
        names = "; ".join(" – ".join(named(facts.case, end, say) for end in pair) for pair in pairs)
        one, many = "{n} required contact not recorded: {names}", "{n} required contacts not recorded: {names}"
        told.append(say.plural(one, many, len(pairs), names=names))
    reach = [f.text.rstrip(".") for f in findings if f.kind is FindingKind.REACH]
    told += [say("Reach: {text}", text=text) for text in reach]
    return closed(". ".join(told) + ".")


def _in_brackets(rule_ids: tuple[str, ...]) -> str:
    return f" ({', '.join(rule_ids)})" if rule_ids else ""
