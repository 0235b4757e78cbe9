"""Why a found file is not read. A refusal says what is wrong with the file and nothing of what stands in it."""

from enum import StrEnum
from typing import ClassVar

from services.errors import ServiceError


class FoundFault(StrEnum):
    """What is wrong with a file; each has its sentence in `pages/frame/copy_sentences.py`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_HEAVY = "too_heavy"
    WITH_PASSWORD = "with_password"  # noqa: S105
    PICTURE = "picture"
    ARCHIVE = "archive"
    DAMAGED = "damaged"


class FoundFileRefused(ServiceError):
    """A found file could not be read. Field `reason`: a `FoundFault`."""

    code: ClassVar[str] = "copies.found_refused"
