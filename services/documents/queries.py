"""Looks at what can be issued, and at what each reader does not get."""

from dataclasses import dataclass

from services.access.rules import Permission
from services.cases.queries import kept_out, reader_of
from services.documents.editions import audiences, without
from services.documents.papers import action_owners
from services.documents.what_is_left_out import LeftOut, TextTold, left_out, texts_told, veiled
from services.plans.facts import PlanContent
from services.plans.queries import content_in
from services.protection.rules import Reader
from services.reviews.told import with_last_review
from services.unit_of_work import Work
from services.wording import Say, speak


@dataclass(frozen=True)
class EditionLine:
    """An edition that can be issued, what its reader does not get as far as the director may read that, and which free
    texts of the plan they do get."""

    audience: str
    left_out: tuple[LeftOut, ...] = ()
    texts: tuple[TextTold, ...] = ()


@dataclass(frozen=True)
class Editions:
    """The editions of one version, and the organisations that can have an action list of their own."""

    version: int
    lines: tuple[EditionLine, ...]
    owners: tuple[str, ...]


def audiences_of(work: Work, case_id: str) -> tuple[str, ...]:
    """The editions of the newest adopted version that this actor may issue; none when they may not, or nothing is
    adopted. Raises `NotAllowed` for a case that is not theirs."""
    found = editions_of(work, case_id)
    return tuple(line.audience for line in found.lines) if found else ()


def editions_of(work: Work, case_id: str, number: int | None = None, language: str = "nl") -> Editions | None:
    """The editions of a version (by default the newest that was adopted) with what each reader does not get in that
    language; None when the actor may not issue them or there is no such version. Raises `NotAllowed`."""
    with work.read(Permission.PLAN_READ, case_id, screen="editions") as look:
        found = content_in(look, case_id, number)
        if found is None or not look.may(Permission.DOCUMENT_ISSUE):
            return None
        content, reader = without(found[1], kept_out(look, case_id)), reader_of(look)
        content, say = with_last_review(look, case_id, content), speak(language)
        lines = tuple(_line(content, audience, reader, say) for audience in audiences(content))
        return Editions(content.version, lines, action_owners(content))


def _line(content: PlanContent, audience: str, director: Reader, say: Say) -> EditionLine:
    hidden = veiled(left_out(content, audience, say), director)
    return EditionLine(audience, hidden, texts_told(content, audience, hidden))
