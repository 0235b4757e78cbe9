"""What leaves the room: a finished file and what is known of it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IssuedFile:
    """A finished Word file. `sha256` is the hexadecimal digest of `content`; `left_out` counts the plan's items
    (conditions, actions, weighings, if-not texts) that its reader does not get."""

    audience: str
    file_name: str
    content: bytes
    sha256: str
    left_out: int
