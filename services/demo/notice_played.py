"""The notice for an alleged perpetrator in a rehearsal: written and tried while a stop is in force, made once it ended.

Its words are those that a file wrote for him (`suspect_text_nl`), nothing else. Where a case has two of them, each
gets what was written about him, and the first what names nobody.
"""

from collections.abc import Iterable
from datetime import datetime

from models.terms import PersonRole
from services.cases.facts import CasePerson
from services.cases.queries import case_facts
from services.cases.rules import holds_at
from services.demo.facts import FileCase
from services.documents.facts import IssuedFile
from services.documents.guarding.unpack import FileUnreadable
from services.documents.notices.actions import issue_notice, write_notice
from services.documents.notices.facts import WriteNotice
from services.documents.notices.rules import HoldInForce, NoticeWrong, audience_of
from services.protection.rules import LeakFound
from services.unit_of_work import Work

Made = tuple[str, IssuedFile | None]
"""An audience and its file; None where the leak guard stopped it."""


def write(work: Work, case_id: str, case: FileCase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Writes the notices of a case; gives their audiences, and those of which the words could not be kept."""
    suspects = _suspects(work, case_id)
    written, refused = [], []
    for person, texts in _texts(case, suspects):
        audience = audience_of(suspects, person.id)
        try:
            write_notice(work, WriteNotice(case_id, person.id, work.chance.id(), "\n".join(texts)))
            written.append(audience)
        except NoticeWrong:
            refused.append(audience)
    return tuple(written), tuple(refused)


def refused_now(work: Work, case_id: str, audiences: Iterable[str]) -> bool | None:
    """Whether each of these notices is refused because of a stop; None where nothing is written or no stop stands."""
    tried = tuple(audiences)
    holds = case_facts(work, case_id, screen="notice").holds
    if not tried or not any(holds_at(hold, work.clock()) for hold in holds):
        return None
    return all(_is_refused(work, case_id, audience) for audience in tried)


def free_from(work: Work, case_id: str) -> datetime | None:
    """When the last stop has ended: now, a moment to come, or None where one has no end."""
    now = work.clock()
    ends = [hold.until for hold in case_facts(work, case_id, screen="notice").holds if holds_at(hold, now)]
    if any(end is None for end in ends):
        return None
    return max([now, *(end for end in ends if end)])


def made(work: Work, case_id: str, audiences: Iterable[str]) -> tuple[Made, ...]:
    """The notices as files; one that is refused because of a stop is left out."""
    found: list[Made] = []
    for audience in audiences:
        try:
            found.append((audience, issue_notice(work, case_id, audience=audience)))
        except (LeakFound, FileUnreadable):
            found.append((audience, None))
        except HoldInForce:
            continue
    return tuple(found)


def _suspects(work: Work, case_id: str) -> tuple[CasePerson, ...]:
    persons = case_facts(work, case_id, screen="notice").persons
    return tuple(sorted((p for p in persons if p.role is PersonRole.SUSPECT), key=lambda person: person.ref))


def _texts(case: FileCase, suspects: tuple[CasePerson, ...]) -> Iterable[tuple[CasePerson, tuple[str, ...]]]:
    """For each alleged perpetrator what was written for him, in the order of the file and each once."""
    refs = {person.ref for person in suspects}
    for number, person in enumerate(suspects):
        mine = (
            {person.ref} if number else {person.ref, *(one.subject for one in case.conditions)} - (refs - {person.ref})
        )
        texts = [_one_line(one.suspect_text) for one in case.conditions if one.subject in mine]
        if kept := tuple(dict.fromkeys(text for text in texts if text)):
            yield person, kept


def _one_line(text: str) -> str:
    """A text as one agreement of the notice: it stands on a line of its own."""
    return " ".join(text.split())


def _is_refused(work: Work, case_id: str, audience: str) -> bool:
    try:
        issue_notice(work, case_id, audience=audience)
    except HoldInForce:
        return True
    except (LeakFound, FileUnreadable):
        return False
    return False
