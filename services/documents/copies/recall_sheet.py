"""The recall list as a paper of its own: issued, guarded and registered like any other."""

from typing import ClassVar

from models.casework import Case
from services.access.rules import Permission
from services.documents.copies.handing_out import hand_out
from services.documents.copies.recall import recall_list_in
from services.documents.facts import IssuedFile
from services.documents.finished import finished
from services.documents.house_styles.queries import style_in_use
from services.documents.sheets.recall_list import RECALL_LIST, compose
from services.errors import ServiceError
from services.protection.rules import Reader
from services.unit_of_work import Work
from services.wording import speak


class NothingRecalled(ServiceError):
    """No copy of this case was called back, so there is no list."""

    code: ClassVar[str] = "copies.nothing_recalled"


def issue_recall_list(work: Work, case_id: str, language: str = "nl") -> IssuedFile:
    """The copies that were called back, as a Word file for who directs the case; what is settled stands last.

    Raises `NothingRecalled`, `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.COPY_RECALL, case_id) as tx:
        lines = recall_list_in(tx, case_id)
        if not lines:
            raise NothingRecalled
        code = tx.session.get_one(Case, case_id).code
        copy_code, fictional = tx.chance.spoken_code(), work.practice
        layout = compose(lines, speak(language), code=code, copy_code=copy_code, made_at=tx.now, fictional=fictional)
        file = finished(layout, RECALL_LIST, copy_code, tx.now, style_in_use(tx))
        return hand_out(tx, file, Reader(tx.actor.organisation))
