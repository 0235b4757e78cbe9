"""`verify`: which copy a found file is, over every database of this planner, for whoever runs it."""

from pathlib import Path

from services.documents.copies.facts import Recognised
from services.documents.copies.faults import FoundFault, FoundFileRefused
from services.documents.copies.found_apart import LARGEST
from services.documents.copies.recognising import recognise, recognise_code
from services.documents.copies.told import how_sure
from services.premises import Premises
from services.relations.facts import SYSTEM
from services.unit_of_work import Work
from services.wording import Say, label
from services.wording.labels import organisation_label


def verify_file(premises: Premises, path: Path) -> tuple[bool, Recognised] | None:
    """Whether it is of the practice region, and what it is; None when unknown. Raises `FoundFileRefused`, OSError."""
    if path.stat().st_size > LARGEST:
        raise FoundFileRefused(reason=FoundFault.TOO_LARGE)
    content = path.read_bytes()
    found = ((practice, recognise(work, content)) for practice, work in _works(premises))
    return next(((practice, told) for practice, told in found if told), None)


def verify_code(premises: Premises, code: str) -> tuple[bool, Recognised] | None:
    """The same for a copy code."""
    found = ((practice, recognise_code(work, code)) for practice, work in _works(premises))
    return next(((practice, told) for practice, told in found if told), None)


def told_lines(say: Say, found: Recognised) -> tuple[str, ...]:
    """What is told of it, a line each; nothing of its case."""
    copy, nothing = found.copy, say("not known")
    home = organisation_label(say, copy.for_organisation) if copy.for_organisation else say("no one organisation")
    version = f"{copy.version} ({label(say, copy.status)})" if copy.status else nothing
    rows = (
        (say("Copy code"), copy.copy_code or nothing),
        (say("Document"), copy.audience or nothing),
        (say("Version"), version),
        (say("Made for"), home),
        (say("Made on"), say.moment(copy.issued_at)),
        (say("Taken by"), copy.issued_to or nothing),
        (say("Called back"), say.moment(copy.recalled_at) if copy.recalled_at else say("no")),
    )
    return (*(f"{name}: {value}" for name, value in rows), how_sure(say, found))


def _works(premises: Premises) -> list[tuple[bool, Work]]:
    places = (False, True) if premises.practice else (False,)
    return [(practice, premises.work(practice=practice, actor=SYSTEM)) for practice in places]
