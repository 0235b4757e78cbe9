"""What is known of a house style, and the order to take one in."""

from dataclasses import dataclass
from datetime import datetime

LONGEST_NAME = 80
OWN = "eigen"
"""Under this name the planner's own style is asked for."""


@dataclass(frozen=True)
class UploadStyle:
    """A Word document whose style is looked at first, and used by another click. `content` are its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class HouseStyleLine:
    """A house style that was taken in. `version` is that of its row."""

    id: str
    version: int
    name: str
    uploaded_at: datetime
    used_from: datetime | None = None
    retired_at: datetime | None = None

    @property
    def in_use(self) -> bool:
        """Whether documents are made in it now."""
        return self.used_from is not None and self.retired_at is None

    @property
    def waiting(self) -> bool:
        """Whether it was looked at only, so far."""
        return self.used_from is None and self.retired_at is None
