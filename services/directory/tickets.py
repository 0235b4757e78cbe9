"""What a browser carries from one step of coming in to the next: sealed, bound to its purpose, short-lived.

Nothing is kept on the server between the steps, so an abandoned step leaves nothing behind.
"""

import json
from datetime import datetime, timedelta
from typing import Any

from models.sealing import SealBroken, Vault
from services.errors import ServiceError


class StepExpired(ServiceError):
    """The first step was too long ago, or the ticket is not ours: begin again."""

    code = "directory.step_expired"


def write_ticket(vault: Vault, purpose: str, moment: datetime, **contents: Any) -> str:
    """Seals `contents` for one purpose."""
    text = json.dumps(contents | {"at": moment.timestamp()})
    return vault.seal("ticket", purpose, "contents", text)


def read_ticket(vault: Vault, purpose: str, ticket: str, moment: datetime, good_for: timedelta) -> dict[str, Any]:
    """What the ticket holds. Raises `StepExpired` when it is stale, foreign or made for something else."""
    try:
        contents: dict[str, Any] = json.loads(vault.unseal("ticket", purpose, "contents", ticket) or "{}")
    except (SealBroken, ValueError):
        raise StepExpired from None
    age = moment.timestamp() - float(contents.get("at", 0))
    if not 0 <= age <= good_for.total_seconds():
        raise StepExpired
    return contents
