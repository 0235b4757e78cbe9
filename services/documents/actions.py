"""Issues a copy: rendered from what its reader may see, read back by the leak guard, entered in the register."""

from models.plan import IssuedCopy
from services.access.rules import Permission
from services.cases.queries import guarded_words, kept_out
from services.documents.editions import reader_of, without
from services.documents.facts import IssuedFile
from services.documents.guard import guard
from services.documents.issue import render
from services.errors import ServiceError
from services.plans.queries import content_in
from services.unit_of_work import Work
from services.wording import speak


class NothingAdopted(ServiceError):
    """There is no adopted plan to issue yet."""

    code = "documents.nothing_adopted"


def issue(work: Work, case_id: str, audience: str, language: str = "nl") -> IssuedFile:
    """One copy of the newest adopted version for an audience, registered and audited.

    Raises `NothingAdopted`, `EditionUnknown`, `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        found = content_in(tx, case_id)
        if found is None:
            raise NothingAdopted
        version_id, content = found[0], without(found[1], kept_out(tx, case_id))
        copy_code = tx.chance.spoken_code()
        file = render(content, audience, copy_code, speak(language), tx.now)
        guard(file, guarded_words(tx, case_id, reader_of(content, audience)))
        tx.add(
            IssuedCopy(
                id=tx.chance.id(),
                plan_version_id=version_id,
                case_id=case_id,
                audience=audience,
                copy_code=copy_code,
                sha256=file.sha256,
                issued_to=tx.actor.reference,
                issued_at=tx.now,
            )
        )
        tx.note(audience=audience, version=content.version, copy=copy_code, sha256=file.sha256)
        return file
