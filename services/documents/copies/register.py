"""The register of copies that left: who has what. Names of people who are kept out of the case by now are left out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, func, select

from models.directory import Account, Organisation, Professional
from models.documents import IssuedCopy
from models.meeting import Invitation
from models.plan import PlanVersion
from models.terms import OrganisationKind
from services.access.rules import Permission
from services.documents.copies.facts import CopyLine
from services.documents.editions import EXTRACT, ORGANISATION, PROSECUTOR, TASK_SLIP
from services.relations.queries import barred_accounts, barred_professionals
from services.unit_of_work import Reading, Work

_FOR_ONE = (ORGANISATION, EXTRACT, TASK_SLIP)
Kept = tuple[IssuedCopy, int | None, Any]
"""A copy with number and state of the version of the plan that it is an edition of."""


def copies_of(work: Work, case_id: str) -> tuple[CopyLine, ...]:
    """The copies of a case that left, newest first. Raises `NotAllowed`."""
    with work.read(Permission.PLAN_READ, case_id, screen="copies") as look:
        return copies_in(look, case_id)


def copies_in(look: Reading, case_id: str) -> tuple[CopyLine, ...]:
    """The same inside an open look or transaction."""
    rows = look.session.exec(
        select(IssuedCopy, PlanVersion.number, PlanVersion.status)
        .outerjoin(PlanVersion, col(PlanVersion.id) == col(IssuedCopy.plan_version_id))
        .where(IssuedCopy.case_id == case_id)
        .order_by(col(IssuedCopy.issued_at).desc(), col(IssuedCopy.id))
    ).all()
    return lines_of(look, case_id, rows)


def lines_of(look: Reading, case_id: str, rows: Sequence[Kept]) -> tuple[CopyLine, ...]:
    """These rows of the register of one case, in the order given. Whether the reader may see them is asked before."""
    known = _people(look, case_id, [copy for copy, _, _ in rows])
    tells = look.may(Permission.COPY_RECALL, case_id)
    return tuple(_line(look, known, row, tells=tells) for row in rows)


def with_versions(look: Reading, copies: Iterable[IssuedCopy]) -> list[Kept]:
    """Copies with the version that each is an edition of."""
    copies = list(copies)
    ids = {copy.plan_version_id for copy in copies if copy.plan_version_id}
    found = look.session.exec(
        select(PlanVersion.id, PlanVersion.number, PlanVersion.status).where(col(PlanVersion.id).in_(ids))
    )
    versions = {version_id: (number, status) for version_id, number, status in found}
    return [(copy, *versions.get(copy.plan_version_id or "", (None, None))) for copy in copies]


def unsettled_in(look: Reading, case_ids: Collection[str]) -> dict[str, tuple[datetime, int]]:
    """By case how many copies were called back without a word of what became of them, and since when the first was;
    only cases where there are any, in one query."""
    rows = look.session.exec(
        select(IssuedCopy.case_id, func.min(IssuedCopy.recalled_at), func.count())
        .where(
            col(IssuedCopy.case_id).in_(case_ids),
            col(IssuedCopy.recalled_at).is_not(None),
            col(IssuedCopy.recall_outcome).is_(None),
        )
        .group_by(col(IssuedCopy.case_id))
    )
    return {case_id: (since, count) for case_id, since, count in rows if since}


@dataclass(frozen=True)
class _Known:
    """Names by account, invitation or professional, and organisations by invitation or professional."""

    names: dict[str, str]
    homes: dict[str, str]


def _people(look: Reading, case_id: str, copies: Sequence[IssuedCopy]) -> _Known:
    takers = {copy.issued_to for copy in copies}
    acting = takers | {who for copy in copies for who in (copy.recalled_by, copy.recall_settled_by) if who}
    named = {row.id: row.name for row in look.session.exec(select(Account).where(col(Account.id).in_(acting)))}
    kept_out = barred_accounts(look.session, look.database.vault, case_id, set(named)) if named else frozenset()
    names = {account: name for account, name in named.items() if account not in kept_out}
    homes: dict[str, str] = {}
    recipients = {copy.recipient_id for copy in copies if copy.recipient_id}
    people = look.session.exec(
        select(Professional.id, Professional.id, Professional.name, Organisation.key)
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Professional.id).in_(recipients))
    ).all()
    guests = look.session.exec(
        select(Invitation.id, Professional.id, Professional.name, Organisation.key)
        .join(Professional, col(Professional.id) == col(Invitation.professional_id))
        .join(Organisation, col(Organisation.id) == col(Professional.organisation_id))
        .where(col(Invitation.id).in_(takers))
    ).all()
    barred = barred_professionals(look.session, look.database.vault, case_id) if people or guests else frozenset()
    for key, person, name, home in (*people, *guests):
        if person not in barred:
            names[key], homes[key] = name, home
    return _Known(names, homes)


def _line(look: Reading, known: _Known, row: Kept, *, tells: bool) -> CopyLine:
    copy, number, status = row
    recipient = copy.recipient_id or ""
    return CopyLine(
        id=copy.id,
        audience=copy.audience,
        language=copy.language,
        copy_code=copy.copy_code,
        sha256=copy.sha256,
        issued_at=copy.issued_at,
        issued_to=known.names.get(copy.issued_to, ""),
        version=number,
        status=status,
        version_id=copy.plan_version_id or "",
        for_whom=known.names.get(recipient, ""),
        for_organisation=known.homes.get(recipient, "") or organisation_in(copy.audience),
        by_release=copy.leak_release_id is not None,
        recalled_at=copy.recalled_at,
        recalled_by=known.names.get(copy.recalled_by or "", ""),
        reason=look.unseal(copy, "recall_reason_sealed") if tells else "",
        outcome=copy.recall_outcome,
        settled_at=copy.recall_settled_at,
        settled_by=known.names.get(copy.recall_settled_by or "", ""),
        row_version=copy.version,
    )


def organisation_in(audience: str) -> str:
    """The organisation that an audience names (`organisatie-VT`, `extract-X`, `taken-Y`), or the empty string."""
    if audience == PROSECUTOR:
        return OrganisationKind.OPENBAAR_MINISTERIE
    kind, dash, home = audience.partition("-")
    return home if kind + dash in _FOR_ONE else ""
