"""The very bytes of a copy, once more: to see what somebody holds, or to hand it over again."""

from base64 import b64decode
from hashlib import sha256
from typing import ClassVar

from sqlmodel import select

from models.documents import IssuedBytes, IssuedCopy
from models.meeting import Invitation
from models.plan import PlanVersion
from models.terms import PlanStatus
from services.access.rules import Permission
from services.cases.queries import guarded_words, kept_out
from services.documents.editions import EditionUnknown, reader_of, without
from services.documents.facts import IssuedFile
from services.documents.guarding.guard import guard
from services.documents.notices.leaving import check_may_leave
from services.documents.notices.queries import NO_PARTNER, kept_from_suspects
from services.documents.notices.referrals import REFERRAL
from services.documents.notices.rules import is_for_suspect
from services.documents.papers import ACTION_LIST, ACTIONS_OF, PAPERS
from services.documents.sheets.recall_list import RECALL_LIST
from services.errors import ServiceError
from services.plans.queries import content_in
from services.protection.rules import ANY_PARTNER, LeakFound, Reader
from services.relations.queries import barred_accounts, barred_professionals
from services.unit_of_work import NotAllowed, Reading, Transaction, Work


class CopyNotGiven(ServiceError):
    """A copy that left is not given again. Field `reason`: `recalled`, `withdrawn` (its version was), `letter` (it is
    made anew, so that its consent is asked after), `barred` (it was taken by, made for or names somebody who is kept
    out by now), `damaged` (not the bytes that were issued)."""

    code: ClassVar[str] = "copies.not_given"


def copy_again(work: Work, case_id: str, copy_id: str) -> IssuedFile:
    """A copy as it was issued, byte by byte; its hash is checked, and the look at it is an act of its own.

    Words that were protected since keep it in: the guard reads it again. Raises `CopyNotGiven`, `LeakFound`,
    `HoldInForce` for a notice to the suspect, and `NotAllowed` also for a copy of another case.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        copy = tx.session.get(IssuedCopy, copy_id)
        if copy is None or copy.case_id != case_id:
            raise NotAllowed
        if copy.recalled_at is not None:
            raise CopyNotGiven(reason="recalled")
        if copy.audience == REFERRAL:
            raise CopyNotGiven(reason="letter")
        version = tx.session.get(PlanVersion, copy.plan_version_id) if copy.plan_version_id else None
        if version is not None and version.status is PlanStatus.WITHDRAWN:
            raise CopyNotGiven(reason="withdrawn")
        check_may_leave(tx, copy.audience)
        if _is_kept_out(tx, copy):
            raise CopyNotGiven(reason="barred")
        file = _as_issued(tx, copy)
        _check_words(tx, copy, file)
        tx.note(audience=copy.audience, copy=copy.copy_code, sha256=copy.sha256, again=True)
        return file


def bytes_of(look: Reading, copy: IssuedCopy) -> bytes:
    """The bytes of a copy as they were kept; none where they are gone."""
    kept = look.session.exec(select(IssuedBytes).where(IssuedBytes.copy_id == copy.id)).first()
    return b64decode(look.unseal(kept, "content_sealed")) if kept else b""


def _as_issued(tx: Transaction, copy: IssuedCopy) -> IssuedFile:
    content = bytes_of(tx, copy)
    if sha256(content).hexdigest() != copy.sha256:
        raise CopyNotGiven(reason="damaged")
    return IssuedFile(
        audience=copy.audience,
        file_name=f"{copy.copy_code}.docx",
        content=content,
        sha256=copy.sha256,
        copy_code=copy.copy_code,
        language=copy.language,
    )


def _is_kept_out(tx: Transaction, copy: IssuedCopy) -> bool:
    """Whether whoever took it or was to get it is kept out of the case by now."""
    guest = tx.session.get(Invitation, copy.issued_to)
    people = {copy.recipient_id, guest.professional_id if guest else None} - {None}
    vault = tx.database.vault
    if people & barred_professionals(tx.session, vault, copy.case_id):
        return True
    return copy.issued_to in barred_accounts(tx.session, vault, copy.case_id, {copy.issued_to})


def _check_words(tx: Transaction, copy: IssuedCopy, file: IssuedFile) -> None:
    """What left by a decision of two people is searched again for people who are barred, not for protected words."""
    try:
        guard(file, tuple(name for _, name in kept_out(tx, copy.case_id)))
    except LeakFound:
        raise CopyNotGiven(reason="barred") from None
    if copy.leak_release_id is None:
        also = kept_from_suspects(tx, copy.case_id) if is_for_suspect(copy.audience) else ()
        guard(file, (*guarded_words(tx, copy.case_id, _reader(tx, copy)), *also))


def _reader(tx: Transaction, copy: IssuedCopy) -> Reader:
    """For whom the paper was made, as far as its audience tells; what is not named here is for nobody."""
    if is_for_suspect(copy.audience):
        return NO_PARTNER
    version = tx.session.get(PlanVersion, copy.plan_version_id) if copy.plan_version_id else None
    found = content_in(tx, copy.case_id, version.number) if version else None
    if found is not None:
        try:
            return reader_of(without(found[1], kept_out(tx, copy.case_id)), copy.audience)
        except EditionUnknown:  # nobody is left in that organisation
            raise CopyNotGiven(reason="barred") from None
    if copy.audience in (*PAPERS, ACTION_LIST):
        return Reader(ANY_PARTNER)
    if copy.audience == RECALL_LIST:
        return Reader(tx.actor.organisation)
    own = copy.audience.removeprefix(ACTIONS_OF)
    return Reader(own) if own != copy.audience else Reader(None)
