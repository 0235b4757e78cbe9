"""May a file for this audience leave now: asked for a new file, and again for one that was made before."""

from services.cases.apart import holds_in_force
from services.documents.notices.rules import check_released
from services.unit_of_work import Reading


def check_may_leave(look: Reading, audience: str) -> None:
    """Raises `HoldInForce` for a file of the case of this look that reaches an alleged perpetrator while a stop is in
    force; returns for every other."""
    check_released(audience, holds_in_force(look, look.case_id), look.now)
