"""Looks at conditions, cut down to what the reader may see."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import col, select

from models.base import rows_of
from models.condition import Condition, IssuedForm, ReceivedForm
from models.directory import Organisation
from models.terms import Belonging, ConditionStatus
from services.access.rules import Permission
from services.cases.queries import reader_of
from services.conditions.facts import ConditionView
from services.conditions.readings import unpacked
from services.conditions.rules import followed, formers_of, theme_of
from services.directory.partners import organisations_by_id
from services.meetings.queries import case_of_guest
from services.protection.rules import ONE_ORGANISATION, Reader, may_read
from services.unit_of_work import Reading, Work


def conditions_of(work: Work, case_id: str) -> tuple[ConditionView, ...]:
    """The conditions of a case that this actor may read, by number; drafts and taken-back ones are left out."""
    with work.read(Permission.CONDITION_READ, case_id, screen="conditions") as look:
        return conditions_in(look, case_id, reader_of(look))


def conditions_in(look: Reading, case_id: str, reader: Reader) -> tuple[ConditionView, ...]:
    """The same inside an open look or transaction, for a given reader."""
    return conditions_in_many(look, [case_id], reader)[case_id]


def conditions_in_many(
    look: Reading, case_ids: Collection[str], reader: Reader
) -> dict[str, tuple[ConditionView, ...]]:
    """The same for many cases, by case id, in a number of queries that does not grow with them.

    One whose place a later one took is left out, also for who may not read the later one: it no longer stands.
    """
    statement = rows_of(Condition, whole=look.opens).where(col(Condition.case_id).in_(case_ids))
    rows = look.session.exec(statement.order_by(col(Condition.number))).all()
    follows = {row.id: row.follows_id for row in rows if row.follows_id}
    gone = followed(((row.id, row.status) for row in rows), follows)
    homes = organisations_by_id(look.session, {row.organisation_id for row in rows})
    found: dict[str, list[ConditionView]] = {case_id: [] for case_id in case_ids}
    for row in rows:
        stands = row.status is not ConditionStatus.DRAFT and row.id not in gone
        if stands and readable(look, row.case_id, row.tier, reader):
            found[row.case_id].append(view_of(look, row, homes, follows))
    return {case_id: tuple(views) for case_id, views in found.items()}


def readable_of(
    look: Reading, standing: Mapping[str, tuple[ConditionView, ...]], reader: Reader
) -> dict[str, tuple[ConditionView, ...]]:
    """Of all conditions that stand, by case id, those that `reader` may see."""
    return {
        case_id: tuple(view for view in views if readable(look, case_id, view.tier, reader))
        for case_id, views in standing.items()
    }


def readable(look: Reading, case_id: str, tier: str, reader: Reader) -> bool:
    """Whether `reader` may see a condition of this tier. One for a single organisation is also for who directs the
    case: somebody must decide on it, and whoever wrote it was told so. Not on a screen that others look at too."""
    if may_read(tier, reader):
        return True
    return not reader.along and directs(look, case_id) and tier.startswith(ONE_ORGANISATION)


def directs(look: Reading, case_id: str) -> bool:
    """Whether the actor directs a case of this look, or is its deputy."""
    return look.belonging_to(case_id) in (Belonging.DIRECTOR, Belonging.DEPUTY)


def own_conditions(work: Work) -> tuple[ConditionView, ...]:
    """What the acting guest handed in, nobody else's."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="own conditions") as look:
        statement = select(Condition).where(
            Condition.invitation_id == work.actor.invitation_id, Condition.status != ConditionStatus.DRAFT
        )
        rows = look.session.exec(statement.order_by(col(Condition.number))).all()
        homes, follows = organisations_by_id(look.session), follows_in(look, case_id)
        return tuple(view_of(look, row, homes, follows) for row in rows)


def gone_into(work: Work) -> dict[str, tuple[int, str]]:
    """Of the acting guest's merged conditions, by id: number and organisation's key of the one it went into, as far as
    the guest may read that one or handed it in; the others are left out."""
    case_id = case_of_guest(work)
    with work.read(Permission.INVITATION_READ, case_id, screen="own conditions") as look:
        mine = select(Condition.id, Condition.merged_into_id).where(
            Condition.invitation_id == work.actor.invitation_id, col(Condition.merged_into_id).is_not(None)
        )
        went = {gone: into or "" for gone, into in look.session.exec(mine)}
        rows = look.session.exec(select(Condition).where(col(Condition.id).in_(went.values()))).all() if went else ()
        homes, reader = organisations_by_id(look.session), reader_of(look)
        seen = {
            row.id: (row.number, homes[row.organisation_id].key)
            for row in rows
            if row.invitation_id == work.actor.invitation_id or readable(look, case_id, row.tier, reader)
        }
        return {gone: seen[into] for gone, into in went.items() if into in seen}


def follows_in(look: Reading, case_id: str) -> dict[str, str]:
    """By condition of a case the one of an earlier meeting whose place it took, for those that took one."""
    statement = select(Condition.id, Condition.follows_id).where(
        Condition.case_id == case_id, col(Condition.follows_id).is_not(None)
    )
    return {condition_id: former or "" for condition_id, former in look.session.exec(statement)}


def view_of(look: Reading, row: Any, homes: Mapping[str, Organisation], follows: Mapping[str, str]) -> ConditionView:
    """A row as its reader sees it; whether they may is asked before. `follows` as `follows_in` gives it."""
    own, decided = look.unseal(row, "text_sealed"), look.unseal(row, "decided_text_sealed")
    reading = look.unseal(row, "decided_reading_sealed") or look.unseal(row, "reading_sealed")
    return ConditionView(
        id=row.id,
        number=row.number,
        organisation=homes[row.organisation_id].key,
        organisation_name=homes[row.organisation_id].name,
        kind=row.kind,
        theme=theme_of(row.kind),
        status=row.status,
        hard=row.hard,
        tier=row.tier,
        text=decided or own,
        handed_in_text=own,
        subject_ref=row.subject_ref,
        protects=tuple(row.protects),
        until=row.until,
        if_not=look.unseal(row, "if_not_sealed"),
        holds_approach=row.holds_approach,
        decision_reason=look.unseal(row, "decision_reason_sealed"),
        decided_at=row.decided_at,
        handed_in_at=row.handed_in_at,
        version=row.version,
        done_by=row.done_by,
        due_on=row.due_on,
        check=look.unseal(row, "check_sealed"),
        checked_by=row.checked_by,
        reading=unpacked(reading),
        follows_id=row.follows_id or "",
        former_ids=formers_of(row.id, follows),
        arrived=row.arrived,
        invitation_id=row.invitation_id or "",
        meeting_id=row.meeting_id or "",
        merged_into=row.merged_into_id or "",
    )


def form_codes_in(look: Reading, invitation_ids: Collection[str]) -> dict[str, str]:
    """By invitation the code printed on the Word form that came in from it; the latest where there were more."""
    if not invitation_ids:
        return {}
    rows = look.session.exec(
        select(ReceivedForm.invitation_id, IssuedForm.code)
        .join(IssuedForm, col(IssuedForm.id) == col(ReceivedForm.issued_form_id))
        .where(col(ReceivedForm.invitation_id).in_(invitation_ids))
        .order_by(col(ReceivedForm.received_at))
    ).all()
    return {invitation_id: code for invitation_id, code in rows if invitation_id}
