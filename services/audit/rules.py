"""How entries chain: HMAC-SHA256 over the former mac, the sequence number and the canonical entry.

Format after NEN 7513: what, when, who, on whose behalf, about which case, with what outcome; never the content.
"""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Happening:
    """One entry before it is chained. `notes` hold ids, counts and terms only."""

    at: datetime
    actor: str
    standing: str
    organisation: str
    session: str
    permission: str
    case_id: str
    outcome: str
    notes: dict[str, Any]


def mac_of(key: bytes, previous: str, seq: int, happening: Happening) -> str:
    """The mac (64 hexadecimal characters) of entry `seq` after one whose mac is `previous`."""
    entry = asdict(happening) | {"at": happening.at.astimezone(UTC).isoformat(timespec="microseconds")}
    canonical = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, f"{previous}|{seq}|{canonical}".encode(), hashlib.sha256).hexdigest()
