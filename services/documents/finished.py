"""From a layout to a finished file of a case: in the house style, under a name that tells nothing."""

from datetime import datetime
from hashlib import sha256

from services.documents.facts import IssuedFile
from services.documents.word.layout import Layout
from services.documents.word.package import pack


def finished(
    layout: Layout, audience: str, copy_code: str, made_at: datetime, base: bytes | None, *, left_out: int = 0
) -> IssuedFile:
    """The packed file; its name is the copy's code. `hand_out` is the next step.

    `base`: the house style in use (`style_in_use`), None for the planner's own: papers that leave the table (victim,
    external party, letter, notice) tell nothing by their looks. `left_out`: how much its reader does not get. `made_at`
    is zone-aware. The same input gives the same bytes.
    """
    packed = pack(layout, made_at, base)
    return IssuedFile(
        audience=audience,
        file_name=f"{copy_code}.docx",
        content=packed,
        sha256=sha256(packed).hexdigest(),
        left_out=left_out,
        copy_code=copy_code,
        language=layout.language,
    )
