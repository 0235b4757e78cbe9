"""What the network says about a case, frozen.

A subject or an end of a line is named `organisation`, `organisation/role` or by a private person's reference (P1).
"""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What a finding is about, in the order in which people act on them."""

    MISSING_PARTNER = "missing_partner"
    MISSING_CONTACT = "missing_contact"
    NO_LINE = "no_line"
    MESSENGER = "messenger"
    BOTH_SIDES = "both_sides"
    MANY_FACES = "many_faces"
    SINGLE_POINT = "single_point"
    NO_DEPUTY = "no_deputy"
    WEIGHING_OPEN = "weighing_open"


@dataclass(frozen=True)
class MissingContact:
    """Two ends that must be in touch and of whom no contact is recorded.

    `shown` is the same pair as it can be drawn: an end without a seat of its own gives way to a partner in the case
    that would do as well (Victim Support for care in general).
    """

    between: tuple[str, str]
    rule_ids: tuple[str, ...]
    shown: tuple[str, str]


@dataclass(frozen=True)
class Finding:
    """One thing to act on.

    `key` stays the same while rule and seats do, so that an answer to it survives recomputation; `rank` counts from 1
    and is the number in the list and in the picture; `pairs` are the lines it is about.
    """

    key: str
    rank: int
    kind: FindingKind
    rule_ids: tuple[str, ...]
    subjects: tuple[str, ...]
    text: str
    suggestion: str
    pairs: tuple[tuple[str, str], ...] = ()
