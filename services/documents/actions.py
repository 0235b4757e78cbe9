"""Issues a copy of a plan or of the network: cut to its reader, read back by the leak guard, entered in a register."""

from dataclasses import replace

from models.terms import PlanStatus
from services.access.rules import Permission
from services.cases.queries import kept_out
from services.documents.copies.handing_out import hand_out
from services.documents.editions import reader_of, without
from services.documents.facts import IssuedFile
from services.documents.finished import finished
from services.documents.house_styles.queries import style_in_use
from services.documents.rendering import render
from services.documents.sheets import network_sheet
from services.documents.sheets.network_sheet import NETWORK_SHEET
from services.errors import ServiceError
from services.network.exporting import without_conflicts
from services.network.findings import find, told_of
from services.network.gathering import network_facts_in
from services.network.parts import by_part
from services.network.queries import answers_in
from services.new_information.queries import changed_since
from services.plans.composing.pictures import pictures_in
from services.plans.facts import PlanContent
from services.plans.queries import content_in
from services.plans.versions.lines import rows_of_versions
from services.plans.versions.queries import with_answers
from services.protection.rules import Reader
from services.reviews.told import with_last_review
from services.route_map.queries import regional
from services.route_map.rules import required_seats
from services.unit_of_work import Transaction, Work
from services.wording import speak


class NothingAdopted(ServiceError):
    """There is no adopted plan to issue yet."""

    code = "documents.nothing_adopted"


class VersionWithdrawn(ServiceError):
    """The version was withdrawn; no copy of it is made any more."""

    code = "documents.version_withdrawn"


def issue_network(work: Work, case_id: str, language: str = "nl") -> IssuedFile:
    """The network sheet of a case for its team, by part and without names; audited, and checked like an edition.

    Conflicts of interest are not in it, whoever asks: the one it is about may sit at the table.

    It needs no adopted plan and belongs to none. Raises `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    say = speak(language)
    with work.act(Permission.NETWORK_EXPORT, case_id) as tx:
        named, route_map = without_conflicts(network_facts_in(tx, case_id)), regional(tx.settings.route_map)
        facts, standing = by_part(named, say), find(route_map, named, say, answers_in(tx, [case_id])[case_id]).open
        findings = told_of(route_map, facts, say, standing)
        needed, copy_code = len(required_seats(route_map, facts.case)), tx.chance.spoken_code()
        layout = network_sheet.compose(
            facts, findings, say, needed=needed, copy_code=copy_code, fictional=work.practice
        )
        file = finished(layout, NETWORK_SHEET, copy_code, facts.now, style_in_use(tx))
        return hand_out(tx, file, Reader(None))


def issue(
    work: Work,
    case_id: str,
    audience: str,
    language: str = "nl",
    number: int | None = None,
    *,
    recipient_id: str | None = None,
) -> IssuedFile:
    """One copy for an audience, registered and audited: of the newest adopted version, or of version `number`; for one
    of its people, if named.

    A draft is marked as one on every page. Raises `NothingAdopted` (also for a number that is not there),
    `VersionWithdrawn`, `EditionUnknown`, `RecipientUnknown`, `LeakFound` (nothing is issued then) or `NotAllowed`.
    """
    with work.act(Permission.DOCUMENT_ISSUE, case_id) as tx:
        found = content_in(tx, case_id, number)
        if found is None:
            raise NothingAdopted
        version_id, content = found[0], without(found[1], kept_out(tx, case_id))
        rows = rows_of_versions(tx, [case_id])
        if any(row.id == version_id and row.status is PlanStatus.WITHDRAWN for row in rows):
            raise VersionWithdrawn
        return copy_in(tx, version_id, content, audience, language, recipient_id)


def copy_in(
    tx: Transaction,
    version_id: str,
    content: PlanContent,
    audience: str,
    language: str,
    recipient_id: str | None = None,
) -> IssuedFile:
    """One copy for an audience inside an allowed transaction: rendered, guarded, registered and noted. The one way by
    which a copy of a plan comes about. `content` holds nobody who is barred. Raises `EditionUnknown` or `LeakFound`.
    """
    content = with_last_review(tx, tx.case_id, with_answers(tx, version_id, content))
    reader = reader_of(content, audience)
    content = replace(content, changed_since=changed_since(tx, content, reader))
    copy_code = tx.chance.spoken_code()
    pictures, base = pictures_in(tx, version_id), style_in_use(tx)
    file = render(content, audience, copy_code, speak(language), tx.now, pictures=pictures, base=base)
    tx.note(version=content.version)
    return hand_out(tx, file, reader, version_id=version_id, recipient_id=recipient_id)
