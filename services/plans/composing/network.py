"""The partner network of a case as its plan tells it: by part and never by name, for every partner alike.

Only gaps that are every partner's business are in it: an empty seat, a contact that is not recorded or too long ago.
Conflicts of interest, reach by the hour and whatever leads to a person stay on the director's screen.
"""

from collections.abc import Iterable
from dataclasses import replace

from services.network.drawn.picture import described, network_sheet
from services.network.drawn.png import network_png
from services.network.exporting import without_conflicts
from services.network.facts import Finding, FindingKind, GapAnswer, NetworkFacts
from services.network.findings import find, told_of
from services.network.gathering import network_facts_in
from services.network.parts import by_part
from services.network.queries import answers_in
from services.network.table import speaking_rows
from services.plans.appendices import PlanNetwork, PlanSpeaking
from services.protection.rules import ANY_PARTNER, Reader
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.unit_of_work import Reading
from services.wording import Say, speak

LANGUAGES = ("nl", "en")
WIDTH = 1632
"""Of the picture, in pixels: sharp on paper at the width of the text."""
_TOLD = (FindingKind.MISSING_PARTNER, FindingKind.MISSING_CONTACT, FindingKind.STALE)


def networks(look: Reading, case_id: str) -> tuple[PlanNetwork, ...]:
    """The network in every language: what the picture shows in words, its size, and who speaks with whom."""
    facts, answers = _facts(look, case_id), answers_in(look, [case_id])[case_id]
    needed = len(required_seats(regional(look.settings.route_map), facts.case))
    found: list[PlanNetwork] = []
    for language in LANGUAGES:
        say = speak(language)
        parts, findings = _told(look, facts, answers, say)
        rows = tuple(
            PlanSpeaking(row.who, row.speaks_with, row.state, row.why, row.gap)
            for row in speaking_rows(parts, findings, say)
        )
        told = described(parts, findings, say, needed).replace("\n", " ")
        found.append(PlanNetwork(language, told, _size(parts, findings, say), rows))
    return tuple(found)


def pictures(look: Reading, case_id: str) -> dict[str, bytes]:
    """The picture of the same network as PNG, by language."""
    facts, answers = _facts(look, case_id), answers_in(look, [case_id])[case_id]
    drawn: dict[str, bytes] = {}
    for language in LANGUAGES:
        say = speak(language)
        drawn[language] = network_png(*_told(look, facts, answers, say), say, WIDTH)
    return drawn


def _facts(look: Reading, case_id: str) -> NetworkFacts:
    return without_conflicts(network_facts_in(look, case_id, Reader(ANY_PARTNER)))


def _told(
    look: Reading, facts: NetworkFacts, answers: Iterable[GapAnswer], say: Say
) -> tuple[NetworkFacts, tuple[Finding, ...]]:
    """Everybody by part, with the gaps that a plan tells and nobody answered; numbered anew, as the others are not
    there."""
    route_map, parts = regional(look.settings.route_map), by_part(facts, say)
    standing = (one for one in find(route_map, facts, say, answers).open if one.kind in _TOLD)
    told = told_of(route_map, parts, say, standing)
    return parts, tuple(replace(one, rank=rank) for rank, one in enumerate(told, start=1))


def _size(facts: NetworkFacts, findings: Iterable[Finding], say: Say) -> tuple[int, int]:
    sheet = network_sheet(facts, findings, say, on_paper=True)
    return WIDTH, round(sheet.height * WIDTH / sheet.width)
