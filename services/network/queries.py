"""Looks at the partner network of one case, as its reader may see it."""

from dataclasses import dataclass

from services.access.rules import Permission
from services.cases.facts import CaseFacts
from services.network.facts import Finding, NetworkFacts
from services.network.findings import Found, find, summary
from services.network.gathering import network_facts_in
from services.route_map.facts import SeatNeed
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.unit_of_work import Work
from services.wording import Say


@dataclass(frozen=True)
class Network:
    """Facts, findings open and answered, the seats the route map needs, and the whole in one sentence."""

    facts: NetworkFacts
    found: Found
    needed: tuple[SeatNeed, ...]
    summary: str

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand open, most pressing first."""
        return self.found.open

    @property
    def case(self) -> CaseFacts:
        """The case file."""
        return self.facts.case


def network_of(work: Work, case_id: str, say: Say) -> Network:
    """The network of a case. Raises `NotAllowed`."""
    with work.read(Permission.NETWORK_READ, case_id, screen="network") as look:
        facts = network_facts_in(look, case_id)
        route_map = regional(look.settings.route_map)
        return Network(
            facts,
            find(route_map, facts, say),
            required_seats(route_map, facts.case),
            summary(route_map, facts, say),
        )
