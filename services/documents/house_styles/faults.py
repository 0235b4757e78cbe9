"""Why a document is not taken as a house style: what is wrong, where, and nothing of what stands in it."""

from enum import StrEnum
from typing import ClassVar

from services.documents.forms.faults import FormFault
from services.errors import ServiceError


class StyleFault(StrEnum):
    """What is wrong with a Word document that is sound in itself; each has its sentence in `style_sentences`."""

    MISSING = "missing"
    UNREADABLE_INK = "unreadable_ink"
    TOO_SMALL = "too_small"
    TOO_LARGE_TYPE = "too_large_type"
    PAGE = "page"


class StyleRefused(ServiceError):
    """A document was not taken as a house style. Field `reason`: a `StyleFault`, or a `FormFault` of the package.
    Field `styles`: our names of the styles that it is about, with commas."""

    code: ClassVar[str] = "housestyle.refused"

    def __init__(self, *, reason: StyleFault | FormFault, styles: tuple[str, ...] = ()) -> None:
        super().__init__(reason=reason, styles=", ".join(styles))


class StyleNotThere(ServiceError):
    """There is no such house style, or it was taken out of use."""

    code: ClassVar[str] = "housestyle.not_there"
