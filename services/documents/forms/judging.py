"""Whether a form that came back is the one that was sent: its marks in both places, their seal, and its questions.
Pure, but for the key behind the seal."""

from collections import Counter
from dataclasses import dataclass

from models.terms import Provenance
from services.documents.forms.facts import SCHEMA, FormRead, Marks
from services.documents.forms.kept import Apart
from services.documents.forms.provenance import Sealer, check
from services.documents.forms.questions import block_key

_ALWAYS = (
    *("kind", "text", "hard", "done_by", "due_on", "until", "until_time", "check", "checked_by", "if_not", "tier"),
)
"""What every block asks, whatever the case and the vocabulary; the rest may have come or gone since it was issued."""


@dataclass(frozen=True)
class Judged:
    """`marks` are those to go by: sealed by us where `sound`, else a hint at best. `apart` says what is wrong."""

    provenance: Provenance
    apart: Apart | None = None
    marks: Marks | None = None

    @property
    def sound(self) -> bool:
        """Whether the marks are ours as we made them."""
        return self.provenance is Provenance.INTACT


def judged(read: FormRead, vault: Sealer) -> Judged:
    """What the marks of a form are worth."""
    part, properties = read.part_marks, read.property_marks
    if part is None and properties is None:
        return Judged(Provenance.STRIPPED, Apart.STRIPPED)
    marks = part or properties
    if part is None or properties is None:
        return Judged(Provenance.CHANGED, Apart.ONE_PLACE, marks)
    if part != properties:
        return Judged(Provenance.CHANGED, Apart.DIFFERS, next((m for m in (part, properties) if check(m, vault)), part))
    if not check(part, vault):
        return Judged(Provenance.CHANGED, Apart.SEAL, marks)
    if part.schema != SCHEMA:
        return Judged(Provenance.CHANGED, Apart.SHAPE, marks)
    return Judged(Provenance.INTACT, None, marks)


def misfit(read: FormRead, blocks: int) -> Apart | None:
    """What is wrong with the answers of a form of so many blocks: a control is gone, or there twice."""
    if any("twice" in answer.flags for answer in read.answers):
        return Apart.TWICE
    tags = Counter(answer.tag for answer in read.answers)
    if any(n > 1 for n in tags.values()):
        return Apart.TWICE
    expected = {f"{block_key(number)}.{key}" for number in range(1, blocks + 1) for key in _ALWAYS} | {"nothing"}
    return Apart.MISSING if expected - set(tags) else None
