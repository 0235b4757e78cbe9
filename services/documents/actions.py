"""Issues a copy of a plan or of the network: cut to its reader, read back by the leak guard, entered in a register."""

from models.plan import IssuedCopy
from services.access.rules import Permission
from services.cases.queries import guarded_words, kept_out
from services.documents.editions import reader_of, without
from services.documents.facts import IssuedFile
from services.documents.guard import guard
from services.documents.issue import render
from services.documents.network_sheet import NETWORK_SHEET, by_part, render_network
from services.errors import ServiceError
from services.network.exporting import without_conflicts
from services.network.findings import find, told_of
from services.network.gathering import network_facts_in
from services.network.queries import answers_in
from services.plans.facts import PlanContent
from services.plans.queries import content_in
from services.protection.rules import Reader
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.unit_of_work import Transaction, Work
from services.wording import speak


class NothingAdopted(ServiceError):
    """There is no adopted plan to issue yet."""

    code = "documents.nothing_adopted"


def issue_network(work: Work, case_id: str, language: str = "nl") -> IssuedFile:
    """The network sheet of a case for its team, by part and without names; audited, and checked like an edition.

    Conflicts of interest are not in it, whoever asks: the one it is about may sit at the table.

    It needs no adopted plan and belongs to none, so it stands in the log and not in the register of plan copies.
    Raises `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    say = speak(language)
    with work.act(Permission.NETWORK_EXPORT, case_id) as tx:
        named, route_map = without_conflicts(network_facts_in(tx, case_id)), regional(tx.settings.route_map)
        facts, standing = by_part(named, say), find(route_map, named, say, answers_in(tx, [case_id])[case_id]).open
        findings = told_of(route_map, facts, say, standing)
        needed, copy_code = len(required_seats(route_map, facts.case)), tx.chance.spoken_code()
        file = render_network(facts, findings, say, needed=needed, copy_code=copy_code, fictional=work.practice)
        kept = (*guarded_words(tx, case_id, Reader(None)), *(name for _, name in kept_out(tx, case_id)))
        guard(file, kept)
        tx.note(form=NETWORK_SHEET, copy=copy_code, sha256=file.sha256)
        return file


def issue(work: Work, case_id: str, audience: str, language: str = "nl") -> IssuedFile:
    """One copy of the newest adopted version for an audience, registered and audited.

    Raises `NothingAdopted`, `EditionUnknown`, `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        found = content_in(tx, case_id)
        if found is None:
            raise NothingAdopted
        version_id, content = found[0], without(found[1], kept_out(tx, case_id))
        return copy_in(tx, version_id, content, audience, language)


def copy_in(tx: Transaction, version_id: str, content: PlanContent, audience: str, language: str) -> IssuedFile:
    """One copy for an audience inside an allowed transaction: rendered, guarded, registered and noted. The one way by
    which a copy of a plan comes about. `content` holds nobody who is barred. Raises `EditionUnknown` or `LeakFound`.
    """
    copy_code = tx.chance.spoken_code()
    file = render(content, audience, copy_code, speak(language), tx.now)
    guard(file, guarded_words(tx, tx.case_id, reader_of(content, audience)))
    tx.add(
        IssuedCopy(
            id=tx.chance.id(),
            plan_version_id=version_id,
            case_id=tx.case_id,
            audience=audience,
            copy_code=copy_code,
            sha256=file.sha256,
            issued_to=tx.actor.reference,
            issued_at=tx.now,
        )
    )
    tx.note(audience=audience, version=content.version, copy=copy_code, sha256=file.sha256)
    return file
