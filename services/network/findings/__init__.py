"""The short list a case director acts on: what the route map asks for minus what is recorded.

Each family yields gaps (`gap.Gap`) with a stable key; what was answered is set apart (`collapsing`), the rest becomes
one finding per seat, ranked (`ranking`). Pure: facts in, findings out; computed anew on each look.
"""

from collections.abc import Iterable

from services.network.facts import Finding, GapAnswer, NetworkFacts
from services.network.findings.collapsing import Found, collapsed, gaps_of
from services.network.findings.gap import Gap, plain_key
from services.network.findings.norm import Norm, seen
from services.network.findings.wording import Telling
from services.route_map.facts import RouteMap
from services.wording import Say

__all__ = ["Found", "Gap", "existing_gaps", "find", "summary", "told_of"]


def find(route_map: RouteMap, facts: NetworkFacts, say: Say, answers: Iterable[GapAnswer] = ()) -> Found:
    """All findings of a case, those that stand open and those that were answered, each most pressing first."""
    norm = Norm(route_map, seen(facts))
    return collapsed(gaps_of(norm), answers, Telling(norm, say))


def told_of(route_map: RouteMap, facts: NetworkFacts, say: Say, known: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gaps of these findings, told on other facts of the same network in which people go by another name."""
    asked = {plain_key(gap) for finding in known for gap in finding.gaps}
    norm = Norm(route_map, seen(facts))
    gaps = tuple(gap for gap in gaps_of(norm) if plain_key(gap.key) in asked)
    return collapsed(gaps, (), Telling(norm, say)).open


def existing_gaps(route_map: RouteMap, facts: NetworkFacts) -> tuple[Gap, ...]:
    """Every gap that there is now, answered or not: what can be answered at all."""
    return gaps_of(Norm(route_map, seen(facts)))


def summary(route_map: RouteMap, facts: NetworkFacts, say: Say) -> str:
    """How many seats must be filled, how many are empty, how many contacts are not recorded, in one line."""
    norm = Norm(route_map, seen(facts))
    empty, contacts = len(norm.missing), len(norm.missing_contacts)
    if not (empty or contacts):
        return say("Every required seat is filled and every required contact recorded.")
    seats = say.plural("{n} required seat is empty", "{n} required seats are empty", empty)
    if not empty:
        seats = say("Every required seat is filled")
    if not contacts:
        return f"{seats}, {say('every required contact is recorded')}."
    unrecorded = say.plural("{n} required contact is not recorded", "{n} required contacts are not recorded", contacts)
    return f"{seats}, {unrecorded}."
