"""The one way out for a finished file: searched by the leak guard, entered in the register, kept as it left.

Whoever makes a document renders it and hands it here, inside an allowed transaction. Nothing is in the register that
was stopped, and nothing leaves that is not in the register.
"""

from base64 import b64encode

from models.documents import IssuedBytes, IssuedCopy
from services.cases.guarded import GuardedWord, WordSource
from services.cases.queries import guarded, kept_out
from services.documents.copies.recipients import check_recipient
from services.documents.copies.words_of import WORDS, words_of
from services.documents.facts import IssuedFile
from services.documents.guarding.stopping import let_out
from services.protection.rules import Reader
from services.unit_of_work import Transaction


def hand_out(
    tx: Transaction,
    file: IssuedFile,
    reader: Reader,
    *,
    version_id: str | None = None,
    recipient_id: str | None = None,
    also_kept: tuple[str, ...] = (),
) -> IssuedFile:
    """The file as it may leave, registered on who asked for it. Raises `LeakFound`; nothing is issued then.

    What the guard stops leaves only where a second person released exactly that (`guarding.releases`). Names of whoever
    is barred it never holds, whoever wrote them in what text, and whoever would release them.
    `reader` is for whom it is meant, `also_kept` are more words of that kind.
    `version_id`: the version of the plan that it is an edition of. `recipient_id`: the professional who gets it;
    raises `RecipientUnknown` for one whom this audience has not.
    """
    check_recipient(tx, tx.case_id, file.audience, recipient_id)
    names = (name for _, name in kept_out(tx, tx.case_id))
    barred = (GuardedWord(word, WordSource.KEPT_OUT) for word in dict.fromkeys((*names, *also_kept)))
    release_id = let_out(tx, file, reader, (*guarded(tx, tx.case_id, reader), *barred), version_id or "")
    copy = IssuedCopy(
        id=tx.chance.id(),
        plan_version_id=version_id,
        case_id=tx.case_id,
        audience=file.audience,
        language=file.language,
        copy_code=file.copy_code,
        sha256=file.sha256,
        text_mac=_mac(tx, file),
        issued_to=tx.actor.reference,
        issued_at=tx.now,
        recipient_id=recipient_id,
        leak_release_id=release_id,
    )
    kept = IssuedBytes(id=tx.chance.id(), copy_id=copy.id, case_id=tx.case_id, content_sealed="")
    tx.add(copy)
    tx.seal(kept, "content_sealed", b64encode(file.content).decode())
    tx.add(kept)
    tx.note(audience=file.audience, copy=file.copy_code, sha256=file.sha256)
    return file


def _mac(tx: Transaction, file: IssuedFile) -> str:
    """The keyed hash of the words in a file, without the code that is this copy's alone; empty where there are none."""
    stream = words_of(file.content, file.copy_code).stream
    return tx.lookup(WORDS, stream) if stream else ""
