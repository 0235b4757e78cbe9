"""Looks at the partner network of one case, as its reader may see it."""

from dataclasses import dataclass

from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.cases.gathering import gathered
from services.cases.queries import reader_of
from services.network.facts import Finding
from services.network.findings import find, summary
from services.route_map.facts import SeatNeed
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.unit_of_work import Work
from services.wording import Say


@dataclass(frozen=True)
class Network:
    """Facts, findings, the seats the route map needs, and the whole in one sentence."""

    facts: CaseFacts
    findings: tuple[Finding, ...]
    needed: tuple[SeatNeed, ...]
    summary: str


def network_of(work: Work, case_id: str, say: Say) -> Network:
    """The network of a case. Raises `NotAllowed`."""
    with work.read(Permission.NETWORK_READ, case_id, screen="network") as look:
        facts = gathered(look, case_id, reader_of(look))
        route_map = regional(look.settings.route_map)
        return Network(
            facts, find(route_map, facts, say), required_seats(route_map, facts), summary(route_map, facts, say)
        )
