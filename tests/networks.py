"""Networks for tests: a case file with what was recorded about contacts, on the Monday of the clock."""

from datetime import UTC, datetime
from typing import Any

from services.cases.facts import CaseFacts
from services.network.facts import NetworkFacts
from services.scheduling.facts import local_day

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = local_day(NOW)


def a_network(case: CaseFacts, **more: Any) -> NetworkFacts:
    """The network of a case; `more` are further fields of `NetworkFacts`."""
    return NetworkFacts(**({"case": case, "now": NOW, "today": TODAY} | more))
